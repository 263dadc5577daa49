//! A publication's own numbers, word lists and severities; without any, those the rules declare.
//!
//! Looked up by a rule once per check. Knows no file: `bar.toml` is read beside this.

mod setting;
mod word_list;

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

use super::memory::hash;
use super::{Rule, Severity, rules};

pub use setting::{Form, LARGEST, Number, Setting, Words};
pub use word_list::{Entry, WordList};

/// What a rule weighs in a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    Counts(Severity),
    /// Not run at all.
    Off,
}

/// What a publication asks of its guides.
#[derive(Debug, Default)]
pub struct Profile {
    numbers: HashMap<&'static str, f64>,
    weights: HashMap<&'static str, Weight>,
    words: HashMap<&'static str, List>,
    words_hash: OnceLock<u64>,
}

/// Entries of a list; made ready when first asked for.
#[derive(Debug, Default)]
struct List {
    entries: Vec<String>,
    ready: OnceLock<WordList>,
}

static USUAL: LazyLock<Profile> = LazyLock::new(Profile::usual_one);

impl Profile {
    /// The default bar.
    pub fn usual() -> &'static Profile {
        &USUAL
    }

    fn usual_one() -> Self {
        let settings = rules().iter().flat_map(|rule| rule.settings);
        let words = settings.filter_map(|setting| match setting {
            Setting::Words(words) => Some((words.key, List::of(words.default))),
            Setting::Number(_) => None,
        });
        Self { words: words.collect(), ..Self::default() }
    }

    pub fn number(&self, number: &Number) -> f64 {
        if self.numbers.is_empty() {
            return number.default;
        }
        self.numbers.get(number.key).copied().unwrap_or(number.default)
    }

    /// A list that no rule declares among its settings is empty.
    pub fn words(&self, words: &Words) -> &WordList {
        static NONE: LazyLock<WordList> = LazyLock::new(WordList::default);
        self.words.get(words.key).map_or(&NONE, List::ready)
    }

    /// Two profiles with one hash list the same words: what was found by one holds for the other.
    pub(super) fn words_hash(&self) -> u64 {
        *self.words_hash.get_or_init(|| {
            let mut lists: Vec<_> = self.words.iter().map(|(key, list)| (key, list.entries.join("\n"))).collect();
            lists.sort_unstable();
            hash(format!("{lists:?}").as_bytes())
        })
    }

    pub fn weight(&self, rule: &Rule) -> Weight {
        self.weights.get(rule.id).copied().unwrap_or(Weight::Counts(rule.severity))
    }
}

impl List {
    fn of(entries: &[&str]) -> Self {
        Self { entries: entries.iter().map(|entry| (*entry).to_owned()).collect(), ready: OnceLock::new() }
    }

    fn ready(&self) -> &WordList {
        self.ready.get_or_init(|| WordList::new(&self.entries))
    }
}
