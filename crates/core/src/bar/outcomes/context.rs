//! What stands around a sentence: the heading of its section, who speaks, and a neighbour that tells the state
//! before.

use super::{Examined, Found};
use crate::bar::Reading;
use crate::bar::outcome_detector::{ASK, Hit, STRONG};
use crate::markdown::Paragraph;

/// How many sentences away the state before may be told.
const NEAR: usize = 2;

/// What headings add, asked once for each section.
#[derive(Default)]
pub struct Priors(Option<(Option<usize>, i32)>);

impl Priors {
    /// Paragraphs come in the order of their sections.
    pub fn of(&mut self, reading: &Reading<'_>, paragraph: &Paragraph) -> i32 {
        match self.0 {
            Some((section, prior)) if section == paragraph.section => prior,
            _ => self.0.insert((paragraph.section, prior(reading, paragraph))).1,
        }
    }
}

/// A section called "Results" speaks for its numbers, one called "Prerequisites" against them.
fn prior(reading: &Reading<'_>, paragraph: &Paragraph) -> i32 {
    let heading = paragraph.section.and_then(|at| reading.document.headings.get(at));
    let heading = heading.map(|heading| heading.text.to_lowercase()).unwrap_or_default();
    let has = |words: &[&str]| words.iter().any(|word| heading.contains(word));
    match () {
        () if has(&["result", "impact", "outcome", "benchmark", "what changed", "measured", "what we gained"]) => 1,
        () if has(&["prerequisite", "install", "configuration", "pricing", "limits", "set-up", "setup"]) => -2,
        () if has(&["the problem", "before the", "where we started"]) => -1,
        () => 0,
    }
}

/// "We" were there: a claim that is likely anyway and that nothing speaks against gains by it.
pub fn company(examined: &Examined) -> i32 {
    let likely = |hit: &Hit| (ASK..STRONG).contains(&hit.score) && hit.veto.is_none();
    i32::from(examined.ours && examined.hit.as_ref().is_some_and(likely))
}

/// Gives outcomes without a baseline the neighbour that tells one.
pub fn pair(found: &mut [Found]) {
    let earlier: Vec<_> =
        (0..found.len()).map(|at| needs(&found[at]).then(|| neighbour(found, at)).flatten()).collect();
    for (found, earlier) in found.iter_mut().zip(earlier) {
        found.earlier = earlier.map(|at| at.1);
    }
}

fn needs(found: &Found) -> bool {
    (found.is_open() || found.is_confirmed()) && found.hit().is_none_or(|hit| !hit.baseline.told())
}

/// A sentence of the same paragraph, at most two away, with a value of the same kind, that speaks of before.
fn neighbour(found: &[Found], at: usize) -> Option<(usize, crate::text::Span)> {
    let here = &found[at];
    let number = here.examined()?.number;
    let kinds: Vec<_> = here.amounts().iter().map(|(_, amount)| &amount.kind).collect();
    let near = (at.saturating_sub(NEAR)..(at + NEAR + 1).min(found.len())).filter(|other| *other != at);
    near.map(|other| (other, &found[other])).find_map(|(index, other)| {
        let close = other.place == here.place && other.examined()?.number.abs_diff(number) <= NEAR;
        let same = other.amounts().iter().any(|(_, amount)| kinds.contains(&&amount.kind));
        (close && same && speaks_of_before(other)).then_some((index, other.span))
    })
}

fn speaks_of_before(found: &Found) -> bool {
    const WORDS: &[&str] = &[
        "before",
        "previously",
        "used to",
        "originally",
        "initially",
        "formerly",
        "the old",
        "at first",
        "until then",
    ];
    let sentence = found.sentence().to_lowercase();
    let doubted = found.hit().and_then(|hit| hit.veto) == Some("looks like the state before");
    doubted || WORDS.iter().any(|word| sentence.contains(word))
}
