//! Opening the file: settings, checks, and an upgrade that a copy precedes.
//!
//! A stranger's file, a damaged one and one from the future are refused before a byte of them changes.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::connection::{FIXED, check, fixed_address, set, trust_nothing};
use super::{Store, copies, failure, files, migrate};
use crate::{Error, ErrorCode, Result};

/// Up to this size the whole file is looked through before anything else; larger ones are looked
/// through while they are in use already.
const CHECKED_FIRST: u64 = 32 * 1024 * 1024;

impl Store {
    /// Opens or creates the library at `path`, checked and in this program's format.
    pub fn open(path: &Path) -> Result<Self> {
        Self::open_with(path, migrate::STEPS).map_err(|error| copies::explained(error, path))
    }

    fn open_with(path: &Path, steps: &[&str]) -> Result<Self> {
        let mut notice = files::prepare(path)?;
        // SQLite takes a very short file of anything for an empty database and writes over it.
        if !files::is_database(path) {
            return Err(failure::no_library());
        }
        if !files::writable(path) {
            return Self::open_fixed(path, steps.len() as u32);
        }
        files::sweep(path);
        let mut connection = Connection::open(path)?;
        trust_nothing(&connection)?;
        let newest = steps.len() as u32;
        let from = migrate::version(&connection, newest)?;
        set(&connection)?;
        let checked = std::fs::metadata(path).is_ok_and(|file| file.len() <= CHECKED_FIRST);
        if checked || from < newest {
            check(&connection)?;
        }
        if from > 0 && from < newest {
            let copy = copies::before_upgrade(&connection, path, newest)?;
            notice = format!("The library has a new format. A copy in the old one is at {}.", copy.display());
        }
        migrate::migrate(&mut connection, from, steps)?;
        Ok(Self { connection, path: path.to_owned(), notice, checked, fixed: false })
    }

    /// A second connection to an open library, for reading beside the writer.
    pub fn open_reader(&self) -> Result<Self> {
        if self.fixed {
            return Self::open_fixed(&self.path, migrate::STEPS.len() as u32);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&self.path, flags)?;
        trust_nothing(&connection)?;
        set(&connection)?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(Self { connection, path: self.path.clone(), notice: String::new(), checked: self.checked, fixed: false })
    }

    /// A library that cannot be written: read as it lies there.
    fn open_fixed(path: &Path, newest: u32) -> Result<Self> {
        let connection = Connection::open_with_flags(fixed_address(path), FIXED)?;
        trust_nothing(&connection)?;
        let found = migrate::version(&connection, newest)?;
        if found < newest {
            return Err(Error::new(
                ErrorCode::Locked,
                "This library is in an older format and cannot be written, so it cannot be upgraded. \
                 Nothing was changed; copy it to a place where you may write, and open the copy.",
            ));
        }
        check(&connection)?;
        let notice = "This library can only be read: the file or its folder is write-protected.".into();
        Ok(Self { connection, path: path.to_owned(), notice, checked: true, fixed: true })
    }

