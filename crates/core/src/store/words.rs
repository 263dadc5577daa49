//! Tables `words` and `ignored_slips`: what a person taught the dictionary, and what is left as it is in one guide.

use rusqlite::params;

use super::Tables;
use crate::Result;

impl Tables<'_> {
    /// Every taught word, by name.
    pub fn taught(&self) -> Result<Vec<String>> {
        let mut statement = self.connection.prepare_cached("SELECT word FROM words ORDER BY word")?;
        let words = statement.query_map([], |row| row.get(0))?;
        Ok(words.collect::<rusqlite::Result<_>>()?)
    }

    /// Teaching a word twice changes nothing.
    pub fn teach(&self, word: &str, at: &str) -> Result<()> {
        let sql = "INSERT INTO words (word, at) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
        self.connection.prepare_cached(sql)?.execute(params![word, at])?;
        Ok(())
    }

    /// Takes a word back; true if it was there.
    pub fn forget(&self, word: &str) -> Result<bool> {
        Ok(self.connection.prepare_cached("DELETE FROM words WHERE word = ?1")?.execute([word])? > 0)
    }

    /// Rule and words of everything that is left as it is in one entry.
    pub fn ignored_slips(&self, key: i64) -> Result<Vec<(String, String)>> {
        let sql = "SELECT rule, words FROM ignored_slips WHERE entry = ?1 ORDER BY rule, words";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([key], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    pub fn ignore_slip(&self, key: i64, rule: &str, words: &str, at: &str) -> Result<()> {
        let sql = "INSERT INTO ignored_slips (entry, rule, words, at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
        self.connection.prepare_cached(sql)?.execute(params![key, rule, words, at])?;
        Ok(())
    }

    /// Everything in this entry is looked at again.
    pub fn unignore_slips(&self, key: i64) -> Result<()> {
        self.connection.prepare_cached("DELETE FROM ignored_slips WHERE entry = ?1")?.execute([key])?;
        Ok(())
    }
}
