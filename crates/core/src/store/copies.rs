//! Copies of the library beside it: before an upgrade, and the last good one.
//!
//! `<name>.backup` is a whole copy, renewed after work when the file was found whole, and put in place
//! by a rename: a crash leaves the old copy or the new one.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::Store;
use super::connection::check_copy;
use super::failure::io;
use super::files::{beside, create_private_file, sync_folder_of};
use crate::{Error, ErrorCode, Result};

/// Where the last good copy of the library at `path` lies.
pub fn last_good(path: &Path) -> PathBuf {
    beside(path, ".backup")
}

impl Store {
    /// Puts the log into the file, orders the search, and renews the last good copy. For idle moments
    /// and for closing.
    pub fn tidy(&mut self) -> Result<()> {
        if self.fixed {
            return Ok(());
        }
        self.connection.execute("INSERT INTO search (search, rank) VALUES ('merge', 64)", [])?;
        self.connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        self.connection.execute_batch("PRAGMA optimize")?;
        Ok(())
    }

    /// Renews the last good copy, once the new one was looked through and found whole.
    pub fn keep_copy(&self) -> Result<()> {
        if self.fixed {
            return Ok(());
        }
        write_copy(&self.connection, &last_good(&self.path)).map_err(|error| explained(error, &self.path))
    }
}

/// A copy in the old format, under a name that says which.
pub(super) fn before_upgrade(connection: &Connection, path: &Path, newest: u32) -> Result<PathBuf> {
    let copy = beside(path, &format!(".before-format-{newest}"));
    write_copy(connection, &copy)?;
    Ok(copy)
}

/// Whole as of one moment, while others may write.
fn write_copy(connection: &Connection, copy: &Path) -> Result<()> {
    let fresh = beside(copy, ".new");
    let _ = fs::remove_file(&fresh);
    let written = fill(connection, &fresh, copy);
    if written.is_err() {
        let _ = fs::remove_file(&fresh);
    }
    written
}

fn fill(connection: &Connection, fresh: &Path, copy: &Path) -> Result<()> {
    create_private_file(fresh).map_err(|error| io(&error, "create", fresh))?;
    connection.backup("main", fresh, None::<fn(rusqlite::backup::Progress)>)?;
    check_copy(fresh)?;
    let in_place = || {
        fs::OpenOptions::new().write(true).open(fresh)?.sync_all()?;
        fs::rename(fresh, copy)?;
        sync_folder_of(copy)
    };
    in_place().map_err(|error| io(&error, "write", copy))
}

/// Puts the last good copy in the place of a damaged library, which is kept under another name.
pub fn bring_back(path: &Path, stamp: &str) -> Result<PathBuf> {
    let copy = last_good(path);
    if !copy.exists() {
        return Err(Error::new(ErrorCode::NotFound, format!("There is no copy at {}.", copy.display())));
    }
    let aside = beside(path, &format!(".damaged-{stamp}"));
    let moved = || {
        for part in ["", "-wal", "-shm"] {
            let from = beside(path, part);
            if from.exists() {
                fs::rename(&from, beside(&aside, part))?;
            }
        }
        let fresh = beside(path, ".new");
        fs::copy(&copy, &fresh)?;
        fs::OpenOptions::new().write(true).open(&fresh)?.sync_all()?;
        fs::rename(&fresh, path)?;
        sync_folder_of(path)
    };
    moved().map_err(|error| io(&error, "replace", path))?;
    Ok(aside)
}

/// A damage with the way out: what is safe, and where the last good copy lies.
pub(super) fn explained(error: Error, path: &Path) -> Error {
    if error.code != ErrorCode::Damaged || error.message.contains("not touched") {
        return error;
    }
    let way_out = match fs::metadata(last_good(path)) {
        Ok(_) => format!(
            "The last good copy is at {}: open that instead, or put it in its place.",
            last_good(path).display()
        ),
        Err(_) => {
            "There is no copy beside it: choose another file, or bring this one back from your own backup.".to_owned()
        }
    };
    let what = error.message.trim_end_matches('.');
    Error { message: format!("{what}. Nothing was changed. {way_out}"), ..error }
}
