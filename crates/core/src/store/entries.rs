//! Table `entries`: one light row per guide, case study and stack page.

use rusqlite::{OptionalExtension, Row, named_params, params};

use super::{Label, Tables};
use crate::guide::{Kind, Meta, Status};
use crate::{Error, ErrorCode, Result};

/// A row with its labels.
#[derive(Debug, Clone)]
pub struct EntryRow {
    pub key: i64,
    pub id: String,
    pub status: Status,
    pub reviewed: bool,
    pub meta: Meta,
    pub words: u32,
    pub minutes: u32,
    pub revision: u32,
    /// RFC 3339, UTC.
    pub saved_at: String,
    pub trashed: bool,
}

/// How many entries there are.
pub struct Counts {
    /// Per section and status, outside archive and trash.
    pub at_work: Vec<(String, Status, u32)>,
    pub archived: u32,
    pub trashed: u32,
}

/// What a new row starts with.
pub struct NewEntry<'a> {
    pub id: &'a str,
    pub status: Status,
    pub meta: &'a Meta,
    /// RFC 3339, UTC.
    pub at: &'a str,
}

/// What a save changes in the row.
pub struct NewState<'a> {
    pub status: Status,
    pub meta: &'a Meta,
    pub words: u32,
    pub minutes: u32,
    pub revision: u32,
    pub at: &'a str,
}

const COLUMNS: &str = "key, id, kind, status, reviewed, title, summary, slug, date, updated, read_minutes, \
    aliases, facet_of, version, words, minutes, revision, saved_at, trashed_at IS NOT NULL";

