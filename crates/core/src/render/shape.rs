//! What a block is made of, and whether it may go through the wall.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::raw;

/// Containers and marks inside one another; the wall's time grows with the square.
const DEEPEST: usize = 200;
/// Raw elements open at one place, and the sum of depths over all elements of a block.
const DEEPEST_RAW: usize = 500;
const MOST_WORK: usize = 500_000;
/// Steps for escaping the texts of a block: a paragraph of 60 kB with an ampersand every ten bytes.
const MOST_ESCAPING: usize = 500_000_000;

/// Counted over events.
#[derive(Debug, Default, Clone, Copy)]
pub struct Shape {
    /// Most elements open at one place.
    depth: usize,
    /// Holds code blocks, whose colours cost.
    pub code: bool,
    /// Holds HTML as the writer wrote it.
    raw: bool,
}

impl Shape {
    pub fn of(events: &[(Event<'_>, Range<usize>)]) -> Self {
        let (mut shape, mut depth) = (Self::default(), 0_usize);
        for (event, _) in events {
            match event {
                Event::Start(tag) => {
                    depth += 1;
                    shape.depth = shape.depth.max(depth);
                    shape.code |= matches!(tag, Tag::CodeBlock(_));
                }
                Event::End(_) => depth = depth.saturating_sub(1),
                Event::Html(_) | Event::InlineHtml(_) => shape.raw = true,
                _ => {}
            }
        }
        shape
    }

    pub fn and(self, other: Self) -> Self {
        Self { depth: self.depth.max(other.depth), code: self.code | other.code, raw: self.raw | other.raw }
    }

    pub fn is_too_deep(self) -> bool {
        self.depth > DEEPEST
    }

    /// True when the wall would take too long over what was written for it.
    pub fn is_too_heavy(self, html: &str) -> bool {
        if raw::escaping(html) > MOST_ESCAPING {
            return true;
        }
        let weight = if self.raw { raw::weigh(html) } else { raw::Weight::default() };
        weight.depth > DEEPEST_RAW || weight.work > MOST_WORK
    }
}
