//! The masked sentence with one token per quantity, so that claim patterns read like grammar.
//!
//! Tokens are digits, which nothing else in a skeleton can be: hidden digits are `#`, the others belong to
//! quantities. Patterns write them as circled letters (`from Ⓣ to Ⓣ`), which `pattern` translates. Spans found
//! here are mapped back to the sentence.

use regex::bytes::Regex;

use super::quantity::{Measure, Quantity};
use crate::text::Span;

pub(super) struct Skeleton<'a> {
    pub text: String,
    /// What `Quantity` spans are spans of.
    masked: &'a str,
    pub quantities: &'a [Quantity],
    /// Per quantity: where its token starts in `text`.
    tokens: Vec<usize>,
}

const TOKEN: usize = 1;

/// How patterns write the tokens, in their order.
const WRITTEN: [&str; 8] = ["Ⓟ", "Ⓣ", "Ⓑ", "Ⓡ", "Ⓜ", "Ⓧ", "Ⓦ", "Ⓝ"];

/// Compiles a pattern over skeletons, without regard to case. It works on bytes and knows ASCII letters only,
/// which makes it small and fast; its spans are rounded to characters by `span`.
pub(super) fn pattern(words: &str) -> Regex {
    let with_tokens = |words: String, (token, written): (usize, &&str)| words.replace(written, &token.to_string());
    let words = WRITTEN.iter().enumerate().fold(words.to_owned(), with_tokens);
    super::quantity::compiled(Regex::new(&format!("(?i-u){words}")), || never())
}

#[allow(clippy::expect_used)]
fn never() -> Regex {
    Regex::new("$^x").expect("a constant pattern")
}

/// The character class of all tokens, for patterns.
pub(super) const ANY: &str = "[0-7]";

fn token(measure: Measure) -> char {
    match measure {
        Measure::Percent => '0',
        Measure::Time => '1',
        Measure::Bytes => '2',
        Measure::Rate => '3',
        Measure::Money => '4',
        Measure::Multiple => '5',
        Measure::Power => '6',
        Measure::Count => '7',
    }
}

impl<'a> Skeleton<'a> {
    pub(super) fn of(masked: &'a str, quantities: &'a [Quantity]) -> Self {
        let mut text = String::with_capacity(masked.len());
        let mut tokens = Vec::with_capacity(quantities.len());
        let mut at = 0;
        for quantity in quantities {
            push_plain(&mut text, masked.get(at..quantity.span.start).unwrap_or_default());
            tokens.push(text.len());
            text.push(token(quantity.measure));
            at = quantity.span.end;
        }
        push_plain(&mut text, masked.get(at..).unwrap_or_default());
        Self { text, masked, quantities, tokens }
    }

    /// Where a pattern matched, as a span of the skeleton.
    pub(super) fn span(&self, found: regex::bytes::Match<'_>) -> Span {
        Span::new(self.text.floor_char_boundary(found.start()), self.text.floor_char_boundary(found.end()))
    }

    /// True when a pattern matches somewhere in the sentence.
    pub(super) fn says(&self, pattern: &Regex) -> bool {
        pattern.is_match(self.text.as_bytes())
    }

    /// The number as written: "1.8".
    pub(super) fn value(&self, quantity: &Quantity) -> &'a str {
        quantity.value.of(self.masked)
    }

    /// Indices of the quantities whose token lies in `span` of the skeleton.
    pub(super) fn within(&self, span: Span) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let inside = move |at: &usize| span.start <= self.tokens[*at] && self.tokens[*at] + TOKEN <= span.end;
        (0..self.tokens.len()).filter(inside)
    }

    /// Maps a span of the skeleton to one of the sentence.
    pub(super) fn source(&self, span: Span) -> Span {
        Span::new(self.map(span.start, false), self.map(span.end, true))
    }

    fn map(&self, at: usize, end: bool) -> usize {
        let passed = self.tokens.partition_point(|token| *token < at);
        let Some(last) = passed.checked_sub(1) else { return at };
        let (token, quantity) = (self.tokens[last], &self.quantities[last]);
        if at < token + TOKEN {
            return if end { quantity.span.end } else { quantity.written.start };
        }
        quantity.span.end + (at - token - TOKEN)
    }

    /// The clause around a place: between strong stops, or words that turn the sentence.
    pub(super) fn clause(&self, at: usize) -> &str {
        let before = self.text.get(..at).unwrap_or_default();
        let after = self.text.get(at..).unwrap_or_default();
        let start = super::claim::STOPS.find_iter(before.as_bytes()).last().map_or(0, |stop| stop.end());
        let end = super::claim::STOPS.find(after.as_bytes()).map_or(self.text.len(), |stop| at + stop.start());
        self.text.get(start..end).unwrap_or_default()
    }
}

/// Digits that are no quantity must not look like tokens.
fn push_plain(text: &mut String, plain: &str) {
    if plain.bytes().any(|byte| byte.is_ascii_digit()) {
        text.extend(plain.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }));
    } else {
        text.push_str(plain);
    }
}
