//! The tables of all rules, and the law they obey: ten texts that break a rule, ten that nearly do.
//!
//! A rule that informs breaks nothing and has no table; its own tests hold its number.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use crate::bar::testing::{Case, Cases, run_with};
use crate::bar::{Outcome, Severity, State, rules};

/// A line per rule, in the order of the checklist.
fn tables() -> Vec<Cases> {
    let tables: &[fn() -> Cases] = &[
        super::length_words::tests::cases,
        super::length_padding::tests::cases,
        super::links_case_study::tests::cases,
        super::links_stack::tests::cases,
        super::links_broken::tests::cases,
        super::links_anchor::tests::cases,
        super::links_text::tests::cases,
        super::links_external::tests::cases,
        super::stack_declared::tests::cases,
        super::stack_discussed::tests::cases,
        super::stack_undeclared::tests::cases,
        super::compare_subjects::tests::cases,
        super::compare_table::tests::cases,
        super::compare_criteria::tests::cases,
        super::compare_when_to_choose::tests::cases,
        super::compare_conditions::tests::cases,
        super::compare_disclosure::tests::cases,
        super::structure_title::tests::cases,
        super::structure_headings::tests::cases,
        super::structure_empty_section::tests::cases,
        super::structure_intro::tests::cases,
        super::structure_lessons::tests::cases,
        super::structure_limitations::tests::cases,
        super::structure_section_length::tests::cases,
        super::code_language::tests::cases,
        super::code_secret::tests::cases,
        super::code_explained::tests::cases,
        super::images_alt::tests::cases,
        super::images_alt_quality::tests::cases,
        super::images_exists::tests::cases,
        super::meta_title_length::tests::cases,
        super::meta_summary::tests::cases,
        super::meta_summary_voice::tests::cases,
        super::meta_slug::tests::cases,
        super::meta_date::tests::cases,
        super::meta_read_time::tests::cases,
        super::style_sentence_length::tests::cases,
        super::style_passive::tests::cases,
        super::style_weasel::tests::cases,
        super::style_hype::tests::cases,
        super::style_inclusive::tests::cases,
        super::style_acronym::tests::cases,
        super::style_repeat::tests::cases,
        super::text_placeholder::tests::cases,
        super::text_duplicate::tests::cases,
        super::text_hidden::tests::cases,
        super::fresh_relative_date::tests::cases,
        super::fresh_review_due::tests::cases,
    ];
    tables.iter().map(|table| table()).collect()
}

const ENOUGH: usize = 10;

/// Rules asked for more than once have their cases together.
fn told_apart(cases: &[Case]) -> usize {
    cases
        .iter()
        .map(|case| format!("{:?} {:?} {:?}", case.draft, case.vocabulary.pages, case.vocabulary.stack))
        .collect::<BTreeSet<_>>()
        .len()
}

#[test]
fn every_rule_has_ten_mutants_and_ten_near_misses() {
    for table in tables() {
        let (broken, sound) = (told_apart(&table.mutants), told_apart(&table.near_misses));
        assert!(broken >= ENOUGH && sound >= ENOUGH, "{}: {broken} mutants, {sound} near-misses", table.rule);
        assert_eq!((broken, sound), (table.mutants.len(), table.near_misses.len()), "{}: a case twice", table.rule);
    }
}

/// The state, the title and the body of a case that went wrong.
fn wrong(rule: &str, case: &Case, outcome: &Outcome) -> String {
    let meta = &case.draft.meta;
    let said: Vec<&str> = outcome.findings.iter().map(|finding| &*finding.message).collect();
    format!(
        "{rule}: {:?} {said:?}\n  {} | {} | {}\n  {:?}",
        outcome.state, meta.title, meta.summary, meta.slug, case.draft.body
    )
}

#[test]
fn mutants_are_caught() {
    let mut missed = Vec::new();
    for table in tables() {
        let rule = rules().iter().find(|rule| rule.id == table.rule).unwrap();
        for case in table.mutants {
            let outcome = run_with(table.rule, &case.draft, &case.vocabulary);
            let caught = match rule.severity {
                Severity::Required => matches!(outcome.state, State::Fail | State::Confirm),
                _ => outcome.state == State::Advise,
            };
            if !caught || outcome.findings.is_empty() {
                missed.push(wrong(table.rule, &case, &outcome));
            }
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn near_misses_are_let_through() {
    let mut caught = Vec::new();
    for table in tables() {
        for case in table.near_misses {
            let outcome = run_with(table.rule, &case.draft, &case.vocabulary);
            let through = matches!(outcome.state, State::Pass | State::NotApplicable) && outcome.findings.is_empty();
            if !through {
                caught.push(wrong(table.rule, &case, &outcome));
            }
        }
    }
    assert!(caught.is_empty(), "{}", caught.join("\n"));
}
