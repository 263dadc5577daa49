//! `compare.criteria`: each section about a criterion speaks of every subject, and the whole speaks of none twice as
//! much as of another.
//!
//! A sentence belongs to the one subject it names, else to the one named last in its section; a sentence about
//! several belongs to none. Sections about one subject with a twin for the others are left alone.

use std::collections::BTreeMap;

use super::structure_lessons::is_of_lessons;
use crate::bar::verdict::{count, listed};
use crate::bar::{Class, Finding, Number, Outcome, Quote, Reading, Rule, Scope, Setting, Severity, Waive};
use crate::markdown::Heading;

const RATIO: Number =
    Number::amount("compare.criteria.ratio", 2.0, "", "How many times as many words one subject may get as another.");
const WORDS: Number = Number::count(
    "compare.criteria.words",
    30.0,
    "words",
    "Words about its subjects that make a section worth judging.",
);
const ENOUGH: Number =
    Number::count("compare.criteria.enough", 100.0, "words", "Words about one subject before the ratio is judged.");

pub const RULE: Rule = Rule {
    id: "compare.criteria",
    name: "Fair shares",
    task: "Give every subject its share",
    why: "Readers trust a comparison that holds all to the same questions.",
    version: "1.0.0",
    severity: Severity::Recommended,
    scope: Scope::Comparisons,
    class: Class::Measured,
    waive: Waive::USUAL,
    settings: &[Setting::Number(&RATIO), Setting::Number(&WORDS), Setting::Number(&ENOUGH)],
    check,
};

/// Words about each subject in one section, and which are named in it.
#[derive(Clone)]
struct Share {
    words: Vec<usize>,
    named: Vec<bool>,
}

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let names = &reading.subjects().names;
    if names.len() < 2 {
        return Outcome::not_applicable(rule);
    }
    let shares = shares(reading);
    let judged = shares.iter().filter(|(section, share)| is_criterion(reading, **section, share));
    let one_sided = judged.filter(|(_, share)| share.named.contains(&false));
    let mut findings: Vec<Finding> =
        one_sided.filter_map(|(section, share)| silent(rule, reading, (*section)?, share)).collect();
    let total = (0..names.len()).map(|at| shares.values().map(|share| share.words[at]).sum()).collect::<Vec<usize>>();
    findings.extend(uneven(rule, reading, &total));
    let evidence = shares.iter().filter_map(|(section, share)| evidence(reading, (*section)?, share)).collect();
    let told: Vec<String> = names.iter().zip(&total).map(|(name, words)| format!("{name} {words}")).collect();
    Outcome::of(rule, evidence, findings).counting(told.join(" · "), "")
}

/// By section; `None` is the introduction.
fn shares(reading: &Reading<'_>) -> BTreeMap<Option<usize>, Share> {
    let subjects = reading.subjects().names.len();
    let empty = Share { words: vec![0; subjects], named: vec![false; subjects] };
    let mut shares: BTreeMap<Option<usize>, Share> = BTreeMap::new();
    for told in reading.told() {
        let section = reading.document.paragraphs.get(told.paragraph).and_then(|paragraph| paragraph.section);
        shares.entry(section).or_insert_with(|| empty.clone()).named[told.subject] = true;
    }
    let mut last: (Option<usize>, Option<usize>) = (None, None);
    for sentence in reading.sentences() {
        let section = reading.document.paragraphs.get(sentence.paragraph).and_then(|paragraph| paragraph.section);
        if last.0 != section {
            last =
                (section, section.and_then(|at| reading.subjects().only_in(&reading.document.headings.get(at)?.text)));
        }
        let about = about(reading, sentence.paragraph, &sentence.range());
        if let Some(subject) = about.unwrap_or(last.1) {
            shares.entry(section).or_insert_with(|| empty.clone()).words[subject] += sentence.words();
            last.1 = Some(subject);
        }
    }
    shares
}

/// `Some(one)` subject, `Some(None)` for several, `None` for none.
fn about(reading: &Reading<'_>, paragraph: usize, range: &std::ops::Range<usize>) -> Option<Option<usize>> {
    let told = reading.told();
    let from = told.partition_point(|told| (told.paragraph, told.start) < (paragraph, range.start));
    let mut here = told[from..].iter().take_while(|told| told.paragraph == paragraph && told.start < range.end);
    let first = here.next()?.subject;
    Some(here.all(|told| told.subject == first).then_some(first))
}

/// A section of some length that names a subject, frames nothing and has no twin.
fn is_criterion(reading: &Reading<'_>, section: Option<usize>, share: &Share) -> bool {
    let Some(heading) = section.and_then(|at| reading.document.headings.get(at)) else { return false };
    let long = share.words.iter().sum::<usize>() >= reading.count(&WORDS);
    long && !is_of_lessons(reading, heading) && !is_twin(reading, heading) && share.named.contains(&true)
}

/// Named after one subject, and every other subject has a section of its own too.
fn is_twin(reading: &Reading<'_>, heading: &Heading) -> bool {
    let subjects = reading.subjects();
    let headings = || reading.document.headings.iter().filter(|other| other.level == heading.level);
    let has_own = |subject| headings().any(|other| subjects.only_in(&other.text) == Some(subject));
    subjects.only_in(&heading.text).is_some() && (0..subjects.names.len()).all(has_own)
}

