//! Saved versions of a guide: the list, what changed, and the way back.

use super::difference::difference;
use super::{Library, lock};
use crate::Result;
use crate::guide::Meta;
use crate::store::{RevisionRow, Tables};
use crate::view::{Difference, OpenGuide, Revision};

impl Library {
    /// Newest first.
    pub fn history(&self, id: &str) -> Result<Vec<Revision>> {
        let rows = self.read(|tables| tables.revisions(tables.entry(id)?.key))?;
        Ok(rows.into_iter().map(revision).collect())
    }

    /// What changed between two revisions; `to == 0` is the text as it is now, saved or not.
    pub fn difference(&self, id: &str, from: u32, to: u32) -> Result<Difference> {
        let before = self.read(|tables| version(tables, id, from))?;
        let after = match to {
            0 => self.as_it_is(id)?,
            to => self.read(|tables| version(tables, id, to))?,
        };
        let mut found = difference((&before.0, &before.1), (&after.0, &after.1));
        (found.from, found.to) = (from, to);
        Ok(found)
    }

    /// Makes an old revision the newest one; nothing in between is lost.
    pub fn restore(&self, id: &str, number: u32) -> Result<OpenGuide> {
        self.on_desk(id)?;
        self.save(id)?;
        let (mut meta, body) = self.read(|tables| version(tables, id, number))?;
        self.read(|tables| {
            let row = tables.entry(id)?;
            // An address that another page took meanwhile stays there.
            if tables.slug_taken(meta.kind.section(), &meta.slug, row.key)? {
                (meta.slug, meta.kind) = (row.meta.slug, row.meta.kind);
            }
            Ok(())
        })?;
        lock(&self.found_on_desk(id)?.guide).replace(&body);
        self.save_as(id, &format!("Restored revision {number}"), Some(meta))?;
        self.whole(id)
    }

    fn as_it_is(&self, id: &str) -> Result<(Meta, String)> {
        if let Ok(open) = self.found_on_desk(id) {
            let open = lock(&open.guide);
            return Ok((open.text.draft.meta.clone(), open.text.draft.body.clone()));
        }
        self.read(|tables| {
            let row = tables.entry(id)?;
            let body = tables.text(&row)?.body;
            Ok((row.meta, body))
        })
    }
}

fn version(tables: &Tables<'_>, id: &str, number: u32) -> Result<(Meta, String)> {
    let revision = tables.revision(tables.entry(id)?.key, number)?;
    Ok((revision.meta, revision.body))
}

fn revision(row: RevisionRow) -> Revision {
    let RevisionRow { number, at, by, label, words, added, removed } = row;
    Revision { number, at, by, label, words, added, removed }
}
