//! Library files that are damaged, strange, newer, protected, locked, or on a full disk.
#![allow(clippy::unwrap_used, clippy::cloned_ref_to_slice_refs, clippy::new_without_default)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use highbar_core::guide::{Kind, Meta};
use highbar_core::library::Library;
use highbar_core::text::Change;
use highbar_core::view::Query;
use highbar_core::world::World;
use highbar_core::{Error, ErrorCode};

use crate::crash;
use crate::library::Desk;

fn open(path: &Path) -> Result<Library, Error> {
    Library::open(path, World::system())
}

fn refused(path: &Path) -> Error {
    open(path).map(|_| ()).unwrap_err()
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    PathBuf::from(format!("{}{suffix}", path.display()))
}

/// A closed library of some guides with history; its path, and what is in it.
fn filled(folder: &Path) -> (PathBuf, BTreeMap<String, (Meta, String)>) {
    let path = folder.join("library.highbar");
    let library = open(&path).unwrap();
    for n in 0..12 {
        let id = library.create(Kind::DeepDive, &format!("Guide number {n}")).unwrap();
        library.open_guide(&id).unwrap();
        for edition in 1..=6 {
            let insert = format!("Edition {edition} says {}.\n\n", "something about ledgers ".repeat(30));
            library.edit(&id, edition, &[Change { from: 0, to: 0, insert }]).unwrap();
            library.save(&id).unwrap();
        }
    }
    let stored = library.stored(&[]).unwrap().into_iter();
    (path.clone(), stored.map(|guide| (guide.id, (guide.draft.meta, guide.draft.body))).collect())
}

/// Small, seeded, good enough to spread damage.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }
}

fn harm(bytes: &mut Vec<u8>, dice: &mut Dice) {
    match dice.below(4) {
        0 => {
            let page = dice.below(bytes.len() / 4096) * 4096;
            bytes[page..page + 4096].fill(0);
        }
        1 => bytes.truncate(dice.below(bytes.len())),
        _ => {
            for _ in 0..=dice.below(8) {
                let at = dice.below(bytes.len());
                bytes[at] ^= 1 << dice.below(8);
            }
        }
    }
}

#[test]
fn damage_is_found_or_harmless() {
    let folder = tempfile::tempdir().unwrap();
    let (path, known) = filled(folder.path());
    let sound = fs::read(&path).unwrap();
    let trials: u64 = std::env::var("HIGHBAR_DAMAGE_TRIALS").ok().and_then(|n| n.parse().ok()).unwrap_or(150);
    let (mut at_opening, mut later, mut harmless) = (0, 0, 0);
    for seed in 0..trials {
        let mut bytes = sound.clone();
        harm(&mut bytes, &mut Dice(seed));
        let victim = folder.path().join("victim.highbar");
        for suffix in ["", "-wal", "-shm", ".backup"] {
            let _ = fs::remove_file(beside(&victim, suffix));
        }
        fs::write(&victim, &bytes).unwrap();
        match open(&victim) {
            Err(error) => {
                assert_eq!(error.code, ErrorCode::Damaged, "seed {seed}: {error}");
                at_opening += 1;
            }
            Ok(library) => match look(&library, &known) {
                Looked::Whole => harmless += 1,
                Looked::Refused => later += 1,
                Looked::Wrong(what) => panic!("seed {seed}: {what}"),
            },
        }
    }
    println!("{trials} damaged files: {at_opening} refused at opening, {later} later, {harmless} harmless");
    assert!(at_opening > 0 && later + harmless > 0);
}

enum Looked {
    Whole,
    Refused,
    Wrong(String),
}

/// Reads everything; every answer is right or an error.
fn look(library: &Library, known: &BTreeMap<String, (Meta, String)>) -> Looked {
    let mut refusals = 0;
    for (id, (meta, body)) in known {
        match library.stored(&[id.clone()]) {
            Ok(found) if found[0].draft.meta == *meta && found[0].draft.body == *body => {}
            Ok(found) => return Looked::Wrong(format!("{id} reads {:?}", found[0].draft.meta)),
            Err(_) => refusals += 1,
        }
        match library.history(id) {
            Ok(history) => {
                refusals += history.iter().filter(|saved| library.difference(id, saved.number, 0).is_err()).count()
            }
            Err(_) => refusals += 1,
        }
    }
    refusals += usize::from(library.list(&Query { text: "ledgers".into(), ..Query::default() }).is_err());
    refusals += usize::from(library.overview().is_err());
    if refusals == 0 { Looked::Whole } else { Looked::Refused }
}

