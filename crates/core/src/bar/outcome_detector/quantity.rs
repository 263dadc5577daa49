//! Quantities in a masked sentence: number, range, unit, money, multiple, word.
//!
//! Says what is written, not what it means; `claim` decides whether anything is asserted about it.

use super::scan::{Scan, begins_word};
use super::{number_word, unit};
use crate::text::Span;

/// What is counted.
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

const SIGNS: [char; 10] = ['~', '≈', '<', '>', '≤', '≥', '±', '-', '−', '+'];
const CURRENCIES: [&str; 9] = ["us$", "$", "€", "£", "¥", "kes", "ksh", "usd", "eur"];

/// True for a text that is one bare quantity in digits: "1.664s".
pub fn is_quantity(text: &str) -> bool {
    let whole = text.trim();
    let found = find(whole);
    let digits = whole.trim_start_matches(SIGNS).trim_start().starts_with(|c: char| c.is_ascii_digit());
    matches!(found.as_slice(), [only] if digits && only.written == Span::new(0, whole.len()))
}

/// All quantities of a masked sentence, in order, disjoint.
pub(super) fn find(masked: &str) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    let mut at = 0;
    while let Some(next) = next_start(masked, at) {
        match read(masked, next) {
            Some(mut quantity) => {
                let floor = found.last().map_or(0, |last| last.span.end);
                let start = quantity.written.start;
                let start = start - usize::from(start > floor && masked[..start].ends_with('`'));
                quantity.span.start = number_word::softened(masked, start, floor);
                at = quantity.span.end.max(next + 1);
                found.push(quantity);
            }
            None => at = behind(masked, next),
        }
    }
    join_ranges(masked, found)
}

/// Where a digit, a currency, a sign or a word begins.
fn next_start(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    rest.char_indices().map(|(at, c)| (from + at, c)).find_map(|(at, c)| {
        let begins = match c {
            '0'..='9' => !is_inside(text, at),
            'a'..='z' | 'A'..='Z' => begins_word(text, at),
            '$' | '€' | '£' | '¥' => true,
            _ => SIGNS.contains(&c),
        };
        begins.then_some(at)
    })
}

/// "3proxy", "1a2b" and "##.5" are names, or hidden.
fn is_inside(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '#' | '.'))
}

/// Behind the character, or the word, that was no quantity.
fn behind(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let word = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let number = rest.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b',' | b'.')).count();
    at + word.max(number).max(rest.chars().next().map_or(1, char::len_utf8))
}

fn read(text: &str, start: usize) -> Option<Quantity> {
    money(text, start).or_else(|| words(text, start)).or_else(|| number(text, start))
}

fn money(text: &str, start: usize) -> Option<Quantity> {
    let mut scan = Scan::new(text, start);
    let sign = CURRENCIES.iter().any(|currency| scan.eat(currency));
    scan.eat_blank();
    let value = scan.at;
    if !sign || !eat_number(&mut scan) {
        return None;
    }
    range(&mut scan);
    let (value, written) = (Span::new(value, scan.at), Span::new(start, scan.at));
    let unit = Span::new(start, value.start);
    Some(Quantity { measure: Measure::Money, span: written, written, value, unit, number: figure(value.of(text)) })
}

/// "a third", "two orders of magnitude", "overnight".
fn words(text: &str, start: usize) -> Option<Quantity> {
    let (measure, end) = number_word::measure(text, start)?;
    let written = Span::new(start, end);
    Some(Quantity { measure, span: written, written, value: written, unit: Span::new(end, end), number: None })
}

fn number(text: &str, start: usize) -> Option<Quantity> {
    let mut scan = Scan::new(text, start);
    if scan.eat_any(&SIGNS) && !text[start..].starts_with(['-', '−', '+']) {
        scan.eat_blank();
    }
    let value = scan.at;
    if !eat_number(&mut scan) {
        return None;
    }
    range(&mut scan);
    let value = Span::new(value, scan.at);
    let measure = unit::read(&mut scan).or_else(|| out_of(&mut scan)).unwrap_or(Measure::Count);
    if measure == Measure::Count && number_word::is_vague(value.of(text)) {
        return None;
    }
    let unit = trimmed(text, Span::new(value.end, scan.at));
    let written = Span::new(start, scan.at);
    let span = Span::new(start, scan.at + usize::from(scan.rest().starts_with('`')));
    Some(Quantity { measure, span, written, value, unit, number: figure(value.of(text)) })
}

fn out_of(scan: &mut Scan<'_>) -> Option<Measure> {
    (unit::out_of(scan) && eat_number(scan)).then_some(Measure::Percent)
}

/// Digits with separators and a suffix, or a number word.
fn eat_number(scan: &mut Scan<'_>) -> bool {
    if !scan.peek().is_some_and(|c| c.is_ascii_digit()) {
        return number_word::eat(scan);
    }
    let first = scan.eat_digits();
    if first <= 3 {
        while scan.try_to(|scan| scan.eat_any(&[',', '\u{2009}', '\u{202f}', '\u{a0}', '\'']) && scan.eat_digits() == 3)
        {
        }
    }
    scan.try_to(|scan| scan.eat(".") && scan.eat_digits() > 0);
    scan.try_to(suffix);
    scan.eat("+");
    true
}

/// "5.4M", "1.6m", "6.3 million".
fn suffix(scan: &mut Scan<'_>) -> bool {
    let apart = scan.eat_blank();
    let capital = scan.peek().is_some_and(|c| c.is_ascii_uppercase() || c == 'k');
    scan.eat_word(&["bn", "thousand", "million", "billion", "hundred"])
        || (!apart || capital) && scan.eat_word(&["k", "m", "b"])
}

/// "4-6", "30~80", "±2": the second number belongs to the value.
fn range(scan: &mut Scan<'_>) {
    scan.try_to(|scan| {
        scan.eat_blank();
        let joined = scan.eat_any(&['-', '–', '—', '~', '±']) || scan.eat("..");
        scan.eat_blank();
        joined && eat_number(scan)
    });
}

fn trimmed(text: &str, span: Span) -> Span {
    let unit = span.of(text);
    let start = span.start + unit.len() - unit.trim_start_matches([' ', '-', '\u{a0}', '\u{202f}', '\u{2009}']).len();
    Span::new(start.min(span.end), span.end)
}

/// "1,312" → 1312.
fn figure(text: &str) -> Option<f64> {
    let digits: String = text.chars().take_while(|c| c.is_ascii_digit() || matches!(c, ',' | '.')).collect();
    digits.replace(',', "").parse().ok()
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
    let soft = masked.get(first.span.start..first.written.start).unwrap_or_default().to_ascii_lowercase();
    let anded = between == " and " && soft.contains("between");
    // "30 seconds to 2 seconds" goes from one to the other; a range grows, and has its unit once.
    let falls = first.unit.start < first.unit.end && first.number > second.number;
    let spanned = between == " to " && !before.ends_with("from") && second.measure != Measure::Count && !falls;
    let dashed = matches!(between.trim(), "-" | "–" | "~");
    same && (anded || spanned || dashed)
}
