//! Table `passages`: the prints of each guide and case study, kept beside its text.

use rusqlite::{Row, params};

use super::Tables;
use crate::Result;
use crate::guide::{Kind, Meta};
use crate::vocabulary::{PagePrints, PageSaid};

impl Tables<'_> {
    /// Replaces the prints of an entry: ascending, made by `method`.
    pub fn set_passages(&self, key: i64, method: u32, prints: &[u64]) -> Result<()> {
        let bytes: Vec<u8> = prints.iter().flat_map(|print| print.to_le_bytes()).collect();
        self.connection
            .prepare_cached("INSERT OR REPLACE INTO passages (entry, method, prints) VALUES (?1, ?2, ?3)")?
            .execute(params![key, method, bytes])?;
        Ok(())
    }

    /// The prints of every guide and case study outside the trash that `method` made.
    pub fn passages(&self, method: u32) -> Result<Vec<PagePrints>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT kind, slug, title, revision, prints FROM passages JOIN entries ON entries.key = passages.entry \
             WHERE method = ?1 AND trashed_at IS NULL AND section <> 'stack' ORDER BY entries.key",
        )?;
        let rows = statement.query_map([method], |row| {
            Ok(PagePrints { page: said(row)?, prints: numbers(&row.get::<_, Vec<u8>>(4)?) })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Whose prints `passages` would give, without them.
    pub fn pages_with_passages(&self, method: u32) -> Result<Vec<PageSaid>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT kind, slug, title, revision FROM passages JOIN entries ON entries.key = passages.entry \
             WHERE method = ?1 AND trashed_at IS NULL AND section <> 'stack' ORDER BY entries.key",
        )?;
        let rows = statement.query_map([method], said)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The prints of the page at an address.
    pub fn passages_at(&self, path: &str, method: u32) -> Result<Vec<u64>> {
        let (section, slug) = path.trim_matches('/').split_once('/').unwrap_or_default();
        let mut statement = self.connection.prepare_cached(
            "SELECT prints FROM passages JOIN entries ON entries.key = passages.entry \
             WHERE section = ?1 AND slug = ?2 AND method = ?3 AND trashed_at IS NULL",
        )?;
        Ok(numbers(&statement.query_row(params![section, slug, method], |row| row.get::<_, Vec<u8>>(0))?))
    }

    /// Key and text of every guide and case study without prints of this method: written by an older version.
    pub fn without_passages(&self, method: u32) -> Result<Vec<(i64, String)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT entries.key, body FROM entries JOIN texts ON texts.entry = entries.key WHERE section <> 'stack' \
             AND NOT EXISTS (SELECT 1 FROM passages WHERE passages.entry = entries.key AND method = ?1)",
        )?;
        let rows = statement.query_map([method], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// Kind, slug, title, revision.
fn said(row: &Row<'_>) -> rusqlite::Result<PageSaid> {
    let kind = Kind::parse(&row.get::<_, String>(0)?).unwrap_or_default();
    let path = Meta { kind, slug: row.get(1)?, ..Meta::default() }.path();
    Ok(PageSaid { path, title: row.get(2)?, revision: row.get(3)? })
}

fn numbers(bytes: &[u8]) -> Vec<u64> {
    let number = |bytes: &[u8]| bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte));
    bytes.chunks_exact(8).map(number).collect()
}
