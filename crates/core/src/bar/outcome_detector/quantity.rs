//! Quantities in a masked sentence: number, range, unit, money, multiple, word.
//!
//! Says what is written, not what it means; `claim` decides whether anything is asserted about it.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::text::Span;

/// What is counted. Also the token that stands for it in the skeleton.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    Percent,
    Time,
    Bytes,
    Rate,
    Money,
    Multiple,
    Power,
    Count,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Quantity {
    pub measure: Measure,
    /// With the words that only soften it: "about 40".
    pub span: Span,
    /// Number and unit: "40 ms".
    pub written: Span,
    pub value: Span,
    pub unit: Span,
    /// The first number as a figure, without its suffix; `None` for words.
    pub number: Option<f64>,
}

const NUMBER: &str = r"\d{1,3}(?:[,\x{2009}\x{202f}\x{a0}']\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?";
const SUFFIX: &str = r"(?:\s?(?:k|K|M|B|bn|thousand|million|billion|hundred)\b)?\+?";
const WORD: &str = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|sixteen|eighteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds? of|a hundred|a thousand|thousands of|millions of|a million|a dozen|dozens of|a couple(?: of)?|a few|several|a single";
const SOFT: &str = r"(?:\b(?:about|around|nearly|almost|just|only|under|over|more than|less than|fewer than|up to|roughly|approximately|some|at least|at most|as (?:low|few|little|much|many|high|small) as|(?:an? )?(?:average|median|total) of|well (?:under|over|below|above)|below|above|past|an? additional|another|an? extra|every|somewhere|anywhere|between|barely|close to|by an average of|a whole|a full)\s+){0,4}";
const TIME: &str = r"ns|nanoseconds?|µs|μs|us|microseconds?|ms|msecs?|milliseconds?|s|secs?|seconds?|mins?|minutes?|h|hrs?|hours?|days?|weeks?|months?|quarters?|years?|fortnights?|afternoons?|business days?|working days?";
const BYTES: &str = r"[kmgtp]i?b(?:ytes?)?|bytes?|kilobytes?|megabytes?|gigabytes?|terabytes?";
const PER: &str = r"(?:/\s?|\s(?:per|a|an|each|every)\s)(?:s|sec|second|min|minute|h|hour|day|night|week|month|quarter|year|request|user|core|pod|instance|node|room|job|message|transaction)\b";

