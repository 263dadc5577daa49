//! The tuned part source by source: rules that suit one source alone show here.

use std::collections::BTreeMap;

use highbar_core::bar::outcome_detector::ASK;

use crate::figures::Tally;
use crate::labelled::{Labelled, Part};

/// Prints hits and misses per source, and the worst source's F1 beside that of all.
pub fn print(sentences: &[Labelled]) {
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut all = Tally::default();
    for sentence in sentences.iter().filter(|sentence| sentence.part() == Part::Tuned) {
        let said = sentence.found().is_some_and(|hit| hit.score >= ASK);
        tallies.entry(sentence.source()).or_default().add(sentence.is_outcome, said);
        all.add(sentence.is_outcome, said);
    }
    println!("{:<32} hits alarms missed  F1", "tuned on, by source");
    for (source, tally) in &tallies {
        println!("{source:<32} {:>4} {:>6} {:>6}  {:.2}", tally.hits, tally.alarms, tally.missed, tally.f1());
    }
    println!("{:<32} {:>4} {:>6} {:>6}  {:.2}", "all", all.hits, all.alarms, all.missed, all.f1());
}
