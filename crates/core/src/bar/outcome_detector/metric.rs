//! What a claim is about, in the sentence's own words: "Settlement p95", "slowest report", "callbacks".
//!
//! A few rules about where English puts the noun; no grammar. Where they find nothing the family's word must do.

use super::claim::{Claim, Form};
use super::item::{Item, Items};
use super::lists::{bit, lists};
use super::quantity::Measure;
use crate::text::Span;

/// Longest name, in words.
const LONGEST: usize = 6;

/// Words no name begins or ends with.
const EDGES: &[&str] = &[
    "the", "a", "an", "our", "its", "their", "his", "her", "your", "my", "this", "that", "these", "those", "all",
    "and", "of", "in", "to", "for", "on", "at", "by", "with", "from", "than", "as", "also", "then", "now", "still",
    "even", "already", "total", "every", "each", "both", "overall", "only", "just", "about", "per", "or", "any",
    "single", "so", "today", "again", "not", "when", "after", "before", "since", "because", "while", "some", "s",
    "such", "into", "is", "much", "far", "up", "down", "out", "off", "over", "under", "within", "during", "across",
    "without", "no", "zero",
];
/// Words a name cannot hold: a statement begins or ends there.
const BOUNDS: &[&str] = &[
    "we",
    "it",
    "they",
    "i",
    "you",
    "he",
    "she",
    "which",
    "that",
    "who",
    "when",
    "where",
    "while",
    "after",
    "before",
    "since",
    "because",
    "but",
    "and",
    "so",
    "if",
    "as",
    "than",
    "there",
    "then",
    "however",
    "with",
    "by",
    "from",
    "into",
    "has",
    "have",
    "had",
    "been",
    "can",
    "does",
    "did",
    "do",
    "will",
    "would",
    "could",
    "should",
    "used",
    "let",
    "also",
    "made",
    "makes",
    "make",
    "got",
    "gets",
    "get",
    "saw",
    "see",
    "sees",
    "means",
    "meant",
    "helped",
    "allowed",
    "us",
    "resulted",
    "resulting",
    "led",
    "leads",
    "leading",
    "keeps",
    "kept",
    "keep",
    "went",
    "go",
    "goes",
    "came",
    "comes",
    "took",
    "brought",
    "now",
    "not",
    "without",
    "no",
    "this",
    "per",
    "stay",
    "stays",
    "stayed",
    "averages",
    "averaged",
];
const VERBS: &[&str] = &["change", "be", "took", "did", "down"];

/// The span of the name, in bytes of the sentence; `None` when no rule finds one.
pub(super) fn of(items: &Items<'_>, claim: &Claim) -> Option<Span> {
    let found = match claim.form {
        Form::Zero => harm(items, claim),
        Form::Work | Form::Verb => counted(items, claim).or_else(|| subject(items, claim)),
        Form::Change if items.get(claim.start).is_some_and(|item| item.quantity.is_some()) => {
            behind(items, claim).or_else(|| subject(items, claim))
        }
        Form::Change | Form::DownTo => object(items, claim).or_else(|| subject(items, claim)),
        Form::Comparison => behind(items, claim).or_else(|| subject(items, claim)),
        Form::FromTo | Form::Was | Form::Level => subject(items, claim).or_else(|| counted(items, claim)),
    };
    let found =
        found.or_else(|| behind(items, claim)).or_else(|| counted(items, claim)).or_else(|| nearest(items, claim));
    found.map(|(start, end)| items.span(start, end))
}

fn is_verb(item: &Item<'_>) -> bool {
    if matches!(item.word, "of" | "to" | "in" | "for" | "at" | "only" | "support") {
        return false;
    }
    VERBS.iter().any(|list| item.lists & bit(list) != 0) && item.lists & bit("metric") == 0
        || item.lists & (bit("change") | bit("be") | bit("did")) != 0 && item.word.ends_with("ed")
}

fn ends(item: &Item<'_>) -> bool {
    item.quantity.is_some() || item.is_mark() || BOUNDS.contains(&item.word)
}

/// Items `start..end` without the words no name begins or ends with.
fn trimmed(items: &Items<'_>, mut start: usize, mut end: usize) -> Option<(usize, usize)> {
    let edge = |at: usize| items.get(at).is_none_or(|item| EDGES.contains(&item.word) || item.word.ends_with("ly"));
    while start < end && edge(start) {
        start += 1;
    }
    while start < end && edge(end - 1) {
        end -= 1;
    }
    (start < end && end - start <= LONGEST && !items[start].word.starts_with(['#', '_'])).then_some((start, end))
}

