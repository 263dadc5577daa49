//! What export writes: `plan` is pure (same input, same bytes); only `disk` touches files.

use std::collections::BTreeMap;

use crate::bar::Outcome;
use crate::guide::{Draft, Status};
use crate::view::{PreflightRow, Target};
use crate::vocabulary::Vocabulary;

/// One entry on its way out.
pub struct Source<'a> {
    pub id: &'a str,
    pub status: Status,
    pub draft: &'a Draft,
    /// Front matter as it was imported or last written, between the fences; may be empty.
    pub front_matter: &'a str,
    /// Path as the text names it, and bytes.
    pub assets: Vec<(String, Vec<u8>)>,
    /// Verdicts of the bar; empty for case studies and stack pages.
    pub outcomes: Vec<Outcome>,
    pub words: u32,
    pub read_minutes: u32,
}

/// A whole bundle in memory.
#[derive(Debug, Clone, Default)]
pub struct Bundle {
    /// Relative path with `/`, and bytes. Sorted.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Heaviest first.
    pub rows: Vec<PreflightRow>,
}

/// `guides` are published; `pages` are the case studies and stack pages they may link to.
pub fn plan(
    _target: Target,
    _draft: bool,
    _guides: &[Source<'_>],
    _pages: &[Source<'_>],
    _vocabulary: &Vocabulary,
) -> Bundle {
    Bundle::default()
}
