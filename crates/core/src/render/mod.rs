//! `Document` → safe HTML blocks. The only place where HTML is made.
//!
//! Preview, command line and export show the same bytes. Nothing here fetches or opens anything.

mod addresses;
mod allowed;
mod blocks;
mod escape;
mod footnotes;
mod groups;
mod highlight;
mod inline;
mod made;
mod pass;
mod raw;
mod rendered;
mod renderer;
mod sanitise;
mod shape;
mod writer;

pub use addresses::{Addresses, Picture, picture};
pub use allowed::{ATTRIBUTES, ELEMENTS, ID_PREFIX, OWN_ATTRIBUTES, is_class};
pub use highlight::warm_up;
pub use rendered::{Rendered, RenderedBlock};
pub use renderer::Renderer;
pub use sanitise::clean_only;

use crate::markdown::Document;

/// The id in the preview of a heading, or of any place a fragment names.
pub fn preview_id(id: &str) -> String {
    format!("{ID_PREFIX}{id}")
}

/// The HTML before sanitising, spelled as the specifications' examples. For proofs, never for the screen.
pub fn spec_html(document: &Document<'_>) -> String {
    let mut writer = writer::Writer::new(document, writer::Dialect::Spec, usize::MAX);
    writer.events(0..document.events.len());
    writer.out
}
