//! Places in a text, in bytes inside and in UTF-16 units outside; line ends and broken encodings
//! handled once, on the way in.
//!
//! Knows nothing of Markdown.

mod changes;
mod frame;
mod incoming;
mod places;
pub mod prints;

pub use changes::apply;
pub use frame::{Fences, Frame, blank_start};
pub use incoming::{LineEnding, Text, normalise, restore};
pub use places::{LineIndex, Places};

use serde::{Deserialize, Serialize};
use specta::Type;

/// A half-open range of bytes, on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    pub fn of<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    pub fn contains(&self, at: usize) -> bool {
        self.start <= at && at < self.end
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Self { start: range.start, end: range.end }
    }
}

/// A change of a text: replace `span` by `insert`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    pub span: Span,
    pub insert: String,
}

/// A half-open range of UTF-16 code units: what the editor counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Utf16Span {
    pub from: u32,
    pub to: u32,
}

/// The same for the same parts, in hexadecimal; tells places and texts apart where nobody attacks.
pub fn fingerprint(parts: &[&str]) -> String {
    blake3::hash(parts.join("\0").as_bytes()).to_hex()[..32].to_owned()
}

/// One change of the editor: replace `from..to` (UTF-16 units of the text before) by `insert`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Change {
    pub from: u32,
    pub to: u32,
    pub insert: String,
}
