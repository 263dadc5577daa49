//! Saving: one revision, one transaction, acknowledged only when it is on the disk.
//!
//! When another program saved the same guide in between, nothing is overwritten and nothing is lost:
//! what was typed here becomes a revision of its own ("Conflict copy"), the other text stays the
//! guide's text, and the answer is `Conflict`. Opening the guide again shows the other text; the
//! history holds both.

use std::sync::Arc;

use super::desk::Open;
use super::fields::{canonical, refuse_taken};
use super::judge::{Kept, Measure, keep_always};
use super::write::{Before, Written, before, write_revision, write_state};
use super::{Library, lock};
use crate::guide::{Draft, Meta, Status};
use crate::store::{EntryRow, Tables, Text};
use crate::view::{OpenGuide, Saved};
use crate::vocabulary::{PagePrints, PageSaid, Vocabulary};
use crate::{Error, ErrorCode, Result, front_matter};

/// What is about to be saved: taken from the desk and judged, with nothing locked meanwhile.
struct Attempt<'a> {
    id: &'a str,
    draft: Draft,
    /// The revision the text started from.
    base: u32,
    kept: Kept,
    label: &'a str,
    at: String,
}

/// What came of it.
enum Outcome {
    /// The library says the same already.
    Same(Saved),
    /// `named`: something changed that others may refer to.
    Written {
        saved: Saved,
        named: bool,
    },
    Conflict {
        theirs: u32,
        copy: u32,
    },
}

impl Library {
    /// Writes the open text as a revision in one transaction, if it differs from the last one.
    pub fn save(&self, id: &str) -> Result<Saved> {
        self.save_as(id, "Saved", None)
    }

    /// Saves every open guide; the first failure is the answer, after all were tried.
    pub fn save_all(&self) -> Result<()> {
        let ids: Vec<String> = lock(&self.desk).keys().cloned().collect();
        let results: Vec<Result<Saved>> = ids.iter().map(|id| self.save(id)).collect();
        results.into_iter().collect::<Result<Vec<_>>>().map(drop)
    }

    pub(super) fn save_if_open(&self, id: &str) -> Result<()> {
        let open = lock(&self.desk).contains_key(id);
        if open { self.save(id).map(drop) } else { Ok(()) }
    }

    /// Replaces the fields, folds aliases, saves at once; answers with the guide as it now is.
    pub fn set_meta(&self, id: &str, meta: Meta) -> Result<OpenGuide> {
        let meta = canonical(meta, &self.vocabulary())?;
        self.on_desk(id)?;
        self.save_as(id, "Fields changed", Some(meta))?;
        self.whole(id)
    }

    /// Saves the text on the desk, with `meta` in place of its fields when given. One save of a guide at
    /// a time; typing goes on meanwhile.
    pub(super) fn save_as(&self, id: &str, label: &str, meta: Option<Meta>) -> Result<Saved> {
        let open = self.found_on_desk(id)?;
        let _turn = lock(&open.saving);
        let (mut draft, base, assets, typed) = lock(&open.guide).taken();
        if !typed && meta.as_ref().is_none_or(|meta| *meta == draft.meta) {
            return self.read(|tables| Ok(same(tables.entry(id)?)));
        }
        let before = draft.meta.path();
        draft.meta = meta.unwrap_or(draft.meta);
        let kept = keep_always(&draft, &assets, &self.measure_for(&before, &draft.meta));
        let attempt = Attempt { id, draft, base, kept, label, at: self.now() };
        let outcome = self.write(|tables| attempt.write(tables))?;
        if let Outcome::Written { saved, named: false } = &outcome {
            self.vocabulary().passages().set(attempt.passages(saved.revision));
        }
        self.settle(&open, attempt.draft, outcome)
    }

    /// A page that moves is not measured against what it said at its old address.
    fn measure_for(&self, before: &str, meta: &Meta) -> Measure {
        let mut measure = self.measure();
        if meta.path() != before {
            let passages = measure.vocabulary.passages().without(before);
            measure.vocabulary = Arc::new(Vocabulary::clone(&measure.vocabulary).with_passages(passages));
        }
        measure
    }

