//! Events → `Document`: walks the parse once and notes everything rules ask for.
//!
//! Iterative and linear in the number of events, whatever the nesting.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag, TagEnd};

use super::events::Placed;
use super::raw_state::RawState;
use super::slugs::Slugs;
use super::{Block, CodeBlock, Document, Heading, Image, Layer, Link, Paragraph};
use crate::text::Span;

/// Fills a document from its events.
pub fn read<'a>(source: &'a str, events: Vec<Placed<'a>>) -> Document<'a> {
    let mut reader = Reader { document: Document { source, ..Document::default() }, ..Reader::default() };
    for (index, (event, range)) in events.iter().enumerate() {
        reader.block(index, event, range);
        reader.event(event, range);
    }
    reader.document.events = events;
    reader.document
}

/// What is open at the current event.
#[derive(Default)]
pub(super) struct Reader<'a> {
    pub document: Document<'a>,
    slugs: Slugs,
    /// Open elements of any kind, and where the current top-level block began.
    depth: usize,
    block_start: usize,
    /// Open quotes, items and footnotes: `true` for quotes that are not callouts.
    containers: Vec<bool>,
    pub(super) plain_quotes: usize,
    pub(super) items: usize,
    pub(super) section: Option<usize>,
    /// The last run is exactly its source.
    pub(super) last_is_plain: bool,
    pub(super) open: Option<Paragraph>,
    explicit_id: Option<String>,
    pub(super) in_heading: bool,
    pub(super) in_code: bool,
    pub link: Option<usize>,
    /// Open images, one inside another; only the outermost is noted.
    pub(super) images: usize,
    pub raw: RawState,
}

impl<'a> Reader<'a> {
    /// Notes top-level blocks.
    fn block(&mut self, index: usize, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(_) => {
                if self.depth == 0 {
                    self.block_start = index;
                }
                self.depth += 1;
                return;
            }
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            _ if self.depth == 0 => self.block_start = index,
            _ => {}
        }
        if self.depth == 0 {
            let span = self.trimmed(range);
            self.document.blocks.push(Block { events: self.block_start..index + 1, span });
        }
    }

    /// A range without the line ends behind it.
    fn trimmed(&self, range: &Range<usize>) -> Span {
        let text = self.document.source.get(range.clone()).unwrap_or_default();
        Span::new(range.start, range.start + text.trim_end_matches('\n').len())
    }

    fn event(&mut self, event: &Event<'a>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(text, range.clone().into()),
            Event::Code(text) => self.code_span(text, range.clone().into()),
            Event::SoftBreak | Event::HardBreak => self.text("\n", range.clone().into()),
            Event::Html(html) => self.raw.block_line(html, range),
            Event::InlineHtml(html) => self.inline_html(html, range.clone().into()),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'a>, range: &Range<usize>) {
        match tag {
            Tag::Paragraph => self.open(Layer::Prose, self.trimmed(range)),
            Tag::TableCell => self.open(Layer::Cell, range.clone().into()),
            Tag::Heading { level, id, .. } => self.start_heading(*level as u8, id.as_deref(), range),
            Tag::Link { link_type, dest_url, .. } => self.start_link(*link_type, dest_url, range),
            Tag::Image { dest_url, title, .. } => self.start_image(dest_url, title, range),
            Tag::CodeBlock(kind) => self.start_code(kind, range),
            Tag::BlockQuote(kind) => self.enter(kind.is_none()),
            Tag::Item => {
                self.items += 1;
                self.enter(false);
            }
            Tag::FootnoteDefinition(_) => self.enter(false),
            Tag::List(_) | Tag::Table(_) | Tag::HtmlBlock => self.close(),
            _ => {}
        }
    }

    fn end(&mut self, tag: &TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::TableCell => self.close(),
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::Link if self.images == 0 => self.link = None,
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::HtmlBlock => self.html_block(),
            TagEnd::Item => {
                self.items = self.items.saturating_sub(1);
                self.leave();
            }
            TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition => self.leave(),
            _ => {}
        }
    }

    fn enter(&mut self, plain_quote: bool) {
        self.close();
        self.containers.push(plain_quote);
        self.plain_quotes += usize::from(plain_quote);
    }

    fn leave(&mut self) {
        self.close();
        let plain_quote = self.containers.pop().unwrap_or_default();
        self.plain_quotes -= usize::from(plain_quote);
    }

    fn start_heading(&mut self, level: u8, id: Option<&str>, range: &Range<usize>) {
        self.close();
        let span = self.trimmed(range);
        let top_level = self.containers.is_empty();
        let setext = !is_atx(span.of(self.document.source));
        let heading = Heading { level, text: String::new(), id: String::new(), span, top_level, setext };
        self.document.headings.push(heading);
        self.explicit_id = id.map(str::to_owned);
        self.in_heading = true;
        if top_level {
            self.section = Some(self.document.headings.len() - 1);
        }
        self.open(Layer::Heading, span);
    }

    fn end_heading(&mut self) {
        self.close();
        self.in_heading = false;
        let explicit = self.explicit_id.take();
        if let Some(heading) = self.document.headings.last_mut() {
            heading.text = heading.text.trim().replace('\n', " ");
            heading.id = self.slugs.next(&heading.text, explicit.as_deref());
        }
    }

    fn start_link(&mut self, kind: LinkType, dest: &str, range: &Range<usize>) {
        let autolink = matches!(kind, LinkType::Autolink | LinkType::Email);
        let href = if kind == LinkType::Email { format!("mailto:{dest}") } else { dest.to_owned() };
        self.push_link(href, range.clone().into(), autolink);
    }

    pub fn push_link(&mut self, href: String, span: Span, autolink: bool) {
        if self.images > 0 {
            return;
        }
        let layer = self.open.as_ref().map_or(Layer::Prose, |open| open.layer);
        self.document.links.push(Link { href, text: String::new(), span, layer, autolink });
        self.link = Some(self.document.links.len() - 1);
    }

    fn start_image(&mut self, src: &str, title: &str, range: &Range<usize>) {
        self.images += 1;
        if self.images == 1 {
            let (src, title) = (src.to_owned(), title.to_owned());
            self.document.images.push(Image { src, alt: String::new(), title, span: range.clone().into() });
        }
    }

    fn start_code(&mut self, kind: &CodeBlockKind<'_>, range: &Range<usize>) {
        self.close();
        self.in_code = true;
        let (fenced, info) = match kind {
            CodeBlockKind::Fenced(info) => (true, info.as_ref()),
            CodeBlockKind::Indented => (false, ""),
        };
        let language = info.split([' ', '\t', ',', '{']).next().unwrap_or_default().to_lowercase();
        let span = self.trimmed(range);
        let info_at = if fenced { behind_fence(self.document.source, span) } else { span.start };
        self.document.code.push(CodeBlock { language, fenced, text: String::new(), span, info_at });
    }
}

/// `#` to `######`, then a space or the end of the line.
fn is_atx(heading: &str) -> bool {
    let text = heading.trim_start();
    let rest = text.trim_start_matches('#');
    (1..=6).contains(&(text.len() - rest.len())) && (rest.is_empty() || rest.starts_with([' ', '\t', '\n']))
}

/// Just behind the opening fence of a fenced block.
fn behind_fence(source: &str, span: Span) -> usize {
    let text = span.of(source);
    let fence = text.trim_start_matches([' ', '\t']);
    let mark = fence.chars().next().unwrap_or('`');
    span.start + (text.len() - fence.trim_start_matches(mark).len())
}
