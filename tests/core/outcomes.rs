//! A result from the form to the file and back: composed, recorded, shown in the ledger, exported, imported.
#![allow(clippy::unwrap_used)]

use highbar_core::bar::Rung;
use highbar_core::guide::{Evidence, Kind, OutcomeRecord};
use highbar_core::text::{Change, Utf16Span};
use highbar_core::view::{ExportRequest, LedgerRow, Settings, Target};

use crate::library::Desk;

fn record(desk: &Desk) -> OutcomeRecord {
    let file = desk.library.evidence_file("k6 run.json", b"{}");
    let command = Evidence::Command { command: "k6 run a.js".into(), output: "p95=240ms\nok \"1\"".into() };
    OutcomeRecord {
        metric: "settlement p95".into(),
        before: "1,800".into(),
        after: "240".into(),
        unit: "ms".into(),
        window: "two weeks".into(),
        method: "k6 at 200 virtual users".into(),
        evidence: vec![file, command],
        ..OutcomeRecord::default()
    }
}

/// A guide with the composed sentence in it and its record beside it.
fn recorded(desk: &Desk) -> String {
    let library = &desk.library;
    library.set_settings(&Settings { person: "Ana".into(), ..Settings::default() }).unwrap();
    let id = library.create(Kind::DeepDive, "Measured").unwrap();
    let open = library.open_guide(&id).unwrap();
    let composed = library.compose_outcome(&record(desk));
    assert_eq!(
        composed.sentence,
        "Settlement p95 fell from 1,800 ms to 240 ms over two weeks, measured with k6 at 200 virtual users."
    );
    assert_eq!((composed.change.as_str(), composed.missing.len()), ("87 % less", 0));
    let end = open.text.encode_utf16().count() as u32;
    let insert = format!("\n\n## Results\n\n{}\n", composed.sentence);
    library.edit(&id, open.live.edition + 1, &[Change { from: end, to: end, insert }]).unwrap();
    library.record_outcome(&id, &composed.sentence, &composed.record).unwrap();
    library.save(&id).unwrap();
    id
}

fn row(desk: &Desk, id: &str) -> LedgerRow {
    let mut rows = desk.library.ledger(id).unwrap().rows;
    assert_eq!(rows.len(), 1, "{rows:#?}");
    rows.remove(0)
}

#[test]
fn a_recorded_result_climbs_the_ladder_and_says_who_stands_for_it() {
    let desk = Desk::new();
    let id = recorded(&desk);
    let row = row(&desk, &id);
    assert_eq!((row.rung, row.counts, row.by.as_str(), row.recorded), (Rung::Evidenced, Some(true), "Ana", true));
    assert_eq!((row.before.as_str(), row.after.as_str(), row.change.as_str()), ("1,800 ms", "240 ms", "87 % less"));
    assert!(!row.at.is_empty() && row.has_baseline && row.has_method && row.has_evidence);
    let hash = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
    assert_eq!(row.evidence[0], Evidence::File { file: "k6 run.json".into(), sha256: hash.into() });
    let span = row.span.unwrap();
    let form = desk.library.outcome_form(&id, Utf16Span { from: span.from + 3, to: span.from + 3 }).unwrap();
    assert_eq!((form.record.metric.as_str(), form.span), ("settlement p95", span));
    let note = desk.library.number_note(&id, span.from + 26).unwrap().unwrap();
    assert!(note.counts, "{}", note.message);
}

#[test]
fn an_answer_keeps_the_record_and_taking_it_back_drops_it() {
    let desk = Desk::new();
    let id = recorded(&desk);
    let sentence = row(&desk, &id).sentence;
    desk.library.answer(&id, &sentence, Some(true)).unwrap();
    assert!(row(&desk, &id).recorded);
    desk.library.answer(&id, &sentence, None).unwrap();
    let row = row(&desk, &id);
    assert!(!row.recorded && row.counts.is_none() && row.by.is_empty());
}

#[test]
fn what_counts_can_be_turned_down_and_the_no_dies_with_its_words() {
    let desk = Desk::new();
    let id = recorded(&desk);
    let sentence = row(&desk, &id).sentence;
    desk.library.answer(&id, &sentence, Some(false)).unwrap();
    let turned_down = row(&desk, &id);
    assert_eq!((turned_down.counts, turned_down.by.as_str()), (Some(false), "Ana"));
    assert!(turned_down.recorded && !turned_down.at.is_empty() && turned_down.span.is_some());
    desk.library.save(&id).unwrap();
    desk.library.close_guide(&id).unwrap();
    let open = desk.library.open_guide(&id).unwrap();
    assert_eq!(row(&desk, &id).counts, Some(false), "remembered");
    let at = open.text.find("over two weeks").unwrap() as u32;
    let reworded = Change { from: at, to: at + 14, insert: "in two weeks".into() };
    desk.library.edit(&id, open.live.edition + 1, &[reworded]).unwrap();
    let again = row(&desk, &id);
    assert!(again.counts.is_none() && again.by.is_empty() && !again.recorded, "{again:#?}");
}

#[test]
fn the_ledger_holds_results_against_the_case_study() {
    let desk = Desk::new();
    let library = &desk.library;
    let page = library.create(Kind::CaseStudy, "NestFi").unwrap();
    let open = library.open_guide(&page).unwrap();
    let insert = "Settlement p95 fell from 1.8 s to 300 ms after the move.\n".to_owned();
    let end = open.text.encode_utf16().count() as u32;
    library.edit(&page, open.live.edition + 1, &[Change { from: end, to: end, insert }]).unwrap();
    library.close_guide(&page).unwrap();
    let id = recorded(&desk);
    assert!(library.ledger(&id).unwrap().projects.is_empty() && row(&desk, &id).project.is_none());
    let guide = library.open_guide(&id).unwrap();
    let link = Change { from: 0, to: 0, insert: "From [NestFi](/case-studies/nestfi/).\n\n".into() };
    library.edit(&id, guide.live.edition + 1, &[link]).unwrap();
    let differs = row(&desk, &id).project.unwrap();
    assert_eq!((differs.agrees, differs.value.as_str(), differs.id.as_str()), (false, "1.8 s → 300 ms", page.as_str()));
    assert!(differs.sentence.starts_with("Settlement p95 fell"));
    let open = library.open_guide(&page).unwrap();
    let at = open.text.find("300").unwrap() as u32;
    library.edit(&page, open.live.edition + 1, &[Change { from: at, to: at + 3, insert: "240".into() }]).unwrap();
    library.close_guide(&page).unwrap();
    assert!(row(&desk, &id).project.unwrap().agrees);
    assert_eq!(library.ledger(&id).unwrap().projects, ["NestFi"]);
}

#[test]
fn a_record_goes_out_with_the_guide_and_comes_back_in() {
    let desk = Desk::new();
    let id = recorded(&desk);
    let before = row(&desk, &id);
    let out = desk.folder.path().join("out");
    let request = ExportRequest { guides: Vec::new(), target: Target::Plain, zip: false, draft: true };
    desk.library.export(&request, &out).unwrap();
    let other = Desk::new();
    other.library.import(&out).unwrap();
    let guide = other.library.list(&highbar_core::view::Query::default()).unwrap().cards.remove(0);
    other.library.open_guide(&guide.id).unwrap();
    let after = row(&other, &guide.id);
    assert_eq!((after.evidence, after.by, after.at), (before.evidence, before.by, before.at));
    assert_eq!((after.metric, after.before, after.window), (before.metric, before.before, before.window));
}
