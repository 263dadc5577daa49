//! What a waiver covers, and everything that ends it.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::bar::rules;
use crate::bar::testing::{TODAY, draft, run, with_reading};
use crate::guide::Draft;

const ID: &str = "code.language";
const BODY: &str = "Text.\n\n```\nfn main() {}\n```\n\n```zeek\nevent\n```\n";

fn given(draft: &Draft, scope: WaiverScope, at: usize, rule: &str) -> Waiver {
    with_reading(draft, |reading| {
        let found = crate::bar::judge(rules().iter().find(|known| known.id == rule).unwrap(), reading);
        let (text_hash, quote) = match scope {
            WaiverScope::Guide => (cover_all(reading.document, &found.findings), String::new()),
            WaiverScope::Span => (cover(reading.document, &found.findings[at]), found.findings[at].quote.exact.clone()),
        };
        Waiver {
            rule: rule.into(),
            version: found.rule.version.into(),
            scope,
            code: WaiverCode::FalsePositive,
            reason: "The block is output of a tool.".into(),
            by: "Ana".into(),
            at: "2026-11-25T10:00:00Z".into(),
            text_hash,
            quote,
            ..Waiver::default()
        }
    })
}

fn waived(body: &str, waiver: &Waiver) -> Outcome {
    run(&waiver.rule, &Draft { waivers: vec![waiver.clone()], ..draft(body) })
}

fn life(body: &str, waiver: &Waiver) -> Life {
    waived(body, waiver).held[0].life
}

#[test]
fn a_whole_rule_is_set_aside_and_never_passes() {
    let waiver = given(&draft(BODY), WaiverScope::Guide, 0, ID);
    let outcome = waived(BODY, &waiver);
    assert_eq!((outcome.state, outcome.findings.len(), outcome.waived.len()), (State::Waived, 0, 2));
    assert_eq!(outcome.held, [Held { waiver, life: Life::Holds }]);
}

#[test]
fn one_place_is_set_aside_and_the_others_stay_open() {
    let waiver = given(&draft(BODY), WaiverScope::Span, 1, ID);
    let outcome = waived(BODY, &waiver);
    assert_eq!((outcome.state, outcome.findings.len(), outcome.waived.len()), (State::Advise, 1, 1));
    assert!(outcome.waived[0].quote.exact.contains("zeek"));
    let both = Draft { waivers: vec![waiver, given(&draft(BODY), WaiverScope::Span, 0, ID)], ..draft(BODY) };
    assert_eq!(run(ID, &both).state, State::Waived);
}

#[test]
fn what_does_not_change_the_covered_text_keeps_it() {
    let waiver = given(&draft(BODY), WaiverScope::Guide, 0, ID);
    for body in [
        format!("More before.\n\n{BODY}\nMore behind.\n"),
        BODY.replace("Text.", "Other text."),
        BODY.replace("fn main() {}", "fn  main()  {}"),
        format!("{BODY}\n```rust\nfn other() {{}}\n```\n"),
    ] {
        assert_eq!(life(&body, &waiver), Life::Holds, "{body}");
    }
}

#[test]
fn it_dies_with_its_text() {
    let waiver = given(&draft(BODY), WaiverScope::Guide, 0, ID);
    for body in [
        BODY.replace("fn main", "fn other"),
        BODY.replace("zeek", "zeeek"),
        format!("{BODY}\n```\nanother\n```\n"),
        BODY.replace("```\nfn main() {}\n```\n\n", ""),
    ] {
        let outcome = waived(&body, &waiver);
        assert_eq!((outcome.state, outcome.held[0].life), (State::Advise, Life::TextChanged), "{body}");
        assert!(outcome.waived.is_empty());
    }
    let one = given(&draft(BODY), WaiverScope::Span, 1, ID);
    assert_eq!(life(&BODY.replace("event", "events"), &one), Life::TextChanged);
    assert_eq!(life("Text.\n", &waiver), Life::NotNeeded);
}

#[test]
fn it_ends_with_its_day_and_with_the_rules_major_version() {
    let waiver = given(&draft(BODY), WaiverScope::Guide, 0, ID);
    let until = |day: &str| Waiver { expires: day.into(), ..waiver.clone() };
    assert_eq!(life(BODY, &until(TODAY)), Life::Holds, "the last day counts");
    assert_eq!(life(BODY, &until("2026-11-24")), Life::Expired);
    assert_eq!(life(BODY, &until("soon")), Life::NotAllowed);
    let version = |version: &str| Waiver { version: version.into(), ..waiver.clone() };
    let own = rules().iter().find(|rule| rule.id == ID).unwrap().version;
    assert_eq!(life(BODY, &version(&format!("{}.999.9", major(own)))), Life::Holds);
    assert_eq!(life(BODY, &version("99.0.0")), Life::RuleChanged);
    assert_eq!(life(BODY, &version("")), Life::RuleChanged);
}

#[test]
fn records_that_are_not_allowed_set_nothing_aside() {
    let waiver = given(&draft(BODY), WaiverScope::Guide, 0, ID);
    for change in [
        Waiver { reason: "Too short.".into(), ..waiver.clone() },
        Waiver { reason: " ".repeat(40), ..waiver.clone() },
        Waiver { by: String::new(), ..waiver.clone() },
        Waiver { code: WaiverCode::Temporary, ..waiver.clone() },
        Waiver { code: WaiverCode::ClientConfidential, ..waiver.clone() },
    ] {
        let outcome = waived(BODY, &change);
        assert_eq!((outcome.state, outcome.held[0].life), (State::Advise, Life::NotAllowed), "{change:?}");
    }
    let broken = "[x](/stack/nothing-here/)\n";
    let waiver = given(&draft(broken), WaiverScope::Guide, 0, "links.broken");
    assert_eq!((waived(broken, &waiver).state, life(broken, &waiver)), (State::Fail, Life::NotAllowed));
    let short =
        Waiver { code: WaiverCode::HouseException, ..given(&draft("Short.\n"), WaiverScope::Guide, 0, "length.words") };
    assert_eq!(waived("Short.\n", &short).state, State::Waived);
    assert_eq!(life("Short.\n", &Waiver { code: WaiverCode::FalsePositive, ..short }), Life::NotAllowed);
}

#[test]
fn hidden_characters_need_two_and_never_go_in_code() {
    let prose = "A turn\u{202e} here.\n";
    let one = given(&draft(prose), WaiverScope::Guide, 0, "text.hidden");
    assert_eq!(life(prose, &one), Life::NotAllowed);
    assert_eq!(life(prose, &Waiver { with: " ana ".into(), ..one.clone() }), Life::NotAllowed, "the same person twice");
    let two = Waiver { with: "Otieno".into(), ..one };
    assert_eq!(waived(prose, &two).state, State::Waived);
    let code = "`a\u{202e}b`\n";
    let two = Waiver { with: "Otieno".into(), ..given(&draft(code), WaiverScope::Guide, 0, "text.hidden") };
    assert_eq!((waived(code, &two).state, life(code, &two)), (State::Fail, Life::NotAllowed));
}

#[test]
fn every_code_has_its_end() {
    let ends: Vec<String> = WaiverCode::ALL.into_iter().map(|code| end(code, TODAY)).collect();
    assert_eq!(ends, ["", "2027-11-25", "", "", "2026-12-25", ""]);
}
