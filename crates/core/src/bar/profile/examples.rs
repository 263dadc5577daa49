//! Examples in a profile: texts with the verdict they must get, so that a change of the bar shows what it does.
//!
//! Read here; run by whoever can read a whole file (`library`).

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::look::{Look, kind};
use crate::bar::{Rule, State, rules};
use crate::text::{LineIndex, Span};

/// Most examples of a profile.
const MOST: usize = 1_000;

/// A text and what one rule must say of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    pub rule: &'static Rule,
    /// A guide as a file: with or without front matter.
    pub text: String,
    pub expect: State,
    /// Words that must be among those the rule points at.
    pub finds: Vec<String>,
    /// Line of the profile it begins on, from 1.
    pub line: usize,
}

const STATES: [(&str, State); 5] = [
    ("pass", State::Pass),
    ("fail", State::Fail),
    ("advise", State::Advise),
    ("confirm", State::Confirm),
    ("not-applicable", State::NotApplicable),
];

/// The word for a state in a profile.
pub fn state_word(state: State) -> &'static str {
    STATES.iter().find(|(_, known)| *known == state).map_or("waived", |(word, _)| word)
}

const KEYS: [&str; 4] = ["rule", "text", "expect", "finds"];

pub(super) fn read(look: &mut Look<'_>, value: &Spanned<DeValue<'_>>) {
    let Some(array) = value.get_ref().as_array().filter(|array| array.len() <= MOST) else {
        let message = format!("“examples” is a list of at most {MOST} examples.");
        return look.problem(value.span(), message, "Begin each with a line [[examples]].");
    };
    for item in array.iter() {
        let Some(table) = item.get_ref().as_table() else {
            let message = format!("An example is a table, not {}.", kind(item.get_ref()));
            look.problem(item.span(), message, "Begin each with a line [[examples]].");
            continue;
        };
        let example = one(look, table, item.span().into());
        look.profile.examples.extend(example);
    }
}

fn one(look: &mut Look<'_>, table: &DeTable<'_>, place: Span) -> Option<Example> {
    for (key, _) in table.iter().filter(|(key, _)| !KEYS.contains(&key.get_ref().as_ref())) {
        look.unknown(key, "setting of an example", KEYS.into_iter());
    }
    let get = |name: &str| table.iter().find(|(key, _)| key.get_ref() == name).map(|(_, value)| value);
    let rule = word(look, get("rule"), "rule", place)?;
    let rule = named(look, &rule.0, rule.1);
    let expect = word(look, get("expect"), "expect", place)?;
    let expect = state(look, &expect.0, expect.1);
    let (text, _) = word(look, get("text"), "text", place)?;
    let finds = get("finds").map(|value| look.texts("finds", value)).unwrap_or_default();
    let line = LineIndex::new(look.text).position(place.start).0;
    Some(Example { rule: rule?, text, expect: expect?, finds: finds.into_iter().map(|(text, _)| text).collect(), line })
}

fn word(look: &mut Look<'_>, value: Option<&Spanned<DeValue<'_>>>, name: &str, place: Span) -> Option<(String, Span)> {
    let Some(value) = value else {
        let help = "An example has rule, text and expect.";
        look.problem(place.start..place.end, format!("This example has no “{name}”."), help);
        return None;
    };
    let Some(text) = value.get_ref().as_str() else {
        let message = format!("“{name}” is text, not {}.", kind(value.get_ref()));
        look.problem(value.span(), message, "Put it in quotes.");
        return None;
    };
    Some((text.to_owned(), value.span().into()))
}

fn named(look: &mut Look<'_>, id: &str, place: Span) -> Option<&'static Rule> {
    let rule = rules().iter().find(|rule| rule.id == id);
    if rule.is_none() {
        let near = crate::vocabulary::nearest(id, rules().iter().map(|rule| rule.id));
        let help = near.map_or("“highbar bar list” names them all.".to_owned(), |near| format!("Is it “{near}”?"));
        look.problem(place.start..place.end, format!("There is no rule “{}”.", super::look::shown(id)), help);
    }
    rule
}

fn state(look: &mut Look<'_>, word: &str, place: Span) -> Option<State> {
    let state = STATES.iter().find(|(known, _)| *known == word).map(|(_, state)| *state);
    if state.is_none() {
        let words: Vec<&str> = STATES.iter().map(|(word, _)| *word).collect();
        let help = format!("Write one of {}.", words.join(", "));
        look.problem(place.start..place.end, format!("“{}” is no verdict.", super::look::shown(word)), help);
    }
    state
}
