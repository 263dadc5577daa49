//! Odd files through a library: in, edited or not, and out again.
#![allow(clippy::unwrap_used)]

use highbar_core::bundle::Source;
use highbar_core::guide::Meta;
use highbar_core::library::Library;
use highbar_core::library::folder::Folder;
use highbar_core::text::Change;
use highbar_core::view::{ExportRequest, Target};

use super::{planned, shown};
use crate::library::Desk;

/// Files that are not as most are, by slug.
const ODD: [(&str, &[u8]); 8] = [
    ("close", b"---\ntitle: Close\n---\nText\n"),
    ("far", b"---\ntitle: Far\n---\n\n \n\n\nText\n"),
    ("windows", b"\xef\xbb\xbf---\r\ntitle: Windows\r\n---\r\n\r\n\r\nText\r\n"),
    ("dots", b"--- \ntitle:   'Dots'  # mine\n...\nText"),
    ("bare", b"\n\n# Bare\n\nText\n"),
    ("alone", b"---\ntitle: Alone\n---"),
    (
        "said",
        b"---\ntitle: Said\noutcomes:\n- {sentence: 'It fell to 3 ms.', counts: true, by: Ana}\nwaivers:\n\
          - {rule: length.words, scope: guide, code: house-exception, reason: Short notes are wanted here., by: Ana}\n\
          ---\nText\n",
    ),
    ("usual", b"---\ntitle: Usual\n---\n\nText\n"),
];

/// A folder with the odd files, and a library beside it.
fn odd_ones() -> (tempfile::TempDir, Desk) {
    let (folder, desk) = (tempfile::tempdir().unwrap(), Desk::new());
    for (slug, bytes) in ODD {
        std::fs::write(folder.path().join(format!("{slug}.md")), bytes).unwrap();
    }
    desk.library.import(folder.path()).unwrap();
    (folder, desk)
}

/// Drafts in an ordinary export would be refused; as drafts they are marked, so they are read from the plan.
fn out_of(library: &Library, slug: &str) -> String {
    let stored = library.stored(&[slug.to_owned()]).unwrap().remove(0);
    let source = Source {
        id: "a",
        status: stored.status,
        draft: &stored.draft,
        front_matter: &stored.front_matter,
        frame: &stored.frame,
        assets: Vec::new(),
        outcomes: Vec::new(),
        words: 0,
        read_minutes: 1,
    };
    shown(&planned(source))
}

fn odd(slug: &str) -> String {
    shown(ODD.iter().find(|(name, _)| *name == slug).unwrap().1)
}

#[test]
fn a_library_gives_back_what_it_was_given() {
    let (folder, desk) = odd_ones();
    for (slug, bytes) in ODD {
        assert_eq!(out_of(&desk.library, slug), shown(bytes));
        assert_eq!(out_of(&desk.reopened(), slug), shown(bytes));
    }
    // Written as drafts, by a library and by a folder: the same bytes but for the mark.
    let request = ExportRequest { guides: Vec::new(), target: Target::Plain, zip: false, draft: true };
    let out = tempfile::tempdir().unwrap();
    desk.library.export(&request, &out.path().join("library")).unwrap();
    Folder::read(folder.path()).unwrap().export_told(&request, &out.path().join("folder"), "2026-01-31").unwrap();
    for (slug, bytes) in ODD {
        let read = |by: &str| std::fs::read(out.path().join(by).join("guides").join(slug).join("index.md")).unwrap();
        assert_eq!(shown(&read("library")), shown(&read("folder")));
        let marked = shown(&read("library")).replace("draft: true\r\n", "").replace("draft: true\n", "");
        let bare = if slug == "bare" { format!("---\n---\n{}", shown(bytes)) } else { shown(bytes) };
        assert_eq!(marked, bare);
    }
}

#[test]
fn edits_and_restores_leave_the_blank_lines() {
    let (_folder, desk) = odd_ones();
    let library = &desk.library;
    for slug in ["close", "far", "windows", "dots"] {
        let id = library.stored(&[slug.to_owned()]).unwrap()[0].id.clone();
        let open = library.open_guide(&id).unwrap();
        library.edit(&id, 1, &[Change { from: 0, to: 4, insert: "Other".into() }]).unwrap();
        library.save(&id).unwrap();
        assert_eq!(out_of(library, slug), odd(slug).replace("Text", "Other"));
        library.set_meta(&id, Meta { title: "New".into(), ..open.meta }).unwrap();
        let named = odd(slug).replace("Text", "Other").replace("'Dots'", "New");
        let title = format!("{}{}", slug[..1].to_uppercase(), &slug[1..]);
        assert_eq!(out_of(library, slug), named.replace(&format!("title: {title}"), "title: New"));
        library.restore(&id, 1).unwrap();
        assert_eq!(out_of(library, slug).replace("Dots ", "'Dots' "), odd(slug));
        let copy = library.duplicate(&id).unwrap();
        assert!(out_of(library, &copy).ends_with(odd(slug).rsplit("---").next().unwrap()) || slug == "dots");
    }
}

#[test]
fn other_blank_lines_are_learned_and_are_no_revision() {
    let (folder, desk) = odd_ones();
    let id = desk.library.stored(&["far".to_owned()]).unwrap()[0].id.clone();
    for file in ["---\ntitle: Far\n---\nText\n", "---\r\ntitle: Far\r\n---\r\nText\r\n"] {
        std::fs::write(folder.path().join("far.md"), file).unwrap();
        let report = desk.library.import(folder.path()).unwrap();
        assert_eq!((report.added, report.updated), (0, 0));
        assert_eq!(out_of(&desk.library, "far"), file);
    }
    assert_eq!(desk.library.history(&id).unwrap().len(), 1);
}
