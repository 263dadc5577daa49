//! Table `waivers`: rules that were set aside, per guide.

use rusqlite::{Row, params};

use super::Tables;
use crate::Result;
use crate::guide::{Waiver, WaiverCode, WaiverScope};

const COLUMNS: &str = "rule, version, scope, code, reason, by, with_name, at, expires, text_hash, quote";

impl Tables<'_> {
    /// The waivers of one entry, oldest first.
    pub fn waivers(&self, key: i64) -> Result<Vec<Waiver>> {
        let sql = format!("SELECT {COLUMNS} FROM waivers WHERE entry = ?1 ORDER BY at, rule, text_hash");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([key], read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Stores a waiver; a second one that covers the same replaces the first.
    pub fn set_waiver(&self, key: i64, waiver: &Waiver) -> Result<()> {
        let sql = format!(
            "INSERT OR REPLACE INTO waivers (entry, {COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"
        );
        self.connection.prepare_cached(&sql)?.execute(params![
            key,
            waiver.rule,
            waiver.version,
            waiver.scope.as_str(),
            waiver.code.as_str(),
            waiver.reason,
            waiver.by,
            waiver.with,
            waiver.at,
            waiver.expires,
            waiver.text_hash,
            waiver.quote,
        ])?;
        Ok(())
    }

    /// Takes a waiver back; true if it was there.
    pub fn remove_waiver(&self, key: i64, waiver: &Waiver) -> Result<bool> {
        let sql = "DELETE FROM waivers WHERE entry = ?1 AND rule = ?2 AND scope = ?3 AND text_hash = ?4 AND quote = ?5";
        let gone = self.connection.prepare_cached(sql)?.execute(params![
            key,
            waiver.rule,
            waiver.scope.as_str(),
            waiver.text_hash,
            waiver.quote
        ])?;
        Ok(gone > 0)
    }

    /// How often each rule is set aside outside the trash, most often first.
    pub fn waivers_per_rule(&self) -> Result<Vec<(String, u32)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT rule, count(*) FROM waivers JOIN entries ON entries.key = waivers.entry \
             WHERE trashed_at IS NULL GROUP BY rule ORDER BY count(*) DESC, rule",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// The table's CHECK allows only known words.
fn read(row: &Row<'_>) -> rusqlite::Result<Waiver> {
    Ok(Waiver {
        rule: row.get(0)?,
        version: row.get(1)?,
        scope: WaiverScope::parse(&row.get::<_, String>(2)?).unwrap_or_default(),
        code: WaiverCode::parse(&row.get::<_, String>(3)?).unwrap_or_default(),
        reason: row.get(4)?,
        by: row.get(5)?,
        with: row.get(6)?,
        at: row.get(7)?,
        expires: row.get(8)?,
        text_hash: row.get(9)?,
        quote: row.get(10)?,
    })
}
