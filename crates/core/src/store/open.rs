//! Opening the file: settings, checks, upgrade after a copy, and the last good copy beside it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::failure::io;
use super::{Store, migrate};
use crate::{Error, ErrorCode, Result};

impl Store {
    /// Opens or creates the library at `path`, checked and in this program's format.
    pub fn open(path: &Path) -> Result<Self> {
        prepare(path)?;
        let mut connection = Connection::open(path)?;
        set(&connection)?;
        let from = migrate::version(&connection)?;
        check(&connection)?;
        let mut notice = String::new();
        if from > 0 && from < migrate::newest() {
            let copy = beside(path, &format!(".before-format-{}", migrate::newest()));
            copy_to(&connection, &copy)?;
            notice =
                format!("The library was brought to a newer format. A copy of the old one is at {}.", copy.display());
        }
        migrate::migrate(&mut connection, from)?;
        Ok(Self { connection, notice })
    }

    /// A second connection to a library that is already open, for reading beside the writer.
    pub fn open_reader(path: &Path) -> Result<Self> {
        let connection =
            Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        set(&connection)?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(Self { connection, notice: String::new() })
    }
}

/// Makes the folder and the file, readable by their owner alone.
fn prepare(path: &Path) -> Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists()) {
        create_private_folder(folder).map_err(|error| io(&error, "create", folder))?;
    }
    if path.is_dir() {
        return Err(Error::new(
            ErrorCode::Invalid,
            format!("{} is a folder. A library is one file; name a file.", path.display()),
        ));
    }
    if !path.exists() {
        create_private_file(path).map_err(|error| io(&error, "create", path))?;
    }
    Ok(())
}

#[cfg(unix)]
fn create_private_folder(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn create_private_folder(folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)
}

#[cfg(unix)]
fn create_private_file(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    fs::OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(path).map(drop)
}

#[cfg(not(unix))]
fn create_private_file(path: &Path) -> std::io::Result<()> {
    fs::OpenOptions::new().write(true).create(true).truncate(false).open(path).map(drop)
}

/// Acknowledged means on the disk (`FULL`); nothing in the file's schema is trusted.
fn set(connection: &Connection) -> Result<()> {
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "mmap_size", 256 * 1024 * 1024)?;
    connection.pragma_update(None, "cache_size", -65_536)?;
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// A fast look at every page. Finds what would make later answers wrong.
fn check(connection: &Connection) -> Result<()> {
    let verdict: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" {
        return Ok(());
    }
    Err(Error::new(ErrorCode::Damaged, format!("The library file is damaged ({}).", verdict.trim())))
}

/// A whole copy of the library as it is now, safe while others write.
fn copy_to(connection: &Connection, copy: &Path) -> Result<()> {
    connection.backup("main", copy, None::<fn(rusqlite::backup::Progress)>)?;
    Ok(())
}

/// `library.highbar` → `library.highbar<suffix>`.
fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(suffix);
    path.with_file_name(name)
}
