//! What is open in everything that was judged, one after the other: what every report but the text is made of.

use highbar_core::bar::{Field, Finding, Outcome, Place, Severity, State};
use highbar_core::parallel;
use highbar_core::text::fingerprint;

use super::Checked;
use super::place::{self, Lines, Stretch};
use super::subject::Subject;

/// How much it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// A number, no judgement.
    Info,
    /// Advice.
    Recommended,
    /// Holds the guide back.
    Required,
}

/// One open place.
pub struct Open<'c> {
    pub subject: &'c Subject,
    pub outcome: &'c Outcome,
    pub finding: &'c Finding,
    pub stretch: Option<Stretch>,
    pub weight: Weight,
    /// A question, not a fault: one answer settles it.
    pub asks: bool,
    /// The same for the same words of the same rule in the same file, wherever they stand.
    pub key: String,
    /// In the baseline.
    pub old: bool,
}

impl Open<'_> {
    pub fn line(&self) -> usize {
        self.stretch.as_ref().map_or(1, |stretch| stretch.line)
    }

    pub fn column(&self) -> usize {
        self.stretch.as_ref().map_or(1, |stretch| stretch.column)
    }
}

/// Everything open, by file, in the order of the checklist.
pub fn all(checked: &Checked) -> Vec<Open<'_>> {
    parallel::map(&checked.subjects, of_subject).into_iter().flatten().collect()
}

fn of_subject(subject: &Subject) -> Vec<Open<'_>> {
    let lines = Lines::of(&subject.source);
    let open = subject.outcomes.iter().filter(|outcome| is_open(outcome));
    open.flat_map(|outcome| outcome.findings.iter().enumerate().map(move |(at, finding)| (outcome, at, finding)))
        .map(|(outcome, at, finding)| Open {
            subject,
            outcome,
            finding,
            stretch: place::find(subject, &lines, finding.quote.place),
            weight: weight(outcome),
            asks: outcome.state == State::Confirm || finding.ask.is_some(),
            key: key(&subject.file, outcome, finding),
            old: subject.old.contains(&(outcome.rule.id, at)),
        })
        .collect()
}

pub fn is_open(outcome: &Outcome) -> bool {
    matches!(outcome.state, State::Fail | State::Confirm | State::Advise)
}

/// A required rule that only advises holds nothing back.
pub fn weight(outcome: &Outcome) -> Weight {
    match (outcome.severity, outcome.state) {
        (Severity::Info, _) => Weight::Info,
        (Severity::Required, State::Fail | State::Confirm) => Weight::Required,
        _ => Weight::Recommended,
    }
}

/// The same for the same words of a rule in a file.
pub fn key(file: &str, outcome: &Outcome, finding: &Finding) -> String {
    let words = finding.quote.exact.split_whitespace().collect::<Vec<_>>().join(" ");
    // What has no words of its own, such as a missing date, is one thing per rule and place.
    let words = if words.is_empty() { format!("{:?}", field(finding)) } else { words };
    fingerprint(&[outcome.rule.id, &slashed(file), &words])
}

fn field(finding: &Finding) -> Option<Field> {
    match finding.quote.place {
        Place::Field(field) => Some(field),
        Place::Body(_) => None,
    }
}

/// The name of a file with slashes, as on every system.
pub fn slashed(file: &str) -> String {
    file.replace('\\', "/")
}
