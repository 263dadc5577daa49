//! Table `tags`: the controlled vocabulary of topics.

use rusqlite::params;

use super::Tables;
use crate::Result;

impl Tables<'_> {
    /// Every tag, by name.
    pub fn tags(&self) -> Result<Vec<String>> {
        let mut statement = self.connection.prepare_cached("SELECT name FROM tags ORDER BY name")?;
        let names = statement.query_map([], |row| row.get(0))?;
        Ok(names.collect::<rusqlite::Result<_>>()?)
    }

    /// Adds a tag; true when it was not there yet.
    pub fn insert_tag(&self, name: &str, at: &str) -> Result<bool> {
        let mut statement = self
            .connection
            .prepare_cached("INSERT INTO tags (name, created_at) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?;
        Ok(statement.execute(params![name, at])? > 0)
    }
}
