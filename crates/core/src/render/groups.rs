//! Which top-level blocks belong together: raw HTML may open an element in one block and close it
//! in a later one (`<details>`, a blank line, Markdown, `</details>`).

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::markdown::{Document, Piece, pieces};

/// Beyond these, an element that is not closed stays alone.
const BLOCKS: usize = 200;
const BYTES: usize = 128 * 1024;

/// Elements that may hold other blocks.
const HOLDERS: [&str; 22] = [
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "figure",
    "footer",
    "header",
    "li",
    "nav",
    "ol",
    "section",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Ranges of blocks, in order and without gaps.
pub fn groups(document: &Document<'_>) -> Vec<Range<usize>> {
    let tags: Vec<Vec<Edge>> = document.blocks.iter().map(|block| edges(document, &block.events)).collect();
    let mut groups = Vec::with_capacity(tags.len());
    let mut at = 0;
    while at < tags.len() {
        let end = group_end(document, &tags, at).unwrap_or(at + 1);
        groups.push(at..end);
        at = end;
    }
    groups
}

/// A tag that opens or closes a holder.
struct Edge {
    name: String,
    closing: bool,
}

/// The holders an HTML block opens and closes; nothing for other blocks.
fn edges(document: &Document<'_>, events: &Range<usize>) -> Vec<Edge> {
    if !matches!(document.events.get(events.start), Some((Event::Start(Tag::HtmlBlock), _))) {
        return Vec::new();
    }
    let lines = document.events.get(events.clone()).unwrap_or_default();
    let html: String = lines
        .iter()
        .filter_map(|(event, _)| if let Event::Html(html) = event { Some(&**html) } else { None })
        .collect();
    let holder = |piece| match piece {
        Piece::Tag(tag) if HOLDERS.contains(&tag.name.as_str()) => Some(Edge { name: tag.name, closing: tag.closing }),
        _ => None,
    };
    pieces(&html).into_iter().filter_map(|(piece, _)| holder(piece)).collect()
}

/// The end of the group that begins here, when its holders are all closed within bounds.
fn group_end(document: &Document<'_>, tags: &[Vec<Edge>], start: usize) -> Option<usize> {
    let mut open = Vec::new();
    let limit = document.blocks[start].span.start + BYTES;
    for (index, edges) in tags.iter().enumerate().skip(start).take(BLOCKS) {
        follow(&mut open, edges);
        if open.is_empty() {
            return Some(index + 1);
        }
        if document.blocks[index].span.end > limit {
            return None;
        }
    }
    None
}

fn follow<'e>(open: &mut Vec<&'e str>, edges: &'e [Edge]) {
    for edge in edges {
        if !edge.closing {
            open.push(&edge.name);
        } else if let Some(at) = open.iter().rposition(|name| *name == edge.name) {
            open.truncate(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(text: &str) -> Vec<usize> {
        groups(&Document::parse(text)).into_iter().map(|group| group.len()).collect()
    }

    #[test]
    fn an_element_over_several_blocks_is_one_group() {
        assert_eq!(sizes("a\n\n<details>\n<summary>s</summary>\n\n**b**\n\n- c\n\n</details>\n\nd"), [1, 4, 1]);
        assert_eq!(sizes("<div>\n\n<div>\n\na\n\n</div>\n\nb\n\n</div>\n\nc"), [6, 1]);
    }

    #[test]
    fn what_is_never_closed_stays_alone() {
        assert_eq!(sizes("<details>\n\na\n\nb"), [1, 1, 1]);
        assert_eq!(sizes("</div>\n\na"), [1, 1]);
        assert_eq!(sizes("<div><p>x</div>\n\na"), [1, 1]);
        let long = format!("<div>\n\n{}</div>\n", "a\n\n".repeat(BLOCKS));
        assert!(sizes(&long).iter().all(|size| *size == 1));
    }
}
