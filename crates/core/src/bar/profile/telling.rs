//! The word that tells of an entry ("moment" of "at the moment"), and of which lists a profile's words tell: one look
//! per word spares a search per list.
//!
//! Lists have a bit each; where there are more of them than bits, some share one, which costs a search and changes
//! nothing. Knows words, not what lists are for.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::word_list::WordList;
use super::{Setting, rules};
use crate::bar::memory::ByHash;
use crate::bar::passages::is_empty;
use crate::bar::prose::bare;
use crate::bar::words::each_spoken;
use crate::text::prints;

/// Telling words, as numbers, with the bits of their lists.
#[derive(Debug, Default)]
pub struct Telling(ByHash<u64>);

impl Telling {
    pub fn of<'l>(lists: impl IntoIterator<Item = &'l WordList>) -> Self {
        let mut bits: ByHash<u64> = ByHash::default();
        for list in lists {
            for word in list.iter().filter_map(|entry| telling(&entry.word)).flat_map(|(_, words)| words) {
                *bits.entry(word).or_default() |= list.bit;
            }
        }
        Self(bits)
    }

    /// The lists of which an entry may stand among these words: numbers of bare words in small letters.
    pub fn of_words(&self, words: &[u64]) -> u64 {
        words.iter().fold(0, |bits, word| bits | self.0.get(word).copied().unwrap_or_default())
    }
}

/// The longest word of an entry that means something, the first of several: its byte, and the numbers of what a text
/// that holds the entry has there: the word, the word without its "'s", all up to the next gap ("c#" of "c#'s"). `None`
/// for an entry without a word: no text is found to hold it.
pub fn telling(entry: &str) -> Option<(usize, [u64; 3])> {
    let mut longest: Option<((bool, usize), &str)> = None;
    each_spoken(entry, |word| {
        let weight = (!is_empty(word), word.len());
        longest = longest.filter(|(most, _)| *most >= weight).or(Some((weight, word)));
    });
    let (_, word) = longest?;
    let at = word.as_ptr() as usize - entry.as_ptr() as usize;
    let ends = |c: char| c.is_whitespace() || matches!(c, '–' | '—' | '/' | '…');
    let whole = entry[at..].split(ends).next().unwrap_or_default();
    Some((at, [word, bare(word), whole].map(prints::word)))
}

/// The bit of a setting's list; none of a list that no rule declares.
pub fn bit(key: &str) -> u64 {
    static BITS: LazyLock<FxHashMap<&'static str, u64>> = LazyLock::new(|| {
        let settings = rules().iter().flat_map(|rule| rule.settings);
        let keys = settings.filter_map(|setting| match setting {
            Setting::Words(words) => Some(words.key),
            Setting::Number(_) => None,
        });
        keys.enumerate().map(|(at, key)| (key, 1 << (at % 64))).collect()
    });
    BITS.get(key).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use proptest::prelude::*;

    use super::*;
    use crate::bar::profile::{Profile, Words};
    use crate::bar::prose::{Prose, of_text};

    fn lists() -> Vec<&'static Words> {
        let settings = rules().iter().flat_map(|rule| rule.settings);
        let words = settings.filter_map(|setting| match setting {
            Setting::Words(words) => Some(*words),
            Setting::Number(_) => None,
        });
        words.collect()
    }

    #[test]
    fn an_entry_is_told_by_its_longest_word() {
        let tells = |entry: &str, at: usize, words: [&str; 3]| {
            assert_eq!(telling(entry), Some((at, words.map(prints::word))), "{entry}");
        };
        tells("at the moment", 7, ["moment"; 3]);
        tells("this year", 5, ["year"; 3]);
        tells("master server", 0, ["master"; 3]);
        tells("state-of-the-art", 0, ["state-of-the-art"; 3]);
        tells("editor's pick", 0, ["editor's", "editor", "editor's"]);
        tells("c#", 0, ["c", "c", "c#"]);
        tells("a (bc) d", 3, ["bc", "bc", "bc)"]);
        assert_eq!(telling("→"), None);
        assert!(Profile::usual().telling().of_words(&[prints::word("nobody-lists-this")]) == 0);
    }

    /// Every stretch of words that spells an entry, in order, the longest where several begin.
    fn plainly(prose: &Prose, list: &WordList) -> Vec<(Range<usize>, String)> {
        let entry = |words: &Range<usize>| {
            let (start, last) = (prose.words[words.start].range.start, words.end - 1);
            list.get(&prose.lower[start..prose.words[last].range.start + prose.word(last).len()])
        };
        let (mut found, mut at) = (Vec::new(), 0);
        while at < prose.words.len() {
            let ends = (at + 1..=prose.words.len()).rev();
            let longest = ends.map(|end| at..end).find_map(|words| Some((words.clone(), entry(&words)?)));
            at = longest.as_ref().map_or(at + 1, |(words, _)| words.end);
            found.extend(longest.map(|(words, entry)| (words, entry.instead.clone())));
        }
        found
    }

    proptest! {
        /// A list finds what a look at every stretch of words finds.
        #[test]
        fn nothing_is_passed_over(
            picks in proptest::collection::vec((0usize..1000, 0usize..1000, "( |, |-|/|'s |’s |\\. |—|\n|_)?"), 1..12)
        ) {
            let all = lists();
            let text: String = picks.iter().map(|(list, word, behind)| {
                let words = all[list % all.len()].default;
                format!("{}{behind}", words.get(word % words.len().max(1)).copied().unwrap_or("x"))
            }).collect();
            let prose = of_text(&text, Profile::usual());
            for words in all {
                let list = Profile::usual().words(words);
                let found: Vec<_> = prose.listed(list).map(|(range, instead)| (range, instead.to_owned())).collect();
                prop_assert_eq!(found, plainly(&prose, list), "{} in {}", words.key, text);
            }
        }
    }
}
