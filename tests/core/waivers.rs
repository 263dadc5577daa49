//! Rules set aside in a library and in a folder: stored, counted apart, carried by export and import.
#![allow(clippy::unwrap_used)]

use highbar_core::ErrorCode;
use highbar_core::bar::State;
use highbar_core::bar::waivers::Life;
use highbar_core::guide::{Kind, WaiverCode, WaiverScope};
use highbar_core::library::folder::Folder;
use highbar_core::view::{Check, ExportRequest, Live, QuoteView, Settings, Target, WaiveRequest};

use crate::library::{Desk, type_at_end};

const REASON: &str = "The publisher wants short notes in this series.";

/// A library with one open guide and somebody at the desk.
fn desk() -> (Desk, String) {
    let desk = Desk::new();
    let settings = Settings { person: "Ana".into(), ..Settings::default() };
    desk.library.set_settings(&settings).unwrap();
    let id = desk.library.create(Kind::DeepDive, "Queues under load").unwrap();
    let guide = desk.library.open_guide(&id).unwrap();
    type_at_end(&desk.library, &guide, 0, "\n## Numbers\n\nFour words stand here.\n");
    desk.library.save(&id).unwrap();
    (desk, id)
}

fn request(rule: &str, code: WaiverCode) -> WaiveRequest {
    WaiveRequest { rule: rule.into(), code, reason: REASON.into(), ..WaiveRequest::default() }
}

fn check(live: &Live, rule: &str) -> Check {
    live.checklist.checks.iter().find(|check| check.rule == rule).unwrap().clone()
}

#[test]
fn a_rule_is_set_aside_shown_and_taken_back() {
    let (desk, id) = desk();
    let live = desk.library.waive(&id, &request("length.words", WaiverCode::HouseException)).unwrap();
    let words = check(&live, "length.words");
    assert_eq!((words.state, words.waivers.len(), words.waived.len()), (State::Waived, 1, 1));
    assert_eq!((live.checklist.score.waived, words.waivers[0].by.as_str()), (1, "Ana"));
    let again = desk.reopened();
    let list = {
        again.open_guide(&id).unwrap();
        again.waivers(&id).unwrap()
    };
    assert_eq!((list[0].life, list[0].reason.as_str(), list[0].times), (Life::Holds, REASON, 1));
    let card = &desk.library.list(&Default::default()).unwrap().cards[0];
    assert_eq!(card.score.waived, 1, "the list knows");
    let live = desk.library.unwaive(&id, &list[0].id).unwrap();
    assert_eq!(check(&live, "length.words").state, State::Fail);
    assert_eq!(desk.library.unwaive(&id, &list[0].id).unwrap_err().code, ErrorCode::NotFound);
}

#[test]
fn typing_in_what_it_covers_ends_it_and_leaves_it_in_the_list() {
    let (desk, id) = desk();
    let live = desk.library.waive(&id, &request("length.words", WaiverCode::HouseException)).unwrap();
    let at = check(&live, "length.words").waived[0].quote.span.unwrap().to;
    let change = highbar_core::text::Change { from: at, to: at, insert: " again".into() };
    let live = desk.library.edit(&id, live.edition + 1, &[change]).unwrap();
    let words = check(&live, "length.words");
    assert_eq!((words.state, words.waivers[0].life), (State::Fail, Life::TextChanged));
    assert_eq!(desk.library.waivers(&id).unwrap()[0].life, Life::TextChanged);
}

#[test]
fn what_a_rule_does_not_allow_is_refused_and_nothing_is_stored() {
    let (desk, id) = desk();
    let refused = |request: WaiveRequest| desk.library.waive(&id, &request).unwrap_err();
    let short = WaiveRequest { reason: "Short.".into(), ..request("length.words", WaiverCode::HouseException) };
    assert!(refused(short).message.contains("15 characters"));
    let wrong = refused(request("length.words", WaiverCode::Temporary));
    assert_eq!(
        (wrong.code, wrong.message.as_str()),
        (ErrorCode::Invalid, "length.words can only be set aside as house-exception.")
    );
    let over = WaiveRequest { expires: "2020-01-01".into(), ..request("length.words", WaiverCode::HouseException) };
    assert!(refused(over).message.contains("before today"));
    assert_eq!(refused(request("length.wordz", WaiverCode::Temporary)).code, ErrorCode::NotFound);
    assert_eq!(
        refused(request("images.exists", WaiverCode::FalsePositive)).code,
        ErrorCode::NotFound,
        "nothing to set aside"
    );
    desk.library.set_settings(&Settings::default()).unwrap();
    assert!(refused(request("length.words", WaiverCode::HouseException)).message.contains("who you are"));
    assert!(desk.library.waivers(&id).unwrap().is_empty());
}

