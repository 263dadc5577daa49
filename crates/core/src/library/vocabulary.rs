//! The snapshot of what guides may point at, and new words in it.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError};

use super::Library;
use crate::guide::{Kind, Meta};
use crate::store::{EntryRow, Tables};
use crate::view::Overview;
use crate::vocabulary::{Page, StackItem, Vocabulary};
use crate::{Error, ErrorCode, Result};

/// Everything outside the trash, by title.
pub(super) fn snapshot(tables: &Tables<'_>) -> Result<Vocabulary> {
    let mut anchors: HashMap<i64, Vec<String>> = tables.anchors()?.into_iter().collect();
    let (mut pages, mut stack) = (Vec::new(), Vec::new());
    for row in tables.entries()? {
        if row.meta.kind == Kind::StackItem {
            stack.push(stack_item(&row.meta));
        }
        let anchors = anchors.remove(&row.key).unwrap_or_default();
        pages.push(page(row, anchors));
    }
    Ok(Vocabulary::new(pages, stack, tables.tags()?))
}

pub(super) fn page(row: EntryRow, anchors: Vec<String>) -> Page {
    let Meta { kind, slug, title, date, .. } = row.meta;
    Page { kind, slug, title, status: row.status, date, anchors }
}

pub(super) fn stack_item(meta: &Meta) -> StackItem {
    StackItem {
        name: meta.title.clone(),
        slug: meta.slug.clone(),
        aliases: meta.aliases.clone(),
        facet_of: meta.facet_of.clone(),
        version: meta.version.clone(),
    }
}

impl Library {
    /// What guides may point at, as of now.
    pub fn vocabulary(&self) -> Arc<Vocabulary> {
        Arc::clone(&self.vocabulary.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the snapshot anew; call after entries or tags changed.
    pub(super) fn refresh_vocabulary(&self) -> Result<()> {
        let fresh = Arc::new(self.read(snapshot)?);
        *self.vocabulary.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        Ok(())
    }

    pub fn create_tag(&self, name: &str) -> Result<Overview> {
        let name = one_line(name);
        if name.is_empty() {
            return Err(Error::new(ErrorCode::Invalid, "A tag needs a name."));
        }
        let at = self.now();
        self.write(|tables| tables.insert_tag(&name, &at))?;
        self.refresh_vocabulary()?;
        self.overview()
    }

    /// A stack item with an empty page.
    pub fn create_stack_item(&self, name: &str) -> Result<Overview> {
        self.create(Kind::StackItem, name)?;
        self.overview()
    }
}

/// White space folded: names stand in lists and chips.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Library {
    /// After entries, names or headings changed: a fresh snapshot, and verdicts that follow from it.
    pub(super) fn vocabulary_changed(&self) -> Result<()> {
        self.refresh_vocabulary()
    }
}
