//! Table `answers`: what people said when the bar asked.

use rusqlite::params;

use super::Tables;
use crate::Result;
use crate::guide::OutcomeAnswer;

pub type AnswerRow = OutcomeAnswer;

impl Tables<'_> {
    /// The answers of one entry, oldest first.
    pub fn answers(&self, key: i64) -> Result<Vec<AnswerRow>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT sentence, counts, by, at FROM answers WHERE entry = ?1 ORDER BY at, sentence")?;
        let rows = statement.query_map([key], |row| {
            Ok(OutcomeAnswer { sentence: row.get(0)?, counts: row.get(1)?, by: row.get(2)?, at: row.get(3)? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Stores an answer; a second one about the same sentence replaces the first.
    pub fn set_answer(&self, key: i64, answer: &AnswerRow) -> Result<()> {
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO answers (entry, sentence, counts, by, at) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![key, answer.sentence, answer.counts, answer.by, answer.at])?;
        Ok(())
    }

    /// Takes an answer back.
    pub fn remove_answer(&self, key: i64, sentence: &str) -> Result<()> {
        self.connection
            .prepare_cached("DELETE FROM answers WHERE entry = ?1 AND sentence = ?2")?
            .execute(params![key, sentence])?;
        Ok(())
    }
}
