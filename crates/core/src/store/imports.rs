//! Table `imports`: which file an entry last came from, and what it said then.

use rusqlite::{OptionalExtension, params};

use super::Tables;
use crate::Result;

impl Tables<'_> {
    /// Hash of the file as it was last imported.
    pub fn imported(&self, key: i64) -> Result<Option<[u8; 32]>> {
        let mut statement = self.connection.prepare_cached("SELECT hash FROM imports WHERE entry = ?1")?;
        Ok(statement.query_row([key], |row| row.get(0)).optional()?)
    }

    /// The revision that was newest after the last import.
    pub fn imported_revision(&self, key: i64) -> Result<Option<u32>> {
        let mut statement = self.connection.prepare_cached("SELECT revision FROM imports WHERE entry = ?1")?;
        Ok(statement.query_row([key], |row| row.get(0)).optional()?)
    }

    /// Remembers an import at the revision that is newest now.
    pub fn set_imported(&self, key: i64, file: &str, hash: &[u8; 32]) -> Result<()> {
        self.connection
            .prepare_cached(
                "INSERT INTO imports (entry, file, hash, revision) SELECT key, ?2, ?3, revision FROM entries WHERE key = ?1 \
                 ON CONFLICT (entry) DO UPDATE SET file = excluded.file, hash = excluded.hash, revision = excluded.revision \
                 WHERE imports.hash <> excluded.hash",
            )?
            .execute(params![key, file, hash])?;
        Ok(())
    }
}
