//! `structure.lessons`: near the end stands a section that says what was learned, with enough words in it.
//!
//! Knows such a section by its heading; a publication may add its own words to the list. What it says is not judged.

use crate::bar::verdict::count;
use crate::bar::{Class, Finding, Fix, Number, Outcome, Reading, Rule, Scope, Setting, Severity, Waive, Words};
use crate::markdown::{Heading, Layer};
use crate::text::Span;

const MIN: Number =
    Number::count("structure.lessons.min", 40.0, "words", "Words below the heading, without the heading.");
const LAST: Number = Number::share("structure.lessons.last", 40.0, "How much of the end of a guide is its end.");
const HEADINGS: Words = Words::new(
    "structure.lessons.headings",
    &[
        "lesson",
        "lessons",
        "learned",
        "learnt",
        "do differently",
        "result",
        "results",
        "outcome",
        "outcomes",
        "impact",
        "trade-off",
        "trade-offs",
        "tradeoff",
        "tradeoffs",
        "limitation",
        "limitations",
        "conclusion",
        "conclusions",
        "takeaway",
        "takeaways",
        "verdict",
        "recommendation",
        "recommendations",
    ],
    "Words that make a heading one of lessons or results.",
);

pub const RULE: Rule = Rule {
    id: "structure.lessons",
    name: "Lessons",
    task: "Say what was learned",
    why: "Readers come for the lesson.",
    version: "1.0.0",
    severity: Severity::Required,
    scope: Scope::Guides,
    class: Class::Measured,
    waive: Waive::USUAL,
    settings: &[Setting::Number(&MIN), Setting::Number(&LAST), Setting::Words(&HEADINGS)],
    check,
};

/// A section whose heading is of the list.
struct Candidate<'r> {
    heading: &'r Heading,
    /// Below the heading, and how many of them in the last part of the guide.
    words: usize,
    late: usize,
}

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let min = reading.count(&MIN);
    let candidates = candidates(reading);
    let enough = |candidate: &&Candidate<'_>| candidate.late >= min;
    let evidence: Vec<_> = candidates.iter().filter(enough).map(|found| quote(reading, found)).collect();
    let best = candidates.iter().map(|found| found.late).max().unwrap_or(0);
    let findings = if evidence.is_empty() { vec![missing(rule, reading, &candidates)] } else { Vec::new() };
    Outcome::of(rule, evidence, findings).counting(best, min)
}

fn quote(reading: &Reading<'_>, found: &Candidate<'_>) -> crate::bar::Quote {
    reading.quote(found.heading.span, count(found.words, "word"))
}

fn candidates<'r>(reading: &Reading<'r>) -> Vec<Candidate<'r>> {
    let document = reading.document;
    let list = reading.words(&HEADINGS);
    let told = document.headings.iter().enumerate().filter(|(_, heading)| heading.top_level && heading.level > 1);
    let named = told.filter(|(_, heading)| list.is_in(&heading.text));
    let late = late(reading);
    let measured = named.map(|(at, heading)| {
        let below = Span::new(heading.span.end, end(&document.headings[at + 1..], heading.level));
        let words = |from: usize| words(reading, Span::new(below.start.max(from), below.end));
        Candidate { heading, words: words(0), late: words(late) }
    });
    measured.collect()
}

/// True for a heading of lessons or results.
pub(super) fn is_of_lessons(reading: &Reading<'_>, heading: &Heading) -> bool {
    reading.words(&HEADINGS).is_in(&heading.text)
}

/// Where the section with the headings `behind` it ends.
fn end(behind: &[Heading], level: u8) -> usize {
    let next = behind.iter().find(|next| next.top_level && next.level <= level);
    next.map_or(usize::MAX, |next| next.span.start)
}

/// Words of prose and cells between two places.
fn words(reading: &Reading<'_>, span: Span) -> usize {
    let paragraphs = &reading.document.paragraphs;
    let at = |place: usize| paragraphs.partition_point(|paragraph| paragraph.span.start < place);
    let inside = at(span.start)..at(span.end).max(at(span.start));
    let counted = paragraphs[inside.clone()].iter().zip(&reading.document.words().paragraphs[inside]);
    let body = counted.filter(|(paragraph, _)| paragraph.layer != Layer::Heading);
    body.map(|(_, words)| words.words() as usize).sum()
}

/// The place behind which the last part of the guide begins, in words.
fn late(reading: &Reading<'_>) -> usize {
    paragraph_at(reading, 1.0 - reading.number(&LAST) / 100.0).start
}

