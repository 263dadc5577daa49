//! `style.weasel`: no words that take a claim back while making it, and none that call a task easy.
//!
//! Whole words only ("just-in-time" and "many-to-many" are others), never in quotes or code, and not where the
//! words around them give them a plain meaning ("how many", "not just", "the very row").

use crate::bar::profile::Profile;
use crate::bar::prose::{Mark, Prose};
use crate::bar::remark::{Remark, remarks};
use crate::bar::verdict::per_thousand;
use crate::bar::{Class, Finding, Outcome, Reading, Rule, Scope, Setting, Severity, Waive, Words};
use crate::markdown::Layer;

const WORDS: Words = Words::new(
    "style.weasel.words",
    &[
        "many",
        "various",
        "some say",
        "fairly",
        "quite",
        "very",
        "just",
        "simply",
        "obviously",
        "easy",
        "easily",
        "clearly",
        "of course",
        "basically",
        "extremely",
        "needless to say",
        "it is well known",
    ],
    "Words that take a claim back, or call a task easy.",
);

pub const RULE: Rule = Rule {
    id: "style.weasel",
    name: "Plain claims",
    task: "Drop weasel words",
    why: "A word that says little costs the words beside it their weight.",
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
    let meant = found.filter(|words| !prose.words[words.start].quoted && !is_plain(prose, words.start, words.end));
    meant.map(|words| Mark { rule: RULE.id, range: prose.place(words), note: String::new() }).collect()
}

/// Words before and behind that give a word a plain meaning.
const PLAIN: [(&str, &[&str], &[&str]); 10] = [
    ("many", &["how", "as", "too", "so", "not", "twice", "that", "a", "the", "one", "half"], &["to"]),
    ("various", &["the"], &[]),
    ("fairly", &["treat", "treats", "compare", "compares", "share"], &["shared", "split", "compared", "scheduled"]),
    ("quite", &["not", "without"], &["literally"]),
    ("very", &["the", "this", "that", "not", "its"], &["same", "first", "last", "end"]),
    (
        "just",
        &["not", "a", "only", "is", "was", "had", "has", "have"],
        &[
            "as", "before", "after", "above", "below", "behind", "like", "enough", "because", "about", "in", "then",
            "there", "now", "that", "what", "how", "when", "where",
        ],
    ),
    ("simply", &["not", "more"], &[]),
    ("easy", &["not", "no", "never", "too", "than", "an"], &["to"]),
    ("easily", &["is", "are", "was", "were", "not", "most", "more", "less", "as"], &["and"]),
    ("clearly", &["more", "most", "as", "not", "say", "says", "see", "speak", "write", "state"], &["and"]),
];

/// "Easy to miss" is a warning, "easy to use" a promise.
const WARNINGS: [&str; 16] = [
    "miss",
    "forget",
    "overlook",
    "lose",
    "break",
    "confuse",
    "underestimate",
    "get",
    "make",
    "mistake",
    "blame",
    "ignore",
    "say",
    "write",
    "believe",
    "leave",
];

/// Who "many" are when a claim leans on them; many rows are just many rows.
const CROWDS: [&str; 24] = [
    "people",
    "teams",
    "companies",
    "developers",
    "engineers",
    "users",
    "startups",
    "projects",
    "systems",
    "cases",
    "ways",
    "benefits",
    "reasons",
    "things",
    "tools",
    "applications",
    "apps",
    "experts",
    "organisations",
    "organizations",
    "businesses",
    "customers",
    "advantages",
    "clients",
];

fn is_plain(prose: &Prose, start: usize, end: usize) -> bool {
    let before = start.checked_sub(1).filter(|at| prose.gap(*at).trim().is_empty()).map_or("", |at| prose.word(at));
    let behind = if prose.gap(start).trim().is_empty() { prose.word(end) } else { "" };
    match PLAIN.iter().find(|(word, ..)| *word == prose.word(start)) {
        Some(("easy", ..)) if is_contrasted(prose, start) => true,
        Some(("easy", ..)) if behind == "to" => WARNINGS.contains(&prose.word(end + 1)),
        Some(("many", befores, _)) if !befores.contains(&before) => !CROWDS.contains(&behind),
        Some((_, befores, behinds)) => befores.contains(&before) || behinds.contains(&behind),
        None => false,
    }
}

/// "Easy, taking it back is hard": the sentence, or the next, says what is not easy.
fn is_contrasted(prose: &Prose, at: usize) -> bool {
    const HARD: [&str; 7] = ["hard", "harder", "difficult", "but", "until", "not", "yet"];
    let sentence = prose.sentences.partition_point(|sentence| sentence.words.start <= at).saturating_sub(1);
    let near = prose.sentences.get(sentence..).unwrap_or_default().iter().take(2);
    near.flat_map(|sentence| sentence.words.clone()).any(|at| HARD.contains(&prose.word(at)))
}

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let found = remarks(rule, reading, &[Layer::Prose]);
    let findings: Vec<Finding> = found.iter().map(|remark| finding(rule, reading, remark)).collect();
    let measured = per_thousand(reading, findings.len());
    Outcome::of(rule, Vec::new(), findings).counting(measured, "")
}

fn finding(rule: &'static Rule, reading: &Reading<'_>, remark: &Remark<'_>) -> Finding {
    let word = remark.words();
    let belittles = ["just", "simply", "easy", "easily", "obviously", "of course", "clearly", "basically"];
    let sentence = remark.prose.text.get(remark.sentence()).unwrap_or_default();
    let message = match word.to_lowercase().as_str() {
        small if belittles.contains(&small) => {
            format!("“{word}” helps nobody who finds it hard. The sentence stands without it.")
        }
        _ if sentence.bytes().any(|byte| byte.is_ascii_digit()) => {
            format!("“{word}” weakens a number you already have. Drop it.")
        }
        _ => format!("“{word}” says little. How much, or which?"),
    };
    remark.finding(rule, reading, message).confidence(0.7)
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::testing::{Cases, on};

    const ID: &str = "style.weasel";

    pub fn cases() -> Cases {
        Cases::of(ID)
            .broken([
                "Many teams do this.",
                "There are various ways.",
                "Some say it is slow.",
                "It is fairly fast.",
                "It was quite slow.",
                "A very large table.",
                "Just add a lock.",
                "You simply call it.",
                "Obviously it holds.",
                "The API is easy to use.",
                "* It is **very** slow.",
                "It is, of course, safe.",
                "The node\njust restarts.",
            ])
            .sound([
                "How many rows are there?",
                "A many-to-many table.",
                "Compiled just-in-time.",
                "He said it was “very slow”.",
                "> It is very slow.",
                "Call `just` and `very`.",
                "```\nvery\n```",
                "Not just a cache.",
                "It is easy to miss.",
                "It fell just before noon.",
                "## A very short history",
                "In the very same row.",
                "Adjust the everyday variously.",
                "Too many callbacks came.",
                "Showing it is easy. Taking it back is hard.",
                "It starts many short processes.",
                "Most questions come just then.",
                "The word is easily read as more.",
            ])
    }

    #[test]
    fn says_what_the_word_does() {
        let says = |text: &str| on(ID, text).findings[0].message.clone();
        assert_eq!(says("It was quite slow at 40 ms."), "“quite” weakens a number you already have. Drop it.");
        assert!(says("It was quite slow.").starts_with("“quite” says little."));
        assert!(says("Just add it.").starts_with("“Just” helps nobody"));
        assert!(on(ID, "Very slow.").measured.ends_with("per 1,000 words"));
    }
}
