//! A library's own bar: kept with it, refused when wrong, followed by every verdict; and a folder's.
#![allow(clippy::unwrap_used)]

use highbar_core::ErrorCode;
use highbar_core::bar::{Severity, State};
use highbar_core::guide::Kind;
use highbar_core::library::folder::Folder;
use highbar_core::view::Query;

use crate::library::Desk;

const SHORT: &str = "version = 1\nedition = \"test\"\n[length.words]\nmin = 3\n";

fn open(desk: &Desk, rule: &str) -> usize {
    desk.library.list(&Query { failing: vec![rule.into()], ..Query::default() }).unwrap().cards.len()
}

#[test]
fn begins_with_the_default_as_comments() {
    let view = Desk::new().library.profile_view().unwrap();
    assert!(!view.own && view.problems.is_empty() && view.text.contains("# [length.words]"));
    let words = view.rules.iter().find(|rule| rule.rule == "length.words").unwrap();
    assert_eq!((words.usual, words.severity), (Severity::Required, Some(Severity::Required)));
    assert_eq!((words.settings[0].name.as_str(), words.settings[0].value.as_str()), ("min", "800"));
}

#[test]
fn is_kept_with_the_library_and_followed_by_every_verdict() {
    let desk = Desk::new();
    let id = desk.library.create(Kind::DeepDive, "Queues under load").unwrap();
    let guide = desk.library.open_guide(&id).unwrap();
    crate::library::type_at_end(&desk.library, &guide, 0, "Four words stand here.");
    desk.library.save(&id).unwrap();
    assert_eq!(open(&desk, "length.words"), 1);
    let view = desk.library.set_profile(SHORT).unwrap();
    assert!(view.own && view.problems.is_empty() && view.edition == "test");
    assert_eq!(open(&desk, "length.words"), 0, "the list follows");
    let check = |guide: highbar_core::view::OpenGuide| {
        guide.live.checklist.checks.into_iter().find(|check| check.rule == "length.words").unwrap()
    };
    let shown = check(desk.library.open_guide(&id).unwrap());
    assert_eq!((shown.state, shown.threshold.as_str()), (State::Pass, "3"));
    let again = desk.reopened();
    assert_eq!(again.profile_view().unwrap().text, SHORT);
    assert_eq!(check(again.open_guide(&id).unwrap()).state, State::Pass);
    desk.library.set_profile("").unwrap();
    assert_eq!(open(&desk, "length.words"), 1, "and back");
}

#[test]
fn a_mistake_is_answered_and_changes_nothing() {
    let desk = Desk::new();
    desk.library.set_profile(SHORT).unwrap();
    let wrong = "version = 1\n[length.words]\nmin = \"drei\"\n";
    let view = desk.library.set_profile(wrong).unwrap();
    let problem = &view.problems[0];
    assert_eq!((problem.line, problem.column, problem.source.as_str()), (3, 7, "min = \"drei\""));
    assert_eq!((problem.span.from, problem.span.to), (33, 39));
    assert_eq!(view.text, wrong, "what was typed stays on the screen");
    assert_eq!(desk.library.profile_view().unwrap().text, SHORT);
    assert_eq!(desk.library.profile().edition(), "test");
}

#[test]
fn another_program_may_change_it() {
    let desk = Desk::new();
    let id = desk.library.create(Kind::DeepDive, "Queues").unwrap();
    assert_eq!(open(&desk, "length.words"), 1);
    desk.reopened().set_profile("version = 1\n[length.words]\nseverity = \"off\"\n").unwrap();
    desk.library.changed_elsewhere();
    assert_eq!(open(&desk, "length.words"), 0);
    let overview = desk.library.overview().unwrap();
    assert!(overview.rules.iter().all(|rule| rule.id != "length.words"), "a rule that is off is no filter");
    desk.library.open_guide(&id).unwrap();
}

