//! A paragraph as one string, with the way back to the source for every stretch of it.

use std::ops::Range;

use super::{Document, Run};
use crate::text::Span;

/// The joined text of some runs.
#[derive(Debug, Default)]
pub struct Flow<'d> {
    pub text: String,
    /// Each run with where its text begins in `text`.
    pub runs: Vec<(usize, &'d Run<'d>)>,
}

impl Document<'_> {
    /// The text of a paragraph (an index into `paragraphs`) as a reader sees it.
    pub fn flow(&self, paragraph: usize) -> Flow<'_> {
        let runs = self.paragraphs.get(paragraph).and_then(|p| self.runs.get(p.runs.clone())).unwrap_or_default();
        Flow::of(runs)
    }
}

impl<'d> Flow<'d> {
    pub fn of(runs: &'d [Run<'d>]) -> Self {
        let length = runs.iter().map(|run| run.text.len()).sum();
        let mut flow = Self { text: String::with_capacity(length), runs: Vec::with_capacity(runs.len()) };
        for run in runs {
            flow.runs.push((flow.text.len(), run));
            flow.text.push_str(&run.text);
        }
        flow
    }

    /// The source of a range of `text`. Pieces that cannot be split are taken whole.
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = self.run_at(range.start).map_or(0, |(at, run)| inside(run, range.start - at, run.span.start));
        let last = range.end.saturating_sub(1).max(range.start);
        let end = self.run_at(last).map_or(start, |(at, run)| inside(run, range.end.max(at) - at, run.span.end));
        Span::new(start, end.max(start))
    }

    /// The run that holds a byte of `text`.
    pub fn run_at(&self, at: usize) -> Option<(usize, &'d Run<'d>)> {
        let behind = self.runs.partition_point(|(start, _)| *start <= at);
        self.runs.get(behind.checked_sub(1)?).copied()
    }
}

/// Place of an offset in a run, or `whole` when its text is not the source's.
fn inside(run: &Run<'_>, offset: usize, whole: usize) -> usize {
    let exact = run.text.len() == run.span.end - run.span.start;
    if exact { run.span.start + offset.min(run.text.len()) } else { whole }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_back_to_the_source() {
        let source = "> A **bo**ld &amp; `x y`\n> next\\_one";
        let document = Document::parse(source);
        let flow = document.flow(0);
        assert_eq!(flow.text, "A bold & x y\nnext_one");
        let place = |word: &str| {
            let at = flow.text.find(word).unwrap_or_default();
            flow.span(at..at + word.len()).of(source)
        };
        assert_eq!(place("A"), "A");
        assert_eq!(place("bold"), "bo**ld");
        assert_eq!(place("&"), "&amp;");
        assert_eq!(place("x y"), "`x y`");
        assert_eq!(place("next_one"), "next\\_one");
        assert_eq!(place("next"), "next");
    }

    #[test]
    fn an_empty_flow_has_an_empty_place() {
        assert_eq!(Flow::of(&[]).span(0..0), Span::new(0, 0));
    }
}