    /// Looks through every page, on a connection of its own.
    pub fn check_apart(path: &Path) -> Result<()> {
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        trust_nothing(&connection)?;
        check(&connection).map_err(|error| copies::explained(error, path))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::guide::Meta;
    use crate::store::Label;
    use crate::text::Frame;
    use rusqlite::params;

    /// The steps of a version that is one further.
    fn steps_and(next: &'static str) -> Vec<&'static str> {
        migrate::STEPS.iter().copied().chain([next]).collect()
    }

    fn count(path: &Path, sql: &str) -> i64 {
        Connection::open(path).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn a_copy_in_the_old_format_precedes_an_upgrade() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.highbar");
        let mut store = Store::open(&path).unwrap();
        store.write(|tables| tables.insert_tag("kept", "2026-01-01T00:00:00Z")).unwrap();
        drop(store);
        let (now, next) = (migrate::STEPS.len() as i64, migrate::STEPS.len() as i64 + 1);
        let steps = steps_and("ALTER TABLE entries ADD COLUMN colour TEXT NOT NULL DEFAULT 'blue';");
        let store = Store::open_with(&path, &steps).unwrap();
        let copy = folder.path().join(format!("a.highbar.before-format-{next}"));
        assert!(store.notice.contains(&copy.display().to_string()), "{}", store.notice);
        assert_eq!(count(&path, "PRAGMA user_version"), next);
        assert_eq!(count(&copy, "PRAGMA user_version"), now);
        assert_eq!(count(&copy, "SELECT count(*) FROM tags"), 1);
        assert_eq!(count(&path, "SELECT count(*) FROM pragma_table_info('entries') WHERE name = 'colour'"), 1);
        drop(store);
        assert_eq!(Store::open(&path).map(|_| ()).unwrap_err().code, ErrorCode::Newer);
    }

    #[test]
    fn answers_without_records_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.highbar");
        let mut store = Store::open_with(&path, &migrate::STEPS[..2]).unwrap();
        let rows = "INSERT INTO entries (key, id, kind, section, status, title, summary, slug, date, updated, words, minutes, \
                    revision, created_at, saved_at) VALUES (1, 'a', 'deep-dive', 'guides', 'draft', 't', 's', 'a', '', '', 0, 0, 0, \
                    '', ''); INSERT INTO answers VALUES (1, 'It fell.', 1, 'Ana', '2026-01-01T00:00:00Z');";
        store.connection.execute_batch(rows).unwrap();
        drop(store);
        store = Store::open(&path).unwrap();
        let said = store.snapshot(|tables| tables.answers(1)).unwrap();
        assert_eq!((said[0].sentence.as_str(), said[0].counts, &said[0].record), ("It fell.", true, &None));
    }

    #[test]
    fn texts_from_before_frames_are_whole_and_take_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.highbar");
        drop(Store::open_with(&path, &migrate::STEPS[..6]).unwrap());
        let meta = Meta { title: "T".into(), slug: "a".into(), ..Meta::default() };
        let hash = crate::store::whole::hash_of(&meta, "title: T\n", "Text\n", "");
        let connection = Connection::open(&path).unwrap();
        let entry = "INSERT INTO entries (key, id, kind, section, status, title, summary, slug, date, updated, words, \
             minutes, revision, created_at, saved_at) \
             VALUES (1, 'a', 'deep-dive', 'guides', 'draft', 'T', '', 'a', '', '', 1, 1, 1, '', '')";
        connection.execute(entry, []).unwrap();
        let text = "INSERT INTO texts (entry, hash, anchors, front_matter, body) VALUES (1, ?1, '[]', ?2, ?3)";
        connection.execute(text, params![hash, "title: T\n", "Text\n"]).unwrap();
        let revision = "INSERT INTO revisions (entry, number, at, by, label, words, added, removed, hash, meta, \
             front_matter, body) VALUES (1, 1, '', '', '', 1, 1, 0, ?1, ?2, ?3, ?4)";
        let fields = serde_json::to_string(&meta).unwrap();
        connection.execute(revision, params![hash, fields, "title: T\n", "Text\n"]).unwrap();
        drop(connection);
        let mut store = Store::open(&path).unwrap();
        let row = store.tables().entry("a").unwrap();
        let text = store.tables().text(&row).unwrap();
        assert_eq!((text.body.as_str(), &text.frame), ("Text\n", &Frame::default()));
        assert_eq!(store.tables().revision(1, 1).unwrap().frame, Frame::default());
        let gap = Frame { gap: Some("\n\n".into()), ..Frame::default() };
        store.write(|tables| tables.set_frame(&row, &gap)).unwrap();
        assert_eq!(store.tables().text(&row).unwrap().frame, gap);
        store.connection.execute("UPDATE texts SET frame = '{}'", []).unwrap();
        let healed = store.tables().text(&row).unwrap();
        assert_eq!(healed.frame, Frame::default(), "a frame that was damaged is noticed; the history stands in");
    }

    #[test]
    fn a_step_that_fails_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.highbar");
        drop(Store::open(&path).unwrap());
        let broken = steps_and("CREATE TABLE half (a TEXT) STRICT; SELECT nonsense;");
        assert!(Store::open_with(&path, &broken).is_err());
        assert_eq!(count(&path, "PRAGMA user_version"), migrate::STEPS.len() as i64);
        assert_eq!(count(&path, "SELECT count(*) FROM sqlite_schema WHERE name = 'half'"), 0);
        Store::open(&path).unwrap();
    }

    #[test]
    fn labels_of_the_first_format_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.highbar");
        drop(Store::open_with(&path, &migrate::STEPS[..2]).unwrap());
        let connection = Connection::open(&path).unwrap();
        let rows = "INSERT INTO entries (key, id, kind, section, status, title, summary, slug, date, updated, words, \
             minutes, revision, created_at, saved_at) \
             VALUES (7, 'a', 'comparison', 'guides', 'draft', '', '', 'a', '', '', 0, 0, 0, '', ''); \
             INSERT INTO labels VALUES (7, 'stack', 0, 'Redis'), (7, 'stack', 1, 'React'), (7, 'tag', 0, 'cache');";
        connection.execute_batch(rows).unwrap();
        drop(connection);
        let mut store = Store::open(&path).unwrap();
        assert_eq!(store.tables().labels(7, Label::Stack).unwrap(), ["Redis", "React"]);
        assert_eq!(store.tables().labels(7, Label::Tag).unwrap(), ["cache"]);
        store.write(|tables| tables.set_labels(7, Label::Subject, &["Redis".into()])).unwrap();
        assert_eq!(store.tables().entry("a").unwrap().meta.subjects, ["Redis"]);
    }

    #[cfg(unix)]
    #[test]
    fn the_files_belong_to_their_owner_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/deeper/a.highbar");
        let mut store = Store::open(&path).unwrap();
        store.write(|tables| tables.insert_tag("a", "2026-01-01T00:00:00Z")).unwrap();
        store.keep_copy().unwrap();
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(path.parent().unwrap()), 0o700);
        for suffix in ["", "-wal", "-shm", ".backup"] {
            assert_eq!(mode(&files::beside(&path, suffix)), 0o600, "{suffix}");
        }
    }
}
