//! Opening the file: settings, checks, and an upgrade that a copy precedes.
//!
//! A stranger's file, a damaged one and one from the future are refused before a byte of them changes.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::{Store, copies, files, migrate};
use crate::{Error, ErrorCode, Result};

/// Up to this size the whole file is looked through before anything else; larger ones are looked
/// through while they are in use already.
const CHECKED_FIRST: u64 = 32 * 1024 * 1024;

impl Store {
    /// Opens or creates the library at `path`, checked and in this program's format.
    pub fn open(path: &Path) -> Result<Self> {
        let mut notice = files::prepare(path)?;
        if !files::writable(path) {
            return Self::open_fixed(path);
        }
        let mut connection = Connection::open(path)?;
        trust_nothing(&connection)?;
        let from = migrate::version(&connection).map_err(|error| copies::explained(error, path))?;
        set(&connection).map_err(|error| copies::explained(error, path))?;
        let checked = std::fs::metadata(path).is_ok_and(|file| file.len() <= CHECKED_FIRST);
        if checked || from < migrate::newest() {
            check(&connection).map_err(|error| copies::explained(error, path))?;
        }
        if from > 0 && from < migrate::newest() {
            let copy = copies::before_upgrade(&connection, path)?;
            notice = format!("The library has a new format. A copy in the old one is at {}.", copy.display());
        }
        migrate::migrate(&mut connection, from)?;
        Ok(Self { connection, path: path.to_owned(), notice, checked, fixed: false })
    }

    /// A second connection to an open library, for reading beside the writer.
    pub fn open_reader(&self) -> Result<Self> {
        if self.fixed {
            return Self::open_fixed(&self.path);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&self.path, flags)?;
        trust_nothing(&connection)?;
        set(&connection)?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(Self { connection, path: self.path.clone(), notice: String::new(), checked: self.checked, fixed: false })
    }

    /// A library that cannot be written: read as it lies there.
    fn open_fixed(path: &Path) -> Result<Self> {
        let connection = Connection::open_with_flags(fixed_address(path), FIXED)?;
        trust_nothing(&connection)?;
        let found = migrate::version(&connection).map_err(|error| copies::explained(error, path))?;
        if found < migrate::newest() {
            return Err(Error::new(
                ErrorCode::Locked,
                "This library is in an older format and cannot be written, so it cannot be upgraded. \
                 Nothing was changed; copy it to a place where you may write, and open the copy.",
            ));
        }
        check(&connection).map_err(|error| copies::explained(error, path))?;
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

const FIXED: OpenFlags = OpenFlags::SQLITE_OPEN_READ_ONLY.union(OpenFlags::SQLITE_OPEN_URI);

/// `immutable` lets SQLite read a file beside which it may not put its own; only safe when nobody
/// writes, so not while a log lies there.
fn fixed_address(path: &Path) -> String {
    let mut address = String::from("file:");
    for byte in path.to_string_lossy().bytes() {
        match byte {
            b'?' | b'#' | b'%' => address.push_str(&format!("%{byte:02X}")),
            byte => address.push(byte as char),
        }
    }
    if files::beside(path, "-wal").exists() { address } else { address + "?immutable=1" }
}

/// Nothing in the file's schema may do more than hold rows.
fn trust_nothing(connection: &Connection) -> Result<()> {
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.pragma_update(None, "mmap_size", 256 * 1024 * 1024)?;
    connection.pragma_update(None, "cache_size", -65_536)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// Acknowledged means on the disk: `FULL`, not `NORMAL`. The log is put into the file when idle.
fn set(connection: &Connection) -> Result<()> {
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "wal_autocheckpoint", 4_000)?;
    Ok(())
}

fn check(connection: &Connection) -> Result<()> {
    let verdict: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" {
        return Ok(());
    }
    Err(Error::new(ErrorCode::Damaged, format!("The library file is damaged ({}).", verdict.trim())))
}
