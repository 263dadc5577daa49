//! Passages of a text as numbers: what makes repetition inside a guide and across a library cheap to see.
//!
//! Quotations, callouts, licences and code are no passages: they may stand twice. Read once per paragraph and
//! remembered. Judges nothing.

use std::cell::RefCell;
use std::rc::Rc;

use super::memory::{Memory, hash};
use super::prose::{self, Prose};
use super::{Profile, Reading};
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
    /// Every five words in a row, ascending, each once.
    pub shingles: Vec<u64>,
    /// Words that mean something, sentence by sentence; with the sentence's length in words.
    pub content: Vec<(usize, Vec<u64>)>,
}

thread_local! {
    static MEMORY: RefCell<Memory<Rc<Passage>>> = RefCell::default();
}

/// A passage with the index of its paragraph.
pub type Placed = (usize, Rc<Passage>);

/// The passages of a document, in order.
pub(super) fn read(document: &Document<'_>, written: &[Rc<Prose>]) -> Vec<Placed> {
    let paragraphs = document.paragraphs.iter().zip(written).enumerate();
    let own = paragraphs.filter(|(_, (paragraph, prose))| is_own(document, paragraph, prose));
    MEMORY.with_borrow_mut(|memory| {
        own.map(|(at, (_, prose))| (at, memory.or(hash(prose.text.as_bytes()), || Rc::new(Passage::of(prose)))))
            .collect()
    })
}

/// The prints of a whole document, ascending, each once: what a library keeps of it.
pub fn prints_of(document: &Document<'_>) -> Vec<u64> {
    let passages = read(document, &prose::all(document, Profile::usual()));
    let mut prints: Vec<u64> =
        passages.iter().flat_map(|(_, passage)| &passage.prints).map(|print| print.hash).collect();
    prints.sort_unstable();
    prints.dedup();
    prints
}

const LICENCES: [&str; 4] =
    ["permission is hereby granted", "licensed under", "all rights reserved", "without warranty of any kind"];

fn is_own(document: &Document<'_>, paragraph: &Paragraph, prose: &Prose) -> bool {
    let line = document.source.get(..paragraph.span.start).and_then(|before| before.rsplit('\n').next());
    let boxed = prose.quoted || line.is_some_and(|line| line.trim_start().starts_with('>'));
    paragraph.layer == Layer::Prose && !boxed && !LICENCES.iter().any(|words| prose.lower.contains(words))
}

impl Passage {
    fn of(prose: &Prose) -> Self {
        let places: Vec<usize> = (0..prose.words.len()).filter(|at| !prose.words[*at].code).collect();
        let words: Vec<u64> = places.iter().map(|at| prints::word(prose.word(*at))).collect();
        let mut shingles: Vec<u64> = prints::shingles(&words, SMALL).collect();
        shingles.sort_unstable();
        shingles.dedup();
        let content = prose.sentences.iter().map(|sentence| {
            let words = sentence.words.clone().filter(|at| prose.words.get(*at).is_some_and(|word| !word.code));
            (sentence.length, words.filter_map(|at| content(prose.word(at))).collect())
        });
        Self { prints: prints::prints(&words), shingles, content: content.collect(), places }
    }

    /// How much of two passages is the same, from 0 to 1.
    pub fn likeness(&self, other: &Passage) -> f64 {
        let (mut one, mut two, mut common) = (self.shingles.iter().peekable(), other.shingles.iter().peekable(), 0);
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
        let all = self.shingles.len() + other.shingles.len() - common;
        if all == 0 { 0.0 } else { common as f64 / all as f64 }
    }
}

/// A number for the stem of a word that means something.
fn content(word: &str) -> Option<u64> {
    const EMPTY: [&str; 76] = [
        "the", "and", "but", "for", "nor", "not", "with", "from", "into", "onto", "over", "under", "then", "than",
        "that", "this", "these", "those", "there", "here", "where", "when", "while", "what", "which", "who", "whom",
        "whose", "why", "how", "are", "was", "were", "been", "being", "has", "have", "had", "does", "did", "done",
        "can", "could", "will", "would", "shall", "should", "may", "might", "must", "its", "our", "your", "their",
        "his", "her", "they", "them", "you", "she", "him", "one", "two", "all", "any", "both", "each", "more", "most",
        "some", "such", "only", "own", "same", "too", "very",
    ];
    if word.len() < 3 || EMPTY.contains(&word) {
        return None;
    }
    let stem = ["ing", "ed", "es", "s"].iter().find_map(|end| word.strip_suffix(end)).filter(|stem| stem.len() > 2);
    Some(prints::word(stem.unwrap_or(word)))
}

impl Reading<'_> {
    /// The passages of this text, in order.
    pub fn passages(&self) -> &[Placed] {
        self.passages.get_or_init(|| read(self.document, self.written()))
    }
}
