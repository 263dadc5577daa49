//! What two values of one thing say together, and whether the sentence says the same.
//!
//! Recomputes the change of every "from a to b", finds the percentage or multiple stated beside it, and the word
//! that tells the direction. Says nothing where it cannot be sure: other kinds, ranges, more figures than pairs.

use super::amount::{self, Amount, Kind};
use super::claim::Claim;
use super::item::Items;
use super::quantity::{Measure, Quantity};
use super::sentence::Sentence;
use crate::text::Span;

/// Two values in one sentence, and what is said about the way from one to the other. Spans are of the sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    pub before: Amount,
    pub after: Amount,
    /// "46 %", "3x", "halved".
    pub stated: Option<Amount>,
    /// Digits of the stated figure.
    pub figure: Option<Span>,
    /// The word that says up or down, and `true` for up.
    pub direction: Option<(Span, bool)>,
    /// "faster" and "slower" may mean the time or the speed.
    pub(super) pace: bool,
}

/// What is wrong with a pair.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Slip {
    /// The stated figure is not what the values give.
    Figure,
    /// It fell, says the text; it rose, say the values.
    Direction,
}

/// Tolerance for figures that are said to be rough, as a share.
const ROUGH: f64 = 0.1;

const DOWN: &[&str] = &[
    "fell",
    "fall",
    "falls",
    "fallen",
    "dropped",
    "drops",
    "drop",
    "decreased",
    "decreases",
    "reduced",
    "reduces",
    "cut",
    "cuts",
    "shrank",
    "shrunk",
    "shrinks",
    "lowered",
    "lowers",
    "down",
    "trimmed",
    "declined",
    "halved",
];
const UP: &[&str] = &[
    "rose",
    "rise",
    "rises",
    "risen",
    "grew",
    "grown",
    "grows",
    "increased",
    "increases",
    "climbed",
    "jumped",
    "up",
    "doubled",
    "tripled",
    "soared",
    "raised",
];
/// Behind a figure: it is a change.
const CHANGES: &[&str] = &[
    "less",
    "more",
    "fewer",
    "lower",
    "higher",
    "smaller",
    "larger",
    "bigger",
    "faster",
    "slower",
    "shorter",
    "longer",
    "cheaper",
    "quicker",
    "reduction",
    "decrease",
    "increase",
    "drop",
    "improvement",
    "saving",
    "savings",
    "gain",
    "growth",
    "speedup",
    "cut",
    "rise",
    "decline",
];
const PACE: &[&str] = &["faster", "slower", "quicker", "speedup", "improvement"];

impl Sentence<'_> {
    /// Every pair of values that can be compared.
    pub fn pairs(&self) -> Vec<Pair> {
        let Some((items, claims)) = self.claims() else { return Vec::new() };
        let changes = claims.iter().filter(|claim| claim.before.is_some());
        let mut pairs: Vec<Pair> = changes.filter_map(|claim| pair(&self.masked, &items, claim)).collect();
        pairs.sort_by_key(|pair| pair.after.span);
        state(&self.masked, &items, &mut pairs);
        pairs
    }
}

/// Every pair of values of a sentence that can be compared.
pub fn pairs(sentence: &str) -> Vec<Pair> {
    Sentence::at(sentence).map_or_else(Vec::new, |sentence| sentence.pairs())
}

fn pair(masked: &str, items: &Items<'_>, claim: &Claim) -> Option<Pair> {
    let quantity = |at: Option<usize>| at.and_then(|at| items.quantities.get(at));
    let mut before = amount_of(masked, quantity(claim.before)?)?;
    let after = amount_of(masked, quantity(claim.after)?)?;
    if before.kind == Kind::Count {
        before = with_kind_of(before, &after, masked, quantity(claim.after)?);
    }
    let direction = direction(items, claim);
    before.comparable(&after).then_some(Pair { before, after, stated: None, figure: None, direction, pace: false })
}

fn amount_of(masked: &str, quantity: &Quantity) -> Option<Amount> {
    amount::of(masked, quantity)
}

/// "from 40 to 23 ms": the first number has the unit of the second.
fn with_kind_of(before: Amount, after: &Amount, masked: &str, quantity: &Quantity) -> Amount {
    let written = format!("{} {}", before.span.of(masked), quantity.unit.of(masked));
    let read = amount::amount(&written).filter(|read| read.kind == after.kind);
    read.map_or(before.clone(), |read| Amount { span: before.span, soft: before.soft, ..read })
}

