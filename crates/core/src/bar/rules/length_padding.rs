//! `length.padding`: the words are reached by saying things, not by saying them again.
//!
//! Three signs: paragraphs that repeat others, more headings and cells than text, and sentences in a row without a
//! word that is new to the guide. Five of them: in a guide of some length three good ones are often made of words
//! that came before. Summaries may repeat.

use super::text_duplicate::pairs;
use crate::bar::memory::Hashes;
use crate::bar::passages::Placed;
use crate::bar::verdict::count;
use crate::bar::{Class, Finding, Number, Outcome, Reading, Rule, Scope, Setting, Severity, Waive, Words};
use crate::text::Span;

const REPEATED: Number =
    Number::share("length.padding.repeated", 8.0, "How much of the words may be paragraphs that repeat others.");
const FRAME: Number = Number::share("length.padding.frame", 35.0, "How much of the words may be headings and cells.");
const RUN: Number =
    Number::count("length.padding.run", 5.0, "sentences", "Sentences in a row without a new word that are too many.");
const SENTENCE: Number =
    Number::count("length.padding.sentence", 6.0, "words", "Words of a sentence worth looking at.");
const ENOUGH: Number = Number::count("length.padding.enough", 200.0, "words", "Words before shares are spoken of.");
const SUMMARIES: Words = Words::new(
    "length.padding.summaries",
    &["summary", "tl;dr", "tldr", "key takeaways", "takeaways", "in short", "recap", "at a glance"],
    "Words that make a heading one of a summary, which may repeat.",
);

pub const RULE: Rule = Rule {
    id: "length.padding",
    name: "Padding",
    task: "Cut what says nothing new",
    why: "Words that say nothing new cost readers, and they notice.",
    version: "1.0.0",
    severity: Severity::Recommended,
    scope: Scope::Guides,
    class: Class::Measured,
    waive: Waive::USUAL,
    settings: &[
        Setting::Number(&REPEATED),
        Setting::Number(&FRAME),
        Setting::Number(&RUN),
        Setting::Number(&SENTENCE),
        Setting::Number(&ENOUGH),
        Setting::Words(&SUMMARIES),
    ],
    check,
};

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let body = reading.document.words().body().words() as usize;
    let mut findings: Vec<Finding> = stale(rule, reading);
    if body >= reading.count(&ENOUGH) {
        findings.extend(repeated(rule, reading, body));
        findings.extend(frame(rule, reading, body));
    }
    Outcome::of(rule, Vec::new(), findings)
}

