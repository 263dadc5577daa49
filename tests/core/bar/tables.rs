//! Every rule that judges has a table: ten texts that break it, ten that nearly do.
//!
//! Counts what the rules' files hold; that the texts do what they say is run beside the rules.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use highbar_core::bar::{Severity, rules};

const ENOUGH: usize = 10;

/// The rule's file, with its tests where they have a file of their own.
fn source(id: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/bar/rules");
    let name = id.replace(['.', '-'], "_");
    let tests = fs::read_to_string(folder.join(format!("{name}_tests.rs"))).unwrap_or_default();
    fs::read_to_string(folder.join(format!("{name}.rs"))).unwrap() + &tests
}

/// Bodies of the functions without arguments whose names begin so.
fn bodies<'s>(source: &'s str, start: &str) -> Vec<&'s str> {
    let name = format!("fn {start}");
    let named = source.match_indices(&*name).map(|(at, _)| &source[at..]);
    let plain = named.filter(|rest| rest.split_once('(').is_some_and(|(_, rest)| rest.starts_with(')')));
    plain.filter_map(|rest| rest.split_once('{').map(|(_, body)| &body[..end(body)])).collect::<Vec<_>>()
}

/// Where the block that is open at the start closes.
fn end(body: &str) -> usize {
    let mut depth = 1;
    for (at, mark) in marks(body) {
        depth += i32::from(mark == '{') - i32::from(mark == '}');
        if depth == 0 {
            return at;
        }
    }
    body.len()
}

/// Brackets, braces, parentheses and commas outside strings and characters; anything else that is written is `x`.
fn marks(code: &str) -> Vec<(usize, char)> {
    let mut found = Vec::new();
    let mut rest = code.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        match c {
            '"' => {
                while let Some((_, inner)) = rest.next() {
                    match inner {
                        '\\' => drop(rest.next()),
                        '"' => break,
                        _ => {}
                    }
                }
                found.push((at, 'x'));
            }
            '\'' if code[at + 1..].chars().nth(1) == Some('\'') => {
                rest.nth(1);
                found.push((at, 'x'));
            }
            '(' | ')' | '[' | ']' | '{' | '}' | ',' => found.push((at, c)),
            _ if c.is_whitespace() => {}
            _ => found.push((at, 'x')),
        }
    }
    found
}

/// Elements of all lists that stand in no other list.
fn elements(body: &str) -> usize {
    let (mut open, mut count, mut written) = (Vec::new(), 0, false);
    for (_, mark) in marks(body) {
        let outermost = open.iter().filter(|mark| **mark == '[').count() == 1 && open.last() == Some(&'[');
        match mark {
            '(' | '[' | '{' => {
                written |= outermost;
                open.push(mark);
                if mark == '[' && open.iter().filter(|mark| **mark == '[').count() == 1 {
                    written = false;
                }
            }
            ')' | ']' | '}' => {
                count += usize::from(mark == ']' && outermost && written);
                open.pop();
            }
            ',' if outermost => {
                count += usize::from(written);
                written = false;
            }
            _ => written |= outermost,
        }
    }
    count
}

fn counted(source: &str, start: &str) -> usize {
    bodies(source, start).into_iter().map(elements).sum()
}

#[test]
fn every_rule_has_ten_mutants_and_ten_near_misses() {
    let mut short = Vec::new();
    for rule in rules().iter().filter(|rule| rule.severity != Severity::Info) {
        let source = source(rule.id);
        // `rules/tables.rs` counts these one by one.
        if source.contains("pub fn cases() -> Cases") {
            continue;
        }
        let (broken, near) = (counted(&source, "mutants"), counted(&source, "near_misses"));
        if broken < ENOUGH || near < ENOUGH {
            short.push(format!("{}: {broken} mutants, {near} near-misses", rule.id));
        }
    }
    assert!(short.is_empty(), "{}", short.join("\n"));
}

#[test]
fn what_a_file_declares_as_a_table_is_run() {
    let run = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/bar/rules/tables.rs")).unwrap();
    for rule in rules().iter().filter(|rule| source(rule.id).contains("pub fn cases() -> Cases")) {
        let name = rule.id.replace(['.', '-'], "_");
        assert!(run.contains(&format!("{name}::tests::cases,")), "{name} is not in rules/tables.rs");
    }
}

#[test]
fn lists_are_counted_as_they_are_written() {
    let code = "fn mutants() {\n for a in [\"a, b\", f(\"]\", [1, 2]), 'x', \"\\\"\",\n] { g(&[a, b]); }\n}\nfn mutants_of(x: u8) {}";
    assert_eq!(counted(code, "mutants"), 4 + 2);
    assert_eq!(counted(code, "near"), 0);
}
