//! The way of a guide: draft, in review, returned, approved. Knows which moves there are.

use super::judge::judge;
use super::{Library, lock};
use crate::bar::{Outcome, Severity, State};
use crate::guide::Status;
use crate::view::OpenGuide;
use crate::{Error, ErrorCode, Result};

impl Library {
    /// Moves a guide on. Approval needs every required check closed (`BarNotMet` names the open ones).
    pub fn set_status(&self, id: &str, status: Status) -> Result<OpenGuide> {
        self.on_desk(id)?;
        self.save(id)?;
        let measure = self.measure();
        self.write(|tables| {
            let row = tables.entry(id)?;
            allow(row.status, status)?;
            if status == Status::Approved && row.meta.kind.is_guide() {
                let key = row.key;
                let guide = super::list::stored(tables, row)?;
                let judged = judge(&guide.draft, &guide.assets, &measure);
                refuse_open(&open_checks(&judged.outcomes))?;
                return tables.set_status(key, status);
            }
            tables.set_status(row.key, status)
        })?;
        let row = self.read(|tables| tables.entry(id))?;
        let open = self.found_on_desk(id)?;
        let mut on_desk = lock(&open.guide);
        (on_desk.status, on_desk.reviewed) = (row.status, row.reviewed);
        drop(on_desk);
        self.vocabulary_changed()?;
        self.whole(id)
    }
}

fn allow(from: Status, to: Status) -> Result<()> {
    use Status::{Approved, Draft, InReview, Returned};
    match (from, to) {
        (Draft | Returned, InReview) | (InReview, Draft | Returned | Approved) | (Approved, Draft) => Ok(()),
        (from, to) if from == to => Ok(()),
        (from, to) => Err(Error::new(
            ErrorCode::Invalid,
            format!("A guide cannot go from “{}” to “{}”. It goes to review first.", words(from), words(to)),
        )),
    }
}

fn words(status: Status) -> String {
    status.as_str().replace('-', " ")
}

/// Required checks that fail or wait for an answer, by name.
pub(super) fn open_checks(outcomes: &[Outcome]) -> Vec<String> {
    let open = outcomes.iter().filter(|outcome| {
        outcome.severity == Severity::Required && matches!(outcome.state, State::Fail | State::Confirm)
    });
    open.map(check_line).collect()
}

fn check_line(outcome: &Outcome) -> String {
    match (outcome.measured.as_str(), outcome.threshold.as_str()) {
        ("", _) => outcome.rule.name.to_owned(),
        (measured, "") => format!("{}: {measured}", outcome.rule.name),
        (measured, threshold) => format!("{}: {measured} of {threshold}", outcome.rule.name),
    }
}

fn refuse_open(open: &[String]) -> Result<()> {
    if open.is_empty() {
        return Ok(());
    }
    let mut error =
        Error::new(ErrorCode::BarNotMet, format!("{} required checks are open. Close them, then approve.", open.len()));
    error.details = open.to_vec();
    Err(error)
}
