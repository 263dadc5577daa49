//! The comparison's table as a screen edits it: through the library, into the text, and back.

#![allow(clippy::unwrap_used)]

use highbar_core::ErrorCode;
use highbar_core::guide::{Kind, Meta};
use highbar_core::text::Change;
use highbar_core::view::{GridDeed, GridView};

use crate::library::Desk;

const TABLE: &str = "é 🧰\n\n| | Redis | Kafka |\n|---|---|---|\n| Speed | fast | |\n";

/// "Speed: fast, ▢".
fn told(grid: &GridView) -> Vec<String> {
    let row = |at: usize| {
        let cells = grid.criteria[at].cells.iter().map(|cell| if cell.hole { "▢" } else { cell.text.as_str() });
        format!("{}: {}", grid.criteria[at].name, cells.collect::<Vec<_>>().join(", "))
    };
    (0..grid.criteria.len()).map(row).collect()
}

#[test]
fn what_is_done_to_the_grid_is_done_to_the_text() {
    let desk = Desk::new();
    let library = &desk.library;
    let id = library.create(Kind::Comparison, "Redis vs Kafka").unwrap();
    let open = library.open_guide(&id).unwrap();
    let whole = Change { from: 0, to: open.text.encode_utf16().count() as u32, insert: TABLE.into() };
    let mut edition = library.edit(&id, open.live.edition + 1, &[whole]).unwrap().edition;
    assert_eq!(told(&library.grid(&id).unwrap()), ["Speed: fast, ▢"]);
    let deeds = [
        GridDeed::Set { criterion: 0, subject: 1, text: "a|b".into() },
        GridDeed::AddCriterion { name: "Size".into(), values: vec!["small".into(), "large".into()] },
    ];
    for deed in deeds {
        let changes = library.grid_changes(&id, &deed).unwrap();
        edition = library.edit(&id, edition + 1, &changes).unwrap().edition;
    }
    assert_eq!(told(&library.grid(&id).unwrap()), ["Speed: fast, a|b", "Size: small, large"]);
    let text = library.open_guide(&id).unwrap().text;
    assert_eq!(
        text,
        "é 🧰\n\n| | Redis | Kafka |\n|---|---|---|\n| Speed | fast | a\\|b |\n| Size | small | large |\n"
    );
    let nowhere = library.grid_changes(&id, &GridDeed::Set { criterion: 9, subject: 0, text: "x".into() });
    assert_eq!(nowhere.unwrap_err().code, ErrorCode::NotFound);
}

#[test]
fn subjects_of_the_form_make_another_grid() {
    let desk = Desk::new();
    let library = &desk.library;
    let id = library.create(Kind::Comparison, "Redis vs Kafka").unwrap();
    let open = library.open_guide(&id).unwrap();
    let subjects = vec!["Redis".into(), "NATS".into()];
    library.set_meta(&id, Meta { subjects, ..open.meta }).unwrap();
    let grid = library.grid(&id).unwrap();
    assert_eq!((grid.subjects.join(" "), grid.missing.join(" ")), ("Redis NATS".into(), "Redis NATS".into()));
    assert_eq!(desk.reopened().open_guide(&id).unwrap().meta.subjects, ["Redis", "NATS"]);
}