#[test]
fn a_folder_has_its_own_and_a_wrong_one_stops_everything() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    put("a.md", "---\ntitle: Queues\n---\nFour words stand here.\n");
    let state = || {
        let read = Folder::read(folder.path()).unwrap();
        let judged = read.check(|_| true, "2026-11-25")?;
        Ok(judged[0].outcomes.iter().find(|outcome| outcome.rule.id == "length.words").unwrap().state)
    };
    let ok = |state: Result<State, highbar_core::Error>| state.unwrap();
    assert_eq!(ok(state()), State::Fail);
    put("bar.toml", SHORT);
    assert_eq!(ok(state()), State::Pass);
    put("bar.toml", "version = 1\n[lenght.words]\nmin = 3\n");
    let error = state().unwrap_err();
    assert_eq!(error.code, ErrorCode::Invalid);
    assert!(
        error.details[0].starts_with("bar.toml:2:2: There is no group of rules “lenght”. Is it “length”?"),
        "{error:?}"
    );
    let read = Folder::read(folder.path()).unwrap();
    assert_eq!(read.pages.len(), 1, "reading the pages does not need the bar");
}

#[test]
fn importing_says_that_the_folder_has_a_bar_and_keeps_the_librarys() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    put("a.md", "---\ntitle: Queues\n---\nText.\n");
    let desk = Desk::new();
    let told =
        || desk.library.import(folder.path()).unwrap().notes.iter().filter(|note| note.file == "bar.toml").count();
    assert_eq!(told(), 0);
    put("bar.toml", SHORT);
    assert_eq!((told(), desk.library.profile().edition()), (1, ""));
    desk.library.set_profile(SHORT).unwrap();
    assert_eq!(told(), 0, "they are the same");
    put("bar.toml", "version = 1\n[x]\n");
    assert_eq!((told(), desk.library.profile().edition()), (1, "test"));
}

#[test]
fn one_click_weighs_a_rule_in_the_text_and_every_guide_is_judged_anew() {
    let desk = Desk::new();
    let own = "# Ours.\nversion = 1\n\n[length.words]\nmin = 900 # long reads\n";
    desk.library.set_profile(own).unwrap();
    let id = desk.library.create(Kind::DeepDive, "Queues under load").unwrap();
    let state = || {
        let guide = desk.library.open_guide(&id).unwrap();
        let check = guide.live.checklist.checks.into_iter().find(|check| check.rule == "length.words").unwrap();
        (check.state, check.severity)
    };
    assert_eq!(state(), (State::Fail, Severity::Required));
    let done = desk.library.weigh_rule("length.words", Some(Severity::Recommended)).unwrap();
    assert_eq!((done.from, done.to, done.line), (Some(Severity::Required), Some(Severity::Recommended), 5));
    assert_eq!((done.name.as_str(), done.before.as_str()), ("Words", own));
    assert_eq!(done.profile.text, own.replace("min =", "severity = \"recommended\"\nmin ="));
    assert_eq!(state(), (State::Advise, Severity::Recommended), "the open guide follows");
    desk.library.weigh_rule("length.words", None).unwrap();
    assert_eq!((state().0, open(&desk, "length.words")), (State::NotApplicable, 0));
    desk.library.set_profile(&done.before).unwrap();
    assert_eq!(desk.library.profile_view().unwrap().text, own, "and back, to the byte");
    assert_eq!(state(), (State::Fail, Severity::Required));
}

#[test]
fn the_default_bar_is_weighed_by_its_template_and_undone_to_nothing() {
    let desk = Desk::new();
    let done = desk.library.weigh_rule("style.hype", None).unwrap();
    assert!(done.before.is_empty() && done.profile.own && done.line > 1);
    assert_eq!(done.profile.text.lines().nth(done.line as usize - 1), Some("severity = \"off\""));
    assert!(!desk.library.set_profile(&done.before).unwrap().own);
    let refused = desk.library.weigh_rule("style.hype", Some(Severity::Required)).unwrap_err();
    assert_eq!(refused.code, ErrorCode::Invalid);
    assert!(refused.message.contains("can only advise"), "{}", refused.message);
    assert_eq!(desk.library.weigh_rule("style.hipe", None).unwrap_err().code, ErrorCode::NotFound);
    let settings = desk.library.rule_settings("style.hype").unwrap();
    let told: Vec<_> = settings.choices.iter().map(|choice| (choice.severity, choice.refused.is_empty())).collect();
    assert_eq!(told, [(Some(Severity::Required), false), (Some(Severity::Recommended), true), (None, true)]);
}
