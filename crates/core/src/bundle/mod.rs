//! What export writes: `plan` is pure (same input, same bytes); only `disk` touches files.

mod address;
pub mod disk;
mod edits;
pub mod names;
mod places;
mod selection;
mod spots;
mod tally;
mod words;

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

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Order<'a> {
    pub target: Target,
    /// Everything in the bundle is marked as a draft, and open checks do not stop it.
    pub draft: bool,
    /// `YYYY-MM-DD`: only for telling which dates lie ahead.
    pub today: &'a str,
}

/// `guides` are published; `pages` are the case studies and stack pages they may link to (those
/// that are reached come along).
pub fn plan(_order: &Order<'_>, _guides: &[Source<'_>], _pages: &[Source<'_>], _vocabulary: &Vocabulary) -> Bundle {
    Bundle::default()
}
