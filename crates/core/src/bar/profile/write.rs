//! The default bar as a profile in which everything is a comment: a place to start from, and a list of what can be set.

use super::{Entry, Setting, WordList, pace};
use crate::bar::{Rule, Severity, rules};

/// Words shown of a list; the others are counted.
const SHOWN: usize = 6;

/// Every setting with its default and meaning. Read as it stands, it changes nothing.
pub fn template() -> String {
    let mut out = String::from(
        "# What this publication asks of its guides. Everything below is the default; remove a # to change it.\n\
         version = 1\n# edition = \"2026-11\"\n",
    );
    out.push_str(&format!("\n# [{}]\n", pace::GROUP));
    out.extend(pace::SETTINGS.iter().map(line));
    for rule in rules() {
        out.push_str(&format!("\n# {}\n# [{}]\n# severity = \"{}\"\n", rule.why, rule.id, severity(rule)));
        out.extend(rule.settings.iter().map(line));
    }
    out.push_str(
        "\n# [[examples]]\n# rule = \"text.placeholder\"\n# expect = \"fail\"\n# text = \"TODO: measure it again.\"\n",
    );
    out
}

fn severity(rule: &Rule) -> &'static str {
    match rule.severity {
        Severity::Required => "required",
        Severity::Recommended => "recommended",
        Severity::Info => "info",
    }
}

fn line(setting: &Setting) -> String {
    let name = setting.name();
    match setting {
        Setting::Number(number) => {
            let unit = if number.unit.is_empty() { String::new() } else { format!("{}: ", number.unit) };
            format!("# {name} = {}  # {unit}{}\n", number_of(number.default), number.what)
        }
        Setting::Words(words) => {
            let few: Vec<&str> = words.default.iter().copied().take(SHOWN).collect();
            let more = words.default.len() - few.len();
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!("# {name}.add = []  # {} Usual: {}{more}.\n", words.what, few.join(", "))
        }
    }
}

/// A number as it is written: whole ones without a point.
pub fn number_of(number: f64) -> String {
    if number.fract() == 0.0 { format!("{number:.0}") } else { number.to_string() }
}

/// The entries of a list as they are written.
pub fn list_of(list: &WordList) -> Vec<String> {
    let written = |entry: &Entry| match entry.instead.as_str() {
        "" => entry.word.clone(),
        instead => format!("{} → {instead}", entry.word),
    };
    list.iter().map(written).collect()
}
