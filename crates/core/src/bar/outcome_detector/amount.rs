//! A written quantity as a figure that can be compared: "1.8 s" and "1,800 ms" are the same.
//!
//! Reads number, suffix and unit; a range, a vague word or an unknown unit is no amount. Compares nothing itself
//! beyond kind: what follows from two amounts is `arithmetic`'s.

use super::quantity::{Measure, Quantity};
use super::sentence::Sentence;
use crate::text::Span;

/// What an amount measures. Two amounts of one kind can be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Time,
    Bytes,
    Percent,
    /// Per second; of what, in small letters without its plural.
    Rate(String),
    /// By its currency.
    Money(String),
    Multiple,
    Watt,
    /// Things without a unit.
    Count,
}

/// A quantity in the base unit of its kind: seconds, bytes, per cent, per second.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// Number and unit in the text it was read from.
    pub span: Span,
    pub kind: Kind,
    pub value: f64,
    /// What one of the last written digit is worth: 0.1 for "1.8 s", 100 for "1.8 k".
    pub step: f64,
    /// "about 40", "up to 40": nobody may recompute it to the digit.
    pub soft: bool,
}

impl Amount {
    pub fn comparable(&self, other: &Self) -> bool {
        self.kind == other.kind
    }

    /// The same figure, to the digits both were written with.
    pub fn equals(&self, other: &Self) -> bool {
        let near = self.step.max(other.step) / 2.0 + self.value.abs().max(other.value.abs()) * 1e-9;
        self.comparable(other) && (self.value - other.value).abs() <= near
    }
}

/// Every amount of a text, in order. Addresses, versions and other numbers that measure nothing are left out.
pub fn amounts(text: &str) -> Vec<Amount> {
    Sentence::of(text).amounts()
}

/// The amount a text begins with, or is: "240 ms".
pub fn amount(text: &str) -> Option<Amount> {
    amounts(text).into_iter().next()
}

pub(super) fn of(masked: &str, quantity: &Quantity) -> Option<Amount> {
    let (value, step) = figure(quantity.value.of(masked))?;
    let (kind, factor) = unit(quantity, masked)?;
    let before = masked.get(quantity.span.start..quantity.value.start).unwrap_or_default();
    let signs = ['~', '≈', '<', '>', '≤', '≥', '±'];
    let soft = quantity.span.start < quantity.written.start && !before.trim_matches(['`', ' ']).is_empty()
        || before.contains(signs)
        || quantity.value.of(masked).ends_with('+');
    Some(Amount { span: quantity.written, kind, value: value * factor, step: step * factor, soft })
}

/// The number and the worth of its last digit.
fn figure(text: &str) -> Option<(f64, f64)> {
    let Some(number) = digits(text) else { return super::number_word::figure(text).map(|value| (value, 1.0)) };
    let rest = text.get(number.len()..)?.trim_matches([' ', '\u{a0}', '\u{202f}', '+']).to_ascii_lowercase();
    let factor = match rest.as_str() {
        "" => 1.0,
        "k" | "thousand" => 1e3,
        "m" | "million" => 1e6,
        "b" | "bn" | "billion" => 1e9,
        "hundred" => 100.0,
        _ => return None,
    };
    let plain: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    let decimals = plain.split_once('.').map_or(0, |(_, part)| part.len());
    let step = 10f64.powi(-i32::try_from(decimals.min(12)).unwrap_or(0));
    Some((plain.parse::<f64>().ok()? * factor, step * factor))
}

/// Digits with their separators, if the text begins with one.
fn digits(text: &str) -> Option<&str> {
    let grouped = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '\'' | '\u{2009}' | '\u{202f}' | '\u{a0}');
    let number = text.split_once(|c| !grouped(c)).map_or(text, |(number, _)| number);
    let number = number.trim_end_matches(|c: char| !c.is_ascii_digit());
    number.starts_with(|c: char| c.is_ascii_digit()).then_some(number)
}

/// The kind, and the worth of one unit.
fn unit(quantity: &Quantity, masked: &str) -> Option<(Kind, f64)> {
    let unit = quantity.unit.of(masked).to_lowercase();
    match quantity.measure {
        Measure::Percent if unit.starts_with("out of") => None,
        Measure::Percent => Some((Kind::Percent, if unit.starts_with('‰') { 0.1 } else { 1.0 })),
        Measure::Time => Some((Kind::Time, seconds(&unit)?)),
        Measure::Bytes => Some((Kind::Bytes, bytes(&unit)?)),
        Measure::Money => Some((Kind::Money(currency(&unit)), 1.0)),
        Measure::Multiple => Some((Kind::Multiple, 1.0)),
        Measure::Power => Some((Kind::Watt, watts(&unit)?)),
        Measure::Rate => rate(&unit),
        Measure::Count => Some((Kind::Count, 1.0)),
    }
}

