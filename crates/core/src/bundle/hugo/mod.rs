//! The Hugo bundle: leaf bundles below `content/`, built by Hugo without a warning.
//!
//! Every link that Hugo is asked to follow exists in the bundle, so `relref` never fails. What Hugo
//! would drop or run is rewritten beforehand, and told.

mod blocks;
mod braces;
mod front;
mod html;
mod inlines;
mod links;

use super::edits::Edits;
use super::fact::Fact;
use super::places::Places;
use super::selection::Entry;
use super::tally::Tally;
use super::{Page, index};

/// Sections and what their list pages are called.
const SECTIONS: [(&str, &str); 3] = [("guides", index::TITLE), ("case-studies", "Case studies"), ("stack", "Stack")];

/// The file of one entry, and what happened to it.
pub fn page(page: &Page<'_>) -> (Vec<u8>, Tally) {
    let mut tally = Tally::default();
    let id = page.entry.source.id;
    let front = front::block(page, &mut tally);
    let mut edits = Edits::default();
    let shielded = braces::shield(page, &mut edits, &mut tally);
    links::rewrite(page, &shielded, &mut edits, &mut tally);
    html::convert(page, &shielded, &mut edits, &mut tally);
    inlines::rewrite(page, &mut edits, &mut tally);
    blocks::rewrite(page, &mut edits, &mut tally);
    tally.note(Fact::Code, id, page.entry.document.code.len(), "");
    let (body, spaced) = braces::settle(&edits.apply(page.entry.document.source));
    tally.note(Fact::BraceSpaced, id, spaced, "");
    let blank = if body.is_empty() || body.starts_with('\n') { "" } else { "\n" };
    ((front + blank + &body).into_bytes(), tally)
}

/// `_index.md` for every section that has entries.
pub fn extras(entries: &[Entry<'_>]) -> Vec<(String, Vec<u8>)> {
    let used = |section: &str| entries.iter().any(|entry| entry.source.draft.meta.kind.section() == section);
    let sections = SECTIONS.iter().filter(|(section, _)| used(section));
    sections
        .map(|(section, title)| {
            let page = front::section(title, if *section == "guides" { index::PROMISE } else { "" });
            (format!("content/{section}/_index.md"), page.into_bytes())
        })
        .collect()
}

/// Hugo reads these as pages of their own and publishes no file; as text they are kept.
pub fn asset_name(path: &str) -> String {
    let lower = path.to_lowercase();
    let pages = [
        ".md",
        ".markdown",
        ".mdown",
        ".mdx",
        ".html",
        ".htm",
        ".adoc",
        ".asciidoc",
        ".ad",
        ".rst",
        ".org",
        ".pandoc",
        ".pdc",
    ];
    if pages.iter().any(|end| lower.ends_with(end)) { format!("{path}.txt") } else { path.to_owned() }
}

/// The entry's folder as Hugo addresses it: `/guides/staying-correct`.
fn logical(places: &Places, at: usize) -> String {
    format!("/{}", places.folder(at))
}
