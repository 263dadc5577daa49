//! Links and images of a Hugo page: `relref` to pages of the bundle, plain paths to files.
//!
//! Hugo stops at a reference to a page that it does not build, so a page that may not be built yet
//! is addressed by its relative path.

use std::ops::Range;

use super::super::address::destination;
use super::super::edits::Edits;
use super::super::fact::Fact;
use super::super::places::Aim;
use super::super::spots::{definitions, spots};
use super::super::tally::Tally;
use super::{Page, logical};

/// From a page to the root of its site, whatever folder the site lies in.
const UP: &str = "../..";

/// What becomes of a link.
pub enum Fate {
    Keep,
    To(String),
    /// The words stay.
    Unlink,
}

/// Rewrites Markdown links, images and link definitions.
pub fn rewrite(page: &Page<'_>, shielded: &[Range<usize>], edits: &mut Edits, tally: &mut Tally) {
    for spot in spots(&page.entry.document) {
        let inside = shielded.iter().any(|region| region.contains(&spot.whole.start));
        match fate(page, &spot.href, spot.image, inside, tally) {
            Fate::Keep => {}
            Fate::To(to) => spot.point(&to, edits),
            Fate::Unlink => spot.unlink(edits),
        }
    }
    for definition in definitions(&page.entry.document) {
        let inside = shielded.iter().any(|region| region.contains(&definition.address.start));
        // What happens to a link is noted where the link stands.
        match fate(page, &definition.href, false, inside, &mut Tally::default()) {
            Fate::Keep => {}
            Fate::To(to) => edits.replace(definition.address, to),
            Fate::Unlink => edits.replace(definition.address, "#"),
        }
    }
}

/// Decides about one address, and notes what happens. `shielded`: no shortcode may stand here.
pub fn fate(page: &Page<'_>, href: &str, image: bool, shielded: bool, tally: &mut Tally) -> Fate {
    let id = page.entry.source.id;
    let (aim, fragment) = page.places.aim(page.vocabulary, page.at, page.entry, href);
    let fragment = known(page, &aim, fragment, href, tally);
    let fate = match &aim {
        Aim::Here => Fate::To(format!("#{}", fragment.unwrap_or_default())),
        Aim::Entry(at) => Fate::To(to_page(page, *at, fragment.as_deref(), shielded)),
        Aim::Asset(name) => Fate::To(destination(name, fragment.as_deref())),
        Aim::List(list) => to_list(page, list, shielded),
        Aim::Outside if href.contains("{{") => {
            Fate::To(href.replace('{', "%7B").replace('}', "%7D").replace(' ', "%20"))
        }
        Aim::Outside => Fate::Keep,
        Aim::Elsewhere | Aim::Nowhere | Aim::Refused => Fate::Unlink,
    };
    let lost = match aim {
        Aim::Refused => Fact::LinkRefused,
        Aim::Nowhere => Fact::LinkNowhere,
        _ => Fact::LinkElsewhere,
    };
    match (&fate, image) {
        (Fate::Unlink, true) => tally.one(Fact::ImageGone, id, href),
        (Fate::Unlink, false) => tally.one(lost, id, href),
        (_, true) => tally.one(Fact::Image, id, ""),
        (_, false) => tally.one(Fact::Link, id, ""),
    }
    fate
}

/// The fragment, if the page it leads to has it.
fn known(page: &Page<'_>, aim: &Aim, fragment: Option<String>, href: &str, tally: &mut Tally) -> Option<String> {
    let fragment = fragment.filter(|fragment| !fragment.is_empty())?;
    let entry = match aim {
        Aim::Here => page.entry,
        Aim::Entry(at) => page.entries.get(*at)?,
        _ => return Some(fragment),
    };
    if entry.has_anchor(&fragment) {
        return Some(fragment);
    }
    tally.one(Fact::AnchorGone, page.entry.source.id, href);
    None
}

fn to_page(page: &Page<'_>, at: usize, fragment: Option<&str>, shielded: bool) -> String {
    let path = logical(page.places, at);
    let target = page.entries.get(at).map_or("", |entry| entry.source.draft.meta.date.as_str());
    let own = page.entry.source.draft.meta.date.as_str();
    if shielded || (target > page.order.today && target > own) {
        return destination(&format!("{UP}{}/", path.to_lowercase()), fragment);
    }
    format!("{{{{< relref \"{}\" >}}}}", destination(&path, fragment))
}

fn to_list(page: &Page<'_>, list: &str, shielded: bool) -> Fate {
    let of_section = |section: &str| page.entries.iter().any(|entry| entry.source.draft.meta.kind.section() == section);
    let tagged = |tag: &str| {
        let tags = page.entries.iter().flat_map(|entry| &entry.source.draft.meta.tags);
        tags.map(|name| name.to_lowercase().replace(' ', "-")).any(|name| name == tag)
    };
    let segments: Vec<&str> = list.split('/').filter(|segment| !segment.is_empty()).collect();
    match segments[..] {
        [] if !shielded => Fate::To("{{< relref \"/\" >}}".to_owned()),
        [] => Fate::To(format!("{UP}/")),
        ["tags"] => Fate::To(format!("{UP}/tags/")),
        ["tags", tag] if tagged(tag) => Fate::To(destination(&format!("{UP}{list}"), None)),
        [section] if of_section(section) && !shielded => Fate::To(format!("{{{{< relref \"/{section}\" >}}}}")),
        [section] if of_section(section) => Fate::To(format!("{UP}/{section}/")),
        _ => Fate::Unlink,
    }
}
