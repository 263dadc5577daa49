//! The outcomes of a whole text: sentences that hold a quantity, what the detector says of them, and what the
//! writer answered.
//!
//! Paragraphs are examined once and remembered (see `memory`). Only prose and cells speak; headings, code
//! and alternative texts never do.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use super::Reading;
use super::memory::{Memory, hash};
use super::outcome_detector::{self, ASK, Hit};
use super::sentences::{folded, sentences};
use crate::guide::OutcomeAnswer;
use crate::markdown::{Flow, Layer, Paragraph};
use crate::text::Span;

/// A sentence that holds a quantity, in its place.
#[derive(Debug, Clone)]
pub struct Found {
    paragraph: Rc<[Examined]>,
    at: usize,
    /// The claim where there is one, else the sentence; in the source.
    pub span: Span,
    /// What the section's heading adds.
    prior: i32,
    /// What the writer said.
    pub answer: Option<bool>,
}

impl Found {
    /// As answers are stored with: white space folded.
    pub fn sentence(&self) -> &str {
        self.paragraph.get(self.at).map_or("", |examined| &examined.sentence)
    }

    /// The best claim.
    pub fn hit(&self) -> Option<&Hit> {
        self.paragraph.get(self.at)?.hit.as_ref()
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

    /// Two sentences with one key tell the same outcome.
    pub fn key(&self) -> String {
        match self.hit() {
            Some(hit) => format!("{} {} {} {:?}", hit.family.word(), hit.value, hit.unit, hit.before),
            None => self.sentence().to_owned(),
        }
    }

    pub fn label(&self) -> String {
        self.hit().map(Hit::label).unwrap_or_default()
    }
}

/// A sentence inside a paragraph, in bytes of its flow.
#[derive(Debug)]
struct Examined {
    range: Range<usize>,
    sentence: String,
    hit: Option<Hit>,
}

/// Every sentence with a quantity, in reading order.
pub(super) fn find(reading: &Reading<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (at, paragraph) in reading.paragraphs() {
        let Some(examined) = remembered(reading, at, paragraph) else { continue };
        let flow = reading.document.flow(at);
        let prior = prior(reading, paragraph);
        found.extend((0..examined.len()).map(|at| place(reading, &flow, &examined, at, prior)));
    }
    found
}

fn place(reading: &Reading<'_>, flow: &Flow<'_>, paragraph: &Rc<[Examined]>, at: usize, prior: i32) -> Found {
    let examined = &paragraph[at];
    let start = examined.range.start;
    let claim = examined.hit.as_ref().map(|hit| start + hit.span.start..start + hit.span.end);
    let span = flow.span(claim.unwrap_or(examined.range.clone()));
    let said = |answer: &&OutcomeAnswer| answer.sentence == examined.sentence;
    let answer = reading.draft.answers.iter().rev().find(said).map(|answer| answer.counts);
    Found { paragraph: Rc::clone(paragraph), at, span, prior, answer }
}

/// A section called "Results" speaks for its numbers, one called "Prerequisites" against them.
fn prior(reading: &Reading<'_>, paragraph: &Paragraph) -> i32 {
    let heading = paragraph.section.and_then(|at| reading.document.headings.get(at));
    let heading = heading.map(|heading| heading.text.to_lowercase()).unwrap_or_default();
    let has = |words: &[&str]| words.iter().any(|word| heading.contains(word));
    match () {
        () if has(&["result", "impact", "outcome", "benchmark", "what changed", "measured"]) => 1,
        () if has(&["prerequisite", "install", "configuration", "pricing", "limits", "set-up", "setup"]) => -2,
        () => 0,
    }
}

fn examine(flow: &Flow<'_>) -> Vec<Examined> {
    let text = without_code(flow);
    let ranges = sentences(&text).into_iter();
    ranges.filter_map(|range| examine_sentence(&flow.text, &text, range)).collect()
}

fn examine_sentence(written: &str, text: &str, range: Range<usize>) -> Option<Examined> {
    let sentence = &text[range.clone()];
    let mut hit = outcome_detector::detect(sentence).into_iter().next();
    if hit.is_none() && !outcome_detector::has_quantity(sentence) {
        return None;
    }
    let written = written.get(range.clone())?;
    if let Some(hit) = &mut hit {
        // Code was blotted out for the detector; a name may hold it.
        hit.metric = hit.metric_span.map_or_else(String::new, |span| folded(span.of(written)));
    }
    Some(Examined { sentence: folded(written), range, hit })
}

/// The flow with code that is no quantity blotted out, and line ends as blanks; same length.
fn without_code(flow: &Flow<'_>) -> String {
    let mut text = flow.text.replace('\n', " ");
    for (at, run) in flow.runs.iter().filter(|(_, run)| run.layer == Layer::InlineCode) {
        if !outcome_detector::is_quantity(&run.text) {
            text.replace_range(*at..at + run.text.len(), &"_".repeat(run.text.len()));
        }
    }
    text
}

/// `None`: nothing to find.
type Memo = Option<Rc<[Examined]>>;

thread_local! {
    static MEMORY: RefCell<Memory<Memo>> = RefCell::default();
}

fn remembered(reading: &Reading<'_>, at: usize, paragraph: &Paragraph) -> Memo {
    let source = paragraph.span.of(reading.document.source);
    MEMORY.with_borrow_mut(|memory| memory.or(hash(source.as_bytes()), || first_look(reading, at, source)))
}

fn first_look(reading: &Reading<'_>, at: usize, source: &str) -> Memo {
    let examined = if outcome_detector::may_hold(source) { examine(&reading.document.flow(at)) } else { Vec::new() };
    if examined.is_empty() { None } else { Some(examined.into()) }
}
