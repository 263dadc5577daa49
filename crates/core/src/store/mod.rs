//! The library on disk: one SQLite file, one source file per table, plain SQL.
//!
//! The only room that knows `rusqlite`. Knows nothing of Markdown or the bar: it is handed what they
//! said and keeps it. Also reads folders of files (`folder`), because that is a disk too.

mod answers;
mod assets;
mod connection;
mod copies;
mod entries;
mod exports;
mod failure;
mod files;
pub mod folder;
mod health;
mod imports;
mod labels;
mod list;
mod migrate;
mod open;
mod passages;
mod revisions;
mod search;
mod settings;
mod tags;
mod texts;
mod verdicts;
mod waivers;
mod whole;
mod words;

use std::path::PathBuf;
use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior};

use crate::Result;

pub use answers::AnswerRow;
pub use assets::AssetRow;
pub use copies::{bring_back, last_good};
pub use entries::{Counts, EntryRow, NewEntry, NewState};
pub use exports::ExportRow;
pub use labels::Label;
pub use list::{Found, Totals};
pub use revisions::{NewRevision, RevisionRow, StoredRevision};
pub use search::words_of;
pub use texts::{PageRow, Text};
pub use verdicts::Verdict;

/// How long another program's writing is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// An open library file.
pub struct Store {
    connection: Connection,
    path: PathBuf,
    /// False while the file is too large to have been looked through on opening.
    pub checked: bool,
    /// True when the file can only be read.
    pub fixed: bool,
    /// Something a person should know: restored, read-only, copied before an upgrade.
    pub notice: String,
}

/// The tables, inside or outside a transaction. Each table's methods live in its own file.
pub struct Tables<'c> {
    connection: &'c Connection,
}

impl Store {
    /// For reading: each call sees the library as it is at that moment.
    pub fn tables(&self) -> Tables<'_> {
        Tables { connection: &self.connection }
    }

    /// For reading several things that must fit together: one snapshot for all of `deed`.
    pub fn snapshot<T>(&self, deed: impl FnOnce(&Tables<'_>) -> Result<T>) -> Result<T> {
        let transaction = self.connection.unchecked_transaction()?;
        deed(&Tables { connection: &transaction }).map_err(|error| copies::explained(error, &self.path))
    }

    /// Changes whenever another program wrote to the library.
    pub fn others(&self) -> Result<i64> {
        Ok(self.connection.query_row("PRAGMA data_version", [], |row| row.get(0))?)
    }

    /// As `write`, but gives up at once when another program is writing.
    pub fn write_now<T>(&mut self, deed: impl FnOnce(&Tables<'_>) -> Result<T>) -> Result<T> {
        self.connection.busy_timeout(Duration::ZERO)?;
        let answer = self.write(deed);
        self.connection.busy_timeout(PATIENCE)?;
        answer
    }

    /// For writing: all of `deed` or nothing of it. On return it is on the disk.
    pub fn write<T>(&mut self, deed: impl FnOnce(&Tables<'_>) -> Result<T>) -> Result<T> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let answer = deed(&Tables { connection: &transaction })?;
        transaction.commit()?;
        Ok(answer)
    }
}
