//! Numbered SQL files, each applied once and in order, remembered in `user_version`.
//!
//! By hand because it is this short: the crates that do it either pin another SQLite or bring dozens
//! of dependencies. Each step and its number are committed together, so a crash leaves a whole step.

use rusqlite::{Connection, TransactionBehavior};

use crate::{Error, ErrorCode, Result};

/// "Hbar": marks the file as a Highbar library (SQLite's `application_id`).
pub(super) const APPLICATION: i32 = 0x4862_6172;

/// In order; never changed once published.
pub(super) const STEPS: &[&str] = &[
    include_str!("migrations/0001_library.sql"),
    include_str!("migrations/0002_comparisons.sql"),
    include_str!("migrations/0003_records.sql"),
    include_str!("migrations/0004_waivers.sql"),
    include_str!("migrations/0005_archive.sql"),
    include_str!("migrations/0006_words.sql"),
    include_str!("migrations/0007_frames.sql"),
];

/// The file's own version; 0 for an empty file. Refuses strangers and files from the future.
pub(super) fn version(connection: &Connection, newest: u32) -> Result<u32> {
    let found: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let application: i32 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let tables: u32 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if application != APPLICATION && (application != 0 || tables > 0 || found > 0) {
        return Err(Error::new(
            ErrorCode::Damaged,
            "This file is a database of another program, not a Highbar library. It was not touched; choose another file.",
        ));
    }
    if found > newest {
        return Err(Error::new(
            ErrorCode::Newer,
            format!(
                "This library was written by a newer Highbar (format {found}; this one knows {newest}). \
                 It was not touched; install the newer version to open it."
            ),
        ));
    }
    Ok(found)
}

/// Brings the file from `from` to the newest version.
pub(super) fn migrate(connection: &mut Connection, from: u32, steps: &[&str]) -> Result<()> {
    for (index, step) in steps.iter().enumerate().skip(from as usize) {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Exclusive)?;
        let there: u32 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if there as usize > index {
            continue; // Another process was faster.
        }
        transaction.execute_batch(step)?;
        transaction.pragma_update(None, "application_id", APPLICATION)?;
        transaction.pragma_update(None, "user_version", index as u32 + 1)?;
        transaction.commit()?;
    }
    Ok(())
}
