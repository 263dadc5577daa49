//! Reading one profile: what was understood so far and what was not. Values of settings are judged here.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::problem::Problem;
use super::{Entry, Form, LARGEST, List, Number, Profile, Setting, WordList, Words};
use crate::vocabulary::nearest;

/// Problems told; a file with more of them has one cause.
const MOST_PROBLEMS: usize = 20;
/// Most entries of a list, and the longest entry in characters.
const MOST_ENTRIES: usize = 10_000;
const LONGEST_ENTRY: usize = 200;
/// A name from a file is cut here when it is repeated.
const LONGEST_NAME: usize = 60;

pub(super) struct Look<'t> {
    pub text: &'t str,
    pub profile: Profile,
    problems: Vec<Problem>,
}

/// By place, the first ones only.
pub(super) fn sorted(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by_key(|problem| problem.span);
    problems.truncate(MOST_PROBLEMS);
    problems
}

/// A name of a file, short enough to repeat.
pub(super) fn shown(name: &str) -> String {
    match name.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}

impl<'t> Look<'t> {
    pub fn new(text: &'t str) -> Self {
        let hash = blake3::hash(text.as_bytes()).to_hex().to_string();
        Self { text, profile: Profile { hash, ..Profile::default() }, problems: Vec::new() }
    }

    pub fn finish(self) -> Result<Profile, Vec<Problem>> {
        if self.problems.is_empty() { Ok(self.profile) } else { Err(sorted(self.problems)) }
    }

    pub fn problem(&mut self, span: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        self.problems.push(Problem::new(span, message, help));
    }

    /// A name that is not known, with the nearest that is.
    pub fn unknown<'n>(&mut self, key: &Spanned<Cow<'_, str>>, what: &str, known: impl Iterator<Item = &'n str>) {
        let mut known: Vec<&str> = known.collect();
        known.sort_unstable();
        known.dedup();
        let name = key.get_ref().as_ref();
        let help = match nearest(name, known.iter().copied()) {
            Some(near) => format!("Is it “{near}”?"),
            None => format!("Known here: {}.", known.join(", ")),
        };
        self.problem(key.span(), format!("There is no {what} “{}”.", shown(name)), help);
    }

    /// The table at a name, or a problem.
    pub fn table<'v, 'i>(&mut self, value: &'v Spanned<DeValue<'i>>, name: &str) -> Option<&'v DeTable<'i>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            let message = format!("“{name}” holds settings, not {}.", kind(value.get_ref()));
            self.problem(value.span(), message, format!("Write a line [{name}] and the settings below it."));
        }
        table
    }

    pub fn setting(&mut self, setting: &Setting, value: &Spanned<DeValue<'_>>) {
        match setting {
            Setting::Number(number) => self.number(number, value),
            Setting::Words(words) => self.words(words, value),
        }
    }

    fn number(&mut self, number: &'static Number, value: &Spanned<DeValue<'_>>) {
        let name = Setting::Number(number).name();
        let usual = format!("The usual is {} = {}.", name, number.default);
        let Some(found) = read_number(value.get_ref()) else {
            let message = format!("“{name}” is a number, not {}.", kind(value.get_ref()));
            return self.problem(value.span(), message, usual);
        };
        let (least, most) = bounds(number);
        if number.form == Form::Count && found.fract() != 0.0 {
            self.problem(value.span(), format!("“{name}” is a whole number."), usual);
        } else if !(least..=most).contains(&found) {
            self.problem(value.span(), format!("“{name}” lies between {least} and {most}."), usual);
        } else {
            self.profile.numbers.insert(number.key, found);
        }
    }

    /// `["a", "b"]` in place of the usual words, or `{ add = […], remove = […] }`.
    fn words(&mut self, words: &'static Words, value: &Spanned<DeValue<'_>>) {
        let name = Setting::Words(words).name();
        let entries = match value.get_ref() {
            DeValue::Array(_) => self.entries(name, value),
            DeValue::Table(table) => self.changed(words, table),
            other => {
                let message = format!("“{name}” is a list of words, not {}.", kind(other));
                let help =
                    format!("Write {name}.add = [\"word\"] to add some, or {name} = [\"word\"] for your own list.");
                return self.problem(value.span(), message, help);
            }
        };
        self.profile.words.insert(words.key, List::new(words.key, entries));
    }

    fn changed(&mut self, words: &'static Words, table: &DeTable<'_>) -> Vec<String> {
        let name = Setting::Words(words).name();
        let mut entries: Vec<String> = words.default.iter().map(|word| (*word).to_owned()).collect();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "add" => entries.extend(self.entries(&format!("{name}.add"), value)),
                "remove" => self.remove(words, value, &mut entries),
                _ => self.unknown(key, &format!("way to change “{name}” called"), ["add", "remove"].into_iter()),
            }
        }
        entries
    }

    fn remove(&mut self, words: &'static Words, value: &Spanned<DeValue<'_>>, entries: &mut Vec<String>) {
        let name = Setting::Words(words).name();
        let usual = WordList::new(words.default);
        for (text, span) in self.texts(&format!("{name}.remove"), value) {
            let word = Entry::read(&text).word;
            if !usual.has(&word) {
                let near = nearest(&word, usual.iter().map(|entry| entry.word.as_str()));
                let help = near.map_or("Remove it from this line.".to_owned(), |near| format!("Is it “{near}”?"));
                self.problem(span, format!("“{}” is not in the usual list.", shown(&text)), help);
            }
            entries.retain(|entry| Entry::read(entry).word != word);
        }
    }

    fn entries(&mut self, name: &str, value: &Spanned<DeValue<'_>>) -> Vec<String> {
        self.texts(name, value).into_iter().map(|(text, _)| text).collect()
    }

    /// The texts of an array with their places.
    pub fn texts(&mut self, name: &str, value: &Spanned<DeValue<'_>>) -> Vec<(String, Range<usize>)> {
        let Some(array) = value.get_ref().as_array().filter(|array| array.len() <= MOST_ENTRIES) else {
            let message = format!("“{name}” is a list of at most {MOST_ENTRIES} words.");
            self.problem(value.span(), message, format!("Write {name} = [\"one\", \"two words\"]."));
            return Vec::new();
        };
        self.all_texts(name, array)
    }

    fn all_texts(&mut self, name: &str, array: &DeArray<'_>) -> Vec<(String, Range<usize>)> {
        let mut found = Vec::with_capacity(array.len());
        for item in array.iter() {
            let text = item.get_ref().as_str().map(str::trim).unwrap_or_default();
            if text.is_empty() || text.chars().count() > LONGEST_ENTRY || Entry::read(text).word.is_empty() {
                let message = format!("An entry of “{name}” is a text of 1 to {LONGEST_ENTRY} characters.");
                self.problem(item.span(), message, "Put it in quotes.");
            } else {
                found.push((text.to_owned(), item.span()));
            }
        }
        found
    }
}

fn bounds(number: &Number) -> (f64, f64) {
    // A speed of nothing a minute is no speed.
    let least = if number.key.ends_with("_per_minute") { 1.0 } else { 0.0 };
    (least, if number.form == Form::Share { 100.0 } else { LARGEST })
}

fn read_number(value: &DeValue<'_>) -> Option<f64> {
    if let Some(whole) = value.as_integer() {
        return i64::from_str_radix(whole.as_str(), whole.radix()).ok().map(|whole| whole as f64);
    }
    value.as_float()?.as_str().parse::<f64>().ok().filter(|number| number.is_finite())
}

/// What a value is, for a sentence.
pub(super) fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
