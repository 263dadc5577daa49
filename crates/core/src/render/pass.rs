//! One rendering: block after block, under caps. What was made before is taken over.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use super::footnotes::Footnotes;
use super::highlight::Colours;
use super::made::Made;
use super::rendered::{Rendered, RenderedBlock};
use super::shape::Shape;
use super::writer::{Dialect, Writer};
use super::{escape, groups};
use crate::markdown::Document;

/// Bytes of source that are shown, of one block, and of HTML at most.
const LONGEST_SOURCE: usize = 2 * 1024 * 1024;
const LONGEST_BLOCK: usize = 1024 * 1024;
const LONGEST_OUTPUT: usize = 16 * 1024 * 1024;
/// HTML may be this many times the source, but a short text may always fill a page.
const GROWTH: usize = 20;
const SHORT: usize = 64 * 1024;
/// Bytes of a block shown as text.
const LONGEST_TEXT: usize = 4 * 1024;

/// One rendering under way.
pub struct Pass<'m, 'd, 'a> {
    made: &'m mut Made,
    document: &'d Document<'a>,
    footnotes: &'d Footnotes,
    colours: &'d RefCell<Colours>,
    done: Rendered,
    /// Bytes of HTML that may still be made.
    left: usize,
    scratch: String,
    /// Lines are counted along the way.
    line: u32,
    counted: usize,
}

/// What one block of the preview is made from.
struct Part {
    source: Range<usize>,
    line: u32,
    shape: Shape,
}

impl<'m, 'd, 'a> Pass<'m, 'd, 'a> {
    pub fn new(
        made: &'m mut Made,
        document: &'d Document<'a>,
        footnotes: &'d Footnotes,
        colours: &'d RefCell<Colours>,
    ) -> Self {
        let left = (GROWTH * document.source.len()).clamp(SHORT, LONGEST_OUTPUT);
        let (done, scratch) = (Rendered::default(), String::new());
        Self { made, document, footnotes, colours, done, left, scratch, line: 0, counted: 0 }
    }

    pub fn run(mut self) -> Rendered {
        for group in groups::groups(self.document) {
            let blocks = self.document.blocks.get(group).unwrap_or_default();
            let (Some(first), Some(last)) = (blocks.first(), blocks.last()) else { continue };
            let line = self.line_of(first.span.start);
            if first.span.start > LONGEST_SOURCE || self.left == 0 {
                self.cut(line);
                return self.done;
            }
            self.group(first.events.start..last.events.end, first.span.start..last.span.end, line);
        }
        if !self.footnotes.notes.is_empty() {
            self.notes();
        }
        self.done
    }

    fn line_of(&mut self, byte: usize) -> u32 {
        let between = self.document.source.as_bytes().get(self.counted..byte).unwrap_or_default();
        self.line += between.iter().filter(|&&b| b == b'\n').count() as u32;
        self.counted = self.counted.max(byte);
        self.line
    }

    fn group(&mut self, events: Range<usize>, source: Range<usize>, line: u32) {
        let shape = Shape::of(&self.document.events[events.clone()]);
        self.part(&Part { source, line, shape }, |writer| writer.events(events.clone()));
    }

    /// The section with the footnotes.
    fn notes(&mut self) {
        let line = self.done.blocks.last().map_or(0, |block| block.line);
        let notes = self.footnotes.notes.iter().map(|note| Shape::of(&self.document.events[note.events.clone()]));
        let shape = notes.fold(Shape::default(), Shape::and);
        self.part(&Part { source: 0..0, line, shape }, |writer| writer.footnotes());
    }

    /// Writes plain HTML, and goes on to colours and the wall only when it is new.
    fn part(&mut self, part: &Part, write: impl Fn(&mut Writer<'d, 'a>)) {
        if part.source.len() > LONGEST_BLOCK || part.shape.is_too_deep() {
            return self.as_text(part);
        }
        let plain = self.write(false, &write);
        if !plain.is_empty() {
            let hash = self.made.hash(&plain);
            match self.made.find(hash).or_else(|| self.make(hash, &plain, part.shape, &write)) {
                Some(html) if html.len() <= self.left => self.push(html, part.line, hash),
                _ => self.as_text(part),
            }
        }
        self.scratch = plain;
    }

    /// `None` when it would take too long.
    fn make(&mut self, hash: u64, plain: &str, shape: Shape, write: &impl Fn(&mut Writer<'d, 'a>)) -> Option<Arc<str>> {
        if shape.is_too_heavy(plain) {
            return None;
        }
        let coloured = shape.code.then(|| self.write(true, write));
        Some(self.made.make(hash, coloured.as_deref().unwrap_or(plain)))
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

    fn push(&mut self, html: Arc<str>, line: u32, hash: u64) {
        self.left = self.left.saturating_sub(html.len());
        self.done.blocks.push(RenderedBlock { html, line, hash });
        if self.left == 0 {
            self.cut(line);
        }
    }

    fn cut(&mut self, line: u32) {
        self.notice(format!("The preview ends at line {}: the text is too long to show in full.", line + 1));
    }

    /// A block that would take too long is shown as it is written.
    fn as_text(&mut self, part: &Part) {
        let text = self.document.source.get(part.source.clone()).unwrap_or_default();
        let mut html = "<pre class=\"shown-as-text\"><code>".to_owned();
        escape::text(&mut html, &text[..text.floor_char_boundary(LONGEST_TEXT)]);
        html.push_str("</code></pre>");
        let hash = self.made.hash(&html);
        let html = self.made.make(hash, &html);
        self.notice(format!("Line {} is too deep or too long to show; it is shown as text.", part.line + 1));
        self.push(html, part.line, hash);
    }

    /// The first one is told.
    fn notice(&mut self, what: String) {
        self.done.notice.get_or_insert(format!("{what} Nothing is lost."));
    }
}