#[test]
fn waivers_go_out_with_the_guide_and_come_in_again() {
    let (desk, id) = desk();
    let reason = "NDA: \"no names\" until {2027}, #1 — ask Otieno";
    desk.library
        .waive(&id, &WaiveRequest { reason: reason.into(), ..request("length.words", WaiverCode::HouseException) })
        .unwrap();
    let live = desk.library.waive(&id, &request("links.case-study", WaiverCode::ClientConfidential)).unwrap();
    let list = desk.library.waivers(&id).unwrap();
    assert_eq!(check(&live, "links.case-study").state, State::Waived);
    let out = desk.folder.path().join("bundle");
    let order = ExportRequest { guides: vec![id], target: Target::Plain, zip: false, draft: true };
    desk.library.export(&order, &out).unwrap();
    let manifest: serde_json::Value =
        serde_json::from_slice(&std::fs::read(out.join("manifest.json")).unwrap()).unwrap();
    let checks = manifest["guides"][0]["checks"].as_array().unwrap();
    let words = checks.iter().find(|check| check["rule"] == "length.words").unwrap();
    assert_eq!((&words["state"], &words["waived"]), (&"waived".into(), &true.into()));
    assert_eq!((&words["waivers"][0]["reason"], &words["waivers"][0]["by"]), (&reason.into(), &"Ana".into()));

    let folder = Folder::read(&out).unwrap();
    let today = highbar_core::world::World::system().today();
    let judged = folder.check(|_| true, &today).unwrap();
    assert_eq!(judged[0].score.waived, 2, "the folder is judged the same");

    let other = Desk::new();
    other.library.import(&out).unwrap();
    let id = other.library.list(&Default::default()).unwrap().cards[0].id.clone();
    other.library.open_guide(&id).unwrap();
    let there = other.library.waivers(&id).unwrap();
    let told = |list: &[highbar_core::view::WaiverView]| {
        let mut told: Vec<_> = list
            .iter()
            .map(|one| (one.rule.clone(), one.reason.clone(), one.at.clone(), one.expires.clone(), one.life))
            .collect();
        told.sort_by(|a, b| a.0.cmp(&b.0));
        told
    };
    assert_eq!(told(&there), told(&list));
}

#[test]
fn a_copy_of_a_guide_has_no_waivers_and_health_counts_them() {
    let (desk, id) = desk();
    let live = desk.library.waive(&id, &request("length.words", WaiverCode::HouseException)).unwrap();
    assert_eq!(check(&live, "length.words").waivable.people, 1);
    let copy = desk.library.duplicate(&id).unwrap();
    desk.library.open_guide(&copy).unwrap();
    assert!(desk.library.waivers(&copy).unwrap().is_empty());
    desk.library.note_use("length.words", "fix").unwrap();
    assert_eq!(desk.library.note_use("length.words", "liked").unwrap_err().code, ErrorCode::Invalid);
    let health = desk.reopened().rule_health().unwrap();
    let words = health.iter().find(|rule| rule.rule == "length.words").unwrap();
    assert_eq!((words.waived, words.fixed, words.open), (1, 1, 1));
}

#[test]
fn one_place_is_set_aside_by_its_words() {
    let (desk, id) = desk();
    let guide = desk.library.open_guide(&id).unwrap();
    let edition = guide.live.edition;
    type_at_end(&desk.library, &guide, edition, "\n```\na = 1\n```\n\n```\nb = 2\n```\n");
    let open = desk.library.open_guide(&id).unwrap();
    let before = check(&open.live, "code.language");
    let quote = before.findings[1].quote.clone();
    let live = desk
        .library
        .waive(
            &id,
            &WaiveRequest {
                scope: WaiverScope::Span,
                span: quote.span,
                exact: quote.exact,
                ..request("code.language", WaiverCode::FalsePositive)
            },
        )
        .unwrap();
    let after = check(&live, "code.language");
    assert_eq!((after.findings.len(), after.waived.len(), after.state), (1, 1, State::Advise));
    assert_eq!(after.waived[0].quote.span, quote.span);
}

