//! The pipeline: blocks → HTML → the wall, under caps, and only for what changed.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::Event;

use super::addresses::Addresses;
use super::footnotes::Footnotes;
use super::highlight::Colours;
use super::writer::{Dialect, Writer};
use super::{escape, groups, inline, raw, sanitise};
use crate::markdown::Document;

/// Containers and marks inside one another; the wall's time grows with the square.
const DEEPEST: usize = 200;
/// Raw elements open at one place, and the sum of depths over all elements of a block.
const DEEPEST_RAW: usize = 500;
const MOST_WORK: usize = 500_000;
/// Steps for escaping the texts of a block: a paragraph of 60 kB with an ampersand every ten bytes.
const MOST_ESCAPING: usize = 500_000_000;
/// Bytes of source that are shown, and of HTML at most.
const LONGEST_SOURCE: usize = 2 * 1024 * 1024;
const LONGEST_OUTPUT: usize = 16 * 1024 * 1024;
/// Bytes of source of one block.
const LONGEST_BLOCK: usize = 1024 * 1024;
/// HTML may be this many times the source, but a short text may always fill a page.
const GROWTH: usize = 20;
const SHORT: usize = 64 * 1024;
/// Bytes of a block shown as text.
const LONGEST_TEXT: usize = 4 * 1024;
/// Addresses remembered beyond those in use, before numbers start anew.
const SPARE_ADDRESSES: usize = 10_000;

/// What stands in for addresses in rendered HTML.
#[derive(Debug, Clone, Default)]
pub struct Rendered {
    /// One per top-level block (blocks joined where raw HTML spans several), then one with the footnotes.
    pub blocks: Vec<RenderedBlock>,
    /// Set when a cap cut the preview short: what was left out, in words.
    pub notice: Option<String>,
}

/// One block of the preview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderedBlock {
    /// Sanitised; safe to put into the script-less frame.
    pub html: Arc<str>,
    /// Zero-based source line of its start.
    pub line: u32,
    /// Equal for equal `html`, for patching.
    pub hash: u64,
}

/// Renders again only what changed since the last call on the same text.
#[derive(Debug, Default)]
pub struct Renderer {
    addresses: Addresses,
    colours: Colours,
    guide: String,
    /// Sanitised HTML by the hash of what it was made from, with the call that last used it.
    made: HashMap<u64, (Arc<str>, u32)>,
    call: u32,
    /// Counts how often numbers started anew; part of every hash.
    table: u32,
}

impl Renderer {
    /// `guide`: id used in `guide-asset://localhost/<guide>/…` addresses.
    pub fn new(guide: &str) -> Self {
        Self { guide: guide.to_owned(), addresses: Addresses::new(guide), ..Self::default() }
    }

    /// The address as written behind `guide-link://localhost/<n>`.
    pub fn link(&self, number: usize) -> Option<&str> {
        self.addresses.link(number)
    }

    pub fn render(&mut self, document: &Document<'_>) -> Rendered {
        self.call = self.call.wrapping_add(1);
        self.forget_addresses(document.links.len());
        let footnotes = Footnotes::of(document);
        let colours = RefCell::new(std::mem::take(&mut self.colours));
        colours.borrow_mut().begin();
        let mut pass = Pass::new(self, document, &footnotes, &colours);
        pass.run();
        let rendered = Rendered { blocks: pass.blocks, notice: pass.notice };
        self.colours = colours.into_inner();
        self.forget(rendered.blocks.len());
        rendered
    }

    /// Starts numbering anew when most addresses are no longer used.
    fn forget_addresses(&mut self, used: usize) {
        if self.addresses.count() > 2 * used + SPARE_ADDRESSES {
            self.addresses = Addresses::new(&self.guide);
            self.made.clear();
            self.table += 1;
        }
    }

    /// Keeps what this call used, and a little more for undo.
    fn forget(&mut self, used: usize) {
        if self.made.len() > 2 * used + 256 {
            let call = self.call;
            self.made.retain(|_, (_, last)| *last == call);
        }
    }
}

/// One rendering under way.
struct Pass<'r, 'd, 'a> {
    renderer: &'r mut Renderer,
    document: &'d Document<'a>,
    footnotes: &'d Footnotes,
    colours: &'d RefCell<Colours>,
    blocks: Vec<RenderedBlock>,
    notice: Option<String>,
    /// Bytes of HTML that may still be made.
    left: usize,
    scratch: String,
    /// Lines are counted along the way.
    line: u32,
    counted: usize,
}

impl<'r, 'd, 'a> Pass<'r, 'd, 'a> {
    fn new(
        renderer: &'r mut Renderer,
        document: &'d Document<'a>,
        footnotes: &'d Footnotes,
        colours: &'d RefCell<Colours>,
    ) -> Self {
        let left = (GROWTH * document.source.len()).clamp(SHORT, LONGEST_OUTPUT);
        let (blocks, scratch) = (Vec::with_capacity(document.blocks.len()), String::new());
        Self { renderer, document, footnotes, colours, blocks, notice: None, left, scratch, line: 0, counted: 0 }
    }

