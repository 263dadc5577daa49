//! The outcomes of a whole text: sentences that hold a quantity, what the detector says of them, what stands
//! around them, and what the writer answered.
//!
//! Only prose, cells and rows of tables speak; headings, code and alternative texts never do. Detects nothing
//! itself: `outcome_detector` knows sentences, `examine` remembers what it said of a paragraph.

mod context;
mod examine;
mod records;
mod sums;
mod tables;

use std::rc::Rc;

use super::Reading;
use super::outcome_detector::{ASK, Amount, Baseline, Hit, amount};
use crate::guide::{OutcomeAnswer, OutcomeRecord};
use crate::text::Span;

pub(super) use examine::Examined;
pub(super) use sums::Sum;

/// A sentence that holds a quantity, in its place.
#[derive(Debug, Clone)]
pub struct Found {
    paragraph: Rc<[Examined]>,
    at: usize,
    /// The claim where there is one, else the sentence; in the source.
    pub span: Span,
    /// The sentence, or the row.
    pub whole: Span,
    /// Index in `Document::paragraphs`; of a row its first cell.
    pub place: usize,
    /// Index in `Document::headings`.
    pub section: Option<usize>,
    /// What heading and company add.
    prior: i32,
    /// What the writer said.
    pub answer: Option<bool>,
    /// Index of the writer's words in `Draft::answers`.
    said: Option<usize>,
    /// Where the state before is told, when another sentence tells it.
    pub earlier: Option<Span>,
}

impl Found {
    /// As answers are stored with: white space folded.
    pub fn sentence(&self) -> &str {
        self.examined().map_or("", |examined| &examined.sentence)
    }

    fn examined(&self) -> Option<&Examined> {
        self.paragraph.get(self.at)
    }

    /// The best claim.
    pub fn hit(&self) -> Option<&Hit> {
        self.examined()?.hit.as_ref()
    }

    pub fn score(&self) -> i32 {
        self.hit().map_or(0, |hit| hit.score + self.prior)
    }

    /// Worth a question that is not answered yet.
    pub fn is_open(&self) -> bool {
        self.answer.is_none() && self.score() >= ASK
    }

    pub fn is_confirmed(&self) -> bool {
        self.answer == Some(true)
    }

    /// Two sentences with one key tell the same outcome: one metric, one value, whatever its unit.
    pub fn key(&self) -> &str {
        self.examined().map_or("", |examined| examined.key.get_or_init(|| self.made_key()))
    }

    fn made_key(&self) -> String {
        let Some(hit) = self.hit() else { return self.sentence().to_owned() };
        let value = |written: &str| match amount(written) {
            Some(amount) => format!("{:?} {:.6e}", amount.kind, amount.value),
            None => written.to_lowercase(),
        };
        let before = hit.before.as_deref().map(value);
        format!("{} {} {before:?}", hit.family.word(), value(&hit.written))
    }

    pub fn label(&self) -> String {
        self.hit().map(Hit::label).unwrap_or_default()
    }

    /// What the writer said, and when.
    pub fn said<'r>(&self, reading: &'r Reading<'_>) -> Option<&'r OutcomeAnswer> {
        self.said.and_then(|at| reading.draft.answers.get(at))
    }

    /// The words at this index of `Draft::answers` are about it.
    pub fn is_said(&self, at: usize) -> bool {
        self.said == Some(at)
    }

    pub fn record<'r>(&self, reading: &'r Reading<'_>) -> Option<&'r OutcomeRecord> {
        self.said(reading)?.record.as_ref()
    }

    /// A reader learns "compared with what": here, in the record, or in a sentence near by.
    pub fn is_compared(&self, reading: &Reading<'_>) -> bool {
        let told = self.hit().is_some_and(|hit| hit.baseline.told()) || self.earlier.is_some();
        told || self.record(reading).is_some_and(|record| !record.before.is_empty() || record.no_earlier_state)
    }

    /// A change is told without the value it started from.
    pub fn is_change(&self) -> bool {
        self.hit().is_some_and(|hit| hit.baseline == Baseline::Implicit)
    }

    /// Every amount of the sentence, as written.
    pub fn amounts(&self) -> &[(String, Amount)] {
        self.examined().map_or(&[], |examined| &examined.amounts)
    }

    /// What the pairs of values in the sentence give.
    pub fn sums(&self) -> &[Sum] {
        self.examined().map_or(&[], |examined| &examined.sums)
    }

    /// The words of the sentence that say how something was measured.
    pub fn how(&self) -> Option<&str> {
        let examined = self.examined()?;
        examined.sentence.get(examined.how.clone()?)
    }

    /// Its number among the sentences of its paragraph.
    pub fn number(&self) -> usize {
        self.examined().map_or(0, |examined| examined.number)
    }

    /// Where the sentence ends, before its stop.
    pub fn before_stop(&self, reading: &Reading<'_>) -> Span {
        let text = self.whole.of(reading.document.source);
        let end = self.whole.start + text.trim_end_matches(['.', '!', ' ', '\n']).len();
        Span::new(end, end)
    }
}

/// Every sentence with a quantity, and every row that compares two, in reading order.
pub(super) fn find(reading: &Reading<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut priors = context::Priors::default();
    for (at, paragraph) in reading.paragraphs() {
        let Some(examined) = examine::remembered(reading, at) else { continue };
        let flow = reading.document.flow(at);
        let prior = priors.of(reading, paragraph);
        let place = |index: usize| {
            let (span, whole) = examined[index].spans(&flow);
            let prior = prior + context::company(&examined[index]);
            let paragraph = Rc::clone(examined);
            found_at(
                reading,
                Found { paragraph, at: index, span, whole, place: at, prior, ..nowhere(section(reading, at)) },
            )
        };
        found.extend((0..examined.len()).map(place));
    }
    tables::add(reading, &mut found);
    records::attach(reading, &mut found);
    context::pair(&mut found);
    found
}

fn section(reading: &Reading<'_>, paragraph: usize) -> Option<usize> {
    reading.document.paragraphs.get(paragraph).and_then(|paragraph| paragraph.section)
}

/// Nothing yet, in a section.
fn nowhere(section: Option<usize>) -> Found {
    let (span, whole) = (Span::new(0, 0), Span::new(0, 0));
    let (answer, said, earlier) = (None, None, None);
    Found { paragraph: Rc::from([]), at: 0, span, whole, place: 0, section, prior: 0, answer, said, earlier }
}

/// With the writer's last answer about exactly these words.
fn found_at(reading: &Reading<'_>, mut found: Found) -> Found {
    let answers = &reading.draft.answers;
    found.said = answers.iter().rposition(|answer| answer.sentence == found.sentence());
    found.answer = found.said.and_then(|at| answers.get(at)).map(|answer| answer.counts);
    found
}
