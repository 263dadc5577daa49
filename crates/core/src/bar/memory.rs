//! What was found in a piece of text, kept while that piece stays as it is: a keystroke costs one paragraph.
//!
//! Two generations, so that what is not asked for any more is forgotten. Kept per thread by its owner; knows
//! nothing of what is kept.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// Pieces kept per generation; two generations are alive.
const REMEMBERED: usize = 1 << 16;

thread_local! {
    static PASSING: Cell<bool> = const { Cell::new(false) };
}

/// Runs work on a text that this thread meets once: what is asked of it once is not kept.
pub fn in_passing<T>(work: impl FnOnce() -> T) -> T {
    let before = PASSING.replace(true);
    let done = work();
    PASSING.set(before);
    done
}

/// What is filed under hashes; and hashes alone.
pub type ByHash<T> = HashMap<u64, T, BuildHasherDefault<AsItIs>>;
pub type Hashes = HashSet<u64, BuildHasherDefault<AsItIs>>;

/// Answers by the hash of what they are about.
pub struct Memory<T> {
    young: ByHash<T>,
    old: ByHash<T>,
}

impl<T> Default for Memory<T> {
    fn default() -> Self {
        Self { young: ByHash::default(), old: ByHash::default() }
    }
}

impl<T: Clone> Memory<T> {
    /// The answer kept for a key, or the one found now. For what is asked once per text.
    pub fn or(&mut self, key: impl FnOnce() -> u64, find: impl FnOnce() -> T) -> T {
        if PASSING.get() { find() } else { self.kept(key(), find) }
    }

    /// The same for what is asked often about one text: kept also in passing.
    pub fn kept(&mut self, key: u64, find: impl FnOnce() -> T) -> T {
        if let Some(known) = self.young.get(&key) {
            return known.clone();
        }
        let answer = self.old.remove(&key).unwrap_or_else(find);
        if self.young.len() >= REMEMBERED {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(key, answer.clone());
        answer
    }
}

/// Keys are hashes already.
#[derive(Default)]
pub struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash(bytes);
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// Eight bytes at a time; good enough to tell paragraphs of one text apart, and much faster than a hash that
/// withstands attacks, which nothing here needs: a collision costs a wrong remark, not data.
pub fn hash(bytes: &[u8]) -> u64 {
    let words = bytes.chunks_exact(8);
    let rest = words.remainder().iter().fold(bytes.len() as u64, |rest, byte| rest << 8 | u64::from(*byte));
    let word = |chunk: &[u8]| chunk.iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
    mix(words.fold(0x2545_f491_4f6c_dd1d, |state, chunk| mix(state, word(chunk))), rest)
}

/// One hash of two.
pub fn mix(state: u64, word: u64) -> u64 {
    let product = u128::from(state ^ word) * 0x9e37_79b9_7f4a_7c15;
    (product as u64) ^ ((product >> 64) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_once_what_stays_the_same() {
        let mut memory = Memory::default();
        let mut looked = 0;
        for text in ["a", "b", "a", "a", "b"] {
            memory.or(|| hash(text.as_bytes()), || looked += 1);
        }
        assert_eq!(looked, 2);
    }

    #[test]
    fn forgets_what_two_generations_did_not_ask_for() {
        let mut memory: Memory<u64> = Memory::default();
        memory.or(|| 1, || 1);
        for key in 2..=3 * REMEMBERED as u64 {
            memory.or(|| key, || key);
        }
        assert_eq!(memory.or(|| 1, || 7), 7);
        assert!(memory.young.len() <= REMEMBERED && memory.old.len() <= REMEMBERED);
    }

    #[test]
    fn keeps_nothing_in_passing() {
        let mut memory: Memory<u64> = Memory::default();
        assert_eq!(in_passing(|| memory.or(|| 1, || 1)), 1);
        assert_eq!((memory.or(|| 1, || 2), memory.or(|| 1, || 3)), (2, 2));
    }

    #[test]
    fn tells_texts_apart() {
        let texts = ["", "a", "aa", "abcdefgh", "abcdefgi", "abcdefghi", "bbcdefgh", "\0", "\0\0"];
        let hashes: std::collections::BTreeSet<u64> = texts.iter().map(|text| hash(text.as_bytes())).collect();
        assert_eq!(hashes.len(), texts.len());
    }
}
