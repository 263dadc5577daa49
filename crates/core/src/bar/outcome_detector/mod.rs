//! Recognises measured results in one sentence: "p95 fell from 1.8 s to 240 ms".
//!
//! Rules only, offline and explainable: numbers that are never quantities are masked (`mask`), quantities
//! parsed (`quantity`), claims about them scored (`claim`), and doubts subtracted (`veto`). Knows nothing of
//! documents or writers' answers; a sentence goes in, scored hits come out. Parts are asked for, not guessed:
//! a missing value stays empty.

use crate::text::Span;

mod baseline;
mod claim;
mod family;
mod mask;
mod quantity;
mod skeleton;
#[cfg(test)]
mod tests;
mod veto;

pub use baseline::Baseline;
pub use family::Family;
pub use mask::is_quantity;
pub use quantity::has_quantity;

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
    /// As written: "240", "tripled".
    pub value: String,
    /// As written: "ms", "%"; empty for bare counts.
    pub unit: String,
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

    /// "latency · 240 ms · from 1.8 s".
    pub fn label(&self) -> String {
        let space = if matches!(self.unit.as_str(), "" | "%" | "×" | "x") { "" } else { " " };
        let value = format!("{} · {}{space}{}", self.family.word(), self.value, self.unit);
        match &self.before {
            Some(before) => format!("{value} · from {before}"),
            None => value,
        }
    }
}

/// Every claim in `sentence`, best first, doubtful ones (score below [`ASK`]) included.
pub fn detect(sentence: &str) -> Vec<Hit> {
    if !may_hold(sentence) {
        return Vec::new();
    }
    let masked = mask::mask(sentence);
    let quantities = quantity::find(&masked);
    let skeleton = skeleton::Skeleton::of(&masked, &quantities);
    let mut hits: Vec<Hit> = claim::find(&skeleton).iter().map(|claim| weigh(sentence, &skeleton, claim)).collect();
    hits.sort_by_key(|hit| (std::cmp::Reverse(hit.score), hit.span));
    hits
}

/// False when no quantity can stand in `text`: one cheap pass that spares the rest.
pub fn may_hold(text: &str) -> bool {
    quantity::may_hold(text)
}

fn weigh(sentence: &str, skeleton: &skeleton::Skeleton<'_>, claim: &claim::Claim) -> Hit {
    let doubt = veto::weigh(skeleton, claim);
    let after = claim.after.and_then(|at| skeleton.quantities.get(at));
    let before = claim.before.and_then(|at| skeleton.quantities.get(at));
    let span = skeleton.source(claim.span);
    Hit {
        span,
        score: claim.points + doubt.points,
        family: family::of(skeleton, claim),
        value: after.map_or_else(|| span.of(sentence).to_owned(), |quantity| quantity.value.of(sentence).to_owned()),
        unit: after.map_or_else(String::new, |quantity| quantity.unit.of(sentence).to_owned()),
        before: before.map(|quantity| quantity.written.of(sentence).to_owned()),
        baseline: baseline::of(skeleton, claim),
        veto: doubt.reason,
    }
}
