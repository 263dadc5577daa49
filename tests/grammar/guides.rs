//! The sample guides, written by people who can: what is said about them is nearly all false, so it must be little.

use std::path::Path;

use highbar_core::library::Library;
use highbar_core::view::Query;
use highbar_core::world::World;
use highbar_grammar::Lane;

use crate::proof;

/// Slips that six long guides may have together.
const MOST: usize = 3;

#[test]
fn well_written_guides_are_left_in_peace() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(&folder.path().join("guides.highbar"), World::system()).unwrap();
    library.import(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../guides")).unwrap();
    let lane = Lane::new();
    let cards = library.list(&Query { limit: 100, ..Query::default() }).unwrap().cards;
    assert_eq!(cards.len(), 6);
    let mut said = Vec::new();
    for card in cards {
        library.open_guide(&card.id).unwrap();
        let text = library.proof_text(&card.id).unwrap().unwrap();
        let slips = proof(&lane, &text).slips;
        said.extend(
            slips.into_iter().map(|slip| format!("{}: {} {:?} {}", card.slug, slip.rule, slip.words, slip.message)),
        );
    }
    assert!(said.len() <= MOST, "{} slips:\n{}", said.len(), said.join("\n"));
}
