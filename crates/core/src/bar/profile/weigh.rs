//! One rule's weight changed in the text of a profile: one word or a line or two, every other byte stays.
//!
//! Where the change belongs depends on how the file is written. Likely places are tried in turn; the first whose text
//! reads as exactly the wanted profile is taken, so a wrong guess can change nothing else.

use toml::de::{DeTable, DeValue};

use super::read::{Refusal, refusal, word_of};
use super::{Profile, Weight, template};
use crate::bar::{Rule, Severity};
use crate::text::{Edit, LineIndex, Span};
use crate::{Error, ErrorCode, Result};

/// A profile's text in which one rule weighs something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weighed {
    pub text: String,
    /// Line that says so, from 1; 0 where nothing had to change.
    pub line: usize,
}

/// A weight that a screen offers, and why it may not be chosen: in a few words and in a sentence, both empty if it may.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub weight: Weight,
    pub refused: &'static str,
    pub why: String,
}

/// Every weight a screen offers for a rule that weighs this now, the heaviest first.
pub fn choices(rule: &Rule, now: Weight) -> Vec<Choice> {
    let all = [Severity::Required, Severity::Recommended, Severity::Info].map(Weight::Counts);
    let info = Weight::Counts(Severity::Info);
    let is_offered = |weight: &Weight| *weight != info || now == info || rule.severity == Severity::Info;
    let choice = |weight| match refusal(rule, weight) {
        Some(Refusal { short, message, .. }) => Choice { weight, refused: short, why: message },
        None => Choice { weight, refused: "", why: String::new() },
    };
    all.into_iter().chain([Weight::Off]).filter(is_offered).map(choice).collect()
}

/// Gives a rule another weight. Blank text is the default bar: it becomes the template with that rule taken in.
/// `Invalid`: the rule may not weigh that, the text has problems, or it is written in a way nobody can change by a
/// line. Nothing is stored here.
pub fn weighed(text: &str, rule: &'static Rule, weight: Weight) -> Result<Weighed> {
    if let Some(Refusal { message, .. }) = refusal(rule, weight) {
        return Err(Error::new(ErrorCode::Invalid, format!("{message} Nothing was changed.")));
    }
    let text = if text.trim().is_empty() { template() } else { text.to_owned() };
    let before = Profile::read_named("bar.toml", &text).map_err(|refused| Error::from(&refused))?;
    if before.weight(rule) == weight {
        return Ok(Weighed { text, line: 0 });
    }
    let wanted = |edit: &Edit| changed(&text, edit).filter(|text| is_wanted(text, &before, rule, weight));
    let found = places(&text, rule, word_of(weight)).into_iter().find_map(|edit| Some((wanted(&edit)?, edit)));
    let Some((after, edit)) = found else {
        let message = format!("{} is written in a way that one click cannot change. Edit bar.toml.", rule.id);
        return Err(Error::new(ErrorCode::Invalid, message));
    };
    let said = edit.insert.rfind(SEVERITY).unwrap_or_default();
    Ok(Weighed { line: LineIndex::new(&after).position(edit.span.start + said).0, text: after })
}

const SEVERITY: &str = "severity";

fn changed(text: &str, edit: &Edit) -> Option<String> {
    let (before, after) = (text.get(..edit.span.start)?, text.get(edit.span.end..)?);
    Some([before, &edit.insert, after].concat())
}

/// Reads as before in everything but this weight.
fn is_wanted(text: &str, before: &Profile, rule: &Rule, weight: Weight) -> bool {
    Profile::read(text).is_ok_and(|after| after.weight(rule) == weight && after.is_but_for(before, rule))
}

