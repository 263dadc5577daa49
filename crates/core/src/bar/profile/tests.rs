//! Profiles that are read, profiles that are refused, and what rules make of them.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::bar::testing::{draft, run_in, words};
use crate::bar::{Outcome, State};
use crate::vocabulary::sample;

fn profile(text: &str) -> Profile {
    Profile::read(&format!("version = 1\n{text}")).unwrap()
}

fn on(id: &str, body: &str, text: &str) -> Outcome {
    run_in(id, &draft(body), &sample(), &profile(text))
}

/// Line, column and both sentences of the first problem.
fn told(text: &str) -> (usize, usize, String) {
    let problems = Profile::read(text).unwrap_err();
    let (line, column, _) = problems[0].place(text);
    (line, column, format!("{} {}", problems[0].message, problems[0].help))
}

#[test]
fn nothing_and_the_template_change_nothing() {
    for text in ["", "  \n", "version = 1\n", &template()] {
        let read = Profile::read(text).unwrap();
        for rule in rules() {
            assert_eq!(read.weight(rule), Weight::Counts(rule.severity));
        }
        assert!(read.numbers.is_empty() && read.words.is_empty());
    }
}

#[test]
fn the_template_says_the_defaults() {
    let said: String = template()
        .lines()
        .map(|line| {
            let bare = line.strip_prefix("# ").unwrap_or(line);
            let is_setting = bare.starts_with('[') || bare.split_once(" = ").is_some_and(|(key, _)| !key.contains(' '));
            if is_setting { format!("{bare}\n") } else { String::new() }
        })
        .collect();
    let read = Profile::read(&said).unwrap_or_else(|problems| panic!("{said}\n{problems:?}"));
    for rule in rules() {
        assert_eq!(read.weights.get(rule.id), Some(&Weight::Counts(rule.severity)), "{}", rule.id);
        for setting in rule.settings {
            match setting {
                Setting::Number(number) => assert_eq!(read.numbers.get(number.key), Some(&number.default)),
                Setting::Words(words) => assert_eq!(list_of(read.words(words)), list_of(&WordList::new(words.default))),
            }
        }
    }
    assert_eq!((read.pace(), read.examples().len()), (Profile::usual().pace(), 1));
}

#[test]
fn a_threshold_moves_the_border() {
    let short = on("length.words", &words(899), "[length.words]\nmin = 900\n");
    assert_eq!((short.state, short.threshold.as_str()), (State::Fail, "900"));
    assert!(short.findings[0].message.starts_with("1 word to go"));
    assert_eq!(on("length.words", &words(900), "[length.words]\nmin = 900\n").state, State::Pass);
    assert_eq!(on("images.exists", "![a b](images/big.png)\n", "[images.exists]\nmax = 3\n").state, State::Pass);
    assert_eq!(on("images.exists", "![a b](images/big.png)\n", "[images.exists]\nmax = 2.5\n").state, State::Fail);
}

#[test]
fn severities_weigh_and_switch_off() {
    let open = |text: &str| {
        let outcome = on("length.words", "Short.\n", text);
        (outcome.state, outcome.severity)
    };
    assert_eq!(open(""), (State::Fail, Severity::Required));
    assert_eq!(open("[length.words]\nseverity = \"recommended\"\n"), (State::Advise, Severity::Recommended));
    assert_eq!(open("[length.words]\nseverity = \"info\"\n"), (State::Advise, Severity::Info));
    assert_eq!(open("[length.words]\nseverity = \"off\"\n").0, State::NotApplicable);
    let raised = on("structure.headings", "#### Deep\n", "[structure.headings]\nseverity = \"required\"\n");
    assert_eq!((raised.state, raised.severity), (State::Fail, Severity::Required));
    let fine = on("structure.headings", "## A\n", "[structure.headings]\nseverity = \"required\"\n");
    assert_eq!(fine.state, State::Pass);
}

