//! `cargo xtask eval-outcomes [--data FILE.jsonl] [--json]`: how well the outcome detector finds measured results
//! in labelled sentences. Prints figures with 95 % intervals; judges and asserts nothing.
//!
//! Reads the labelled set of third parties where it is at hand, and the project's own `sentences.jsonl`; with `--data`
//! one file alone. Options for working on the detector, both of the tuned part alone: `--misses` lists what was wrong,
//! `--sources` prints the figures source by source.

mod figures;
mod labelled;
mod report;
mod simple;
mod sources;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use labelled::{Labelled, Part};
use report::Report;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |name: &str| arguments.iter().any(|argument| argument == name);
    let data = arguments.iter().position(|argument| argument == "--data").and_then(|at| arguments.get(at + 1));
    let sentences = match data.map_or_else(usual, |path| read(&PathBuf::from(path))) {
        Ok(sentences) => sentences,
        Err(why) => {
            eprintln!("{why}");
            return ExitCode::FAILURE;
        }
    };
    if has("--misses") {
        misses(&sentences);
    }
    if has("--sources") {
        sources::print(&sentences);
    }
    if has("--misses") || has("--sources") {
        return ExitCode::SUCCESS;
    }
    let reports: Vec<Report> = Part::ALL.into_iter().filter_map(|part| Report::of(part, &sentences)).collect();
    if has("--json") {
        println!("{}", serde_json::Value::Array(reports.iter().map(Report::json).collect()));
    } else {
        reports.iter().for_each(Report::print);
    }
    ExitCode::SUCCESS
}

fn read(path: &Path) -> Result<Vec<Labelled>, String> {
    labelled::read(path).map_err(|why| format!("{}: {why}", path.display()))
}

/// The labelled set of third parties, if it is here, and the project's own sentences.
fn usual() -> Result<Vec<Labelled>, String> {
    let theirs = default_data();
    let mut sentences = if theirs.exists() { read(&theirs)? } else { Vec::new() };
    if sentences.is_empty() {
        eprintln!("skipped: no test data at {}; the project's own sentences alone", theirs.display());
    }
    sentences.extend(read(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/eval/sentences.jsonl"))?);
    Ok(sentences)
}

fn default_data() -> PathBuf {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let folder = std::env::var_os("HIGHBAR_TEST_DATA").map_or(beside, PathBuf::from);
    folder.join("outcomes/labelled.jsonl")
}

/// Wrong answers of the tuned part. The untouched parts are never shown: who reads them has touched them.
fn misses(sentences: &[Labelled]) {
    for sentence in sentences.iter().filter(|sentence| sentence.part() == Part::Tuned) {
        let found = sentence.found();
        let (score, veto) = found.as_ref().map_or((0, "-"), |hit| (hit.score, hit.veto.unwrap_or("-")));
        let wrong = match (sentence.is_outcome, score) {
            (true, i32::MIN..=2) => "MISSED",
            (true, 3..=4) => "WEAK  ",
            (false, 5..) => "FALSE!",
            (false, 3..=4) => "FALSE ",
            _ => continue,
        };
        println!("{wrong} {score:>2} {} [{veto}] {}", sentence.class, sentence.text);
    }
    for sentence in sentences.iter().filter(|sentence| sentence.part() == Part::Tuned && sentence.is_outcome) {
        let Some(hit) = sentence.found().filter(|hit| hit.score >= 3) else { continue };
        if hit.baseline.told() != sentence.has_baseline {
            println!("BASE    {:?}, is {} | {}", hit.baseline, sentence.baseline_kind, sentence.text);
        }
        if !sentence.value_is(&hit) {
            println!(
                "VALUE   “{} {}”, is “{} {}” | {}",
                hit.value, hit.unit, sentence.value, sentence.unit, sentence.text
            );
        }
    }
}
