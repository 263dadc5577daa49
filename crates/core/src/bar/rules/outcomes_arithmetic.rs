//! `outcomes.arithmetic`: a stated change is the one its two values give.
//!
//! Recomputes every "from a to b" with a percentage or a multiple beside it, and the word that says up or down; in
//! tables of before and after, in columns or in rows, what is stated of the change. Silent where units are unknown,
//! figures are ranges, or it is not clear which figure belongs to which values.

use crate::bar::outcomes::{Found, Sum};
use crate::bar::{Class, Finding, Fix, Outcome, Quote, Reading, Rule, Scope, Severity, Waive};
use crate::text::Span;

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
    let evidence: Vec<Quote> =
        right.map(|(found, sum)| reading.quote(place(reading, found, sum), sum.change.clone())).collect();
    let wrong = sums().filter(|(_, sum)| sum.problem.is_some());
    let findings = wrong.map(|(found, sum)| finding(rule, reading, found, sum)).collect();
    Outcome::of(rule, evidence, findings)
}

/// The cell that states the change, else the sentence.
fn place(reading: &Reading<'_>, found: &Found, sum: &Sum) -> Span {
    let cell = sum.cell.map(|at| reading.document.flow(at)).filter(|flow| !flow.text.is_empty());
    cell.map_or(found.whole, |flow| flow.span(0..flow.text.len()))
}

