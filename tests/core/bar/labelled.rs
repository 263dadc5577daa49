//! The outcome detector against the labelled set, where that is at hand, and against the project's own sentences:
//! prints precision and recall, and holds the floor that was measured once, minus a margin.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use highbar_core::bar::outcome_detector::{ASK, STRONG, detect};

#[derive(serde::Deserialize)]
struct Labelled {
    text: String,
    is_outcome: bool,
    has_baseline: bool,
    class: String,
    split: String,
    value_span: Option<(usize, usize)>,
}

#[derive(Default, Clone, Copy)]
struct Tally {
    hit: u32,
    false_alarm: u32,
    missed: u32,
}

impl Tally {
    fn add(&mut self, truth: bool, said: bool) {
        self.hit += u32::from(truth && said);
        self.false_alarm += u32::from(!truth && said);
        self.missed += u32::from(truth && !said);
    }

    fn precision(self) -> f64 {
        f64::from(self.hit) / f64::from((self.hit + self.false_alarm).max(1))
    }

    fn recall(self) -> f64 {
        f64::from(self.hit) / f64::from((self.hit + self.missed).max(1))
    }
}

fn labelled() -> Option<Vec<Labelled>> {
    let folder = std::env::var("HIGHBAR_TEST_DATA").unwrap_or_else(|_| "../../../shared/data".into());
    let text = std::fs::read_to_string(std::path::Path::new(&folder).join("outcomes/labelled.jsonl")).ok()?;
    Some(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

#[test]
fn precision_and_recall_on_the_labelled_set() {
    let Some(sentences) = labelled() else {
        println!("skipped: no test data");
        return;
    };
    let verbose = std::env::var("HIGHBAR_SHOW_MISSES").is_ok();
    let mut tallies: BTreeMap<(String, &str), Tally> = BTreeMap::new();
    let mut touched = (0, 0);
    for sentence in &sentences {
        let best = detect(&sentence.text).into_iter().next();
        let score = best.as_ref().map_or(0, |hit| hit.score);
        for (name, said) in [("ask", score >= ASK), ("strong", score >= STRONG)] {
            tallies.entry((sentence.split.clone(), name)).or_default().add(sentence.is_outcome, said);
        }
        if let Some(hit) = best.as_ref().filter(|hit| sentence.is_outcome && hit.score >= ASK) {
            let told = tallies.entry((sentence.split.clone(), "baseline")).or_default();
            told.add(sentence.has_baseline, hit.baseline.told());
            if let Some((start, _)) = sentence.value_span {
                let at = sentence.text.char_indices().nth(start).map_or(0, |(at, _)| at);
                touched.0 += u32::from(hit.span.contains(at));
                touched.1 += 1;
            }
        }
        if verbose && sentence.split == "dev" && (score >= ASK) != sentence.is_outcome {
            let sign = if sentence.is_outcome { "MISS" } else { "FALSE" };
            let veto = best.as_ref().and_then(|hit| hit.veto).unwrap_or("-");
            println!("{sign} {score} {} [{veto}] {}", sentence.class, sentence.text);
        }
    }
    for ((split, name), tally) in &tallies {
        let (p, r) = (tally.precision(), tally.recall());
        println!(
            "{split:5} {name:8} precision {p:.3} recall {r:.3} ({} {} {})",
            tally.hit, tally.false_alarm, tally.missed
        );
    }
    println!("value touched by the span: {} of {}", touched.0, touched.1);
    for (split, precision, recall) in [("dev", 0.92, 0.89), ("blind", 0.62, 0.70)] {
        let tally = tallies[&(split.to_owned(), "ask")];
        assert!(tally.precision() >= precision && tally.recall() >= recall, "{split}");
    }
}

#[test]
fn precision_and_recall_on_the_projects_own_sentences() {
    #[derive(serde::Deserialize)]
    struct Own {
        text: String,
        is_outcome: bool,
    }
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/eval/sentences.jsonl");
    let sentences: Vec<Own> =
        std::fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let outcomes = sentences.iter().filter(|sentence| sentence.is_outcome).count();
    assert!(sentences.len() >= 150 && outcomes * 5 >= sentences.len() * 2, "{outcomes} of {}", sentences.len());
    let (mut asked, mut strong) = (Tally::default(), Tally::default());
    for sentence in &sentences {
        let score = detect(&sentence.text).first().map_or(0, |hit| hit.score);
        asked.add(sentence.is_outcome, score >= ASK);
        strong.add(sentence.is_outcome, score >= STRONG);
    }
    println!("own: precision {:.3} recall {:.3}, strong {:.3}", asked.precision(), asked.recall(), strong.precision());
    assert!(asked.precision() >= 0.92 && asked.recall() >= 0.78 && strong.precision() >= 0.95);
}
