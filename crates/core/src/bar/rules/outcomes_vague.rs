//! `outcomes.vague`: a claim of improvement has a number near it.
//!
//! Advises on a change with a degree word ("significantly faster"), and on from-to in words alone ("from hours to
//! minutes"), when no quantity stands in the sentence or the two behind it. Plans and quotations are left alone.

use std::collections::HashSet;
use std::ops::Range;

use crate::bar::profile::{Profile, WordList};
use crate::bar::prose::{Mark, Prose, Stretch};
use crate::bar::{Class, Finding, Outcome, Reading, Rule, Scope, Setting, Severity, Waive, Words};

const DEGREES: Words = Words::new(
    "outcomes.vague.degrees",
    &[
        "significantly",
        "significant",
        "dramatically",
        "dramatic",
        "drastically",
        "drastic",
        "massively",
        "massive",
        "hugely",
        "huge",
        "vastly",
        "vast",
        "substantially",
        "substantial",
        "considerably",
        "considerable",
        "markedly",
        "noticeably",
        "noticeable",
        "tremendously",
        "enormously",
        "enormous",
        "much",
        "far",
        "way",
        "lot",
        "exponentially",
    ],
    "Words that claim a large change without saying how large.",
);
const CHANGES: Words = Words::new(
    "outcomes.vague.changes",
    &[
        "faster",
        "slower",
        "quicker",
        "smaller",
        "cheaper",
        "fewer",
        "lower",
        "higher",
        "shorter",
        "better",
        "improved",
        "improvement",
        "improvements",
        "improves",
        "reduced",
        "reduction",
        "reductions",
        "decreased",
        "decrease",
        "increased",
        "increase",
        "dropped",
        "drop",
        "speedup",
        "speedups",
        "gains",
        "gain",
        "savings",
        "saved",
        "cut",
        "sped",
    ],
    "Words that claim a change.",
);

pub const RULE: Rule = Rule {
    id: "outcomes.vague",
    name: "Vague claims",
    task: "Say by how much",
    why: "A reader cannot tell “much faster” from a little.",
    version: "1.0.0",
    severity: Severity::Recommended,
    scope: Scope::Guides,
    class: Class::Measured,
    waive: Waive::USUAL,
    settings: &[Setting::Words(&DEGREES), Setting::Words(&CHANGES)],
    check,
};

/// How many sentences behind the claim may hold its number.
const NEAR: usize = 2;
/// How many words may stand between degree and change.
const APART: usize = 2;
const PLANS: &[&str] =
    &["would", "could", "may", "might", "should", "if", "can", "will", "hope", "expected", "want", "wanted", "need"];
const UNITS: &[&str] = &["hours", "minutes", "seconds", "days", "weeks", "months", "milliseconds", "years"];

/// Claims in one paragraph, with the number of their sentence.
pub fn marks(prose: &Prose, profile: &Profile) -> Vec<Mark> {
    let lists = (profile.words(&DEGREES), profile.words(&CHANGES));
    let lists = Some(lists).filter(|(degrees, changes)| prose.may_hold(degrees) && prose.may_hold(changes));
    let claims = prose.sentences.iter().enumerate().filter(|_| !prose.quoted).filter_map(|(number, sentence)| {
        let range = claim(prose, sentence, lists)?;
        Some(Mark { rule: RULE.id, range: prose.place(range), note: number.to_string() })
    });
    claims.collect()
}

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let numbered: HashSet<(usize, usize)> =
        reading.outcomes().iter().map(|found| (found.place, found.number())).collect();
    let told = |place: usize, numbers: Range<usize>| numbers.into_iter().any(|at| numbered.contains(&(place, at)));
    let mut findings = Vec::new();
    let mut paragraphs = reading.prose().iter().peekable();
    while let Some(said) = paragraphs.next() {
        let next = paragraphs.peek().map(|next| next.paragraph);
        for mark in said.prose.marks(rule.id) {
            let at: usize = mark.note.parse().unwrap_or(0);
            let beyond = (at + NEAR + 1).saturating_sub(said.prose.sentences.len());
            let near = told(said.paragraph, at..at + NEAR + 1) || next.is_some_and(|next| told(next, 0..beyond));
            if !near {
                findings.push(finding(rule, reading, said.paragraph, mark));
            }
        }
    }
    Outcome::of(rule, Vec::new(), findings)
}

