//! `fresh.review-due`: a guide is looked at again after a year, or when what it is written for has moved on.
//!
//! What it is written for: a version beside a stack item's name ("NestJS 8"), against the library's version. The
//! library may say in the same field when support ends: "16, end of life 2028-11-09". A comment
//! `<!-- expires 2027-01-31 -->` sets a date of the writer's own. The tag "historical" ends all of it.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::bar::{Class, Field, Finding, Fix, Number, Outcome, Quote, Reading, Rule, Scope, Setting, Severity, Waive};
use crate::text::Span;
use crate::vocabulary::{Named, StackItem};

const MONTHS: Number =
    Number::count("fresh.review-due.months", 12.0, "months", "Months after which a guide is looked at again.");
const MAJORS: Number =
    Number::count("fresh.review-due.majors", 2.0, "versions", "Major versions a stack item may move before that.");

pub const RULE: Rule = Rule {
    id: "fresh.review-due",
    name: "Review",
    task: "Check that it still holds",
    why: "A guide that is no longer true costs its reader an evening.",
    version: "1.0.0",
    severity: Severity::Recommended,
    scope: Scope::Guides,
    class: Class::Exact,
    waive: Waive::USUAL,
    settings: &[Setting::Number(&MONTHS), Setting::Number(&MAJORS)],
    check,
};

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let meta = &reading.draft.meta;
    let Ok(today) = reading.today.parse::<Date>() else { return Outcome::not_applicable(rule) };
    if meta.tags.iter().any(|tag| tag.eq_ignore_ascii_case("historical")) {
        return Outcome::not_applicable(rule);
    }
    let mut findings: Vec<Finding> = too_old(rule, reading, today).into_iter().collect();
    findings.extend(expired(rule, reading, today));
    findings.extend(moved_on(rule, reading));
    findings.extend(unsupported(rule, reading, today));
    let last = last_touched(reading).map_or(String::new(), |(_, day)| day.to_string());
    Outcome::of(rule, Vec::new(), findings).counting(last, "")
}

/// The day somebody last vouched for the text.
fn last_touched(reading: &Reading<'_>) -> Option<(Field, Date)> {
    let meta = &reading.draft.meta;
    let read = |field, text: &str| text.parse().ok().map(|day| (field, day));
    read(Field::Updated, &meta.updated).or_else(|| read(Field::Date, &meta.date))
}

fn reviewed(reading: &Reading<'_>) -> Fix {
    let today = reading.today.to_owned();
    Fix::meta("Reviewed today", &reading.draft.meta, |meta| meta.updated = today)
}

fn too_old(rule: &'static Rule, reading: &Reading<'_>, today: Date) -> Option<Finding> {
    let (field, day) = last_touched(reading)?;
    let months = i32::try_from(reading.count(&MONTHS)).ok()?;
    let due = day.checked_add(jiff::Span::new().try_months(months).ok()?).ok()?;
    let message = format!("Last looked at on {day}. Is it still true?");
    let quote = || reading.field(field, day.to_string(), "");
    (due <= today).then(|| Finding::of(rule, quote(), message).fix(reviewed(reading)))
}

/// `<!-- expires 2027-01-31 -->`.
fn expired(rule: &'static Rule, reading: &Reading<'_>, today: Date) -> Vec<Finding> {
    let source = reading.document.source;
    let passed = |span: &&Span| {
        let mut words = span.of(source).split(|c: char| c.is_whitespace() || c == ':').filter(|word| !word.is_empty());
        let day = words.by_ref().find(|word| word.eq_ignore_ascii_case("expires")).and_then(|_| words.next());
        day.and_then(|day| day.parse::<Date>().ok()).is_some_and(|day| day <= today)
    };
    let comments = reading.document.comments.iter().filter(passed);
    let message = "This was to hold until that day. Check it, and set a new one.";
    comments.map(|span| Finding::of(rule, reading.quote(*span, ""), message)).collect()
}

/// "Written for NestJS 8; the library says 11."
fn moved_on(rule: &'static Rule, reading: &Reading<'_>) -> Vec<Finding> {
    let majors = reading.count(&MAJORS) as u64;
    let mut told = BTreeSet::new();
    let mut findings = Vec::new();
    for seen in reading.mentions() {
        let Named::Stack(at) = seen.named else { continue };
        let Some(item) = reading.vocabulary.stack.get(at) else { continue };
        let Some(current) = major(&item.version) else { continue };
        let Some((written, end)) = version_behind(reading.document.source, seen.span.end) else { continue };
        if current >= written + majors && told.insert(at) {
            let quote = reading.quote(Span::new(seen.span.start, end), "");
            findings.push(behind(rule, reading, item, (written, current), quote));
        }
    }
    findings
}

fn behind(
    rule: &'static Rule,
    reading: &Reading<'_>,
    item: &StackItem,
    (written, current): (u64, u64),
    quote: Quote,
) -> Finding {
    let message = format!("Written for {} {written}; the library says {current}. Still true?", item.name);
    let vouched = last_touched(reading).is_some_and(|(_, day)| day.to_string() == reading.today);
    Finding::of(rule, quote, message).fix((!vouched).then(|| reviewed(reading)))
}

/// " 8", " v8.1", "@8" right behind a name: its major version and where it ends.
fn version_behind(source: &str, at: usize) -> Option<(u64, usize)> {
    let rest = source.get(at..)?;
    let start = rest.strip_prefix([' ', '@', '\u{a0}'])?;
    let digits = start.strip_prefix(['v', 'V']).unwrap_or(start);
    let number: String = digits.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let bare = number.trim_end_matches('.');
    let after = &digits[bare.len()..];
    // "Redis 3 times" and "Node.js 20 %" are no versions.
    let counts = after.strip_prefix(' ').is_some_and(|rest| rest.starts_with(['%', '×', 'x']) || unit(rest));
    let joined = after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '%' | '-' | '×'));
    if bare.is_empty() || counts || joined {
        return None;
    }
    Some((major(bare)?, at + (rest.len() - after.len())))
}

