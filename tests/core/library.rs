//! The one door: every deed of a library on a real file.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use highbar_core::guide::Kind;
use highbar_core::library::Library;
use highbar_core::view::{Query, Section};
use highbar_core::world::World;

/// A library in a folder of its own.
pub struct Desk {
    pub folder: tempfile::TempDir,
    pub library: Library,
}

impl Desk {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(&folder.path().join("library.highbar"), World::system()).unwrap();
        Self { folder, library }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("library.highbar")
    }

    /// The library as another program would open it.
    pub fn reopened(&self) -> Library {
        Library::open(&self.path(), World::system()).unwrap()
    }

    pub fn titles(&self, query: &Query) -> Vec<String> {
        self.library.list(query).unwrap().cards.into_iter().map(|card| card.title).collect()
    }
}

fn guides() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../guides")
}

#[test]
fn imports_the_sample_library_and_finds_it_again() {
    let desk = Desk::new();
    let report = desk.library.import(&guides()).unwrap();
    assert_eq!(report.updated + report.unchanged, 0);
    let overview = desk.reopened().overview().unwrap();
    assert_eq!((overview.guides, overview.case_studies.len()), (6, 5));
    assert!(overview.stack.iter().any(|item| item.name == "Redis (Pub/Sub)" && item.facet_of == "Redis"));
    let again = desk.library.import(&guides()).unwrap();
    assert_eq!((again.added, again.updated), (0, 0));
    let query = Query { text: "mpesa callb".into(), ..Query::default() };
    println!("{:?} {:?}", report.notes, desk.library.list(&query).unwrap());
}

#[test]
fn a_new_guide_is_listed() {
    let desk = Desk::new();
    let id = desk.library.create(Kind::DeepDive, "  Late   callbacks ").unwrap();
    assert_eq!(desk.titles(&Query::default()), ["Late callbacks"]);
    let copy = desk.library.duplicate(&id).unwrap();
    assert_ne!(id, copy);
    desk.library.trash(&[id.clone()]).unwrap();
    assert_eq!(desk.titles(&Query { section: Section::Trash, ..Query::default() }), ["Late callbacks"]);
    desk.library.untrash(&[id]).unwrap();
    assert_eq!(desk.titles(&Query::default()).len(), 2);
}
