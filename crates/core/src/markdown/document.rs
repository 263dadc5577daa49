//! The shape of a parsed text: what rules, preview and counts ask for. Values only; `reader` fills them.

use std::borrow::Cow;
use std::sync::OnceLock;

use pulldown_cmark::Event;

use super::{Words, events, reader};
use crate::text::Span;

/// A parsed text. `events` is the whole parse with byte ranges; the rest is what rules ask for.
#[derive(Debug, Default)]
pub struct Document<'a> {
    pub source: &'a str,
    pub events: Vec<(Event<'a>, std::ops::Range<usize>)>,
    /// Top-level blocks in reading order: ranges into `events` and `source`.
    pub blocks: Vec<Block>,
    pub headings: Vec<Heading>,
    pub links: Vec<Link>,
    pub images: Vec<Image>,
    pub code: Vec<CodeBlock>,
    /// Every run of readable text, in order, told apart by layer.
    pub runs: Vec<Run<'a>>,
    /// Paragraphs, list items, cells …: the containers of runs, in order.
    pub paragraphs: Vec<Paragraph>,
    /// Sources of HTML comments.
    pub comments: Vec<Span>,
    /// Filled at the first question; see `words`.
    pub(super) words: OnceLock<Words>,
}

/// One top-level block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Range of indices in `Document::events`.
    pub events: std::ops::Range<usize>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    pub text: String,
    /// The id every target and the preview give it, unique in the document.
    pub id: String,
    /// The whole heading in the source.
    pub span: Span,
    /// True when it stands at the top level (not in a quote, callout or list).
    pub top_level: bool,
    /// True for `===`/`---` underlined headings.
    pub setext: bool,
}

/// Where a piece of text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Layer {
    /// Paragraphs, list items, block quotes, footnotes, callouts.
    Prose,
    /// Table cells.
    Cell,
    Heading,
    InlineCode,
}

/// A stretch of readable text with its place in the source.
///
/// Either `text` is exactly the source at `span` (then offsets inside carry over), or the run is one
/// decoded piece that cannot be split (an entity, a code span). Line breaks are `\n`. Words may go on
/// from one run to the next (`**bold**ness`): read a paragraph through `Document::flow`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run<'a> {
    pub layer: Layer,
    /// As a reader sees it (entities decoded).
    pub text: Cow<'a, str>,
    pub span: Span,
    /// Index in `Document::paragraphs`.
    pub paragraph: usize,
    /// Index in `Document::links` when the text is inside a link.
    pub link: Option<usize>,
    /// True inside a block quote that is not a callout.
    pub quoted: bool,
}

/// A container of runs: paragraph, tight list item, cell, heading, footnote paragraph, or a stretch
/// of text inside an HTML block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    pub layer: Layer,
    pub span: Span,
    /// Range of indices in `Document::runs`.
    pub runs: std::ops::Range<usize>,
    /// Index in `Document::headings` of the section it belongs to; `None` = introduction. Only
    /// top-level headings open sections; a heading belongs to the section it opens.
    pub section: Option<usize>,
    /// True inside a list item.
    pub in_list: bool,
}

/// A Markdown link, a bare address, or an `<a href>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// As written, entities decoded: `/stack/redis/#limits`.
    pub href: String,
    /// What a reader sees; an image inside gives its alternative text.
    pub text: String,
    pub span: Span,
    pub layer: Layer,
    /// `<https://…>` or a bare address.
    pub autolink: bool,
}

/// A Markdown image or an `<img>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    pub src: String,
    pub alt: String,
    pub title: String,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeBlock {
    /// First word of the info string, lower case; empty when there is none or it is indented.
    pub language: String,
    pub fenced: bool,
    pub text: String,
    pub span: Span,
    /// Where an info string goes: just behind the opening fence.
    pub info_at: usize,
}

impl<'a> Document<'a> {
    /// Reads a body (no front matter, line ends `\n`).
    pub fn parse(source: &'a str) -> Self {
        reader::read(source, events::events(source))
    }
}