/// Seconds of a unit of time; `None` for "1 min 50 s" and for units nobody can compare, like an afternoon.
pub(super) fn seconds(unit: &str) -> Option<f64> {
    const LONG: [(&str, f64); 10] = [
        ("nanosecond", 1e-9),
        ("microsecond", 1e-6),
        ("millisecond", 1e-3),
        ("second", 1.0),
        ("minute", 60.0),
        ("hour", 3_600.0),
        ("day", 86_400.0),
        ("week", 604_800.0),
        ("fortnight", 1_209_600.0),
        ("month", 2_629_800.0),
    ];
    let unit = unit.trim_start_matches("cpu ");
    match unit {
        "ns" => Some(1e-9),
        "µs" | "μs" | "us" => Some(1e-6),
        "ms" | "msec" | "msecs" => Some(1e-3),
        "s" | "sec" | "secs" => Some(1.0),
        "min" | "mins" => Some(60.0),
        "h" | "hr" | "hrs" => Some(3_600.0),
        "quarter" | "quarters" => Some(7_889_400.0),
        "year" | "years" => Some(31_557_600.0),
        _ => LONG.iter().find(|(name, _)| unit.trim_end_matches('s') == *name).map(|(_, worth)| *worth),
    }
}

/// Bytes of a unit; kB and KB are a thousand, as most tools print them.
fn bytes(unit: &str) -> Option<f64> {
    let binary = unit.ends_with("ib");
    let power = match unit.chars().next()? {
        'b' => 0,
        'k' => 1,
        'm' => 2,
        'g' => 3,
        't' => 4,
        'p' => 5,
        _ => return None,
    };
    Some(if binary { 1024f64 } else { 1000f64 }.powi(power))
}

fn watts(unit: &str) -> Option<f64> {
    match unit {
        "mw" => Some(1e-3),
        "w" | "watt" | "watts" => Some(1.0),
        "kw" => Some(1e3),
        _ => None,
    }
}

fn currency(unit: &str) -> String {
    match unit.trim() {
        "$" | "us$" | "usd" | "dollar" | "dollars" => "$".to_owned(),
        "€" | "eur" | "euro" | "euros" => "€".to_owned(),
        "kes" | "ksh" | "shilling" | "shillings" => "kes".to_owned(),
        other => other.to_owned(),
    }
}

/// "requests per second", "req/s", "mb/s", "times a day".
fn rate(unit: &str) -> Option<(Kind, f64)> {
    let kind = |thing: &str| Kind::Rate(thing.trim().trim_end_matches('s').to_owned());
    match unit {
        "rps" | "req/s" => return Some((kind("request"), 1.0)),
        "qps" => return Some((kind("query"), 1.0)),
        "tps" => return Some((kind("transaction"), 1.0)),
        "iops" | "ops/s" => return Some((kind("op"), 1.0)),
        _ => {}
    }
    if let Some(bits) = unit.strip_suffix("bps").or_else(|| unit.strip_suffix("bit/s")) {
        return bytes(&format!("{bits}b")).map(|worth| (kind("bit"), worth));
    }
    let (thing, per) = split_rate(unit)?;
    if let Some(worth) = bytes(thing).filter(|_| thing.len() <= 3 && thing.ends_with('b')) {
        return Some((kind("byte"), worth / seconds(per)?));
    }
    let thing = if thing.starts_with("queries") { "query" } else { thing };
    Some((kind(thing), 1.0 / seconds(per)?))
}

fn split_rate(unit: &str) -> Option<(&str, &str)> {
    let parted = [" per ", " each ", " every ", " an ", " a ", "/"].iter().find_map(|by| unit.split_once(by));
    let (thing, per) = parted?;
    Some((thing.trim(), per.trim()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_same_in_other_units() {
        for (one, other) in [
            ("1.8 s", "1,800 ms"),
            ("412 kB", "412 KB"),
            ("1 KiB", "1,024 bytes"),
            ("2 minutes", "120 s"),
            ("4.8k req/s", "4,800 requests per second"),
            ("60 requests per minute", "1 rps"),
            ("1.5 million", "1,500,000"),
            ("nine minutes", "9 min"),
            ("$310", "310 USD"),
            ("12k", "12,000"),
        ] {
            assert!(
                amount(one).unwrap().equals(&amount(other).unwrap()),
                "{one} {other} {:?} {:?}",
                amount(one),
                amount(other)
            );
        }
    }

    #[test]
    fn what_differs() {
        for (one, other) in [("1.8 s", "1.9 s"), ("10 ms", "10 MB"), ("5 rps", "5 qps"), ("3 %", "3"), ("$3", "€3")] {
            assert!(!amount(one).unwrap().equals(&amount(other).unwrap()), "{one} {other}");
        }
        for none in ["4-6 weeks", "a few minutes", "a whole afternoon", "v1.2.3", "port 80", "fast", ""] {
            assert_eq!(amount(none), None, "{none}");
        }
    }

    #[test]
    fn digits_written_say_how_exact() {
        assert_eq!(amount("1.8 s").unwrap().step, 0.1);
        assert_eq!(amount("240 ms").unwrap().step, 0.001);
        assert!(
            amount("about 40 ms").unwrap().soft && amount("~40 ms").unwrap().soft && !amount("40 ms").unwrap().soft
        );
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_survived(text in "([0-9]{1,6}|[.,]|k|M| |ms|s|kB|KiB|/|per |a |%|~|half|nine|\u{a0}|é){0,12}") {
            for amount in amounts(&text) {
                proptest::prop_assert!(amount.value.is_finite() && text.get(amount.span.start..amount.span.end).is_some());
            }
        }
    }
}
