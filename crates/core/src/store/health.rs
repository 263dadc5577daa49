//! Table `rule_uses`: how often people accepted, fixed, dismissed or set aside what a rule said. Counts only, and only
//! here.

use rusqlite::params;

use super::Tables;
use crate::Result;

impl Tables<'_> {
    /// Counts one more deed about a rule.
    pub fn count_use(&self, rule: &str, deed: &str, at: &str) -> Result<()> {
        self.connection
            .prepare_cached(
                "INSERT INTO rule_uses (rule, deed, times, last_at) VALUES (?1, ?2, 1, ?3) \
                 ON CONFLICT (rule, deed) DO UPDATE SET times = times + 1, last_at = ?3",
            )?
            .execute(params![rule, deed, at])?;
        Ok(())
    }

    /// Takes one deed about a rule back.
    pub fn uncount_use(&self, rule: &str, deed: &str) -> Result<()> {
        self.connection
            .prepare_cached("UPDATE rule_uses SET times = times - 1 WHERE rule = ?1 AND deed = ?2 AND times > 0")?
            .execute(params![rule, deed])?;
        Ok(())
    }

    /// Rule, deed and how often, by rule.
    pub fn uses(&self) -> Result<Vec<(String, String, u32)>> {
        let mut statement =
            self.connection.prepare_cached("SELECT rule, deed, times FROM rule_uses ORDER BY rule, deed")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// How many guides each rule is open in, outside archive and trash.
    pub fn open_per_rule(&self) -> Result<Vec<(String, u32)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT rule, count(*) FROM open_rules JOIN entries ON entries.key = open_rules.entry \
             WHERE trashed_at IS NULL AND archived_at IS NULL GROUP BY rule",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
