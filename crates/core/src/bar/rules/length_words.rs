//! `length.words`: the guide has enough to say. Counts body words as the whole application does.

use crate::bar::verdict::{count, grouped};
use crate::bar::{
    Class, Code, Field, Finding, Number, Outcome, Quote, Reading, Rule, Scope, Setting, Severity, State, Waive,
};
use crate::guide::Kind;
use crate::markdown::Heading;

const MIN: Number = Number::count("length.words.min", 800.0, "words", "Body words a guide has at least.");
const MANY: Number = Number::count(
    "length.words.many_subjects",
    1_000.0,
    "words",
    "Body words a comparison of more than two subjects should have.",
);
const LONG: Number =
    Number::count("length.words.long", 4_000.0, "words", "Body words above which a guide may be two guides.");

pub const RULE: Rule = Rule {
    id: "length.words",
    name: "Words",
    task: "Write more",
    why: "The publication promises 800 words or more; code and alternative texts do not count.",
    version: "1.0.0",
    severity: Severity::Required,
    scope: Scope::Guides,
    class: Class::Exact,
    waive: Waive::only(&[Code::HouseException]),
    settings: &[Setting::Number(&MIN), Setting::Number(&MANY), Setting::Number(&LONG)],
    check,
};

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let words = reading.document.words().body().words() as usize;
    let min = reading.count(&MIN);
    if words < min {
        return Outcome::of(rule, Vec::new(), vec![too_few(rule, reading, min - words)]).counting(grouped(words), min);
    }
    let long = (words > reading.count(&LONG)).then(|| reading.field(Field::Title, "", split(words)));
    let evidence = long.into_iter().chain(sections(reading)).collect();
    let thin = thin(rule, reading, words);
    let state = if thin.is_some() { State::Advise } else { State::Pass };
    Outcome::of(rule, evidence, thin.into_iter().collect()).state(state).counting(grouped(words), min)
}

fn split(words: usize) -> String {
    format!("{} words: could this be two guides?", grouped(words))
}

/// Three subjects need more room than two.
fn thin(rule: &'static Rule, reading: &Reading<'_>, words: usize) -> Option<Finding> {
    let subjects = if reading.draft.meta.kind == Kind::Comparison { reading.subjects().names.len() } else { 0 };
    let many = reading.count(&MANY);
    if subjects < 3 || words >= many {
        return None;
    }
    let (subjects, words) = (count(subjects, "subject"), count(words, "word"));
    let message = format!("{words} for {subjects}; {} give each its due. Which one comes short?", grouped(many));
    Some(Finding::of(rule, reading.end(), message))
}

fn too_few(rule: &'static Rule, reading: &Reading<'_>, gap: usize) -> Finding {
    let gap = count(gap, "word");
    let left_out = left_out(reading);
    match shortest(reading) {
        Some((heading, section)) => {
            let quote = reading.quote(heading.span, count(section, "word"));
            let question = question(&heading.text);
            let section = count(section, "word");
            Finding::of(rule, quote, format!("{gap} to go. “{}” has {section}: {question}{left_out}", heading.text))
        }
        None => Finding::of(rule, reading.end(), format!("{gap} to go.{left_out}")),
    }
}

fn left_out(reading: &Reading<'_>) -> String {
    let (code, alt) = (reading.document.words().code.words(), reading.document.words().alt.words());
    let parts: Vec<String> = [(code, "of code"), (alt, "of alternative text")]
        .into_iter()
        .filter(|(words, _)| *words > 0)
        .map(|(words, of)| format!("{} {of}", count(words as usize, "word")))
        .collect();
    if parts.is_empty() { String::new() } else { format!(" Not counted: {}.", parts.join(", ")) }
}

/// Sections that hold text of their own, with their words below the heading.
fn own_sections<'r>(reading: &'r Reading<'_>) -> impl Iterator<Item = (&'r Heading, usize)> {
    let words = reading.document.words().sections.iter().map(|tally| tally.words() as usize);
    let told = reading.document.headings.iter().zip(words);
    let own = told.filter(|(heading, _)| heading.top_level && heading.level > 1);
    own.map(|(heading, words)| (heading, words.saturating_sub(heading.text.split_whitespace().count())))
}

fn shortest<'r>(reading: &'r Reading<'_>) -> Option<(&'r Heading, usize)> {
    own_sections(reading).min_by_key(|(_, words)| *words)
}

