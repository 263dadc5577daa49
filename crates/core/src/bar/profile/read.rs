//! `bar.toml` → a profile, or every problem it has with its place.
//!
//! Nothing is guessed: a name that is not known is a problem with the nearest known one beside it. Size and depth are
//! bounded. A profile with a problem is not used at all, so that a typing error never lowers the bar.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::examples;
use super::look::Look;
use super::pace;
use super::problem::Problem;
use super::{Profile, Setting, Weight};
use crate::bar::waive::Who;
use crate::bar::{Class, Rule, Severity, rules};
use crate::text::Span;
use crate::vocabulary::nearest;

/// Largest profile, in bytes.
pub const LARGEST_PROFILE: usize = 1 << 20;

/// The form of the file this program reads.
const FORM: &str = "1";
/// Longest edition, in characters.
const LONGEST_EDITION: usize = 60;

/// Keys at the top that are no group of rules.
const TOP: [&str; 4] = ["version", "edition", "examples", pace::GROUP];

/// What a rule's severity may be.
const WEIGHTS: [(&str, Weight); 4] = [
    ("required", Weight::Counts(Severity::Required)),
    ("recommended", Weight::Counts(Severity::Recommended)),
    ("info", Weight::Counts(Severity::Info)),
    ("off", Weight::Off),
];

impl Profile {
    /// Reads a profile. Blank text is the default bar. Otherwise the problems, at most twenty, in the order of their
    /// places.
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        if text.len() > LARGEST_PROFILE {
            let message = "This profile has more than 1 MiB.";
            return Err(vec![Problem::new(0..0, message, "Keep settings, words and examples, nothing else.")]);
        }
        if text.trim().is_empty() {
            return Ok(Self::default());
        }
        let (table, errors) = DeTable::parse_recoverable(text);
        if !errors.is_empty() {
            return Err(super::look::sorted(errors.iter().map(|error| syntax(text, error)).collect()));
        }
        let mut look = Look::new(text);
        top(&mut look, &table);
        look.finish()
    }
}

fn syntax(text: &str, error: &toml::de::Error) -> Problem {
    let span = error.span().unwrap_or(0..0);
    let start = text.floor_char_boundary(span.start.min(text.len()));
    let end = text.ceil_char_boundary(span.end.min(text.len())).max(start);
    let said = error.message().trim_end_matches('.').replace('\n', "; ");
    let message = format!("This is not TOML: {said}.");
    Problem::new(start..end, message, "A line is a table [group.rule], a setting name = value, or a comment after #.")
}

fn top(look: &mut Look<'_>, table: &Spanned<DeTable<'_>>) {
    let mut versioned = false;
    for (key, value) in table.get_ref() {
        let name = key.get_ref().as_ref();
        match name {
            "version" => {
                versioned = true;
                version(look, value);
            }
            "edition" => edition(look, value),
            "examples" => examples::read(look, value),
            pace::GROUP => pace_group(look, value),
            _ => group(look, key, value),
        }
    }
    if !versioned {
        look.problem(0..0, "The form of the file is not said.", "Begin it with the line “version = 1”.");
    }
}

fn version(look: &mut Look<'_>, value: &Spanned<DeValue<'_>>) {
    match value.get_ref().as_integer().map(|number| number.as_str()) {
        Some(FORM) => {}
        Some(other) => {
            let message = format!("This profile has form {other}; this Highbar reads form {FORM}.");
            look.problem(value.span(), message, "Install a newer Highbar, or write version = 1.");
        }
        None => look.problem(value.span(), "“version” is a whole number.", "Write version = 1."),
    }
}

fn edition(look: &mut Look<'_>, value: &Spanned<DeValue<'_>>) {
    match value.get_ref().as_str() {
        Some(text) if text.chars().count() <= LONGEST_EDITION && !text.contains('\n') => {
            look.profile.edition = text.to_owned();
        }
        _ => {
            let message = format!("“edition” is a word of at most {LONGEST_EDITION} characters in quotes.");
            look.problem(value.span(), message, "For example: edition = \"2026-11\".");
        }
    }
}

fn pace_group(look: &mut Look<'_>, value: &Spanned<DeValue<'_>>) {
    let Some(table) = look.table(value, "read_time") else { return };
    for (key, value) in table {
        match pace::SETTINGS.iter().find(|setting| setting.name() == key.get_ref().as_ref()) {
            Some(setting) => look.setting(setting, value),
            None => look.unknown(key, "setting of read_time", pace::SETTINGS.iter().map(Setting::name)),
        }
    }
}

