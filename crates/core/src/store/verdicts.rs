//! Tables `verdicts` and `open_rules`: what the bar said at the last save, for lists and filters.

use rusqlite::{OptionalExtension, params};

use super::Tables;
use crate::Result;
use crate::view::Score;

/// The score of an entry and the rules that are open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verdict {
    pub score: Score,
    /// Rule ids, sorted.
    pub open: Vec<String>,
}

impl Tables<'_> {
    /// Replaces the verdict on an entry.
    pub fn set_verdict(&self, key: i64, verdict: &Verdict) -> Result<()> {
        let Score { required, passed, open, confirm, waived, advice } = verdict.score;
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO verdicts (entry, required, passed, open, confirm, waived, advice) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![key, required, passed, open, confirm, waived, advice])?;
        if self.open_rules(key)? == verdict.open {
            return Ok(());
        }
        self.connection.prepare_cached("DELETE FROM open_rules WHERE entry = ?1")?.execute([key])?;
        let mut statement = self.connection.prepare_cached("INSERT INTO open_rules (entry, rule) VALUES (?1, ?2)")?;
        for rule in &verdict.open {
            statement.execute(params![key, rule])?;
        }
        Ok(())
    }

    /// The score at the last save; all zero before the first.
    pub fn score(&self, key: i64) -> Result<Score> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT required, passed, open, confirm, waived, advice FROM verdicts WHERE entry = ?1")?;
        let score = statement.query_row([key], |row| {
            Ok(Score {
                required: row.get(0)?,
                passed: row.get(1)?,
                open: row.get(2)?,
                confirm: row.get(3)?,
                waived: row.get(4)?,
                advice: row.get(5)?,
            })
        });
        Ok(score.optional()?.unwrap_or_default())
    }

    fn open_rules(&self, key: i64) -> Result<Vec<String>> {
        let mut statement =
            self.connection.prepare_cached("SELECT rule FROM open_rules WHERE entry = ?1 ORDER BY rule")?;
        let rules = statement.query_map([key], |row| row.get(0))?;
        Ok(rules.collect::<rusqlite::Result<_>>()?)
    }
}
