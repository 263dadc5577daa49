//! Table `exports`: bundles that were written, and the hash of each one's manifest.

use rusqlite::params;

use super::Tables;
use crate::Result;

/// One export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportRow {
    /// RFC 3339, UTC.
    pub at: String,
    pub by: String,
    pub target: String,
    pub path: String,
    pub draft: bool,
    pub guides: u32,
    pub files: u32,
    /// SHA-256 of `manifest.json`, hex.
    pub manifest: String,
}

impl Tables<'_> {
    pub fn insert_export(&self, export: &ExportRow) -> Result<()> {
        self.connection
            .prepare_cached(
                "INSERT INTO exports (at, by, target, path, draft, guides, files, manifest) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                export.at,
                export.by,
                export.target,
                export.path,
                export.draft,
                export.guides,
                export.files,
                export.manifest
            ])?;
        Ok(())
    }

    /// Newest first.
    pub fn exports(&self) -> Result<Vec<ExportRow>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT at, by, target, path, draft, guides, files, manifest FROM exports ORDER BY key DESC",
        )?;
        let rows = statement.query_map([], |row| {
            Ok(ExportRow {
                at: row.get(0)?,
                by: row.get(1)?,
                target: row.get(2)?,
                path: row.get(3)?,
                draft: row.get(4)?,
                guides: row.get(5)?,
                files: row.get(6)?,
                manifest: row.get(7)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
