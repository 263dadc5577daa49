//! A state of an entry onto the disk: row, text, search, verdict and revision in one transaction.

use super::difference::words_changed;
use super::judge::Kept;
use crate::guide::{Draft, Status};
use crate::store::{EntryRow, NewRevision, NewState, Tables, Text};
use crate::text::Frame;
use crate::text::prints::METHOD;
use crate::{ErrorCode, Result};

/// A state of an entry about to be written.
pub(super) struct Written<'a> {
    pub draft: &'a Draft,
    pub front_matter: &'a str,
    pub frame: &'a Frame,
    pub status: Status,
    pub label: &'a str,
    pub by: &'a str,
    /// RFC 3339, UTC.
    pub at: &'a str,
    /// The body of the revision before this one; `None` for the first, and where it was damaged.
    pub before: Option<&'a str>,
}

/// Writes everything; answers with the revision's number.
pub(super) fn write_state(tables: &Tables<'_>, key: i64, new: &Written<'_>, kept: &Kept) -> Result<u32> {
    let number = tables.last_revision(key)? + 1;
    let text = Text {
        body: new.draft.body.clone(),
        front_matter: new.front_matter.to_owned(),
        frame: new.frame.clone(),
        anchors: kept.anchors.clone(),
    };
    let state = NewState {
        status: new.status,
        meta: &new.draft.meta,
        words: kept.judged.words,
        minutes: kept.judged.minutes,
        revision: number,
        at: new.at,
    };
    tables.set_state(key, &state, &text)?;
    tables.set_verdict(key, &kept.judged.verdict)?;
    tables.set_passages(key, METHOD, &kept.prints)?;
    write_revision(tables, key, number, new, kept.judged.words, &text)?;
    Ok(number)
}

/// Writes the version alone, beside the entry's text.
pub(super) fn write_revision(
    tables: &Tables<'_>,
    key: i64,
    number: u32,
    new: &Written<'_>,
    words: u32,
    text: &Text,
) -> Result<()> {
    let (added, removed) = match new.before {
        Some(before) => words_changed(before, &text.body),
        None => (words, 0),
    };
    let (at, by, label) = (new.at, new.by, new.label);
    let revision = NewRevision { number, at, by, label, meta: &new.draft.meta, words, added, removed };
    tables.insert_revision(key, &revision, text, new.before)
}

/// What the library holds of an entry before a save.
pub(super) struct Before {
    /// The stored text; where it is damaged, the newest whole version: a damaged text on the disk must
    /// not keep a whole one from being saved.
    pub text: Text,
    /// The body of the revision numbered highest: the stored text, or after a conflict the copy.
    /// `None` where that is damaged, so that the next one is stored whole.
    pub revision: Option<String>,
}

/// Reads what is there, whatever state it is in.
pub(super) fn before(tables: &Tables<'_>, row: &EntryRow) -> Result<Before> {
    let last = tables.last_revision(row.key)?;
    match tables.text(row) {
        Ok(text) if last == row.revision => Ok(Before { revision: Some(text.body.clone()), text }),
        Ok(text) => Ok(Before { revision: body_of(tables, row, last), text }),
        Err(error) if error.code == ErrorCode::Damaged => {
            let whole = tables.newest_whole(row.key)?.map(|(_, whole)| whole.into_text());
            Ok(Before { revision: body_of(tables, row, last), text: whole.unwrap_or_default() })
        }
        Err(error) => Err(error),
    }
}

fn body_of(tables: &Tables<'_>, row: &EntryRow, number: u32) -> Option<String> {
    tables.revision(row.key, number).ok().map(|revision| revision.body)
}
