//! `meta.summary-voice`: a summary begins with its subject, names what the guide is about, and tells a result.
//!
//! A result is asked for only where the guide has one and search would still show it: a summary that already
//! fills what search shows gains nothing by a number behind the cut.

use crate::bar::sentences::folded;
use crate::bar::{
    Class, Field, Finding, Fix, Number, Outcome, Quote, Reading, Rule, Scope, Setting, Severity, Waive, Words,
};

const SHOWN: Number =
    Number::count("meta.summary-voice.shown", 160.0, "characters", "Characters of a summary that search results show.");
const OPENINGS: Words = Words::new(
    "meta.summary-voice.openings",
    &[
        "in this guide",
        "in this article",
        "in this post",
        "this guide",
        "this article",
        "this post",
        "learn more about",
        "learn about",
        "learn how",
        "learn",
        "a look at",
        "an overview of",
        "everything you need",
        "we will",
        "we'll",
        "here is",
        "here's",
        "discover",
        "find out",
    ],
    "Words a summary does not begin with.",
);

pub const RULE: Rule = Rule {
    id: "meta.summary-voice",
    name: "Summary's voice",
    task: "Begin the summary with its subject",
    why: "The first words are all that some cards show.",
    version: "1.0.0",
    severity: Severity::Recommended,
    scope: Scope::Guides,
    class: Class::Exact,
    waive: Waive::USUAL,
    settings: &[Setting::Number(&SHOWN), Setting::Words(&OPENINGS)],
    check,
};

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let summary = folded(&reading.draft.meta.summary);
    if summary.is_empty() {
        return Outcome::not_applicable(rule);
    }
    let quote = |exact: &str| reading.field(Field::Summary, exact, "");
    let mut findings = Vec::new();
    if let Some(opening) = opening(reading, &summary) {
        let message = format!("“{opening}” could begin any summary. Start with the subject.");
        findings.push(Finding::of(rule, quote(opening), message).fix(without(reading, &summary, opening)));
    }
    if !names_the_subject(reading, &summary) {
        let message = "The summary shares no word with the title and names nothing of the stack. Name the subject.";
        findings.push(Finding::of(rule, quote(&summary), message));
    }
    findings.extend(result_missing(rule, reading, &summary, quote(&summary)));
    let evidence = if findings.is_empty() { vec![quote(&summary)] } else { Vec::new() };
    Outcome::of(rule, evidence, findings)
}

fn opening<'s>(reading: &Reading<'_>, summary: &'s str) -> Option<&'s str> {
    let lower = summary.to_ascii_lowercase();
    let end = reading.words(&OPENINGS).find(&lower).find(|(range, _)| range.start == 0).map(|(range, _)| range.end)?;
    summary.get(..end)
}

/// "Learn how to keep …" → "How to keep …"; only where a sentence is left.
fn without(reading: &Reading<'_>, summary: &str, opening: &str) -> Option<Fix> {
    let keeps = ["learn", "learn about", "learn more about", "a look at", "an overview of"];
    let small = opening.to_ascii_lowercase();
    let cut = if small == "learn how" { "learn".len() } else { opening.len() };
    let rest = summary.get(cut..)?.trim_start();
    let mut letters = rest.chars();
    let first = letters.next().filter(|_| small == "learn how" || keeps.contains(&&*small))?;
    let text: String = first.to_uppercase().chain(letters).collect();
    let label = format!("Begin with “{}”", text.split(' ').next().unwrap_or_default());
    Some(Fix::meta(label, &reading.draft.meta, |meta| meta.summary = text))
}

/// A telling word of the title, or a name of the library.
fn names_the_subject(reading: &Reading<'_>, summary: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 3);
        parts.map(|word| word.to_lowercase().trim_end_matches('s').to_owned()).collect()
    };
    let title = words(&reading.draft.meta.title);
    title.is_empty()
        || words(summary).iter().any(|word| title.contains(word))
        || !reading.vocabulary.mentions(summary).is_empty()
}

fn result_missing(rule: &'static Rule, reading: &Reading<'_>, summary: &str, quote: Quote) -> Option<Finding> {
    let shown = reading.count(&SHOWN);
    let best = reading.outcomes().iter().filter(|found| found.is_confirmed()).max_by_key(|found| found.score())?;
    let room = summary.chars().count() + best.label().chars().count() < shown;
    let told = summary.bytes().any(|byte| byte.is_ascii_digit());
    let message =
        format!("The guide's strongest result is not in it: {}. Say it, search still shows it.", best.label());
    (room && !told).then(|| Finding::of(rule, quote, message).confidence(0.7))
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::State;
    use crate::bar::testing::{Cases, draft, fixed, run, with};
    use crate::guide::{Draft, OutcomeAnswer};

    const ID: &str = "meta.summary-voice";

    fn summary(text: &str) -> Draft {
        with(|meta| meta.summary = text.to_owned())
    }

    const RESULT: &str = "Settlement p95 fell from 1.8 s to 240 ms, measured with k6.";

    /// A guide whose result its writer confirmed.
    fn with_result(text: &str) -> Draft {
        let mut draft = draft(&format!("{RESULT}\n"));
        draft.meta.summary = text.to_owned();
        let answer = OutcomeAnswer { sentence: RESULT.into(), counts: true, ..OutcomeAnswer::default() };
        draft.answers.push(answer);
        draft
    }

    pub fn cases() -> Cases {
        Cases::of(ID)
            .broken([
                summary("In this guide we keep payments correct."),
                summary("This article shows payments that arrive twice."),
                summary("Learn how to keep payments correct."),
                summary("Learn more about payments that arrive twice."),
                summary("A look at payments that arrive twice."),
                summary("learn about payments."),
                summary("What a small team did in one long winter."),
                summary("Discover payments that arrive twice."),
                summary("  This guide is about payments."),
                summary("We'll keep payments correct."),
                with_result("A payment ledger that stays correct when callbacks are late."),
            ])
            .sound([
                summary("Payments that stay correct when callbacks arrive twice."),
                summary("How to keep payments correct."),
                summary("Two rows in PostgreSQL, and nothing is lost."),
                summary("A ledger from NestFi."),
                summary("Learning from payments that arrive twice."),
                summary("Correct payments: what you learn in this guide."),
                summary(""),
                summary("This payment arrives twice."),
                with_result("Payments that arrive twice: p95 from 1.8 s to 240 ms."),
                with_result(&format!("Payments that arrive twice{}", ", and twice again".repeat(9))),
                summary("A payment, twice."),
            ])
    }

    #[test]
    fn begins_with_the_subject() {
        let cases = [
            ("Learn how to keep payments correct.", "How to keep payments correct."),
            ("A look at payments that arrive twice.", "Payments that arrive twice."),
        ];
        for (before, after) in cases {
            let fixed = fixed(&summary(before), &run(ID, &summary(before)));
            assert_eq!(fixed.meta.summary, after);
            assert_eq!(run(ID, &fixed).state, State::Pass);
        }
    }

    #[test]
    fn names_the_result_that_is_missing() {
        let outcome = run(ID, &with_result("A payment ledger that stays correct when callbacks are late."));
        assert!(outcome.findings[0].message.contains("240 ms"), "{}", outcome.findings[0].message);
    }
}