fn share(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

fn repeated(rule: &'static Rule, reading: &Reading<'_>, body: usize) -> Option<Finding> {
    let (passages, summaries) = (reading.passages(), summaries(reading));
    let again = pairs(reading).iter().map(|(_, second)| &passages[*second]);
    let again: Vec<&Placed> = again.filter(|placed| !is_in(reading, &summaries, placed.paragraph)).collect();
    let words = again.iter().map(|placed| placed.places.len()).sum::<usize>();
    let span = reading.document.paragraphs.get(again.first()?.paragraph)?.span;
    let part = share(words, body);
    let message =
        format!("{part:.0} % of the words are in paragraphs that repeat others. Which of each pair says more?");
    (part > reading.number(&REPEATED)).then(|| Finding::of(rule, reading.quote(span, ""), message))
}

fn frame(rule: &'static Rule, reading: &Reading<'_>, body: usize) -> Option<Finding> {
    let words = reading.document.words();
    let part = share((words.headings + words.cells).words() as usize, body);
    let message = format!("{part:.0} % of the words are headings and cells. What do the tables not say?");
    let widest = reading.document.tables().into_iter().map(|table| table.span).max_by_key(|span| span.end - span.start);
    let quote = || widest.map_or_else(|| reading.end(), |span| reading.quote(span, ""));
    (part > reading.number(&FRAME)).then(|| Finding::of(rule, quote(), message))
}

/// A sentence by paragraph and number.
type Place = (usize, usize);

/// Sentences in a row that hold no word for the first time.
fn stale(rule: &'static Rule, reading: &Reading<'_>) -> Vec<Finding> {
    let (most, long) = (reading.count(&RUN).max(1), reading.count(&SENTENCE));
    let (mut known, summaries) = (Hashes::default(), summaries(reading));
    let (mut runs, mut news): (Vec<Vec<Place>>, Vec<bool>) = (vec![Vec::new()], Vec::new());
    for passage in reading.passages() {
        let summary = is_in(reading, &summaries, passage.paragraph);
        news.clear();
        news.resize(passage.lengths().len(), false);
        passage.content.iter().filter(|(word, _)| known.insert(*word)).for_each(|(_, number)| news[*number] = true);
        for (number, (length, news)) in passage.lengths().zip(&news).enumerate() {
            match runs.last_mut() {
                Some(run) if !news && !summary && length >= long => run.push((passage.paragraph, number)),
                Some(run) if !run.is_empty() => runs.push(Vec::new()),
                _ => {}
            }
        }
    }
    runs.iter().filter(|run| run.len() >= most).filter_map(|run| nothing_new(rule, reading, run)).collect()
}

fn nothing_new(rule: &'static Rule, reading: &Reading<'_>, run: &[Place]) -> Option<Finding> {
    let place = |(paragraph, number): Place| {
        let sentence = reading.written().get(paragraph)?.sentences.get(number)?;
        Some(reading.place(paragraph, sentence.range.clone()))
    };
    let (first, last) = (place(*run.first()?)?, place(*run.last()?)?);
    let quote = reading.quote(Span::new(first.start, last.end.max(first.start)), count(run.len(), "sentence"));
    let message =
        format!("{} in a row without a word that is new to the guide. What do they add?", count(run.len(), "sentence"));
    Some(Finding::of(rule, quote, message).confidence(0.6))
}

/// For each heading: true when it is one of a summary.
fn summaries(reading: &Reading<'_>) -> Vec<bool> {
    let words = reading.words(&SUMMARIES);
    reading.document.headings.iter().map(|heading| words.is_in(&heading.text)).collect()
}

fn is_in(reading: &Reading<'_>, summaries: &[bool], paragraph: usize) -> bool {
    let section = reading.document.paragraphs.get(paragraph).and_then(|paragraph| paragraph.section);
    section.is_some_and(|at| summaries.get(at) == Some(&true))
}

#[cfg(test)]
pub mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::testing::{Cases, on};

    const ID: &str = "length.padding";
    const NEW: &str =
        "The server keeps every payment in one table. Each callback finds its row by key. A sweep posts late ones.";
    const OLD: &str = "The table keeps every callback by one key. Each payment finds its server late. A row posts the sweep in one table. Every late payment posts one sweep by key. The server finds its callback late in the table.";

    /// Sentences that all say something new.
    fn fresh(sentences: usize, from: usize) -> String {
        let word =
            |number: usize| number.to_string().bytes().map(|digit| char::from(b'a' + digit - b'0')).collect::<String>();
        let sentence = |at: usize| format!("Sentence says x{0} about y{0} and z{0} once", word(from + at));
        (0..sentences).map(|at| format!("{}. ", sentence(at))).collect()
    }

    pub fn cases() -> Cases {
        let (long, para) = (fresh(40, 1000), fresh(6, 5000));
        let mutants = [
            format!("{NEW}\n\n{OLD}\n"),
            format!("{NEW} {OLD}\n"),
            format!("{NEW}\n\n## A\n\n{OLD}\n"),
            format!(
                "{NEW}\n\n* The table keeps every callback by one key.\n* Each payment finds its server late.\n* A row posts the sweep in one table.\n* Every late payment posts one sweep by key.\n* The server finds its callback late.\n"
            ),
            format!("{NEW}\n\n{}\n", OLD.replace("keeps every", "keeps each and every")),
            format!("{long}\n\n{NEW}\n\n{OLD}\n"),
            format!("{para}\n\n{}\n\n{para}\n", fresh(20, 6000)),
            format!("{}\n\n| {} |\n|---|\n", fresh(20, 1001), fresh(20, 100)),
            format!("{}\n\n## {}\n\n## {}\n", fresh(18, 1001), fresh(10, 100), fresh(10, 200)),
            format!(
                "{NEW}\n\n`code` The table keeps every callback by one key. Each payment finds its server late. A row posts the sweep in one table. Every late payment posts one sweep by key. The server finds its callback late.\n"
            ),
        ];
        let near = [
            String::new(),
            NEW.to_owned(),
            long.clone(),
            format!("{NEW}\n\n## Summary\n\n{OLD}\n"),
            format!("{NEW}\n\n## TL;DR\n\n{OLD}\n"),
            format!("{NEW}\n\n## Key takeaways\n\n* {OLD}\n"),
            format!("{NEW}\n\n> {OLD}\n"),
            format!("{NEW}\n\n```\n{OLD}\n```\n"),
            format!("{NEW} {}\n", OLD.replace("late", "tomorrow")),
            format!("{NEW} It does. It did so. And so it was. It is so.\n"),
            format!("{}\n\n| {} |\n|---|\n", fresh(40, 1001), fresh(15, 100)),
            format!("| {} |\n|---|\n", fresh(5, 1001)),
        ];
        Cases::of(ID).broken(mutants).sound(near)
    }

    #[test]
    fn points_at_the_sentences() {
        let outcome = on(ID, &format!("{NEW}\n\n{OLD}\n"));
        assert_eq!(outcome.findings[0].quote.exact, OLD);
        let message = "5 sentences in a row without a word that is new to the guide. What do they add?";
        assert_eq!(outcome.findings[0].message, message);
    }
}
