//! Saving: one revision, one transaction, acknowledged only when it is on the disk.
//!
//! When another program saved the same guide in between, nothing is overwritten and nothing is lost:
//! what was typed here becomes a revision of its own ("Conflict copy"), the other text stays the
//! guide's text, and the answer is `Conflict`. Opening the guide again shows the other text; the
//! history holds both.

use super::create::slug_of;
use super::desk::OnDesk;
use super::difference::words_changed;
use super::judge::{Judged, judge_to_save};
use super::{Library, lock};
use crate::guide::{Draft, Meta, Status};
use crate::store::{EntryRow, NewRevision, NewState, StoredRevision, Tables, Text};
use crate::view::{OpenGuide, Saved};
use crate::{Error, ErrorCode, Result, front_matter};

/// Longest field, in bytes, and most names in one.
const LONGEST: usize = 10_000;
const MOST_NAMES: usize = 500;

/// A state of an entry about to be written.
pub(super) struct Written<'a> {
    pub draft: &'a Draft,
    pub front_matter: &'a str,
    pub status: Status,
    pub label: &'a str,
    pub by: &'a str,
    /// RFC 3339, UTC.
    pub at: &'a str,
    /// The body of the revision before this one, if there is one.
    pub before: Option<&'a str>,
}

/// Writes row, text, search, verdict and revision; answers with the revision's number.
pub(super) fn write_state(tables: &Tables<'_>, key: i64, new: &Written<'_>, judged: &Judged) -> Result<u32> {
    let number = tables.last_revision(key)? + 1;
    let text = Text {
        body: new.draft.body.clone(),
        front_matter: new.front_matter.to_owned(),
        anchors: judged.anchors.clone(),
    };
    let state = NewState {
        status: new.status,
        meta: &new.draft.meta,
        words: judged.words,
        minutes: judged.minutes,
        revision: number,
        at: new.at,
    };
    tables.set_state(key, &state, &text)?;
    tables.set_verdict(key, &judged.verdict)?;
    insert_revision(tables, key, number, new, judged.words, &text)?;
    Ok(number)
}

fn insert_revision(
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
    let revision =
        NewRevision { number, at: new.at, by: new.by, label: new.label, meta: &new.draft.meta, words, added, removed };
    tables.insert_revision(key, &revision, text, new.before)
}

/// What a save takes from the desk before it goes to the disk.
struct FromDesk {
    draft: Draft,
    base: u32,
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
        let meta = self.canonical(meta)?;
        self.on_desk(id)?;
        self.save_as(id, "Fields changed", Some(meta))?;
        self.whole(id)
    }

    /// Saves the text on the desk, with `meta` in place of its fields when given.
    pub(super) fn save_as(&self, id: &str, label: &str, meta: Option<Meta>) -> Result<Saved> {
        let open = self.found_on_desk(id)?;
        let at = self.now();
        let mut writer = lock(&self.writer);
        let mut taken = take(&lock(&open));
        if let Some(meta) = meta {
            taken.draft.meta = meta;
        }
        let (vocabulary, today) = (self.vocabulary(), self.world.today());
        let outcome = self.write_with(&mut writer, |tables| {
            let row = tables.entry(id)?;
            let stored = mended(tables, &row)?;
            if taken.draft.body == stored.body && taken.draft.meta == row.meta {
                return Ok(Wrote::Nothing { revision: row.revision, at: row.saved_at, status: row.status });
            }
            let by = super::list::settings(tables)?.person;
            if row.revision != taken.base {
                let copy = conflict_copy(tables, row.key, &taken.draft, &stored, &by, &at)?;
                return Ok(Wrote::Conflict { theirs: row.revision, copy });
            }
            if taken.draft.meta.slug != row.meta.slug || taken.draft.meta.kind != row.meta.kind {
                refuse_taken(tables, &taken.draft.meta, row.key)?;
            }
            let assets = super::list::asset_sizes(tables, row.key)?;
            let judged = judge_to_save(&taken.draft, &vocabulary, &assets, &today);
            let block = match stored.front_matter.as_str() {
                "" => String::new(),
                raw => front_matter::patch(raw, &row.meta, &taken.draft.meta),
            };
            // An approval is for exact content: a changed text is a draft again.
            let status =
                if row.status == Status::Approved && row.meta.kind.is_guide() { Status::Draft } else { row.status };
            let before = previous(tables, &row)?;
            let written = Written {
                draft: &taken.draft,
                front_matter: &block,
                status,
                label,
                by: &by,
                at: &at,
                before: before.as_deref(),
            };
            let revision = write_state(tables, row.key, &written, &judged)?;
            let fields = row.meta != taken.draft.meta || status != row.status || stored.anchors != judged.anchors;
            Ok(Wrote::Revision { revision, status, vocabulary: fields })
        })?;
        drop(writer);
        self.settle(&open, taken.draft, outcome, at)
    }

    /// Tells the desk what was written.
    fn settle(&self, open: &std::sync::Mutex<OnDesk>, draft: Draft, wrote: Wrote, at: String) -> Result<Saved> {
        match wrote {
            Wrote::Nothing { revision, at, status } => {
                lock(open).settled(draft, revision, status);
                Ok(Saved { revision, at, written: false, status })
            }
            Wrote::Conflict { theirs, copy } => {
                lock(open).stale = true;
                Err(Error::new(
                    ErrorCode::Conflict,
                    format!(
                        "Another program saved this guide (revision {theirs}). Nothing was overwritten: what you typed is \
                     kept as revision {copy}, “Conflict copy”, in its history. Open the guide again to see the other text."
                    ),
                ))
            }
            Wrote::Revision { revision, status, vocabulary } => {
                lock(open).settled(draft, revision, status);
                if vocabulary {
                    self.vocabulary_changed()?;
                }
                Ok(Saved { revision, at, written: true, status })
            }
        }
    }

    /// Fields as the library keeps them: one line each, names of the stack as the library spells them,
    /// no name twice, a slug that can be a folder.
    fn canonical(&self, mut meta: Meta) -> Result<Meta> {
        use super::vocabulary::one_line;
        let vocabulary = self.vocabulary();
        refuse_endless(&meta)?;
        for text in [&mut meta.title, &mut meta.summary, &mut meta.slug, &mut meta.date, &mut meta.updated] {
            *text = one_line(text);
        }
        if slug::slugify(&meta.slug).is_empty() {
            return Err(Error::new(ErrorCode::Invalid, "A page needs a slug: small letters, digits and hyphens."));
        }
        meta.slug = slug_of(&meta.slug);
        for name in &mut meta.stack {
            if let Some(item) = vocabulary.item(name) {
                name.clone_from(&item.name);
            }
        }
        for names in [&mut meta.tags, &mut meta.stack, &mut meta.case_studies, &mut meta.aliases] {
            distinct(names);
        }
        Ok(meta)
    }
}

