//! The ledger: every result of a guide in its parts, and how far each can be believed.
//!
//! Adds up what detector, writer and neighbours say; judges nothing. The rules `outcomes.*` read it too.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::Reading;
use super::outcome_form::{parse, recomputed};
use super::outcomes::Found;
use super::proof::{self, Support};
use crate::guide::OutcomeRecord;
use crate::text::Span;

/// How far a result can be believed; each step takes the ones before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Rung {
    /// A value stands there.
    Stated,
    /// And what it is compared with.
    Compared,
    /// And how it was measured.
    Explained,
    /// And something to look at.
    Evidenced,
}

/// A result in its place.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The sentence in the source; `None` for a record whose values stand nowhere in the text.
    pub place: Option<Span>,
    pub sentence: String,
    /// The parts: what the writer recorded, else what the sentence says.
    pub parts: OutcomeRecord,
    /// Recomputed: "87 % less"; empty when it cannot be.
    pub change: String,
    /// Why the sentence and its values disagree; empty when they do not.
    pub problem: String,
    pub compared: bool,
    pub method: Option<Support>,
    /// Links and pictures of the chapter.
    pub shown: Vec<Support>,
    /// What the writer said: counts, does not, or nothing yet.
    pub counts: Option<bool>,
    pub by: String,
    pub at: String,
    /// True when the parts were recorded by a person.
    pub recorded: bool,
}

impl Entry {
    pub fn rung(&self) -> Rung {
        let evidenced = !self.parts.evidence.is_empty() || !self.shown.is_empty();
        match (self.compared, self.method.is_some(), evidenced) {
            (false, ..) => Rung::Stated,
            (true, _, true) => Rung::Evidenced,
            (true, true, false) => Rung::Explained,
            (true, false, false) => Rung::Compared,
        }
    }
}

/// Every result that counts or may count and every one that was turned down, in reading order, then records that wait
/// for their values.
pub fn ledger(reading: &Reading<'_>) -> Vec<Entry> {
    let found = reading.outcomes().iter().filter(|found| found.answer.is_some() || found.is_open());
    let mut entries: Vec<Entry> = found.map(|found| entry(reading, found)).collect();
    entries.extend(waiting(reading));
    entries
}

pub fn entry(reading: &Reading<'_>, found: &Found) -> Entry {
    let said = found.said(reading);
    let record = found.record(reading);
    let parts = merged(record, found);
    Entry {
        place: Some(found.whole),
        sentence: found.sentence().to_owned(),
        change: recomputed(&parts).unwrap_or_default(),
        problem: found.sums().iter().find_map(|sum| sum.problem.clone()).unwrap_or_default(),
        compared: found.is_compared(reading),
        method: proof::explained(reading, found),
        shown: proof::shown(reading, found),
        counts: found.answer,
        by: said.map_or_else(String::new, |said| said.by.clone()),
        at: said.map_or_else(String::new, |said| said.at.clone()),
        recorded: record.is_some(),
        parts,
    }
}

/// The writer's words first, the sentence's where they are silent.
fn merged(record: Option<&OutcomeRecord>, found: &Found) -> OutcomeRecord {
    let mut read = parse(found.sentence());
    if let Some(hit) = found.hit() {
        read.metric = hit.name().to_owned();
    }
    let Some(record) = record else { return read };
    let or = |said: &str, read: String| if said.is_empty() { read } else { said.to_owned() };
    OutcomeRecord {
        metric: or(&record.metric, read.metric),
        before: if record.no_earlier_state { String::new() } else { or(&record.before, read.before) },
        after: or(&record.after, read.after),
        window: or(&record.window, read.window),
        method: or(&record.method, read.method),
        ..record.clone()
    }
}

/// Records that no sentence shows.
fn waiting<'r>(reading: &'r Reading<'_>) -> impl Iterator<Item = Entry> + 'r {
    let taken = |at: usize| reading.outcomes().iter().any(|found| found.is_said(at));
    let answers = reading.draft.answers.iter().enumerate().filter(move |(at, _)| !taken(*at));
    answers.filter_map(|(_, answer)| {
        let parts = answer.record.clone().filter(|_| answer.counts)?;
        Some(Entry {
            place: None,
            sentence: answer.sentence.clone(),
            change: recomputed(&parts).unwrap_or_default(),
            problem: "Its value stands nowhere in the text, so it does not count.".to_owned(),
            compared: !parts.before.is_empty() || parts.no_earlier_state,
            method: None,
            shown: Vec::new(),
            counts: Some(answer.counts),
            by: answer.by.clone(),
            at: answer.at.clone(),
            recorded: true,
            parts,
        })
    })
}
