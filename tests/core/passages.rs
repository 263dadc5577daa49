//! What guides repeat of each other: kept with every save, seen at the next key, there again after opening.

#![allow(clippy::unwrap_used)]

use highbar_core::bar::State;
use highbar_core::guide::Kind;
use highbar_core::library::Library;
use highbar_core::view::Live;

use crate::library::{Desk, type_at_end};

/// Ninety words that stand in one order only.
fn passage(from: usize) -> String {
    let letters =
        |number: usize| number.to_string().bytes().map(|digit| char::from(b'a' + digit - b'0')).collect::<String>();
    let words: Vec<String> = (from..from + 90).map(|number| format!("w{}", letters(number))).collect();
    format!("{}\n\n", words.join(" "))
}

fn verdict(live: &Live) -> State {
    live.checklist.checks.iter().find(|check| check.rule == "text.duplicate").unwrap().state
}

/// Types a text into a new guide; answers with its id and the last answer.
fn written(library: &Library, title: &str, text: &str) -> (String, Live) {
    let id = library.create(Kind::DeepDive, title).unwrap();
    let open = library.open_guide(&id).unwrap();
    type_at_end(library, &open, open.live.edition, text);
    library.save(&id).unwrap();
    let live = library.open_guide(&id).unwrap().live;
    (id, live)
}

#[test]
fn a_passage_of_another_guide_is_seen_and_forgotten_with_it() {
    let desk = Desk::new();
    let library = &desk.library;
    let (first, alone) = written(library, "First", &passage(100));
    assert_eq!(verdict(&alone), State::Pass);
    let own = format!("{}{}{}{}", passage(1000), passage(2000), passage(3000), passage(4000));
    let (second, both) = written(library, "Second", &format!("{own}{}", passage(100)));
    assert_eq!(verdict(&both), State::Advise);
    drop(library.open_guide(&first).unwrap());
    let open = library.open_guide(&first).unwrap();
    let all = open.text.encode_utf16().count() as u32;
    let change = highbar_core::text::Change { from: 0, to: all, insert: passage(9000) };
    library.edit(&first, open.live.edition + 1, &[change]).unwrap();
    library.save(&first).unwrap();
    let after = library.open_guide(&second).unwrap();
    assert_eq!(verdict(&after.live), State::Pass);
}

#[test]
fn they_are_there_again_after_opening_and_follow_a_new_address() {
    let desk = Desk::new();
    let (first, _) = written(&desk.library, "First", &passage(100));
    let (second, both) = written(&desk.library, "Second", &passage(100));
    assert_eq!(verdict(&both), State::Fail);
    let again = desk.reopened();
    assert_eq!(verdict(&again.open_guide(&second).unwrap().live), State::Fail);
    again.trash(std::slice::from_ref(&second)).unwrap();
    let open = again.open_guide(&first).unwrap();
    assert_eq!(verdict(&open.live), State::Pass);
    let mut meta = open.meta.clone();
    meta.slug = "moved".into();
    assert_eq!(verdict(&again.set_meta(&first, meta).unwrap().live), State::Pass);
}