enum Wrote {
    Nothing { revision: u32, at: String, status: Status },
    Conflict { theirs: u32, copy: u32 },
    Revision { revision: u32, status: Status, vocabulary: bool },
}

fn take(open: &OnDesk) -> FromDesk {
    FromDesk { draft: open.text.draft.clone(), base: open.base }
}

/// The stored text; where it is damaged, the newest whole version: a damaged text on the disk must not
/// keep a whole one from being saved.
pub(super) fn mended(tables: &Tables<'_>, row: &EntryRow) -> Result<Text> {
    match tables.text(row) {
        Err(error) if error.code == ErrorCode::Damaged => {
            let whole = tables.newest_whole(row.key)?.map(|(_, whole)| whole);
            let text = |whole: StoredRevision| Text {
                body: whole.body,
                front_matter: whole.front_matter,
                anchors: Vec::new(),
            };
            Ok(whole.map(text).unwrap_or_default())
        }
        other => other,
    }
}

/// The body of the revision numbered highest: usually the stored text, after a conflict the copy.
/// `None` where that is damaged, so that the next one is stored whole.
pub(super) fn previous(tables: &Tables<'_>, row: &EntryRow) -> Result<Option<String>> {
    let last = tables.last_revision(row.key)?;
    Ok(tables.revision(row.key, last).ok().map(|revision| revision.body))
}

fn conflict_copy(tables: &Tables<'_>, key: i64, draft: &Draft, stored: &Text, by: &str, at: &str) -> Result<u32> {
    let last = tables.last_revision(key)?;
    let newest = tables.revision(key, last).ok();
    if newest.as_ref().is_some_and(|newest| newest.body == draft.body && newest.meta == draft.meta) {
        return Ok(last);
    }
    let text = Text { body: draft.body.clone(), front_matter: stored.front_matter.clone(), anchors: Vec::new() };
    let new = Written {
        draft,
        front_matter: &stored.front_matter,
        status: Status::Draft,
        label: "Conflict copy",
        by,
        at,
        before: newest.as_ref().map(|newest| newest.body.as_str()),
    };
    let words = judge_to_save(draft, &crate::vocabulary::Vocabulary::default(), &[], "").words;
    insert_revision(tables, key, last + 1, &new, words, &text)?;
    Ok(last + 1)
}

fn refuse_taken(tables: &Tables<'_>, meta: &Meta, key: i64) -> Result<()> {
    if !tables.slug_taken(meta.kind.section(), &meta.slug, key)? {
        return Ok(());
    }
    Err(Error::new(
        ErrorCode::Invalid,
        format!("Another page already has the address {}. Choose another slug.", meta.path()),
    ))
}

/// Fields are read by people.
fn refuse_endless(meta: &Meta) -> Result<()> {
    let lists = [&meta.tags, &meta.stack, &meta.case_studies, &meta.aliases];
    let texts = [&meta.title, &meta.summary, &meta.slug, &meta.date, &meta.updated, &meta.facet_of, &meta.version];
    let names = lists.iter().flat_map(|names| names.iter());
    if lists.iter().any(|names| names.len() > MOST_NAMES)
        || texts.into_iter().chain(names).any(|text| text.len() > LONGEST)
    {
        return Err(Error::new(
            ErrorCode::Invalid,
            "A field is longer than any reader would read. Nothing was changed.",
        ));
    }
    Ok(())
}

/// Drops empty and repeated names, keeping the first of each.
pub(super) fn distinct(names: &mut Vec<String>) {
    let mut seen: Vec<String> = Vec::new();
    for name in names.iter().map(|name| super::vocabulary::one_line(name)) {
        if !name.is_empty() && !seen.contains(&name) {
            seen.push(name);
        }
    }
    *names = seen;
}