/// Where the weight may be said, the best place first.
fn places(text: &str, rule: &Rule, word: &str) -> Vec<Edit> {
    let (table, _) = DeTable::parse_recoverable(text);
    let (group, short) = rule.id.split_once('.').unwrap_or((rule.id, ""));
    let group = held(table.get_ref(), group).map(|(_, value)| value);
    let own = group.and_then(|group| held(group, short));
    let say = |key: &str| format!("{key}{SEVERITY} = \"{word}\"");
    if let Some((_, value)) = own.as_ref().and_then(|(_, own)| own.iter().find(|(key, _)| key.get_ref() == SEVERITY)) {
        return vec![edit(value.span(), format!("\"{word}\""))];
    }
    let mut places = Vec::new();
    if let Some((span, own)) = own {
        places.extend(first_keys(own).flat_map(|key| beside(text, key, &say(""))));
        places.extend(inside(text, span, &say("")));
    }
    places.extend(uncommented(text, rule, &say("")));
    if let Some(group) = group {
        places.extend(first_keys(group).flat_map(|key| beside(text, key, &say(&format!("{short}.")))));
    }
    places.push(at_the_end(text, rule, &say("")));
    places
}

/// The table under a name, with where it is written.
fn held<'t, 'i>(table: &'t DeTable<'i>, name: &str) -> Option<(std::ops::Range<usize>, &'t DeTable<'i>)> {
    let (_, value) = table.iter().find(|(key, _)| key.get_ref() == name)?;
    match value.get_ref() {
        DeValue::Table(found) => Some((value.span(), found)),
        _ => None,
    }
}

fn first_keys(table: &DeTable<'_>) -> impl Iterator<Item = usize> + use<> {
    let mut keys: Vec<usize> = table.iter().map(|(key, _)| key.span().start).collect();
    keys.sort_unstable();
    keys.into_iter()
}

fn edit(span: std::ops::Range<usize>, insert: String) -> Edit {
    Edit { span: Span::new(span.start, span.end), insert }
}

fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// Before a key of the same table: as a line above it, or before it in its braces.
fn beside(text: &str, key: usize, say: &str) -> Vec<Edit> {
    let start = text[..key].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[start..key];
    let ends = line_end(text);
    let brace = before.rfind(['{', ',']).map_or(0, |at| at + 1);
    let dotted = before[brace..].trim_start();
    let inner = key - dotted.len();
    vec![
        edit(start..start, format!("{before}{say}{ends}")),
        edit(inner..inner, format!("{dotted}{say}, ")),
        edit(start..start, format!("{before}{say},{ends}")),
    ]
}

/// In a table that holds nothing yet: below its head, or in its braces.
fn inside(text: &str, span: std::ops::Range<usize>, say: &str) -> Vec<Edit> {
    let ends = line_end(text);
    let end = text[span.end..].find('\n').map(|at| span.end + at + 1);
    let below = match end {
        Some(end) => edit(end..end, format!("{say}{ends}")),
        None => edit(text.len()..text.len(), format!("{ends}{say}{ends}")),
    };
    vec![below, edit(span, format!("{{ {say} }}"))]
}

/// The lines of the template that say the default: their marks are taken away.
fn uncommented(text: &str, rule: &Rule, say: &str) -> Option<Edit> {
    let head = format!("# [{}]", rule.id);
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        at += line.len();
        (at - line.len(), line)
    });
    let lines: Vec<(usize, &str)> = lines.collect();
    let place = lines.windows(2).find(|pair| pair[0].1.trim_end() == head && pair[1].1.starts_with("# severity = "))?;
    let [(start, first), (second, line)] = [place[0], place[1]];
    let end = second + line.trim_end_matches(['\r', '\n']).len();
    let ends = &first[first.trim_end_matches(['\r', '\n']).len()..];
    Some(edit(start..end, format!("[{}]{ends}{say}", rule.id)))
}

fn at_the_end(text: &str, rule: &Rule, say: &str) -> Edit {
    let ends = line_end(text);
    let open = if text.ends_with('\n') { "" } else { ends };
    edit(text.len()..text.len(), format!("{open}{ends}[{}]{ends}{say}{ends}", rule.id))
}

#[cfg(test)]
#[path = "weigh_tests.rs"]
mod tests;
