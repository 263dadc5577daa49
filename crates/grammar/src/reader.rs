//! Reads a guide: each paragraph once as long as it stays as it is, then what this guide's world knows taken out.
//!
//! Holds the dictionary and the rules, and what was found by the hash of its paragraph. Knows no thread.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use harper_core::linting::{Lint, LintGroup, Suggestion};
use harper_core::spell::MutableDictionary;
use harper_core::{Document as Read, TokenKind};
use highbar_core::library::ProofText;
use highbar_core::markdown::Document;
use highbar_core::text::{Places, Span};
use highbar_core::view::{Proof, Slip, SlipKind};

use crate::known::Known;
use crate::passage::Passage;
use crate::rules;
use crate::spelling::{Spelling, Unknown};

/// Characters read anew per answer: a long text comes in pieces, and the first soon.
const FRESH: usize = 4_000;

/// Paragraphs after which the rules are made anew: they remember every clause they saw, at a cost of megabytes, and
/// here whole paragraphs are remembered.
const RENEWED: u32 = 128;

/// Paragraphs remembered per generation; two generations are alive.
const REMEMBERED: usize = 4_096;

/// What a word that no dictionary has is called among the rules.
pub const SPELLING: &str = "spelling";

/// Something in a paragraph, in characters of it.
#[derive(Debug, Clone)]
enum Found {
    Word { at: Range<usize>, unknown: Unknown },
    Phrase { at: Range<usize>, rule: String, message: String, suggestions: Vec<String> },
}

type Findings = Rc<Vec<Found>>;

pub struct Reader {
    dictionary: std::sync::Arc<MutableDictionary>,
    rules: LintGroup,
    spelling: Spelling,
    young: HashMap<u64, Findings>,
    old: HashMap<u64, Findings>,
    /// Paragraphs read since the rules were made.
    since: u32,
}

impl Reader {
    /// Reads Harper's dictionary and makes its rules ready: most of a second, once.
    pub fn new() -> Self {
        let dictionary = MutableDictionary::curated();
        Self {
            rules: rules::rules(dictionary.clone()),
            spelling: Spelling::new(dictionary.clone()),
            dictionary,
            young: HashMap::new(),
            old: HashMap::new(),
            since: 0,
        }
    }

    /// The slips of a text. `None` when `stop` said between two paragraphs that nobody waits for them any more.
    pub fn read(&mut self, text: &ProofText, stop: impl Fn() -> bool) -> Option<Proof> {
        let document = Document::parse(&text.body);
        let known = Known::of(text, &document);
        let places = Places::new(&text.body);
        let mut proof = Proof { edition: text.edition, slips: Vec::new(), ignored: 0, done: true };
        let mut fresh = 0;
        for passage in (0..document.paragraphs.len()).filter_map(|at| Passage::of(&document, at)) {
            if stop() {
                return None;
            }
            if fresh > FRESH {
                proof.done = false;
                break;
            }
            let (found, cost) = self.found(&passage);
            fresh += cost;
            self.say(text, &passage, &found, &known, &places, &mut proof);
        }
        Some(proof)
    }