/// The paragraph in which a share of the words is reached; from 0 to 1.
pub(super) fn paragraph_at(reading: &Reading<'_>, share: f64) -> Span {
    let tallies = &reading.document.words().paragraphs;
    let total: f64 = tallies.iter().map(|words| f64::from(words.words())).sum();
    let mut before = 0.0;
    for (paragraph, words) in reading.document.paragraphs.iter().zip(tallies) {
        before += f64::from(words.words());
        if before > total * share {
            return paragraph.span;
        }
    }
    Span::default()
}

fn missing(rule: &'static Rule, reading: &Reading<'_>, candidates: &[Candidate<'_>]) -> Finding {
    let Some(best) = candidates.iter().max_by_key(|found| (found.late, found.words)) else {
        let message = "Readers come for the lesson. What would you do differently next time?";
        let at = reading.end();
        let end = reading.document.source.trim_end().len();
        let open = if end == 0 { "## What we learned\n\n" } else { "\n\n## What we learned\n\n" };
        return Finding::of(rule, at, message).fix(Fix::edit("Insert “What we learned”", Span::new(end, end), open));
    };
    let quote = reading.quote(best.heading.span, count(best.words, "word"));
    let (name, words) = (&best.heading.text, count(best.words, "word"));
    let message = match best.words >= reading.count(&MIN) {
        true => format!("“{name}” stands early. What does the end of the guide leave a reader with?"),
        false => format!("“{name}” has {words}. What would you do differently next time?"),
    };
    Finding::of(rule, quote, message)
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::testing::{Cases, draft, fixed, on, run, words};

    const ID: &str = "structure.lessons";

    fn texts(make: impl Fn(&str, &str) -> Vec<String>) -> Vec<String> {
        make(&words(100), &words(40))
    }

    pub fn cases() -> Cases {
        let mutants = texts(|long, enough| {
            let few = words(39);
            vec![
                String::new(),
                long.to_owned(),
                format!("{long}\n\n## What we learned\n"),
                format!("{long}\n\n## What we learned\n\n{few}\n"),
                format!("{long}\n\n## Results\n\n{few}\n\n## Next\n\n{enough}\n"),
                format!("## Results\n\n{enough}\n\n## Design\n\n{long}\n\n{long}\n"),
                format!("{long}\n\n## Lessonsof\n\n{enough}\n"),
                format!("{long}\n\n## Next steps\n\n{enough}\n"),
                format!("{long}\n\n## Impact\n\n```\n{enough}\n```\n"),
                format!("{long}\n\n> ## Lessons\n>\n> {enough}\n"),
                format!("{long}\n\n**Lessons**\n\n{enough}\n"),
                format!("# Lessons\n\n{long}\n"),
                format!("{long}\n\n`## Lessons`\n\n{enough}\n"),
            ]
        });
        let near = texts(|long, enough| {
            let half = words(20);
            vec![
                format!("{long}\n\n## What we learned\n\n{enough}\n"),
                format!("{long}\n\n## LESSONS so far\n\n{enough}\n"),
                format!("{long}\n\n## What we would do differently\n\n{enough}\n"),
                format!("{long}\n\n## Outcome: what the lab measured\n\n{enough}\n"),
                format!("{long}\n\n## Trade-offs\n\n{half}\n\n### More\n\n{half}\n"),
                format!("{long}\n\n### Limitations\n\n{enough}\n"),
                format!("{long}\n\n## Results\n\n{enough}\n\n## Next\n\n{half}\n"),
                format!("{long}\n\nVerdict\n---\n\n{enough}\n"),
                format!("{long}\n\n## Recommendation\n\n* {half}\n* {half}\n"),
                format!("{long}\n\n## *Impact*\n\n| {half} |\n|---|\n| {half} |\n"),
                format!("{half}\n\n## Results\n\n{long}\n\n{long}\n"),
                format!("{long}\n\n## Conclusion\n\n```\n{long}\n```\n\n{enough}\n"),
            ]
        });
        Cases::of(ID).broken(mutants).sound(near)
    }

    #[test]
    fn says_what_is_missing_and_opens_the_section() {
        let short = on(ID, &format!("{}\n\n## Results\n\nLittle.\n", words(100)));
        assert_eq!(short.findings[0].message, "“Results” has 1 word. What would you do differently next time?");
        let early = on(ID, &format!("## Results\n\n{}\n\n## A\n\n{}\n", words(50), words(200)));
        assert!(early.findings[0].message.starts_with("“Results” stands early."));
        let draft = draft("Words.\n");
        let fixed = fixed(&draft, &run(ID, &draft));
        assert_eq!(fixed.body, "Words.\n\n## What we learned\n\n\n");
    }
}
