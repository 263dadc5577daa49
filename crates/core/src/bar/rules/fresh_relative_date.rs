//! `fresh.relative-date`: "recently" and "this year" say when only to today's reader.
//!
//! A year or a month in the same sentence anchors them. The "now" that tells what a change brought ("the build now
//! takes five minutes") is no date and is not on the list.

use jiff::civil::Date;

use crate::bar::months;
use crate::bar::profile::Profile;
use crate::bar::prose::{Mark, Prose};
use crate::bar::remark::{Remark, remarks, sentence_around};
use crate::bar::{Class, Finding, Fix, Outcome, Reading, Rule, Scope, Setting, Severity, Waive, Words};
use crate::markdown::Layer;

const WORDS: Words = Words::new(
    "fresh.relative-date.words",
    &[
        "recently",
        "currently",
        "right now",
        "as of now",
        "at the moment",
        "at present",
        "these days",
        "nowadays",
        "last year",
        "last month",
        "last week",
        "last quarter",
        "this year",
        "this month",
        "this week",
        "this quarter",
        "next year",
        "next month",
        "next quarter",
        "a year ago",
        "years ago",
        "months ago",
        "weeks ago",
        "in the past year",
        "in the near future",
        "soon",
        "coming soon",
        "latest version",
        "latest release",
        "newest version",
        "new version",
        "new release",
        "upcoming",
        "until recently",
    ],
    "Words that say when only to today's reader.",
);

pub const RULE: Rule = Rule {
    id: "fresh.relative-date",
    name: "Dates that last",
    task: "Write dates that last",
    why: "A guide is read for years.",
    version: "1.0.0",
    severity: Severity::Recommended,
    scope: Scope::Guides,
    class: Class::Measured,
    waive: Waive::USUAL,
    settings: &[Setting::Words(&WORDS)],
    check,
};

pub fn marks(prose: &Prose, profile: &Profile) -> Vec<Mark> {
    if prose.quoted || prose.layer != Some(Layer::Prose) {
        return Vec::new();
    }
    let found = prose.listed(profile.words(&WORDS)).map(|(words, _)| words);
    let loose = found.filter(|words| {
        let range = prose.place(words.clone());
        !prose.words[words.start].quoted && !is_anchored(prose, range.start) && !is_other(prose, words.start, words.end)
    });
    loose.map(|words| Mark { rule: RULE.id, range: prose.place(words), note: String::new() }).collect()
}

/// A year or a month stands in the sentence.
fn is_anchored(prose: &Prose, at: usize) -> bool {
    let sentence = sentence_around(prose, at);
    let inside = (0..prose.words.len()).filter(|at| sentence.contains(&prose.words[*at].range.start));
    inside.map(|at| (prose.word(at), prose.written(at))).any(|(word, written)| {
        let digits = word.get(..4).filter(|year| year.starts_with("19") || year.starts_with("20"));
        let year = digits.is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()))
            && !word.as_bytes().get(4).copied().is_some_and(|byte| byte.is_ascii_digit());
        year || (months::LONG.contains(&word) && written.starts_with(char::is_uppercase))
    })
}

/// "As soon as", "most recently used", "the currently held lock", "how many years ago".
fn is_other(prose: &Prose, start: usize, end: usize) -> bool {
    let word = |at: Option<usize>| at.map_or("", |at| prose.word(at));
    let (before, behind) = (word(start.checked_sub(1)), word(Some(end)));
    let opens = prose.sentences.iter().any(|sentence| sentence.words.start == start);
    match prose.word(start) {
        "soon" => ["as", "too", "so", "how", "very"].contains(&before) || ["as", "after", "enough"].contains(&behind),
        "recently" => ["most", "least", "more", "less"].contains(&before) || behind == "used",
        "currently" => ["the", "a", "every", "each", "no"].contains(&before),
        "new" => ["a", "each", "every", "any"].contains(&before),
        "latest" => ["its", "their"].contains(&before),
        // "At the moment it matters": a moment of the story.
        "at" => !opens && end < prose.words.len() && prose.gap(end - 1).trim().is_empty(),
        _ => before == "how" || before == "-",
    }
}

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let written = written_on(reading);
    let found = remarks(rule, reading, &[Layer::Prose]);
    let findings: Vec<Finding> = found.iter().map(|remark| finding(rule, reading, remark, written)).collect();
    Outcome::of(rule, Vec::new(), findings)
}

