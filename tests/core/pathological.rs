//! Texts made to be slow or to explode: each is answered, within the caps, and nothing falls over.

use std::collections::BTreeSet;

use highbar_core::markdown::Document;
use highbar_core::render::{Rendered, Renderer};
use serde_json::Value;

use crate::data;

/// The entries that are described by a kind and a number.
fn described(kind: &str, n: usize) -> String {
    match kind {
        "nested_list" => (0..n).map(|i| format!("{}* a\n", "  ".repeat(i))).collect(),
        "backticks" => (1..n).map(|i| format!("e{}", "`".repeat(i))).collect(),
        "hash_collisions" => (0..n).map(|i| format!("[a{i}]: u\n")).chain(["[a1]".to_owned()]).collect(),
        "many_refs" => (0..n).map(|i| format!("[{i}]: u\n")).chain((0..n).map(|i| format!("[{i}] "))).collect(),
        _ => panic!("unknown kind {kind}"),
    }
}

pub fn text(entry: &Value) -> String {
    let described =
        || described(entry["kind"].as_str().unwrap_or_default(), entry["n"].as_u64().unwrap_or_default() as usize);
    data::text(entry, "markdown").unwrap_or_else(described)
}

fn size(rendered: &Rendered) -> usize {
    rendered.blocks.iter().map(|block| block.html.len()).sum()
}

#[test]
fn every_text_is_answered_within_the_caps() {
    let Some(entries) = data::vectors("pathological") else { return };
    assert!(entries.len() > 90);
    for entry in &entries {
        let text = text(entry);
        let document = Document::parse(&text);
        let rendered = Renderer::new("id").render(&document);
        let id = data::id(entry);
        assert!(
            size(&rendered) <= (20 * text.len()).clamp(128 * 1024, 17 * 1024 * 1024),
            "{id}: {} of {}",
            size(&rendered),
            text.len()
        );
        document.counts(&highbar_core::markdown::Pace::default());
    }
}

#[test]
fn nesting_beyond_the_cap_is_shown_as_text() {
    for opener in ["> ", "1. ", "> - ", "- "] {
        let text = format!("before\n\n{}x", opener.repeat(10_000));
        let rendered = Renderer::new("id").render(&Document::parse(&text));
        assert_eq!(&*rendered.blocks[0].html, "<p>before</p>\n");
        assert!(rendered.blocks[1].html.starts_with("<pre class=\"shown-as-text\">"), "{opener}");
        assert!(rendered.notice.is_some(), "{opener}");
    }
}

#[test]
fn nesting_below_the_cap_is_shown() {
    let text = format!("{}x", "> ".repeat(150));
    let rendered = Renderer::new("id").render(&Document::parse(&text));
    assert_eq!(rendered.blocks[0].html.matches("<blockquote>").count(), 150);
    assert_eq!(rendered.notice, None);
}

/// Elements that HTML opens again in every paragraph multiply: 400 × 5,000 here.
#[test]
fn marks_that_multiply_are_shown_as_text() {
    let marks: String = (0..400).map(|n| format!("<b title={n}>")).collect();
    let text = format!("<div>{marks}\n{}</div>", "<p>x</p>\n".repeat(5_000));
    let rendered = Renderer::new("id").render(&Document::parse(&text));
    assert!(rendered.notice.is_some() && size(&rendered) < 64 * 1024);
}

/// References repeat a long address: the output would be the square of the input.
#[test]
fn output_that_explodes_is_cut() {
    let text = format!("{}\n\n[x]: {}\n", "![x] ".repeat(20_000), "y".repeat(20_000));
    let rendered = Renderer::new("id").render(&Document::parse(&text));
    assert!(size(&rendered) <= 20 * text.len() + 128 * 1024, "{}", size(&rendered));
}

#[test]
fn the_notice_names_the_first_line_that_is_cut() {
    let text = format!("a\n\nb\n\n{}", "> ".repeat(300));
    let rendered = Renderer::new("id").render(&Document::parse(&text));
    let lines: BTreeSet<u32> = rendered.blocks.iter().map(|block| block.line).collect();
    assert_eq!(lines, BTreeSet::from([0, 2, 4]));
    assert!(rendered.notice.is_some_and(|notice| notice.starts_with("Line 5 ")));
}
