//! The door: a document in, safe blocks out; again and again, and only for what changed.

use std::cell::RefCell;

use super::footnotes::Footnotes;
use super::highlight::Colours;
use super::made::Made;
use super::pass::Pass;
use super::rendered::Rendered;
use crate::markdown::Document;

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
