//! `style.repeat`: no word twice in a row, and not three sentences in a row that begin alike.
//!
//! "Had had" and "that that" are English; list items may begin alike, that is what lists are for.

use crate::bar::prose::{Mark, Prose, Stretch};
use crate::bar::verdict::per_thousand;
use crate::bar::{Class, Finding, Fix, Number, Outcome, Reading, Rule, Scope, Setting, Severity, Waive};
use crate::markdown::Layer;
use crate::text::Span;

const SAME_START: Number =
    Number::count("style.repeat.same_start", 3.0, "sentences", "Sentences in a row that may not begin with one word.");

pub const RULE: Rule = Rule {
    id: "style.repeat",
    name: "Repeated words",
    task: "Remove repeated words",
    why: "A doubled word is a slip, and a reader stumbles over it.",
    version: "1.0.0",
    severity: Severity::Recommended,
    scope: Scope::Guides,
    class: Class::Exact,
    waive: Waive::USUAL,
    settings: &[Setting::Number(&SAME_START)],
    check,
};

/// Right when doubled.
const FINE: [&str; 12] = ["had", "that", "is", "no", "so", "very", "bye", "blah", "ha", "knock", "pom", "there"];

const ARTICLES: [&str; 12] =
    ["the", "a", "an", "this", "that", "these", "those", "one", "two", "three", "each", "every"];

/// Words in a row that are one word, and sentences in a row that begin alike: those are noted by their number.
pub fn marks(prose: &Prose) -> Vec<Mark> {
    let twins = (1..prose.words.len()).filter(|at| is_twin(prose, *at));
    let mark = |at| Mark { rule: RULE.id, range: prose.place(at - 1..at + 1), note: prose.word(at).to_owned() };
    twins.map(mark).chain(alike(prose)).collect()
}

fn is_twin(prose: &Prose, at: usize) -> bool {
    let word = || prose.word(at);
    let letters = || word().len() > 1 && word().chars().all(char::is_alphabetic);
    let again = prose.numbers[at] == prose.numbers[at - 1] && word() == prose.word(at - 1);
    again && letters() && prose.gap(at - 1).trim().is_empty() && !allowed(prose, at)
}

/// "Duran Duran" is a name and "BEGIN BEGIN" a command.
fn allowed(prose: &Prose, at: usize) -> bool {
    let capital = |at: usize| prose.written(at).starts_with(char::is_uppercase);
    FINE.contains(&prose.word(at)) || prose.words[at].code || capital(at)
}

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let mut findings = Vec::new();
    let most = reading.count(&SAME_START).max(2);
    for (at, (paragraph, prose)) in reading.document.paragraphs.iter().zip(reading.written()).enumerate() {
        let running = paragraph.layer == Layer::Prose && !paragraph.in_list && !prose.quoted;
        for mark in prose.marks(rule.id) {
            match mark.note.parse::<usize>() {
                Ok(count) if running && count >= most => findings.push(starts(rule, reading, at, prose, mark)),
                Ok(_) => {}
                Err(_) => findings.push(twice(rule, reading, at, mark)),
            }
        }
    }
    let measured = findings.len();
    Outcome::of(rule, Vec::new(), findings).counting(per_thousand(reading, measured), "")
}

fn twice(rule: &'static Rule, reading: &Reading<'_>, at: usize, mark: &Mark) -> Finding {
    let flow = reading.document.flow(at);
    let span = flow.span(mark.range.clone());
    let finding = Finding::of(rule, reading.quote(span, ""), format!("“{0} {0}”: once is enough.", mark.note));
    finding.fix(once(reading, span, &mark.note))
}

/// Only where the two stand side by side in the source: no mark of emphasis is torn.
fn once(reading: &Reading<'_>, span: Span, word: &str) -> Option<Fix> {
    let written = span.of(reading.document.source);
    let second = written.get(word.len()..)?;
    let bare = second.trim_start().len() == word.len() && second.trim_start().to_lowercase() == word;
    bare.then(|| Fix::edit("Remove the second", Span::new(span.start + word.len(), span.end), "").exact())
}

/// The first word; after an article or a number, the second as well: "the lock", "the cache" are not alike.
fn opening<'p>(prose: &'p Prose, sentence: &Stretch) -> (&'p str, &'p str) {
    let first = sentence.words.start;
    let light = ARTICLES.contains(&prose.word(first)) && sentence.words.len() > 1;
    (prose.word(first), if light { prose.word(first + 1) } else { "" })
}

/// Two or more sentences in a row that begin alike: the first word of the last one, with their number.
fn alike(prose: &Prose) -> Vec<Mark> {
    let first = |at: usize| prose.sentences.get(at).filter(|s| !s.words.is_empty()).map(|s| opening(prose, s));
    let mut found = Vec::new();
    let mut start = 0;
    for at in 1..=prose.sentences.len() {
        if first(at).is_none() || first(at) != first(start) {
            if at - start > 1 {
                let word = prose.sentences[at - 1].words.start;
                let range = prose.place(word..word + 1);
                found.push(Mark { rule: RULE.id, range, note: (at - start).to_string() });
            }
            start = at;
        }
    }
    found
}

fn starts(rule: &'static Rule, reading: &Reading<'_>, at: usize, prose: &Prose, mark: &Mark) -> Finding {
    let word = prose.text.get(mark.range.clone()).unwrap_or_default();
    let message = format!("{} sentences in a row begin with “{word}”. Begin one with what it is about.", mark.note);
    let quote = reading.quote(reading.place(at, mark.range.clone()), "");
    Finding::of(rule, quote, message).confidence(0.7)
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::testing::{Cases, draft, fixed, on, run};

    const ID: &str = "style.repeat";

    pub fn cases() -> Cases {
        Cases::of(ID)
            .broken([
                "It met the the lock.",
                "It met the\nthe lock.",
                "The lock held, and it it was free.",
                "It met *the* the lock.",
                "## What we we learned",
                "| of of |\n|---|",
                "* one of of them",
                "> It met the the lock.",
                "We saw it it.",
                "It fell. It rose. It fell.",
                "We ran it. We saw it. We fixed it. Then we left.",
                "The lock held. The\nlock died. The lock came back.",
            ])
            .sound([
                "He had had enough of that that day.",
                "The lock, the lock that held.",
                "It was the. The lock held.",
                "Run `the` the same way.",
                "`a a` is fine.",
                "Duran Duran played.",
                "It rose 10 10 times.",
                "* It fell. It rose. It fell.",
                "* It fell.\n* It rose.\n* It fell.",
                "It fell. It rose. Then it fell.",
                "> It fell. It rose. It fell.",
                "the-the is one word",
                "The lock held. The cache died. The node came back.",
                "It fell.\n\nIt rose.\n\nIt fell.",
                "No no, said the cache.",
            ])
    }

    #[test]
    fn takes_the_second_away() {
        for (before, after) in
            [("It met the the lock.", "It met the lock."), ("It met the\nthe lock.", "It met the lock.")]
        {
            let draft = draft(before);
            assert_eq!(fixed(&draft, &run(ID, &draft)).body, after);
        }
        assert!(on(ID, "It met *the* the lock.").findings[0].fixes.is_empty());
    }

    #[test]
    fn says_how_many_begin_alike() {
        let outcome = on(ID, "We ran it. We saw it. We fixed it. We left.");
        assert_eq!(outcome.findings.len(), 1);
        assert!(outcome.findings[0].message.starts_with("4 sentences in a row begin with “We”."));
    }
}
