//! What rules make at their first use (books of phrases, patterns, lists), made before somebody waits for it.
//!
//! Judges a small text that leads every rule to its first use; keeps and answers nothing.

use super::{Input, Profile, check};
use crate::guide::{Draft, Meta};
use crate::markdown::Document;
use crate::vocabulary::Vocabulary;

/// A little of everything that rules look for.
const TEXT: &str = "On 2 March 2026 the p95 fell from 1.8 s to 240 ms, measured with k6; see \
<https://example.org/>. TODO: it is significantly faster, and the blacklist is currently just really blazing.\n\n\
```env\nA=1\n```\n\nThere were no errors. Today we are able to say so.\n";

/// For a thread of its own, beside the work that comes before the first check.
pub fn make_ready() {
    let meta =
        Meta { title: "A guide".into(), summary: TEXT.lines().next().unwrap_or_default().into(), ..Meta::default() };
    let draft = Draft { body: TEXT.into(), meta, ..Draft::default() };
    let (document, vocabulary) = (Document::parse(&draft.body), Vocabulary::default());
    let (assets, today, profile) = (&[], "2026-03-02", Profile::usual());
    check(&Input { draft: &draft, document: &document, vocabulary: &vocabulary, assets, today, profile });
}
