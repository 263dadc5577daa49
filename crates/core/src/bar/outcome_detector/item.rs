//! A masked sentence as a row of items: words in small letters, marks, quantities.
//!
//! Hyphens part words, apostrophes do not; what is hidden reads `#`, a percentile label `p__`.

use std::ops::Deref;

use super::quantity::{Measure, Quantity};
use crate::bar::months;
use crate::text::Span;

/// A word, a mark, or a quantity.
#[derive(Debug)]
pub(super) struct Item<'s> {
    /// In small letters; empty for quantities.
    pub word: &'s str,
    /// In the sentence.
    pub span: Span,
    /// Index of the quantity that stands here.
    pub quantity: Option<usize>,
    pub measure: Option<Measure>,
    /// A multiple without a digit: "halved".
    pub doubled: bool,
    pub capital: bool,
    /// The lists that hold the word.
    pub lists: u32,
    /// Number of the clause.
    pub clause: usize,
}

/// The items of one sentence.
pub(super) struct Items<'s> {
    items: Vec<Item<'s>>,
    pub quantities: &'s [Quantity],
}

impl<'s> Deref for Items<'s> {
    type Target = [Item<'s>];

    fn deref(&self) -> &Self::Target {
        &self.items
    }
}

impl Item<'_> {
    /// A mark that no claim reaches across.
    pub(super) fn ends_statement(&self) -> bool {
        matches!(self.word, "." | ";" | ":" | "!" | "?")
    }

    pub(super) fn is_mark(&self) -> bool {
        self.quantity.is_none() && !self.word.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '#' | '_'))
    }
}

impl<'s> Items<'s> {
    /// `small` is `masked` in small letters (ASCII only, so the bytes stay in place).
    pub(super) fn of(masked: &'s str, small: &'s str, quantities: &'s [Quantity]) -> Self {
        let mut items = Vec::with_capacity(masked.len() / 5);
        let mut at = 0;
        for (index, quantity) in quantities.iter().enumerate() {
            words(&mut items, masked, small, at..quantity.span.start.max(at));
            items.push(of_quantity(masked, index, quantity));
            at = quantity.span.end.max(at);
        }
        words(&mut items, masked, small, at..masked.len());
        number_clauses(&mut items);
        Self { items, quantities }
    }

    /// The quantities among items `start..end`, as indices.
    pub(super) fn quantities_in(&self, start: usize, end: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.items.get(start..end).unwrap_or_default().iter().filter_map(|item| item.quantity)
    }

    /// The words of the sentence from the first to the last of some items.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let first = self.items.get(start).map_or(0, |item| item.span.start);
        let last = end.checked_sub(1).and_then(|last| self.items.get(last)).map_or(first, |item| item.span.end);
        Span::new(first, last.max(first))
    }
}

fn of_quantity<'s>(masked: &str, index: usize, quantity: &Quantity) -> Item<'s> {
    let digits = quantity.value.of(masked).bytes().any(|byte| byte.is_ascii_digit());
    Item {
        word: "",
        span: quantity.written,
        quantity: Some(index),
        measure: Some(quantity.measure),
        doubled: quantity.measure == Measure::Multiple && !digits,
        capital: false,
        lists: 0,
        clause: 0,
    }
}

fn words<'s>(items: &mut Vec<Item<'s>>, masked: &str, small: &'s str, range: std::ops::Range<usize>) {
    let mut rest = range.start;
    while let Some(c) = small.get(rest..range.end).and_then(|rest| rest.chars().next()) {
        let end = if is_inside(c) { word_end(small, rest, range.end) } else { mark_end(small, rest, range.end) };
        if !c.is_whitespace() && !matches!(c, '-' | '*' | '"' | '“' | '”' | '‘') {
            items.push(of_word(masked, small, rest..end));
        }
        rest = end;
    }
}

fn is_inside(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '#')
}

/// Apostrophes and full stops inside a word belong to it.
fn word_end(text: &str, start: usize, limit: usize) -> usize {
    let mut chars = text[start..limit].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().is_some_and(|(_, next)| is_inside(*next));
        if !(is_inside(c)
            || matches!(c, '\'' | '’' | '.' | ',') && next && (c != ',' || text[start..].starts_with('#')))
        {
            return start + at;
        }
    }
    limit
}

/// One sign, or an arrow.
fn mark_end(text: &str, start: usize, limit: usize) -> usize {
    let rest = &text[start..limit];
    let arrow = ["-->", "->", "=>"].iter().find(|arrow| rest.starts_with(**arrow)).map(|arrow| arrow.len());
    start + arrow.unwrap_or_else(|| rest.chars().next().map_or(1, char::len_utf8))
}

fn of_word<'s>(masked: &str, small: &'s str, range: std::ops::Range<usize>) -> Item<'s> {
    let span = Span::from(range);
    let start = span.start;
    let capital = span.of(masked).starts_with(|c: char| c.is_uppercase());
    let word = match span.of(small) {
        "->" | "-->" | "=>" | "⇒" => "→",
        word if word.starts_with('p') && word.len() > 1 && word[1..].bytes().all(|b| matches!(b, b'_' | b'.')) => "p__",
        word if word.starts_with('#') => "#",
        // "in May" is a date, and no "may".
        word if start > 0 && capital && months::LONG.contains(&word) => "#",
        word => word,
    };
    let lists = super::lists::lists(word);
    Item { word, span, quantity: None, measure: None, doubled: false, capital, lists, clause: 0 }
}

/// Strong stops part clauses, and so do words that turn the sentence.
fn number_clauses(items: &mut [Item<'_>]) {
    let mut clause = 0;
    let mut comma = false;
    for item in items {
        let turns = matches!(item.word, "but" | "whereas" | "although" | "while" | "e.g");
        let joins =
            matches!(item.word, "and" | "so" | "which" | "where" | "though" | "since" | "because" | "as" | "yet");
        if turns || (comma && joins) {
            clause += 1;
        }
        item.clause = clause;
        if matches!(item.word, ";" | "—" | "–" | ":") {
            clause += 1;
        }
        comma = item.word == ",";
    }
}