/// The last word of direction before the values, in their clause.
fn direction(items: &Items<'_>, claim: &Claim) -> Option<(Span, bool)> {
    let end = (claim.start..claim.end).find(|at| items[*at].quantity.is_some()).unwrap_or(claim.start);
    let clause = items.get(claim.start)?.clause;
    let words = items.get(..end)?.iter().rev().take_while(|item| item.clause == clause && item.quantity.is_none());
    words.take(8).find_map(|item| told(item.word).map(|up| (item.span, up)))
}

fn told(word: &str) -> Option<bool> {
    if UP.contains(&word) { Some(true) } else { DOWN.contains(&word).then_some(false) }
}

/// Gives each pair the figure that is stated for it: one each in order, or none at all.
fn state(masked: &str, items: &Items<'_>, pairs: &mut [Pair]) {
    let taken: Vec<Span> = pairs.iter().flat_map(|pair| [pair.before.span, pair.after.span]).collect();
    let figures: Vec<usize> = (0..items.len()).filter(|at| is_change(items, *at, &taken)).collect();
    if figures.len() != pairs.len() {
        return;
    }
    for (pair, at) in pairs.iter_mut().zip(figures) {
        let Some(quantity) = items[at].quantity.and_then(|at| items.quantities.get(at)) else { continue };
        if !parted(items, at, pair) {
            pair.stated = amount_of(masked, quantity);
            pair.figure = Some(quantity.value);
            pair.pace = behind(items, at, PACE);
        }
    }
}

/// A percentage or a multiple that is said to be a change.
fn is_change(items: &Items<'_>, at: usize, taken: &[Span]) -> bool {
    let item = &items[at];
    let relative = matches!(item.measure, Some(Measure::Percent | Measure::Multiple)) && !taken.contains(&item.span);
    let word = |at: Option<usize>| at.and_then(|at| items.get(at)).map_or("", |item| item.word);
    let before = (word(at.checked_sub(1)), word(at.checked_sub(2)));
    let led = before.0 == "by" || matches!(before.0, "up" | "down") || before.1 == "by";
    let alone = before.0 == "(" && matches!(word(Some(at + 1)), ")" | "," | ";");
    relative && (led || alone || item.doubled || behind(items, at, CHANGES))
}

/// One of the words stands within two words behind an item.
fn behind(items: &Items<'_>, at: usize, words: &[&str]) -> bool {
    items.iter().skip(at + 1).take(2).any(|item| words.contains(&item.word))
}

/// A word between figure and values that begins another statement.
fn parted(items: &Items<'_>, figure: usize, pair: &Pair) -> bool {
    let place = items[figure].span;
    let (from, to) = (place.end.min(pair.after.span.end), place.start.max(pair.before.span.start));
    let between = items.iter().filter(|item| item.span.start >= from && item.span.end <= to);
    let between =
        between.filter(|item| item.span.start >= pair.after.span.end || item.span.end <= pair.before.span.start);
    let clause = |span: Span| items.iter().find(|item| item.span == span).map(|item| item.clause);
    between.into_iter().any(|item| matches!(item.word, "and" | "while" | "but" | "." | ";"))
        || clause(pair.after.span).is_some_and(|clause| clause != items[figure].clause)
}

impl Pair {
    pub fn slip(&self) -> Option<Slip> {
        let (before, after) = (self.before.value, self.after.value);
        if self.direction.is_some_and(|(_, up)| before != after && up != (after > before)) {
            return Some(Slip::Direction);
        }
        let stated = self.stated.as_ref()?;
        (!self.agrees(stated)).then_some(Slip::Figure)
    }

    fn agrees(&self, stated: &Amount) -> bool {
        let spread = |amount: &Amount| (amount.value - amount.step / 2.0, amount.value + amount.step / 2.0);
        let (low, high) = (spread(&self.before), spread(&self.after));
        let corners = [(low.0, high.0), (low.0, high.1), (low.1, high.0), (low.1, high.1)];
        let soft = stated.soft || self.before.soft || self.after.soft;
        self.readings(&stated.kind).iter().any(|reading| {
            let near = corners.map(|(before, after)| reading(before, after));
            let slack = match stated.kind {
                Kind::Percent => stated.step.max(1.0),
                // "0.13 times": the other way round the last digit is worth more.
                Kind::Multiple if stated.value < 1.0 => stated.step / 2.0 / (stated.value * stated.value),
                _ => stated.step / 2.0,
            };
            let slack = if soft { slack.max(stated.value * ROUGH) } else { slack } + 1e-9;
            let (least, most) = near.iter().fold((f64::MAX, f64::MIN), |(a, b), x| (a.min(*x), b.max(*x)));
            let said =
                if stated.kind == Kind::Multiple && stated.value < 1.0 { 1.0 / stated.value } else { stated.value };
            near.iter().any(|value| !value.is_finite()) || (least - slack..=most + slack).contains(&said)
        })
    }

