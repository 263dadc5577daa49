//! `compare.conditions`: beside the measured values stand the version of each subject and the machine they ran on.
//!
//! Only tables with measured values are looked at; a licence needs no machine. Numbers are not checked.

use super::compare_units::unit;
use crate::bar::verdict::listed;
use crate::bar::{Class, Finding, Fix, Outcome, Quote, Reading, Rule, Scope, Setting, Severity, Waive, Words};
use crate::text::Span;

const PLATFORM: Words = Words::new(
    "compare.conditions.platform",
    &[
        "machine",
        "machines",
        "cpu",
        "cpus",
        "core",
        "cores",
        "vcpu",
        "vcpus",
        "ram",
        "gb of memory",
        "laptop",
        "server",
        "virtual machine",
        "vm",
        "container",
        "containers",
        "docker",
        "linux",
        "ubuntu",
        "debian",
        "macos",
        "windows",
        "aws",
        "gcp",
        "azure",
        "ec2",
        "t3.medium",
        "t3.micro",
        "m5.large",
        "raspberry pi",
        "x86-64",
        "arm64",
        "host",
    ],
    "Words that name a machine or platform.",
);

pub const RULE: Rule = Rule {
    id: "compare.conditions",
    name: "Conditions",
    task: "Say what was compared on what",
    why: "A value without version and machine cannot be repeated.",
    version: "1.0.0",
    severity: Severity::Recommended,
    scope: Scope::Comparisons,
    class: Class::Measured,
    waive: Waive::USUAL,
    settings: &[Setting::Words(&PLATFORM)],
    check,
};

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let grid = reading.grid();
    let cells = grid.criteria.iter().flat_map(|criterion| &criterion.cells);
    let measured = cells.filter(|cell| unit(&cell.text).is_some()).find_map(|cell| cell.span);
    let Some(table) = measured.and_then(|cell| grid.spans().find(|span| span.contains(cell.start))) else {
        return Outcome::not_applicable(rule);
    };
    let near = near(reading, table);
    let names = &reading.subjects().names;
    let versions: Vec<Option<Quote>> = (0..names.len()).map(|subject| version(reading, subject, &near)).collect();
    let platform = platform(reading, &near);
    let unknown: Vec<&String> =
        names.iter().zip(&versions).filter(|(_, found)| found.is_none()).map(|(name, _)| name).collect();
    let findings = match (unknown.is_empty(), platform.is_some()) {
        (true, true) => Vec::new(),
        (is_known, has_platform) => vec![missing(rule, reading, table, &unknown, is_known, has_platform)],
    };
    let said = versions.iter().flatten().count() + usize::from(platform.is_some());
    let evidence = versions.into_iter().flatten().chain(platform).collect();
    Outcome::of(rule, evidence, findings).counting(said, names.len() + 1)
}

/// Paragraphs of the table's section and of those above and below it: headings, prose and cells.
fn near(reading: &Reading<'_>, table: Span) -> Vec<usize> {
    let paragraphs = &reading.document.paragraphs;
    let here = paragraphs.iter().find(|paragraph| table.contains(paragraph.span.start)).and_then(|cell| cell.section);
    let inside = |section: Option<usize>| match (section, here) {
        (Some(section), Some(here)) => section.abs_diff(here) <= 1,
        (None, Some(0)) | (Some(0), None) | (None, None) => true,
        _ => false,
    };
    (0..paragraphs.len()).filter(|at| inside(paragraphs[*at].section)).collect()
}

/// A number just behind the name: "NestJS 11", "Fastify v5.2", "Redis, version 7".
fn version(reading: &Reading<'_>, subject: usize, near: &[usize]) -> Option<Quote> {
    let told = reading.told().iter().filter(|told| told.subject == subject && near.contains(&told.paragraph));
    let mut found = told.filter_map(|told| {
        let text = &reading.written().get(told.paragraph)?.text;
        let behind = text.get(told.end..)?.trim_start_matches([' ', '\u{a0}', ',', ':', '(', '@']);
        let number =
            ["versions ", "version ", "v."].iter().find_map(|word| behind.strip_prefix(word)).unwrap_or(behind);
        let number = number.trim_start_matches('v');
        let digits: String = number.chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | 'x')).collect();
        let digits = digits.trim_end_matches('.');
        let counts =
            number.get(digits.len()..).is_some_and(|rest| rest.starts_with([' ', '\u{a0}']) && unit(number).is_some());
        let shown = !digits.is_empty() && digits.starts_with(|c: char| c.is_ascii_digit()) && !counts;
        let end = text.len() - number.len() + digits.len();
        shown.then(|| reading.quote(reading.place(told.paragraph, told.start..end), format!("version {digits}")))
    });
    found.next()
}

