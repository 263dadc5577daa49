//! Table `revisions`: every saved version of every entry.
//!
//! A save a second would fill the disk with copies, so a body is stored as the middle that changed
//! since the revision before; every 32nd is whole, and each is checked against its hash on reading.

use rusqlite::{OptionalExtension, Row, params};

use super::texts::{frame_of, kept_frame};
use super::whole::hash_of;
use super::{Tables, Text};
use crate::guide::Meta;
use crate::text::Frame;
use crate::{Error, ErrorCode, Result};

/// Whole copies stand this far apart at most.
const WHOLE_EVERY: u32 = 32;

/// A version about to be written.
pub struct NewRevision<'a> {
    pub number: u32,
    pub at: &'a str,
    pub by: &'a str,
    pub label: &'a str,
    pub meta: &'a Meta,
    pub words: u32,
    pub added: u32,
    pub removed: u32,
}

/// A version as the history lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionRow {
    pub number: u32,
    pub at: String,
    pub by: String,
    pub label: String,
    pub words: u32,
    pub added: u32,
    pub removed: u32,
}

/// A version in full.
#[derive(Debug, Clone)]
pub struct StoredRevision {
    pub meta: Meta,
    pub body: String,
    pub front_matter: String,
    pub frame: Frame,
}

impl StoredRevision {
    /// As an entry's text; its headings are not known here.
    pub fn into_text(self) -> Text {
        Text { body: self.body, front_matter: self.front_matter, frame: self.frame, anchors: Vec::new() }
    }
}

impl Tables<'_> {
    /// Newest first.
    pub fn revisions(&self, key: i64) -> Result<Vec<RevisionRow>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT number, at, by, label, words, added, removed FROM revisions WHERE entry = ?1 ORDER BY number DESC",
        )?;
        let rows = statement.query_map([key], row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The highest number in use; 0 before the first save.
    pub fn last_revision(&self, key: i64) -> Result<u32> {
        let mut statement =
            self.connection.prepare_cached("SELECT coalesce(max(number), 0) FROM revisions WHERE entry = ?1")?;
        Ok(statement.query_row([key], |row| row.get(0))?)
    }

    /// Writes a version. `before` is the body of the version numbered one less, where the caller has it.
    pub fn insert_revision(&self, key: i64, new: &NewRevision<'_>, text: &Text, before: Option<&str>) -> Result<()> {
        let whole = (new.number % WHOLE_EVERY) == 1;
        let kept = before.filter(|_| !whole).map(|before| kept(before, &text.body));
        let middle = match kept {
            Some((start, end)) => &text.body[start..text.body.len() - end],
            None => &text.body,
        };
        let frame = kept_frame(&text.frame);
        self.connection
            .prepare_cached(
                "INSERT INTO revisions (entry, number, at, by, label, meta, front_matter, kept_start, kept_end, body, \
                 hash, words, added, removed, frame) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
            )?
            .execute(params![
                key,
                new.number,
                new.at,
                new.by,
                new.label,
                serde_json::to_string(new.meta).map_err(|error| Error::new(ErrorCode::Failed, error.to_string()))?,
                text.front_matter,
                kept.map(|(start, _)| start as i64),
                kept.map(|(_, end)| end as i64),
                middle,
                hash_of(new.meta, &text.front_matter, &text.body, &frame),
                new.words,
                new.added,
                new.removed,
                frame,
            ])?;
        Ok(())
    }

    /// A version in full, checked against its hash.
    pub fn revision(&self, key: i64, number: u32) -> Result<StoredRevision> {
        let sql = "SELECT meta, front_matter, hash, frame FROM revisions WHERE entry = ?1 AND number = ?2";
        let found = self
            .connection
            .prepare_cached(sql)?
            .query_row(params![key, number], |row| {
                let (meta, front_matter): (String, String) = (row.get(0)?, row.get(1)?);
                Ok((meta, front_matter, row.get::<_, Vec<u8>>(2)?, row.get::<_, String>(3)?))
            })
            .optional()?;
        let (meta, front_matter, hash, frame) = found.ok_or_else(|| gone(number))?;
        let body = self.rebuilt(key, number)?;
        let meta: Meta = serde_json::from_str(&meta).map_err(|_| broken(number))?;
        if hash_of(&meta, &front_matter, &body, &frame)[..] != hash[..] {
            return Err(broken(number));
        }
        Ok(StoredRevision { meta, body, front_matter, frame: frame_of(&frame) })
    }

    /// The newest version that is whole, with its number.
    pub fn newest_whole(&self, key: i64) -> Result<Option<(u32, StoredRevision)>> {
        let numbers = self.revisions(key)?.into_iter().map(|row| row.number);
        Ok(numbers.filter_map(|number| Some((number, self.revision(key, number).ok()?))).next())
    }

    /// Starts at the nearest whole copy and puts one middle after the other into it.
    fn rebuilt(&self, key: i64, number: u32) -> Result<String> {
        let mut statement = self.connection.prepare_cached(
            "SELECT kept_start, kept_end, body FROM revisions WHERE entry = ?1 AND number <= ?2 AND number >= ( \
               SELECT max(number) FROM revisions WHERE entry = ?1 AND number <= ?2 AND kept_start IS NULL \
             ) ORDER BY number",
        )?;
        let mut rows = statement.query(params![key, number])?;
        let mut body = String::new();
        while let Some(row) = rows.next()? {
            let kept: Option<(i64, i64)> = row.get::<_, Option<i64>>(0)?.zip(row.get(1)?);
            let middle: String = row.get(2)?;
            body = match kept {
                Some((start, end)) => joined(&body, start, &middle, end).ok_or_else(|| broken(number))?,
                None => middle,
            };
        }
        Ok(body)
    }
}

