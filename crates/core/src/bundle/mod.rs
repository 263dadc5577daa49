//! What export writes: `plan` is pure (same input, same bytes); only `disk` touches files.
//!
//! A target says where things lie and how a page is written; everything else is shared.

use std::collections::BTreeMap;

use crate::bar::{Outcome, Profile, Severity, State};
use crate::guide::{Draft, Status};
use crate::parallel;
use crate::text::Frame;
use crate::view::{PreflightRow, Target};
use crate::vocabulary::Vocabulary;

mod address;
pub mod disk;
mod edits;
mod fact;
mod front;
mod hugo;
mod index;
mod manifest;
pub mod names;
mod places;
mod plain;
mod selection;
mod spots;
mod tally;
mod words;

use fact::Fact;
use places::Places;
use selection::Entry;
use tally::Tally;

/// One entry on its way out.
pub struct Source<'a> {
    pub id: &'a str,
    pub status: Status,
    pub draft: &'a Draft,
    /// Front matter as it was imported or last written, between the fences; may be empty.
    pub front_matter: &'a str,
    /// What stood around front matter and text in the file it came from.
    pub frame: &'a Frame,
    /// Path as the text names it, and bytes.
    pub assets: Vec<(String, Vec<u8>)>,
    /// Verdicts of the bar; empty for case studies and stack pages.
    pub outcomes: Vec<Outcome>,
    pub words: u32,
    pub read_minutes: u32,
}

/// A whole bundle in memory.
#[derive(Debug, Clone, Default)]
pub struct Bundle {
    /// Relative path with `/`, and bytes. Sorted.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Heaviest first.
    pub rows: Vec<PreflightRow>,
}

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Order<'a> {
    pub target: Target,
    /// Everything in the bundle is marked as a draft, and open checks do not stop it.
    pub draft: bool,
    /// `YYYY-MM-DD`: only for telling which dates lie ahead.
    pub today: &'a str,
    /// What the guides were judged by.
    pub profile: &'a Profile,
}

/// One page on its way into a bundle, with everything a target may look at.
struct Page<'p> {
    order: &'p Order<'p>,
    entries: &'p [Entry<'p>],
    places: &'p Places,
    vocabulary: &'p Vocabulary,
    at: usize,
    entry: &'p Entry<'p>,
}

/// `guides` are published; `pages` are the case studies and stack pages they may link to (those
/// that are reached come along).
pub fn plan(order: &Order<'_>, guides: &[Source<'_>], pages: &[Source<'_>], vocabulary: &Vocabulary) -> Bundle {
    let entries = selection::select(guides, pages, vocabulary);
    let places = Places::of(&entries, asset_name(order.target));
    let root = root(order.target);
    let mut files = BTreeMap::new();
    let mut tally = stops(order, guides);
    let all: Vec<usize> = (0..entries.len()).collect();
    let written = parallel::map(&all, |&at| {
        let page = Page { order, entries: &entries, places: &places, vocabulary, at, entry: &entries[at] };
        write(&page)
    });
    for (at, (bytes, told)) in written.into_iter().enumerate() {
        files.insert(format!("{root}{}", places.page(at)), bytes);
        add_assets(&entries[at], at, &places, root, &mut files, &mut tally);
        tally.add(told);
    }
    files.extend(extras(order, &entries, &places));
    let manifest = manifest::write(order, &entries, &places, root, &files);
    files.insert(manifest::NAME.to_owned(), manifest);
    Bundle { files, rows: tally.rows(order.target) }
}

/// True when these bytes are the manifest of a bundle.
pub fn is_manifest(bytes: &[u8]) -> bool {
    manifest::read(bytes).is_some()
}

/// Name of the manifest, in the bundle's root.
pub const MANIFEST: &str = manifest::NAME;

/// True for the pages that list others, which every export writes anew.
pub fn is_list_page(path: &str) -> bool {
    let below = path.strip_prefix("content/").unwrap_or(path);
    let sections = ["guides", "case-studies", "stack"];
    below == "index.md"
        || below
            .split_once('/')
            .is_some_and(|(section, page)| sections.contains(&section) && matches!(page, "index.md" | "_index.md"))
}

/// The file of one page.
fn write(page: &Page<'_>) -> (Vec<u8>, Tally) {
    match page.order.target {
        Target::Plain => plain::page(page),
        Target::Hugo => hugo::page(page),
    }
}

/// Where the entries' folders lie in a bundle.
fn root(target: Target) -> &'static str {
    match target {
        Target::Plain => "",
        Target::Hugo => "content/",
    }
}

fn asset_name(target: Target) -> fn(&str) -> String {
    match target {
        Target::Plain => str::to_owned,
        Target::Hugo => hugo::asset_name,
    }
}

/// Pages that no entry stands for.
fn extras(order: &Order<'_>, entries: &[Entry<'_>], places: &Places) -> Vec<(String, Vec<u8>)> {
    match order.target {
        Target::Plain => plain::extras(order, entries, places),
        Target::Hugo => hugo::extras(entries),
    }
}

/// What keeps the whole export from being made.
fn stops(order: &Order<'_>, guides: &[Source<'_>]) -> Tally {
    let mut tally = Tally::default();
    if guides.is_empty() {
        tally.one(Fact::NothingChosen, "", "");
    }
    for guide in guides.iter().filter(|guide| !order.draft && is_open(&guide.outcomes)) {
        tally.one(Fact::BarOpen, guide.id, &guide.draft.meta.title);
    }
    tally
}

/// True when a required check is neither met, waived nor beside the point.
fn is_open(outcomes: &[Outcome]) -> bool {
    let required = |outcome: &&Outcome| outcome.severity == Severity::Required;
    outcomes.iter().filter(required).any(|outcome| matches!(outcome.state, State::Fail | State::Confirm))
}

fn add_assets(
    entry: &Entry<'_>,
    at: usize,
    places: &Places,
    root: &str,
    files: &mut BTreeMap<String, Vec<u8>>,
    tally: &mut Tally,
) {
    let names: BTreeMap<&str, &str> = places.assets(at).collect();
    for (stored, bytes) in &entry.source.assets {
        let Some(name) = names.get(stored.as_str()) else { continue };
        files.insert(format!("{root}{}/{name}", places.folder(at)), bytes.clone());
        if *name != stored.trim_start_matches("./") {
            tally.one(Fact::Renamed, entry.source.id, stored);
        }
    }
}
