//! `structure.limitations`: somewhere outside the problem the guide names a cost, a limit or a failure.
//!
//! A weak sign read off a list of words: it advises, and shows the sentences it found.

use crate::bar::{Class, Finding, Outcome, Quote, Reading, Rule, Scope, Setting, Severity, Waive, Words};
use crate::markdown::Layer;

/// Sentences shown as evidence.
const SHOWN: usize = 5;

const WORDS: Words = Words::new(
    "structure.limitations.words",
    &[
        "does not",
        "do not",
        "doesn't",
        "don't",
        "did not",
        "didn't",
        "cannot",
        "can not",
        "can't",
        "could not",
        "couldn't",
        "will not",
        "won't",
        "only",
        "at the price of",
        "at the cost of",
        "we lost",
        "still slow",
        "not suited",
        "not suitable",
        "unsuited",
        "limit",
        "limits",
        "limited",
        "limitation",
        "limitations",
        "drawback",
        "drawbacks",
        "downside",
        "downsides",
        "trade-off",
        "trade-offs",
        "tradeoff",
        "tradeoffs",
        "worse",
        "slower",
        "costs more",
        "no longer",
        "fails",
        "failed",
        "not covered",
        "not measured",
        "still open",
        "the price",
        "gave up",
        "in exchange",
    ],
    "Words by which a sentence admits a cost, a limit or a failure.",
);
const PROBLEMS: Words = Words::new(
    "structure.limitations.problem_headings",
    &["problem", "problems", "before", "broke", "went wrong", "challenge", "challenges", "motivation", "why"],
    "Words that make a heading one of the problem, where a limit is expected and does not count.",
);
const WEAKNESSES: Words = Words::new(
    "structure.limitations.rows",
    &["weakness", "weaknesses", "weak", "drawback", "drawbacks", "limits", "limitations", "cons", "costs", "downsides"],
    "Words that make a row or column of a table one of weaknesses.",
);

pub const RULE: Rule = Rule {
    id: "structure.limitations",
    name: "Limits",
    task: "Name a cost or a limit",
    why: "A guide that names a cost is believed.",
    version: "1.0.0",
    severity: Severity::Recommended,
    scope: Scope::Guides,
    class: Class::Weak,
    waive: Waive::USUAL,
    settings: &[Setting::Words(&WORDS), Setting::Words(&PROBLEMS), Setting::Words(&WEAKNESSES)],
    check,
};

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let evidence: Vec<Quote> = found(reading).take(SHOWN).collect();
    let findings = if evidence.is_empty() { vec![missing(rule, reading)] } else { Vec::new() };
    let shown = evidence.len();
    Outcome::of(rule, evidence, findings).counting(shown, 1)
}

fn missing(rule: &'static Rule, reading: &Reading<'_>) -> Finding {
    let message = "Nothing here got worse or stayed hard? A guide that names a cost is believed.";
    Finding::of(rule, reading.end(), message).confidence(0.5)
}

/// Sentences that admit something, and heads of rows about weaknesses.
fn found<'r>(reading: &'r Reading<'_>) -> impl Iterator<Item = Quote> + 'r {
    let (words, weaknesses) = (reading.words(&WORDS), reading.words(&WEAKNESSES));
    let expected = expected(reading);
    let outside = reading.prose().iter().filter(move |said| !expected(said.paragraph));
    let admits = outside.flat_map(move |said| {
        let list = if said.prose.layer == Some(Layer::Cell) { weaknesses } else { words };
        said.sentences_with(list)
    });
    admits.map(|sentence| reading.quote(reading.place(sentence.paragraph, sentence.range()), ""))
}

/// True for a paragraph of the introduction or of a section about the problem.
fn expected<'r>(reading: &'r Reading<'_>) -> impl Fn(usize) -> bool + 'r {
    let problems = reading.words(&PROBLEMS);
    let headings = &reading.document.headings;
    let about_problem: Vec<bool> = headings.iter().map(|heading| problems.is_in(&heading.text)).collect();
    move |paragraph| {
        let section = reading.document.paragraphs.get(paragraph).and_then(|paragraph| paragraph.section);
        let in_section = |at: usize| {
            let level = headings.get(at).map_or(1, |heading| heading.level);
            let above = (0..at).rev().find(|above| headings[*above].top_level && headings[*above].level < level);
            std::iter::once(at).chain(above).any(|at| about_problem.get(at) == Some(&true))
        };
        section.is_none_or(in_section)
    }
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::testing::{Cases, on};

    const ID: &str = "structure.limitations";

    pub fn cases() -> Cases {
        Cases::of(ID)
            .broken([
                "",
                "Everything got faster.",
                "It does not scale, and that was the problem.",
                "## The problem\n\nIt does not scale.\n\n## Results\n\nNow it does.",
                "## The problem\n\n### Look, then write\n\nOnly one server could write.\n\n## Results\n\nNow two can.",
                "## Why\n\nWe lost payments.\n\n## Design\n\nA ledger.",
                "## Design\n\n`it does not` scale.",
                "## Design\n\n```\nit does not scale\n```\n",
                "## It does not scale\n\nNow it does.",
                "## Design\n\n<!-- it does not scale -->\nA ledger.",
                "## Design\n\nOnlyfans, limitless and commonly.",
                "## Design\n\n| Speed | only 4 ms |\n|---|---|\n",
            ])
            .sound([
                "## Design\n\nIt does not scale past one region.",
                "## Design\n\nIt **does not** scale.",
                "## Design\n\nIt does\nnot scale.",
                "## Results\n\n* Writes are slower.",
                "## Design\n\n> We lost a day.",
                "## Results\n\nReads got faster at the price of memory.",
                "## The problem\n\nSlow.\n\n## Results\n\nStill slow on phones.",
                "## What we learned\n\nONLY one of two worked.",
                "## Limits\n\nThis is not suited to phones.",
                "## Table\n\n| Criterion | A |\n|---|---|\n| Weaknesses | none known |\n",
                "## Design\n\nA note.[^1]\n\n[^1]: It cannot be undone.",
            ])
    }

    #[test]
    fn shows_the_sentence() {
        let outcome = on(ID, "## Design\n\nA ledger. It does not need a lock. Good.\n");
        assert_eq!(outcome.evidence[0].exact, "It does not need a lock.");
    }
}
