//! A paragraph as rules of style read it: its sentences, its words, and what those rules marked in it.
//!
//! Read once and remembered (see `memory`): a keystroke costs one paragraph, and a rule only adds up. What else is
//! found in a paragraph hangs on it (its numbers, what the outcome detector says of it). Code and bare addresses are
//! blotted out, so no rule takes them for words. Judges nothing itself.

use std::cell::{OnceCell, RefCell};
use std::ops::Range;
use std::rc::Rc;

use super::memory::{Memory, hash, mix};
use super::outcomes::Examined;
use super::passages::Passage;
use super::profile::Profile;
use super::rules;
#[allow(unused_imports, reason = "rules name them from here")]
pub(super) use super::said::{Said, Sentence};
use super::sentences::sentences;
use super::syllables::syllables;
pub(super) use super::words::Word;
use super::words::{lowered, quotations, words};
use crate::markdown::{Document, Layer, Paragraph, Run, Tally};
use crate::text::prints;

/// One paragraph, heading or cell. Offsets are bytes of its flow.
#[derive(Debug, Default)]
pub struct Prose {
    /// As a reader sees it, line ends as blanks, code and addresses as `_`.
    pub text: String,
    /// The same bytes in small letters.
    pub lower: String,
    pub words: Vec<Word>,
    pub sentences: Vec<Stretch>,
    /// Words that are no code, and their syllables, for readability.
    pub spoken: u32,
    pub syllables: u32,
    /// What the rules of style noted, rule by rule.
    pub marks: Vec<Mark>,
    /// True inside a block quote that is not a callout.
    pub quoted: bool,
    pub layer: Option<Layer>,
    /// A number for each of `words`, bare and in small letters: words are compared by it.
    pub numbers: Vec<u64>,
    /// Lists of the profile of which no entry stands here; see `WordList::may_stand`.
    pub(super) absent: u64,
    /// As numbers, for comparing; see `passages`.
    pub(super) passage: OnceCell<Passage>,
    /// The sentences with quantities; see `outcomes`.
    pub(super) examined: OnceCell<Rc<[Examined]>>,
}

/// One sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    pub range: Range<usize>,
    /// Range of indices in `Prose::words`.
    pub words: Range<usize>,
    /// Words as the whole application counts them.
    pub length: usize,
}

/// A place that a rule of style may remark on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    pub rule: &'static str,
    pub range: Range<usize>,
    /// What the rule wants to remember about it: a better word, a kind.
    pub note: String,
}

thread_local! {
    static MEMORY: RefCell<Memory<Rc<Prose>>> = RefCell::default();
}

/// Every paragraph of a document, index by index.
pub(super) fn all(document: &Document<'_>, profile: &Profile) -> Vec<Rc<Prose>> {
    document.paragraphs.iter().map(|paragraph| remembered(document, paragraph, profile)).collect()
}

/// A field, an alternative text: no paragraph of the document.
pub(super) fn of_text(text: &str, profile: &Profile) -> Rc<Prose> {
    let key = || mix(hash(text.as_bytes()), mix(profile.words_hash(), u64::MAX));
    let read = || Rc::new(Prose::read(text.replace('\n', " ")).marked(profile));
    MEMORY.with_borrow_mut(|memory| memory.or(key, read))
}

fn remembered(document: &Document<'_>, paragraph: &Paragraph, profile: &Profile) -> Rc<Prose> {
    let runs = document.runs.get(paragraph.runs.clone()).unwrap_or_default();
    let key = || {
        let start = mix(profile.words_hash(), paragraph.layer as u64);
        runs.iter().fold(start, |key, run| mix(key, mix(hash(run.text.as_bytes()), kind(run))))
    };
    MEMORY.with_borrow_mut(|memory| memory.or(key, || Rc::new(Prose::of(document, paragraph, runs).marked(profile))))
}

/// The text of a paragraph and no more, not remembered; `None` for a quotation.
pub(super) fn own_text(document: &Document<'_>, paragraph: &Paragraph) -> Option<String> {
    let runs = document.runs.get(paragraph.runs.clone()).unwrap_or_default();
    (!runs.iter().any(|run| run.quoted)).then(|| blotted(document, runs))
}

/// A word without a possessive "'s".
pub(super) fn bare(word: &str) -> &str {
    word.strip_suffix("'s").or(word.strip_suffix("’s")).unwrap_or(word)
}

/// What tells two runs with one text apart.
fn kind(run: &Run<'_>) -> u64 {
    run.layer as u64 | u64::from(run.quoted) << 8 | u64::from(run.link.is_some()) << 9
}

