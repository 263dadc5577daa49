//! What raw HTML adds to a `Document`: its text, links, images and comments.
//!
//! The content of `<script>`, `<style>` and `<pre>` is no prose and is left out.

use std::ops::Range;

use super::raw_state::RawState;
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

impl Reader<'_> {
    /// Reads the whole HTML block that just ended.
    pub fn html_block(&mut self) {
        let block = std::mem::take(&mut self.raw);
        self.raw.in_block = true;
        let mut text = Vec::new();
        for (piece, range) in pieces(&block.html) {
            match piece {
                Piece::Text => text.extend(block.lines_of(&range)),
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