fn group(look: &mut Look<'_>, key: &Spanned<std::borrow::Cow<'_, str>>, value: &Spanned<DeValue<'_>>) {
    let name = key.get_ref().as_ref();
    let of: Vec<&'static Rule> = rules().iter().filter(|rule| rule.group() == name).collect();
    if of.is_empty() {
        let groups = rules().iter().map(Rule::group).chain(TOP);
        return look.unknown(key, "group of rules", groups);
    }
    let Some(table) = look.table(value, name) else { return };
    for (key, value) in table {
        let short = key.get_ref().as_ref();
        let full = format!("{name}.{short}");
        match of.iter().find(|rule| rule.id == full) {
            Some(rule) => one_rule(look, rule, value),
            None => unknown_rule(look, key, &full, &of),
        }
    }
}

fn unknown_rule(look: &mut Look<'_>, key: &Spanned<std::borrow::Cow<'_, str>>, full: &str, of: &[&'static Rule]) {
    let help = match nearest(full, rules().iter().map(|rule| rule.id)) {
        Some(near) => format!("Is it [{near}]?"),
        None => format!("Known here: {}.", of.iter().map(|rule| rule.id).collect::<Vec<_>>().join(", ")),
    };
    look.problem(key.span(), format!("There is no rule “{}”.", super::look::shown(full)), help);
}

fn one_rule(look: &mut Look<'_>, rule: &'static Rule, value: &Spanned<DeValue<'_>>) {
    let Some(table) = look.table(value, rule.id) else { return };
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        match rule.settings.iter().find(|setting| setting.name() == name) {
            _ if name == "severity" => severity(look, rule, value),
            Some(setting) => look.setting(setting, value),
            None => {
                let known = rule.settings.iter().map(Setting::name).chain(["severity"]);
                look.unknown(key, &format!("setting of {}", rule.id), known);
            }
        }
    }
    in_order(look, rule, value.span().into());
}

fn severity(look: &mut Look<'_>, rule: &'static Rule, value: &Spanned<DeValue<'_>>) {
    let word = value.get_ref().as_str().unwrap_or_default();
    let Some(weight) = weight_of(word) else {
        let message = "“severity” is not one of its four words.";
        return look.problem(value.span(), message, "Write \"required\", \"recommended\", \"info\" or \"off\".");
    };
    match refusal(rule, weight) {
        Some(Refusal { message, help, .. }) => look.problem(value.span(), message, help),
        None => drop(look.profile.weights.insert(rule.id, weight)),
    }
}

/// The word for a weight in a profile.
pub(super) fn word_of(weight: Weight) -> &'static str {
    WEIGHTS.iter().find(|(_, known)| *known == weight).map_or("off", |(word, _)| word)
}

/// The weight a word of a profile means.
pub fn weight_of(word: &str) -> Option<Weight> {
    WEIGHTS.iter().find(|(known, _)| *known == word).map(|(_, weight)| *weight)
}

/// Why a rule may not have a weight.
pub(super) struct Refusal {
    /// A few words, for a menu.
    pub short: &'static str,
    pub message: String,
    /// What to write instead.
    pub help: &'static str,
}

/// Why a rule may not have this weight, and what to do instead.
pub(super) fn refusal(rule: &Rule, weight: Weight) -> Option<Refusal> {
    let id = rule.id;
    match () {
        () if weight == Weight::Counts(rule.severity) => None,
        () if rule.waive.who != Who::One => {
            let message = format!("{id} cannot be lowered: nobody may set it aside alone.");
            Some(Refusal { short: "cannot be lowered", message, help: "Remove this line." })
        }
        () if weight == Weight::Counts(Severity::Required) && !may_gate(rule) => {
            let message =
                format!("{id} can only advise: style, readability and rules of thumb never hold a guide back.");
            Some(Refusal { short: "can only advise", message, help: "Write \"recommended\", \"info\" or \"off\"." })
        }
        () => None,
    }
}

/// True for rules that may hold a guide back.
pub(super) fn may_gate(rule: &Rule) -> bool {
    let taste = matches!(rule.group(), "style" | "readability");
    rule.severity == Severity::Required || (rule.class == Class::Exact && !taste)
}

/// The least of something is not more than the most of it.
fn in_order(look: &mut Look<'_>, rule: &Rule, place: Span) {
    let number = |name: &str| {
        rule.settings.iter().find_map(|setting| match setting {
            Setting::Number(number) if setting.name() == name => Some(look.profile.number(number)),
            _ => None,
        })
    };
    if let (Some(min), Some(max)) = (number("min"), number("max"))
        && min > max
    {
        let message = format!("{}: min is {min} and max is {max}; nothing can be both.", rule.id);
        look.problem(place.start..place.end, message, "Set min to max or less.");
    }
}