impl Prose {
    fn of(document: &Document<'_>, paragraph: &Paragraph, runs: &[Run<'_>]) -> Self {
        let quoted = runs.iter().any(|run| run.quoted);
        Self { quoted, layer: Some(paragraph.layer), ..Self::read(blotted(document, runs)) }
    }

    fn marked(mut self, profile: &Profile) -> Self {
        self.absent = !profile.telling().of_words(&self.numbers);
        self.marks = rules::marks(&self, profile);
        self
    }

    fn read(text: String) -> Self {
        let (lower, words) = (lowered(&text), words(&text, &quotations(&text)));
        let sentences = sentences(&text).into_iter().map(|range| sentence(&text, &words, range)).collect();
        let small = |word: &Word| lower.get(word.range.clone()).unwrap_or_default();
        let numbers = words.iter().map(|word| prints::word(bare(small(word)))).collect();
        let spoken = || words.iter().filter(|word| !word.code);
        let syllables = spoken().map(|word| syllables(small(word))).sum();
        let spoken = spoken().count() as u32;
        Self { text, lower, words, numbers, sentences, spoken, syllables, ..Self::default() }
    }

    /// A word in small letters, without a possessive "'s".
    pub fn word(&self, at: usize) -> &str {
        let word = self.words.get(at).and_then(|word| self.lower.get(word.range.clone())).unwrap_or_default();
        bare(word)
    }

    /// A word as written.
    pub fn written(&self, at: usize) -> &str {
        self.words.get(at).and_then(|word| self.text.get(word.range.clone())).unwrap_or_default()
    }

    /// What stands between a word and the next one.
    pub fn gap(&self, at: usize) -> &str {
        let next = self.words.get(at + 1).map(|word| word.range.start);
        let end = self.words.get(at).map(|word| word.range.end);
        end.zip(next).and_then(|(end, next)| self.text.get(end..next)).unwrap_or_default()
    }

    /// The place of some words, first to last.
    pub fn place(&self, words: Range<usize>) -> Range<usize> {
        let start = self.words.get(words.start).map_or(0, |word| word.range.start);
        start..self.words.get(words.end.saturating_sub(1)).map_or(start, |word| word.range.end).max(start)
    }

    pub fn marks(&self, rule: &'static str) -> impl Iterator<Item = &Mark> {
        self.marks.iter().filter(move |mark| mark.rule == rule)
    }
}

/// The flow of some runs with code and addresses as `_`; same length.
fn blotted(document: &Document<'_>, runs: &[Run<'_>]) -> String {
    let address = |run: &Run<'_>| run.link.and_then(|at| document.links.get(at)).is_some_and(|link| link.autolink);
    let mut text = String::with_capacity(runs.iter().map(|run| run.text.len()).sum());
    for run in runs {
        match run.layer == Layer::InlineCode || address(run) {
            true => text.extend(std::iter::repeat_n('_', run.text.len())),
            false => text.push_str(&run.text),
        }
    }
    if text.contains('\n') { text.replace('\n', " ") } else { text }
}

fn sentence(text: &str, words: &[Word], range: Range<usize>) -> Stretch {
    let first = words.partition_point(|word| word.range.start < range.start);
    let behind = words.partition_point(|word| word.range.start < range.end);
    let code = words[first..behind].iter().filter(|word| text[word.range.clone()].bytes().all(|byte| byte == b'_'));
    let length = Tally::of(&text[range.clone()]).words() as usize + code.count();
    Stretch { range, words: first..behind, length }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read(source: &str) -> Rc<Prose> {
        all(&Document::parse(source), Profile::usual()).into_iter().next().unwrap()
    }

    fn told(prose: &Prose) -> Vec<&str> {
        (0..prose.words.len()).map(|at| prose.word(at)).collect()
    }

    #[test]
    fn words_are_small_and_bare() {
        let prose = read("“Don't”, said *Redis's* own real-time and/or **U**I; 1.8 s (±2 %).");
        assert_eq!(told(&prose), ["don't", "said", "redis", "own", "real-time", "and", "or", "ui", "1.8", "s", "2"]);
        assert!(prose.words[0].quoted && !prose.words[1].quoted);
        assert_eq!(prose.gap(0), "”, ");
        assert_eq!(prose.place(1..3), 13..25);
        assert_eq!(prose.written(2), "Redis's");
    }

    #[test]
    fn code_and_addresses_are_no_words_and_count_one() {
        let prose = read("Call `a. B()` at <https://a.b/c> now.\nThen stop.");
        assert_eq!(prose.sentences.iter().map(|sentence| sentence.length).collect::<Vec<_>>(), [5, 2]);
        assert_eq!(prose.words.iter().filter(|word| word.code).count(), 2);
        assert_eq!(prose.text.len(), "Call a. B() at https://a.b/c now. Then stop.".len());
    }

    #[test]
    fn knows_quotes_and_layers() {
        assert!(read("> Said.").quoted && !read("Said.").quoted);
        assert_eq!(read("## Said").layer, Some(Layer::Heading));
        assert_eq!(of_text("A title", Profile::usual()).layer, None);
        assert!(read("An \"open mark").words.iter().all(|word| !word.quoted));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_on_character_bounds(source in "(\\PC|[ \n_`\"“”’'/.-]){0,80}") {
            for prose in all(&Document::parse(&source), Profile::usual()) {
                proptest::prop_assert_eq!(prose.text.len(), prose.lower.len());
                for at in 0..prose.words.len() {
                    proptest::prop_assert!(!prose.written(at).is_empty());
                    prose.gap(at);
                }
                for sentence in &prose.sentences {
                    proptest::prop_assert!(prose.text.get(sentence.range.clone()).is_some());
                }
            }
        }
    }
}
