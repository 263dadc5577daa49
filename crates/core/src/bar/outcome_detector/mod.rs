//! Recognises measured results in one sentence: "p95 fell from 1.8 s to 240 ms".
//!
//! Rules only, offline and explainable: numbers that are never quantities are masked (`mask`), quantities
//! parsed (`quantity`), claims about them scored (`claim`), and doubts subtracted (`veto`). Knows nothing of
//! documents or writers' answers; a sentence goes in, scored hits come out. Parts are asked for, not guessed:
//! a missing value stays empty.

use claim::Claim;
use item::Items;
use veto::Doubts;

use crate::text::Span;

mod amount;
mod arithmetic;
mod baseline;
mod change_cell;
mod claim;
mod family;
mod item;
mod lists;
mod mask;
mod mask_words;
mod metric;
mod number_word;
mod phrase;
mod quantity;
mod scan;
mod sentence;
mod shape;
#[cfg(test)]
mod tests;
mod unit;
mod veto;
mod veto_table;

pub use amount::{Amount, Kind, amount, amounts};
pub use arithmetic::{Pair, Slip, change, pairs};
pub use baseline::Baseline;
pub use change_cell::Row;
pub use family::Family;
pub use quantity::is_quantity;
pub use sentence::Sentence;
pub use veto::PLAIN;

/// From here on a hit is worth a question.
pub const ASK: i32 = 3;
/// From here on a hit is very likely an outcome.
pub const STRONG: i32 = 5;

/// A claim about a quantity. Spans are bytes of the sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The words of the claim, from its first to its last quantity.
    pub span: Span,
    pub score: i32,
    pub family: Family,
    /// What it is about, in the sentence's own words: "Settlement p95". Empty when no words could be found.
    pub metric: String,
    /// Where these words stand.
    pub metric_span: Option<Span>,
    /// As written: "240", "tripled".
    pub value: String,
    /// As written: "ms", "%"; empty for bare counts.
    pub unit: String,
    /// Value and unit as written: "240 ms", "$310"; empty when the claim has no figure.
    pub written: String,
    /// The value before, with its unit, when the sentence names both.
    pub before: Option<String>,
    pub baseline: Baseline,
    /// The doubt that weighed most: "looks like a goal".
    pub veto: Option<&'static str>,
}

impl Hit {
    pub fn strong(&self) -> bool {
        self.score >= STRONG
    }

    /// What it is about, in the sentence's words or else in ours.
    pub fn name(&self) -> &str {
        if self.metric.is_empty() { self.family.word() } else { &self.metric }
    }

    /// "Settlement p95 · 240 ms · from 1.8 s".
    pub fn label(&self) -> String {
        let value = if self.written.is_empty() { "0" } else { &self.written };
        match &self.before {
            Some(before) => format!("{} · {value} · from {before}", self.name()),
            None => format!("{} · {value}", self.name()),
        }
    }
}

impl Sentence<'_> {
    /// Every claim, best first, doubtful ones (score below [`ASK`]) included.
    pub fn hits(&self) -> Vec<Hit> {
        let Some((items, claims)) = self.claims() else { return Vec::new() };
        let doubts = Doubts::of(&items);
        let mut hits: Vec<Hit> = claims.iter().map(|claim| weigh(self.text, &items, &doubts, claim)).collect();
        hits.sort_by_key(|hit| (std::cmp::Reverse(hit.score), hit.span));
        hits
    }
}

/// Every claim in `sentence`, best first, doubtful ones (score below [`ASK`]) included.
pub fn detect(sentence: &str) -> Vec<Hit> {
    Sentence::at(sentence).map_or_else(Vec::new, |sentence| sentence.hits())
}

/// A row of a table that compares: what its cells say together. `None` when they hold no values of one kind.
pub fn row(name: &str, before: &str, after: &str) -> Option<Hit> {
    let sentence = format!("{name}: {before} → {after}");
    let mut hit = detect(&sentence).into_iter().find(|hit| hit.before.is_some())?;
    hit.metric = name.to_owned();
    hit.score = hit.score.max(STRONG);
    hit.span = Span::new(0, sentence.len());
    (!name.is_empty()).then_some(hit)
}

/// False when no quantity can stand in `text`: one cheap pass that spares the rest.
pub fn may_hold(text: &str) -> bool {
    number_word::may_hold(text)
}

/// What becomes of the number at a byte of a sentence, in words: "looks like a port". `None` where none stands.
pub fn explain(sentence: &str, at: usize) -> Option<Explained> {
    if let Some((range, reason)) = mask::reason(sentence, at) {
        let digits = sentence.get(range.clone())?.bytes().any(|byte| byte.is_ascii_digit());
        return (digits || reason == "is a figure of speech").then_some(Explained {
            span: range.into(),
            hit: None,
            reason,
        });
    }
    let quantities = quantity::find(&mask::mask(sentence));
    let here = quantities.into_iter().find(|quantity| (quantity.written.start..=quantity.written.end).contains(&at))?;
    let about = detect(sentence)
        .into_iter()
        .find(|hit| hit.span.start <= here.written.start && here.written.end <= hit.span.end);
    let reason =
        about.as_ref().and_then(|hit| hit.veto).unwrap_or("nothing is said to have changed, or to have been reached");
    Some(Explained { span: here.written, hit: about, reason })
}

/// A number and what the detector thinks of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// In bytes of the sentence.
    pub span: Span,
    /// The claim it belongs to.
    pub hit: Option<Hit>,
    /// What speaks against it.
    pub reason: &'static str,
}

fn weigh(sentence: &str, items: &Items<'_>, doubts: &Doubts, claim: &Claim) -> Hit {
    let doubt = doubts.weigh(items, claim);
    let after = claim.after.and_then(|at| items.quantities.get(at));
    let before = claim.before.and_then(|at| items.quantities.get(at));
    let span = items.span(claim.start, claim.end);
    let metric_span = metric::of(items, claim);
    Hit {
        span,
        metric: metric_span.map_or_else(String::new, |span| span.of(sentence).to_owned()),
        metric_span,
        written: after.map_or_else(String::new, |quantity| quantity.written.of(sentence).to_owned()),
        score: claim.points + doubt.points,
        family: family::of(items, claim),
        value: after.map_or_else(|| span.of(sentence).to_owned(), |quantity| quantity.value.of(sentence).to_owned()),
        unit: after.map_or_else(String::new, |quantity| quantity.unit.of(sentence).to_owned()),
        before: before.map(|quantity| quantity.written.of(sentence).to_owned()),
        baseline: baseline::of(items, claim),
        veto: doubt.reason,
    }
}