/// Words that are counted.
fn unit(rest: &str) -> bool {
    let word: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
    const COUNTED: [&str; 22] = [
        "times",
        "nodes",
        "servers",
        "instances",
        "replicas",
        "connections",
        "requests",
        "keys",
        "rows",
        "ms",
        "s",
        "seconds",
        "minutes",
        "hours",
        "days",
        "clients",
        "users",
        "shards",
        "workers",
        "KB",
        "MB",
        "GB",
    ];
    COUNTED.contains(&&*word)
}

/// "11.0.2" → 11, "v8" → 8. Numbers beyond any version are none.
fn major(version: &str) -> Option<u64> {
    let text = version.trim().trim_start_matches(['v', 'V']);
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|major| *major < 1000)
}

fn unsupported(rule: &'static Rule, reading: &Reading<'_>, today: Date) -> Vec<Finding> {
    let declared = &reading.draft.meta.stack;
    let items = declared.iter().filter_map(|name| reading.vocabulary.item(name));
    let ended = items.filter_map(|item| end_of_life(&item.version).filter(|day| *day <= today).map(|day| (item, day)));
    let finding = |(item, day): (&StackItem, Date)| {
        let quote = reading.field(Field::Stack, &item.name, "");
        Finding::of(
            rule,
            quote,
            format!("{} reached its end of life on {day}. Say so, or name what follows it.", item.name),
        )
    };
    ended.map(finding).collect()
}

/// "16, end of life 2028-11-09", "14 (EOL 2026-11-12)".
fn end_of_life(version: &str) -> Option<Date> {
    let small = version.to_lowercase();
    let at = small.find("end of life").map(|at| at + 11).or_else(|| small.find("eol").map(|at| at + 3))?;
    let day: String = small.get(at..)?.chars().skip_while(|c| !c.is_ascii_digit()).take(10).collect();
    day.parse().ok()
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::bar::State;
    use crate::bar::testing::{Cases, draft, fixed, run, run_with, with};
    use crate::guide::Draft;
    use crate::vocabulary::{Vocabulary, sample};

    const ID: &str = "fresh.review-due";

    /// The library knows this version of PostgreSQL and of Redis.
    fn library(version: &str) -> Vocabulary {
        let mut stack = sample().stack;
        for item in stack.iter_mut().filter(|item| ["PostgreSQL", "Redis"].contains(&&*item.name)) {
            item.version = version.to_owned();
        }
        Vocabulary::new(sample().pages, stack, Vec::new())
    }

    fn dated(date: &str, updated: &str) -> Draft {
        with(|meta| (meta.date, meta.updated) = (date.into(), updated.into()))
    }

    pub fn cases() -> Cases {
        let versions = |body: &str, version: &str| (draft(body), library(version));
        Cases::of(ID)
            .broken([dated("2025-11-25", ""), dated("2020-01-01", ""), dated("2024-01-01", "2025-11-01")])
            .broken(["<!-- expires 2026-11-25 -->", "Text.\n\n<!-- expires: 2026-01-01 check the price -->\n"])
            .broken([
                versions("It ran on PostgreSQL 13.", "15"),
                versions("It ran on Postgres v13.4 then.", "16.2"),
                versions("It ran on [Redis](/stack/redis/) and Redis 5 in 2020.", "7"),
                versions("| PostgreSQL 12 |\n|---|", "v15"),
                versions("Text.", "14, end of life 2026-11-12"),
                versions("Text.", "14 (EOL 2026-11-25)"),
            ])
            .sound([dated("2025-11-26", ""), dated("2020-01-01", "2026-01-01"), dated("", ""), dated("soon", "later")])
            .sound([with(|meta| (meta.date, meta.tags) = ("2020-01-01".into(), vec!["Historical".into()]))])
            .sound(["<!-- expires 2026-11-26 -->", "<!-- it expires soon -->", "It expires 2020-01-01."])
            .sound([
                versions("It ran on PostgreSQL 14.", "15"),
                versions("It ran on PostgreSQL 15.", "15"),
                versions("We asked Redis 3 times.", "7"),
                versions("It ran on PostgreSQL 13.", ""),
                versions("PostgreSQL 2026 plans.", "17"),
                versions("`PostgreSQL 9`", "17"),
                versions("Text.", "14, end of life 2026-11-26"),
            ])
    }

    #[test]
    fn says_what_moved() {
        let outcome = run_with(ID, &draft("It ran on PostgreSQL 13 and PostgreSQL 12."), &library("16.1"));
        assert_eq!(outcome.findings.len(), 1);
        assert_eq!(outcome.findings[0].message, "Written for PostgreSQL 13; the library says 16. Still true?");
        assert_eq!(outcome.findings[0].quote.exact, "PostgreSQL 13");
    }

    #[test]
    fn reviewed_today_settles_the_date() {
        let draft = dated("2020-01-01", "");
        let fixed = fixed(&draft, &run(ID, &draft));
        assert_eq!(fixed.meta.updated, "2026-11-25");
        assert_eq!(run(ID, &fixed).state, State::Pass);
        assert_eq!((major("v11.2"), end_of_life("x"), version_behind("a 8.", 1)), (Some(11), None, Some((8, 3))));
    }
}