impl Tables<'_> {
    /// The entry with this id, in the trash or not.
    pub fn entry(&self, id: &str) -> Result<EntryRow> {
        let sql = format!("SELECT {COLUMNS} FROM entries WHERE id = ?1");
        let row = self.connection.prepare_cached(&sql)?.query_row([id], read).optional()?;
        self.with_labels(row.ok_or_else(|| Error::new(ErrorCode::NotFound, "This page is not in the library."))?)
    }

    /// Key of the entry outside the trash with this slug in this section.
    pub fn key_by_slug(&self, section: &str, slug: &str) -> Result<Option<i64>> {
        let sql = "SELECT key FROM entries WHERE section = ?1 AND slug = ?2 AND trashed_at IS NULL";
        Ok(self.connection.prepare_cached(sql)?.query_row([section, slug], |row| row.get(0)).optional()?)
    }

    /// The entry outside the trash with this slug in this section.
    pub fn entry_by_slug(&self, section: &str, slug: &str) -> Result<Option<EntryRow>> {
        let sql = format!("SELECT {COLUMNS} FROM entries WHERE section = ?1 AND slug = ?2 AND trashed_at IS NULL");
        let row = self.connection.prepare_cached(&sql)?.query_row([section, slug], read).optional()?;
        row.map(|row| self.with_labels(row)).transpose()
    }

    /// Every entry of a section outside the trash, by title.
    pub fn entries(&self, section: &str) -> Result<Vec<EntryRow>> {
        let sql =
            format!("SELECT {COLUMNS} FROM entries WHERE section = ?1 AND trashed_at IS NULL ORDER BY title, key");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([section], read)?.collect::<rusqlite::Result<Vec<_>>>()?;
        rows.into_iter().map(|row| self.with_labels(row)).collect()
    }

    /// The row under this key, without labels.
    pub(super) fn entry_by_key(&self, key: i64) -> Result<EntryRow> {
        let sql = format!("SELECT {COLUMNS} FROM entries WHERE key = ?1");
        let row = self.connection.prepare_cached(&sql)?.query_row([key], read)?;
        self.with_labels(row)
    }

    fn with_labels(&self, mut row: EntryRow) -> Result<EntryRow> {
        row.meta.tags = self.labels(row.key, Label::Tag)?;
        row.meta.stack = self.labels(row.key, Label::Stack)?;
        row.meta.case_studies = self.labels(row.key, Label::CaseStudy)?;
        row.meta.subjects = self.labels(row.key, Label::Subject)?;
        Ok(row)
    }

    /// True when a slug is taken in a section (the trash does not count).
    pub fn slug_taken(&self, section: &str, slug: &str, except: i64) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM entries WHERE section = ?1 AND slug = ?2 AND trashed_at IS NULL AND key <> ?3)";
        Ok(self.connection.prepare_cached(sql)?.query_row(params![section, slug, except], |row| row.get(0))?)
    }

    /// A new row without text, at revision 0; answers with its key.
    pub fn insert_entry(&self, new: &NewEntry<'_>) -> Result<i64> {
        self.connection
            .prepare_cached(
                "INSERT INTO entries (id, kind, section, status, title, summary, slug, date, updated, words, minutes, \
                 revision, created_at, saved_at) VALUES (?1, ?2, ?3, ?4, '', '', ?5, '', '', 0, 0, 0, ?6, ?6)",
            )?
            .execute(params![
                new.id,
                new.meta.kind.as_str(),
                new.meta.kind.section(),
                new.status.as_str(),
                new.meta.slug,
                new.at
            ])?;
        Ok(self.connection.last_insert_rowid())
    }

    /// Writes fields, counts and status of a save, and the labels.
    pub(super) fn update_entry(&self, key: i64, new: &NewState<'_>) -> Result<()> {
        self.connection.prepare_cached(UPDATE)?.execute(named_params! {
            ":key": key,
            ":kind": new.meta.kind.as_str(),
            ":section": new.meta.kind.section(),
            ":status": new.status.as_str(),
            ":title": new.meta.title,
            ":summary": new.meta.summary,
            ":slug": new.meta.slug,
            ":date": new.meta.date,
            ":updated": new.meta.updated,
            ":read_minutes": new.meta.read_minutes,
            ":aliases": to_json(&new.meta.aliases),
            ":facet_of": new.meta.facet_of,
            ":version": new.meta.version,
            ":words": new.words,
            ":minutes": new.minutes,
            ":revision": new.revision,
            ":at": new.at,
        })?;
        self.set_labels(key, Label::Tag, &new.meta.tags)?;
        self.set_labels(key, Label::Stack, &new.meta.stack)?;
        self.set_labels(key, Label::CaseStudy, &new.meta.case_studies)?;
        self.set_labels(key, Label::Subject, &new.meta.subjects)
    }

    /// Moves the entry to another status; `reviewed` stays once it is set.
    pub fn set_status(&self, key: i64, status: Status) -> Result<()> {
        self.connection
            .prepare_cached("UPDATE entries SET status = ?2, reviewed = reviewed OR ?2 = 'in-review' WHERE key = ?1")?
            .execute(params![key, status.as_str()])?;
        Ok(())
    }

    /// Into the trash (`Some(when)`) or out of it.
    pub fn set_trashed(&self, key: i64, at: Option<&str>) -> Result<()> {
        self.connection
            .prepare_cached("UPDATE entries SET trashed_at = ?2 WHERE key = ?1")?
            .execute(params![key, at])?;
        Ok(())
    }

    /// Into the archive (`Some(when)`) or out of it.
    pub fn set_archived(&self, key: i64, at: Option<&str>) -> Result<()> {
        self.connection
            .prepare_cached("UPDATE entries SET archived_at = ?2 WHERE key = ?1")?
            .execute(params![key, at])?;
        Ok(())
    }

    pub fn entry_counts(&self) -> Result<Counts> {
        let mut statement = self.connection.prepare_cached(
            "SELECT section, status, count(*) FROM entries WHERE trashed_at IS NULL AND archived_at IS NULL \
             GROUP BY section, status",
        )?;
        let at_work = statement
            .query_map([], |row| Ok((row.get(0)?, status(&row.get::<_, String>(1)?), row.get(2)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let sql = "SELECT count(*) FILTER (WHERE trashed_at IS NULL AND archived_at IS NOT NULL), \
                   count(*) FILTER (WHERE trashed_at IS NOT NULL) FROM entries";
        let away = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let (archived, trashed) = self.connection.prepare_cached(sql)?.query_row([], away)?;
        Ok(Counts { at_work, archived, trashed })
    }
}

const UPDATE: &str = "UPDATE entries SET kind = :kind, section = :section, status = :status, \
    title = :title, summary = :summary, slug = :slug, date = :date, updated = :updated, \
    read_minutes = :read_minutes, aliases = :aliases, facet_of = :facet_of, version = :version, \
    words = :words, minutes = :minutes, revision = :revision, saved_at = :at WHERE key = :key";

fn read(row: &Row<'_>) -> rusqlite::Result<EntryRow> {
    let meta = Meta {
        kind: Kind::parse(&row.get::<_, String>(2)?).unwrap_or_default(),
        title: row.get(5)?,
        summary: row.get(6)?,
        slug: row.get(7)?,
        date: row.get(8)?,
        updated: row.get(9)?,
        read_minutes: row.get(10)?,
        aliases: from_json(&row.get::<_, String>(11)?),
        facet_of: row.get(12)?,
        version: row.get(13)?,
        ..Meta::default()
    };
    Ok(EntryRow {
        key: row.get(0)?,
        id: row.get(1)?,
        status: status(&row.get::<_, String>(3)?),
        reviewed: row.get(4)?,
        meta,
        words: row.get(14)?,
        minutes: row.get(15)?,
        revision: row.get(16)?,
        saved_at: row.get(17)?,
        trashed: row.get(18)?,
    })
}

/// The table's CHECK allows only known words.
fn status(word: &str) -> Status {
    Status::parse(word).unwrap_or_default()
}

pub(super) fn to_json(names: &[String]) -> String {
    serde_json::to_string(names).unwrap_or_else(|_| "[]".into())
}

pub(super) fn from_json(text: &str) -> Vec<String> {
    serde_json::from_str(text).unwrap_or_default()
}
