//! Spelling and grammar on a screen: slips in a text, and the words a person taught.
//!
//! A lane of its own: nothing here counts for the bar, the checklist or an export.

use serde::Serialize;
use specta::Type;

use crate::text::Utf16Span;

/// What was found in one edition of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Proof {
    /// The edition of the text it was made from.
    pub edition: u32,
    /// In the order of the text, disjoint.
    pub slips: Vec<Slip>,
    /// How many slips this guide leaves as they are.
    pub ignored: u32,
    /// False when only the beginning has been read yet: ask again.
    pub done: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum SlipKind {
    /// A word that no dictionary knows.
    Spelling,
    /// Known words that do not stand together like this.
    Grammar,
}

/// A word or a phrase that looks wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Slip {
    pub kind: SlipKind,
    /// Stable name of what found it; `spelling` for words.
    pub rule: String,
    pub span: Utf16Span,
    /// The words at `span`, exactly as they stand in the text.
    pub words: String,
    /// One sentence; empty for spelling.
    pub message: String,
    /// What could stand there instead, best first. An empty text takes the words away.
    pub suggestions: Vec<String>,
}

/// The person's own dictionary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Dictionary {
    /// False in a build without spelling and grammar.
    pub available: bool,
    /// Taught words, by name.
    pub words: Vec<String>,
}
