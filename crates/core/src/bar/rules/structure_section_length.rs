//! `structure.section-length`: no long stretch of text without a stop, no endless paragraph.
//!
//! A heading, a list or a table is a stop; a block of code is none, so that adding code changes no verdict.

use crate::bar::verdict::{count, grouped};
use crate::bar::{Class, Finding, Number, Outcome, Reading, Rule, Scope, Setting, Severity, Waive};
use crate::markdown::{Layer, Paragraph};

const STRETCH: Number = Number::count(
    "structure.section-length.max",
    350.0,
    "words",
    "Words between two headings, lists or tables at most.",
);
const PARAGRAPH: Number =
    Number::count("structure.section-length.paragraph_max", 150.0, "words", "Words of one paragraph at most.");

pub const RULE: Rule = Rule {
    id: "structure.section-length",
    name: "Section length",
    task: "Break up a long section",
    why: "Readers look for the next stop before they begin.",
    version: "1.0.0",
    severity: Severity::Recommended,
    scope: Scope::Guides,
    class: Class::Exact,
    waive: Waive::USUAL,
    settings: &[Setting::Number(&STRETCH), Setting::Number(&PARAGRAPH)],
    check,
};

/// Paragraphs that follow each other without a stop, with their words.
type Stretch<'r> = Vec<(&'r Paragraph, usize)>;

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let (most, longest) = (reading.count(&STRETCH), reading.count(&PARAGRAPH));
    let stretches = stretches(reading);
    let total = |stretch: &Stretch<'_>| stretch.iter().map(|(_, words)| words).sum::<usize>();
    let too_long = stretches.iter().filter(|stretch| total(stretch) > most && stretch.len() > 1);
    let mut findings: Vec<Finding> = too_long.map(|stretch| stop(rule, reading, stretch, total(stretch))).collect();
    let paragraphs = reading.document.paragraphs.iter().zip(&reading.document.words().paragraphs);
    let endless = paragraphs.filter(|(paragraph, words)| is_prose(paragraph) && words.words() as usize > longest);
    findings.extend(endless.map(|(paragraph, words)| split(rule, reading, paragraph, words.words() as usize, longest)));
    findings.sort_by_key(|finding| match finding.quote.place {
        crate::bar::Place::Body(span) => span.start,
        crate::bar::Place::Field(_) => 0,
    });
    let measured = stretches.iter().map(total).max().unwrap_or(0);
    Outcome::of(rule, Vec::new(), findings).counting(grouped(measured), most)
}

fn is_prose(paragraph: &Paragraph) -> bool {
    paragraph.layer == Layer::Prose
}

fn stretches<'r>(reading: &Reading<'r>) -> Vec<Stretch<'r>> {
    let mut all: Vec<Stretch<'r>> = vec![Vec::new()];
    for (paragraph, words) in reading.document.paragraphs.iter().zip(&reading.document.words().paragraphs) {
        let goes_on = is_prose(paragraph) && !paragraph.in_list;
        match all.last_mut() {
            Some(stretch) if goes_on => stretch.push((paragraph, words.words() as usize)),
            Some(stretch) if !stretch.is_empty() => all.push(Vec::new()),
            _ => {}
        }
    }
    all
}

/// Points at the paragraph nearest to the middle: a heading may go before it.
fn stop(rule: &'static Rule, reading: &Reading<'_>, stretch: &Stretch<'_>, total: usize) -> Finding {
    let mut before = 0_usize;
    let mut best = (usize::MAX, stretch[0].0);
    for (paragraph, words) in stretch {
        let from_middle = (2 * before).abs_diff(total);
        if before > 0 && from_middle < best.0 {
            best = (from_middle, paragraph);
        }
        before += words;
    }
    let near = reading.quote(best.1.span, count(total, "word"));
    let words: Vec<&str> = near.exact.split_whitespace().take(4).collect();
    let message = format!("{} without a stop. A subheading near “{}…”?", count(total, "word"), words.join(" "));
    Finding::of(rule, near, message)
}

fn split(rule: &'static Rule, reading: &Reading<'_>, paragraph: &Paragraph, words: usize, longest: usize) -> Finding {
    let quote = reading.quote(paragraph.span, count(words, "word"));
    let message =
        format!("A paragraph of {}; {longest} are enough. Where does its second thought begin?", count(words, "word"));
    Finding::of(rule, quote, message)
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::testing::{Cases, on, words};

    const ID: &str = "structure.section-length";

    pub fn cases() -> Cases {
        let (part, rest) = (words(150), words(51));
        let endless = words(151);
        let mutants = [
            endless.clone(),
            format!("* {endless}\n"),
            format!("> {endless}\n"),
            format!("{part}\n\n{part}\n\n{rest}\n"),
            format!("## A\n\n{part}\n\n{part}\n\n{rest}\n\n## B\n"),
            format!("{part}\n\n```\n# A\n```\n\n{part}\n\n{rest}\n"),
            format!("{part}\n\n![a](images/flow.png)\n\n{part}\n\n{rest}\n"),
            format!("{part}\n\n> {part}\n\n{rest}\n"),
            format!("{part}\n\n***\n\n{part}\n\n{rest}\n"),
            format!("{part}\n\n**A**\n\n{part}\n\n{}\n", words(50)),
            format!("a\n\n* b\n\n{part}\n\n{part}\n\n{rest}\n"),
            format!("{} *{}*\n", words(100), words(51)),
        ];
        let (part, rest) = (words(150), words(50));
        let near = [
            String::new(),
            part.clone(),
            format!("{part}\n\n{part}\n\n{rest}\n"),
            format!("{part}\n\n{part}\n\n## A\n\n{part}\n\n{part}\n"),
            format!("{part}\n\n{part}\n\n* a\n* b\n\n{part}\n\n{part}\n"),
            format!("{part}\n\n{part}\n\n| a |\n|---|\n| b |\n\n{part}\n\n{part}\n"),
            format!("{part}\n\n{part}\n\n1. a\n\n{part}\n\n{part}\n"),
            format!("{part}\n\n{part}\n\n```\n{part}\n```\n\n{rest}\n"),
            format!("{part} ![{rest}](images/flow.png)\n"),
            format!("| {} |\n|---|\n", words(400)),
            format!("{part}\n\n<!-- {part} -->\n\n{part}\n\n{rest}\n"),
            format!("{}\n\n{}\n", words(149), "`one code span of many words` ".repeat(100)),
        ];
        Cases::of(ID).broken(mutants).sound(near)
    }

    #[test]
    fn names_a_place_near_the_middle() {
        let body = format!("{}\n\nBut then Redis died. {}\n\n{}\n", words(150), words(100), words(140));
        let outcome = on(ID, &body);
        assert_eq!(outcome.findings[0].message, "394 words without a stop. A subheading near “But then Redis died.…”?");
        assert_eq!((outcome.measured.as_str(), outcome.threshold.as_str()), ("394", "350"));
    }
}