    /// What stands in a paragraph, and how many characters had to be read for it.
    fn found(&mut self, passage: &Passage<'_>) -> (Findings, usize) {
        let key = key(passage);
        if let Some(found) = self.young.get(&key) {
            return (found.clone(), 0);
        }
        let (found, cost) = match self.old.remove(&key) {
            Some(found) => (found, 0),
            None => (Rc::new(self.look_safely(passage)), passage.chars.len()),
        };
        if self.young.len() >= REMEMBERED {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(key, found.clone());
        (found, cost)
    }

    /// A rule that fails on some text costs that paragraph its findings, not the lane its thread.
    fn look_safely(&mut self, passage: &Passage<'_>) -> Vec<Found> {
        catch_unwind(AssertUnwindSafe(|| self.look(passage))).unwrap_or_default()
    }

    fn look(&mut self, passage: &Passage<'_>) -> Vec<Found> {
        self.since += 1;
        if self.since > RENEWED {
            self.rules = rules::rules(self.dictionary.clone());
            self.since = 0;
        }
        let read = Read::new_from_chars(passage.chars.clone().into(), passage, self.dictionary.as_ref());
        let mut found = unknown_words(&read, passage);
        if !passage.fragment {
            for (rule, lints) in self.rules.organized_lints(&read) {
                found.extend(lints.into_iter().filter_map(|lint| phrase(passage, &rule, lint)));
            }
        }
        found
    }

    fn say(
        &mut self,
        text: &ProofText,
        passage: &Passage<'_>,
        found: &[Found],
        known: &Known,
        places: &Places<'_>,
        proof: &mut Proof,
    ) {
        let mut slips: Vec<(Span, Slip)> =
            found.iter().filter_map(|found| self.slip(passage, found, known, &text.body, places)).collect();
        slips.sort_by_key(|(span, slip)| (span.start, slip.kind == SlipKind::Grammar, span.end));
        let mut end = 0;
        for (span, slip) in slips {
            if span.start < end {
                continue;
            }
            end = span.end;
            if text.ignored.iter().any(|(rule, words)| *rule == slip.rule && *words == slip.words) {
                proof.ignored += 1;
            } else {
                proof.slips.push(slip);
            }
        }
    }

    /// A finding in its place, unless this guide's world knows better.
    fn slip(
        &mut self,
        passage: &Passage<'_>,
        found: &Found,
        known: &Known,
        body: &str,
        places: &Places<'_>,
    ) -> Option<(Span, Slip)> {
        let (at, kind, rule, message, suggestions) = match found {
            Found::Word { at, unknown } => (at, SlipKind::Spelling, SPELLING, "", self.spelling.judge(unknown, known)?),
            Found::Phrase { at, rule, message, suggestions } => {
                (at, SlipKind::Grammar, rule.as_str(), message.as_str(), suggestions.clone())
            }
        };
        let span = passage.span(at.clone());
        let words = body.get(span.start..span.end).filter(|words| !words.is_empty())?.to_owned();
        // Where marks stand between the letters, another word would wipe them out.
        let suggestions = if words == passage.text(at.clone()) { suggestions } else { Vec::new() };
        let (rule, message) = (rule.to_owned(), message.to_owned());
        Some((span, Slip { kind, rule, span: places.span(span), words, message, suggestions }))
    }
}

fn key(passage: &Passage<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    (&passage.chars, &passage.masked, passage.fragment, passage.cell).hash(&mut hasher);
    hasher.finish()
}

fn unknown_words(read: &Read, passage: &Passage<'_>) -> Vec<Found> {
    let unknown = read.get_tokens().iter().filter(|token| matches!(token.kind, TokenKind::Word(None)));
    unknown
        .map(|token| {
            let at = token.span.start..token.span.end;
            let word = read.get_span_content_str(&token.span);
            let first = is_first(passage.chars.get(..at.start).unwrap_or_default());
            Found::Word { at, unknown: Unknown { word, first, cell: passage.cell } }
        })
        .collect()
}

/// Whether a sentence ends right before, or nothing stands there.
fn is_first(before: &[char]) -> bool {
    let open = |c: &&char| !matches!(c, ' ' | '(' | '[' | '"' | '“' | '‘' | '\'' | '—' | '–');
    before.iter().rev().find(open).is_none_or(|c| matches!(c, '.' | '!' | '?' | ':' | '…'))
}

fn phrase(passage: &Passage<'_>, rule: &str, lint: Lint) -> Option<Found> {
    let at = lint.span.start..lint.span.end;
    let masked = passage.masked.iter().any(|mask| mask.start < at.end && at.start < mask.end);
    let inside = at.start < at.end && at.end <= passage.chars.len();
    if masked || !inside || !rules::is_error(lint.lint_kind) {
        return None;
    }
    let words: String = passage.chars[at.clone()].iter().collect();
    let suggestions = lint.suggestions.iter().map(|suggestion| instead(&words, suggestion)).take(3).collect();
    Some(Found::Phrase { at, rule: rule.to_owned(), message: lint.message, suggestions })
}

/// What stands in place of the words when a suggestion is taken.
fn instead(words: &str, suggestion: &Suggestion) -> String {
    match suggestion {
        Suggestion::ReplaceWith(letters) => letters.iter().collect(),
        Suggestion::InsertAfter(letters) => words.chars().chain(letters.iter().copied()).collect(),
        Suggestion::Remove => String::new(),
    }
}
