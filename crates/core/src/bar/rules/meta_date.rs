//! `meta.date`: real ISO dates in order, and weekdays in the text that fit their dates.
//!
//! A date up to a year ahead counts as a schedule; farther ahead is a typing error. Quotations are left alone.

use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};
use regex::{Captures, Regex};

use crate::bar::{Class, Field, Finding, Fix, Number, Outcome, Reading, Rule, Scope, Setting, Severity, Waive};
use crate::guide::Meta;
use crate::text::Span;

const AHEAD: Number = Number::count("meta.date.ahead", 366.0, "days", "How far ahead a guide may be scheduled.");

pub const RULE: Rule = Rule {
    id: "meta.date",
    name: "Date",
    task: "Set the date",
    why: "Cards sort by it, and readers judge by it.",
    version: "1.0.0",
    severity: Severity::Required,
    scope: Scope::Guides,
    class: Class::Exact,
    waive: Waive::USUAL,
    settings: &[Setting::Number(&AHEAD)],
    check,
};

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let meta = &reading.draft.meta;
    let mut findings: Vec<Finding> = Vec::new();
    let date = read(rule, reading, Field::Date, &meta.date, &mut findings);
    let updated =
        if meta.updated.is_empty() { None } else { read(rule, reading, Field::Updated, &meta.updated, &mut findings) };
    if date.zip(updated).is_some_and(|(date, updated)| updated < date) {
        findings.push(backwards(rule, reading));
    }
    findings.extend(weekdays(rule, reading));
    let label = if meta.date.as_str() > reading.today { "scheduled" } else { "" };
    let evidence = if findings.is_empty() { vec![reading.field(Field::Date, &meta.date, label)] } else { Vec::new() };
    Outcome::of(rule, evidence, findings)
}

fn read(
    rule: &'static Rule,
    reading: &Reading<'_>,
    field: Field,
    written: &str,
    findings: &mut Vec<Finding>,
) -> Option<Date> {
    let quote = reading.field(field, written, "");
    if let Some(date) = iso(written) {
        let today = iso(reading.today);
        let ahead = reading.count(&AHEAD) as i64;
        let far = today
            .and_then(|today| today.checked_add(jiff::Span::new().try_days(ahead).unwrap_or_default()).ok())
            .is_some_and(|far| date > far);
        if far {
            findings.push(Finding::of(rule, quote, format!("{written} is more than a year ahead. Is the year right?")));
        }
        return Some(date);
    }
    let candidates = readings(written);
    let message = match candidates.as_slice() {
        _ if written.trim().is_empty() => "There is no date.".to_owned(),
        [one, two, ..] => format!("{written}: {} or {}?", spoken(*one), spoken(*two)),
        _ => format!("{written} is no date of the form 2026-03-12."),
    };
    let mut finding = Finding::of(rule, quote, message);
    let offers: Vec<Date> =
        if written.trim().is_empty() { iso(reading.today).into_iter().collect() } else { candidates };
    for date in offers {
        finding = finding.fix(set(&reading.draft.meta, field, date));
    }
    findings.push(finding);
    None
}

fn set(meta: &Meta, field: Field, date: Date) -> Fix {
    Fix::meta(format!("Set {date}"), meta, |meta| match field {
        Field::Updated => meta.updated = date.to_string(),
        _ => meta.date = date.to_string(),
    })
}

/// Exactly `YYYY-MM-DD`.
fn iso(text: &str) -> Option<Date> {
    let shaped = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if shaped { text.parse().ok() } else { None }
}

fn spoken(date: Date) -> String {
    format!("{} {}", date.day(), date.strftime("%B"))
}

/// What `12/03/2026`, `3 March 2026`, `March 3, 2026` or `2026/3/1` may mean.
fn readings(written: &str) -> Vec<Date> {
    let parts: Vec<&str> = written.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let number = |at: usize| parts.get(at).and_then(|part| part.parse::<i16>().ok());
    let month_name = parts.iter().find_map(|part| month(part));
    let numbers: Vec<i16> = parts.iter().filter_map(|part| digits(part)).collect();
    let date =
        |year: i16, month: i16, day: i16| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    let mut dates: Vec<Date> = match (month_name, number(0), number(1), number(2)) {
        (Some(month), ..) => match numbers.as_slice() {
            [year, day] if *year > 31 => date(*year, month, *day).into_iter().collect(),
            [day, year] => date(*year, month, *day).into_iter().collect(),
            _ => Vec::new(),
        },
        (None, Some(year), Some(month), Some(day)) if year > 31 => date(year, month, day).into_iter().collect(),
        (None, Some(a), Some(b), Some(year)) if year > 31 => {
            [date(year, b, a), date(year, a, b)].into_iter().flatten().collect()
        }
        _ => Vec::new(),
    };
    dates.dedup();
    dates
}

/// "3", "3rd".
fn digits(part: &str) -> Option<i16> {
    part.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()
}

fn month(name: &str) -> Option<i16> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let name = name.to_lowercase();
    let at = MONTHS.iter().position(|month| name.len() >= 3 && name.starts_with(month))?;
    i16::try_from(at + 1).ok()
}

fn backwards(rule: &'static Rule, reading: &Reading<'_>) -> Finding {
    let meta = &reading.draft.meta;
    let quote = reading.field(Field::Updated, &meta.updated, "");
    let message = format!("Updated {} is before the date, {}.", meta.updated, meta.date);
    let fix = Fix::meta("Remove the update", meta, |meta| meta.updated.clear());
    Finding::of(rule, quote, message).fix(fix)
}

static WEEKDAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let months = "January|February|March|April|May|June|July|August|September|October|November|December";
    Regex::new(&format!(
        r"(?P<day>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday),?\s+(?:the\s+)?(?P<date>[0-9]{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{months}),?\s+[0-9]{{4}}|(?:{months})\s+[0-9]{{1,2}}(?:st|nd|rd|th)?,?\s+[0-9]{{4}}|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})"
    ))
    .ok()
});

/// "Monday, 3 March 2026" where that day was a Tuesday.
fn weekdays(rule: &'static Rule, reading: &Reading<'_>) -> Vec<Finding> {
    let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let names = |text: &str| text.contains("day") && days.iter().any(|day| text.contains(day));
    let mut runs = reading.document.runs.iter().filter(|run| !run.quoted && names(&run.text)).peekable();
    // The pattern is made for a text that needs it.
    let Some(regex) = runs.peek().and_then(|_| WEEKDAY.as_ref()) else { return Vec::new() };
    let found = runs.flat_map(|run| regex.captures_iter(&run.text).map(move |captures| (run, captures)));
    found.filter_map(|(run, captures)| weekday(rule, reading, run, &captures)).collect()
}

fn weekday(
    rule: &'static Rule,
    reading: &Reading<'_>,
    run: &crate::markdown::Run<'_>,
    captures: &Captures<'_>,
) -> Option<Finding> {
    let (day, date) = (captures.name("day")?, captures.name("date")?.as_str());
    let exact = run.text.len() == run.span.end - run.span.start;
    let real = iso(date).or_else(|| readings(&date.replace(" of ", " ")).first().copied())?.weekday();
    let name = name(real);
    let span = Span::new(run.span.start + day.start(), run.span.start + day.end());
    let message = format!("{date} was a {name}, the text says {}.", day.as_str());
    let finding = || Finding::of(rule, reading.quote(span, ""), message.clone());
    (exact && name != day.as_str()).then(|| finding().fix(Fix::edit(format!("Write {name}"), span, name)))
}

fn name(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::testing::{Cases, applied, draft, fixed, run, with};

    const ID: &str = "meta.date";

    pub fn cases() -> Cases {
        let date = |text: &str| with(|meta| meta.date = text.into());
        let updated = |text: &str| with(|meta| meta.updated = text.into());
        Cases::of(ID)
            .broken(
                [
                    "",
                    " ",
                    "12/03/2026",
                    "2026-3-12",
                    "2026-13-01",
                    "2026-02-30",
                    "12.03.2026",
                    "March 12, 2026",
                    "2026/03/12",
                    "20260312",
                    "2026-03-12T10:00:00Z",
                    "2126-03-12",
                    "soon",
                ]
                .map(date),
            )
            .broken(["2026-02-03", "later"].map(updated))
            .broken([
                "On Monday, 3 March 2026 it broke.",
                "On Monday, March 3, 2026 it broke.",
                "On Sunday 2026-03-03 it broke.",
                "Friday the 3rd of March 2026",
                "| Monday, 3 March 2026 |\n|---|\n",
            ])
            .sound(["2026-03-12", "2024-02-29", "1999-12-31", "2026-11-25", "2026-11-26", "2027-11-25"].map(date))
            .sound(["2026-02-04", "2026-02-05", "2026-11-25", ""].map(updated))
            .sound([
                "On Tuesday, 3 March 2026 it broke.",
                "On Monday it broke.",
                "Tuesday 2026-03-03",
                "> On Monday, 3 March 2026 it broke.",
                "`Monday, 3 March 2026`",
                "```\nMonday, 3 March 2026\n```",
            ])
    }

    #[test]
    fn an_update_before_the_date_goes_away() {
        let backwards = with(|meta| meta.updated = "2026-02-03".into());
        assert_eq!(fixed(&backwards, &run(ID, &backwards)).meta.updated, "");
    }

    #[test]
    fn asks_which_of_two_is_meant() {
        let draft = with(|meta| meta.date = "12/03/2026".into());
        let outcome = run(ID, &draft);
        assert_eq!(outcome.findings[0].message, "12/03/2026: 12 March or 3 December?");
        assert_eq!(applied(&draft, &outcome.findings[0].fixes[0]).meta.date, "2026-03-12");
        assert_eq!(applied(&draft, &outcome.findings[0].fixes[1]).meta.date, "2026-12-03");
    }

    #[test]
    fn normalises_what_can_be_read() {
        for text in ["13/03/2026", "March 13, 2026", "13 March 2026", "2026/03/13", "13th Mar 2026", "2026-3-13"] {
            let draft = with(|meta| meta.date = text.into());
            assert_eq!(fixed(&draft, &run(ID, &draft)).meta.date, "2026-03-13", "{text}");
        }
        let empty = with(|meta| meta.date = String::new());
        assert_eq!(fixed(&empty, &run(ID, &empty)).meta.date, "2026-11-25");
    }

    #[test]
    fn weekdays_fit_their_dates() {
        let wrong = draft("On Monday, 3 March 2026 it broke.");
        assert_eq!(fixed(&wrong, &run(ID, &wrong)).body, "On Tuesday, 3 March 2026 it broke.");
    }

    #[test]
    fn a_later_date_is_a_schedule() {
        assert_eq!(run(ID, &with(|meta| meta.date = "2026-12-24".into())).evidence[0].label, "scheduled");
    }
}