fn finding(rule: &'static Rule, reading: &Reading<'_>, found: &Found, sum: &Sum) -> Finding {
    let message = sum.problem.clone().unwrap_or_default();
    let fix = sum.fix.as_ref().map(|(range, figure)| {
        let span = reading.document.flow(sum.cell.unwrap_or(found.place)).span(range.clone());
        Fix::edit(format!("Write {figure}"), span, figure.clone())
    });
    let quote = reading.quote(place(reading, found, sum), sum.change.clone());
    Finding::of(rule, quote, message).fix(fix)
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
                "| Path | Note |\n|---|---|\n| Reads | dropped from 1.8 s to 240 ms, 4 times faster |\n",
                "| Path | Before | After | Note |\n|---|---|---|---|\n| Reads | – | – | p95 fell from 42 ms to 23 ms, 54 % less |\n",
            ],
        );
    }

    /// A table with a row for each of these, with a column for the change.
    fn table(head: &str, row: &str) -> String {
        format!("| Metric | Before | After | {head} |\n|---|--:|--:|--:|\n| size | 4 MB | 2 MB | |\n| {row} |\n")
    }

    #[test]
    fn mutants_in_a_change_column() {
        for (head, row) in [
            ("Change", "p95 | 1.8 s | 240 ms | −78 %"),
            ("Change", "p95 | 1.8 s | 240 ms | +87 %"),
            ("Change", "p95 | 240 ms | 1.8 s | −87 %"),
            ("Change", "p95 | 1.8 s | 240 ms | 78 % less"),
            ("Change", "p95 | 1.8 s | 240 ms | **−78 %**"),
            ("Speedup", "p95 | 1.8 s | 240 ms | 4×"),
            ("Factor", "p95 | 1.8 s | 240 ms | 4"),
            ("Difference", "p95 | 1.8 s | 240 ms | −1.65 s"),
            ("Δ", "requests per second | 1,000 | 4,200 | +420 %"),
            ("Change (%)", "requests per second | 1,000 | 4,200 | 42"),
            ("Saving", "bill | $310 | $200 | $100"),
            ("Improvement", "errors | 5 % | 2 % | 20 %"),
            ("Reduction", "heap | 512 MB | 128 MB | 25 %"),
            ("Change", "heap | 512 MB | 128 MB | 3x"),
        ] {
            let outcome = on(ID, &table(head, row));
            assert_eq!((outcome.state, outcome.findings.len()), (State::Fail, 1), "{head}: {row}");
            let said = outcome.findings[0].quote.exact.trim_matches('*').to_owned();
            assert!(row.trim_end_matches('*').ends_with(&said), "{row}: points at {said}");
        }
    }

    #[test]
    fn near_misses_in_a_change_column() {
        for (head, row) in [
            ("Change", "p95 | 1.8 s | 240 ms | −87 %"),
            ("Change", "p95 | 1,800 ms | 0.24 s | 87 % less"),
            ("Change", "p95 | 240 ms | 1.8 s | +650 %"),
            ("Speedup", "p95 | 1.8 s | 240 ms | 7.5×"),
            ("Improvement", "p95 | 1.8 s | 240 ms | +87 %"),
            ("Difference", "p95 | 1.8 s | 240 ms | −1,560 ms"),
            ("Change", "errors | 5 % | 2 % | −3 points"),
            ("Change", "errors | 5 % | 2 % | −60 %"),
            ("Change", "p95 | about 40 ms | 22 ms | almost 50 %"),
            ("Change", "p95 | 1.8 s | 240 MB | −12 %"),
            ("Change", "p95 | 1.8 s | 240 ms | –"),
            ("Change", "p95 | 1.8 s | 240 ms | much better"),
            ("Change", "p95 | 4-6 weeks | 3 days | −12 %"),
            ("Change", "p95 | 0 | 12 | +100 %"),
            ("Runs", "p95 | 1.8 s | 240 ms | 12"),
        ] {
            let outcome = on(ID, &table(head, row));
            assert_eq!(outcome.state, State::Pass, "{head}: {row}: {:?}", outcome.findings);
        }
    }

    /// The same on its side: metrics as columns, a row each for before, after and the change.
    fn turned(head: &str, row: &str) -> String {
        let cells: Vec<&str> = row.split(" | ").collect();
        let [name, before, after, change] = cells[..] else { panic!("{row}") };
        format!(
            "| | size | {name} |\n|---|--:|--:|\n| Before | 4 MB | {before} |\n| After (June) | 2 MB | {after} |\n\
             | {head} | | {change} |\n"
        )
    }

    #[test]
    fn mutants_in_a_change_row() {
        for (head, row) in [
            ("Change", "p95 | 1.8 s | 240 ms | −78 %"),
            ("Change", "p95 | 240 ms | 1.8 s | −87 %"),
            ("Change", "p95 | 1.8 s | 240 ms | **−78 %**"),
            ("Speedup", "p95 | 1.8 s | 240 ms | 4×"),
            ("Factor", "p95 | 1.8 s | 240 ms | 4"),
            ("Difference", "p95 | 1.8 s | 240 ms | −1.65 s"),
            ("Δ", "requests per second | 1,000 | 4,200 | +420 %"),
            ("Change (%)", "requests per second | 1,000 | 4,200 | 42"),
            ("Saving", "bill | $310 | $200 | $100"),
            ("Reduction", "heap | 512 MB | 128 MB | 25 %"),
        ] {
            let outcome = on(ID, &turned(head, row));
            assert_eq!((outcome.state, outcome.findings.len()), (State::Fail, 1), "{head}: {row}");
            let said = outcome.findings[0].quote.exact.trim_matches('*').to_owned();
            assert!(row.trim_end_matches('*').ends_with(&said), "{row}: points at {said}");
            let body = turned(head, row);
            for fix in &outcome.findings[0].fixes {
                let fixed = applied(&draft(&body), fix).body;
                assert_eq!(
                    (on(ID, &fixed).state, fixed.lines().count()),
                    (State::Pass, body.lines().count()),
                    "{fixed}"
                );
            }
        }
    }

    #[test]
    fn near_misses_in_a_change_row() {
        for (head, row) in [
            ("Change", "p95 | 1.8 s | 240 ms | −87 %"),
            ("Change", "p95 | 240 ms | 1.8 s | +650 %"),
            ("Speedup", "p95 | 1.8 s | 240 ms | 7.5×"),
            ("Improvement", "p95 | 1.8 s | 240 ms | +87 %"),
            ("Change", "errors | 5 % | 2 % | −3 points"),
            ("Change", "p95 | 1.8 s | 240 ms | –"),
            ("Change", "p95 | 4-6 weeks | 3 days | −12 %"),
            ("Runs", "p95 | 1.8 s | 240 ms | 12"),
        ] {
            let outcome = on(ID, &turned(head, row));
            assert_eq!(outcome.state, State::Pass, "{head}: {row}: {:?}", outcome.findings);
        }
        // Rows of two things, things that are called new and old, and a first column of something else.
        for body in [
            "| | p95 |\n|---|--:|\n| Before | 1.8 s |\n| After | 240 ms |\n| Before | 40 ms |\n| After | 20 ms |\n\
             | Change | −78 % |\n",
            "| | p95 |\n|---|--:|\n| Old connections | 1.8 s |\n| New connections | 240 ms |\n| Change | −78 % |\n",
            "| | p95 |\n|---|--:|\n| Before the cache | 1.8 s |\n| Change | −78 % |\n",
            "| Step | State | p95 |\n|---|---|--:|\n| 1 | Before | 1.8 s |\n| 2 | After | 240 ms |\n| 3 | Change | −78 % |\n",
        ] {
            let outcome = on(ID, body);
            assert_eq!(outcome.state, State::Pass, "{body}: {:?}", outcome.findings);
        }
    }

    #[test]
    fn the_figure_of_the_cell_is_offered() {
        let body = table("Change", "p95 | 1.8 s | 240 ms | **−78 %**");
        let outcome = on(ID, &body);
        assert_eq!(outcome.findings[0].message, "From 1.8 s to 240 ms is −87 %; the cell says −78 %.");
        let fixed = applied(&draft(&body), &outcome.findings[0].fixes[0]);
        assert_eq!(fixed.body, body.replace("78", "87"));
        assert_eq!(on(ID, &fixed.body).state, State::Pass);
        assert_eq!(on(ID, &fixed.body).evidence[0].label, "87 % less");
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