#[test]
fn words_are_added_removed_and_replaced() {
    let state = |language: &str, text: &str| on("code.language", &format!("```{language}\nx\n```\n"), text).state;
    assert_eq!(state("zeek", ""), State::Advise);
    assert_eq!(state("zeek", "[code.language]\nknown.add = [\"Zeek\"]\n"), State::Pass);
    assert_eq!(state("rust", "[code.language]\nknown.add = [\"zeek\"]\n"), State::Pass);
    assert_eq!(state("rust", "[code.language]\nknown.remove = [\"rust\"]\n"), State::Advise);
    assert_eq!(state("rust", "[code.language]\nknown = [\"zeek\"]\n"), State::Advise);
    assert_eq!(state("zeek", "[code.language]\nknown = { add = [\"zeek\"], remove = [\"rust\"] }\n"), State::Pass);
}

#[test]
fn read_times_follow_their_group() {
    let slow = profile("[read_time]\nwords_per_minute = 200\ncode_line_seconds = 2.5\n").pace();
    assert_eq!((slow.words_per_minute, slow.code_line_seconds, slow.code_lines), (200.0, 2.5, 40.0));
    let outcome = on("meta.read-time", &words(1_190), "[read_time]\nwords_per_minute = 119\n");
    assert_eq!(outcome.measured, "10 min");
}

#[test]
fn every_mistake_has_a_place_and_a_way_out() {
    let cases = [
        ("[length.words]\nmin = 900\n", (1, 1, "The form of the file is not said.")),
        ("version = 2\n", (1, 11, "This profile has form 2; this Highbar reads form 1.")),
        ("version = \"1\"\n", (1, 11, "“version” is a whole number.")),
        ("version = 1\n[length.wordz]\n", (2, 9, "There is no rule “length.wordz”. Is it [length.words]?")),
        ("version = 1\n[lenght.words]\n", (2, 2, "There is no group of rules “lenght”. Is it “length”?")),
        ("version = 1\n[length.words]\nminimum = 3\n", (3, 1, "There is no setting of length.words “minimum”.")),
        ("version = 1\n[length.words]\nmim = 3\n", (3, 1, "“mim”. Is it “min”?")),
        (
            "version = 1\n[length.words]\nmin = \"900\"\n",
            (3, 7, "“min” is a number, not text. The usual is min = 800."),
        ),
        ("version = 1\n[length.words]\nmin = 900.5\n", (3, 7, "“min” is a whole number.")),
        ("version = 1\n[length.words]\nmin = -1\n", (3, 7, "“min” lies between 0 and 1000000.")),
        ("version = 1\n[length.words]\nmin = 99999999999999999999\n", (3, 7, "“min”")),
        ("version = 1\n[length]\nwords = 3\n", (3, 9, "“length.words” holds settings, not a number.")),
        ("version = 1\nlength = 3\n", (2, 10, "“length” holds settings, not a number.")),
        ("version = 1\n[length.words]\nseverity = \"error\"\n", (3, 12, "not one of its four words")),
        ("version = 1\n[text.hidden]\nseverity = \"off\"\n", (3, 12, "text.hidden cannot be lowered")),
        ("version = 1\n[meta.summary]\nmin = 400\n", (2, 1, "meta.summary: min is 400 and max is 320")),
        ("version = 1\n[code.language]\nknown = \"zeek\"\n", (3, 9, "a list of words, not text.")),
        ("version = 1\n[code.language]\nknown.ad = [\"zeek\"]\n", (3, 7, "“ad”. Is it “add”?")),
        (
            "version = 1\n[code.language]\nknown.add = [1]\n",
            (3, 14, "is a text of 1 to 200 characters. Put it in quotes."),
        ),
        ("version = 1\n[code.language]\nknown.remove = [\"rusty\"]\n", (3, 17, "not in the usual list. Is it “rust”?")),
        ("version = 1\n[read_time]\nwords_per_minute = 0\n", (3, 20, "lies between 1 and")),
        ("version = 1\n[read_time]\nspeed = 1\n", (3, 1, "There is no setting of read_time “speed”.")),
        ("version = 1\nversion = 1\n", (2, 1, "This is not TOML:")),
        ("version = 1\n[length.words\n", (2, 14, "This is not TOML:")),
        ("version = 1\nlength.words.min == 3\n", (2, 19, "This is not TOML:")),
    ];
    for (text, (line, column, said)) in cases {
        let (l, c, s) = told(text);
        assert!(s.contains(said), "{text}: {s}");
        assert_eq!((l, c), (line, column), "{text}: {s}");
    }
}

