//! What goes into a bundle: the chosen guides, and every page that can be reached from them by links.

use std::collections::BTreeMap;

use super::Source;
use crate::markdown::Document;
use crate::parallel;
use crate::vocabulary::{Target, Vocabulary};

/// A source with its text read.
pub struct Entry<'a> {
    pub source: &'a Source<'a>,
    pub document: Document<'a>,
    /// Paths of its assets with their sizes, as links are resolved against.
    pub assets: Vec<(String, u64)>,
}

impl<'a> Entry<'a> {
    fn read(source: &'a Source<'a>) -> Self {
        let assets = source.assets.iter().map(|(path, bytes)| (path.clone(), bytes.len() as u64)).collect();
        Self { source, document: Document::parse(&source.draft.body), assets }
    }

    /// True when a heading of the text has this id.
    pub fn has_anchor(&self, id: &str) -> bool {
        self.document.headings.iter().any(|heading| heading.id == id)
    }

    pub fn is_guide(&self) -> bool {
        self.source.draft.meta.kind.is_guide()
    }
}

/// Guides in the order of the index, then the pages they lead to, directly or not, by address.
pub fn select<'a>(guides: &'a [Source<'a>], pages: &'a [Source<'a>], vocabulary: &Vocabulary) -> Vec<Entry<'a>> {
    let mut waiting: BTreeMap<(&'static str, String), &'a Source<'a>> =
        pages.iter().map(|page| (address(page), page)).collect();
    let mut sources: Vec<&'a Source<'a>> = guides.iter().collect();
    sources.sort_by(|a, b| index_order(a).cmp(&index_order(b)));
    let mut chosen = parallel::map(&sources, |source| Entry::read(source));
    let mut read = 0;
    while read < chosen.len() {
        let wanted: Vec<_> = chosen[read..].iter().flat_map(|entry| targets(entry, vocabulary)).collect();
        let reached: Vec<&'a Source<'a>> = wanted.iter().filter_map(|address| waiting.remove(address)).collect();
        read = chosen.len();
        chosen.extend(parallel::map(&reached, |source| Entry::read(source)));
    }
    chosen[guides.len()..].sort_by(|a, b| page_order(a.source).cmp(&page_order(b.source)));
    chosen
}

/// Newest first, as the publication's index lists them.
fn index_order<'a>(source: &'a Source<'_>) -> (std::cmp::Reverse<&'a str>, &'a str, &'a str) {
    let meta = &source.draft.meta;
    (std::cmp::Reverse(meta.date.as_str()), meta.title.as_str(), meta.slug.as_str())
}

fn page_order<'a>(source: &'a Source<'_>) -> (&'static str, &'a str) {
    (source.draft.meta.kind.section(), source.draft.meta.slug.as_str())
}

fn address(source: &Source<'_>) -> (&'static str, String) {
    (source.draft.meta.kind.section(), source.draft.meta.slug.clone())
}

/// Section and slug of each page an entry links to.
fn targets(entry: &Entry<'_>, vocabulary: &Vocabulary) -> Vec<(&'static str, String)> {
    let from = entry.source.draft.meta.path();
    let links = entry.document.links.iter().map(|link| vocabulary.resolve(&from, &entry.assets, &link.href).target);
    links
        .filter_map(|target| match target {
            Target::Page(page) => Some((page.kind.section(), page.slug.clone())),
            _ => None,
        })
        .collect()
}
