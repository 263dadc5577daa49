//! The change column of a table: what its cell states about the two values of the row.
//!
//! A share, a multiple, or the difference in the unit of the values. Silent where a cell holds more than one figure,
//! where kinds differ, and about signs below heads like "improvement", where plus means better.

use super::amount::{Amount, Kind, amounts};
use super::arithmetic::Pair;
use crate::text::Span;

/// A row that compares, and the head of its change column.
#[derive(Debug, Clone, Copy)]
pub struct Row<'t> {
    pub before: &'t str,
    pub after: &'t str,
    /// What the change cell says.
    pub change: &'t str,
    pub head: &'t str,
}

/// Words of a head, and of a cell, below which a sign or a figure speaks of better and worse.
const BETTER: &[&str] = &[
    "improvement",
    "gain",
    "gains",
    "saving",
    "savings",
    "saved",
    "reduction",
    "speedup",
    "faster",
    "slower",
    "quicker",
    "better",
    "worse",
    "factor",
];
const PACE: &[&str] = &["improvement", "gain", "speedup", "faster", "slower", "quicker", "factor"];
const UP: &[&str] = &["more", "higher", "up", "larger", "longer", "increase", "increased", "rose", "grew", "growth"];
const DOWN: &[&str] =
    &["less", "fewer", "lower", "down", "smaller", "shorter", "decrease", "decreased", "fell", "drop", "dropped"];

impl Row<'_> {
    /// The two values and what is stated of them. Spans of values are of `before → after`; that of the stated figure
    /// and of the direction are of the change cell. `None` when there is nothing that can be recomputed.
    pub fn pair(&self) -> Option<Pair> {
        let (before, after) = (only(self.before)?, only(self.after)?);
        let mut stated = in_unit(only(self.change)?, self.head);
        if before.kind == Kind::Percent && stated.kind == Kind::Count && self.says(&["point", "points", "pp"]) {
            stated.kind = Kind::Percent;
        }
        if !before.comparable(&after) || !is_known(&before, &after, &stated) {
            return None;
        }
        let figure = figure(self.change, stated.span);
        let (direction, pace) = (self.direction(figure), self.says(PACE));
        Some(Pair { before, after, stated: Some(stated), figure: Some(figure), direction, pace })
    }

    fn says(&self, list: &[&str]) -> bool {
        words(self.head).chain(words(self.change)).any(|word| list.contains(&word.as_str()))
    }

    /// Up or down, by the sign before the figure or a word beside it.
    fn direction(&self, figure: Span) -> Option<(Span, bool)> {
        if self.says(BETTER) {
            return None;
        }
        let before = self.change.get(..figure.start)?;
        let sign = before.char_indices().rev().find(|(_, c)| !c.is_whitespace() && !matches!(c, '$' | '€' | '£' | '~'));
        let signed = sign.and_then(|(at, c)| Some((Span::new(at, at + c.len_utf8()), sense(c)?)));
        signed.or_else(|| {
            words(self.change).find_map(|word| {
                let up = if UP.contains(&&*word) { true } else { DOWN.contains(&&*word).then_some(false)? };
                let at = self.change.to_lowercase().find(&word)?;
                Some((Span::new(at, at + word.len()), up))
            })
        })
    }
}

/// A difference in the unit of the values; a share or a multiple of something.
fn is_known(before: &Amount, after: &Amount, stated: &Amount) -> bool {
    let relative = match stated.kind {
        Kind::Percent => before.kind == Kind::Percent || before.value != 0.0,
        Kind::Multiple => before.value != 0.0 && after.value != 0.0,
        _ => stated.kind == before.kind,
    };
    relative && before.kind != Kind::Multiple
}

fn sense(sign: char) -> Option<bool> {
    match sign {
        '+' | '↑' | '▲' => Some(true),
        '-' | '−' | '–' | '↓' | '▼' => Some(false),
        _ => None,
    }
}

