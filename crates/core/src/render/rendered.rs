//! What rendering answers with. Plain data; made in `pass`.

use std::sync::Arc;

/// A whole guide, block by block.
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
