//! What rules of style share: marks of the paragraphs in their places, and the fields a reader sees first.
//!
//! Words no message and judges nothing.

use std::ops::Range;
use std::rc::Rc;

use super::prose::{Mark, Prose, of_text};
use super::{Edit, Field, Finding, Fix, Quote, Reading, Rule};
use crate::markdown::Layer;
use crate::text::Span;

/// A mark in its place.
pub struct Remark<'r> {
    pub prose: &'r Prose,
    pub mark: &'r Mark,
    /// In the source.
    pub span: Span,
    /// Index in `Document::headings` of the section, or `None` in the introduction.
    pub section: Option<usize>,
}

/// The marks a rule left in the paragraphs of these layers, in reading order.
pub fn remarks<'r>(rule: &Rule, reading: &'r Reading<'_>, layers: &[Layer]) -> Vec<Remark<'r>> {
    let mut found = Vec::new();
    for (at, (paragraph, prose)) in reading.document.paragraphs.iter().zip(reading.written()).enumerate() {
        if prose.marks.is_empty() || !layers.contains(&paragraph.layer) {
            continue;
        }
        let marks: Vec<&Mark> = prose.marks(rule.id).collect();
        if !marks.is_empty() {
            let flow = reading.document.flow(at);
            let remark = |mark| Remark { prose, mark, span: flow.span(mark.range.clone()), section: paragraph.section };
            found.extend(marks.into_iter().map(remark));
        }
    }
    found
}

impl Remark<'_> {
    /// As the reader sees it.
    pub fn words(&self) -> &str {
        self.prose.text.get(self.mark.range.clone()).unwrap_or_default()
    }

    /// The sentence around it.
    pub fn sentence(&self) -> Range<usize> {
        sentence_around(self.prose, self.mark.range.start)
    }

    pub fn finding(&self, rule: &'static Rule, reading: &Reading<'_>, message: impl Into<String>) -> Finding {
        Finding::of(rule, reading.quote(self.span, ""), message)
    }

    /// Other words in place of these, with the same first letter case; not where marks or entities stand between.
    pub fn replaced(&self, reading: &Reading<'_>, by: &str) -> Option<Fix> {
        let written = self.span.of(reading.document.source);
        let exact = written.replace('\n', " ") == self.words() && !by.is_empty();
        exact.then(|| {
            let by = like(written, by);
            let before = reading.document.source.get(..self.span.start).unwrap_or_default();
            let (eaten, article) = article(before, &by).unwrap_or_default();
            let span = Span::new(self.span.start - eaten, self.span.end);
            Fix::edits(format!("Write “{by}”"), vec![Edit { span, insert: article + &by }])
        })
    }
}

/// "a" becomes "an" before a vowel, and back: bytes of the text before to replace, and by what.
pub fn article(before: &str, word: &str) -> Option<(usize, String)> {
    let text = before.strip_suffix(' ')?;
    let article = text.rsplit([' ', '\n', '(']).next()?;
    let vowel = word.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']);
    let other = match (article, vowel) {
        ("a", true) => "an ",
        ("A", true) => "An ",
        ("an", false) => "a ",
        ("An", false) => "A ",
        _ => return None,
    };
    Some((article.len() + 1, other.to_owned()))
}

/// The bytes of the sentence that holds `at`.
pub fn sentence_around(prose: &Prose, at: usize) -> Range<usize> {
    let behind = prose.sentences.partition_point(|sentence| sentence.range.start <= at);
    behind.checked_sub(1).and_then(|at| prose.sentences.get(at)).map_or(0..0, |sentence| sentence.range.clone())
}

/// `by` with the first letter as large as that of `written`.
fn like(written: &str, by: &str) -> String {
    let mut letters = by.chars();
    match letters.next() {
        Some(first) if written.starts_with(char::is_uppercase) => first.to_uppercase().chain(letters).collect(),
        _ => by.to_owned(),
    }
}

/// Title and summary: what a card shows.
pub fn fields(reading: &Reading<'_>) -> [(Field, Rc<Prose>); 2] {
    let meta = &reading.draft.meta;
    let read = |text: &str| of_text(text, reading.profile);
    [(Field::Title, read(&meta.title)), (Field::Summary, read(&meta.summary))]
}

/// A quote of a mark in a field.
pub fn in_field(reading: &Reading<'_>, field: Field, prose: &Prose, mark: &Mark) -> Quote {
    reading.field(field, prose.text.get(mark.range.clone()).unwrap_or_default(), "")
}
