//! Which words are spelled wrong, and what was meant. Looks into Harper's dictionary and the library's words; words
//! alone, no sentences.

use std::collections::HashMap;
use std::sync::Arc;

use harper_core::spell::{MutableDictionary, suggest_correct_spelling_str};

use crate::known::{Known, distance};

/// Suggestions shown for a word.
const MOST: usize = 3;

/// Words whose suggestions are remembered.
const REMEMBERED: usize = 4_096;

/// A word that the dictionary does not have.
#[derive(Debug, Clone)]
pub struct Unknown {
    pub word: String,
    /// It begins a sentence, so its capital says nothing.
    pub first: bool,
    /// It stands in a cell, where capitals say nothing either way.
    pub cell: bool,
}

pub struct Spelling {
    dictionary: Arc<MutableDictionary>,
    /// By lower case.
    remembered: HashMap<String, Vec<String>>,
}

impl Spelling {
    pub fn new(dictionary: Arc<MutableDictionary>) -> Self {
        Self { dictionary, remembered: HashMap::new() }
    }

    /// What was meant, best first, when the word is wrong; `None` when it is right or may be a name.
    pub fn judge(&mut self, unknown: &Unknown, known: &Known) -> Option<Vec<String>> {
        let word = &unknown.word;
        if is_shorthand(word) || known.has(word) {
            return None;
        }
        let named = known.near(word);
        let capital = word.starts_with(char::is_uppercase);
        if capital && named.is_empty() && (unknown.cell || !unknown.first) {
            return None;
        }
        let meant = self.meant(word);
        let near = meant.iter().any(|meant| distance(&word.to_lowercase(), &meant.to_lowercase()) == 1);
        let is_name = capital && named.is_empty() && !near;
        let cased = meant.into_iter().map(|meant| if capital { capitalised(&meant) } else { meant });
        (!is_name).then(|| unique(named.into_iter().chain(cased)))
    }

    fn meant(&mut self, word: &str) -> Vec<String> {
        let key = word.to_lowercase();
        if let Some(known) = self.remembered.get(&key) {
            return known.clone();
        }
        let near = |most| suggest_correct_spelling_str(key.clone(), 400, most, self.dictionary.as_ref());
        let mut meant = near(2);
        if meant.is_empty() && key.chars().count() > 7 {
            meant = near(3);
        }
        // Letters in the wrong order are the commonest slip, which Harper counts as two.
        meant.sort_by_cached_key(|meant| {
            let lower = meant.to_lowercase();
            (distance(&key, &lower), letters(&key) != letters(&lower))
        });
        meant.truncate(MOST);
        if self.remembered.len() >= REMEMBERED {
            self.remembered.clear();
        }
        self.remembered.insert(key, meant.clone());
        meant
    }
}

/// Units, initials and acronyms ("ms", "JWT", "APIs"), and words of other scripts.
fn is_shorthand(word: &str) -> bool {
    let short = word.chars().count() <= 2;
    let loud = word.trim_end_matches(['s', '\'', '’']);
    let acronym = loud.chars().count() > 1 && loud.chars().all(|c| !c.is_lowercase());
    short || acronym || word.chars().any(|c| c.is_alphabetic() && c > '\u{24f}')
}

fn letters(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = word.chars().collect();
    letters.sort_unstable();
    letters
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn unique(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for word in words {
        if !kept.contains(&word) && kept.len() < MOST {
            kept.push(word);
        }
    }
    kept
}