fn row(row: &Row<'_>) -> rusqlite::Result<RevisionRow> {
    Ok(RevisionRow {
        number: row.get(0)?,
        at: row.get(1)?,
        by: row.get(2)?,
        label: row.get(3)?,
        words: row.get(4)?,
        added: row.get(5)?,
        removed: row.get(6)?,
    })
}

fn gone(number: u32) -> Error {
    Error::new(ErrorCode::NotFound, format!("There is no revision {number} of this page."))
}

fn broken(number: u32) -> Error {
    Error::new(
        ErrorCode::Damaged,
        format!("Revision {number} was damaged on the disk and cannot be shown. The others are not touched by it."),
    )
}

/// Bytes the two bodies share at the start and at the end, on character boundaries of both.
fn kept(before: &str, after: &str) -> (usize, usize) {
    let pairs = before.bytes().zip(after.bytes());
    let mut start = pairs.take_while(|(a, b)| a == b).count();
    while !after.is_char_boundary(start) || !before.is_char_boundary(start) {
        start -= 1;
    }
    let pairs = before[start..].bytes().rev().zip(after[start..].bytes().rev());
    let mut end = pairs.take_while(|(a, b)| a == b).count();
    while !after.is_char_boundary(after.len() - end) || !before.is_char_boundary(before.len() - end) {
        end -= 1;
    }
    (start, end)
}

fn joined(before: &str, start: i64, middle: &str, end: i64) -> Option<String> {
    let (start, end) = (usize::try_from(start).ok()?, usize::try_from(end).ok()?);
    let tail = before.len().checked_sub(end).filter(|tail| *tail >= start)?;
    Some([before.get(..start)?, middle, before.get(tail..)?].concat())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    proptest::proptest! {
        #[test]
        fn a_middle_rebuilds_the_whole(before in "[aé🎉\\n]{0,30}", after in "[aé🎉\\n]{0,30}") {
            let (start, end) = kept(&before, &after);
            let middle = &after[start..after.len() - end];
            let again = joined(&before, start as i64, middle, end as i64);
            proptest::prop_assert_eq!(again.unwrap(), after);
        }
    }

    #[test]
    fn stores_only_what_changed() {
        assert_eq!(kept("one two three", "one 2 three"), (4, 6));
        assert_eq!(kept("aaa", "aaaa"), (3, 0));
        assert_eq!(joined("short", 3, "", 9), None);
    }
}
