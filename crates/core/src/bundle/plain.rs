//! The plain bundle: Markdown as it was written, in folders any viewer can follow.
//!
//! Front matter is kept line by line; only addresses inside the publication become relative paths.
//! What leads nowhere stays as written and is told.

use std::ops::Range;

use pulldown_cmark::Event;

use super::address::{destination, relative};
use super::edits::Edits;
use super::fact::Fact;
use super::places::{Aim, Places};
use super::selection::Entry;
use super::spots::{definitions, spots};
use super::tally::Tally;
use super::{Order, Page, front, index};
use crate::markdown::{Piece, pieces};

/// Sections beside the guides, and what their index is called.
const SECTIONS: [(&str, &str); 2] = [("case-studies", "Case studies"), ("stack", "Stack")];

/// The file of one entry, and what happened to it.
pub fn page(page: &Page<'_>) -> (Vec<u8>, Tally) {
    let mut tally = Tally::default();
    let mut edits = Edits::default();
    for spot in spots(&page.entry.document) {
        if let Some(to) = page.rewrite(&spot.href, spot.image, &mut tally) {
            spot.point(&to, &mut edits);
        }
    }
    for definition in definitions(&page.entry.document) {
        // What happens to a link is noted where the link stands.
        if let Some(to) = page.rewrite(&definition.href, false, &mut Tally::default()) {
            edits.replace(definition.address, to);
        }
    }
    for (place, href, image) in raw_addresses(page.entry) {
        if let Some(to) = page.rewrite(&href, image, &mut tally) {
            edits.replace(place, to.replace('&', "&amp;"));
        }
    }
    let id = page.entry.source.id;
    tally.note(Fact::Code, id, page.entry.document.code.len(), "");
    if page.order.draft {
        tally.one(Fact::MarkedDraft, id, "");
    }
    let (source, body) = (page.entry.source, edits.apply(page.entry.document.source));
    let place = page.places.page(page.at);
    let written = front::Written { source, place: &place, body: &body, draft: page.order.draft };
    (source.frame.bytes(&written.whole()), tally)
}

impl Page<'_> {
    /// The new address of a link or image, `None` to keep the one it has.
    fn rewrite(&self, href: &str, image: bool, tally: &mut Tally) -> Option<String> {
        let id = self.entry.source.id;
        let (aim, fragment) = self.places.aim(self.vocabulary, self.at, self.entry, href);
        let to = match self.path(&aim) {
            Ok(to) => to,
            Err(Some(fact)) => {
                tally.one(if image { Fact::ImageGone } else { fact }, id, href);
                return None;
            }
            Err(None) => return None,
        };
        if !self.has(&aim, fragment.as_deref()) {
            tally.one(Fact::AnchorGone, id, href);
        }
        tally.one(if image { Fact::Image } else { Fact::Link }, id, "");
        let to = destination(&to, fragment.as_deref());
        let changed = aim != Aim::Here && to != href.trim_start_matches("./");
        if changed && !image {
            tally.one(Fact::LinkRewritten, id, "");
        }
        changed.then_some(to)
    }

    /// Relative path of what a link aims at; `Err` holds what to tell, if anything.
    fn path(&self, aim: &Aim) -> Result<String, Option<Fact>> {
        let from = self.places.page(self.at);
        match aim {
            Aim::Here => Ok(String::new()),
            Aim::Entry(at) => Ok(relative(&from, &self.places.page(*at))),
            Aim::Asset(name) => Ok(name.clone()),
            Aim::List(list) if matches!(list.as_str(), "/" | "/guides/") => Ok(relative(&from, "index.md")),
            Aim::List(list) if self.has_list(list) => Ok(relative(&from, &format!("{}index.md", &list[1..]))),
            Aim::List(_) | Aim::Elsewhere => Err(Some(Fact::LinkElsewhere)),
            Aim::Nowhere => Err(Some(Fact::LinkNowhere)),
            Aim::Refused => Err(Some(Fact::LinkRefused)),
            Aim::Outside => Err(None),
        }
    }

    /// True when the bundle has an index of this section.
    fn has_list(&self, list: &str) -> bool {
        self.entries.iter().any(|entry| list == format!("/{}/", entry.source.draft.meta.kind.section()))
    }

    /// True when the place in the page exists, or none is named.
    fn has(&self, aim: &Aim, fragment: Option<&str>) -> bool {
        let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) else { return true };
        let entry = match aim {
            Aim::Here => Some(self.entry),
            Aim::Entry(at) => self.entries.get(*at),
            _ => None,
        };
        entry.is_none_or(|entry| entry.has_anchor(fragment))
    }
}

/// The publication's index, and one for each other section.
pub fn extras(order: &Order<'_>, entries: &[Entry<'_>], places: &Places) -> Vec<(String, Vec<u8>)> {
    let mut files = vec![
        ("index.md".to_owned(), index::markdown(entries, places, order.draft).into_bytes()),
        ("index.json".to_owned(), index::json(entries, places, order.draft)),
    ];
    for (section, title) in SECTIONS {
        let page = index::section(entries, places, section, title);
        files.extend(page.map(|page| (format!("{section}/index.md"), page.into_bytes())));
    }
    files
}

/// Addresses in raw HTML: place of the value, the address, and whether it is an image's.
fn raw_addresses(entry: &Entry<'_>) -> Vec<(Range<usize>, String, bool)> {
    let raw = entry.document.events.iter().filter_map(|(event, range)| match event {
        Event::Html(html) | Event::InlineHtml(html) if html.len() == range.len() => Some((html, range.start)),
        _ => None,
    });
    raw.flat_map(|(html, start)| {
        pieces(html).into_iter().flat_map(move |(piece, range)| addresses(&piece, start + range.start))
    })
    .collect()
}

fn addresses(piece: &Piece, start: usize) -> Vec<(Range<usize>, String, bool)> {
    let Piece::Tag(tag) = piece else { return Vec::new() };
    let wanted = match tag.name.as_str() {
        "a" => "href",
        "img" => "src",
        _ => return Vec::new(),
    };
    let found = tag.attributes.iter().filter(|attribute| attribute.name == wanted && !attribute.value.is_empty());
    found
        .map(|attribute| {
            let place = start + attribute.place.start..start + attribute.place.end;
            (place, attribute.value.clone(), tag.name == "img")
        })
        .collect()
}
