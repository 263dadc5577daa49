//! A publication's own numbers, word lists and severities; without any, those the rules declare.
//!
//! Looked up by a rule once per check. Knows no file: `bar.toml` is read beside this.

mod doubt;
mod examples;
mod look;
mod pace;
mod problem;
mod read;
mod setting;
mod telling;
mod weigh;
mod word_list;
mod write;

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

use rustc_hash::FxHashMap;

use telling::Telling;

use super::memory::hash;
use super::{Rule, Severity, rules};

pub use doubt::{Doubt, Uses};
pub use examples::{Example, state_word};
pub use pace::SETTINGS as READ_TIME;
pub use problem::{Problem, Refused};
pub use read::{LARGEST_PROFILE, weight_of};
pub use setting::{Form, LARGEST, Number, Setting, Words};
pub use weigh::{Choice, Weighed, choices, weighed};
pub use word_list::{Entry, WordList};
pub use write::{list_of, number_of, template};

/// What a rule weighs in a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    Counts(Severity),
    /// Not run at all.
    Off,
}

impl Weight {
    /// `None`: off.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Weight::Counts(severity) => Some(severity),
            Weight::Off => None,
        }
    }
}

/// What a publication asks of its guides. The default value is the default bar.
#[derive(Debug, Default)]
pub struct Profile {
    /// What the publication calls this state of its bar; may be empty.
    edition: String,
    /// BLAKE3 of the text, hex; empty for the default bar.
    hash: String,
    numbers: FxHashMap<&'static str, f64>,
    weights: FxHashMap<&'static str, Weight>,
    words: FxHashMap<&'static str, List>,
    words_hash: OnceLock<u64>,
    telling: OnceLock<Telling>,
    examples: Vec<Example>,
    /// Rules that people often call wrong; known to a library, not to a file.
    doubts: FxHashMap<&'static str, Doubt>,
}

/// Entries of a list; made ready when first asked for.
#[derive(Debug, Default)]
struct List {
    key: &'static str,
    entries: Vec<String>,
    ready: OnceLock<WordList>,
}

static USUAL: LazyLock<Profile> = LazyLock::new(Profile::default);
static USUAL_WORDS: LazyLock<FxHashMap<&'static str, List>> = LazyLock::new(usual_words);

fn usual_words() -> FxHashMap<&'static str, List> {
    let settings = rules().iter().flat_map(|rule| rule.settings);
    let words = settings.filter_map(|setting| match setting {
        Setting::Words(words) => {
            Some((words.key, List::new(words.key, words.default.iter().map(|word| (*word).to_owned()))))
        }
        Setting::Number(_) => None,
    });
    words.collect()
}

impl Profile {
    /// The default bar.
    pub fn usual() -> &'static Profile {
        &USUAL
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
        let list = self.words.get(words.key).or_else(|| USUAL_WORDS.get(words.key));
        list.map_or(&NONE, List::ready)
    }

    /// The words that tell entries of all lists.
    pub(super) fn telling(&self) -> &Telling {
        self.telling.get_or_init(|| {
            let usual = USUAL_WORDS.iter().filter(|(key, _)| !self.words.contains_key(*key));
            Telling::of(self.words.iter().chain(usual).map(|(_, list)| list.ready()))
        })
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

    /// True when nothing but the weight of this rule tells the two apart. Lines of examples do not matter.
    fn is_but_for(&self, other: &Self, rule: &Rule) -> bool {
        let weights = |of: &Self| rules().iter().filter(|known| *known != rule).map(|known| of.weight(known)).collect();
        let (mine, theirs): (Vec<Weight>, Vec<Weight>) = (weights(self), weights(other));
        let words = |of: &Self| of.words.iter().map(|(key, list)| (*key, list.entries.clone())).collect();
        let (said, known): (HashMap<_, Vec<String>>, HashMap<_, Vec<String>>) = (words(self), words(other));
        let examples = |of: &Self| of.examples.iter().map(|example| Example { line: 0, ..example.clone() }).collect();
        let (these, those): (Vec<Example>, Vec<Example>) = (examples(self), examples(other));
        mine == theirs
            && said == known
            && these == those
            && (&self.edition, &self.numbers) == (&other.edition, &other.numbers)
    }

    pub fn examples(&self) -> &[Example] {
        &self.examples
    }

    pub fn edition(&self) -> &str {
        &self.edition
    }

    /// BLAKE3 of the profile's text, hex; empty for the default bar.
    pub fn hash(&self) -> &str {
        &self.hash
    }
}

impl List {
    fn new(key: &'static str, entries: impl IntoIterator<Item = String>) -> Self {
        Self { key, entries: entries.into_iter().collect(), ready: OnceLock::new() }
    }

    fn ready(&self) -> &WordList {
        self.ready.get_or_init(|| WordList::new(&self.entries).with_bit(telling::bit(self.key)))
    }
}

#[cfg(test)]
mod tests;
