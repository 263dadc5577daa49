//! What a rule lets a publication set: numbers and lists of words, each with its name, default and meaning.
//!
//! Declared as consts beside `pub const RULE` and listed in `Rule::settings`, so that the profile file, `bar explain`
//! and the errors of a wrong profile all speak of the same names. Reads nothing itself.

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A whole number from 0 to a million.
    Count,
    /// A percentage from 0 to 100.
    Share,
    /// Any number from 0 to a million, fractions allowed.
    Amount,
}

/// A threshold. `Number::count("length.words.min", 800.0, "words", "Body words a guide has at least.")`
#[derive(Debug, PartialEq)]
pub struct Number {
    /// The rule's id, a dot, and the name of the setting in small letters and underscores.
    pub key: &'static str,
    pub default: f64,
    /// "words", "characters", "MB"; empty for a bare number.
    pub unit: &'static str,
    /// One sentence.
    pub what: &'static str,
    pub form: Form,
}

/// A list of words or phrases. An entry may name what to write instead: `"whitelist → allowlist"`.
#[derive(Debug, PartialEq)]
pub struct Words {
    /// The rule's id, a dot, and the name of the setting in small letters and underscores.
    pub key: &'static str,
    pub default: &'static [&'static str],
    /// One sentence.
    pub what: &'static str,
}

/// One of a rule's settings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Setting {
    Number(&'static Number),
    Words(&'static Words),
}

/// The largest number a profile may hold.
pub const LARGEST: f64 = 1_000_000.0;

impl Number {
    pub const fn count(key: &'static str, default: f64, unit: &'static str, what: &'static str) -> Self {
        Self { key, default, unit, what, form: Form::Count }
    }

    /// In percent.
    pub const fn share(key: &'static str, default: f64, what: &'static str) -> Self {
        Self { key, default, unit: "%", what, form: Form::Share }
    }

    pub const fn amount(key: &'static str, default: f64, unit: &'static str, what: &'static str) -> Self {
        Self { key, default, unit, what, form: Form::Amount }
    }
}

impl Words {
    pub const fn new(key: &'static str, default: &'static [&'static str], what: &'static str) -> Self {
        Self { key, default, what }
    }
}

impl Setting {
    pub fn key(&self) -> &'static str {
        match self {
            Setting::Number(number) => number.key,
            Setting::Words(words) => words.key,
        }
    }

    pub fn what(&self) -> &'static str {
        match self {
            Setting::Number(number) => number.what,
            Setting::Words(words) => words.what,
        }
    }

    /// The name inside its rule: "min".
    pub fn name(&self) -> &'static str {
        self.key().rsplit('.').next().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bar::rules;

    #[test]
    fn settings_are_named_after_their_rule_and_once() {
        for rule in rules() {
            let mut names: Vec<&str> = rule.settings.iter().map(Setting::name).collect();
            for setting in rule.settings {
                let (of, name) = setting.key().rsplit_once('.').unwrap_or_default();
                assert_eq!(of, rule.id, "{}", setting.key());
                assert!(name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'), "{}", setting.key());
                assert!(!["severity", "examples"].contains(&name), "{}", setting.key());
                assert!(setting.what().ends_with('.'), "{}", setting.key());
            }
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), rule.settings.len(), "{}", rule.id);
        }
    }

    #[test]
    fn defaults_are_what_a_profile_could_say() {
        for setting in rules().iter().flat_map(|rule| rule.settings) {
            let Setting::Number(number) = setting else { continue };
            let most = if number.form == Form::Share { 100.0 } else { LARGEST };
            assert!((0.0..=most).contains(&number.default), "{}", number.key);
            assert!(number.form != Form::Count || number.default.fract() == 0.0, "{}", number.key);
        }
    }
}