    /// What a figure of this kind may mean; more than one where people differ.
    fn readings(&self, kind: &Kind) -> Vec<fn(f64, f64) -> f64> {
        let share: fn(f64, f64) -> f64 = |before, after| ((after - before) / before * 100.0).abs();
        let points: fn(f64, f64) -> f64 = |before, after| (after - before).abs();
        let speed: fn(f64, f64) -> f64 = |before, after| ((before / after - 1.0) * 100.0).abs();
        let times: fn(f64, f64) -> f64 = |before, after| (before / after).max(after / before);
        match kind {
            Kind::Multiple => vec![times],
            kind if *kind != Kind::Percent => vec![points],
            _ if self.before.kind == Kind::Percent => vec![share, points],
            _ if self.pace => vec![share, speed],
            _ => vec![share],
        }
    }

    /// The same where the figure stands in a text of its own; a difference in the unit it is stated in.
    pub fn computed_in(&self, text: &str) -> Option<String> {
        let stated = self.stated.as_ref()?;
        if matches!(stated.kind, Kind::Percent | Kind::Multiple) {
            return self.computed();
        }
        let written = self.figure?.of(text).replace(',', "");
        let number: f64 = written.parse().ok().filter(|number| *number > 0.0)?;
        let decimals = written.split_once('.').map_or(0, |(_, part)| part.len());
        let difference = (self.after.value - self.before.value).abs() / (stated.value / number);
        Some(grouped(&format!("{difference:.decimals$}")))
    }

    /// The change as the values give it: "46 % less", "3.2 × as much"; `None` from or to nothing.
    pub fn change(&self) -> Option<String> {
        change(&self.before, &self.after)
    }

    /// The figure that should stand where `figure` is: "46".
    pub fn computed(&self) -> Option<String> {
        let (before, after) = (self.before.value, self.after.value);
        let stated = self.stated.as_ref()?;
        match stated.kind {
            Kind::Percent => Some(plain(((after - before) / before * 100.0).abs())).filter(|_| before != 0.0),
            _ if stated.value >= 1.0 && stated.step < 2.0 => Some(plain((before / after).max(after / before))),
            _ => None,
        }
        .filter(|text| !text.contains("inf") && !text.contains("NaN"))
    }
}

/// The change from one amount to another of its kind.
pub fn change(before: &Amount, after: &Amount) -> Option<String> {
    if !before.comparable(after) {
        return None;
    }
    let (from, to) = (before.value, after.value);
    let more = if to > from { "more" } else { "less" };
    match () {
        () if from == to => Some("no change".to_owned()),
        () if before.kind == Kind::Percent => Some(format!("{} points {more}", plain((to - from).abs()))),
        () if from == 0.0 => None,
        () if to >= from * 2.0 => Some(format!("{} × as much", plain(to / from))),
        () => Some(format!("{} % {more}", plain(((to - from) / from * 100.0).abs()))),
    }
}