static QUANTITY: LazyLock<Regex> = LazyLock::new(|| {
    let number = format!("(?:{NUMBER}){SUFFIX}|\\b(?:{WORD})\\b");
    regex(&format!(
        r"(?xi)
        (?P<soft>{soft}`?)
        (?:
          (?P<money>(?:US\$|[$€£¥]|\b(?:KES|KSh|USD|EUR|GBP)\s?)\s?(?P<amount>{number}))
        | (?P<word>\b(?:
              (?:an|one|two|three|four)\s+orders?\s+of\s+magnitude
            | (?:a|one)\s+(?:third|quarter|fifth|tenth|hundredth)|two\s+thirds|three\s+quarters|(?:by\s+)?half|one-third|one-half|1/\d+(?:th|rd)?
            | an\s+hour|a\s+minute|a\s+fortnight|a\s+(?:whole|single|full)\s+(?:quarter|afternoon|day|week|month|year)|overnight
            | twice|thrice|(?:doubl|tripl|quadrupl)(?:ed|ing)|halv(?:e|es|ed|ing)
          )\b)
        | (?P<sign>[~≈<>≤≥±]\s?|[-−+])?
          (?P<number>{number})
          (?P<range>\s?(?:-|–|—|~|±|\.\.)\s?(?:{number}))?
          (?P<unit>
              \s?(?:%|‰|percent\b|per\scent\b)(?:\s(?:percentage\s)?points?\b)? | \s?(?:percentage\s)points?\b | \s?pp\b
            | \s?(?:x|×)(?:\b|\s|$|[,.;)!]) | -fold\b | \s?times(?:{per})? 
            | \s?(?:rps|qps|tps|iops|req/s|ops/s|[kmgt]i?b(?:ps|it/s|/s)|(?:requests|queries|transactions|operations|messages|events|jobs|ops|writes|reads|connections)(?:{per}))\b
            | \s?(?:{bytes})\b
            | (?:\s|-)?(?:cpu\s)?(?:{time})\b(?:\s\d+\s?(?:ms|s|secs?|seconds|min)\b)?(?:{per})?
            | \s?(?:mW|W|kW|kWh|watts?|mc|millicores?)\b
            | \s?(?:dollars?|euros?|shillings?|cents?|USD|EUR|KES)\b
            | \sout\sof\s(?:{number})
          )?
        )",
        soft = spaced(SOFT),
        number = spaced(&number),
        per = spaced(PER),
        bytes = BYTES,
        time = spaced(TIME),
    ))
});

/// Blanks that count, for use inside a pattern where blanks are layout.
fn spaced(pattern: &str) -> String {
    pattern.replace(' ', r"\x20")
}

/// Compiles a pattern of this module's own, with letters, digits and word bounds of ASCII, which keep it small
/// and fast, and with the blanks that stand between a number and its unit.
pub(super) fn regex(pattern: &str) -> Regex {
    let blank = r"[\t\n\r\x20\x{a0}\x{202f}\x{2009}]";
    let pattern = pattern.replace(r"\b", r"(?-u:\b)").replace(r"\d", "[0-9]");
    compiled(Regex::new(&pattern.replace(r"\w", "[0-9A-Za-z_]").replace(r"\s", blank)), never)
}

/// A pattern that does not compile matches nothing (and fails its tests).
pub(super) fn compiled<R>(result: Result<R, regex::Error>, never: impl FnOnce() -> R) -> R {
    match result {
        Ok(regex) => regex,
        Err(error) => {
            debug_assert!(false, "{error}");
            never()
        }
    }
}

#[allow(clippy::expect_used)]
fn never() -> Regex {
    Regex::new("$^x").expect("a constant pattern")
}

static CANDIDATE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)[0-9]|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|dozen|couple|few|half|halv(?:e|ed|es|ing)|twice|thrice|doubl(?:e|ed|es|ing)|tripl(?:e|ed|es|ing)|third|quarter|tenth|fortnight|magnitude|zero|without|no|none|not a single|overnight|a single|an hour|a minute|a day)\b",
    )
});

pub(super) fn may_hold(text: &str) -> bool {
    CANDIDATE.is_match(text)
}

/// True when a reader would see a quantity in `sentence`: what a writer may count by hand.
pub fn has_quantity(sentence: &str) -> bool {
    may_hold(sentence) && (!find(&super::mask::mask(sentence)).is_empty() || !super::detect(sentence).is_empty())
}

/// All quantities of a masked sentence, in order, disjoint.
pub(super) fn find(masked: &str) -> Vec<Quantity> {
    let found = QUANTITY.captures_iter(masked).filter_map(|captures| read(masked, &captures)).collect();
    join_ranges(masked, found)
}

fn read(masked: &str, captures: &Captures<'_>) -> Option<Quantity> {
    let whole = captures.get(0)?;
    let start = captures.name("soft").map_or(whole.start(), |soft| soft.end());
    let written = Span::new(start, whole.start() + whole.as_str().trim_end().len());
    let span = Span::new(whole.start(), written.end);
    let empty = Span::new(written.end, written.end);
    if let Some(amount) = captures.name("amount") {
        let unit = Span::new(written.start, amount.start());
        return Some(Quantity {
            measure: Measure::Money,
            span,
            written,
            value: amount.range().into(),
            unit,
            number: figure(amount.as_str()),
        });
    }
    if let Some(word) = captures.name("word") {
        return Some(Quantity {
            measure: word_measure(word.as_str()),
            span,
            written,
            value: written,
            unit: empty,
            number: None,
        });
    }
    let number = captures.name("number")?;
    if inside_word(masked, number.start(), number.end()) {
        return None;
    }
    let value_end = captures.name("range").map_or(number.end(), |range| range.end());
    let unit = captures.name("unit").map_or(empty, |unit| trimmed(masked, unit.range().into()));
    let value = Span::new(number.start(), value_end);
    let (measure, unit) = measure(unit.of(masked)).map_or((Measure::Count, empty), |measure| (measure, unit));
    if measure == Measure::Count && vague(value.of(masked)) {
        return None;
    }
    let written = Span::new(written.start, if unit == empty { value_end } else { unit.end });
    let span = Span::new(span.start, behind_code(masked, written.end));
    Some(Quantity { measure, span, written, value, unit, number: figure(value.of(masked)) })
}

/// "1,312" → 1312.
fn figure(text: &str) -> Option<f64> {
    let digits: String = text.chars().take_while(|c| c.is_ascii_digit() || matches!(c, ',' | '.')).collect();
    digits.replace(',', "").parse().ok()
}

/// A quantity in inline code takes its mark with it.
fn behind_code(masked: &str, end: usize) -> usize {
    end + usize::from(masked.get(end..).is_some_and(|rest| rest.starts_with('`')))
}

/// "3proxy" and "1a2b" are names.
fn inside_word(masked: &str, start: usize, end: usize) -> bool {
    let before = masked[..start].chars().next_back();
    let digit = masked[start..end].starts_with(|c: char| c.is_ascii_digit());
    digit && before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '#' | '.'))
}

/// Words that count nothing unless a unit follows: "a few minutes" is a quantity, "a few users" is none.
fn vague(value: &str) -> bool {
    let value = value.to_lowercase();
    let words = ["one", "a few", "several", "a couple", "a single", "dozens of", "thousands of", "millions of"];
    words.iter().any(|word| value.starts_with(word)) || value.starts_with("hundred")
}

fn trimmed(text: &str, span: Span) -> Span {
    let unit = span.of(text);
    let start = span.start + unit.len() - unit.trim_start_matches([' ', '-']).len();
    let end = span.start + unit.trim_end_matches([' ', ',', '.', ';', ')', '!']).len();
    Span::new(start.min(end), end)
}

fn word_measure(word: &str) -> Measure {
    let word = word.to_lowercase();
    let time = ["hour", "second", "minute", "fortnight", "afternoon", "day", "week", "month", "year", "overnight"];
    let whole_quarter = word.ends_with("quarter") && word.contains(' ') && word.contains("whole");
    if whole_quarter || time.iter().any(|unit| word.contains(unit)) { Measure::Time } else { Measure::Multiple }
}

fn measure(unit: &str) -> Option<Measure> {
    let unit = unit.to_lowercase();
    let per = unit.contains('/') || unit.contains(" per ") || unit.contains(" a ") || unit.contains(" an ");
    Some(match unit.as_str() {
        "" => return None,
        u if u.contains('%') || u.contains("percent") || u.contains("per cent") || u == "pp" => Measure::Percent,
        u if u.contains("point") => Measure::Percent,
        u if u.starts_with("out of") => Measure::Percent,
        "x" | "×" | "fold" => Measure::Multiple,
        u if u.starts_with("times") => {
            if per {
                Measure::Rate
            } else {
                Measure::Multiple
            }
        }
        u if ["rps", "qps", "tps", "iops"].contains(&u) || u.contains("ps") || u.contains("/s") => Measure::Rate,
        u if u.starts_with("request") || u.starts_with("quer") || u.starts_with("event") => Measure::Rate,
        u if u.starts_with("message") || u.starts_with("job") || u.starts_with("trans") => Measure::Rate,
        u if u.starts_with("write") || u.starts_with("read") || u.starts_with("conn") || u.starts_with("op") => {
            Measure::Rate
        }
        "w" | "mw" | "kw" | "kwh" | "watt" | "watts" | "mc" | "millicore" | "millicores" => Measure::Power,
        u if u.starts_with("dollar") || u.starts_with("euro") || u.starts_with("shilling") => Measure::Money,
        "cent" | "cents" | "usd" | "eur" | "kes" => Measure::Money,
        u if u.len() >= 2 && u.starts_with(['k', 'm', 'g', 't', 'p']) && (u.ends_with('b') || u.contains("byte")) => {
            Measure::Bytes
        }
        "byte" | "bytes" => Measure::Bytes,
        _ => Measure::Time,
    })
}

/// "20 to 30 seconds" is one quantity unless "from" stands before it.
fn join_ranges(masked: &str, found: Vec<Quantity>) -> Vec<Quantity> {
    let mut joined: Vec<Quantity> = Vec::with_capacity(found.len());
    for quantity in found {
        match joined.last_mut() {
            Some(last) if is_range(masked, last, &quantity) => {
                last.span.end = quantity.span.end;
                last.written.end = quantity.written.end;
                last.value.end = quantity.value.end;
                last.unit = quantity.unit;
                last.measure = quantity.measure;
            }
            _ => joined.push(quantity),
        }
    }
    joined
}

fn is_range(masked: &str, first: &Quantity, second: &Quantity) -> bool {
    let between = masked.get(first.span.end..second.span.start).unwrap_or_default();
    let same = first.measure == second.measure || first.unit.start == first.unit.end;
    let before = masked.get(..first.span.start).unwrap_or_default().trim_end();
    let anded = between == " and " && masked[first.span.start..first.written.start].to_lowercase().contains("between");
    let spanned = between == " to " && !before.ends_with("from") && second.measure != Measure::Count;
    let dashed = matches!(between.trim(), "-" | "–" | "~");
    same && (anded || spanned || dashed)
}
