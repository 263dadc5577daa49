//! `outcomes.measured`: at least two distinct measured results stand in the text.
//!
//! The detector finds candidates; each one a pass rests on is confirmed by the writer with one click. A
//! candidate the writer turns down does not count, and a sentence the writer counts does, if it holds a quantity.

use std::collections::BTreeSet;

use crate::bar::outcomes::Found;
use crate::bar::{Class, Code, Finding, Number, Outcome, Quote, Reading, Rule, Scope, Setting, Severity, State, Waive};
use crate::markdown::Heading;

const MIN: Number =
    Number::count("outcomes.measured.min", 2.0, "outcomes", "Distinct measured outcomes a guide states at least.");

pub const RULE: Rule = Rule {
    id: "outcomes.measured",
    name: "Measured outcomes",
    task: "State a measured result",
    why: "The publication promises measured outcomes; worse ones count too.",
    version: "1.0.0",
    severity: Severity::Required,
    scope: Scope::Guides,
    class: Class::Measured,
    waive: Waive::only(&[Code::ClientConfidential, Code::NotApplicable]),
    settings: &[Setting::Number(&MIN)],
    check,
};

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let all = reading.outcomes();
    let confirmed: Vec<&Found> = distinct(all.iter().filter(|found| found.is_confirmed()));
    let possible: Vec<&Found> = distinct(all.iter().filter(|found| found.is_confirmed() || found.is_open()));
    let min = reading.count(&MIN);
    let state = match () {
        () if confirmed.len() >= min => State::Pass,
        () if possible.len() >= min => State::Confirm,
        () => State::Fail,
    };
    let evidence: Vec<Quote> = confirmed.iter().map(|found| reading.quote(found.span, found.label())).collect();
    let findings = if state == State::Pass { Vec::new() } else { findings(rule, reading, all, state, possible.len()) };
    Outcome::of(rule, evidence, findings).state(state).counting(confirmed.len(), min)
}

/// The first of each metric and value.
fn distinct<'f>(found: impl Iterator<Item = &'f Found>) -> Vec<&'f Found> {
    let mut keys = BTreeSet::new();
    found.filter(|found| keys.insert(found.key())).collect()
}

fn findings(rule: &'static Rule, reading: &Reading<'_>, all: &[Found], state: State, possible: usize) -> Vec<Finding> {
    let mut open: Vec<&Found> = all.iter().filter(|found| found.is_open()).collect();
    open.sort_by_key(|found| (std::cmp::Reverse(found.score()), found.span));
    let mut findings: Vec<Finding> = open.iter().map(|found| question(rule, reading, found)).collect();
    if state == State::Fail {
        findings.push(missing(rule, reading, possible));
    }
    findings
}

pub(super) fn question(rule: &'static Rule, reading: &Reading<'_>, found: &Found) -> Finding {
    let quote = reading.quote(found.span, found.label());
    let message = match found.hit().and_then(|hit| hit.veto) {
        Some(veto) => format!("“{}” may be a result, though it {veto}.", quote.exact),
        None => format!("“{}” reads like a result.", quote.exact),
    };
    let confidence = f32::from(u8::try_from(found.score().clamp(0, 9)).unwrap_or(0)) / 10.0;
    Finding::of(rule, quote, message).ask("Is this a result you measured?", found.sentence()).confidence(confidence)
}

fn missing(rule: &'static Rule, reading: &Reading<'_>, possible: usize) -> Finding {
    let quote = place(reading).map_or_else(|| reading.end(), |heading| reading.quote(heading.span, ""));
    let whose = reading.draft.meta.case_studies.iter().find_map(|name| reading.vocabulary.case_study(name));
    let whose = whose.map_or_else(|| "the users".to_owned(), |page| format!("the users of {}", page.title));
    let found = if possible == 0 { "No measured result is stated." } else { "One more measured result is needed." };
    Finding::of(rule, quote, format!("{found} What changed for {whose}: from what to what, over how long?"))
}