/// The day the text was last touched, as far as it says so.
fn written_on(reading: &Reading<'_>) -> Option<Date> {
    let meta = &reading.draft.meta;
    [&*meta.updated, &*meta.date, reading.today].into_iter().find_map(|day| day.parse().ok())
}

fn finding(rule: &'static Rule, reading: &Reading<'_>, remark: &Remark<'_>, written: Option<Date>) -> Finding {
    let words = remark.words();
    let instead = written.and_then(|day| absolute(&words.to_lowercase(), day));
    let message = match &instead {
        Some(instead) => format!("“{words}” will be wrong in a year. “{instead}”?"),
        None => format!("“{words}” will be wrong in a year. Which month and year, or which version?"),
    };
    let fix: Option<Fix> = instead.and_then(|instead| remark.replaced(reading, &instead));
    remark.finding(rule, reading, message).fix(fix).confidence(0.6)
}

/// What the words meant on the day they were written.
fn absolute(words: &str, day: Date) -> Option<String> {
    let month = |day: Date| day.strftime("%B %Y").to_string();
    let first = day.first_of_month();
    match words {
        "recently" | "this month" | "this week" => Some(format!("in {}", month(day))),
        "currently" | "right now" | "as of now" | "at the moment" | "at present" | "these days" | "nowadays" => {
            Some(format!("{words} ({})", month(day)))
        }
        "last month" => first.yesterday().ok().map(|day| format!("in {}", month(day))),
        "next month" => day.last_of_month().tomorrow().ok().map(|day| format!("in {}", month(day))),
        "this year" => Some(format!("in {}", day.year())),
        "last year" | "a year ago" => Some(format!("in {}", day.year() - 1)),
        "next year" => Some(format!("in {}", day.year() + 1)),
        _ => None,
    }
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::State;
    use crate::bar::testing::{Cases, draft, fixed, on, run};

    const ID: &str = "fresh.relative-date";

    pub fn cases() -> Cases {
        Cases::of(ID)
            .broken([
                "Recently we moved.",
                "We currently run two nodes.",
                "It failed last year.",
                "We will move soon.",
                "The latest version is faster.",
                "These days we use rows.",
                "* This month it failed.",
                "It changed **two years ago**.",
                "Next quarter it moves.",
                "Until recently it failed.",
                "At the\nmoment it holds.",
                "It holds at the moment.",
                "It failed last year. In 2024 it held.",
            ])
            .sound([
                "In March 2026 we moved.",
                "Recently, in March 2026, we moved.",
                "The build now takes five minutes.",
                "As soon as it fails, it restarts.",
                "The most recently used key stays.",
                "The currently held lock stays.",
                "Call `recently` there.",
                "> Recently we moved.",
                "He said “recently”.",
                "## Recently",
                "As of 2026-03-01 we currently run two nodes.",
                "Sooner or later it fails.",
                "The new row is empty.",
                "It failed in May last year.",
                "Any of them may be silent at the moment it matters.",
            ])
    }

    #[test]
    fn says_when_it_was() {
        let cases = [
            ("Recently we moved.", "In February 2026 we moved."),
            ("We currently run it.", "We currently (February 2026) run it."),
            ("It failed last year.", "It failed in 2025."),
            ("It failed last month.", "It failed in January 2026."),
        ];
        for (before, after) in cases {
            let draft = draft(before);
            let fixed = fixed(&draft, &run(ID, &draft));
            assert_eq!(fixed.body, after);
            assert_eq!(run(ID, &fixed).state, State::Pass);
        }
        assert!(on(ID, "We will move soon.").findings[0].fixes.is_empty());
        assert_eq!(
            on(ID, "Recently we moved.").findings[0].message,
            "“Recently” will be wrong in a year. “in February 2026”?"
        );
    }
}