/// Whole numbers from ten up, one decimal below and close to a hundred.
fn plain(value: f64) -> String {
    let fine = value < 10.0 || (value > 99.0 && value < 100.0);
    let text = if fine { format!("{value:.1}") } else { format!("{value:.0}") };
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// "3200" → "3,200".
fn grouped(figure: &str) -> String {
    let (whole, part) = figure.split_once('.').map_or((figure, None), |(whole, part)| (whole, Some(part)));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    part.map_or(grouped.clone(), |part| format!("{grouped}.{part}"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn slips(sentence: &str) -> Vec<Option<Slip>> {
        pairs(sentence).iter().map(Pair::slip).collect()
    }

    fn one(sentence: &str) -> Pair {
        pairs(sentence).into_iter().next().unwrap_or_else(|| panic!("{sentence}"))
    }

    #[test]
    fn what_is_right() {
        for sentence in [
            "p95 fell from 42 ms to 23 ms, 45 % less.",
            "The bundle shrank by 46 % (412 kB → 222 kB).",
            "Latency dropped from 1.8 s to 240 ms, 7.5x faster.",
            "Latency dropped from 1.8 s to 240 ms (87 %).",
            "It fell from 1,800 ms to 240 ms, 87 % less.",
            "Errors rose from 2 % to 4 %, by 2 points.",
            "Errors doubled from 2 % to 4 %.",
            "Queues were halved from 80 to 40 messages.",
            "Latency fell from about 40 ms to 22 ms, almost 50 % less.",
            "Builds went from 10 minutes to 5 minutes, 100 % faster.",
            "Builds went from 10 minutes to 5 minutes, 50 % faster.",
            "Error rate went down to 0.2 % from 5 %.",
        ] {
            assert_eq!(slips(sentence), [None], "{sentence} {:?}", pairs(sentence));
        }
    }

    #[test]
    fn what_is_wrong() {
        for (sentence, computed) in [
            ("The bundle shrank by 64 % (412 kB → 222 kB).", "46"),
            ("p95 fell from 42 ms to 23 ms, 54 % less.", "45"),
            ("Latency dropped from 1.8 s to 240 ms, 4x faster.", "7.5"),
            ("It fell from 1,800 ms to 0.24 s, 78 % less.", "87"),
            ("Cost fell from $310 to $200 a month, a 53 % reduction.", "35"),
        ] {
            assert_eq!(slips(sentence), [Some(Slip::Figure)], "{sentence} {:?}", pairs(sentence));
            assert_eq!(one(sentence).computed().as_deref(), Some(computed), "{sentence}");
        }
        assert_eq!(slips("p95 fell from 240 ms to 1.8 s."), [Some(Slip::Direction)]);
        assert_eq!(slips("Throughput rose from 4,800 to 4,000 requests per second."), [Some(Slip::Direction)]);
    }

    #[test]
    fn what_cannot_be_said() {
        for sentence in [
            "CPU stayed at 40 % while p95 fell from 42 ms to 23 ms.",
            "p95 fell from 42 ms to 23 ms and memory by 60 %.",
            "A fell from 42 ms to 23 ms and B from 10 ms to 9 ms, 45 % less.",
            "It went from 42 ms to 23 MB, 45 % less.",
            "It fell from 4-6 weeks to 3 days, 99 % less.",
            "It fell from hours to minutes.",
        ] {
            assert!(slips(sentence).iter().all(Option::is_none), "{sentence} {:?}", pairs(sentence));
        }
    }

    #[test]
    fn the_change_for_people() {
        let change = |sentence: &str| one(sentence).change().unwrap();
        assert_eq!(change("p95 fell from 1.8 s to 240 ms."), "87 % less");
        assert_eq!(change("It rose from 1,000 to 4,200 requests per second."), "4.2 × as much");
        assert_eq!(change("Errors fell from 5 % to 0.2 %."), "4.8 points less");
        assert_eq!(change("It went from 3 s to 3 s."), "no change");
        assert_eq!(one("It rose from 0 to 3 users.").change(), None);
    }

    #[test]
    fn other_units_of_the_same_values_keep_the_verdict() {
        for (one, other) in [
            ("p95 fell from 1.8 s to 240 ms, 87 % less.", "p95 fell from 1,800 ms to 0.24 s, 87 % less."),
            ("p95 fell from 1.8 s to 240 ms, 78 % less.", "p95 fell from 1,800 ms to 0.24 s, 78 % less."),
            ("It shrank from 412 kB to 222 kB, 46 % less.", "It shrank from 0.412 MB to 0.222 MB, 46 % less."),
        ] {
            assert_eq!(slips(one), slips(other));
        }
    }

    proptest::proptest! {
        #[test]
        fn any_sentence_is_survived(sentence in "(from |to |fell |by |[0-9]{1,3}| ms| s|%|x|, |less |and |→|\\(|\\)|half |0){0,16}") {
            for pair in pairs(&sentence) {
                pair.slip();
                pair.change();
                pair.computed();
            }
        }

        #[test]
        fn the_computed_figure_is_right(before in 1u32..5000, after in 1u32..5000) {
            let text = format!("It went from {before} ms to {after} ms, 12345 % more.");
            if let Some(figure) = pairs(&text).first().and_then(Pair::computed) {
                let fixed = text.replace("12345", &figure);
                proptest::prop_assert_eq!(slips(&fixed), vec![None], "{}", fixed);
            }
        }
    }
}