/// The name that ends before item `at`, verbs between skipped.
fn left_of(items: &Items<'_>, at: usize) -> Option<(usize, usize)> {
    let clause = items.get(at)?.clause;
    let inside = |at: usize| items[at].clause == clause;
    let skipped = |at: usize| is_verb(&items[at]) || EDGES.contains(&items[at].word) || items[at].word == "went";
    let aux = |at: usize| matches!(items[at].word, "has" | "have" | "had" | "been" | "was" | "were" | "is" | "are");
    let mut end = at;
    while end > 0 && inside(end - 1) && (skipped(end - 1) || aux(end - 1)) {
        end -= 1;
    }
    let mut start = end;
    while start > 0 && inside(start - 1) && !ends(&items[start - 1]) && !is_verb(&items[start - 1]) {
        start -= 1;
    }
    trimmed(items, start, end)
}

/// What stands before the verb: "Settlement p95 fell", "took the slowest report from".
fn subject(items: &Items<'_>, claim: &Claim) -> Option<(usize, usize)> {
    let verb = |at: &usize| is_verb(&items[*at]) || ends(&items[*at]) || matches!(items[*at].word, "to");
    let at = (claim.start..claim.end).find(verb)?;
    left_of(items, at)
}

/// What stands behind the verb: "reduced API requests by".
fn object(items: &Items<'_>, claim: &Claim) -> Option<(usize, usize)> {
    let stops = |at: &usize| ends(&items[*at]) || matches!(items[*at].word, "to" | "down" | "up");
    let end = (claim.start + 1..claim.end).find(stops).unwrap_or(claim.end);
    trimmed(items, claim.start + 1, end)
}

/// What is counted: "48,211 callbacks".
fn counted(items: &Items<'_>, claim: &Claim) -> Option<(usize, usize)> {
    let count = |at: &usize| Some(items[*at].measure == Some(Measure::Count)).filter(|is| *is).is_some();
    let at = (claim.start..claim.end).find(|at| count(at) && items[*at].quantity == claim.after)?;
    noun(items, at + 1, 3)
}

/// "a 40 % reduction in build time", "3x fewer queries", "95 % of requests".
fn behind(items: &Items<'_>, claim: &Claim) -> Option<(usize, usize)> {
    let at = (claim.start..claim.end).find(|at| items[*at].quantity.is_some() && items[*at].quantity == claim.after)?;
    let skips = |at: usize| {
        items.get(at).is_some_and(|item| {
            item.lists & (bit("gain") | bit("more")) != 0
                || matches!(item.word, "in" | "of" | "the" | "our" | "as" | "to")
        })
    };
    let mut start = at + 1;
    while start < at + 5 && skips(start) {
        start += 1;
    }
    if start == at + 1 { None } else { noun(items, start, 4) }
}

/// The words from `start` on that may name something.
fn noun(items: &Items<'_>, start: usize, most: usize) -> Option<(usize, usize)> {
    let clause = items.get(start)?.clause;
    let fits = |at: &usize| {
        items.get(*at).is_some_and(|item| {
            let stop = ends(item) || is_verb(item) || EDGES.contains(&item.word) && item.word != "of";
            item.clause == clause && !stop
        })
    };
    let end = (start..start + most).take_while(fits).last()? + 1;
    trimmed(items, start, end)
}

/// What did not happen: "without a double charge", "no unplanned downtime".
fn harm(items: &Items<'_>, claim: &Claim) -> Option<(usize, usize)> {
    let none = |at: &usize| matches!(items[*at].word, "no" | "zero" | "none" | "without" | "not" | "never");
    let at = (claim.start..claim.end).rfind(none)?;
    trimmed(items, at + 1, claim.end)
}

/// The metric word of the clause that stands nearest, with the word before it.
fn nearest(items: &Items<'_>, claim: &Claim) -> Option<(usize, usize)> {
    let clause = items.get(claim.start)?.clause;
    let named = |at: &usize| items[*at].clause == clause && lists(items[*at].word) & bit("metric") != 0;
    let at = (0..items.len()).filter(named).min_by_key(|at| at.abs_diff(claim.start))?;
    trimmed(items, at.saturating_sub(1), at + 1).or(Some((at, at + 1)))
}
