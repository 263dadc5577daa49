//! Table `settings`: named values as JSON text.

use rusqlite::{OptionalExtension, params};

use super::Tables;
use crate::Result;

impl Tables<'_> {
    /// The value under a name.
    pub fn setting(&self, name: &str) -> Result<Option<String>> {
        let mut statement = self.connection.prepare_cached("SELECT value FROM settings WHERE name = ?1")?;
        Ok(statement.query_row([name], |row| row.get(0)).optional()?)
    }

    pub fn set_setting(&self, name: &str, value: &str) -> Result<()> {
        self.connection
            .prepare_cached("INSERT OR REPLACE INTO settings (name, value) VALUES (?1, ?2)")?
            .execute(params![name, value])?;
        Ok(())
    }
}