fn sections(reading: &Reading<'_>) -> Vec<Quote> {
    own_sections(reading).map(|(heading, words)| reading.quote(heading.span, count(words, "word"))).collect()
}

/// Asks for what a section of this name usually owes its reader.
fn question(heading: &str) -> String {
    let heading = heading.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| heading.contains(word));
    match () {
        () if has(&["problem", "broke", "wrong", "why", "before"]) => {
            "what broke, for whom, and what did it cost?".into()
        }
        () if has(&["result", "outcome", "impact", "changed", "benchmark"]) => {
            "from what to what, measured how?".into()
        }
        () if has(&["lesson", "learned", "differently", "conclusion"]) => "what would you do differently?".into(),
        () if has(&["approach", "design", "architecture", "solution", "how"]) => {
            "what did you try first, and why this?".into()
        }
        () if has(&["limit", "trade", "cost", "drawback"]) => "what got worse, and for whom?".into(),
        () => "what did a reader of it ask you first?".into(),
    }
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::State;
    use crate::bar::testing::{Cases, on, run, words};

    #[test]
    fn the_border_is_sharp() {
        let short = on("length.words", &words(799));
        assert_eq!(short.state, State::Fail);
        assert!(short.findings[0].message.starts_with("1 word to go"), "{}", short.findings[0].message);
        assert_eq!((short.measured.as_str(), short.threshold.as_str()), ("799", "800"));
        assert_eq!(on("length.words", &words(800)).state, State::Pass);
        assert_eq!(on("length.words", &words(1980)).measured, "1,980");
    }

    pub fn cases() -> Cases {
        let base = words(799);
        let mutants = [
            format!("{base}\n\n```ts\nconst more = words(and, more);\n```\n"),
            format!("{base}\n\n    indented code words\n"),
            format!("{base}\n\n<!-- more words here -->\n"),
            format!("{base}\n\n![more words](flow.png)\n"),
            format!("# A title of four words\n\n{base}"),
            format!("{base} → + %) • 🚀"),
            format!("{base}\n\n***\n"),
            format!("[{base}](/more/words/in/here \"and there\")"),
            format!("{base}\n\n[ref]: /an/address \"with words\"\n"),
            format!("{base}\n\n<div data-x=\"more words\"></div>\n"),
        ];
        let base = words(799);
        let near = [
            format!("{base} one"),
            format!("{base}\n\n* one"),
            format!("{base}\n\n> one"),
            format!("## one\n\n{base}"),
            format!("{base}\n\n| one |\n|---|\n"),
            format!("{base} `some code span`"),
            format!("{base} https://example.org/x"),
            format!("{base} [one](/x)"),
            format!("{base}[^1]\n\n[^1]: one\n"),
            format!("{base}\n\n<details><summary>one</summary></details>\n"),
        ];
        Cases::of("length.words").broken(mutants).sound(near)
    }

    #[test]
    fn points_at_the_shortest_section_and_asks_about_it() {
        let body = format!("## Design\n\n{}\n\n## What we learned\n\nLittle.\n", words(100));
        let outcome = on("length.words", &body);
        assert_eq!(outcome.findings[0].quote.exact, "## What we learned");
        assert!(outcome.findings[0].message.contains("“What we learned” has 1 word: what would you do differently?"));
    }

    #[test]
    fn three_subjects_need_more_room() {
        let mut draft = crate::bar::testing::comparison(&words(900));
        assert_eq!(run("length.words", &draft).state, State::Pass);
        draft.meta.subjects.push("Express".into());
        let outcome = run("length.words", &draft);
        assert_eq!(outcome.state, State::Advise);
        let message = "900 words for 3 subjects; 1,000 give each its due. Which one comes short?";
        assert_eq!(outcome.findings[0].message, message);
        draft.body = words(1000);
        assert_eq!(run("length.words", &draft).state, State::Pass);
    }

    #[test]
    fn a_very_long_guide_is_asked_whether_it_is_two() {
        assert_eq!(on("length.words", &words(4001)).evidence[0].label, "4,001 words: could this be two guides?");
        assert!(on("length.words", &words(4000)).evidence.is_empty());
    }

    #[test]
    fn says_what_was_not_counted() {
        let outcome = on("length.words", "Short.\n\n```\na b c\n```\n");
        assert!(outcome.findings[0].message.contains("Not counted: 3 words of code."));
    }
}
