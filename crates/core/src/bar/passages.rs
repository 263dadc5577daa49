//! Passages of a text as numbers: what makes repetition inside a guide and across a library cheap to see.
//!
//! Quotations, callouts, licences and code are no passages: they may stand twice. Read once per paragraph and
//! remembered with it. Judges nothing.

use std::cell::{OnceCell, RefCell};
use std::hash::BuildHasherDefault;
use std::ops::Deref;
use std::rc::Rc;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::Reading;
use super::memory::{Hashes, Memory, mix};
use super::prose::{self, Prose, bare};
use super::words::{each_spoken, into_lowered};
use crate::markdown::{Document, Layer, Paragraph};
use crate::text::prints::{self, Print};

/// Words of the small shingles by which two paragraphs are compared.
const SMALL: usize = 5;

/// A paragraph of prose as numbers.
#[derive(Debug, Default)]
pub struct Passage {
    /// In order; `at` is an index into `places`.
    pub prints: Vec<Print>,
    /// Index in `Prose::words` of each word that counts.
    pub places: Vec<usize>,
    /// Words that mean something, each once, with the number of the sentence it stands in first.
    pub content: Vec<(u64, usize)>,
    /// The words of a licence.
    pub licence: bool,
    /// A number for each word that counts.
    words: Vec<u64>,
    shingles: OnceCell<Shingles>,
}

/// What two passages are compared by.
#[derive(Debug)]
struct Shingles {
    /// Every five words in a row, ascending, each once.
    all: Vec<u64>,
    /// Equal for equal shingles.
    hash: u64,
}

/// A passage in its place.
#[derive(Debug)]
pub struct Placed {
    /// Index in `Document::paragraphs`.
    pub paragraph: usize,
    prose: Rc<Prose>,
}

impl Placed {
    /// Words of each sentence.
    pub fn lengths(&self) -> impl ExactSizeIterator<Item = usize> {
        self.prose.sentences.iter().map(|sentence| sentence.length)
    }
}

impl Deref for Placed {
    type Target = Passage;

    fn deref(&self) -> &Passage {
        self.prose.passage()
    }
}

/// The passages of a document, in order.
fn read(document: &Document<'_>, written: &[Rc<Prose>]) -> Vec<Placed> {
    let paragraphs = document.paragraphs.iter().zip(written).enumerate();
    let own = paragraphs.filter(|(_, (at, prose))| is_own(document, at, prose.quoted) && !prose.passage().licence);
    own.map(|(paragraph, (_, prose))| Placed { paragraph, prose: Rc::clone(prose) }).collect()
}

/// The prints of a whole document, ascending, each once: what a library keeps of it. Reads the words alone.
pub fn prints_of(document: &Document<'_>) -> Vec<u64> {
    let own = document.paragraphs.iter().filter(|paragraph| is_own(document, paragraph, false));
    let texts = own.filter_map(|paragraph| prose::own_text(document, paragraph)).map(into_lowered);
    let mut words = Vec::new();
    let mut prints = Vec::new();
    for text in texts {
        words.clear();
        each_spoken(&text, |word| words.push(prints::word(bare(word))));
        if !is_licence(&text, &words) {
            prints.extend(prints::prints(&words).iter().map(|print| print.hash));
        }
    }
    prints.sort_unstable();
    prints.dedup();
    prints
}

static LICENCES: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let words =
        ["permission is hereby granted", "licensed under", "all rights reserved", "without warranty of any kind"];
    AhoCorasick::builder().ascii_case_insensitive(true).build(words).ok()
});
/// One of these stands in each of them.
static LICENSING: LazyLock<[u64; 4]> =
    LazyLock::new(|| ["hereby", "licensed", "reserved", "warranty"].map(prints::word));

fn is_own(document: &Document<'_>, paragraph: &Paragraph, quoted: bool) -> bool {
    let line = || document.source.get(..paragraph.span.start).and_then(|before| before.rsplit('\n').next());
    let boxed = || quoted || line().is_some_and(|line| line.trim_start().starts_with('>'));
    paragraph.layer == Layer::Prose && !boxed()
}

/// `words`: the numbers of its words.
fn is_licence(text: &str, words: &[u64]) -> bool {
    let may_be = words.iter().any(|word| LICENSING.contains(word));
    may_be && LICENCES.as_ref().is_some_and(|licences| licences.is_match(text))
}

/// Words that count.
fn places(prose: &Prose) -> Vec<usize> {
    let mut places = Vec::with_capacity(prose.words.len());
    places.extend((0..prose.words.len()).filter(|at| !prose.words[*at].code));
    places
}

