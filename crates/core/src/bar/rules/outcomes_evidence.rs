//! `outcomes.evidence`: at least one result with a baseline can be believed.
//!
//! The chapter says how it was measured or links to something that shows it, or the writer attached evidence. What
//! the evidence says is not read.

use crate::bar::ledger::entry;
use crate::bar::outcomes::Found;
use crate::bar::proof;
use crate::bar::{
    Class, Code, Finding, Fix, Number, Outcome, Quote, Reading, Rule, Scope, Setting, Severity, State, Waive,
};

use super::outcomes_measured::{place, question};

const MIN: Number =
    Number::count("outcomes.evidence.min", 1.0, "outcomes", "Compared outcomes that say how, or show it.");

pub const RULE: Rule = Rule {
    id: "outcomes.evidence",
    name: "Evidence",
    task: "Say how a result was measured",
    why: "Unsupported statements confuse more than they convince.",
    version: "1.0.0",
    severity: Severity::Required,
    scope: Scope::Guides,
    class: Class::Measured,
    waive: Waive::only(&[Code::ClientConfidential, Code::EvidenceElsewhere]),
    settings: &[Setting::Number(&MIN)],
    check,
};

/// Open candidates looked at, at most: one that can be believed is enough.
const LOOKED_AT: usize = 20;

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let min = reading.count(&MIN);
    let compared = || reading.outcomes().iter().filter(|found| found.is_compared(reading));
    let told: Vec<&Found> =
        compared().filter(|found| found.is_confirmed()).filter(|found| sound(reading, found)).collect();
    let evidence: Vec<Quote> = told.iter().flat_map(|found| quotes(reading, found)).collect();
    if told.len() >= min {
        return Outcome::of(rule, evidence, Vec::new()).counting(told.len(), min);
    }
    let open = compared().filter(|found| found.is_open()).take(LOOKED_AT);
    let possible: Vec<&Found> = open.filter(|found| sound(reading, found)).collect();
    let (state, findings) = if told.len() + possible.len() >= min {
        (State::Confirm, possible.iter().map(|found| question(rule, reading, found)).collect())
    } else {
        let strongest = compared().filter(|found| found.is_confirmed() || found.is_open());
        (State::Fail, vec![missing(rule, reading, strongest.max_by_key(|found| (found.is_confirmed(), found.score())))])
    };
    Outcome::of(rule, evidence, findings).state(state).counting(told.len(), min)
}

/// Said how, or something to look at.
fn sound(reading: &Reading<'_>, found: &Found) -> bool {
    let attached = found.record(reading).is_some_and(|record| !record.evidence.is_empty());
    attached || proof::explained(reading, found).is_some() || !proof::shown(reading, found).is_empty()
}

/// The result, and what supports it.
fn quotes(reading: &Reading<'_>, found: &Found) -> Vec<Quote> {
    let mut quotes = vec![reading.quote(found.span, found.label())];
    let (method, shown) = (proof::explained(reading, found), proof::shown(reading, found));
    quotes.extend(method.map(|method| reading.quote(method.span, format!("how: {}", method.text))));
    quotes.extend(shown.first().map(|shown| reading.quote(shown.span, format!("shown: {}", shown.text))));
    quotes
}

fn missing(rule: &'static Rule, reading: &Reading<'_>, strongest: Option<&Found>) -> Finding {
    let Some(found) = strongest else {
        let quote = place(reading).map_or_else(|| reading.end(), |heading| reading.quote(heading.span, ""));
        return Finding::of(
            rule,
            quote,
            "No result with a baseline stands here that could be supported. State one first.",
        );
    };
    let parts = entry(reading, found).parts;
    let values = match (parts.before.as_str(), parts.after.as_str()) {
        ("", after) => after.to_owned(),
        (before, after) => format!("from {before} to {after}"),
    };
    let message = format!(
        "“{} {values}” is your strongest result. How did you measure it? One clause is enough: *measured with k6 at 200 virtual users*.",
        parts.metric
    );
    let fix = Fix::edit("Add the method", found.before_stop(reading), ", measured with ▢ over ▢");
    Finding::of(rule, reading.quote(found.whole, found.label()), message).fix(fix)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::outcomes_baseline::tests::counted;
    use super::*;
    use crate::bar::testing::{applied, on, run};
    use crate::guide::{Evidence, OutcomeRecord};

    const ID: &str = "outcomes.evidence";
    const ONE: &str = "Settlement p95 fell from 1.8 s to 240 ms";

    #[test]
    fn mutants() {
        for body in [
            String::new(),
            format!("{ONE}.\n"),
            "Costs fell by 35 %, measured with k6.\n".to_owned(),
            format!("# A\n\n{ONE}.\n\n# B\n\nWe measured the rest with k6.\n"),
            format!("{ONE}. Users were happy.\n"),
            format!("{ONE}. See [the stack](/stack/redis/).\n"),
            format!("{ONE}. See [this](https://example.org/blog).\n"),
            format!("{ONE}.\n\n```\nmeasured with k6 over two weeks\n```\n"),
            format!("{ONE}.\n\n<!-- measured with k6 over two weeks -->\n"),
            format!("{ONE}. It was measured.\n"),
            format!("{ONE}.\n\n![Logo](images/flow.png)\n"),
        ] {
            let outcome = run(ID, &counted(&body));
            assert_eq!(outcome.state, State::Fail, "{body}: {:?}", outcome.evidence);
            assert!(!outcome.findings.is_empty(), "{body}");
        }
    }

    #[test]
    fn near_misses() {
        for body in [
            format!("{ONE}, measured with k6.\n"),
            format!("{ONE} over two weeks, recorded by Prometheus.\n"),
            format!("{ONE}.\n\nWe measured it with k6 at 200 users.\n"),
            format!("## Results\n\n{ONE}.\n\n### How\n\nWe sampled it over 1,000 runs.\n"),
            format!("{ONE}. The [case study](/case-studies/nestfi/) has more.\n"),
            format!("{ONE}. Here are [the raw data](data.csv).\n"),
            format!("{ONE}. See [the benchmark](https://example.org/run).\n"),
            format!("{ONE}.\n\n![Dashboard of settlement times](images/flow.png)\n"),
            format!("{ONE}. Lighthouse says so.\n"),
            format!("{ONE}, on a t3.medium.\n"),
        ] {
            let outcome = run(ID, &counted(&body));
            assert_eq!(outcome.state, State::Pass, "{body}: {:?}", outcome.findings);
        }
    }

    #[test]
    fn evidence_attached_is_enough() {
        let mut draft = counted(&format!("{ONE}.\n"));
        let evidence = vec![Evidence::Command { command: "k6 run a.js".into(), output: "p95=240ms".into() }];
        draft.answers[0].record = Some(OutcomeRecord { evidence, ..OutcomeRecord::default() });
        assert_eq!(run(ID, &draft).state, State::Pass);
    }

    #[test]
    fn asks_first_and_offers_the_clause() {
        assert_eq!(on(ID, &format!("{ONE}, measured with k6.\n")).state, State::Confirm);
        let draft = counted(&format!("{ONE}.\n"));
        let outcome = run(ID, &draft);
        assert!(outcome.findings[0].message.starts_with("“Settlement p95 from 1.8 s to 240 ms” is your strongest"));
        assert_eq!(applied(&draft, &outcome.findings[0].fixes[0]).body, format!("{ONE}, measured with ▢ over ▢.\n"));
    }
}
