//! `compare.table`: one table holds every subject against the same criteria, nearly filled, in one unit per criterion.
//!
//! Tables that cover some subjects each are read as one. Whether the values are right is not known here.

use super::compare_units::unit;
use super::structure_lessons::is_of_lessons;
use crate::bar::grid::Criterion;
use crate::bar::verdict::{count, listed};
use crate::bar::{Class, Finding, Fix, Number, Outcome, Quote, Reading, Rule, Scope, Setting, Severity, Waive};
use crate::text::Span;

const CRITERIA: Number = Number::count("compare.table.criteria", 4.0, "criteria", "Criteria of the table at least.");
const FILLED: Number = Number::share("compare.table.filled", 90.0, "Cells of the table that say something at least.");

pub const RULE: Rule = Rule {
    id: "compare.table",
    name: "Comparison table",
    task: "Compare in a table",
    why: "A comparison is fair when all are held against the same criteria.",
    version: "1.0.0",
    severity: Severity::Required,
    scope: Scope::Comparisons,
    class: Class::Exact,
    waive: Waive::USUAL,
    settings: &[Setting::Number(&CRITERIA), Setting::Number(&FILLED)],
    check,
};

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let grid = reading.grid();
    if grid.subjects.len() < 2 {
        return Outcome::not_applicable(rule);
    }
    let (cells, holes) = (grid.criteria.len() * grid.subjects.len(), holes(reading));
    let mut findings: Vec<Finding> = Vec::new();
    findings.extend(absent(rule, reading));
    let filled = 100.0 * (cells - holes.len()) as f64 / cells.max(1) as f64;
    if findings.is_empty() && filled < reading.number(&FILLED) {
        findings.extend(holes.iter().map(|(criterion, subject)| hole(rule, reading, criterion, *subject)));
    }
    findings.extend(grid.criteria.iter().filter_map(|criterion| units(rule, reading, criterion)));
    let evidence: Vec<Quote> = grid.spans().map(|span| reading.quote(span, size(reading))).collect();
    let evidence = if findings.is_empty() { evidence } else { Vec::new() };
    Outcome::of(rule, evidence, findings).counting(cells - holes.len(), cells)
}

/// "6 criteria × 2 subjects".
fn size(reading: &Reading<'_>) -> String {
    let grid = reading.grid();
    format!("{} criteria × {}", grid.criteria.len(), count(grid.subjects.len(), "subject"))
}

/// No table, a table without a subject, or too few criteria.
fn absent(rule: &'static Rule, reading: &Reading<'_>) -> Option<Finding> {
    let grid = reading.grid();
    let table = grid.spans().next();
    let missing: Vec<&String> = grid.missing.iter().filter_map(|at| grid.subjects.get(*at)).collect();
    let asked = reading.count(&CRITERIA);
    let message = match table {
        None => format!("No table holds {} against the same criteria.", listed(&grid.subjects)),
        Some(_) if !missing.is_empty() => format!("{} is in no column of the table.", listed(&missing)),
        Some(_) if grid.criteria.len() < asked => {
            format!("The table has {} of {asked} criteria. What else decides?", grid.criteria.len())
        }
        Some(_) => return None,
    };
    let Some(span) = table else {
        return Some(Finding::of(rule, reading.end(), message).fix(skeleton(reading)));
    };
    let only = grid.missing.first().filter(|_| grid.missing.len() == 1);
    let add = only.map(|at| {
        let name = &grid.subjects[*at];
        Fix::edits(format!("Add {name} to the table"), grid.add_subject(name))
    });
    Some(Finding::of(rule, reading.quote(span, size(reading)), message).fix(add))
}

/// Cells that say nothing: criterion and subject.
fn holes<'r>(reading: &'r Reading<'_>) -> Vec<(&'r Criterion, usize)> {
    let of = |criterion: &'r Criterion| {
        let cells = criterion.cells.iter().enumerate().filter(|(_, cell)| cell.is_hole);
        cells.map(move |(subject, _)| (criterion, subject))
    };
    reading.grid().criteria.iter().flat_map(of).collect()
}

fn hole(rule: &'static Rule, reading: &Reading<'_>, criterion: &Criterion, subject: usize) -> Finding {
    let names = &reading.grid().subjects;
    let full: Vec<&String> =
        criterion.cells.iter().zip(names).filter(|(cell, _)| !cell.is_hole).map(|(_, name)| name).collect();
    let (name, what) = (&names[subject], &criterion.name);
    let message = match full.is_empty() {
        true => format!("“{what}” has no value for {name}. Measure it, or say why not."),
        false => format!("“{what}” has a value for {} and none for {name}.", listed(&full)),
    };
    let span = criterion.cells[subject].span.unwrap_or(criterion.span);
    Finding::of(rule, reading.quote(span, name.clone()), message)
}

/// Two cells that say the same kind of thing in two units.
fn units(rule: &'static Rule, reading: &Reading<'_>, criterion: &Criterion) -> Option<Finding> {
    let names = &reading.grid().subjects;
    let mut read = criterion.cells.iter().zip(names).filter_map(|(cell, name)| Some((unit(&cell.text)?, cell, name)));
    let (first, _, one) = read.next()?;
    let (other, cell, name) = read.find(|(unit, ..)| *unit != first)?;
    let what = &criterion.name;
    let message = format!("“{what}” is in {first} for {one} and in {other} for {name}. Use one unit.");
    Some(Finding::of(rule, reading.quote(cell.span.unwrap_or(criterion.span), name.clone()), message))
}

/// Criteria a table may start with where the sections name fewer.
const USUAL: [&str; 4] = ["Speed", "Effort to set up", "Cost", "Where it hurts"];

/// An empty table with the sections as criteria, behind the introduction.
fn skeleton(reading: &Reading<'_>) -> Fix {
    let grid = reading.grid();
    let document = reading.document;
    let named = |text: &str| reading.subjects().named_in(text).next().is_some();
    let sections = document.headings.iter().filter(|heading| heading.top_level && heading.level == 2);
    let own = sections
        .filter(|heading| !named(&heading.text) && !is_of_lessons(reading, heading) && !is_frame(&heading.text));
    let mut criteria: Vec<String> = own.map(|heading| heading.text.replace('|', "\\|")).collect();
    criteria.extend(USUAL.iter().skip(criteria.len()).map(|text| (*text).to_owned()));
    let blanks = " ▢ |".repeat(grid.subjects.len());
    let rows: String = criteria.iter().map(|criterion| format!("| {criterion} |{blanks}\n")).collect();
    let head = grid.subjects.join(" | ").replace('\n', " ");
    let table = format!("| Criterion | {head} |\n|---|{}\n{rows}", "---|".repeat(grid.subjects.len()));
    let first = document.headings.iter().find(|heading| heading.top_level && heading.level > 1);
    let end = document.source.trim_end().len();
    match first {
        Some(heading) => {
            Fix::edit("Insert a table", Span::new(heading.span.start, heading.span.start), format!("{table}\n"))
        }
        None => {
            Fix::edit("Insert a table", Span::new(end, end), format!("{}{table}", if end == 0 { "" } else { "\n\n" }))
        }
    }
}

/// Sections that frame a comparison and are no criterion.
fn is_frame(heading: &str) -> bool {
    let heading = heading.to_lowercase();
    ["compared", "choose", "summary", "introduction", "overview", "method", "setup", "set-up", "measured", "which"]
        .iter()
        .any(|word| heading.contains(word))
}

#[cfg(test)]
#[path = "compare_table_tests.rs"]
pub mod tests;
