//! `outcomes.arithmetic`: a stated change is the one its two values give.
//!
//! Recomputes every "from a to b" with a percentage or a multiple beside it, and the word that says up or down.
//! Silent where units are unknown, figures are ranges, or it is not clear which figure belongs to which values.

use crate::bar::outcomes::{Found, Sum};
use crate::bar::{Class, Finding, Fix, Outcome, Quote, Reading, Rule, Scope, Severity, Waive};

pub const RULE: Rule = Rule {
    id: "outcomes.arithmetic",
    name: "Arithmetic",
    task: "Correct a figure",
    why: "Readers recompute.",
    version: "1.0.0",
    severity: Severity::Required,
    scope: Scope::Guides,
    class: Class::Exact,
    waive: Waive::USUAL,
    settings: &[],
    check,
};

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let sums = || reading.outcomes().iter().flat_map(|found| found.sums().iter().map(move |sum| (found, sum)));
    let right = sums().filter(|(_, sum)| sum.problem.is_none() && sum.stated);
    let evidence: Vec<Quote> = right.map(|(found, sum)| reading.quote(found.whole, sum.change.clone())).collect();
    let wrong = sums().filter(|(_, sum)| sum.problem.is_some());
    let findings = wrong.map(|(found, sum)| finding(rule, reading, found, sum)).collect();
    Outcome::of(rule, evidence, findings)
}

fn finding(rule: &'static Rule, reading: &Reading<'_>, found: &Found, sum: &Sum) -> Finding {
    let message = sum.problem.clone().unwrap_or_default();
    let fix = sum.fix.as_ref().map(|(range, figure)| {
        let span = reading.document.flow(found.place).span(range.clone());
        Fix::edit(format!("Write {figure}"), span, figure.clone())
    });
    Finding::of(rule, reading.quote(found.whole, sum.change.clone()), message).fix(fix)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crate::bar::State;
    use crate::bar::testing::{all, applied, draft, on};

    const ID: &str = "outcomes.arithmetic";

    #[test]
    fn mutants() {
        all(
            ID,
            State::Fail,
            &[
                "The bundle shrank by 64 % (412 kB → 222 kB).\n",
                "p95 fell from 42 ms to 23 ms, 54 % less.\n",
                "p95 fell from 1.8 s to 240 ms, 78 % less.\n",
                "p95 fell from 240 ms to 1.8 s.\n",
                "Throughput rose from 4,800 to 4,000 requests per second.\n",
                "Latency dropped from 1.8 s to 240 ms, 4x faster.\n",
                "Costs fell from $310 to $200 a month, a 53 % reduction.\n",
                "* Errors fell from 5 % to 2 %, by 40 %.\n",
                "> Memory was reduced from 512 MB to 128 MB, by 25 %.\n",
                "| Result |\n|---|\n| p95 fell from 42 ms to 23 ms, 54 % less. |\n",
                "**p95** fell from *42 ms* to `23 ms`, 54 % less.\n",
            ],
        );
    }

    #[test]
    fn near_misses() {
        all(
            ID,
            State::Pass,
            &[
                "The bundle shrank by 46 % (412 kB → 222 kB).\n",
                "p95 fell from 42 ms to 23 ms, 45 % less.\n",
                "p95 fell from 1,800 ms to 0.24 s, 87 % less.\n",
                "Errors rose from 2 % to 4 %, by 2 points.\n",
                "Errors doubled from 2 % to 4 %.\n",
                "It fell from about 40 ms to 22 ms, almost 50 % less.\n",
                "A fell from 42 ms to 23 ms and B from 10 ms to 9 ms, 45 % less.\n",
                "It went from hours to minutes, 90 % less.\n",
                "It fell from 4-6 weeks to 3 days, 99 % less.\n",
                "```\np95 fell from 240 ms to 1.8 s\n```\n",
                "CPU stayed at 40 % while p95 fell from 42 ms to 23 ms.\n",
            ],
        );
    }

    #[test]
    fn the_computed_figure_is_offered() {
        let body = "The bundle shrank by **64 %** (412 kB → 222 kB).\n";
        let outcome = on(ID, body);
        assert_eq!(outcome.findings[0].message, "From 412 kB to 222 kB is 46 %; the text says 64 %.");
        let fixed = applied(&draft(body), &outcome.findings[0].fixes[0]);
        assert_eq!(fixed.body, body.replace("64", "46"));
        assert_eq!(on(ID, &fixed.body).state, State::Pass);
    }
}