impl Prose {
    /// This paragraph as numbers.
    pub fn passage(&self) -> &Passage {
        self.passage.get_or_init(|| Passage::of(self))
    }
}

impl Passage {
    fn of(prose: &Prose) -> Self {
        let places = places(prose);
        let mut words = Vec::with_capacity(places.len());
        words.extend(places.iter().map(|at| prose.numbers[*at]));
        let (prints, licence) = (prints::prints(&words), is_licence(&prose.text, &words));
        Self { prints, content: contents(prose), licence, places, words, shingles: OnceCell::new() }
    }

    /// Every five words in a row, ascending, each once. Few passages are long enough to be asked for them.
    pub fn shingles(&self) -> &[u64] {
        &self.compare().all
    }

    fn compare(&self) -> &Shingles {
        self.shingles.get_or_init(|| {
            let mut all: Vec<u64> = prints::shingles(&self.words, SMALL).collect();
            all.sort_unstable();
            all.dedup();
            let hash = all.iter().fold(0, |state, shingle| mix(state, *shingle));
            Shingles { all, hash }
        })
    }

    /// How much of two passages is the same, from 0 to 1; remembered.
    pub fn likeness(&self, other: &Passage) -> f64 {
        thread_local! {
            static MEMORY: RefCell<Memory<f64>> = RefCell::default();
        }
        MEMORY.with_borrow_mut(|memory| {
            memory.or(|| mix(self.compare().hash, other.compare().hash), || self.compared(other))
        })
    }

    fn compared(&self, other: &Passage) -> f64 {
        let (mut one, mut two, mut common) = (self.shingles().iter().peekable(), other.shingles().iter().peekable(), 0);
        while let (Some(left), Some(right)) = (one.peek(), two.peek()) {
            match left.cmp(right) {
                std::cmp::Ordering::Less => drop(one.next()),
                std::cmp::Ordering::Greater => drop(two.next()),
                std::cmp::Ordering::Equal => {
                    common += 1;
                    one.next();
                    two.next();
                }
            }
        }
        let all = self.shingles().len() + other.shingles().len() - common;
        if all == 0 { 0.0 } else { common as f64 / all as f64 }
    }
}

fn contents(prose: &Prose) -> Vec<(u64, usize)> {
    let mut known = Hashes::with_capacity_and_hasher(prose.words.len(), BuildHasherDefault::default());
    let mut found = Vec::with_capacity(prose.words.len());
    let sentences = prose.sentences.iter().enumerate();
    let words = sentences.flat_map(|(number, sentence)| sentence.words.clone().map(move |at| (at, number)));
    let spoken = words.filter(|(at, _)| prose.words.get(*at).is_some_and(|word| !word.code));
    let numbers = spoken.filter_map(|(at, number)| Some((content(prose.word(at), prose.numbers[at])?, number)));
    found.extend(numbers.filter(|(word, _)| known.insert(*word)));
    found.shrink_to_fit();
    found
}

static EMPTY: LazyLock<Hashes> = LazyLock::new(|| {
    let words = [
        "the", "and", "but", "for", "nor", "not", "with", "from", "into", "onto", "over", "under", "then", "than",
        "that", "this", "these", "those", "there", "here", "where", "when", "while", "what", "which", "who", "whom",
        "whose", "why", "how", "are", "was", "were", "been", "being", "has", "have", "had", "does", "did", "done",
        "can", "could", "will", "would", "shall", "should", "may", "might", "must", "its", "our", "your", "their",
        "his", "her", "they", "them", "you", "she", "him", "one", "two", "all", "any", "both", "each", "more", "most",
        "some", "such", "only", "own", "same", "too", "very",
    ];
    words.into_iter().map(prints::word).collect()
});

/// True for a word in small letters that means nothing by itself: "this".
pub fn is_empty(word: &str) -> bool {
    EMPTY.contains(&prints::word(word))
}

/// A number for the stem of a word that means something; `number` is the whole word's.
fn content(word: &str, number: u64) -> Option<u64> {
    if word.len() < 3 || EMPTY.contains(&number) {
        return None;
    }
    let stem = ["ing", "ed", "es", "s"].iter().find_map(|end| word.strip_suffix(end)).filter(|stem| stem.len() > 2);
    Some(stem.map_or(number, prints::word))
}

impl Reading<'_> {
    /// The passages of this text, in order.
    pub fn passages(&self) -> &[Placed] {
        self.passages.get_or_init(|| read(self.document, self.written()))
    }
}
