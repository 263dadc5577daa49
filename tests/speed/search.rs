//! P6: search as you type over 10,000 guides, the first twenty hits with their snippets.

use std::fs;
use std::path::Path;
use std::time::Instant;

use highbar_core::library::Library;
use highbar_core::view::Query;
use highbar_core::world::World;

use crate::{milliseconds, report, text};

const GUIDES: usize = 10_000;
const WORDS: &[&str] = &["ledger", "callback", "postgresql", "lock", "duplicate", "settlement", "idempotent", "queue"];

pub fn run() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path());
    let library = Library::open(&folder.path().join("measured.highbar"), World::system()).unwrap();
    let began = Instant::now();
    let report_of_import = library.import(folder.path()).unwrap();
    println!("import of {} guides: {:.1} s", report_of_import.added, began.elapsed().as_secs_f32());
    report(&format!("P6 search, {GUIDES} guides, top 20 with snippets"), &mut searches(&library), 16.7);
}

fn write(folder: &Path) {
    // About 1,300 words, and the pages it links to: what a guide of the publication is.
    let body: String = text::guide(8_000).chars().take(8_000).collect();
    text::pages(folder);
    for number in 0..GUIDES {
        let place = folder.join("guides").join(format!("guide-{number}"));
        fs::create_dir_all(&place).unwrap();
        let word = WORDS[number % WORDS.len()];
        let head = format!("---\nkind: deep-dive\ntitle: Guide {number} on {word}\nslug: guide-{number}\n---\n");
        fs::write(place.join("index.md"), format!("{head}\nA case of {word} number {number}.\n\n{body}")).unwrap();
    }
}

/// Every prefix of every word, as if typed.
fn searches(library: &Library) -> Vec<f64> {
    let prefixes = WORDS.iter().flat_map(|word| (2..=word.len()).map(|end| word[..end].to_owned()));
    let phrases = WORDS.iter().map(|word| format!("case {word}"));
    prefixes
        .chain(phrases)
        .map(|text| {
            let query = Query { text, limit: 20, ..Query::default() };
            let began = Instant::now();
            let found = library.list(&query).unwrap();
            let time = milliseconds(began);
            assert!(found.total > 0, "nothing found");
            time
        })
        .collect()
}
