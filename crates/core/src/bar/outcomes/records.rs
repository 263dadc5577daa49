//! Records of results and the sentences that show their values.
//!
//! A record counts only while its value can be read in the text. When its sentence was reworded, the first
//! sentence with the same values takes it over; when there is none, it waits. What somebody turned down is about the
//! very words and dies with them, record or not.

use super::Found;
use crate::bar::Reading;
use crate::bar::outcome_detector::amount;
use crate::guide::OutcomeRecord;

/// Gives records whose own sentence is gone to a sentence that shows their values.
pub fn attach(reading: &Reading<'_>, found: &mut [Found]) {
    for (at, answer) in reading.draft.answers.iter().enumerate() {
        let Some(record) = answer.record.as_ref().filter(|_| answer.counts) else { continue };
        if found.iter().any(|found| found.said == Some(at)) {
            continue;
        }
        if let Some(free) = found.iter_mut().find(|found| found.said.is_none() && shows(found, record)) {
            free.said = Some(at);
            free.answer = Some(answer.counts);
        }
    }
}

/// Both values of the record stand in the sentence.
fn shows(found: &Found, record: &OutcomeRecord) -> bool {
    let here = found.amounts();
    let stands = |value: &str| match with_unit(value, &record.unit) {
        Some(wanted) => here.iter().any(|(_, amount)| amount.equals(&wanted)),
        None => found.sentence().to_lowercase().contains(&value.to_lowercase()),
    };
    !record.after.is_empty() && stands(&record.after) && (record.before.is_empty() || stands(&record.before))
}

/// "240" and "ms" are "240 ms".
fn with_unit(value: &str, unit: &str) -> Option<crate::bar::outcome_detector::Amount> {
    let bare = value.trim().ends_with(|c: char| c.is_ascii_digit());
    let whole = if bare && !unit.is_empty() { format!("{value} {unit}") } else { value.to_owned() };
    amount(&whole)
}
