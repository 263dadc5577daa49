//! `style.acronym`: three to five capitals used twice are spelled out once, before or where they first stand.
//!
//! Known ones are left alone: the list, and every name of the library. Headings may shout; code is no prose.

use std::collections::HashMap;
use std::ops::Range;

use super::style_acronym_words::KNOWN;
use crate::bar::profile::Profile;
use crate::bar::prose::{Mark, Prose};
use crate::bar::remark::{Remark, remarks};
use crate::bar::verdict::times;
use crate::bar::{Class, Finding, Outcome, Reading, Rule, Scope, Setting, Severity, Waive, Words};
use crate::markdown::Layer;

const LIST: Words = Words::new("style.acronym.known", KNOWN, "Abbreviations that every reader knows.");

pub const RULE: Rule = Rule {
    id: "style.acronym",
    name: "Abbreviations",
    task: "Spell out abbreviations",
    why: "A reader who does not know the letters cannot look them up in the sentence.",
    version: "1.0.0",
    severity: Severity::Recommended,
    scope: Scope::Guides,
    class: Class::Measured,
    waive: Waive::USUAL,
    settings: &[Setting::Words(&LIST)],
    check,
};

/// A mark whose note begins with this spells its letters out.
const SPELLED: &str = "(";

/// Every use of one that not everybody knows, and every place that spells one out.
pub fn marks(prose: &Prose, profile: &Profile) -> Vec<Mark> {
    let known = profile.words(&LIST);
    let uses = (0..prose.words.len()).filter_map(|at| {
        let letters = letters(prose, at).filter(|letters| !known.has(&letters.to_lowercase()))?;
        let spelled = if is_spelled_out(prose, at, letters) { SPELLED } else { "" };
        Some(Mark { rule: RULE.id, range: start_of(prose, at, letters), note: format!("{spelled}{letters}") })
    });
    uses.collect()
}

fn start_of(prose: &Prose, at: usize, letters: &str) -> Range<usize> {
    let start = prose.words[at].range.start;
    start..start + letters.len()
}

/// "STK", also in "STKs" and "STK's"; not in a row of capitals, and no Roman number.
fn letters(prose: &Prose, at: usize) -> Option<&str> {
    let written = prose.written(at);
    // Most words are told by a look at two letters.
    if !written.bytes().take(2).all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    let bare = written.strip_suffix("'s").or(written.strip_suffix("’s")).unwrap_or(written);
    let bare = bare.strip_suffix('s').unwrap_or(bare);
    let roman = bare.bytes().all(|byte| b"IVXLCDM".contains(&byte));
    (is_short_capitals(bare) && !roman && !is_shouted(prose, at)).then_some(bare)
}

fn is_short_capitals(word: &str) -> bool {
    (3..=5).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Three or more words of capitals in a row are emphasis or SQL.
fn is_shouted(prose: &Prose, at: usize) -> bool {
    let loud = |at: usize| {
        let word = prose.written(at);
        word.len() > 1 && word.chars().all(char::is_uppercase)
    };
    let before = (0..at).rev().take_while(|at| loud(*at)).count();
    let behind = (at + 1..prose.words.len()).take_while(|at| loud(*at)).count();
    before + behind >= 2
}

/// "SIM Toolkit (STK)", "STK (SIM Toolkit)", "STK, short for SIM Toolkit", "STK stands for …".
fn is_spelled_out(prose: &Prose, at: usize, letters: &str) -> bool {
    let end = prose.words[at].range.end;
    let after = prose.text.get(end..).unwrap_or_default();
    let before = prose.text.get(..prose.words[at].range.start).unwrap_or_default();
    let behind_words = before.ends_with('(') && at > 1 && after.starts_with(')');
    let in_brackets = after.strip_prefix(" (").and_then(|rest| rest.split_once(')')).is_some_and(|(long, _)| {
        let first = long.chars().next().map(|c| c.to_ascii_uppercase());
        long.contains(' ') && first == letters.chars().next()
    });
    let told =
        [", short for ", " is short for ", " stands for ", ", that is, "].iter().any(|cue| after.starts_with(cue));
    behind_words || in_brackets || told
}

/// What the text says of one abbreviation.
struct Told<'r, 'm> {
    first: &'m Remark<'r>,
    uses: usize,
    /// Spelled out where it first stands, or in the same paragraph before.
    spelled: bool,
}

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let found = remarks(rule, reading, &[Layer::Prose, Layer::Cell]);
    let mut told: HashMap<&str, Told<'_, '_>> = HashMap::new();
    let mut order: Vec<&str> = Vec::new();
    for remark in &found {
        let spelled = remark.mark.note.starts_with(SPELLED);
        let letters = remark.mark.note.trim_start_matches(SPELLED);
        let entry = told.entry(letters).or_insert_with(|| {
            order.push(letters);
            Told { first: remark, uses: 0, spelled }
        });
        entry.uses += 1;
    }
    // Whoever writes about a page of the library may use its name.
    let names = reading.vocabulary.capitals();
    let open = order
        .iter()
        .filter(|letters| !names.contains(**letters))
        .filter_map(|letters| told.get(letters).map(|told| (letters, told)));
    let findings = open
        .filter(|(_, told)| told.uses > 1 && !told.spelled)
        .map(|(letters, told)| finding(rule, reading, letters, told));
    let findings: Vec<Finding> = findings.collect();
    Outcome::of(rule, Vec::new(), findings)
}

fn finding(rule: &'static Rule, reading: &Reading<'_>, letters: &str, told: &Told<'_, '_>) -> Finding {
    let uses = times(told.uses);
    let message =
        format!("“{letters}” stands here {uses} and is not spelled out. Write the long form ({letters}) once.");
    told.first.finding(rule, reading, message).confidence(0.7)
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::testing::{Cases, on};

    const ID: &str = "style.acronym";

    pub fn cases() -> Cases {
        Cases::of(ID)
            .broken([
                "The STK asks. The STK answers.",
                "An STK push.\n\nThe STK push fails.",
                "STKs ask, and the STK answers.",
                "The STK asks. Then the STK (SIM Toolkit) answers.",
                "* The STK asks.\n* The STK answers.",
                "| STK | STK |\n|---|---|",
                "The **STK** asks; an *STK* answers.",
                "The [STK](/stack/redis/) asks. The STK answers.",
                "The QWERT asks. The QWERT answers.",
                "The STK asks. A SIM Toolkit (STK) answers.",
                "> The STK asks. The STK answers.",
                "The STK's menu. The STK’s answer.",
            ])
            .sound([
                "The STK asks.",
                "The SIM Toolkit (STK) asks. The STK answers.",
                "The STK (SIM Toolkit) asks. The STK answers.",
                "STK, short for SIM Toolkit, asks. The STK answers.",
                "The API asks. The API answers.",
                "`STK` asks. `STK` answers.",
                "## STK\n\n## STK",
                "PLEASE ASK STK. PLEASE ASK STK.",
                "It is QWERTYU, and QWERTYU again.",
                "Part XII and part XII.",
                "The Stk asks. The Stk answers.",
                "```\nSTK STK\n```",
                "A B2B shop and a B2B bank.",
            ])
    }

    #[test]
    fn says_how_often() {
        let outcome = on(ID, "The STK asks.\n\nThe STK answers. The STK ends. The XYZ ends. The XYZ is out.");
        assert_eq!(outcome.findings.len(), 2);
        assert!(outcome.findings[0].message.starts_with("“STK” stands here 3 times"));
        assert_eq!(outcome.findings[0].quote.exact, "STK");
    }
}
