//! Of which lists of a profile an entry may stand where a word stands: one look per word spares a search per list.
//!
//! Lists have a bit each; where there are more of them than bits, some share one, which costs a search and changes
//! nothing. An entry is told by its longest word: "the moment" by "moment". Knows words, not what lists are for.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::word_list::WordList;
use super::{Setting, rules};
use crate::bar::memory::ByHash;
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
            for word in list.iter().flat_map(|entry| telling(&entry.word)) {
                *bits.entry(prints::word(word)).or_default() |= list.bit;
            }
        }
        Self(bits)
    }

    /// The lists of which an entry may stand among these words: numbers of bare words in small letters.
    pub fn of_words(&self, words: &[u64]) -> u64 {
        words.iter().fold(0, |bits, word| bits | self.0.get(word).copied().unwrap_or_default())
    }
}

/// What one word of a text that holds the entry is: the entry's longest, that without its "'s", or all up to the next
/// gap ("c#" of "c#'s"). None for an entry without a word: no text is found to hold it.
fn telling(entry: &str) -> impl Iterator<Item = &str> {
    let mut longest = None;
    each_spoken(entry, |word| longest = longest.max(Some((word.len(), word))));
    let ends = |c: char| c.is_whitespace() || matches!(c, '–' | '—' | '/' | '…');
    let rest = |word: &str| &entry[word.as_ptr() as usize - entry.as_ptr() as usize..];
    let longest = longest.map(|(_, word)| word);
    longest.into_iter().flat_map(move |word| [word, bare(word), rest(word).split(ends).next().unwrap_or_default()])
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
    use proptest::prelude::*;

    use super::*;
    use crate::bar::profile::{Profile, Words};
    use crate::bar::prose::of_text;

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
        let of = |entry| telling(entry).collect::<Vec<_>>();
        assert_eq!(of("at the moment"), ["moment"; 3]);
        assert_eq!(of("state-of-the-art"), ["state-of-the-art"; 3]);
        assert_eq!(of("editor's pick"), ["editor's", "editor", "editor's"]);
        assert_eq!(of("c#"), ["c", "c", "c#"]);
        assert_eq!(of("a (bc) d"), ["bc", "bc", "bc)"]);
        assert_eq!(of("→"), [""; 0]);
        assert!(Profile::usual().telling().of_words(&[prints::word("nobody-lists-this")]) == 0);
    }

    proptest! {
        /// A list asked by its bit finds what the same list finds without one.
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
                let (known, plain) = (Profile::usual().words(words), WordList::new(words.default));
                let found = |list| prose.listed(list).map(|(range, instead)| (range, instead.to_owned())).collect::<Vec<_>>();
                prop_assert_eq!(found(known), found(&plain), "{} in {}", words.key, text);
            }
        }
    }
}
