//! Verdicts as JUnit XML: a suite per guide, a case per rule, for CI servers that show tests.

use std::fmt::Write as _;

use highbar_core::bar::waivers::Life;
use highbar_core::bar::{Outcome, State};

use super::Checked;
use super::open::{self, Open, Weight, is_open};
use super::subject::Subject;

/// A whole report. A case fails when something of at least `least` is open and new.
pub fn report(checked: &Checked, least: Option<Weight>) -> String {
    let all = open::all(checked);
    let suites: Vec<Suite> = checked.subjects.iter().map(|subject| suite(subject, &all, least)).collect();
    let sum = |count: fn(&Suite) -> usize| suites.iter().map(count).sum::<usize>();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let (tests, failures, skipped) = (sum(|s| s.tests), sum(|s| s.failures), sum(|s| s.skipped));
    let _ = writeln!(
        out,
        "<testsuites name=\"highbar\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\">"
    );
    out.extend(suites.into_iter().map(|suite| suite.xml));
    out + "</testsuites>\n"
}

struct Suite {
    tests: usize,
    failures: usize,
    skipped: usize,
    xml: String,
}

fn suite(subject: &Subject, all: &[Open<'_>], least: Option<Weight>) -> Suite {
    let (mut failures, mut skipped, mut cases) = (0, 0, String::new());
    for outcome in &subject.outcomes {
        let of_rule = all.iter().filter(|open| std::ptr::eq(open.outcome, outcome));
        let open: Vec<&Open<'_>> = of_rule.filter(|open| !open.old).collect();
        let fails = least.is_some_and(|least| is_open(outcome) && open::weight(outcome) >= least && !open.is_empty());
        let is_skipped = matches!(outcome.state, State::NotApplicable | State::Waived);
        failures += usize::from(fails);
        skipped += usize::from(is_skipped);
        cases.push_str(&case(subject, outcome, &open, fails));
    }
    let tests = subject.outcomes.len();
    let name = attribute(&subject.file);
    let xml = format!(
        "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\">\n{cases}  </testsuite>\n"
    );
    Suite { tests, failures, skipped, xml }
}

fn case(subject: &Subject, outcome: &Outcome, open: &[&Open<'_>], fails: bool) -> String {
    let (rule, file) = (outcome.rule, attribute(&subject.file));
    let head = format!("    <testcase name=\"{}\" classname=\"{file}\" file=\"{file}\"", attribute(rule.id));
    let told = || text(&open.iter().map(|open| line(open)).collect::<String>());
    match outcome.state {
        State::NotApplicable => format!("{head}>\n      <skipped message=\"not applicable\"/>\n    </testcase>\n"),
        State::Waived => {
            let holds = outcome.held.iter().filter(|held| held.life == Life::Holds);
            let why: Vec<String> =
                holds.map(|held| format!("waived by {}: {}", held.waiver.by, held.waiver.reason)).collect();
            format!("{head}>\n      <skipped message=\"{}\"/>\n    </testcase>\n", attribute(&why.join("; ")))
        }
        _ if fails => {
            let message = open.first().map_or("", |open| open.finding.message.as_str());
            let (message, kind) = (attribute(message), attribute(rule.name));
            format!(
                "{head}>\n      <failure message=\"{message}\" type=\"{kind}\">{}</failure>\n    </testcase>\n",
                told()
            )
        }
        _ if !open.is_empty() => format!("{head}>\n      <system-out>{}</system-out>\n    </testcase>\n", told()),
        _ => format!("{head}/>\n"),
    }
}

fn line(open: &Open<'_>) -> String {
    format!("{}:{}:{}: {}\n", open.subject.file, open.line(), open.column(), open.finding.message)
}

fn attribute(value: &str) -> String {
    text(value).replace('"', "&quot;").replace('\n', "&#10;").replace('\t', "&#9;")
}

/// Characters that XML does not know are spelled out.
fn text(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' | '\t' => out.push(c),
            c if crate::safe::is_hidden(c) || matches!(c, '\u{fffe}' | '\u{ffff}') => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}