/// The control: without the hash, changed bytes inside a text are read as if nothing had happened.
#[test]
fn a_changed_letter_is_seen_and_healed() {
    let folder = tempfile::tempdir().unwrap();
    let (path, known) = filled(folder.path());
    let id = known.keys().next().unwrap();
    let raw = rusqlite::Connection::open(&path).unwrap();
    let key: i64 = raw.query_row("SELECT key FROM entries WHERE id = ?1", [id], |row| row.get(0)).unwrap();
    raw.execute("UPDATE texts SET body = replace(body, 'ledgers', 'lodgers') WHERE entry = ?1", [key]).unwrap();
    let check: String = raw.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(check, "ok", "SQLite does not see it");
    let library = open(&path).unwrap();
    let stored = library.stored(&[id.clone()]).unwrap().remove(0);
    assert_eq!(stored.draft.body, known[id].1, "the same revision in the history stands in");
    raw.execute("UPDATE revisions SET hash = x'00' WHERE entry = ?1 AND number = 7", [key]).unwrap();
    assert_eq!(library.stored(&[id.clone()]).unwrap_err().code, ErrorCode::Damaged);
    let opened = library.open_guide(id).unwrap();
    assert!(opened.text.starts_with("Edition 5"), "the newest whole version is laid on the desk");
    library.edit(id, 1, &[Change { from: 0, to: 0, insert: "More. ".into() }]).unwrap();
    assert_eq!(library.save(id).unwrap().revision, 8);
    assert!(library.stored(&[id.clone()]).unwrap()[0].draft.body.starts_with("More. Edition 5"));
}

#[test]
fn strangers_and_the_future_are_refused_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let foreign = folder.path().join("foreign.db");
    rusqlite::Connection::open(&foreign)
        .unwrap()
        .execute_batch("CREATE TABLE a (b); INSERT INTO a VALUES (1)")
        .unwrap();
    let newer = folder.path().join("newer.highbar");
    drop(open(&newer).unwrap());
    rusqlite::Connection::open(&newer).unwrap().execute_batch("PRAGMA user_version = 99").unwrap();
    let garbage = folder.path().join("garbage.highbar");
    fs::write(&garbage, "no library, ".repeat(1_000)).unwrap();
    let short = folder.path().join("short.highbar");
    fs::write(&short, "x").unwrap();
    for (path, code, word) in [
        (&foreign, ErrorCode::Damaged, "another program"),
        (&newer, ErrorCode::Newer, "newer Highbar"),
        (&garbage, ErrorCode::Damaged, "Nothing was changed"),
        (&short, ErrorCode::Damaged, "Nothing was changed"),
    ] {
        let before = fs::read(path).unwrap();
        let error = refused(path);
        assert_eq!(error.code, code, "{error}");
        assert!(error.message.contains(word), "{error}");
        assert_eq!(fs::read(path).unwrap(), before, "{} was touched", path.display());
    }
    assert_eq!(refused(folder.path()).code, ErrorCode::Invalid);
    fs::write(folder.path().join("empty.highbar"), "").unwrap();
    open(&folder.path().join("empty.highbar")).unwrap();
}

