//! The words and phrases of a list in a paragraph: looked for where a word stands that tells of an entry.
//!
//! Knows words and lists; what a list is for is a rule's affair.

use std::cmp::Reverse;
use std::ops::Range;

use super::profile::WordList;
use super::prose::Prose;

impl Prose {
    /// Words and phrases of a list that stand here as words of their own ("just", not "just-in-time"): ranges of
    /// `words`, with what to write instead. In order, the longest where several begin at one place.
    pub fn listed<'l>(&self, list: &'l WordList) -> impl Iterator<Item = (Range<usize>, &'l str)> {
        let mut found = if self.may_hold(list) { self.all_listed(list) } else { Vec::new() };
        found.sort_by_key(|(words, _)| (words.start, Reverse(words.end)));
        let mut behind = 0;
        found.into_iter().filter(move |(words, _)| {
            let free = words.start >= behind;
            behind = if free { words.end } else { behind };
            free
        })
    }

    fn all_listed<'l>(&self, list: &'l WordList) -> Vec<(Range<usize>, &'l str)> {
        let told = self.words.iter().zip(&self.numbers);
        let told = told.flat_map(|(word, number)| list.told_by(*number).map(|told| (word.range.start, told)));
        let found = told.filter_map(|(at, (entry, before))| {
            let start = at.checked_sub(before)?;
            let range = start..start + entry.word.len();
            let stands = self.lower.get(range.clone()) == Some(&entry.word);
            let words = stands.then(|| self.whole(range)).flatten()?;
            Some((words, &*entry.instead))
        });
        found.collect()
    }

    /// The words that fill a range of bytes.
    fn whole(&self, range: Range<usize>) -> Option<Range<usize>> {
        let first = self.words.binary_search_by_key(&range.start, |word| word.range.start).ok()?;
        let last = self.words.partition_point(|word| word.range.start < range.end).checked_sub(1)?;
        let end = self.words.get(last).map(|word| word.range.start)? + self.word(last).len();
        (end == range.end).then_some(first..last + 1)
    }

    /// False when no word here tells of an entry of the list: a look at a bit.
    pub fn may_hold(&self, list: &WordList) -> bool {
        list.may_stand(self.absent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bar::Profile;
    use crate::bar::prose::all;
    use crate::markdown::Document;

    #[test]
    fn lists_are_looked_for_word_by_word() {
        let list = WordList::new(["just", "right now", "now"]);
        let source = "Just now, just-in-time: **right\nnow** Now's `just` adjust, now-or-never.";
        let prose = &all(&Document::parse(source), Profile::usual())[0];
        let found: Vec<&str> = prose.listed(&list).map(|(words, _)| &prose.text[prose.place(words)]).collect();
        assert_eq!(found, ["Just", "now", "right now", "Now's"]);
    }
}
