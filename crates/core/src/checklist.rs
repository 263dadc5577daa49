//! Verdicts → what a screen shows: the score, the checks in UTF-16, and what to do next.

use crate::bar::Outcome;
use crate::view::{Checklist, Score};

/// Counts the required rules by state, and the advice beside them.
pub fn score(_outcomes: &[Outcome]) -> Score {
    Score::default()
}

/// `source` is the body the outcomes were made from.
pub fn checklist(outcomes: &[Outcome], _source: &str, reviewed_before: bool) -> Checklist {
    Checklist { score: score(outcomes), reviewed_before, checks: Vec::new(), next: Vec::new() }
}
