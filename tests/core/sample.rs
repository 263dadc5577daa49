//! The sample library in `guides/`: read as it lies, and held to the bar it teaches.
//!
//! Does not run the labs; it checks that the guides say what the labs' evidence says.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use highbar_core::bar::{Input, Outcome, Profile, Severity, State, check};
use highbar_core::guide::Kind;
use highbar_core::library::folder::Folder;
use highbar_core::markdown::Document;

/// A day after everything in the library was written.
const TODAY: &str = "2026-12-01";

fn guides() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../guides")
}

fn sample() -> Folder {
    Folder::read(&guides()).unwrap()
}

/// The verdicts on every page of `kinds`, with its slug.
fn verdicts(folder: &Folder, kinds: &[Kind]) -> Vec<(String, Vec<Outcome>)> {
    let documents: Vec<Document<'_>> = folder.documents();
    let vocabulary = folder.vocabulary(&documents);
    let wanted = folder.pages.iter().zip(&documents).filter(|(page, _)| kinds.contains(&page.draft.meta.kind));
    let judge = wanted.map(|(page, document)| {
        let assets = folder.assets(page, document);
        let input = Input {
            draft: &page.draft,
            document,
            vocabulary: &vocabulary,
            assets: &assets,
            today: TODAY,
            profile: Profile::usual(),
        };
        (page.draft.meta.slug.clone(), check(&input))
    });
    judge.collect()
}

fn open(outcomes: &[Outcome], severity: Severity) -> Vec<&Outcome> {
    let settled = |outcome: &&Outcome| !matches!(outcome.state, State::Pass | State::NotApplicable);
    outcomes.iter().filter(|outcome| outcome.severity == severity).filter(settled).collect()
}

#[test]
fn reads_without_a_remark() {
    let folder = sample();
    assert!(folder.notes.is_empty(), "{:#?}", folder.notes);
    let guides = folder.pages.iter().filter(|page| page.draft.meta.kind.is_guide());
    assert_eq!(guides.count(), 6);
    let case_studies = folder.pages.iter().filter(|page| page.draft.meta.kind == Kind::CaseStudy);
    assert_eq!(case_studies.count(), 5);
}

#[test]
fn the_ledger_guide_meets_the_bar() {
    let verdicts = verdicts(&sample(), &[Kind::DeepDive]);
    let (_, outcomes) = verdicts.iter().find(|(slug, _)| slug == "staying-correct").unwrap();
    let measured = outcomes.iter().find(|outcome| outcome.rule.id == "outcomes.measured").unwrap();
    assert_eq!(measured.state, State::Pass);
    for severity in [Severity::Required, Severity::Recommended] {
        let open = open(outcomes, severity);
        assert!(open.is_empty(), "{open:#?}");
    }
}

/// Rules about what only writing can mend.
const WRITTEN: [&str; 3] = ["length.words", "outcomes.measured", "stack.discussed"];

/// What a draft may lack is length, results, and words about its stack; its links, fields and code are in order.
#[test]
fn drafts_lack_only_what_they_say_they_lack() {
    for (slug, outcomes) in verdicts(&sample(), &[Kind::DeepDive, Kind::Comparison]) {
        let open = open(&outcomes, Severity::Required);
        let other = open.iter().find(|outcome| !WRITTEN.contains(&outcome.rule.id));
        assert!(other.is_none(), "{slug}: {other:#?}");
    }
}

#[test]
fn case_studies_and_stack_pages_are_in_order() {
    for (slug, outcomes) in verdicts(&sample(), &[Kind::CaseStudy, Kind::StackItem]) {
        let open = open(&outcomes, Severity::Required);
        assert!(open.is_empty(), "{slug}: {open:#?}");
    }
}

/// Every number of a confirmed result was counted by the lab, and stands in its evidence.
#[test]
fn results_stand_in_the_evidence() {
    let folder = sample();
    let page = folder.pages.iter().find(|page| page.draft.meta.slug == "staying-correct").unwrap();
    let counted = counted(&guides().join("staying-correct/lab/evidence"));
    assert!(!page.draft.answers.is_empty());
    for answer in &page.draft.answers {
        let digits = answer.sentence.replace(',', "");
        for number in digits.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()) {
            assert!(counted.contains(number), "{number} of “{}” is in no evidence", answer.sentence);
        }
    }
}

/// The totals of every experiment, as digits.
fn counted(evidence: &Path) -> BTreeSet<String> {
    let files = std::fs::read_dir(evidence).unwrap().map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    let totals = files.map(|text| serde_json::from_str::<serde_json::Value>(&text).unwrap()["totals"].clone());
    let ways = totals.flat_map(|totals| totals.as_object().unwrap().values().cloned().collect::<Vec<_>>());
    ways.flat_map(|way| way.as_object().unwrap().values().map(ToString::to_string).collect::<Vec<_>>()).collect()
}
