//! What raw HTML adds to a `Document`: its text, links, images and comments.
//!
//! The content of `<script>`, `<style>` and `<pre>` is no prose and is left out.

use std::ops::Range;

use super::reader::Reader;
use super::{Image, Piece, RawTag, pieces};
use crate::text::Span;

/// Elements whose content nobody reads as prose.
const HIDDEN: [&str; 5] = ["script", "style", "pre", "template", "title"];

/// Elements that stand inside a line: words go on across them.
const INLINE: [&str; 24] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp",
    "small", "span", "strong", "sub", "sup", "u", "var",
];

/// The lines of the open HTML block, and the element that hides what follows.
#[derive(Default)]
pub(super) struct RawState {
    html: String,
    /// Each line: where it begins in `html`, and its range in the source.
    lines: Vec<(usize, Range<usize>)>,
    /// True while the pieces of a block are read.
    in_block: bool,
    hidden: Option<String>,
    /// The open `<a>`: index of its link.
    anchor: Option<usize>,
}

impl RawState {
    pub fn block_line(&mut self, html: &str, range: &Range<usize>) {
        self.lines.push((self.html.len(), range.clone()));
        self.html.push_str(html);
    }

    pub fn hides(&self) -> bool {
        self.hidden.is_some()
    }

    /// What inline HTML opened ends with its paragraph; what a block opened, with the block.
    pub fn forget(&mut self) {
        if !self.in_block {
            self.hidden = None;
            self.anchor = None;
        }
    }

    /// A range of the block's HTML, in the source.
    fn place(&self, range: &Range<usize>) -> Span {
        let start = self.offset(range.start, |line| line.start);
        let end = self.offset(range.end.max(1) - 1, |line| line.end.max(1) - 1) + 1;
        Span::new(start, end)
    }

    /// The source of a byte of `html`; lines that were rewritten (tabs, quotes) count as a whole.
    fn offset(&self, at: usize, whole: fn(&Range<usize>) -> usize) -> usize {
        let index = self.lines.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        let Some((start, line)) = self.lines.get(index) else { return at };
        let length = self.lines.get(index + 1).map_or(self.html.len(), |(next, _)| *next) - start;
        if length == line.len() { line.start + (at - start) } else { whole(line) }
    }
}

impl Reader<'_> {
    /// Reads the whole HTML block that just ended.
    pub fn html_block(&mut self) {
        let block = std::mem::take(&mut self.raw);
        self.raw.in_block = true;
        let mut text = Vec::new();
        for (piece, range) in pieces(&block.html) {
            match piece {
                Piece::Text => text.extend(lines_of(&block, &range)),
                other => {
                    self.block_text(&mut text, &block);
                    self.piece(other, &block.html[range.clone()], block.place(&range));
                }
            }
        }
        self.block_text(&mut text, &block);
        self.link = None;
        self.raw = RawState::default();
        self.close();
    }

    /// Text between two tags; white space alone opens no paragraph.
    fn block_text(&mut self, waiting: &mut Vec<Range<usize>>, block: &RawState) {
        for range in waiting.drain(..) {
            let text = &block.html[range.clone()];
            if !text.trim().is_empty() || self.is_open() {
                self.text(text, block.place(&range));
            }
        }
    }

    /// One inline tag or comment.
    pub fn inline_html(&mut self, html: &str, span: Span) {
        for (piece, range) in pieces(html) {
            self.piece(piece, &html[range], span);
        }
    }

    fn piece(&mut self, piece: Piece, html: &str, span: Span) {
        match piece {
            Piece::Text => self.text(html, span),
            Piece::Reference(text) => self.text(&text, span),
            Piece::Comment => self.document.comments.push(span),
            Piece::Tag(tag) => self.tag(&tag, span),
            Piece::Other => {}
        }
    }

    fn tag(&mut self, tag: &RawTag, span: Span) {
        if let Some(name) = &self.raw.hidden {
            if tag.closing && *name == tag.name {
                self.raw.hidden = None;
            }
            return;
        }
        match tag.name.as_str() {
            name if HIDDEN.contains(&name) && !tag.closing => self.raw.hidden = Some(tag.name.clone()),
            "br" => self.text("\n", span),
            "a" => self.anchor(tag, span),
            "img" => self.img(tag, span),
            name if INLINE.contains(&name) || !self.raw.in_block => {}
            _ => self.close(),
        }
    }

    fn anchor(&mut self, tag: &RawTag, span: Span) {
        if let Some(index) = self.raw.anchor.take() {
            if let Some(link) = self.document.links.get_mut(index) {
                link.span.end = link.span.end.max(span.end);
            }
            self.link = None;
        }
        if let Some(href) = tag.attribute("href").filter(|_| !tag.closing) {
            self.push_link(href.to_owned(), span, false);
            self.raw.anchor = self.link;
        }
    }

    fn img(&mut self, tag: &RawTag, span: Span) {
        let value = |name| tag.attribute(name).unwrap_or_default().to_owned();
        if tag.closing || self.in_image() {
            return;
        }
        self.document.images.push(Image { src: value("src"), alt: String::new(), title: value("title"), span });
        self.alternative(&value("alt"));
    }
}

/// A text range cut at line ends, so that each piece lies in one piece in the source.
fn lines_of(block: &RawState, range: &Range<usize>) -> Vec<Range<usize>> {
    let mut at = range.start;
    block.html[range.clone()]
        .split_inclusive('\n')
        .map(|line| {
            at += line.len();
            at - line.len()..at
        })
        .collect()
}
