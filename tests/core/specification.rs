//! Markdown is read as the specifications say: every example of CommonMark 0.31.2 and GFM 0.29, before
//! anything is sanitised. Where we differ on purpose or by the parser, the number stands here with its
//! reason, and the lists must be right in both directions.

use highbar_core::markdown::Document;
use highbar_core::render::spec_html;

use crate::{data, dom};

fn check(name: &str, known: &[(&str, &str)]) {
    let Some(entries) = data::vectors(name) else { return };
    let differs: Vec<&str> = entries
        .iter()
        .filter(|entry| {
            let markdown = entry["markdown"].as_str().unwrap_or_default();
            let ours = spec_html(&Document::parse(markdown));
            let same = dom::meaning(&ours) == dom::meaning(entry["html"].as_str().unwrap_or_default());
            if !same && !known.iter().any(|(id, _)| *id == data::id(entry)) {
                println!("{}: {markdown:?}\n  spec {}\n  ours {ours:?}", data::id(entry), entry["html"]);
            }
            !same
        })
        .map(data::id)
        .collect();
    let expected: Vec<&str> = known.iter().map(|(id, _)| *id).collect();
    assert_eq!(differs, expected, "{name}");
}

/// Bare addresses are links, as GitHub has it.
const BARE: &str = "a bare address is a link here";
const MAIL: &str = "mail addresses in running text stay text";
const COMMENTS: &str = "comments as CommonMark 0.31 has them, not 0.29";
const RAW: &str = "the sanitiser removes elements, the parser does not";
const NOTES: &str = "footnotes are written by the preview, not in the spelling of the specification";

#[test]
fn commonmark() {
    check("commonmark_0.31.2", &[("cm0312-608", BARE), ("cm0312-611", BARE)]);
}

#[test]
fn github() {
    let known = [
        ("gfm029-616", BARE),
        ("gfm029-619", BARE),
        ("gfm029-628", "ftp is no address we would open"),
        ("gfm029-629", MAIL),
        ("gfm029-630", MAIL),
        ("gfm029-631", MAIL),
        ("gfm029-645", COMMENTS),
        ("gfm029-646", COMMENTS),
        ("gfm029-653", RAW),
    ];
    check("gfm_0.29", &known);
}

#[test]
fn github_regressions() {
    let known = [
        ("gfmreg-013", NOTES),
        ("gfmext-019", MAIL),
        ("gfmext-020", "the example expects nothing"),
        ("gfmext-022", RAW),
        ("gfmext-023", NOTES),
    ];
    check("gfm_regression", &known);
}