/// The amount of a cell that holds one figure.
fn only(cell: &str) -> Option<Amount> {
    let mut all = amounts(cell).into_iter();
    all.next().filter(|_| all.next().is_none())
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// A bare number below "Change (%)" or "Speedup (×)" has the unit of the head.
fn in_unit(amount: Amount, head: &str) -> Amount {
    let kind = match () {
        () if amount.kind != Kind::Count => return amount,
        () if head.contains('%') || words(head).any(|word| word == "percent") => Kind::Percent,
        () if head.contains('×') || words(head).any(|word| matches!(&*word, "x" | "times" | "factor" | "speedup")) => {
            Kind::Multiple
        }
        () => return amount,
    };
    Amount { kind, ..amount }
}

/// The digits of an amount, without sign, currency and unit.
fn figure(cell: &str, written: Span) -> Span {
    let text = written.of(cell);
    let start = text.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let rest = text.get(start..).unwrap_or_default();
    let number = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.')).unwrap_or(rest.len());
    let number = rest.get(..number).unwrap_or_default().trim_end_matches([',', '.']).len();
    let end = if number == 0 { text.len() } else { start + number };
    Span::new(written.start + if number == 0 { 0 } else { start }, written.start + end)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::arithmetic::Slip;
    use super::*;

    fn slip(before: &str, after: &str, change: &str, head: &str) -> Option<Option<Slip>> {
        Row { before, after, change, head }.pair().map(|pair| pair.slip())
    }

    #[test]
    fn what_agrees() {
        for (before, after, change, head) in [
            ("1.8 s", "240 ms", "−87 %", "Change"),
            ("1.8 s", "240 ms", "87 %", "Change"),
            ("1.8 s", "240 ms", "87 % less", "Change"),
            ("1.8 s", "240 ms", "7.5×", "Change"),
            ("1.8 s", "240 ms", "7.5x faster", "Change"),
            ("1.8 s", "240 ms", "+87 %", "Improvement"),
            ("1.8 s", "240 ms", "−1.56 s", "Difference"),
            ("1.8 s", "240 ms", "-1,560 ms", "Δ"),
            ("1,000", "4,200", "+320 %", "Change"),
            ("1,000", "4,200", "+3,200", "Change"),
            ("1,000", "4,200", "320", "Change (%)"),
            ("1,000", "4,200", "4.2", "Factor"),
            ("1.8 s", "240 ms", "0.13", "Factor"),
            ("61 %", "93 %", "+32", "Difference (pp)"),
            ("5 %", "2 %", "−3 points", "Change"),
            ("5 %", "2 %", "−60 %", "Change"),
            ("about 40 ms", "22 ms", "almost 50 %", "Change"),
            ("$310", "$200", "−$110", "Change"),
        ] {
            assert_eq!(slip(before, after, change, head), Some(None), "{before} {after} {change} {head}");
        }
    }

    #[test]
    fn what_does_not() {
        for (before, after, change, head, computed) in [
            ("1.8 s", "240 ms", "−78 %", "Change", "87"),
            ("1.8 s", "240 ms", "4×", "Change", "7.5"),
            ("1.8 s", "240 ms", "−1.65 s", "Change", "1.56"),
            ("1,000", "4,200", "+420 %", "Change", "320"),
            ("1,000", "4,200", "+3,300", "Change", "3,200"),
            ("$310", "$200", "−$100", "Change", "110"),
            ("1,000", "4,200", "42", "Change (%)", "320"),
        ] {
            let pair = Row { before, after, change, head }.pair().unwrap();
            assert_eq!(pair.slip(), Some(Slip::Figure), "{before} {after} {change}");
            assert_eq!(pair.computed_in(change).as_deref(), Some(computed), "{before} {after} {change}");
            let figure = pair.figure.unwrap();
            let mut fixed = change.to_owned();
            fixed.replace_range(figure.start..figure.end, computed);
            assert_eq!(slip(before, after, &fixed, head), Some(None), "{fixed}");
        }
        assert_eq!(slip("240 ms", "1.8 s", "−87 %", "Change"), Some(Some(Slip::Direction)));
        assert_eq!(slip("1,000", "4,200", "320 % less", "Change"), Some(Some(Slip::Direction)));
    }

    #[test]
    fn what_cannot_be_said() {
        for (before, after, change) in [
            ("1.8 s", "240 ms", ""),
            ("1.8 s", "240 ms", "better"),
            ("1.8 s", "240 ms", "−87 % to −90 %, two runs of 40 ms"),
            ("1.8 s", "240 MB", "−87 %"),
            ("1.8 s", "240 ms", "40 MB"),
            ("hours", "240 ms", "−87 %"),
            ("2x", "3x", "+50 %"),
            ("0", "12", "+100 %"),
        ] {
            assert_eq!(slip(before, after, change, "Change"), None, "{before} {after} {change}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_cells_are_survived(
            before in "[0-9]{0,4}( ms| s| %|x|é)?", after in "[0-9]{0,4}( ms| s| %|x|é)?",
            change in "(−|\\+|~|↓|\\$|[0-9,.]{1,5}| %|×| s|é| less| more){0,6}", head in "(Change|Gain|%|×| ){0,3}",
        ) {
            if let Some(pair) = (Row { before: &before, after: &after, change: &change, head: &head }).pair() {
                pair.slip();
                pair.computed_in(&change);
                proptest::prop_assert!(change.get(pair.figure.map_or(0..0, |f| f.start..f.end)).is_some());
            }
        }
    }
}
