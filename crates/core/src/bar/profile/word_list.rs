//! A list of words ready for use: asked by word, or looked for in a text.
//!
//! Small and capital letters are one. Made once per profile, so a rule may ask it for every word of a text.

use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use rustc_hash::FxHashMap;

use super::telling::telling;
use crate::bar::memory::ByHash;

/// Words and phrases in the order they were given.
#[derive(Debug, Default)]
pub struct WordList {
    entries: Vec<Entry>,
    /// Word in small letters → its place.
    places: FxHashMap<String, usize>,
    finder: OnceLock<Option<AhoCorasick>>,
    /// By the number of a word: the entries it tells of, and the byte of the entry where it stands.
    told: OnceLock<ByHash<Vec<(usize, usize)>>>,
    /// Which of the profile's lists this is; see `telling`. None for a list of its own.
    pub(super) bit: u64,
}

/// A word or phrase, in small letters, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub word: String,
    /// As written in the list; empty where the list only forbids.
    pub instead: String,
}

impl Entry {
    /// `"whitelist"` or `"whitelist → allowlist"`; an arrow of two characters (`->`) is understood too.
    pub fn read(text: &str) -> Self {
        let parts = text.split_once('→').or_else(|| text.split_once("->"));
        let (word, instead) = parts.unwrap_or((text, ""));
        Self { word: word.trim().to_lowercase(), instead: instead.trim().to_owned() }
    }
}

impl WordList {
    /// Of entries as they stand in a profile; the last of two for one word counts.
    pub fn new<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Self {
        let mut list = Self::default();
        for entry in texts.into_iter().map(|text| Entry::read(text.as_ref())).filter(|entry| !entry.word.is_empty()) {
            match list.places.get(&entry.word) {
                Some(at) => list.entries[*at] = entry,
                None => {
                    list.places.insert(entry.word.clone(), list.entries.len());
                    list.entries.push(entry);
                }
            }
        }
        list
    }

    /// The profile's list with this bit.
    pub(super) fn with_bit(self, bit: u64) -> Self {
        Self { bit, ..self }
    }

    /// False when no entry can stand in a text that lacks the lists of `absent`.
    pub fn may_stand(&self, absent: u64) -> bool {
        self.bit & absent == 0
    }

    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entry for a word in small letters.
    pub fn get(&self, word: &str) -> Option<&Entry> {
        self.entries.get(*self.places.get(word)?)
    }

    /// True for a word of the list, given in small letters.
    pub fn has(&self, word: &str) -> bool {
        self.places.contains_key(word)
    }

    /// Every entry in `text` as a whole word or phrase, in order, the longest where several begin at one place.
    /// Letters outside ASCII must match in case. Ranges are bytes of `text`.
    pub fn find<'l>(&'l self, text: &'l str) -> impl Iterator<Item = (Range<usize>, &'l Entry)> {
        let found = self.finder().into_iter().flat_map(move |finder| finder.find_iter(text));
        let whole = move |range: &Range<usize>| {
            let before = text[..range.start].chars().next_back();
            let after = text[range.end..].chars().next();
            !before.is_some_and(is_word) && !after.is_some_and(is_word)
        };
        found.map(|hit| (hit.range(), hit.pattern())).filter_map(move |(range, pattern)| {
            let entry = self.entries.get(pattern.as_usize())?;
            whole(&range).then_some((range, entry))
        })
    }

    /// The entries that may stand where a word of this number stands, and the bytes of them before it.
    pub fn told_by(&self, word: u64) -> impl Iterator<Item = (&Entry, usize)> {
        let told = self.told.get_or_init(|| self.all_told()).get(&word);
        told.into_iter().flatten().filter_map(|(entry, before)| Some((self.entries.get(*entry)?, *before)))
    }

    fn all_told(&self) -> ByHash<Vec<(usize, usize)>> {
        let mut told: ByHash<Vec<(usize, usize)>> = ByHash::default();
        for (at, entry) in self.entries.iter().enumerate() {
            for (before, word) in telling(&entry.word).into_iter().flat_map(|(at, words)| words.map(|word| (at, word)))
            {
                let entries = told.entry(word).or_default();
                if entries.last() != Some(&(at, before)) {
                    entries.push((at, before));
                }
            }
        }
        told
    }

    /// True if `text` holds an entry as a whole word or phrase.
    pub fn is_in(&self, text: &str) -> bool {
        self.find(text).next().is_some()
    }

    fn finder(&self) -> Option<&AhoCorasick> {
        let make = || {
            let words = self.entries.iter().map(|entry| &entry.word);
            let mut builder = AhoCorasick::builder();
            // Made in a fraction of the time that a faster kind takes; most texts hold no word of most lists.
            builder.kind(Some(AhoCorasickKind::ContiguousNFA)).match_kind(MatchKind::LeftmostLongest);
            builder.ascii_case_insensitive(true).build(words).ok()
        };
        self.finder.get_or_init(make).as_ref()
    }
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn found(list: &[&str], text: &str) -> Vec<String> {
        WordList::new(list).find(text).map(|(range, _)| text[range].to_owned()).collect()
    }

    #[test]
    fn whole_words_in_any_case_longest_first() {
        let list = ["cutting edge", "cutting", "blazing"];
        assert_eq!(found(&list, "Blazing, cutting edge and cutting."), ["Blazing", "cutting edge", "cutting"]);
        assert_eq!(found(&list, "unblazing blazingly blazing_fast émcutting"), [""; 0]);
        assert_eq!(found(&list, "“blazing”—blazing"), ["blazing", "blazing"]);
        assert_eq!(found(&[], "blazing"), [""; 0]);
    }

    #[test]
    fn an_entry_may_say_what_to_write_instead() {
        let list = WordList::new(["whitelist → allowlist", "Sanity check -> check", "dummy"]);
        assert_eq!(list.get("whitelist").unwrap().instead, "allowlist");
        assert_eq!(list.get("sanity check").unwrap().instead, "check");
        assert_eq!(list.get("dummy").unwrap().instead, "");
        assert!(!list.has("allowlist"));
    }

    #[test]
    fn the_last_entry_for_a_word_counts() {
        let list = WordList::new(["a → b", " A → c ", "", " → "]);
        assert_eq!((list.len(), list.get("a").unwrap().instead.as_str()), (1, "c"));
    }
}
