//! The figures of the sample library: each stands in the evidence of its guide's lab, or is a setting of that lab.
//!
//! Reads what the labs wrote; runs none of them.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use highbar_core::guide::Evidence;
use highbar_core::library::folder::{Folder, PageFile};

/// Numbers of an example, which nobody measured: "what happened since version 41?"
const EXAMPLES: [(&str, f64); 3] =
    [("simple-apps-like-whatsapp", 41.0), ("simple-apps-like-whatsapp", 42.0), ("simple-apps-like-whatsapp", 43.0)];

fn guides() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../guides")
}

/// The guides with a lab, and where it lies.
fn measured() -> Vec<(PageFile, PathBuf)> {
    let pages = Folder::read(&guides()).unwrap().pages.into_iter();
    let with_lab = pages.map(|page| (guides().join(&page.draft.meta.slug).join("lab"), page));
    with_lab.filter(|(lab, _)| lab.join("evidence").is_dir()).map(|(lab, page)| (page, lab)).collect()
}

/// No number in the prose of a guide comes from nowhere.
#[test]
fn numbers_stand_in_the_evidence_or_in_the_lab() {
    for (page, lab) in measured() {
        let slug = &page.draft.meta.slug;
        let (evidence, settings) = (everything(&lab.join("evidence")), sources(&lab));
        for number in numbers_said(&page.draft.body) {
            let known = evidence.contains(&number.to_bits())
                || EXAMPLES.contains(&(slug.as_str(), number))
                // Seconds and shares of the text are thousandths and fractions in the program.
                || [1.0, 1000.0, 0.01].iter().any(|scale| settings.contains(&(number * scale).to_bits()));
            assert!(known, "{slug}: {number} is neither measured nor set");
        }
    }
}

/// Every number of a confirmed result, and of a table of results, was counted by the lab.
#[test]
fn results_stand_in_the_evidence() {
    for (page, lab) in measured() {
        let slug = &page.draft.meta.slug;
        let counted = counted(&lab.join("evidence"));
        assert!(!page.draft.answers.is_empty(), "{slug}");
        let counted_on = page.draft.answers.iter().filter(|answer| answer.counts);
        let answers = counted_on.map(|answer| answer.sentence.as_str());
        for said in answers.chain(cells_of_results(&page.draft.body)) {
            for number in numbers(said) {
                assert!(counted.contains(&number.to_bits()), "{slug}: {number} of “{said}” is in no evidence");
            }
        }
    }
}

/// What a record compares was counted in the very file it names.
#[test]
fn records_compare_what_their_evidence_counts() {
    let mut compared = 0;
    for (page, _) in measured() {
        let slug = &page.draft.meta.slug;
        for record in page.draft.answers.iter().filter_map(|answer| answer.record.as_ref()) {
            let files = record.evidence.iter().filter_map(|evidence| match evidence {
                Evidence::File { file, .. } => Some(guides().join(slug).join(file)),
                _ => None,
            });
            let counted: BTreeSet<u64> = files.flat_map(|file| counted_in(&file)).collect();
            for value in [&record.before, &record.after] {
                assert_eq!(value.trim_matches(|c: char| c.is_ascii_punctuation()), value, "{slug}: {}", record.metric);
                let [number] = numbers(value)[..] else { panic!("{slug}: {value} is no number") };
                assert!(counted.contains(&number.to_bits()), "{slug}: {value} of “{}” is not counted", record.metric);
                compared += 1;
            }
        }
    }
    assert!(compared >= 12, "{compared}");
}

/// Every number in whatever the experiments wrote down: counts, sizes, versions, single runs.
fn everything(evidence: &Path) -> BTreeSet<u64> {
    let files = std::fs::read_dir(evidence).unwrap().map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    files.flat_map(|text| numbers(&text)).map(f64::to_bits).collect()
}

/// Every number in the programs and settings of a lab.
fn sources(lab: &Path) -> BTreeSet<u64> {
    let made = ["node_modules", "dist", "evidence", ".next", ".venv", "generated"];
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(lab).unwrap().map(Result::unwrap) {
        let (path, name) = (entry.path(), entry.file_name().into_string().unwrap());
        if path.is_dir() && !made.contains(&name.as_str()) {
            found.extend(sources(&path));
        } else if path.is_file() && !name.contains("lock") {
            let text = std::fs::read_to_string(&path).unwrap_or_default().replace('_', "");
            found.extend(numbers(&text).into_iter().map(f64::to_bits));
        }
    }
    found
}

/// The numbers of the prose: without code, addresses, and names such as x86-64.
fn numbers_said(body: &str) -> Vec<f64> {
    let parts: Vec<&str> = body.split("```").step_by(2).collect();
    let prose = parts.join(" ");
    let said = prose.split('`').step_by(2).collect::<String>().replace("](/", " (/");
    let words = said.split(|c: char| c.is_whitespace() || "()|*[]“”\"".contains(c));
    let plain = words.filter(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    plain.flat_map(numbers).collect()
}

/// The bodies of the tables below the heading that begins with “Outcome”, cell by cell, without the first column.
fn cells_of_results(body: &str) -> impl Iterator<Item = &str> {
    let results = body.split("\n## Outcome").nth(1).unwrap_or_default().split("\n## ").next().unwrap_or_default();
    let rows = results.lines().filter(|line| line.starts_with("| "));
    let filled = rows.filter(|row| !row.contains("---"));
    let headless = filled.filter(move |row| !is_head(results, row));
    headless.flat_map(|row| row.trim_matches('|').split('|').skip(1))
}

fn is_head(text: &str, row: &str) -> bool {
    text.split_once(row).is_some_and(|(_, below)| below.trim_start_matches('\n').starts_with("| ---"))
}

/// `1,373 ms` holds 1373, and `46.12` itself.
fn numbers(text: &str) -> Vec<f64> {
    let plain = text.replace(',', "");
    let words = plain.split(|c: char| !c.is_ascii_digit() && c != '.').map(|word| word.trim_matches('.'));
    words.filter_map(|word| word.parse().ok()).collect()
}

/// Every number in the totals of every experiment, by its bits.
fn counted(evidence: &Path) -> BTreeSet<u64> {
    std::fs::read_dir(evidence).unwrap().flat_map(|file| counted_in(&file.unwrap().path())).collect()
}

fn counted_in(file: &Path) -> BTreeSet<u64> {
    let text = std::fs::read_to_string(file).unwrap();
    let mut found = BTreeSet::new();
    collect(&serde_json::from_str::<serde_json::Value>(&text).unwrap()["totals"], &mut found);
    found
}

fn collect(value: &serde_json::Value, found: &mut BTreeSet<u64>) {
    match value {
        serde_json::Value::Number(number) => drop(found.insert(number.as_f64().unwrap().to_bits())),
        serde_json::Value::Object(fields) => fields.values().for_each(|field| collect(field, found)),
        _ => {}
    }
}
