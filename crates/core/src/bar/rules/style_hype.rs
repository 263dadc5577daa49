//! `style.hype`: no words of advertisements, and no exclamation marks. Strict in title and summary.
//!
//! A loud word that a number follows in its sentence is let through in the text: the number speaks.

use crate::bar::profile::Profile;
use crate::bar::prose::{Mark, Prose};
use crate::bar::remark::{Remark, fields, in_field, remarks, sentence_around};
use crate::bar::verdict::per_thousand;
use crate::bar::{Class, Finding, Outcome, Reading, Rule, Scope, Setting, Severity, Waive, Words};
use crate::markdown::Layer;

const WORDS: Words = Words::new(
    "style.hype.words",
    &[
        "blazing",
        "blazingly",
        "revolutionary",
        "revolutionise",
        "revolutionize",
        "seamless",
        "seamlessly",
        "cutting-edge",
        "cutting edge",
        "bleeding-edge",
        "world-class",
        "world class",
        "game-changer",
        "game changer",
        "game-changing",
        "effortless",
        "effortlessly",
        "state-of-the-art",
        "best-in-class",
        "next-generation",
        "next-gen",
        "unparalleled",
        "unmatched",
        "lightning-fast",
        "lightning fast",
        "mind-blowing",
        "supercharge",
        "supercharged",
        "turbocharge",
        "magical",
        "10x engineer",
        "10x developer",
        "10x team",
        "10x productivity",
        "silver bullet",
        "battle-tested",
        "enterprise-grade",
        "future-proof",
    ],
    "Words of advertisements.",
);

pub const RULE: Rule = Rule {
    id: "style.hype",
    name: "No hype",
    task: "Replace hype by facts",
    why: "A reader believes a measurement, not an adjective.",
    version: "1.0.0",
    severity: Severity::Recommended,
    scope: Scope::Guides,
    class: Class::Measured,
    waive: Waive::USUAL,
    settings: &[Setting::Words(&WORDS)],
    check,
};

/// "no silver bullet" is the opposite of hype.
const DENIED: [&str; 6] = ["no", "not", "never", "hardly", "nothing", "isn't"];

pub fn marks(prose: &Prose, profile: &Profile) -> Vec<Mark> {
    if prose.quoted {
        return Vec::new();
    }
    let loud = prose.listed(profile.words(&WORDS)).map(|(words, _)| words).filter(|words| {
        let denied = (words.start.saturating_sub(2)..words.start).any(|at| DENIED.contains(&prose.word(at)));
        !denied && !prose.words[words.start].quoted
    });
    let words = loud.map(|words| Mark { rule: RULE.id, range: prose.place(words), note: String::new() });
    words.chain(shouts(prose)).collect()
}

/// "!" at the end of words; "!=" and what stands in quotes is something else.
fn shouts(prose: &Prose) -> impl Iterator<Item = Mark> {
    let bangs = prose.text.match_indices('!').map(|(at, _)| at);
    let ends = bangs.filter(|at| {
        let after = prose.text[at + 1..].chars().next();
        let before = prose.text[..*at].chars().next_back();
        before.is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | '*'))
            && after.is_none_or(|c| c.is_whitespace() || c == ')')
    });
    let unquoted = ends.filter(|at| {
        let last = prose.words.partition_point(|word| word.range.start < *at);
        !last.checked_sub(1).is_some_and(|last| prose.words[last].quoted || prose.words[last].code)
    });
    unquoted.map(|at| Mark { rule: RULE.id, range: at..at + 1, note: "!".to_owned() })
}

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let mut findings = Vec::new();
    for (field, prose) in fields(reading) {
        let quote = |mark| in_field(reading, field, &prose, mark);
        findings.extend(prose.marks(rule.id).map(|mark| Finding::of(rule, quote(mark), says(&quote(mark).exact))));
    }
    let found = remarks(rule, reading, &[Layer::Heading, Layer::Prose, Layer::Cell]);
    let bare = found.iter().filter(|remark| !is_followed_by_a_number(remark));
    findings.extend(bare.map(|remark| remark.finding(rule, reading, says(remark.words())).confidence(0.8)));
    let measured = per_thousand(reading, findings.len());
    Outcome::of(rule, Vec::new(), findings).counting(measured, "")
}

fn is_followed_by_a_number(remark: &Remark<'_>) -> bool {
    let end = sentence_around(remark.prose, remark.mark.range.start).end;
    let rest = remark.prose.text.get(remark.mark.range.end..end).unwrap_or_default();
    remark.mark.note != "!" && rest.bytes().any(|byte| byte.is_ascii_digit())
}

fn says(word: &str) -> String {
    match word {
        "!" => "An exclamation mark raises the voice. A full stop is enough.".to_owned(),
        _ => format!("“{word}” is not a measurement. What did you see, in numbers?"),
    }
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::testing::{Cases, on, with};

    const ID: &str = "style.hype";

    pub fn cases() -> Cases {
        Cases::of(ID)
            .broken([
                "A blazing fast cache.",
                "It is seamless.",
                "Our cutting-edge lock.",
                "A Revolutionary ledger.",
                "World-class results.",
                "## A game changer",
                "| Effortless |\n|---|",
                "* It works!",
                "The 10x engineer.",
                "It **seamlessly** syncs.",
                "It works! Then we left.",
                "After 40 ms a blazing fast answer.",
            ])
            .broken([
                with(|meta| meta.title = "Blazing payments, 40 ms".into()),
                with(|meta| meta.summary = "Payments that stay correct!".into()),
            ])
            .sound([
                "A fast cache.",
                "It is blazing fast: 40 ms at p99.",
                "He called it “blazing fast”.",
                "> It is seamless!",
                "Call `blazing!` there.",
                "```\nblazing!\n```",
                "if a != b then `!c`",
                "There is no silver bullet.",
                "Trailblazing is one word.",
                "Redis answered “OK!” at once.",
                "It is 10x the size.",
                "The seam less travelled.",
                "<!-- blazing! -->",
            ])
    }

    #[test]
    fn asks_for_numbers() {
        assert!(on(ID, "A blazing cache.").findings[0].message.starts_with("“blazing” is not a measurement."));
        assert!(on(ID, "It works!").findings[0].message.starts_with("An exclamation mark"));
        assert_eq!(on(ID, "It works! And it blazing works.").findings.len(), 2);
    }
}
