//! The figures of one part of the sentences.

use std::collections::BTreeMap;

use highbar_core::bar::outcome_detector::{ASK, STRONG};

use crate::figures::{Share, Tally};
use crate::labelled::{Labelled, Part};
use crate::simple::SIMPLE;

/// Classes in which a strong hit is never right.
const NEVER: [&str; 9] =
    ["version", "date", "port", "http_status", "spec_ref", "list_count", "code", "address", "heading"];

#[derive(Debug, Default)]
pub struct Report {
    name: &'static str,
    sentences: u32,
    outcomes: u32,
    asked: Tally,
    strong: Tally,
    /// Of true outcomes that were found: is a baseline told?
    baseline: Tally,
    value: Tally,
    /// Strong hits in classes that never hold one, of all their sentences.
    never: Tally,
    simple: [Tally; SIMPLE.len()],
    classes: BTreeMap<(bool, String), [u32; 3]>,
}

impl Report {
    /// `None` for a part without sentences.
    pub fn of(part: Part, sentences: &[Labelled]) -> Option<Self> {
        let mut report = Self { name: part.name(), ..Self::default() };
        sentences.iter().filter(|sentence| sentence.part() == part).for_each(|sentence| report.add(sentence));
        (report.sentences > 0).then_some(report)
    }

    fn add(&mut self, sentence: &Labelled) {
        let found = sentence.found();
        let score = found.as_ref().map_or(0, |hit| hit.score);
        let truth = sentence.is_outcome;
        self.sentences += 1;
        self.outcomes += u32::from(truth);
        self.asked.add(truth, score >= ASK);
        self.strong.add(truth, score >= STRONG);
        for (tally, (_, says)) in self.simple.iter_mut().zip(SIMPLE) {
            tally.add(truth, says(&sentence.text));
        }
        let class = self.classes.entry((truth, sentence.class.clone())).or_default();
        class[0] += 1;
        class[1] += u32::from(score >= ASK);
        class[2] += u32::from(score >= STRONG);
        if !truth && NEVER.contains(&sentence.class.as_str()) {
            self.never.add(score >= STRONG, true);
        }
        if let Some(hit) = found.filter(|hit| truth && hit.score >= ASK) {
            self.baseline.add(sentence.has_baseline, hit.baseline.told());
            self.value.add(sentence.value_is(&hit), true);
        }
    }

    fn rows(&self) -> Vec<(&'static str, Share)> {
        vec![
            ("all hits, precision", self.asked.precision()),
            ("all hits, recall", self.asked.recall()),
            ("strong hits, precision", self.strong.precision()),
            ("strong hits, recall", self.strong.recall()),
            ("baseline told, precision", self.baseline.precision()),
            ("baseline told, recall", self.baseline.recall()),
            ("value and unit exact", self.value.precision()),
            ("never-classes, strong hits", self.never.precision()),
        ]
    }

    pub fn print(&self) {
        println!("\n{}: {} sentences, {} outcomes", self.name, self.sentences, self.outcomes);
        for (name, share) in self.rows() {
            println!("  {name:<28} {share}");
        }
        println!("  F1 all {:.3}, strong {:.3}", self.asked.f1(), self.strong.f1());
        for ((name, _), tally) in SIMPLE.iter().zip(&self.simple) {
            let (precision, recall) = (tally.precision().value(), tally.recall().value());
            println!("  for comparison, {name:<24} P {precision:.2} R {recall:.2} F1 {:.2}", tally.f1());
        }
        for truth in [true, false] {
            println!("  {}", if truth { "outcomes: found, strong, of" } else { "others: asked, strong, of" });
            for ((_, class), [all, asked, strong]) in self.classes.iter().filter(|((is, _), _)| *is == truth) {
                println!("    {class:<18} {asked:>3} {strong:>3} {all:>4}");
            }
        }
    }

    pub fn json(&self) -> serde_json::Value {
        let figures: serde_json::Map<String, serde_json::Value> =
            self.rows().into_iter().map(|(name, share)| (name.to_owned(), share.json())).collect();
        let classes: Vec<serde_json::Value> = self
            .classes
            .iter()
            .map(|((outcome, class), [all, asked, strong])| {
                serde_json::json!({"class": class, "outcome": outcome, "sentences": all, "asked": asked, "strong": strong})
            })
            .collect();
        let simple: serde_json::Map<String, serde_json::Value> = SIMPLE
            .iter()
            .zip(&self.simple)
            .map(|((name, _), tally)| {
                let figures = serde_json::json!({
                    "precision": tally.precision().json(), "recall": tally.recall().json(), "f1": tally.f1(),
                });
                ((*name).to_owned(), figures)
            })
            .collect();
        serde_json::json!({
            "simple": simple,
            "part": self.name, "sentences": self.sentences, "outcomes": self.outcomes,
            "f1": self.asked.f1(), "f1Strong": self.strong.f1(), "figures": figures, "classes": classes,
        })
    }
}