fn silent(rule: &'static Rule, reading: &Reading<'_>, section: usize, share: &Share) -> Option<Finding> {
    let names = &reading.subjects().names;
    let heading = reading.document.headings.get(section)?;
    let of = |named: bool| -> Vec<&String> {
        share.named.iter().zip(names).filter(|(told, _)| **told == named).map(|(_, name)| name).collect()
    };
    let message =
        format!("“{}” speaks only of {}. What about {}?", heading.text, listed(&of(true)), listed(&of(false)));
    Some(Finding::of(rule, reading.quote(heading.span, label(names, share)), message).confidence(0.8))
}

fn label(names: &[String], share: &Share) -> String {
    let told: Vec<String> = names.iter().zip(&share.words).map(|(name, words)| format!("{name} {words}")).collect();
    told.join(" · ")
}

fn evidence(reading: &Reading<'_>, section: usize, share: &Share) -> Option<Quote> {
    let heading = reading.document.headings.get(section)?;
    Some(reading.quote(heading.span, label(&reading.subjects().names, share)))
}

fn uneven(rule: &'static Rule, reading: &Reading<'_>, total: &[usize]) -> Option<Finding> {
    let names = &reading.subjects().names;
    let (most, least) = (
        total.iter().enumerate().max_by_key(|(_, words)| **words)?,
        total.iter().enumerate().min_by_key(|(_, words)| **words)?,
    );
    let even = (*most.1 as f64) < reading.number(&RATIO) * (*least.1).max(1) as f64;
    if even || *most.1 < reading.count(&ENOUGH) {
        return None;
    }
    let (more, fewer) = (&names[most.0], &names[least.0]);
    let (long, short) = (count(*most.1, "word"), count(*least.1, "word"));
    let message = format!("{more} has {long} of its own, {fewer} {short}. Is {fewer} heard?");
    let last = reading.told().iter().rev().find(|told| told.subject == least.0);
    let quote = last.map_or_else(
        || reading.end(),
        |told| reading.quote(reading.place(told.paragraph, told.start..told.end), fewer.clone()),
    );
    Some(Finding::of(rule, quote, message).confidence(0.6))
}

#[cfg(test)]
pub mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::testing::{Cases, comparison, run, words};

    const ID: &str = "compare.criteria";

    pub fn cases() -> Cases {
        let (thirty, many) = (words(30), words(100));
        let mutants = [
            format!("## Speed\n\nNestJS {thirty}.\n"),
            format!("## Speed\n\nNestJS {thirty}. Then `Fastify`.\n"),
            format!("## Speed\n\n* NestJS {thirty}\n* It {thirty}\n"),
            format!("## Speed of NestJS\n\nIt {thirty}.\n"),
            format!("## Speed\n\nFastify {thirty}.\n\n## Size\n\nNestJS and Fastify {thirty}.\n"),
            format!("## Speed\n\nNestJS {thirty}.\n\n```\nFastify\n```\n"),
            format!("## A\n\nNestJS {many}. Fastify is short.\n"),
            format!("## A\n\nFastify {many}. NestJS {}.\n", words(40)),
            format!("NestJS {many}. Fastify too.\n"),
            format!("## A\n\nNestJS {thirty}.\n\n### B\n\nFastify {thirty}.\n"),
            format!("## NestJS\n\n{many}.\n"),
        ];

        let (thirty, many) = (words(30), words(100));
        let near = [
            String::new(),
            format!("## Speed\n\nNestJS {thirty}. Fastify {thirty}.\n"),
            format!("## Speed\n\nNestJS {thirty}, and Fastify too.\n"),
            format!("## Speed\n\nNestJS {}.\n", words(20)),
            format!("## Speed\n\nNothing but {many}.\n"),
            format!("## NestJS\n\nIt {many}.\n\n## Fastify\n\nIt {many}.\n"),
            format!("## Lessons\n\nNestJS {thirty}.\n"),
            format!("NestJS {thirty}.\n"),
            format!("## A\n\nNestJS {many}. Fastify {}.\n", words(60)),
            format!("## A\n\nNestJS and Fastify {many}. Both {many}.\n"),
            format!("## A\n\nNestJS {thirty}.\n\n| NestJS | Fastify |\n|---|---|\n| a | b |\n"),
        ];

        Cases::of(ID)
            .broken(mutants.iter().map(|body| comparison(body)))
            .sound(near.iter().map(|body| comparison(body)))
    }

    #[test]
    fn says_who_is_not_heard() {
        let outcome = run(ID, &comparison(&format!("## Developer experience\n\nNestJS {}.\n", words(100))));
        let messages: Vec<&str> = outcome.findings.iter().map(|finding| finding.message.as_str()).collect();
        let expected = [
            "“Developer experience” speaks only of NestJS. What about Fastify?",
            "NestJS has 101 words of its own, Fastify 0 words. Is Fastify heard?",
        ];
        assert_eq!(messages, expected);
        assert_eq!(outcome.measured, "NestJS 101 · Fastify 0");
    }
}