    fn run(&mut self) {
        for group in groups::groups(self.document) {
            let blocks = &self.document.blocks[group];
            let (Some(first), Some(last)) = (blocks.first(), blocks.last()) else { continue };
            let line = self.line_of(first.span.start);
            if first.span.start > LONGEST_SOURCE || self.left == 0 {
                return self.cut(line);
            }
            self.group(first.events.start..last.events.end, first.span.start..last.span.end, line);
        }
        if !self.footnotes.notes.is_empty() {
            self.notes();
        }
    }

    fn line_of(&mut self, byte: usize) -> u32 {
        let between = self.document.source.as_bytes().get(self.counted..byte).unwrap_or_default();
        self.line += between.iter().filter(|&&b| b == b'\n').count() as u32;
        self.counted = self.counted.max(byte);
        self.line
    }

    fn cut(&mut self, line: u32) {
        let notice =
            format!("The preview ends at line {}: the text is too long to show in full. Nothing is lost.", line + 1);
        self.notice.get_or_insert(notice);
    }

    fn group(&mut self, events: Range<usize>, source: Range<usize>, line: u32) {
        if source.len() > LONGEST_BLOCK || depth(&self.document.events[events.clone()]) > DEEPEST {
            return self.as_text(source, line);
        }
        let colour = inline::has_code(&self.document.events[events.clone()]);
        let raw = has_raw(&self.document.events[events.clone()]);
        self.made(line, colour, raw, source, |writer| writer.events(events.clone()));
    }

    /// The section with the footnotes.
    fn notes(&mut self) {
        let line = self.blocks.last().map_or(0, |block| block.line);
        let events = &self.document.events;
        let parts = || self.footnotes.notes.iter().map(|note| &events[note.events.clone()]);
        if parts().any(|part| depth(part) > DEEPEST) {
            return self.as_text(0..0, line);
        }
        let (colour, raw) = (parts().any(inline::has_code), parts().any(has_raw));
        self.made(line, colour, raw, 0..0, |writer| writer.footnotes());
    }

    /// Writes plain HTML, and goes on to colours and the wall only when it is new.
    fn made(&mut self, line: u32, colour: bool, raw: bool, source: Range<usize>, write: impl Fn(&mut Writer<'d, 'a>)) {
        let plain = self.write(false, &write);
        if plain.is_empty() {
            self.scratch = plain;
            return;
        }
        let hash = self.hash(&plain);
        let html = match self.renderer.made.get_mut(&hash) {
            Some((html, call)) => {
                *call = self.renderer.call;
                html.clone()
            }
            None => {
                if raw::escaping(&plain) > MOST_ESCAPING || raw && is_heavy(&plain) {
                    self.scratch = plain;
                    return self.as_text(source, line);
                }
                let unsafe_html = if colour { &self.write(true, &write) } else { &plain };
                self.keep(hash, unsafe_html)
            }
        };
        self.scratch = plain;
        if html.len() > self.left {
            return self.as_text(source, line);
        }
        self.push(html, line, hash);
    }

    fn write(&mut self, colour: bool, write: &impl Fn(&mut Writer<'d, 'a>)) -> String {
        let dialect = Dialect::Preview { footnotes: self.footnotes, colours: colour.then_some(self.colours) };
        let mut writer = Writer::new(self.document, dialect, self.left);
        writer.out = std::mem::take(&mut self.scratch);
        writer.out.clear();
        write(&mut writer);
        if writer.cut {
            self.left = 0;
        }
        writer.out
    }

    fn hash(&self, html: &str) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.renderer.table, html).hash(&mut hasher);
        hasher.finish()
    }

    /// Sanitises and remembers.
    fn keep(&mut self, hash: u64, html: &str) -> Arc<str> {
        let html: Arc<str> = sanitise::clean(html, &mut self.renderer.addresses).into();
        self.renderer.made.insert(hash, (html.clone(), self.renderer.call));
        html
    }

    fn push(&mut self, html: Arc<str>, line: u32, hash: u64) {
        self.left = self.left.saturating_sub(html.len());
        self.blocks.push(RenderedBlock { html, line, hash });
        if self.left == 0 {
            self.cut(line);
        }
    }

    /// A block that would take too long is shown as it is written.
    fn as_text(&mut self, source: Range<usize>, line: u32) {
        let text = self.document.source.get(source).unwrap_or_default();
        let shown = &text[..text.floor_char_boundary(LONGEST_TEXT)];
        let mut html = "<pre class=\"shown-as-text\"><code>".to_owned();
        escape::text(&mut html, shown);
        html.push_str("</code></pre>");
        let hash = self.hash(&html);
        let html = self.keep(hash, &html);
        let notice =
            format!("Line {} is too deep or too long to show; it is shown as text. Nothing is lost.", line + 1);
        self.notice.get_or_insert(notice);
        self.push(html, line, hash);
    }
}

/// Most elements open at one place.
fn depth(events: &[(Event<'_>, Range<usize>)]) -> usize {
    let (mut depth, mut most) = (0_usize, 0);
    for (event, _) in events {
        match event {
            Event::Start(_) => {
                depth += 1;
                most = most.max(depth);
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    most
}

fn has_raw(events: &[(Event<'_>, Range<usize>)]) -> bool {
    events.iter().any(|(event, _)| matches!(event, Event::Html(_) | Event::InlineHtml(_)))
}

fn is_heavy(html: &str) -> bool {
    let weight = raw::weigh(html);
    weight.depth > DEEPEST_RAW || weight.work > MOST_WORK
}
