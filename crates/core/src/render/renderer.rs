//! The door: a document in, safe blocks out; again and again, and only for what changed.

use std::cell::RefCell;
use std::sync::Arc;

use super::footnotes::Footnotes;
use super::highlight::Colours;
use super::made::Made;
use super::pass::Pass;
use crate::markdown::Document;

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
    made: Made,
    colours: Colours,
}

impl Renderer {
    /// `guide`: id used in `guide-asset://localhost/<guide>/…` addresses.
    pub fn new(guide: &str) -> Self {
        Self { made: Made::new(guide), colours: Colours::default() }
    }

    /// The address as written behind `guide-link://localhost/<n>`.
    pub fn link(&self, number: usize) -> Option<&str> {
        self.made.addresses.link(number)
    }

    pub fn render(&mut self, document: &Document<'_>) -> Rendered {
        self.made.begin(document.links.len());
        self.colours.begin();
        let footnotes = Footnotes::of(document);
        let colours = RefCell::new(std::mem::take(&mut self.colours));
        let rendered = Pass::new(&mut self.made, document, &footnotes, &colours).run();
        self.colours = colours.into_inner();
        self.made.end(rendered.blocks.len());
        rendered
    }
}
