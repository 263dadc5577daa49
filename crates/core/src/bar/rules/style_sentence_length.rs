//! `style.sentence-length`: no sentence of more than forty words, and few of more than thirty.
//!
//! A list behind a colon is no long sentence, and neither is one that holds three code spans.

use crate::bar::prose::{Prose, Stretch};
use crate::bar::verdict::count;
use crate::bar::{Class, Finding, Number, Outcome, Reading, Rule, Scope, Setting, Severity, Waive};
use crate::markdown::Layer;

const MAX: Number =
    Number::count("style.sentence-length.max", 40.0, "words", "A sentence with more words is marked by itself.");
const LONG: Number =
    Number::count("style.sentence-length.long", 30.0, "words", "A sentence with more words is a long one.");
const SHARE: Number =
    Number::share("style.sentence-length.share", 15.0, "The share of long sentences a guide may have.");

/// Of fewer sentences no share is taken.
const FEW: usize = 10;

pub const RULE: Rule = Rule {
    id: "style.sentence-length",
    name: "Sentence length",
    task: "Split long sentences",
    why: "In a long sentence readers lose the subject.",
    version: "1.0.0",
    severity: Severity::Recommended,
    scope: Scope::Guides,
    class: Class::Exact,
    waive: Waive::USUAL,
    settings: &[Setting::Number(&MAX), Setting::Number(&LONG), Setting::Number(&SHARE)],
    check,
};

struct Long<'r> {
    paragraph: usize,
    prose: &'r Prose,
    sentence: &'r Stretch,
}

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let (max, long, share) = (reading.count(&MAX), reading.count(&LONG), reading.number(&SHARE));
    let mut all = 0;
    let mut over: Vec<Long<'_>> = Vec::new();
    for (paragraph, _, prose) in reading.written_in(Layer::Prose) {
        all += prose.sentences.len();
        let sentences = prose.sentences.iter().filter(|sentence| sentence.length > long && !is_fine(prose, sentence));
        over.extend(sentences.map(|sentence| Long { paragraph, prose, sentence }));
    }
    let percent = 100.0 * over.len() as f64 / all.max(1) as f64;
    let many = all >= FEW && percent > share;
    let marked = over.iter().filter(|long| many || long.sentence.length > max);
    let findings: Vec<Finding> = marked.map(|long| finding(rule, reading, long, max)).collect();
    let longest = over.iter().max_by_key(|long| long.sentence.length).filter(|_| findings.is_empty());
    let evidence = longest.map(|long| reading.quote(place(reading, long), count(long.sentence.length, "word")));
    let measured = format!("{percent:.0} % over {long} words");
    Outcome::of(rule, evidence.into_iter().collect(), findings).counting(measured, format!("{share:.0} %"))
}

fn is_fine(prose: &Prose, sentence: &Stretch) -> bool {
    let text = prose.text.get(sentence.range.clone()).unwrap_or_default();
    let parts = |text: &str| text.matches(',').count() + text.matches(';').count();
    let listed = text.split_once(": ").is_some_and(|(_, list)| list.contains(';') || parts(list) >= 3);
    let code = prose.words.get(sentence.words.clone()).unwrap_or_default().iter().filter(|word| word.code).count();
    listed || code > 2
}

fn place(reading: &Reading<'_>, long: &Long<'_>) -> crate::text::Span {
    reading.place(long.paragraph, long.sentence.range.clone())
}

fn finding(rule: &'static Rule, reading: &Reading<'_>, long: &Long<'_>, max: usize) -> Finding {
    let words = count(long.sentence.length, "word");
    let hint = match joint(long) {
        Some(word) => format!("split at “{word}”?"),
        None => "make two of it.".to_owned(),
    };
    let message = match long.sentence.length > max {
        true => format!("{words}. Readers lose the subject; {hint}"),
        false => format!("{words}, one of many long sentences; {hint}"),
    };
    Finding::of(rule, reading.quote(place(reading, long), ""), message)
}

/// Where one thought is joined to the next.
const JOINTS: [&str; 18] = [
    "because", "which", "but", "so", "and", "while", "although", "since", "whereas", "then", "when", "if", "where",
    "or", "until", "who", "unless", "before",
];

/// The joint nearest to the middle, with words enough on both sides.
fn joint<'r>(long: &Long<'r>) -> Option<&'r str> {
    let words = long.sentence.words.clone();
    let middle = words.start + words.len() / 2;
    let inner = words.start + 5..words.end.saturating_sub(5);
    let joints = inner.filter(|at| JOINTS.contains(&long.prose.word(*at)));
    joints.min_by_key(|at| at.abs_diff(middle)).map(|at| long.prose.word(at))
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::State;
    use crate::bar::testing::{Cases, on, words};

    const ID: &str = "style.sentence-length";

    fn sentence(length: usize) -> String {
        format!("{}.", words(length))
    }

    /// `long` sentences of 31 words among `all`.
    fn mixed(long: usize, all: usize) -> String {
        (0..all).map(|at| format!("W {}. ", words(if at < long { 30 } else { 5 }))).collect()
    }

    pub fn cases() -> Cases {
        Cases::of(ID)
            .broken([
                sentence(41),
                format!("{} {}", sentence(41), sentence(5)),
                format!("{}\n{}.", words(20), words(21)),
                format!("* {}", sentence(41)),
                format!("> {}", sentence(41)),
                format!("{}, {}.", words(20), words(21)),
                format!("{}: {}, and {}.", words(20), words(10), words(10)),
                format!("{} `code` and `more` {}.", words(20), words(20)),
                format!("{} **{}** {}.", words(10), words(21), words(10)),
                format!("{} [{}](/stack/redis/).", words(20), words(21)),
                format!("{}\n\n{}", sentence(10), sentence(200)),
            ])
            .broken([mixed(2, 10), mixed(4, 20), mixed(10, 10)])
            .sound([
                sentence(40),
                format!("{} W{}", sentence(39), sentence(39)),
                format!("{}\n\n{}", words(30), words(30)),
                format!("{}? W{}! W{}.", words(30), words(30), words(30)),
                format!("## {}", sentence(60)),
                format!("| {} |\n|---|", sentence(60)),
                format!("```\n{}\n```", sentence(60)),
                format!("Four things: {}; {}; {}.", words(20), words(20), words(20)),
                format!("Four things: {}, {}, {} and {}.", words(15), words(15), words(15), "x, y"),
                format!("{} `a`, `b` and `c` {}.", words(20), words(20)),
                format!("{} `{}`.", words(20), words(60)),
                mixed(1, 10),
                mixed(3, 20),
                mixed(1, 1),
            ])
    }

    #[test]
    fn says_where_to_split() {
        let text = format!("{} because {}.", words(22), words(20));
        let message = &on(ID, &text).findings[0].message;
        assert_eq!(message, "43 words. Readers lose the subject; split at “because”?");
        assert!(on(ID, &sentence(50)).findings[0].message.ends_with("make two of it."));
    }

    #[test]
    fn a_pass_shows_its_share() {
        let outcome = on(ID, &mixed(1, 10));
        assert_eq!((outcome.state, outcome.measured.as_str()), (State::Pass, "10 % over 30 words"));
        assert_eq!((outcome.threshold.as_str(), outcome.evidence[0].label.as_str()), ("15 %", "31 words"));
    }
}