#[test]
fn taste_never_holds_a_guide_back() {
    for rule in rules() {
        let text = format!("version = 1\n[{}]\nseverity = \"required\"\n", rule.id);
        assert_eq!(Profile::read(&text).is_ok(), read::may_gate(rule), "{}", rule.id);
        if matches!(rule.group(), "style" | "readability") || rule.class == crate::bar::Class::Weak {
            assert!(!read::may_gate(rule), "{}", rule.id);
        }
    }
}

#[test]
fn examples_are_read_and_judged() {
    let good = "[[examples]]\nrule = \"length.words\"\nexpect = \"fail\"\ntext = \"Short.\"\nfinds = [\"Short.\"]\n";
    let read = profile(good);
    let example = &read.examples()[0];
    assert_eq!((example.rule.id, example.expect, example.line), ("length.words", State::Fail, 2));
    assert_eq!(example.finds, ["Short."]);
    for (change, said) in [
        (("\"fail\"", "\"failed\""), "“failed” is no verdict."),
        (("length.words", "length.word"), "Is it “length.words”?"),
        (("text =", "texts ="), "There is no setting of an example “texts”. Is it “text”?"),
        (("expect = \"fail\"\n", ""), "This example has no “expect”."),
        (("\"Short.\"\n", "3\n"), "“text” is text, not a number."),
    ] {
        let text = format!("version = 1\n{}", good.replacen(change.0, change.1, 1));
        let problems = Profile::read(&text).unwrap_err();
        let all: String = problems.iter().map(|p| format!("{} {} ", p.message, p.help)).collect();
        assert!(all.contains(said), "{text}: {all}");
    }
}

#[test]
fn hostile_files_are_refused_at_once() {
    let deep = format!("version = 1\nx = {}{}\n", "[".repeat(100_000), "]".repeat(100_000));
    let dotted = format!("version = 1\n{} = 1\n", vec!["a"; 50_000].join("."));
    let many: String = (0..5_000).map(|at| format!("[length.x{at}]\n")).collect();
    let long = format!("version = 1\n{} = 1\n", "k".repeat(500_000));
    let tables = format!("version = 1\n{}", "[[examples]]\n".repeat(20_000));
    let words = format!("version = 1\n[code.language]\nknown = [{}]\n", "\"a\",".repeat(20_000));
    for text in [deep, dotted, format!("version = 1\n{many}"), long, tables, words, "#".repeat(2 << 20)] {
        let problems = Profile::read(&text).unwrap_err();
        assert!((1..=20).contains(&problems.len()), "{}", problems.len());
        assert!(problems.iter().all(|problem| problem.message.len() < 1_000));
    }
}

#[test]
fn any_text_is_read_or_refused_with_places_inside() {
    use proptest::prelude::*;
    let parts = "(version = 1\n|\\[length.words\\]\n|min = |9|\"|'|=|\\[|\\]|\n|é🧰|severity = \"off\"\n|\\[\\[examples\\]\\]\n|#|a\\.b|\u{202e}|\r\n|\\{|\\}){0,12}";
    proptest!(|(text in parts)| {
        if let Err(problems) = Profile::read(&text) {
            prop_assert!(!problems.is_empty());
            for problem in problems {
                prop_assert!(text.get(problem.span.start..problem.span.end).is_some());
                let (line, column, _) = problem.place(&text);
                prop_assert!(line >= 1 && column >= 1);
            }
        }
    });
}