#[test]
fn the_last_good_copy_is_named_and_brought_back() {
    let folder = tempfile::tempdir().unwrap();
    let (path, known) = filled(folder.path());
    let copy = Library::last_good(&path).unwrap();
    let mut bytes = fs::read(&path).unwrap();
    let half = bytes.len() / 2;
    bytes[4096..half].fill(0xAA);
    fs::write(&path, &bytes).unwrap();
    let error = refused(&path);
    assert_eq!(error.code, ErrorCode::Damaged);
    assert!(error.message.contains(&copy.display().to_string()), "{error}");
    let library = Library::open_last_good(&path, World::system()).unwrap();
    assert!(library.overview().unwrap().notice.contains("last good copy"));
    assert!(matches!(look(&library, &known), Looked::Whole));
    let kept = fs::read_dir(folder.path())
        .unwrap()
        .flatten()
        .find(|entry| entry.file_name().to_string_lossy().contains(".damaged-"));
    assert_eq!(fs::read(kept.unwrap().path()).unwrap(), bytes);
    assert!(open(&copy).is_ok(), "the copy is a library of its own");
}

#[test]
fn a_damaged_library_is_not_copied_over_a_good_copy() {
    let folder = tempfile::tempdir().unwrap();
    let (path, _) = filled(folder.path());
    let copy = fs::read(Library::last_good(&path).unwrap()).unwrap();
    let library = open(&path).unwrap();
    let id = library.create(Kind::DeepDive, "Written before the damage").unwrap();
    library.tidy().unwrap();
    let mut bytes = fs::read(&path).unwrap();
    let end = bytes.len() - 4096;
    for page in (8192..end).step_by(8192) {
        bytes[page..page + 64].fill(0xAA);
    }
    fs::write(&path, &bytes).unwrap();
    let _ = library.create(Kind::DeepDive, "Written after it");
    drop(library);
    let kept = fs::read(Library::last_good(&path).unwrap()).unwrap();
    assert!(kept == copy || open(&Library::last_good(&path).unwrap()).unwrap().open_guide(&id).is_ok());
    assert_eq!(
        fs::read_dir(folder.path())
            .unwrap()
            .flatten()
            .filter(|entry| entry.path().display().to_string().contains(".new"))
            .count(),
        0
    );
}

#[test]
fn a_lost_log_costs_the_last_saves_and_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let (path, _) = filled(folder.path());
    let library = open(&path).unwrap();
    let id = library.create(Kind::DeepDive, "Only in the log").unwrap();
    let torn = folder.path().join("torn.highbar");
    fs::copy(&path, &torn).unwrap();
    let reopened = open(&torn).unwrap();
    assert_eq!(reopened.overview().unwrap().guides, 12);
    assert_eq!(reopened.open_guide(&id).unwrap_err().code, ErrorCode::NotFound);
    let wal = fs::read(beside(&path, "-wal")).unwrap();
    drop(reopened);
    fs::write(beside(&torn, "-wal"), &wal[..wal.len() / 2]).unwrap();
    assert!(open(&torn).unwrap().overview().unwrap().guides >= 12, "half a log is read as far as it is whole");
}

#[test]
fn another_program_at_work_is_waited_for_and_named() {
    let desk = Desk::new();
    let id = desk.library.create(Kind::DeepDive, "A").unwrap();
    desk.library.open_guide(&id).unwrap();
    let live = desk.library.edit(&id, 1, &[Change { from: 0, to: 0, insert: "typed ".into() }]).unwrap();
    let other = rusqlite::Connection::open(desk.path()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    std::thread::scope(|scope| {
        let saving = scope.spawn(|| desk.library.save(&id));
        let still = desk.library.edit(&id, live.edition + 1, &[Change { from: 0, to: 0, insert: "more ".into() }]);
        assert!(still.is_ok(), "a keystroke does not wait for the disk");
        assert_eq!(desk.library.list(&Query::default()).unwrap().total, 1, "nor does a list");
        let error = saving.join().unwrap().unwrap_err();
        assert_eq!(error.code, ErrorCode::Locked);
        assert!(error.message.contains("Nothing was changed"), "{error}");
    });
    other.execute_batch("ROLLBACK").unwrap();
    assert!(desk.library.save(&id).unwrap().written);
    assert!(desk.reopened().open_guide(&id).unwrap().text.starts_with("more typed "));
}

#[test]
fn two_programs_write_side_by_side() {
    let desk = Desk::new();
    let guides: Vec<String> = ["A", "B"].map(|title| desk.library.create(Kind::DeepDive, title).unwrap()).to_vec();
    let children: Vec<_> =
        guides.iter().map(|guide| crash::start(&desk.path(), &format!("write-400 {guide}"))).collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }
    for guide in &guides {
        assert_eq!(desk.library.history(guide).unwrap().len(), 401);
        assert!(desk.library.open_guide(guide).unwrap().text.starts_with("w401 w400 "));
    }
}

