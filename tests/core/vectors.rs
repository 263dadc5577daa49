//! Attack strings and specifications as data: every entry, every time.

use highbar_core::links::{LinkKind, classify};

use highbar_core::markdown::Document;
use highbar_core::render::{Renderer, clean_only, spec_html};

use crate::safe::assert_safe;
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
