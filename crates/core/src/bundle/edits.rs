//! Replacements in a text, collected in any order and applied at once.

use std::ops::Range;

/// Disjoint replacements. Where two overlap, the one that begins first wins, then the longer one;
/// insertions come before what is replaced behind them.
#[derive(Debug, Default)]
pub struct Edits {
    list: Vec<(Range<usize>, String)>,
}

impl Edits {
    pub fn replace(&mut self, range: Range<usize>, by: impl Into<String>) {
        self.list.push((range, by.into()));
    }

    pub fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.replace(at..at, text);
    }

    /// The source with every replacement made. Ranges off a character boundary are left out.
    pub fn apply(mut self, source: &str) -> String {
        self.list.sort_by_key(|(range, _)| (range.start, !range.is_empty(), std::cmp::Reverse(range.end)));
        let mut out = String::with_capacity(source.len() + 64);
        let mut at = 0;
        for (range, by) in &self.list {
            if let Some(before) = source.get(at..range.start)
                && source.get(range.clone()).is_some()
            {
                out.push_str(before);
                out.push_str(by);
                at = range.end;
            }
        }
        out.push_str(source.get(at..).unwrap_or_default());
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn applies_in_the_order_of_the_text() {
        let mut edits = Edits::default();
        edits.replace(4..7, "two");
        edits.insert(0, ">");
        edits.replace(0..3, "ONE");
        edits.replace(5..6, "lost: inside another");
        assert_eq!(edits.apply("one 222 three"), ">ONE two three");
    }

    #[test]
    fn ranges_that_make_no_sense_change_nothing() {
        let mut edits = Edits::default();
        edits.replace(1..2, "x");
        edits.replace(90..95, "x");
        assert_eq!(edits.apply("é"), "é");
    }
}
