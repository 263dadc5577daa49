//! The tables of all rules, and the law they obey: ten texts that break a rule, ten that nearly do.
//!
//! A rule that informs breaks nothing and has no table; its own tests hold its number.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use crate::bar::testing::{Case, Cases, run_with};
use crate::bar::{Severity, State, rules};

/// A line per rule, in the order of the checklist.
fn tables() -> Vec<Cases> {
    vec![super::code_language::tests::cases(), super::style_repeat::tests::cases()]
}

const ENOUGH: usize = 10;

/// Rules asked for more than once have their cases together.
fn told_apart(cases: &[Case]) -> usize {
    cases.iter().map(|case| format!("{:?} {:?}", case.draft, case.vocabulary.pages)).collect::<BTreeSet<_>>().len()
}

#[test]
fn every_rule_has_ten_mutants_and_ten_near_misses() {
    for table in tables() {
        let (broken, sound) = (told_apart(&table.mutants), told_apart(&table.near_misses));
        assert!(broken >= ENOUGH && sound >= ENOUGH, "{}: {broken} mutants, {sound} near-misses", table.rule);
        assert_eq!((broken, sound), (table.mutants.len(), table.near_misses.len()), "{}: a case twice", table.rule);
    }
}

#[test]
fn mutants_are_caught() {
    for table in tables() {
        let rule = rules().iter().find(|rule| rule.id == table.rule).unwrap();
        for case in table.mutants {
            let outcome = run_with(table.rule, &case.draft, &case.vocabulary);
            let caught = match rule.severity {
                Severity::Required => matches!(outcome.state, State::Fail | State::Confirm),
                _ => outcome.state == State::Advise,
            };
            assert!(caught && !outcome.findings.is_empty(), "{}: {:?} on {:?}", table.rule, outcome.state, case.draft);
        }
    }
}

#[test]
fn near_misses_are_let_through() {
    for table in tables() {
        for case in table.near_misses {
            let outcome = run_with(table.rule, &case.draft, &case.vocabulary);
            let through = matches!(outcome.state, State::Pass | State::NotApplicable) && outcome.findings.is_empty();
            assert!(through, "{}: {:?} on {:?}", table.rule, outcome.findings, case.draft);
        }
    }
}
