//! The snapshot of what guides may point at, new words in it, and what follows from a change.

use std::collections::HashSet;
use std::sync::{Arc, PoisonError};

use super::follow::changed_names;
use super::{Library, lock};
use crate::bar::passages::prints_of;
use crate::guide::{Kind, Meta};
use crate::markdown::Document;
use crate::store::{PageRow, Store, Tables};
use crate::text::prints::METHOD;
use crate::view::Overview;
use crate::vocabulary::{Page, Passages, StackItem, TIES, Vocabulary};
use crate::{Error, ErrorCode, Result, parallel};

/// Everything outside the trash, by title; without what pages say, which takes longer to read than all else.
pub(super) fn snapshot(tables: &Tables<'_>) -> Result<Vocabulary> {
    let rows = tables.pages()?;
    let items = rows.iter().filter(|row| row.meta.kind == Kind::StackItem);
    let stack = items.map(|row| stack_item(&row.meta)).collect();
    Ok(Vocabulary::new(rows.into_iter().map(page).collect(), stack, tables.tags()?))
}

/// What the pages of a library say, read in the background. Prints are made from texts and can be made again:
/// without them the library is whole all the same.
pub(super) fn passages(store: Store) -> Passages {
    Passages::later(move || store.snapshot(|tables| tables.passages(METHOD)).unwrap_or_default())
}

/// Makes the prints that an older version did not keep. What fails here is tried again with the next save.
pub(super) fn keep_passages(store: &mut Store) {
    let missing = store.tables().without_passages(METHOD).unwrap_or_default();
    if missing.is_empty() || store.fixed {
        return;
    }
    let made = parallel::map(&missing, |(key, body)| (*key, prints_of(&Document::parse(body))));
    let _ = store.write(|tables| made.iter().try_for_each(|(key, prints)| tables.set_passages(*key, METHOD, prints)));
}

/// Makes a snapshot ready on a thread of its own; who asks before waits no longer than it would have taken anyway.
pub(super) fn made_ready(vocabulary: &Arc<Vocabulary>) {
    let vocabulary = Arc::clone(vocabulary);
    std::thread::spawn(move || vocabulary.made_ready());
}

fn page(row: PageRow) -> Page {
    let Meta { kind, slug, title, date, .. } = row.meta;
    Page { kind, slug, title, status: row.status, date, anchors: row.anchors }
}

pub(super) fn stack_item(meta: &Meta) -> StackItem {
    StackItem {
        name: meta.title.clone(),
        slug: meta.slug.clone(),
        aliases: meta.aliases.clone(),
        facet_of: meta.facet_of.clone(),
        version: meta.version.clone(),
        tie: meta.tags.iter().find(|tag| TIES.contains(&tag.as_str())).cloned().unwrap_or_default(),
    }
}

impl Library {
    /// What guides may point at, as of now.
    pub fn vocabulary(&self) -> Arc<Vocabulary> {
        Arc::clone(&self.vocabulary.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// After entries, names or headings changed: a fresh snapshot. Verdicts that may follow from the
    /// difference are noted and made true before the next list.
    pub(super) fn vocabulary_changed(&self) -> Result<()> {
        self.vocabulary_changed_beside(HashSet::new())
    }

    /// As `vocabulary_changed`, where the entries with these keys were judged knowing the change.
    pub(super) fn vocabulary_changed_beside(&self, judged: HashSet<i64>) -> Result<()> {
        let before = self.vocabulary();
        let fresh = self.read(|tables| {
            if let Ok(pages) = tables.pages_with_passages(METHOD) {
                before.passages().follow(pages, |page| tables.passages_at(&page.path, METHOD).unwrap_or_default());
            }
            snapshot(tables)
        })?;
        let fresh = Arc::new(fresh.with_passages_of(&before));
        fresh.made_ready();
        let names = changed_names(&before, &fresh);
        *self.vocabulary.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        lock(&self.changed).add(names, judged);
        Ok(())
    }

    pub fn create_tag(&self, name: &str) -> Result<Overview> {
        let name = one_line(name);
        if name.is_empty() {
            return Err(Error::new(ErrorCode::Invalid, "A tag needs a name."));
        }
        let at = self.now();
        self.write(|tables| tables.insert_tag(&name, &at))?;
        self.vocabulary_changed()?;
        self.overview()
    }

    /// A stack item with an empty page.
    pub fn create_stack_item(&self, name: &str) -> Result<Overview> {
        if one_line(name).is_empty() {
            return Err(Error::new(ErrorCode::Invalid, "A stack item needs a name."));
        }
        self.create(Kind::StackItem, name)?;
        self.overview()
    }
}

/// White space and control characters folded: names stand in lists and chips.
pub(super) fn one_line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}
