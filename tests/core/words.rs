//! The person's dictionary and what is left as it is: kept, taken back, upgraded to.
#![allow(clippy::unwrap_used)]

use highbar_core::ErrorCode;
use highbar_core::guide::Kind;
use highbar_core::view::Settings;

use crate::library::Desk;

#[test]
fn a_word_is_taught_once_and_taken_back() {
    let desk = Desk::new();
    assert_eq!(desk.library.teach_word(" Fuglen ").unwrap(), ["Fuglen"]);
    assert_eq!(desk.library.teach_word("fuglen").unwrap(), ["Fuglen"], "the case makes no other word");
    desk.library.teach_word("æsir").unwrap();
    let again = desk.reopened();
    assert_eq!(again.taught_words().unwrap(), ["Fuglen", "æsir"]);
    assert_eq!(again.forget_word("FUGLEN").unwrap(), ["æsir"]);
    assert_eq!(again.forget_word("never there").unwrap(), ["æsir"]);
}

#[test]
fn only_single_words_are_taught() {
    let desk = Desk::new();
    for word in ["", "  ", "two words", "12", "--", &"x".repeat(101)] {
        assert_eq!(desk.library.teach_word(word).unwrap_err().code, ErrorCode::Invalid, "{word}");
    }
    assert!(desk.library.taught_words().unwrap().is_empty());
}

#[test]
fn what_is_left_as_it_is_belongs_to_one_guide() {
    let desk = Desk::new();
    let one = desk.library.create(Kind::DeepDive, "One").unwrap();
    let other = desk.library.create(Kind::DeepDive, "Other").unwrap();
    for id in [&one, &other] {
        desk.library.open_guide(id).unwrap();
    }
    desk.library.ignore_slip(&one, "spelling", "teh").unwrap();
    desk.library.ignore_slip(&one, "spelling", "teh").unwrap();
    let ignored = |id: &str| desk.library.proof_text(id).unwrap().unwrap().ignored;
    assert_eq!(ignored(&one), [("spelling".to_owned(), "teh".to_owned())]);
    assert!(ignored(&other).is_empty());
    desk.library.unignore_slips(&one).unwrap();
    assert!(ignored(&one).is_empty());
    assert_eq!(desk.library.ignore_slip("nobody", "spelling", "teh").unwrap_err().code, ErrorCode::NotFound);
    assert_eq!(desk.library.ignore_slip(&one, "spelling", "").unwrap_err().code, ErrorCode::Invalid);
}

#[test]
fn nothing_is_read_when_it_is_not_wanted() {
    let desk = Desk::new();
    let id = desk.library.create(Kind::DeepDive, "One").unwrap();
    assert_eq!(desk.library.proof_text(&id).unwrap_err().code, ErrorCode::NotFound, "only what is open is read");
    desk.library.open_guide(&id).unwrap();
    assert_eq!(desk.library.proof_text(&id).unwrap().unwrap().title, "One");
    desk.library.set_settings(&Settings { proofread: false, ..Settings::default() }).unwrap();
    assert!(desk.library.proof_text(&id).unwrap().is_none());
}
