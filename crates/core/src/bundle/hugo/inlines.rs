//! Struck-out words and footnote marks of a Hugo page.
//!
//! Hugo's Markdown knows `~~` only, and Hugo 0.111 stops the whole build at a struck-out passage or a
//! footnote mark that stands inside emphasis or a link of a heading.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::super::edits::Edits;
use super::super::fact::Fact;
use super::super::tally::Tally;
use super::Page;

pub fn rewrite(page: &Page<'_>, edits: &mut Edits, tally: &mut Tally) {
    let source = page.entry.document.source;
    let id = page.entry.source.id;
    let mut heading = false;
    // Open emphasis and links, the outermost first.
    let mut open: Vec<&Range<usize>> = Vec::new();
    for (event, range) in &page.entry.document.events {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = true,
            Event::End(TagEnd::Heading(_)) => heading = false,
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. }) => open.push(range),
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image) => drop(open.pop()),
            Event::Start(Tag::Strikethrough) if heading && !open.is_empty() => {
                strike(source, range, "", edits);
                tally.one(Fact::HeadingStrike, id, &source[range.clone()]);
            }
            Event::Start(Tag::Strikethrough) => strike(source, range, "~~", edits),
            Event::FootnoteReference(_) if heading => {
                if let Some(outer) = open.first() {
                    edits.replace(range.clone(), "");
                    edits.insert(outer.end, &source[range.clone()]);
                }
            }
            _ => {}
        }
    }
}

/// Puts other marks around a struck-out passage, or none.
fn strike(source: &str, range: &Range<usize>, mark: &str, edits: &mut Edits) {
    let length = if source[range.clone()].starts_with("~~") { 2 } else { 1 };
    if mark.len() != length && range.len() >= 2 * length {
        edits.replace(range.start..range.start + length, mark);
        edits.replace(range.end - length..range.end, mark);
    }
}