fn platform(reading: &Reading<'_>, near: &[usize]) -> Option<Quote> {
    let words = reading.words(&PLATFORM);
    let mut named = near.iter().filter_map(|at| {
        let (range, _) = words.find(&reading.written().get(*at)?.text).next()?;
        Some(reading.quote(reading.place(*at, range), "platform"))
    });
    named.next()
}

fn missing(
    rule: &'static Rule,
    reading: &Reading<'_>,
    table: Span,
    unknown: &[&String],
    is_known: bool,
    has_platform: bool,
) -> Finding {
    let message = match (is_known, has_platform) {
        (false, false) => "Which versions did you compare, and on what machine? One line under the table.".to_owned(),
        (false, true) => format!("Which version of {} did you compare? One line under the table.", listed(unknown)),
        _ => "On what machine did these values come about? One line under the table.".to_owned(),
    };
    let names: Vec<String> = reading.subjects().names.iter().map(|name| format!("{name} ▢")).collect();
    let year = reading.today.get(..4).unwrap_or_default();
    let line = format!("\n\nTested: {}, on ▢, ▢ {year}.", names.join(", "));
    let fix = Fix::edit("Insert a line for them", Span::new(table.end, table.end), line);
    Finding::of(rule, reading.quote(table, ""), message).fix(fix).confidence(0.8)
}

#[cfg(test)]
pub mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::State;
    use crate::bar::testing::{Cases, comparison, fixed, run};

    const ID: &str = "compare.conditions";
    const TABLE: &str = "## Speed\n\n| | NestJS | Fastify |\n|---|---|---|\n| Cold start | 40 ms | 30 ms |\n";

    fn with(line: &str) -> String {
        format!("{TABLE}\n{line}\n")
    }

    pub fn cases() -> Cases {
        let mutants = [
            TABLE.to_owned(),
            with("Tested on a laptop."),
            with("NestJS 11 and Fastify 5."),
            with("NestJS 11 on a laptop."),
            with("NestJS took 40 ms and Fastify took 30 ms on a laptop."),
            with("NestJS 40 ms, Fastify 30 ms, on a laptop."),
            with("`NestJS 11, Fastify 5, on a laptop`"),
            with("```\nNestJS 11, Fastify 5, on a laptop\n```"),
            with("<!-- NestJS 11, Fastify 5, on a laptop -->"),
            format!("{TABLE}\n## A\n\nText.\n\n## B\n\nNestJS 11, Fastify 5, on a laptop.\n"),
            with("NestJS eleven and Fastify five, on a laptop."),
        ];

        let near = [
            with("Tested: NestJS 11.0, Fastify 5.2, on a laptop, May 2026."),
            with("NestJS v11 and Fastify v5 ran on one virtual machine."),
            with("NestJS, version 11, and Fastify (5.x) on two cores."),
            with("**NestJS** 11, Fastify 5: Docker, 2 vCPU."),
            format!("NestJS 11 and Fastify 5 on a laptop.\n\n{TABLE}"),
            format!("## How\n\nNestJS 11 and Fastify 5 on a laptop.\n\n{TABLE}"),
            format!("{}\nOn a laptop.\n", TABLE.replace("NestJS |", "NestJS 11 |").replace("Fastify |", "Fastify 5 |")),
            with("* NestJS 11\n* Fastify 5\n* Linux"),
            with("> NestJS 11 and Fastify 5 on a laptop."),
            with("[NestJS](/stack/nestjs/) 11 and Fastify 5 on a laptop."),
            TABLE.replace("40 ms", "MIT").replace("30 ms", "MIT"),
        ];
        for body in ["", "NestJS 40 ms.", &TABLE.replace("40 ms", "slow").replace("30 ms", "fast")] {
            assert_eq!(run(ID, &comparison(body)).state, State::NotApplicable, "{body}");
        }

        Cases::of(ID)
            .broken(mutants.iter().map(|body| comparison(body)))
            .sound(near.iter().map(|body| comparison(body)))
    }

    #[test]
    fn one_click_inserts_the_line() {
        let draft = comparison(TABLE);
        let outcome = run(ID, &draft);
        assert!(outcome.findings[0].message.starts_with("Which versions did you compare, and on what machine?"));
        let line = "| Cold start | 40 ms | 30 ms |\n\nTested: NestJS ▢, Fastify ▢, on ▢, ▢ 2026.\n";
        assert!(fixed(&draft, &outcome).body.ends_with(line));
        let half = run(ID, &comparison(&with("NestJS 11 on a laptop.")));
        assert!(half.findings[0].message.starts_with("Which version of Fastify did you compare?"));
    }
}
