//! Fields as the library keeps them: one line each, no name twice, a slug that can be a folder.

use super::vocabulary::one_line;
use crate::guide::{Meta, slug_of};
use crate::store::Tables;
use crate::vocabulary::Vocabulary;
use crate::{Error, ErrorCode, Result};

/// Longest field, in bytes, and most names in one: fields are read by people.
const LONGEST: usize = 10_000;
const MOST_NAMES: usize = 500;

/// The fields in order, names of the stack as the library spells them.
pub(super) fn canonical(mut meta: Meta, vocabulary: &Vocabulary) -> Result<Meta> {
    refuse_endless(&meta)?;
    for text in [&mut meta.title, &mut meta.summary, &mut meta.slug, &mut meta.date, &mut meta.updated] {
        *text = one_line(text);
    }
    if slug::slugify(&meta.slug).is_empty() {
        return Err(Error::new(ErrorCode::Invalid, "A page needs a slug: small letters, digits and hyphens."));
    }
    meta.slug = slug_of(&meta.slug);
    for name in meta.stack.iter_mut().chain(&mut meta.subjects) {
        if let Some(item) = vocabulary.item(name) {
            name.clone_from(&item.name);
        }
    }
    for names in [&mut meta.tags, &mut meta.stack, &mut meta.case_studies, &mut meta.subjects, &mut meta.aliases] {
        distinct(names);
    }
    Ok(meta)
}

/// An address belongs to one page.
pub(super) fn refuse_taken(tables: &Tables<'_>, meta: &Meta, key: i64) -> Result<()> {
    if !tables.slug_taken(meta.kind.section(), &meta.slug, key)? {
        return Ok(());
    }
    let message = format!("Another page already has the address {}. Choose another slug.", meta.path());
    Err(Error::new(ErrorCode::Invalid, message))
}

fn refuse_endless(meta: &Meta) -> Result<()> {
    let lists = [&meta.tags, &meta.stack, &meta.case_studies, &meta.subjects, &meta.aliases];
    let texts = [&meta.title, &meta.summary, &meta.slug, &meta.date, &meta.updated, &meta.facet_of, &meta.version];
    let mut all = texts.into_iter().chain(lists.iter().flat_map(|names| names.iter()));
    if lists.iter().all(|names| names.len() <= MOST_NAMES) && all.all(|text| text.len() <= LONGEST) {
        return Ok(());
    }
    Err(Error::new(ErrorCode::Invalid, "A field is longer than any reader would read. Nothing was changed."))
}

/// Drops empty and repeated names, keeping the first of each.
fn distinct(names: &mut Vec<String>) {
    let mut seen: Vec<String> = Vec::new();
    for name in names.iter().map(|name| one_line(name)) {
        if !name.is_empty() && !seen.contains(&name) {
            seen.push(name);
        }
    }
    *names = seen;
}
