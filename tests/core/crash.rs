//! `kill -9` at any moment: everything acknowledged as saved is there afterwards.
//!
//! The writer is this test program started again (`writer` below, asleep unless told): it edits, saves,
//! and prints each revision once `save` has answered. `HIGHBAR_CRASH_CYCLES` sets how often it dies.
#![allow(clippy::unwrap_used, clippy::cloned_ref_to_slice_refs, clippy::new_without_default)]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use highbar_core::guide::Kind;
use highbar_core::library::Library;
use highbar_core::text::Change;
use highbar_core::view::Query;
use highbar_core::world::World;

use crate::library::Desk;

const LIBRARY: &str = "HIGHBAR_CRASH_LIBRARY";
const DEED: &str = "HIGHBAR_CRASH_DEED";

/// Not a test: the program that is killed.
#[test]
fn writer() {
    let Some(path) = std::env::var_os(LIBRARY) else { return };
    let library = Library::open(Path::new(&path), World::system()).unwrap();
    let deed = std::env::var(DEED).unwrap();
    match deed.split_once(' ') {
        Some(("save", guide)) => save(&library, guide, false, u32::MAX),
        Some(("boast", guide)) => save(&library, guide, true, u32::MAX),
        Some(("write-400", guide)) => save(&library, guide, false, 400),
        Some(("import", folder)) => {
            println!("started");
            library.import(Path::new(folder)).unwrap();
            println!("done");
        }
        _ => panic!("what is {deed}?"),
    }
}

/// Types and saves; prints the revision after the save, or (`boast`) before it.
fn save(library: &Library, guide: &str, boast: bool, times: u32) {
    let mut revision = library.open_guide(guide).unwrap().saved_revision;
    for edition in 1..=times {
        revision += 1;
        library.edit(guide, edition, &[Change { from: 0, to: 0, insert: format!("w{revision} ") }]).unwrap();
        if boast {
            println!("{revision}");
        }
        let saved = library.save(guide).unwrap();
        assert_eq!(saved.revision, revision);
        if !boast {
            println!("{revision}");
        }
    }
}

/// Starts `writer` in a process of its own.
pub fn start(library: &Path, deed: &str) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["crash::writer", "--exact", "--nocapture", "--test-threads=1"])
        .env(LIBRARY, library)
        .env(DEED, deed)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Lets the child work for a while after its first word, kills it, and answers with all its words.
fn kill_after(mut child: Child, pause: Duration) -> Vec<String> {
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let mut said: Vec<String> = Vec::new();
    let ours = |line: &String| line == "started" || line.chars().all(|c| c.is_ascii_digit()) && !line.is_empty();
    said.extend(lines.by_ref().find(ours));
    std::thread::sleep(pause);
    child.kill().unwrap();
    said.extend(lines);
    child.wait().unwrap();
    said
}

/// Not random, so that a failure can be repeated: 1 to 48 ms, spread.
fn pause(cycle: u32) -> Duration {
    Duration::from_micros(1_000 + u64::from(cycle.wrapping_mul(7_919) % 47_000))
}

fn cycles(default: u32) -> u32 {
    std::env::var("HIGHBAR_CRASH_CYCLES").ok().and_then(|cycles| cycles.parse().ok()).unwrap_or(default)
}

/// Revisions the child spoke of that are not in the library, and a look through the whole file.
fn lost(path: &Path, guide: &str, said: &[String]) -> Vec<u32> {
    let library = Library::open(path, World::system()).unwrap();
    let text = library.open_guide(guide).unwrap().text;
    let there: Vec<u32> = library.history(guide).unwrap().iter().map(|saved| saved.number).collect();
    let stored = library.stored(&[guide.to_owned()]).unwrap().remove(0).draft.body;
    assert_eq!(text, stored);
    whole(path);
    let numbers = said.iter().filter_map(|line| line.parse::<u32>().ok());
    numbers.filter(|number| !there.contains(number) || !stored.contains(&format!("w{number} "))).collect()
}

/// Every page, every index, every foreign key, and the search.
fn whole(path: &Path) {
    let connection = rusqlite::Connection::open(path).unwrap();
    let verdict: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(verdict, "ok");
    let orphans: u32 =
        connection.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0)).unwrap();
    assert_eq!(orphans, 0);
    connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)", []).unwrap();
}

fn leftovers(folder: &Path) -> Vec<String> {
    let names =
        std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let known = ["library.highbar", "library.highbar-wal", "library.highbar-shm", "library.highbar.backup"];
    names.filter(|name| !known.contains(&name.as_str())).collect()
}

#[test]
fn nothing_acknowledged_is_lost() {
    let desk = Desk::new();
    let guide = desk.library.create(Kind::DeepDive, "A").unwrap();
    let mut saved = 0;
    for cycle in 0..cycles(25) {
        let said = kill_after(start(&desk.path(), &format!("save {guide}")), pause(cycle));
        saved += said.len();
        assert_eq!(lost(&desk.path(), &guide, &said), Vec::<u32>::new(), "in cycle {cycle}");
        assert_eq!(leftovers(desk.folder.path()), Vec::<String>::new());
    }
    println!("{saved} saves acknowledged, none lost");
    assert!(saved > 0);
}

/// The control: a program that speaks before it has saved must be caught.
#[test]
fn a_boast_is_caught() {
    let desk = Desk::new();
    let guide = desk.library.create(Kind::DeepDive, "A").unwrap();
    let caught = (0..400).any(|cycle| {
        let said = kill_after(start(&desk.path(), &format!("boast {guide}")), pause(cycle));
        !lost(&desk.path(), &guide, &said).is_empty()
    });
    assert!(caught, "the test cannot see a lost save");
}

#[test]
fn an_import_is_whole_or_not_there() {
    let desk = Desk::new();
    let folder = tempfile::tempdir().unwrap();
    for page in 0..200 {
        let text = format!("---\ntitle: Page {page}\n---\n{}", "Some words on the matter. ".repeat(60));
        std::fs::write(folder.path().join(format!("page-{page}.md")), text).unwrap();
    }
    for cycle in 0..cycles(12) {
        let child = start(&desk.path(), &format!("import {}", folder.path().display()));
        let said = kill_after(child, pause(cycle) * 4);
        let total = desk.reopened().list(&Query::default()).unwrap().total;
        let done = said.iter().any(|line| line == "done");
        assert!(total == 200 || (total == 0 && !done), "{total} of 200 pages, done: {done}");
        whole(&desk.path());
    }
    desk.library.import(folder.path()).unwrap();
    assert_eq!(desk.library.list(&Query::default()).unwrap().total, 200);
}
