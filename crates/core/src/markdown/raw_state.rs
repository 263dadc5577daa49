//! The HTML block that is being read, line by line, and where each of its bytes stands in the source.
//!
//! What its tags mean is `raw_reader`'s to say.

use std::ops::Range;

use crate::text::Span;

/// The lines of the open HTML block, and the element that hides what follows.
#[derive(Default)]
pub(super) struct RawState {
    pub html: String,
    /// Each line: where it begins in `html`, and its range in the source.
    lines: Vec<(usize, Range<usize>)>,
    /// True while the pieces of a block are read.
    pub in_block: bool,
    pub hidden: Option<String>,
    /// The open `<a>`: index of its link.
    pub anchor: Option<usize>,
}

impl RawState {
    pub fn block_line(&mut self, html: &str, range: &Range<usize>) {
        self.lines.push((self.html.len(), range.clone()));
        self.html.push_str(html);
    }

    pub fn hides(&self) -> bool {
        self.hidden.is_some()
    }

    /// What inline HTML opened ends with its paragraph; what a block opened, with the block.
    pub fn forget(&mut self) {
        if !self.in_block {
            self.hidden = None;
            self.anchor = None;
        }
    }

    /// A range of the block's HTML, in the source.
    pub fn place(&self, range: &Range<usize>) -> Span {
        let start = self.offset(range.start, |line| line.start);
        let end = self.offset(range.end.max(1) - 1, |line| line.end.max(1) - 1) + 1;
        Span::new(start, end)
    }

    /// The source of a byte of `html`; lines that were rewritten (tabs, quotes) count as a whole.
    fn offset(&self, at: usize, whole: fn(&Range<usize>) -> usize) -> usize {
        let index = self.lines.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        let Some((start, line)) = self.lines.get(index) else { return at };
        let length = self.lines.get(index + 1).map_or(self.html.len(), |(next, _)| *next) - start;
        if length == line.len() { line.start + (at - start) } else { whole(line) }
    }

    /// A text range cut at line ends, so that each piece lies in one piece in the source.
    pub fn lines_of(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        let mut at = range.start;
        self.html[range.clone()]
            .split_inclusive('\n')
            .map(|line| {
                at += line.len();
                at - line.len()..at
            })
            .collect()
    }
}
