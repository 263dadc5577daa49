//! `outcomes.promise`: figures in title, summary and headings stand in the text as well.
//!
//! Only figures with a unit and written in digits; versions, years and bare counts promise nothing. What the text
//! says of a figure is not compared, only that it is there.

use std::cell::RefCell;
use std::rc::Rc;

use crate::bar::memory::{Memory, hash};
use crate::bar::outcome_detector::{Amount, Kind, amounts};
use crate::bar::outcomes::Found;
use crate::bar::{Class, Field, Finding, Fix, Outcome, Quote, Reading, Rule, Scope, Severity, Waive};
use crate::guide::Meta;

pub const RULE: Rule = Rule {
    id: "outcomes.promise",
    name: "Promises kept",
    task: "Keep a figure that is promised",
    why: "Headline and text drift apart; the summary is what cards show.",
    version: "1.0.0",
    severity: Severity::Required,
    scope: Scope::Guides,
    class: Class::Measured,
    waive: Waive::USUAL,
    settings: &[],
    check,
};

/// Share by which a rough figure ("over 40 %") may differ.
const ROUGH: f64 = 0.15;
/// Largest factor between two figures that may be meant to be one.
const NEAR: f64 = 1.5;

/// A figure that readers see before they read.
struct Promise {
    quote: Quote,
    amount: Amount,
    written: String,
    field: Option<Field>,
}

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let promises = promises(reading);
    if promises.is_empty() {
        return Outcome::of(rule, Vec::new(), Vec::new());
    }
    let said: Vec<&(String, Amount)> = reading.outcomes().iter().flat_map(Found::amounts).collect();
    let (kept, broken): (Vec<Promise>, Vec<Promise>) =
        promises.into_iter().partition(|promise| said.iter().any(|said| keeps(&promise.amount, &said.1)));
    let findings = broken.into_iter().map(|promise| finding(rule, reading, promise, &said)).collect();
    Outcome::of(rule, kept.into_iter().map(|promise| promise.quote).collect(), findings)
}

fn promises(reading: &Reading<'_>) -> Vec<Promise> {
    let Meta { title, summary, .. } = &reading.draft.meta;
    let mut promises = Vec::new();
    for (field, text) in [(Field::Title, title), (Field::Summary, summary)] {
        let quote = |written: &str| reading.field(field, written, written);
        promises.extend(remembered(text).iter().map(|figure| promise(figure, Some(field), quote(&figure.0))));
    }
    for heading in &reading.document.headings {
        let quote = |written: &str| reading.quote(heading.span, written);
        promises.extend(remembered(&heading.text).iter().map(|figure| promise(figure, None, quote(&figure.0))));
    }
    promises
}

fn promise((written, amount): &Figure, field: Option<Field>, quote: Quote) -> Promise {
    Promise { quote, amount: amount.clone(), written: written.clone(), field }
}

/// As written, and read.
type Figure = (String, Amount);

thread_local! {
    static MEMORY: RefCell<Memory<Rc<[Figure]>>> = RefCell::default();
}

/// The figures of a heading or field, found once.
fn remembered(text: &str) -> Rc<[Figure]> {
    MEMORY.with_borrow_mut(|memory| memory.or(|| hash(text.as_bytes()), || figures(text).collect()))
}

/// Figures with a unit, in digits.
fn figures(text: &str) -> impl Iterator<Item = Figure> + '_ {
    let unit = |amount: &Amount| amount.kind != Kind::Count;
    let digits = |amount: &Amount| amount.span.of(text).bytes().any(|byte| byte.is_ascii_digit());
    amounts(text)
        .into_iter()
        .filter(move |amount| unit(amount) && digits(amount))
        .map(|amount| (amount.span.of(text).to_owned(), amount))
}

fn keeps(promised: &Amount, said: &Amount) -> bool {
    let rough = promised.soft && promised.comparable(said) && near(promised, said, 1.0 + ROUGH);
    promised.equals(said) || rough
}

fn near(one: &Amount, other: &Amount, factor: f64) -> bool {
    let (a, b) = (one.value.abs(), other.value.abs());
    a > 0.0 && b > 0.0 && (a / b).max(b / a) <= factor
}