fn finding(rule: &'static Rule, reading: &Reading<'_>, paragraph: usize, mark: &Mark) -> Finding {
    let quote = reading.quote(reading.place(paragraph, mark.range.clone()), "");
    let message = format!("“{}”: by how much? If you cannot say, say what you saw.", quote.exact);
    Finding::of(rule, quote, message)
}

/// The words of a claim: a degree beside a change, or a change in words alone.
fn claim(prose: &Prose, sentence: &Stretch, lists: Option<Lists<'_>>) -> Option<Range<usize>> {
    let mut words = sentence.words.clone();
    let found = words.find_map(|at| graded(prose, sentence, at, lists).or_else(|| spelled(prose, sentence, at)))?;
    let asks = prose.text.get(sentence.range.clone()).is_some_and(|text| text.ends_with('?'));
    let plans = || sentence.words.clone().any(|at| PLANS.contains(&prose.word(at)));
    (!asks && !plans()).then_some(found)
}

/// Degrees and changes.
type Lists<'l> = (&'l WordList, &'l WordList);

/// "significantly faster", "reduced drastically".
fn graded(prose: &Prose, sentence: &Stretch, at: usize, lists: Option<Lists<'_>>) -> Option<Range<usize>> {
    let word = prose.word(at);
    if matches!(word, "blazing" | "blazingly") {
        return Some(at..(at + 2).min(sentence.words.end));
    }
    let (degrees, changes) = lists?;
    let other = match () {
        () if degrees.has(word) => changes,
        () if changes.has(word) => degrees,
        () => return None,
    };
    let end = (at + 2 + APART).min(sentence.words.end);
    (at + 1..end).find(|near| other.has(prose.word(*near))).map(|near| at..near + 1)
}

/// "from hours to minutes", "several orders of magnitude".
fn spelled(prose: &Prose, sentence: &Stretch, at: usize) -> Option<Range<usize>> {
    let word = |far: usize| if at + far < sentence.words.end { prose.word(at + far) } else { "" };
    let units = word(0) == "from" && UNITS.contains(&word(1)) && word(2) == "to" && UNITS.contains(&word(3));
    let magnitudes = matches!(word(0), "several" | "many") && word(1) == "orders" && word(2) == "of";
    (units || magnitudes).then(|| at..(at + 4).min(sentence.words.end))
}

#[cfg(test)]
mod tests {

    use crate::bar::State;
    use crate::bar::testing::{all, on};

    const ID: &str = "outcomes.vague";

    #[test]
    fn mutants() {
        all(
            ID,
            State::Advise,
            &[
                "It became significantly faster.\n",
                "Queries are much faster now.\n",
                "We saw a dramatic improvement.\n",
                "The bill dropped considerably.\n",
                "Builds went from hours to minutes.\n",
                "It is several orders of magnitude better.\n",
                "The page is blazing fast.\n",
                "* Memory was reduced drastically.\n",
                "Rendering is far cheaper.\n\nThat was good.\n\nIt took 3 weeks.\n",
                "Errors are way lower. It was hard. We learned. It took 40 days.\n",
                "| Result |\n|---|\n| Massively improved latency |\n",
            ],
        );
    }

    #[test]
    fn near_misses() {
        all(
            ID,
            State::Pass,
            &[
                "It became significantly faster: 240 ms instead of 1.8 s.\n",
                "Queries are much faster now. p95 is 240 ms.\n",
                "We saw a dramatic improvement. It was fun. p95 fell by 40 %.\n",
                "It would be significantly faster.\n",
                "If memory is reduced drastically, it breaks.\n",
                "Is it much faster?\n",
                "> It became significantly faster, they said.\n",
                "It is faster than before.\n",
                "The difference is significant.\n",
                "```\nsignificantly faster\n```\n",
                "Much was written about it.\n",
                "Queries are much faster now:\n\n* p95 is 240 ms\n",
            ],
        );
    }

    #[test]
    fn quotes_the_claim() {
        assert_eq!(on(ID, "It **became significantly** faster.\n").findings[0].quote.exact, "significantly** faster");
    }
}