#[test]
fn a_required_rule_that_is_often_wrong_asks_and_comes_back() {
    let (desk, id) = desk();
    let guide = desk.library.open_guide(&id).unwrap();
    type_at_end(&desk.library, &guide, guide.live.edition, "\n![](a.png)\n\n![](b.png)\n");
    desk.library.save(&id).unwrap();
    let now = || check(&desk.library.open_guide(&id).unwrap().live, "images.alt");
    let note = |deed: &str, times: u32| (0..times).for_each(|_| desk.library.note_use("images.alt", deed).unwrap());
    let health = || {
        let all = desk.library.rule_health().unwrap();
        all.into_iter().find(|rule| rule.rule == "images.alt").unwrap()
    };
    note("fix", 44);
    note("dismiss", 5);
    assert_eq!((now().state, health().asks), (State::Fail, None), "49 are too few to say");
    note("dismiss", 1);
    assert_eq!(health().asks.map(|asks| (asks.dismissed, asks.of)), Some((6, 50)));
    let asked = now();
    assert_eq!((asked.state, asked.findings.len()), (State::Confirm, 2));
    assert_eq!(asked.findings[0].question, "Is this a fault? 6 of 50 times it was not.");
    assert!(!desk.library.profile_view().unwrap().own, "the bar's text is as it was");
    assert_eq!(check(&desk.reopened().open_guide(&id).unwrap().live, "images.alt").state, State::Confirm);

    let no = |at: usize| {
        let quote = now().findings[at].quote.clone();
        let QuoteView { span, field, exact, .. } = quote;
        desk.library.dismiss(&id, &WaiveRequest { rule: "images.alt".into(), span, field, exact, ..Default::default() })
    };
    let live = no(0).unwrap();
    let half = check(&live, "images.alt");
    assert_eq!((half.state, half.findings.len(), half.waived.len()), (State::Confirm, 1, 1));
    assert_eq!((health().dismissed, half.waivers[0].by.as_str()), (7, "Ana"));
    desk.library.unwaive(&id, &half.waivers[0].id).unwrap();
    assert_eq!((health().dismissed, now().findings.len()), (6, 2), "taken back, it counts no more");
    no(0).unwrap();
    assert_eq!(check(&no(0).unwrap(), "images.alt").state, State::Waived, "never shown as passed");

    note("fix", 30);
    assert_eq!(health().asks.map(|asks| (asks.dismissed, asks.of)), None, "8 of 82 is under one in ten");
    let guide = desk.library.open_guide(&id).unwrap();
    type_at_end(&desk.library, &guide, guide.live.edition, "\n![](c.png)\n");
    assert_eq!(now().state, State::Fail);
    assert_eq!(no(0).unwrap_err().code, ErrorCode::Invalid, "it does not ask any more");
}

#[test]
fn an_answer_counts_once_and_not_when_it_is_taken_back() {
    let (desk, id) = desk();
    let guide = desk.library.open_guide(&id).unwrap();
    let sentence = "Settlement p95 fell from 1.8 s to 240 ms.";
    type_at_end(&desk.library, &guide, guide.live.edition, &format!("\n{sentence}\n"));
    let counted = || {
        let all = desk.library.rule_health().unwrap();
        let rule = all.into_iter().find(|rule| rule.rule == "outcomes.measured").unwrap();
        (rule.accepted, rule.dismissed)
    };
    for (answer, wanted) in [(Some(true), (1, 0)), (Some(true), (1, 0)), (Some(false), (0, 1)), (None, (0, 0))] {
        desk.library.answer(&id, sentence, answer).unwrap();
        assert_eq!(counted(), wanted, "{answer:?}");
    }
}

#[test]
fn calling_a_finding_wrong_is_a_dismissal() {
    let (desk, id) = desk();
    let guide = desk.library.open_guide(&id).unwrap();
    type_at_end(&desk.library, &guide, guide.live.edition, "\n![](a.png)\n");
    desk.library.waive(&id, &request("images.alt", WaiverCode::FalsePositive)).unwrap();
    let all = desk.library.rule_health().unwrap();
    let rule = all.iter().find(|rule| rule.rule == "images.alt").unwrap();
    assert_eq!((rule.dismissed, rule.waived, rule.doubtful), (1, 0, false));
}
