//! Tables `assets` and `blobs`: files of entries, each content stored once.

use rusqlite::{OptionalExtension, params};

use super::Tables;
use crate::{Error, ErrorCode, Result};

/// A file of an entry, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssetRow {
    /// As the text names it.
    pub path: String,
    pub size: u64,
    /// BLAKE3 of the content.
    pub hash: Vec<u8>,
}

impl Tables<'_> {
    /// The files of one entry, by path.
    pub fn assets(&self, key: i64) -> Result<Vec<AssetRow>> {
        let mut statement =
            self.connection.prepare_cached("SELECT path, size, hash FROM assets WHERE entry = ?1 ORDER BY path")?;
        let rows = statement.query_map([key], |row| {
            Ok(AssetRow { path: row.get(0)?, size: row.get::<_, i64>(1)?.unsigned_abs(), hash: row.get(2)? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The content of a file, checked against its hash.
    pub fn asset_bytes(&self, key: i64, path: &str) -> Result<Vec<u8>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT bytes, blobs.hash FROM assets JOIN blobs ON blobs.hash = assets.hash WHERE entry = ?1 AND path = ?2",
        )?;
        let found = statement
            .query_row(params![key, path], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, Vec<u8>>(1)?)))
            .optional()?;
        let (bytes, hash) =
            found.ok_or_else(|| Error::new(ErrorCode::NotFound, format!("There is no file {path} here.")))?;
        if blake3::hash(&bytes).as_bytes()[..] != hash[..] {
            return Err(Error::new(
                ErrorCode::Damaged,
                format!("The file {path} was damaged on the disk. Add it again from its source."),
            ));
        }
        Ok(bytes)
    }

    /// Stores a file of an entry; a file of the same path is replaced. True when anything changed.
    pub fn set_asset(&self, key: i64, path: &str, bytes: &[u8], at: &str) -> Result<bool> {
        let hash = *blake3::hash(bytes).as_bytes();
        let same = "SELECT EXISTS (SELECT 1 FROM assets WHERE entry = ?1 AND path = ?2 AND hash = ?3)";
        if self.connection.prepare_cached(same)?.query_row(params![key, path, hash], |row| row.get(0))? {
            return Ok(false);
        }
        self.connection
            .prepare_cached("INSERT INTO blobs (hash, bytes) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
            .execute(params![hash, bytes])?;
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO assets (entry, path, hash, size, added_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![key, path, hash, bytes.len() as i64, at])?;
        Ok(true)
    }

    /// Gives `to` the same files as `from`.
    pub fn copy_assets(&self, from: i64, to: i64) -> Result<()> {
        self.connection
            .prepare_cached(
                "INSERT INTO assets (entry, path, hash, size, added_at) \
                 SELECT ?2, path, hash, size, added_at FROM assets WHERE entry = ?1",
            )?
            .execute(params![from, to])?;
        Ok(())
    }
}
