//! New entries: from a template, as a copy; and the way into the trash and back.

use super::judge::keep;
use super::vocabulary::one_line;
use super::write::{Written, before, write_state};
use super::{Library, StoredGuide, lock};
use crate::guide::{Draft, Kind, Meta, Status, slug_of};
use crate::store::{EntryRow, NewEntry, Tables};
use crate::text::Frame;
use crate::view::Overview;
use crate::{Error, ErrorCode, Result};

impl Library {
    /// A new entry from the template of its kind, without a title if none is given; answers with its id.
    pub fn create(&self, kind: Kind, title: &str) -> Result<String> {
        let title = one_line(title);
        if kind == Kind::StackItem && self.vocabulary().item(&title).is_some() {
            return Err(Error::new(ErrorCode::Invalid, format!("“{title}” is in the stack already.")));
        }
        let status = if kind.is_guide() { Status::Draft } else { Status::Approved };
        let date = if kind.is_guide() { self.world.today() } else { String::new() };
        let meta = Meta { kind, slug: slug_of(&title), title, date, ..Meta::default() };
        let draft = Draft { meta, body: template(kind).into(), ..Draft::default() };
        let label = format!("Created from the {} template", kind.as_str().replace('-', " "));
        self.insert(draft, status, &label, None)
    }

    /// A copy with its own slug; answers with its id.
    pub fn duplicate(&self, id: &str) -> Result<String> {
        self.save_if_open(id)?;
        let stored = self.stored(&[id.to_owned()])?.remove(0);
        // A waiver is for the guide it was given for.
        let mut draft = Draft { waivers: Vec::new(), ..stored.draft.clone() };
        let label = format!("Copied from “{}”", draft.meta.title);
        if !draft.meta.title.is_empty() {
            draft.meta.title = format!("{} (copy)", draft.meta.title);
        }
        self.insert(draft, Status::Draft, &label, Some(&stored))
    }

    /// Stores a new entry under a free slug, with front matter and files of the one it is `like`.
    fn insert(&self, mut draft: Draft, status: Status, label: &str, like: Option<&StoredGuide>) -> Result<String> {
        let (id, at) = (self.world.id(), self.now());
        let measure = self.measure();
        self.write(|tables| {
            draft.meta.slug = free_slug(tables, draft.meta.kind, &draft.meta.slug, 0)?;
            let key = tables.insert_entry(&NewEntry { id: &id, status, meta: &draft.meta, at: &at })?;
            let (mut front_matter, mut frame) = (String::new(), Frame::default());
            if let Some(like) = like {
                tables.copy_assets(tables.entry(&like.id)?.key, key)?;
                front_matter = crate::front_matter::patch(&like.front_matter, &like.draft.meta, &draft.meta);
                frame = like.frame.clone();
            }
            for answer in &draft.answers {
                tables.set_answer(key, answer)?;
            }
            let assets = super::list::asset_sizes(tables, key)?;
            let kept = keep(&draft, &assets, &measure);
            let by = super::list::settings(tables)?.person;
            let (front_matter, frame) = (&front_matter, &frame);
            let written = Written { draft: &draft, front_matter, frame, status, label, by: &by, at: &at, before: None };
            write_state(tables, key, &written, &kept).map(drop)
        })?;
        self.vocabulary_changed()?;
        Ok(id)
    }

    pub fn trash(&self, ids: &[String]) -> Result<Overview> {
        let at = self.now();
        for id in ids {
            self.save_if_open(id)?;
        }
        self.write(|tables| {
            for id in ids {
                let row = tables.entry(id)?;
                tables.set_trashed(row.key, Some(&at))?;
            }
            Ok(())
        })?;
        let mut desk = lock(&self.desk);
        for id in ids {
            desk.remove(id);
        }
        drop(desk);
        self.vocabulary_changed()?;
        self.overview()
    }

    /// Takes entries out of the trash; one whose slug is taken meanwhile gets another.
    pub fn untrash(&self, ids: &[String]) -> Result<Overview> {
        self.write(|tables| {
            for id in ids {
                let row = tables.entry(id)?;
                let slug = free_slug(tables, row.meta.kind, &row.meta.slug, row.key)?;
                if slug != row.meta.slug {
                    self.rename(tables, &row, slug)?;
                }
                tables.set_trashed(row.key, None)?;
            }
            Ok(())
        })?;
        self.vocabulary_changed()?;
        self.overview()
    }

    fn rename(&self, tables: &Tables<'_>, row: &EntryRow, slug: String) -> Result<()> {
        let guide = super::list::stored(tables, row.clone())?;
        let mut draft = guide.draft;
        let front_matter = {
            let before = draft.meta.clone();
            draft.meta.slug = slug;
            crate::front_matter::patch(&guide.front_matter, &before, &draft.meta)
        };
        let kept = keep(&draft, &guide.assets, &self.measure());
        let (by, there) = (super::list::settings(tables)?.person, before(tables, row)?);
        let written = Written {
            draft: &draft,
            front_matter: &front_matter,
            frame: &guide.frame,
            status: row.status,
            label: "Taken out of the trash",
            by: &by,
            at: &self.now(),
            before: there.revision.as_deref(),
        };
        write_state(tables, row.key, &written, &kept).map(drop)
    }
}

/// The slug, or the first of `slug-2`, `slug-3` … that is free in the section.
pub(super) fn free_slug(tables: &Tables<'_>, kind: Kind, slug: &str, except: i64) -> Result<String> {
    let slug = if slug.is_empty() { "untitled" } else { slug };
    let mut free = slug.to_owned();
    let mut number = 2;
    while tables.slug_taken(kind.section(), &free, except)? {
        free = format!("{slug}-{number}");
        number += 1;
    }
    Ok(free)
}

/// The plan of a new text. The questions beside it are the screen's, not the text's; the empty lines
/// are where the answers go.
fn template(kind: Kind) -> &'static str {
    match kind {
        Kind::DeepDive => "\n\n## Problem\n\n\n## Approach\n\n\n## Outcome\n\n\n## Lessons\n\n",
        Kind::Comparison => {
            "\n\n## The question\n\n\n## Side by side\n\n| | First | Second |\n| --- | --- | --- |\n| Fits when | | |\n\
             | Costs | | |\n| Measured | | |\n\n## When each shines\n\n\n## Outcome\n\n\n## Lessons\n\n"
        }
        Kind::CaseStudy => "## The project\n\n\n## What was built\n\n\n## What came of it\n\n",
        Kind::StackItem => "",
    }
}
