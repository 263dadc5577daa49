//! Table `answers`: what people said when the bar asked.

use rusqlite::params;

use super::Tables;
use crate::Result;
use crate::guide::{OutcomeAnswer, OutcomeRecord};

pub type AnswerRow = OutcomeAnswer;

/// A record nobody can read any more is no record; the answer beside it stays.
fn read(json: &str) -> Option<OutcomeRecord> {
    if json.is_empty() { None } else { serde_json::from_str(json).ok() }
}

fn written(answer: &OutcomeAnswer) -> String {
    answer.record.as_ref().and_then(|record| serde_json::to_string(record).ok()).unwrap_or_default()
}

impl Tables<'_> {
    /// The answers of one entry, oldest first.
    pub fn answers(&self, key: i64) -> Result<Vec<AnswerRow>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT sentence, counts, by, at, record FROM answers WHERE entry = ?1 ORDER BY at, sentence",
        )?;
        let rows = statement.query_map([key], |row| {
            let record = read(&row.get::<_, String>(4)?);
            Ok(OutcomeAnswer { sentence: row.get(0)?, counts: row.get(1)?, by: row.get(2)?, at: row.get(3)?, record })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Stores an answer; a second one about the same sentence replaces the first.
    pub fn set_answer(&self, key: i64, answer: &AnswerRow) -> Result<()> {
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO answers (entry, sentence, counts, by, at, record) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![key, answer.sentence, answer.counts, answer.by, answer.at, written(answer)])?;
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
