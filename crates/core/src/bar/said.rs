//! Prose and cells as sentences in their place, for every rule that reads sentences. Judges nothing.

use std::ops::Range;
use std::rc::Rc;

use super::Reading;
use super::profile::WordList;
use super::prose::Prose;
use crate::text::Span;

/// A paragraph in its place.
#[derive(Debug, Clone)]
pub struct Said {
    /// Index in `Document::paragraphs`.
    pub paragraph: usize,
    pub prose: Rc<Prose>,
}

/// A sentence in its place.
#[derive(Debug, Clone, Copy)]
pub struct Sentence<'r> {
    /// Index in `Document::paragraphs`.
    pub paragraph: usize,
    /// Its number in the paragraph.
    pub at: usize,
    prose: &'r Prose,
}

impl<'r> Sentence<'r> {
    pub fn text(&self) -> &'r str {
        self.prose.text.get(self.range()).unwrap_or_default()
    }

    /// In bytes of the paragraph's flow.
    pub fn range(&self) -> Range<usize> {
        self.prose.sentences.get(self.at).map_or(0..0, |sentence| sentence.range.clone())
    }

    /// A code span is one word.
    pub fn words(&self) -> usize {
        self.prose.sentences.get(self.at).map_or(0, |sentence| sentence.length)
    }
}

impl Said {
    pub fn sentences(&self) -> impl Iterator<Item = Sentence<'_>> {
        let sentence = |at| Sentence { paragraph: self.paragraph, at, prose: &self.prose };
        (0..self.prose.sentences.len()).map(sentence)
    }

    /// The sentences that hold a word or phrase of a list.
    pub fn sentences_with<'s>(&'s self, list: &'s WordList) -> impl Iterator<Item = Sentence<'s>> {
        let mut last = None;
        let numbers = self.prose.listed(list).filter_map(move |(words, _)| {
            let start = self.prose.words.get(words.start)?.range.start;
            self.sentence_at(start).filter(|at| last.replace(*at) != Some(*at))
        });
        numbers.map(|at| Sentence { paragraph: self.paragraph, at, prose: &self.prose })
    }

    /// Number of the sentence that holds a byte of the paragraph's flow.
    pub fn sentence_at(&self, at: usize) -> Option<usize> {
        let behind = self.prose.sentences.partition_point(|sentence| sentence.range.start <= at);
        behind.checked_sub(1)
    }
}

/// Every paragraph of prose and every cell, in reading order.
pub(super) fn read(reading: &Reading<'_>) -> Vec<Said> {
    let said =
        |(paragraph, _): (usize, _)| Some(Said { paragraph, prose: Rc::clone(reading.written().get(paragraph)?) });
    reading.paragraphs().filter_map(said).collect()
}

impl Reading<'_> {
    /// Every sentence of prose and cells, in reading order.
    pub fn sentences(&self) -> impl Iterator<Item = Sentence<'_>> {
        self.prose().iter().flat_map(Said::sentences)
    }

    /// Where a range of a paragraph's flow stands in the source.
    pub fn place(&self, paragraph: usize, range: Range<usize>) -> Span {
        self.document.flow(paragraph).span(range)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bar::testing::{TODAY, draft};
    use crate::bar::{Input, Profile, prose};
    use crate::markdown::Document;
    use crate::vocabulary::sample;

    /// Sentence, words, and the source of it.
    fn told(body: &str) -> Vec<(String, usize, String)> {
        let (draft, vocabulary, document) = (draft(body), sample(), Document::parse(body));
        let profile = Profile::usual();
        let input =
            Input { draft: &draft, document: &document, vocabulary: &vocabulary, assets: &[], today: TODAY, profile };
        let reading = Reading::new(&input);
        let tell = |said: Sentence<'_>| {
            let source = reading.place(said.paragraph, said.range()).of(body);
            (said.text().to_owned(), said.words(), source.to_owned())
        };
        reading.sentences().map(tell).collect()
    }

    #[test]
    fn reads_what_a_reader_sees() {
        let found = told(
            "One two. It **holds** [three\nwords](/x/).\n\n* Call `a.B` here.\n\n## Not this\n\n```\nnor this\n```\n",
        );
        assert_eq!(found.len(), 3);
        assert_eq!(found[1].0, "It holds three words.");
        assert_eq!(found[1].2, "It **holds** [three\nwords](/x/).");
        assert_eq!((found[2].0.as_str(), found[2].1, found[2].2.as_str()), ("Call ___ here.", 3, "Call `a.B` here."));
    }

    #[test]
    fn a_byte_knows_its_sentence() {
        let said = |text: &str| Said { paragraph: 0, prose: prose::of_text(text, Profile::usual()) };
        assert_eq!(said("").sentence_at(3), None);
        let said = said("One. Two.");
        assert_eq!((said.sentence_at(0), said.sentence_at(4), said.sentence_at(6)), (Some(0), Some(0), Some(1)));
    }
}