    /// Tells the desk what was written.
    fn settle(&self, open: &Open, draft: Draft, outcome: Outcome) -> Result<Saved> {
        let (saved, named) = match outcome {
            Outcome::Same(saved) => (saved, false),
            Outcome::Written { saved, named } => (saved, named),
            Outcome::Conflict { theirs, copy } => {
                lock(&open.guide).stale = true;
                return Err(conflict(theirs, copy));
            }
        };
        lock(&open.guide).settled(draft, saved.revision, saved.status);
        if named {
            self.vocabulary_changed()?;
        }
        Ok(saved)
    }
}

impl Attempt<'_> {
    fn passages(&self, revision: u32) -> PagePrints {
        let Meta { title, .. } = &self.draft.meta;
        let page = PageSaid { path: self.draft.meta.path(), title: title.clone(), revision };
        PagePrints { page, prints: self.kept.prints.clone() }
    }

    fn write(&self, tables: &Tables<'_>) -> Result<Outcome> {
        let row = tables.entry(self.id)?;
        let there = before(tables, &row)?;
        if self.draft.body == there.text.body && self.draft.meta == row.meta {
            return Ok(Outcome::Same(same(row)));
        }
        let by = super::list::settings(tables)?.person;
        if row.revision != self.base {
            let copy = self.write_copy(tables, &row, &there, &by)?;
            return Ok(Outcome::Conflict { theirs: row.revision, copy });
        }
        if (&self.draft.meta.slug, self.draft.meta.kind) != (&row.meta.slug, row.meta.kind) {
            refuse_taken(tables, &self.draft.meta, row.key)?;
        }
        // An approval is for exact content: a changed text is a draft again.
        let approved = row.status == Status::Approved && row.meta.kind.is_guide();
        let status = if approved { Status::Draft } else { row.status };
        let block = front_matter::patch(&there.text.front_matter, &row.meta, &self.draft.meta);
        let written = Written { status, ..self.written(&block, &there, &by) };
        let revision = write_state(tables, row.key, &written, &self.kept)?;
        let named = approved || row.meta != self.draft.meta || there.text.anchors != self.kept.anchors;
        Ok(Outcome::Written { saved: Saved { revision, at: self.at.clone(), written: true, status }, named })
    }

    /// Keeps the text beside the one that another program saved; once, however often it is tried.
    fn write_copy(&self, tables: &Tables<'_>, row: &EntryRow, there: &Before, by: &str) -> Result<u32> {
        let last = tables.last_revision(row.key)?;
        let kept = tables.revision(row.key, last).ok();
        if kept.is_some_and(|kept| kept.body == self.draft.body && kept.meta == self.draft.meta) {
            return Ok(last);
        }
        let block = &there.text.front_matter;
        let text = Text { body: self.draft.body.clone(), anchors: Vec::new(), ..there.text.clone() };
        let written = Written { label: "Conflict copy", ..self.written(block, there, by) };
        write_revision(tables, row.key, last + 1, &written, self.kept.judged.words, &text)?;
        Ok(last + 1)
    }

    fn written<'w>(&'w self, front_matter: &'w str, there: &'w Before, by: &'w str) -> Written<'w> {
        Written {
            draft: &self.draft,
            front_matter,
            frame: &there.text.frame,
            status: Status::Draft,
            label: self.label,
            by,
            at: &self.at,
            before: there.revision.as_deref(),
        }
    }
}

/// The answer when nothing had to be written.
fn same(row: EntryRow) -> Saved {
    Saved { revision: row.revision, at: row.saved_at, written: false, status: row.status }
}

fn conflict(theirs: u32, copy: u32) -> Error {
    let message = format!(
        "Another program saved this guide (revision {theirs}). Nothing was overwritten: what you typed is kept as \
         revision {copy}, “Conflict copy”, in its history. Open the guide again to see the other text."
    );
    Error::new(ErrorCode::Conflict, message)
}
