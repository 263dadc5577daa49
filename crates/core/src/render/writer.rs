//! Events → HTML, block by block. What comes out is not safe yet: `sanitise` is the wall.
//!
//! Two dialects: `Spec`, as the CommonMark and GFM examples spell it, for proofs; and `Preview`, with
//! ids, numbered footnotes, callouts, highlighted code and stand-ins for pictures that are not shown.

use std::cell::RefCell;
use std::ops::Range;

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::escape;
use super::footnotes::Footnotes;
use super::highlight::Colours;
use crate::markdown::Document;

/// How to write.
#[derive(Clone, Copy)]
pub enum Dialect<'d> {
    Spec,
    /// `colours`: highlight code; without them the same HTML, plain, costs almost nothing.
    Preview {
        footnotes: &'d Footnotes,
        colours: Option<&'d RefCell<Colours>>,
    },
}

/// Writes HTML into `out`.
pub struct Writer<'d, 'a> {
    pub document: &'d Document<'a>,
    pub dialect: Dialect<'d>,
    pub out: String,
    /// Bytes after which nothing more is written.
    pub limit: usize,
    /// True when the limit was met.
    pub cut: bool,
    pub(super) alignments: Vec<Alignment>,
    pub(super) cell: usize,
    pub(super) in_head: bool,
}

impl<'d, 'a> Writer<'d, 'a> {
    pub fn new(document: &'d Document<'a>, dialect: Dialect<'d>, limit: usize) -> Self {
        let out = String::new();
        Self { document, dialect, out, limit, cut: false, alignments: Vec::new(), cell: 0, in_head: false }
    }

    pub fn is_preview(&self) -> bool {
        matches!(self.dialect, Dialect::Preview { .. })
    }

    /// Writes a range of events.
    pub fn events(&mut self, events: Range<usize>) {
        let mut at = events.start;
        while at < events.end {
            if self.out.len() > self.limit {
                self.cut = true;
                return;
            }
            at = self.event(at);
        }
    }

    /// Writes the event at an index (and what belongs to it); the index behind.
    fn event(&mut self, at: usize) -> usize {
        let document = self.document;
        let Some((event, range)) = document.events.get(at) else { return at + 1 };
        match event {
            Event::Start(Tag::CodeBlock(kind)) => return self.code_block(at, kind, range),
            Event::Start(Tag::HtmlBlock) => return self.html_block(at),
            Event::Start(Tag::Image { dest_url, title, .. }) => return self.image(at, dest_url, title),
            Event::Start(Tag::FootnoteDefinition(_)) => return self.end_of(at),
            Event::Start(tag) => self.start(at, tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => escape::text(&mut self.out, text),
            Event::Code(text) => self.code(text),
            Event::Html(html) | Event::InlineHtml(html) => self.raw(html),
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br />\n"),
            Event::Rule => self.block("<hr />\n"),
            Event::FootnoteReference(_) => self.footnote_reference(at),
            Event::TaskListMarker(done) => self.checkbox(*done),
            Event::InlineMath(text) | Event::DisplayMath(text) => escape::text(&mut self.out, text),
        }
        at + 1
    }

    /// The index behind the end of the element that starts here.
    pub fn end_of(&self, start: usize) -> usize {
        let mut depth = 0;
        for (index, (event, _)) in self.document.events.iter().enumerate().skip(start) {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            if depth <= 0 {
                return index + 1;
            }
        }
        self.document.events.len()
    }

    /// Starts a line of its own.
    pub fn block(&mut self, html: &str) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.out.push_str(html);
    }

    fn start(&mut self, at: usize, tag: &Tag<'a>, range: &Range<usize>) {
        match tag {
            Tag::Paragraph => self.block("<p>"),
            Tag::Heading { level, id, .. } => self.heading(*level as u8, id.as_deref(), range),
            Tag::BlockQuote(kind) => self.quote(*kind),
            Tag::List(None) => self.block("<ul>\n"),
            Tag::List(Some(1)) => self.block("<ol>\n"),
            Tag::List(Some(start)) => self.block(&format!("<ol start=\"{start}\">\n")),
            Tag::Item => self.item(at),
            Tag::Table(alignments) => {
                self.alignments.clone_from(alignments);
                self.block("<table>\n");
            }
            Tag::TableHead => self.row("<thead>\n<tr>\n", true),
            Tag::TableRow if self.in_head => self.row("<tbody>\n<tr>\n", false),
            Tag::TableRow => self.row("<tr>\n", false),
            Tag::TableCell => self.cell(),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.out.push_str("<del>"),
            Tag::Link { link_type, dest_url, title, .. } => self.link(*link_type, dest_url, title),
            _ => {}
        }
    }

    fn end(&mut self, tag: &TagEnd) {
        let html = match tag {
            TagEnd::Paragraph => "</p>\n",
            TagEnd::Heading(level) => {
                ["</h1>\n", "</h2>\n", "</h3>\n", "</h4>\n", "</h5>\n", "</h6>\n"][*level as usize - 1]
            }
            TagEnd::BlockQuote(_) => "</blockquote>\n",
            TagEnd::List(true) => "</ol>\n",
            TagEnd::List(false) => "</ul>\n",
            TagEnd::Item => "</li>\n",
            TagEnd::Table if self.in_head => "</table>\n",
            TagEnd::Table => "</tbody>\n</table>\n",
            TagEnd::TableHead => "</tr>\n</thead>\n",
            TagEnd::TableRow => "</tr>\n",
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            TagEnd::Strikethrough => "</del>",
            TagEnd::Link => "</a>",
            _ => "",
        };
        self.out.push_str(html);
    }

    pub fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape::attribute(&mut self.out, value);
        self.out.push('"');
    }
}
