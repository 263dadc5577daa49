//! `cargo xtask eval-outcomes [--data FILE.jsonl] [--json]`: how well the outcome detector finds measured results
//! in labelled sentences. Prints figures with 95 % intervals; judges and asserts nothing.
//!
//! Options for working on the detector: `--misses` lists what was wrong, of the tuned part alone.

mod figures;
mod labelled;
mod report;

use std::path::PathBuf;
use std::process::ExitCode;

use labelled::{Labelled, Part};
use report::Report;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |name: &str| arguments.iter().any(|argument| argument == name);
    let data = arguments.iter().position(|argument| argument == "--data").and_then(|at| arguments.get(at + 1));
    let path = data.map_or_else(default_data, PathBuf::from);
    let sentences = match labelled::read(&path) {
        Ok(sentences) => sentences,
        Err(why) => {
            eprintln!("{}: {why}", path.display());
            return ExitCode::FAILURE;
        }
    };
    if has("--misses") {
        misses(&sentences);
    }
    let reports: Vec<Report> = Part::ALL.into_iter().filter_map(|part| Report::of(part, &sentences)).collect();
    if has("--json") {
        println!("{}", serde_json::Value::Array(reports.iter().map(Report::json).collect()));
    } else {
        reports.iter().for_each(Report::print);
    }
    ExitCode::SUCCESS
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
