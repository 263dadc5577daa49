//! Text → `Document`: the one place that decides how Markdown is read. Never fails.
//!
//! The text is parsed once per change; preview, checklist, outline and counts are all made from
//! the same `Document`. Deliberately absent: HTML output (`render`), judgement (`bar`).

mod autolinks;
mod document;
mod entities;
mod events;
mod flow;
mod pace;
mod raw_html;
mod raw_reader;
mod raw_state;
mod reader;
mod runs;
mod slugs;
mod table_edits;
mod tables;
mod tally;
#[cfg(test)]
mod tests;
mod unspaced;
mod words;

pub use document::{Block, CodeBlock, Document, Heading, Image, Layer, Link, Paragraph, Run};
pub use events::{extensions, plain_events};
pub use flow::Flow;
pub use pace::Pace;
pub use raw_html::{Attribute, Piece, RawTag, pieces};
pub use slugs::slug;
pub use tables::{Cell, Row, Table};
pub use tally::Tally;
pub use words::{Counts, Words};