/// A small disk of its own, unmounted at the end; `None` where that is not allowed.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    fn new(options: &str) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", options, "none"]).arg(folder.path()).output();
        if mount.is_ok_and(|output| output.status.success()) {
            return Some(Self(folder));
        }
        println!("skipped: no small disk can be mounted here");
        None
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn remount(&self, options: &str) {
        let options = format!("remount,{options}");
        assert!(Command::new("mount").args(["-o", &options]).arg(self.path()).status().unwrap().success());
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.path()).status();
    }
}

#[test]
fn a_full_disk_loses_nothing_and_work_goes_on_when_there_is_space() {
    let Some(disk) = SmallDisk::new("size=4m") else { return };
    let path = disk.path().join("library.highbar");
    let library = open(&path).unwrap();
    let id = library.create(Kind::DeepDive, "A").unwrap();
    library.open_guide(&id).unwrap();
    let ballast = disk.path().join("ballast");
    fs::write(&ballast, vec![0; 2 * 1024 * 1024]).unwrap();
    let mut last = 1;
    let mut edition = 0;
    let error = loop {
        edition += 1;
        let insert = format!("w{edition} {}\n\n", "many words here ".repeat(800));
        library.edit(&id, edition, &[Change { from: 0, to: 0, insert }]).unwrap();
        match library.save(&id) {
            Ok(saved) => last = saved.revision,
            Err(error) => break error,
        }
        assert!(edition < 5_000, "the disk never filled");
    };
    assert_eq!(error.code, ErrorCode::DiskFull, "{error}");
    assert!(error.message.contains("free some space"), "{error}");
    assert_eq!(library.history(&id).unwrap()[0].number, last, "what was acknowledged is there");
    assert_eq!(
        library.add_asset(&id, "a.svg", format!("<svg>{}</svg>", "x".repeat(2_000_000)).as_bytes()).unwrap_err().code,
        ErrorCode::DiskFull
    );
    fs::remove_file(&ballast).unwrap();
    assert_eq!(library.save(&id).unwrap().revision, last + 1);
    drop(library);
    let text = open(&path).unwrap().open_guide(&id).unwrap().text;
    assert!(text.starts_with(&format!("w{edition} ")), "what was typed on the full disk was saved afterwards");
}

#[test]
fn a_full_disk_at_the_first_start_is_said_so() {
    let Some(disk) = SmallDisk::new("size=64k") else { return };
    fs::write(disk.path().join("ballast"), vec![0; 60 * 1024]).unwrap();
    assert_eq!(refused(&disk.path().join("library.highbar")).code, ErrorCode::DiskFull);
}

#[test]
fn a_protected_library_can_be_read() {
    let Some(disk) = SmallDisk::new("size=8m") else { return };
    let (path, known) = filled(disk.path());
    disk.remount("ro");
    let library = open(&path).unwrap();
    assert!(library.overview().unwrap().notice.contains("only be read"));
    assert!(matches!(look(&library, &known), Looked::Whole));
    let id = known.keys().next().unwrap();
    library.open_guide(id).unwrap();
    library.edit(id, 1, &[Change { from: 0, to: 0, insert: "typed ".into() }]).unwrap();
    let error = library.save(id).unwrap_err();
    assert_eq!(error.code, ErrorCode::Locked, "{error}");
    assert!(error.message.contains("read-only"), "{error}");
    drop(library);
    assert_eq!(refused(&disk.path().join("new.highbar")).code, ErrorCode::Unreachable);
    assert_eq!(refused(&disk.path().join("deeper/new.highbar")).code, ErrorCode::Unreachable);
    disk.remount("rw");
    assert!(open(&path).unwrap().create(Kind::DeepDive, "Again").is_ok());
}
