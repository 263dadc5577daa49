//! One click on a rule's weight, in every way a profile may be written.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::bar::rules;

const OFF: Weight = Weight::Off;
const REQUIRED: Weight = Weight::Counts(Severity::Required);
const RECOMMENDED: Weight = Weight::Counts(Severity::Recommended);

fn rule(id: &str) -> &'static Rule {
    rules().iter().find(|rule| rule.id == id).unwrap()
}

fn set(text: &str, id: &str, weight: Weight) -> (String, usize) {
    let Weighed { text, line } = weighed(text, rule(id), weight).unwrap();
    (text, line)
}

#[test]
fn a_word_is_replaced_where_the_weight_is_said() {
    let text = "version = 1 # ours\r\n\r\n[length.words] # short notes\r\nseverity   =  'off' # for now\r\nmin=5\r\n";
    let (after, line) = set(text, "length.words", RECOMMENDED);
    assert_eq!((after.as_str(), line), (text.replace("'off'", "\"recommended\"").as_str(), 4));
}

#[test]
fn a_line_is_added_in_the_rules_own_table() {
    let text = "version = 1\n\n[length.words]\n# short notes\n  min = 5\n\n[code.language]\nknown.add = [\"zeek\"]\n";
    let (after, line) = set(text, "length.words", OFF);
    assert_eq!((after.as_str(), line), (text.replace("  min", "  severity = \"off\"\n  min").as_str(), 5));
    let (after, line) = set(text, "code.language", OFF);
    assert_eq!((after.as_str(), line), (text.replace("known", "severity = \"off\"\nknown").as_str(), 8));
}

#[test]
fn dotted_names_braces_and_empty_tables_are_understood() {
    for (text, wanted) in [
        ("version = 1\nlength.words.min = 5\n", "version = 1\nlength.words.severity = \"off\"\nlength.words.min = 5\n"),
        ("version = 1\n[length]\nwords.min = 5\n", "version = 1\n[length]\nwords.severity = \"off\"\nwords.min = 5\n"),
        (
            "version = 1\nlength = { words = { min = 5 } }\n",
            "version = 1\nlength = { words = { severity = \"off\", min = 5 } }\n",
        ),
        ("version = 1\n[length.words]", "version = 1\n[length.words]\nseverity = \"off\"\n"),
        ("version = 1\n[length.words]\n\n", "version = 1\n[length.words]\nseverity = \"off\"\n\n"),
        ("version = 1\n[length]\nwords = {}\n", "version = 1\n[length]\nwords = { severity = \"off\" }\n"),
        (
            "version = 1\n[length]\npadding.severity = \"off\"\n",
            "version = 1\n[length]\nwords.severity = \"off\"\npadding.severity = \"off\"\n",
        ),
        ("version = 1", "version = 1\n\n[length.words]\nseverity = \"off\"\n"),
    ] {
        assert_eq!(set(text, "length.words", OFF).0, wanted, "{text}");
    }
}

#[test]
fn a_table_inside_the_rules_own_does_not_mislead() {
    let text = "version = 1\n[code.language.known]\nadd = [\"zeek\"]\n";
    let (after, line) = set(text, "code.language", OFF);
    assert_eq!(after, format!("{text}\n[code.language]\nseverity = \"off\"\n"));
    assert_eq!(line, 6);
}

#[test]
fn the_default_bar_becomes_the_template_with_one_rule_taken_in() {
    for text in ["", "  \n", &template()] {
        let (after, line) = set(text, "style.hype", OFF);
        let told: Vec<&str> = after.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
        assert_eq!(told, ["version = 1", "[style.hype]", "severity = \"off\""]);
        assert_eq!(after.lines().nth(line - 1), Some("severity = \"off\""));
        assert_eq!(after.lines().count(), template().lines().count());
    }
}

#[test]
fn a_comment_in_another_table_stays_a_comment() {
    let text = "version = 1\n[length.words]\n# [length.padding]\n# severity = \"recommended\"\nmin = 900\n";
    let (after, _) = set(text, "length.padding", OFF);
    assert!(after.starts_with(text), "{after}");
}

#[test]
fn what_it_weighs_already_changes_nothing() {
    let text = "version = 1\n";
    assert_eq!(set(text, "length.words", REQUIRED), (text.to_owned(), 0));
}

#[test]
fn what_a_rule_may_not_weigh_is_refused_with_the_reason() {
    let told = |id: &str, weight| weighed("", rule(id), weight).unwrap_err().message;
    assert!(told("style.hype", REQUIRED).contains("can only advise"));
    assert!(told("structure.limitations", REQUIRED).contains("can only advise"));
    assert!(told("links.broken", OFF).contains("cannot be lowered"));
    assert!(weighed("version = 9\n", rule("length.words"), OFF).unwrap_err().details[0].contains("form 9"));
}

#[test]
fn choices_say_what_a_click_would_say() {
    for rule in rules() {
        let now = Weight::Counts(rule.severity);
        for Choice { weight, refused, why } in choices(rule, now) {
            assert_eq!(weighed("", rule, weight).is_ok(), why.is_empty(), "{} {weight:?}", rule.id);
            assert_eq!(why.is_empty(), refused.is_empty());
        }
        let info = choices(rule, now).iter().any(|choice| choice.weight == Weight::Counts(Severity::Info));
        assert_eq!(info, rule.severity == Severity::Info, "{}", rule.id);
    }
}

#[test]
fn whatever_the_profile_every_rule_can_be_weighed_and_nothing_else_changes() {
    use proptest::prelude::*;
    let parts = prop::sample::subsequence(
        vec![
            "[length.words]\nmin = 9\n",
            "# a word\n\n",
            "[code]\nlanguage = { known.add = [\"zeek\"] }\n",
            "[meta.summary]\nmax = 300 # ours\n",
            "[read_time]\nwords_per_minute = 200\n",
            "[style.hype]\n",
            "[outcomes]\n",
            "[[examples]]\nrule = \"text.placeholder\"\nexpect = \"fail\"\ntext = \"TODO\"\n",
            "[stack.discussed]\r\nseverity = \"recommended\"\r\n",
        ],
        0..9,
    );
    proptest!(|(parts in parts.prop_shuffle(), at in 0..rules().len(), weight in 0..3_usize)| {
        let text = format!("version = 1\n{}", parts.concat());
        let (rule, weight) = (&rules()[at], [REQUIRED, RECOMMENDED, OFF][weight]);
        if refusal(rule, weight).is_none() {
            let Weighed { text: after, line } = weighed(&text, rule, weight).unwrap();
            let (before, read) = (Profile::read(&text).unwrap(), Profile::read(&after).unwrap());
            prop_assert!(read.is_but_for(&before, rule) && read.weight(rule) == weight);
            prop_assert_eq!(line == 0, after == text);
            // Every line that was there is there, but for the one that says the weight.
            let mut lines = after.lines();
            let mut stay = text.lines().filter(|line| !line.contains("severity") && !line.contains('\u{7b}'));
            let all = stay.all(|line| lines.any(|there| there == line));
            prop_assert!(all, "lines went away");
        }
    });
}
