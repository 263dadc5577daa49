//! `outcomes.baseline`: of at least one result a reader learns compared with what.
//!
//! Both values in the sentence, a named comparand, the state before told close by, or the writer's word that there
//! was none. A bare "reduced by 35 %" is a result without a baseline.

use crate::bar::outcomes::Found;
use crate::bar::{
    Class, Code, Finding, Fix, Number, Outcome, Quote, Reading, Rule, Scope, Setting, Severity, State, Waive,
};

use crate::text::Span;

use super::outcomes_measured::{place, question};

const MIN: Number =
    Number::count("outcomes.baseline.min", 1.0, "outcomes", "Measured outcomes that say what they are compared with.");

pub const RULE: Rule = Rule {
    id: "outcomes.baseline",
    name: "Baseline",
    task: "Say what a result is compared with",
    why: "A reader cannot judge a change without the first value.",
    version: "1.0.0",
    severity: Severity::Required,
    scope: Scope::Guides,
    class: Class::Measured,
    waive: Waive::only(&[Code::ClientConfidential, Code::NotApplicable, Code::FalsePositive]),
    settings: &[Setting::Number(&MIN)],
    check,
};

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let all = reading.outcomes();
    let min = reading.count(&MIN);
    let compared = |found: &&Found| found.is_compared(reading);
    let told: Vec<&Found> = all.iter().filter(|found| found.is_confirmed()).filter(compared).collect();
    let possible: Vec<&Found> = all.iter().filter(|found| found.is_open()).filter(compared).collect();
    let evidence: Vec<Quote> = told.iter().map(|found| evidence(reading, found)).collect();
    let (state, findings) = match () {
        () if told.len() >= min => (State::Pass, Vec::new()),
        () if told.len() + possible.len() >= min => {
            (State::Confirm, possible.iter().map(|found| question(rule, reading, found)).collect())
        }
        () => (State::Fail, missing(rule, reading, all)),
    };
    Outcome::of(rule, evidence, findings).state(state).counting(told.len(), min)
}

/// The result, or both sentences where another one tells the state before.
fn evidence(reading: &Reading<'_>, found: &Found) -> Quote {
    let label = match found.earlier.filter(|_| found.hit().is_none_or(|hit| !hit.baseline.told())) {
        Some(earlier) => format!("{} · before: {}", found.label(), earlier.of(reading.document.source)),
        None => found.label(),
    };
    reading.quote(found.span, label)
}

fn missing(rule: &'static Rule, reading: &Reading<'_>, all: &[Found]) -> Vec<Finding> {
    let bare = all.iter().filter(|found| found.is_confirmed() || found.is_open());
    let findings: Vec<Finding> =
        bare.filter(|found| !found.is_compared(reading)).map(|found| bare_finding(rule, reading, found)).collect();
    if !findings.is_empty() {
        return findings;
    }
    let quote = place(reading).map_or_else(|| reading.end(), |heading| reading.quote(heading.span, ""));
    vec![Finding::of(rule, quote, "No result says what it is compared with. Give both values: from what to what?")]
}

fn bare_finding(rule: &'static Rule, reading: &Reading<'_>, found: &Found) -> Finding {
    let quote = reading.quote(found.span, found.label());
    let way = "Add the two values, or name what you compare with.";
    let message = format!("You wrote “{}”. From what to what? {way}", quote.exact);
    let fix = found
        .is_change()
        .then(|| Fix::edit("Add both values", Span::new(found.span.end, found.span.end), ", from ▢ to ▢"));
    Finding::of(rule, quote, message).fix(fix)
}

