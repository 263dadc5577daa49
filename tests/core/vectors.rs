//! Attack strings and specifications as data: every entry, every time.

use highbar_core::links::{LinkKind, classify};

use highbar_core::markdown::Document;
use highbar_core::render::{ATTRIBUTES, ELEMENTS, OWN_ATTRIBUTES, Renderer, clean_only, is_class, spec_html};

use crate::{data, dom};

#[test]
fn every_address_is_judged_as_expected() {
    let Some(entries) = data::vectors("urls") else { return };
    let mut wrong = Vec::new();
    for entry in &entries {
        let url = data::text(entry, "url").expect("an address");
        let verdict = match classify(&url) {
            LinkKind::External(_) => "confirm-then-open",
            LinkKind::Internal { .. } | LinkKind::Fragment(_) => "open-inside-app",
            LinkKind::Refused(_) => "block",
        };
        if entry["expect"] != verdict {
            wrong.push((data::id(entry), verdict));
        }
    }
    assert!(entries.len() > 50 && wrong.is_empty(), "{wrong:?}");
}

/// Every attack string that is HTML or Markdown, as Markdown.
pub fn attacks() -> Vec<(String, String)> {
    let sets = [
        "ammonia",
        "bleach",
        "bidi_invisible",
        "dompurify",
        "h5sc",
        "markdown_authored",
        "markdown_cve",
        "markdown_extra",
        "net_exfil",
        "ui_redress",
        "commonmark_0.31.2",
        "gfm_0.29",
        "gfm_regression",
    ];
    let text = |entry: &serde_json::Value| ["markdown", "html"].iter().find_map(|field| data::text(entry, field));
    let entries = sets.iter().filter_map(|set| data::vectors(set)).flatten();
    entries.filter_map(|entry| Some((data::id(&entry).to_owned(), text(&entry)?))).collect()
}

/// True when an attribute may stand where it stands, with the value it has.
fn is_allowed(element: &str, name: &str, value: &str) -> bool {
    let own = OWN_ATTRIBUTES.iter().any(|(owner, names)| *owner == element && names.contains(&name));
    match (element, name) {
        ("a", "href") => value.strip_prefix("guide-link://localhost/").is_some_and(|n| n.parse::<usize>().is_ok()),
        ("a", "rel") => value == "noopener noreferrer nofollow",
        ("img", "src") => value.starts_with("guide-asset://localhost/id/") || value.starts_with("data:image/"),
        ("input", "type") => value == "checkbox",
        ("input", "disabled") => value.is_empty(),
        (_, "id") => value.starts_with("g-"),
        (_, "class") => value.split(' ').all(is_class),
        _ => own || ATTRIBUTES.contains(&name),
    }
}

/// Looks at every element as a browser would make it.
pub fn assert_safe(id: &str, html: &str) {
    let (elements, strange) = dom::elements(html);
    assert_eq!(strange, 0, "{id}: {html}");
    for element in elements {
        assert!(ELEMENTS.contains(&element.name.as_str()), "{id}: <{}> in {html}", element.name);
        for (name, value) in &element.attributes {
            assert!(is_allowed(&element.name, name, value), "{id}: {name}={value:?} in {html}");
        }
    }
}

#[test]
fn nothing_outside_the_allow_list_is_ever_shown() {
    let attacks = attacks();
    for (id, markdown) in &attacks {
        let rendered = Renderer::new("id").render(&Document::parse(markdown));
        for block in &rendered.blocks {
            assert_safe(id, &block.html);
        }
    }
    assert!(attacks.is_empty() || attacks.len() > 2_000, "only {} attacks", attacks.len());
}

/// The order of attributes apart.
#[test]
fn cleaning_twice_changes_nothing() {
    for (id, attack) in attacks() {
        let once = clean_only(&attack);
        assert_eq!(dom::meaning(&clean_only(&once)), dom::meaning(&once), "{id}");
    }
}

/// The control: without the wall the same strings do hold what it must stop.
#[test]
fn the_attacks_are_attacks() {
    let attacks = attacks();
    let stopped = attacks.iter().filter(|(_, markdown)| {
        let html = spec_html(&Document::parse(markdown));
        dom::elements(&html).0.iter().any(|element| {
            let bad = |(name, value): &(String, String)| {
                name.starts_with("on") || value.trim().to_lowercase().starts_with("javascript:")
            };
            element.name == "script" || element.attributes.iter().any(bad)
        })
    });
    let stopped = stopped.count();
    assert!(attacks.is_empty() || stopped > 300, "{stopped}");
}
