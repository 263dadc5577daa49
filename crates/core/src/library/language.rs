//! What the reading of spelling and grammar needs of the library: the open text, the words taught, and what is left
//! as it is. Reads no language itself.

use std::sync::Arc;

use super::list::settings;
use super::vocabulary::one_line;
use super::{Library, lock};
use crate::vocabulary::Vocabulary;
use crate::{Error, ErrorCode, Result};

/// Longest word that can be taught, in characters.
const LONGEST: usize = 100;

/// Longest words that can be left as they are, in characters.
const LONGEST_WORDS: usize = 1_000;

/// An open text with everything that decides which of its words are right.
#[derive(Debug, Clone, Default)]
pub struct ProofText {
    pub id: String,
    pub edition: u32,
    pub title: String,
    pub body: String,
    pub vocabulary: Arc<Vocabulary>,
    /// Words a person taught.
    pub taught: Vec<String>,
    /// Rule and words of slips that this guide leaves as they are.
    pub ignored: Vec<(String, String)>,
}

impl Library {
    /// The text on the desk as it is now; `None` when the person does not want it read.
    pub fn proof_text(&self, id: &str) -> Result<Option<ProofText>> {
        let open = self.found_on_desk(id)?;
        let (wanted, taught, ignored) = self.read(|tables| {
            let ignored = tables.ignored_slips(tables.entry(id)?.key)?;
            Ok((settings(tables)?.proofread, tables.taught()?, ignored))
        })?;
        let open = lock(&open.guide);
        Ok(wanted.then(|| ProofText {
            id: id.to_owned(),
            edition: open.text.edition,
            title: open.text.draft.meta.title.clone(),
            body: open.text.draft.body.clone(),
            vocabulary: self.vocabulary(),
            taught,
            ignored,
        }))
    }

    /// Words that were taught, by name.
    pub fn taught_words(&self) -> Result<Vec<String>> {
        self.read(|tables| tables.taught())
    }

    /// Teaches one word, without regard to case; answers with all of them.
    pub fn teach_word(&self, word: &str) -> Result<Vec<String>> {
        let word = one_line(word);
        let fits = word.chars().any(char::is_alphabetic) && !word.contains(' ') && word.chars().count() <= LONGEST;
        if !fits {
            let message = format!("The dictionary takes single words of up to {LONGEST} letters. Nothing was added.");
            return Err(Error::new(ErrorCode::Invalid, message));
        }
        let at = self.now();
        self.write(|tables| {
            tables.teach(&word, &at)?;
            tables.taught()
        })
    }

    /// Takes a word back; answers with those that stay.
    pub fn forget_word(&self, word: &str) -> Result<Vec<String>> {
        self.write(|tables| {
            tables.forget(word)?;
            tables.taught()
        })
    }

    /// Leaves these words as they are, in this guide.
    pub fn ignore_slip(&self, id: &str, rule: &str, words: &str) -> Result<()> {
        let length = words.chars().count().max(rule.chars().count());
        if words.is_empty() || rule.is_empty() || length > LONGEST_WORDS {
            return Err(Error::new(ErrorCode::Invalid, "These words cannot be set aside. Nothing was changed."));
        }
        let at = self.now();
        self.write(|tables| tables.ignore_slip(tables.entry(id)?.key, rule, words, &at))
    }

    /// Looks again at everything this guide left as it is.
    pub fn unignore_slips(&self, id: &str) -> Result<()> {
        self.write(|tables| tables.unignore_slips(tables.entry(id)?.key))
    }
}
