//! What happened to texts on their way out, counted. The sentences are in `words`.
//!
//! Losses of one kind are one row with a count, heaviest first.

use std::collections::{BTreeMap, BTreeSet};

use super::fact::Fact;
use super::words::{self, Wording};
use crate::view::{PreflightRow, Target, Weight};

#[derive(Debug, Clone, Default)]
struct Count {
    times: u32,
    guides: BTreeSet<String>,
    example: String,
}

/// Facts of one or more entries.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    counts: BTreeMap<Fact, Count>,
}

impl Tally {
    /// Notes `times` happenings in the guide `id`; `example` is shown when it is the only one.
    pub fn note(&mut self, fact: Fact, id: &str, times: usize, example: &str) {
        if times == 0 {
            return;
        }
        let count = self.counts.entry(fact).or_default();
        count.times = count.times.saturating_add(u32::try_from(times).unwrap_or(u32::MAX));
        count.guides.insert(id.to_owned());
        if count.example.is_empty() {
            count.example = shortened(example);
        }
    }

    pub fn one(&mut self, fact: Fact, id: &str, example: &str) {
        self.note(fact, id, 1, example);
    }

    pub fn add(&mut self, other: Self) {
        for (fact, count) in other.counts {
            let here = self.counts.entry(fact).or_default();
            here.times = here.times.saturating_add(count.times);
            here.guides.extend(count.guides);
            if here.example.is_empty() {
                here.example = count.example;
            }
        }
    }

    fn times(&self, fact: Fact) -> u32 {
        self.counts.get(&fact).map_or(0, |count| count.times)
    }

    /// Heaviest first.
    pub fn rows(&self, target: Target) -> Vec<PreflightRow> {
        let told = self.counts.iter().filter_map(|(fact, count)| row(target, *fact, count));
        let mut rows: Vec<PreflightRow> = told.chain(self.kept()).collect();
        rows.sort_by_key(|row| row.weight);
        rows
    }

    /// Links, images and code are one row together.
    fn kept(&self) -> Option<PreflightRow> {
        let named = [(Fact::Link, "link"), (Fact::Image, "image"), (Fact::Code, "code block")];
        let parts: Vec<String> = named
            .iter()
            .filter(|(fact, _)| self.times(*fact) > 0)
            .map(|(fact, name)| many(self.times(*fact), name))
            .collect();
        let guides = named.iter().filter_map(|(fact, _)| self.counts.get(fact)).flat_map(|count| count.guides.clone());
        let guides: BTreeSet<String> = guides.collect();
        let same = self.times(Fact::Code) > 0 && self.times(Fact::BraceSpaced) == 0;
        let detail = if same {
            "Every internal link and image finds its target; code reads byte for byte the same."
        } else {
            "Every internal link and image finds its target."
        };
        (!parts.is_empty()).then(|| PreflightRow {
            weight: Weight::Kept,
            title: parts.join(", "),
            detail: detail.to_owned(),
            guides: guides.into_iter().collect(),
        })
    }
}

/// `1 link`, `2 links`.
fn many(count: u32, name: &str) -> String {
    if count == 1 { format!("1 {name}") } else { format!("{count} {name}s") }
}

/// An example for a sentence: one line, 60 characters at most.
fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short: String = line.chars().take(60).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    short
}

fn row(target: Target, fact: Fact, count: &Count) -> Option<PreflightRow> {
    let Wording { weight, one, many, detail } = words::wording(target, fact)?;
    let title = if count.times == 1 { one } else { many };
    Some(PreflightRow {
        weight,
        title: title.replace("{n}", &count.times.to_string()),
        detail: detail.replace("{eg}", &format!("“{}”", count.example)),
        guides: count.guides.iter().cloned().collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn losses_of_one_kind_are_one_row_heaviest_first() {
        let mut tally = Tally::default();
        tally.note(Fact::Link, "a", 3, "");
        tally.one(Fact::Code, "a", "");
        tally.one(Fact::HeadingId, "a", "");
        tally.one(Fact::Alert, "a", "");
        let mut other = Tally::default();
        other.one(Fact::Alert, "b", "");
        tally.add(other);
        let rows = tally.rows(Target::Hugo);
        let titles: Vec<&str> = rows.iter().map(|row| row.title.as_str()).collect();
        assert_eq!(titles, ["2 alerts become block quotes", "1 heading names its anchor", "3 links, 1 code block"]);
        assert_eq!(rows[0].guides, ["a", "b"]);
    }

    #[test]
    fn examples_are_short_and_on_one_line() {
        let mut tally = Tally::default();
        tally.one(Fact::RawHtml, "a", &"<b>\nx ".repeat(40));
        let detail = &tally.rows(Target::Hugo)[0].detail;
        assert!(detail.starts_with("“<b> x <b> x") && detail.contains("…”") && !detail.contains('\n'), "{detail}");
    }
}
