//! Table `texts`: the text of each entry as it is now, and its place in the search.

use rusqlite::params;

use super::entries::{from_json, to_json};
use super::whole::hash_of;
use super::{EntryRow, NewState, StoredRevision, Tables};
use crate::guide::{Kind, Meta, Status};
use crate::text::Frame;
use crate::{Error, ErrorCode, Result};

/// The text of an entry.
#[derive(Debug, Clone, Default)]
pub struct Text {
    pub body: String,
    /// Between the fences; may be empty.
    pub front_matter: String,
    /// What stands around both in the file it came from.
    pub frame: Frame,
    /// Heading ids.
    pub anchors: Vec<String>,
}

/// An entry as something to point at: no text; of the labels the tags of stack pages alone.
#[derive(Debug, Clone)]
pub struct PageRow {
    pub meta: Meta,
    pub status: Status,
    /// Heading ids.
    pub anchors: Vec<String>,
}

impl Tables<'_> {
    /// The text of an entry. Fields and text are checked against their hash; where they fail, the same
    /// revision in the history stands in, and if that is damaged too, the answer is `Damaged`.
    pub fn text(&self, row: &EntryRow) -> Result<Text> {
        match self.stored_text(row) {
            Err(error) if error.code == ErrorCode::Damaged => {
                let same = self.revision(row.key, row.revision).ok().filter(|same| same.meta == row.meta);
                same.map(StoredRevision::into_text).ok_or(error)
            }
            other => other,
        }
    }

    fn stored_text(&self, row: &EntryRow) -> Result<Text> {
        let sql = "SELECT body, front_matter, anchors, hash, frame FROM texts WHERE entry = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let (text, hash, frame) = statement.query_row([row.key], |row| {
            let (anchors, frame) = (from_json(&row.get::<_, String>(2)?), row.get::<_, String>(4)?);
            let text = Text { body: row.get(0)?, front_matter: row.get(1)?, frame: frame_of(&frame), anchors };
            Ok((text, row.get::<_, Vec<u8>>(3)?, frame))
        })?;
        if hash_of(&row.meta, &text.front_matter, &text.body, &frame)[..] == hash[..] {
            return Ok(text);
        }
        let message = format!("“{}” was damaged on the disk. Its earlier versions are in its history.", row.meta.title);
        Err(Error::new(ErrorCode::Damaged, message))
    }

    /// Writes row, labels, text and search words of an entry together: the search takes out the words
    /// of the old row and text before either changes.
    pub fn set_state(&self, key: i64, state: &NewState<'_>, text: &Text) -> Result<()> {
        self.unsearch(key)?;
        self.update_entry(key, state)?;
        self.set_text(key, state.meta, text)?;
        self.research(key)
    }

    fn set_text(&self, key: i64, meta: &Meta, text: &Text) -> Result<()> {
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO texts (entry, body, front_matter, anchors, hash, frame) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
             ON CONFLICT (entry) DO UPDATE SET body = excluded.body, front_matter = excluded.front_matter, \
             anchors = excluded.anchors, hash = excluded.hash, frame = excluded.frame",
        )?;
        let frame = kept_frame(&text.frame);
        let hash = hash_of(meta, &text.front_matter, &text.body, &frame);
        statement.execute(params![key, text.body, text.front_matter, to_json(&text.anchors), hash, frame])?;
        Ok(())
    }

    /// What stands around an entry's text, unchecked.
    pub fn frame(&self, key: i64) -> Result<Frame> {
        let mut statement = self.connection.prepare_cached("SELECT frame FROM texts WHERE entry = ?1")?;
        Ok(frame_of(&statement.query_row([key], |row| row.get::<_, String>(0))?))
    }

    /// Changes the frame alone: neither text nor fields are other ones, so it is no revision.
    pub fn set_frame(&self, row: &EntryRow, frame: &Frame) -> Result<()> {
        let text = self.stored_text(row)?;
        let frame = kept_frame(frame);
        let hash = hash_of(&row.meta, &text.front_matter, &text.body, &frame);
        let sql = "UPDATE texts SET frame = ?2, hash = ?3 WHERE entry = ?1";
        self.connection.prepare_cached(sql)?.execute(params![row.key, frame, hash])?;
        Ok(())
    }

    /// Every entry outside the trash as something to point at, by title.
    pub fn pages(&self) -> Result<Vec<PageRow>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT kind, status, title, slug, date, aliases, facet_of, version, anchors, \
             (SELECT json_group_array(name) FROM labels WHERE entry = key AND what = 'tag' AND kind = 'stack-item') \
             FROM entries JOIN texts ON texts.entry = entries.key WHERE trashed_at IS NULL ORDER BY title, key",
        )?;
        let rows = statement.query_map([], |row| {
            let meta = Meta {
                kind: Kind::parse(&row.get::<_, String>(0)?).unwrap_or_default(),
                title: row.get(2)?,
                slug: row.get(3)?,
                date: row.get(4)?,
                aliases: from_json(&row.get::<_, String>(5)?),
                facet_of: row.get(6)?,
                version: row.get(7)?,
                tags: from_json(&row.get::<_, String>(9)?),
                ..Meta::default()
            };
            let status = Status::parse(&row.get::<_, String>(1)?).unwrap_or_default();
            Ok(PageRow { meta, status, anchors: from_json(&row.get::<_, String>(8)?) })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// As it is stored: JSON, empty for the one that pages have which never came from a file.
pub(super) fn kept_frame(frame: &Frame) -> String {
    if *frame == Frame::default() { String::new() } else { serde_json::to_string(frame).unwrap_or_default() }
}

pub(super) fn frame_of(kept: &str) -> Frame {
    serde_json::from_str(kept).unwrap_or_default()
}