/// The section that is about results.
pub(super) fn place<'r>(reading: &'r Reading<'_>) -> Option<&'r Heading> {
    let about = |heading: &&Heading| {
        let text = heading.text.to_lowercase();
        ["result", "outcome", "impact", "changed", "benchmark"].iter().any(|word| text.contains(word))
    };
    reading.document.headings.iter().find(about)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::bar::testing::{all, draft, on, run};
    use crate::guide::{Draft, OutcomeAnswer};

    const ID: &str = "outcomes.measured";
    const ONE: &str = "Settlement p95 fell from 1.8 s to 240 ms, measured with k6.";
    const TWO: &str = "The worker has posted 48,211 callbacks without a double charge.";

    fn answered(body: &str, answers: &[(&str, bool)]) -> Draft {
        let mut draft = draft(body);
        draft.answers = answers
            .iter()
            .map(|(sentence, counts)| OutcomeAnswer {
                sentence: (*sentence).to_owned(),
                counts: *counts,
                ..OutcomeAnswer::default()
            })
            .collect();
        draft
    }

    #[test]
    fn two_candidates_ask_and_two_answers_pass() {
        let body = format!("{ONE}\n\n{TWO}\n");
        let asked = on(ID, &body);
        assert_eq!((asked.state, asked.measured.as_str()), (State::Confirm, "0"));
        let asks: Vec<&str> = asked.findings.iter().filter_map(|f| f.ask.as_ref()).map(|ask| &*ask.sentence).collect();
        assert_eq!(asks, [ONE, TWO]);
        let half = run(ID, &answered(&body, &[(ONE, true)]));
        assert_eq!((half.state, half.measured.as_str()), (State::Confirm, "1"));
        let full = run(ID, &answered(&body, &[(ONE, true), (TWO, true)]));
        assert_eq!(full.state, State::Pass);
        assert_eq!(full.evidence[0].label, "Settlement p95 · 240 ms · from 1.8 s");
        assert!(full.findings.is_empty());
    }

    #[test]
    fn a_refusal_stops_counting_and_the_last_answer_stands() {
        let body = format!("{ONE}\n\n{TWO}\n");
        let refused = run(ID, &answered(&body, &[(TWO, false)]));
        assert_eq!(refused.state, State::Fail);
        assert!(refused.findings.iter().all(|finding| finding.ask.as_ref().is_none_or(|ask| ask.sentence != TWO)));
        assert_eq!(run(ID, &answered(&body, &[(TWO, false), (TWO, true), (ONE, true)])).state, State::Pass);
    }

    #[test]
    fn the_writer_may_count_what_was_not_found() {
        let plain = "Our board of 12 people signed it.";
        let body = format!("{ONE} {plain} Nobody objected.\n");
        assert_eq!(run(ID, &answered(&body, &[(ONE, true), (plain, true)])).state, State::Pass);
        let without_number = run(ID, &answered(&body, &[(ONE, true), ("Nobody objected.", true)]));
        assert_eq!(without_number.state, State::Fail);
    }

    #[test]
    fn an_answer_dies_with_its_sentence_and_survives_a_reflow() {
        let answers = [(ONE, true), (TWO, true)];
        let reflowed = format!("{}\n\n{TWO}\n", ONE.replace(" fell ", "\nfell\n"));
        assert_eq!(run(ID, &answered(&reflowed, &answers)).state, State::Pass);
        let changed = format!("{}\n\n{TWO}\n", ONE.replace("240", "250"));
        assert_eq!(run(ID, &answered(&changed, &answers)).state, State::Confirm);
    }

    #[test]
    fn the_same_outcome_twice_is_one() {
        let body = format!("{ONE}\n\nAgain: p95 fell from 1.8 s to 240 ms after the move.\n");
        assert_eq!(on(ID, &body).state, State::Fail);
    }

    #[test]
    fn mutants_do_not_reach_two() {
        let mutants = [
            String::new(),
            ONE.to_owned(),
            format!("{ONE}\n\n## {TWO}\n"),
            format!("{ONE}\n\n`{TWO}`\n"),
            format!("{ONE}\n\n```\n{TWO}\n```\n"),
            format!("{ONE}\n\n<!-- {TWO} -->\n"),
            format!("{ONE}\n\n![{TWO}](images/flow.png)\n"),
            format!("{ONE}\n\nSuppose the worker posted 48,211 callbacks without a double charge.\n"),
            format!("{ONE}\n\nOur goal was a p95 below 200 ms.\n"),
            format!("{ONE}\n\nThe timeout is 30 s by default.\n"),
            format!("{ONE}\n\nIt listens on port 5432.\n"),
            format!("{ONE}\n\nWould p95 fall from 1.8 s to 200 ms?\n"),
        ];
        all(ID, State::Fail, &mutants.iter().map(String::as_str).collect::<Vec<_>>());
    }

    #[test]
    fn near_misses_ask() {
        let near = [
            format!("{ONE} {TWO}"),
            format!("* {ONE}\n* {TWO}\n"),
            format!("> {ONE}\n\n{TWO}\n"),
            format!("{ONE}[^1]\n\n[^1]: {TWO}\n"),
            format!("| {ONE} |\n|---|\n| {TWO} |\n"),
            format!("{ONE}\n\nCosts fell by 38 % after the move.\n"),
            format!("{ONE}\n\nThe index took the slowest report from `11 s` to `0.4 s`.\n"),
            format!("**Settlement** p95 fell from *1.8 s* to **240 ms**, measured with k6.\n\n{TWO}\n"),
            format!("{ONE}\n\nFailed callbacks are down 92%.\n"),
            format!("{ONE}\n\nWe have had no unplanned downtime in the seven months since the migration.\n"),
        ];
        all(ID, State::Confirm, &near.iter().map(String::as_str).collect::<Vec<_>>());
    }

    #[test]
    fn says_what_is_missing_where() {
        let outcome = on(ID, "Text.\n\n## Results\n\nMuch better.\n");
        assert_eq!(outcome.findings[0].quote.exact, "## Results");
        assert_eq!(
            outcome.findings[0].message,
            "No measured result is stated. What changed for the users of NestFi: from what to what, over how long?"
        );
    }
}
