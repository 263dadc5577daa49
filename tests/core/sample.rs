//! The sample library in `guides/`: read as it lies, and held to the bar it teaches.
//!
//! Does not run the labs; it checks that the guides say what the labs' evidence says.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use highbar_core::bar::{Input, Outcome, Profile, Reading, Severity, State, check, ledger};
use highbar_core::guide::{Evidence, Kind};
use highbar_core::library::folder::Folder;
use highbar_core::markdown::{Document, Pace};
use sha2::{Digest, Sha256};

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

/// A guide whose lab has kept evidence claims to be finished, and is held to it.
fn is_finished(slug: &str) -> bool {
    guides().join(slug).join("lab/evidence").is_dir()
}

#[test]
fn finished_guides_meet_the_bar() {
    let verdicts = verdicts(&sample(), &[Kind::DeepDive, Kind::Comparison]);
    let finished: Vec<_> = verdicts.iter().filter(|(slug, _)| is_finished(slug)).collect();
    assert_eq!(finished.len(), 6);
    for (slug, outcomes) in finished {
        let measured = outcomes.iter().find(|outcome| outcome.rule.id == "outcomes.measured").unwrap();
        assert_eq!(measured.state, State::Pass, "{slug}");
        for severity in [Severity::Required, Severity::Recommended] {
            let open = open(outcomes, severity);
            assert!(open.is_empty(), "{slug}: {open:#?}");
        }
    }
}

/// The publication's index promises these minutes; the text takes them.
#[test]
fn finished_guides_take_the_minutes_of_the_index() {
    let promised = [
        ("simple-apps-like-whatsapp", 10),
        ("one-backend-mistake", 9),
        ("system-that-fixes-itself", 11),
        ("staying-correct", 12),
        ("hardest-things-distributed-systems", 11),
        ("my-own-messaging-app", 12),
    ];
    let folder = sample();
    let documents = folder.documents();
    for (page, document) in folder.pages.iter().zip(&documents) {
        let meta = &page.draft.meta;
        let Some((_, minutes)) = promised.iter().find(|(slug, _)| *slug == meta.slug) else { continue };
        if is_finished(&meta.slug) {
            assert_eq!(document.read_minutes(&Pace::default()), *minutes, "{}", meta.slug);
        }
    }
}

/// Rules about what only writing can mend.
const WRITTEN: [&str; 5] =
    ["length.words", "outcomes.measured", "outcomes.baseline", "outcomes.evidence", "stack.discussed"];

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

/// A finished guide leaves no question of its ledger open: every sentence that reads like a result is answered.
#[test]
fn every_result_is_answered() {
    let folder = sample();
    let documents = folder.documents();
    let vocabulary = folder.vocabulary(&documents);
    let mut open = Vec::new();
    for (page, document) in folder.pages.iter().zip(&documents).filter(|(page, _)| is_finished(&page.draft.meta.slug)) {
        let assets = folder.assets(page, document);
        let profile = Profile::usual();
        let input =
            Input { draft: &page.draft, document, vocabulary: &vocabulary, assets: &assets, today: TODAY, profile };
        let entries = ledger(&Reading::new(&input)).into_iter().filter(|entry| entry.counts.is_none());
        open.extend(entries.map(|entry| format!("{}: {}", page.draft.meta.slug, entry.sentence)));
    }
    assert!(open.is_empty(), "{open:#?}");
}

/// A record that names a file of evidence means the bytes that lie there now.
#[test]
fn records_name_the_evidence_as_it_is() {
    let mut named = 0;
    for page in &sample().pages {
        let records = page.draft.answers.iter().filter_map(|answer| answer.record.as_ref());
        for evidence in records.flat_map(|record| &record.evidence) {
            let Evidence::File { file, sha256 } = evidence else { continue };
            let bytes = std::fs::read(guides().join(&page.draft.meta.slug).join(file)).unwrap();
            let found: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(&found, sha256, "{}: {file} was measured again", page.draft.meta.slug);
            named += 1;
        }
    }
    assert!(named > 0);
}

/// A lab says how far a second run may be from the first, for each file of evidence.
#[test]
fn every_answer_says_who_gave_it() {
    for page in sample().pages {
        for answer in &page.draft.answers {
            assert!(!answer.by.is_empty() && !answer.at.is_empty(), "{}: {}", page.draft.meta.slug, answer.sentence);
        }
    }
}

#[test]
fn labs_state_their_tolerance() {
    for page in sample().pages.iter().filter(|page| is_finished(&page.draft.meta.slug)) {
        let lab = guides().join(&page.draft.meta.slug).join("lab");
        let tolerance: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(lab.join("tolerance.json")).unwrap()).unwrap();
        for file in std::fs::read_dir(lab.join("evidence")).unwrap() {
            let name = file.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned();
            assert!(tolerance[&name].is_object(), "{}: no tolerance for {name}", page.draft.meta.slug);
        }
    }
}
