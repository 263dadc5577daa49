//! Saved versions of a guide: the list, what changed, and the way back.

use similar::{ChangeTag, TextDiff};

use super::Library;
use crate::store::RevisionRow;
use crate::view::{Difference, OpenGuide, Revision};
use crate::{Error, ErrorCode, Result};

impl Library {
    /// Newest first.
    pub fn history(&self, id: &str) -> Result<Vec<Revision>> {
        let rows = self.read(|tables| tables.revisions(tables.entry(id)?.key))?;
        Ok(rows.into_iter().map(revision).collect())
    }

    /// What changed between two revisions; `to == 0` is the text as it is now.
    pub fn difference(&self, _id: &str, _from: u32, _to: u32) -> Result<Difference> {
        Err(Error::new(ErrorCode::Failed, "not built"))
    }

    /// Makes an old revision the newest one; nothing in between is lost.
    pub fn restore(&self, _id: &str, _revision: u32) -> Result<OpenGuide> {
        Err(Error::new(ErrorCode::Failed, "not built"))
    }
}

fn revision(row: RevisionRow) -> Revision {
    let RevisionRow { number, at, by, label, words, added, removed } = row;
    Revision { number, at, by, label, words, added, removed }
}

/// Words added and removed between two texts.
pub(super) fn words_changed(before: &str, after: &str) -> (u32, u32) {
    let diff = TextDiff::from_words(before, after);
    let (mut added, mut removed) = (0, 0);
    for change in diff.iter_all_changes().filter(|change| change.value().chars().any(char::is_alphanumeric)) {
        match change.tag() {
            ChangeTag::Insert => added += 1,
            ChangeTag::Delete => removed += 1,
            ChangeTag::Equal => {}
        }
    }
    (added, removed)
}