fn finding(rule: &'static Rule, reading: &Reading<'_>, promise: Promise, said: &[&(String, Amount)]) -> Finding {
    let place = match promise.field {
        Some(Field::Title) => "title",
        Some(_) => "summary",
        None => "heading",
    };
    let close = said.iter().find(|said| promise.amount.comparable(&said.1) && near(&promise.amount, &said.1, NEAR));
    let written = &promise.written;
    let Some((other, _)) = close.copied() else {
        let message =
            format!("The {place} promises {written}; the text does not say it. Say it, or take it out of the {place}.");
        return Finding::of(rule, promise.quote, message);
    };
    let message = format!("The {place} promises {written}; the text says {other}. Which one?");
    let label = format!("Use {other} in the {place}");
    let fix = promise.field.map(|field| {
        Fix::meta(label, &reading.draft.meta, |meta| {
            let slot = if field == Field::Title { &mut meta.title } else { &mut meta.summary };
            *slot = slot.replacen(written.as_str(), other, 1);
        })
    });
    Finding::of(rule, promise.quote, message).fix(fix)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crate::bar::State;
    use crate::bar::testing::{applied, draft, run};
    use crate::guide::Draft;

    const ID: &str = "outcomes.promise";

    fn promising(summary: &str, body: &str) -> Draft {
        let mut draft = draft(body);
        draft.meta.summary = summary.into();
        draft
    }

    #[test]
    fn mutants() {
        for (summary, body) in [
            ("Hosting costs 40 % less.", "Costs fell by 38 %.\n"),
            ("p95 fell to 240 ms.", "p95 fell from 1.8 s to 250 ms.\n"),
            ("Now 3x faster.", "It is 2x faster than before.\n"),
            ("A bundle of 222 kB.", "The bundle is small.\n"),
            ("Saves $310 a month.", "It saves $301 a month.\n"),
            ("4,800 requests per second.", "It serves 480 requests per second.\n"),
            ("Two weeks, 12 hours.", "It took a while.\n"),
            ("40 % less.", "```\n40 %\n```\n"),
            ("40 % less.", "# 40 % less\n\nWords.\n"),
            ("40 % less.", "`40 % off` in code.\n"),
            ("Words.", "# A\n\n## 46 % smaller\n\nIt shrank by 64 %.\n"),
        ] {
            let outcome = run(ID, &promising(summary, body));
            assert_eq!(outcome.state, State::Fail, "{summary} {body}");
            assert!(!outcome.findings.is_empty());
        }
    }

    #[test]
    fn near_misses() {
        for (summary, body) in [
            ("Words.", "Words.\n"),
            ("Costs 38 % less.", "Costs fell by 38 %.\n"),
            ("p95 fell to 240 ms.", "p95 fell from 1.8 s to 0.24 s.\n"),
            ("In 2026 with Node 20.", "Words.\n"),
            ("PostgreSQL 16.2 on port 5432.", "Words.\n"),
            ("Five lessons from 12 people.", "Words.\n"),
            ("Over 40 % less.", "It fell by 42 %.\n"),
            ("A bundle of 222 kB.", "| Size |\n|---|\n| 222 KB |\n"),
            ("60 requests per minute.", "It serves 1 rps at most.\n"),
            ("Took 2 minutes.", "It took `120 s` there.\n"),
            ("Words.", "# 3 steps\n\nWords.\n"),
        ] {
            let outcome = run(ID, &promising(summary, body));
            assert_eq!(outcome.state, State::Pass, "{summary} {body} {:?}", outcome.findings);
        }
    }

    #[test]
    fn says_both_figures_and_offers_the_text_s() {
        let draft = promising("Hosting costs 40 % less.", "Costs fell by 38 %.\n");
        let outcome = run(ID, &draft);
        assert_eq!(outcome.findings[0].message, "The summary promises 40 %; the text says 38 %. Which one?");
        assert_eq!(applied(&draft, &outcome.findings[0].fixes[0]).meta.summary, "Hosting costs 38 % less.");
    }
}