#[cfg(test)]
pub mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::bar::testing::{applied, draft, on, run};
    use crate::guide::{Draft, OutcomeAnswer, OutcomeRecord};

    const ID: &str = "outcomes.baseline";

    /// Every sentence with a quantity is a result, says the writer.
    pub fn counted(body: &str) -> Draft {
        let mut draft = draft(body);
        let document = crate::markdown::Document::parse(body);
        for at in 0..document.paragraphs.len() {
            let text = document.flow(at).text;
            for range in crate::bar::sentences(&text) {
                let sentence = crate::bar::sentences::folded(&text[range]);
                draft.answers.push(OutcomeAnswer { sentence, counts: true, ..OutcomeAnswer::default() });
            }
        }
        draft
    }

    #[test]
    fn mutants() {
        for body in [
            "",
            "Nothing was measured.\n",
            "Costs fell by 35 %.\n",
            "We reduced API requests by 87%.\n",
            "The worker has posted 48,211 callbacks without a double charge.\n",
            "p95 is 240 ms now.\n",
            "Memory dropped by 40 % after the change.\n",
            "The build is 3x faster.\n",
            "Costs fell by 35 %.\n\nBefore, p95 was 1.8 s.\n",
            "# p95 fell from 1.8 s to 240 ms\n\nCosts fell by 35 %.\n",
            "`p95 fell from 1.8 s to 240 ms`\n\nCosts fell by 35 %.\n",
        ] {
            let outcome = run(ID, &counted(body));
            assert_eq!(outcome.state, State::Fail, "{body}: {:?}", outcome.evidence);
            assert!(!outcome.findings.is_empty(), "{body}");
        }
    }

    #[test]
    fn near_misses() {
        for body in [
            "p95 fell from 1.8 s to 240 ms.\n",
            "Error rate went down to 0.2 % from 5 %.\n",
            "The new build is 3x faster than the old one.\n",
            "Bundle size: 412 kB → 222 kB.\n",
            "Mean time to recovery is 11 minutes this quarter against 74 minutes last quarter.\n",
            "Latency dropped by 30 % compared with the Express adapter.\n",
            "Before the change the p95 was 1.8 s. After it p95 dropped to 240 ms.\n",
            "Memory went from 512 MB to 128 MB.\n",
            "* Costs fell by 35 %.\n* p95 fell from 1.8 s to 240 ms.\n",
            "Query time improved from 4.1 s to 1.9 s, measured twice.\n",
        ] {
            let outcome = run(ID, &counted(body));
            assert_eq!(outcome.state, State::Pass, "{body}: {:?}", outcome.findings);
            assert!(!outcome.evidence.is_empty(), "{body}");
        }
    }

    #[test]
    fn asks_first_and_offers_the_way() {
        assert_eq!(on(ID, "p95 fell from 1.8 s to 240 ms.\n").state, State::Confirm);
        let row = on(ID, "| | Before | After |\n|---|---|---|\n| p95 | 1.8 s | 240 ms |\n");
        assert_eq!(row.findings[0].ask.as_ref().map(|ask| &*ask.sentence), Some("p95: 1.8 s → 240 ms"));
        assert_eq!(row.findings[0].quote.exact, "p95 | 1.8 s | 240 ms");
        let turned = on(ID, "| | p95 |\n|---|---|\n| Before | 1.8 s |\n| After | 240 ms |\n");
        assert_eq!(turned.findings[0].ask.as_ref().map(|ask| &*ask.sentence), Some("p95: 1.8 s → 240 ms"));
        assert_eq!((turned.findings.len(), &*turned.findings[0].quote.exact), (1, "240 ms"));
        let draft = counted("Costs fell by 35 % after the move.\n");
        let outcome = run(ID, &draft);
        assert_eq!(
            outcome.findings[0].message,
            "You wrote “fell by 35 %”. From what to what? Add the two values, or name what you compare with."
        );
        assert_eq!(
            applied(&draft, &outcome.findings[0].fixes[0]).body,
            "Costs fell by 35 %, from ▢ to ▢ after the move.\n"
        );
    }

    #[test]
    fn no_earlier_state_is_an_answer() {
        let mut draft = counted("The worker has posted 48,211 callbacks without a double charge.\n");
        let record = OutcomeRecord { no_earlier_state: true, ..OutcomeRecord::default() };
        draft.answers[0].record = Some(record);
        assert_eq!(run(ID, &draft).state, State::Pass);
    }
}
