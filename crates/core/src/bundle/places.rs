//! Where everything in a bundle lies: a folder per entry, its files beside it; and where links aim.

use std::collections::{BTreeMap, HashMap};

use super::names::{Names, segment};
use super::selection::Entry;
use crate::vocabulary::{Target, Vocabulary};

/// Paths of a planned bundle.
pub struct Places {
    /// Folder of each entry, below the bundle's root: `guides/staying-correct`.
    folders: Vec<String>,
    /// For each entry, path of each of its assets below its folder.
    assets: Vec<BTreeMap<String, String>>,
    by_address: HashMap<(&'static str, String), usize>,
}

/// What a link of an entry leads to, seen from the bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aim {
    /// The page it stands on.
    Here,
    /// Another page of the bundle.
    Entry(usize),
    /// A list page: site path, `/guides/`.
    List(String),
    /// A file of the entry, below its folder.
    Asset(String),
    /// A page of the library that is not in the bundle.
    Elsewhere,
    /// Nothing in the library is there.
    Nowhere,
    /// Another site, or somebody's mailbox.
    Outside,
    /// An address that does nothing here.
    Refused,
}

impl Places {
    /// `asset_name` says what a target needs an asset to be called.
    pub fn of(entries: &[Entry<'_>], asset_name: fn(&str) -> String) -> Self {
        let mut names = Names::default();
        let mut places = Self { folders: Vec::new(), assets: Vec::new(), by_address: HashMap::new() };
        for (at, entry) in entries.iter().enumerate() {
            let meta = &entry.source.draft.meta;
            let slug = segment(&meta.slug, "untitled");
            places.folders.push(names.path(&format!("{}/{slug}", meta.kind.section()), "untitled"));
            places.by_address.entry((meta.kind.section(), meta.slug.clone())).or_insert(at);
            places.assets.push(assets(entry, asset_name));
        }
        places
    }

    /// The page of an entry, below the bundle's root.
    pub fn page(&self, entry: usize) -> String {
        format!("{}/index.md", self.folder(entry))
    }

    pub fn folder(&self, entry: usize) -> &str {
        self.folders.get(entry).map_or("", String::as_str)
    }

    /// Stored path and path below the entry's folder, for each asset.
    pub fn assets(&self, entry: usize) -> impl Iterator<Item = (&str, &str)> {
        self.assets.get(entry).into_iter().flatten().map(|(stored, name)| (stored.as_str(), name.as_str()))
    }

    /// Where `href` leads from an entry, and the place in it.
    pub fn aim(&self, vocabulary: &Vocabulary, at: usize, entry: &Entry<'_>, href: &str) -> (Aim, Option<String>) {
        let from = entry.source.draft.meta.path();
        let resolved = vocabulary.resolve(&from, &entry.assets, href);
        let aim = match resolved.target {
            Target::Itself => Aim::Here,
            Target::Page(page) => match self.by_address.get(&(page.kind.section(), page.slug.clone())) {
                Some(&found) if found == at => Aim::Here,
                Some(&found) => Aim::Entry(found),
                None => Aim::Elsewhere,
            },
            Target::List => Aim::List(list_path(href)),
            Target::Asset(path) => match self.assets.get(at).and_then(|assets| assets.get(&path)) {
                Some(name) => Aim::Asset(name.clone()),
                None => Aim::Nowhere,
            },
            Target::Missing(_) => Aim::Nowhere,
            Target::External => Aim::Outside,
            Target::Refused(_) => Aim::Refused,
        };
        (aim, resolved.fragment)
    }
}

fn assets(entry: &Entry<'_>, asset_name: fn(&str) -> String) -> BTreeMap<String, String> {
    let mut names = Names::default();
    for kept in ["index.md", "_index.md"] {
        names.keep(kept);
    }
    let mut stored: Vec<&str> = entry.assets.iter().map(|(path, _)| path.as_str()).collect();
    stored.sort_unstable();
    stored.into_iter().map(|path| (path.to_owned(), names.path(&asset_name(path), "file"))).collect()
}

/// `/guides/` for every spelling of a list's address.
fn list_path(href: &str) -> String {
    let address = href.trim().split(['#', '?']).next().unwrap_or_default();
    let known = ["guides", "case-studies", "stack", "tags"];
    let segments: Vec<&str> = address
        .split('/')
        .filter(|part| !matches!(*part, "" | "." | ".."))
        .map(|part| part.trim_end_matches(".md").trim_end_matches(".html"))
        .filter(|part| !matches!(*part, "index" | "_index"))
        .collect();
    match segments.iter().position(|part| known.contains(part)) {
        Some(at) => format!("/{}/", segments[at..].join("/")),
        None => "/".to_owned(),
    }
}
