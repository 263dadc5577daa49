//! A result of a guide beside what the case study itself says of the same metric: they agree, they differ, or the
//! case study has no figure for it.
//!
//! Advice for an editor's eye: no rule reads it and nothing is held back by it. Silent rather than wrong: two figures
//! are compared only when their metrics share their words and their values are of one kind.

use super::outcome_detector::{ASK, Amount, Kind, PLAIN, amount};
use super::outcome_form::{recomputed, values};
use super::outcomes::Found;
use super::{Reading, ledger};
use crate::guide::OutcomeRecord;
use crate::text::Span;

/// What a case study states about one metric.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The sentence in the body of the case study.
    pub span: Span,
    pub sentence: String,
    pub metric: String,
    /// As written: "500 ms", with the word that makes it a bound: "below 500 ms".
    pub value: String,
    before: Option<Amount>,
    after: Amount,
    bound: Option<Bound>,
}

/// A value that is only said to lie on one side of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    Below,
    Above,
}

const BELOW: &[&str] = &["below", "under", "within", "less than", "fewer than", "at most", "up to", "no more than"];
const ABOVE: &[&str] = &["above", "over", "more than", "at least", "beyond", "upwards of"];

/// Names of one thing.
const SAME: &[&[&str]] = &[
    &["latency", "delay", "lag", "duration", "time", "times", "latencies"],
    &["memory", "heap", "rss", "footprint", "ram"],
    &["cost", "bill", "spend", "spending", "costs"],
    &["throughput", "rate"],
    &["failure", "error"],
];
/// Words that do not tell one metric from another.
const IDLE: &[&str] = &[
    "the", "a", "an", "of", "in", "per", "for", "on", "at", "and", "to", "with", "from", "that", "our", "its", "their",
    "all", "each", "every", "average", "mean", "median", "typical", "new", "now", "total", "number", "share",
];

/// Every figure a case study states as a fact, in reading order.
pub fn figures(reading: &Reading<'_>) -> Vec<Figure> {
    let stated = reading.outcomes().iter().filter(|found| is_stated(found));
    stated.filter_map(|found| figure(reading, found)).collect()
}

/// Confirmed, likely, or at least a plain statement; never a goal, an example, or what somebody turned down.
fn is_stated(found: &Found) -> bool {
    let plain = found.hit().is_some_and(|hit| hit.veto.is_none_or(|doubt| doubt == PLAIN) || found.score() >= ASK);
    found.answer != Some(false) && (found.is_confirmed() || plain)
}

fn figure(reading: &Reading<'_>, found: &Found) -> Option<Figure> {
    let parts = ledger::entry(reading, found).parts;
    let (before, after) = values(&parts);
    let after = after?;
    let bound = bound(found.sentence(), &parts.after);
    let word = match bound {
        Some(Bound::Below) => "below ",
        Some(Bound::Above) => "above ",
        None => "",
    };
    let value = match parts.before.as_str() {
        "" => format!("{word}{}", parts.after),
        before => format!("{before} → {word}{}", parts.after),
    };
    let (span, sentence) = (found.whole, found.sentence().to_owned());
    Some(Figure { span, sentence, metric: parts.metric, value, before, after, bound })
}

/// The word before the value, if it makes it a bound.
fn bound(sentence: &str, value: &str) -> Option<Bound> {
    let before = sentence.get(..sentence.find(value)?)?.trim_end().to_lowercase();
    let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    if ends(BELOW) { Some(Bound::Below) } else { ends(ABOVE).then_some(Bound::Above) }
}

/// Whether a result and a figure of the case study tell the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    Agrees,
    Differs,
}

/// The figure about the same metric: one that agrees, else the first that differs. `None`: the case study has none.
pub fn beside<'f>(parts: &OutcomeRecord, figures: &'f [Figure]) -> Option<(&'f Figure, Agreement)> {
    let same: Vec<(&Figure, Agreement)> =
        figures.iter().filter_map(|figure| Some((figure, figure.compare(parts)?))).collect();
    let agreeing = same.iter().find(|(_, agreement)| *agreement == Agreement::Agrees);
    agreeing.or_else(|| same.first()).copied()
}

impl Figure {
    /// `None` where the two cannot be compared: other metrics, other kinds.
    fn compare(&self, parts: &OutcomeRecord) -> Option<Agreement> {
        if !same_metric(&self.metric, &parts.metric) {
            return None;
        }
        let (before, after) = values(parts);
        let after = after?;
        let agrees = if after.comparable(&self.after) {
            let befores = self.before.as_ref().zip(before.as_ref()).is_none_or(|(one, other)| one.equals(other));
            befores && self.holds(&after)
        } else {
            self.is_change_of(parts)?
        };
        Some(if agrees { Agreement::Agrees } else { Agreement::Differs })
    }

    fn holds(&self, after: &Amount) -> bool {
        match self.bound {
            Some(Bound::Below) => after.value <= self.after.value,
            Some(Bound::Above) => after.value >= self.after.value,
            None => self.after.equals(after),
        }
    }

    /// "38 % less" beside two values that give 38 % less; `None` when it is no share, or there is nothing to recompute.
    fn is_change_of(&self, parts: &OutcomeRecord) -> Option<bool> {
        if self.after.kind != Kind::Percent {
            return None;
        }
        let change = amount(&recomputed(parts)?).filter(|change| change.kind == Kind::Percent)?;
        Some((change.value - self.after.value).abs() <= self.after.step.max(1.0))
    }
}

/// Two names of one metric: half the words of the shorter are in the longer, and no percentile contradicts.
fn same_metric(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    let percentile = |words: &[String]| words.iter().find(|word| is_percentile(word)).cloned();
    let contradict = percentile(&one).zip(percentile(&other)).is_some_and(|(one, other)| one != other);
    let shared = one.iter().filter(|word| other.contains(word)).count();
    !contradict && shared > 0 && shared * 2 >= one.len().min(other.len())
}

fn is_percentile(word: &str) -> bool {
    word.strip_prefix('p').is_some_and(|rest| rest.len() > 1 && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

fn words(name: &str) -> Vec<String> {
    let all = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase);
    let telling = all.filter(|word| !IDLE.contains(&word.as_str()));
    telling
        .map(|word| SAME.iter().find(|same| same.contains(&&*word)).map_or(singular(&word), |same| same[0].to_owned()))
        .collect()
}

fn singular(word: &str) -> String {
    if word.len() > 3 && !word.ends_with("ss") { word.trim_end_matches('s').to_owned() } else { word.to_owned() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::bar::testing::{draft, reading_of};

    fn told(body: &str) -> Vec<Figure> {
        reading_of(&draft(body), figures)
    }

    fn parts(metric: &str, before: &str, after: &str) -> OutcomeRecord {
        OutcomeRecord { metric: metric.into(), before: before.into(), after: after.into(), ..OutcomeRecord::default() }
    }

    fn verdict(body: &str, metric: &str, before: &str, after: &str) -> Option<Agreement> {
        beside(&parts(metric, before, after), &told(body)).map(|(_, agreement)| agreement)
    }

    const PAGE: &str = "Settlement p95 fell from 1.8 s to 240 ms. The hosting bill is 38 % lower since the move.\n\nEdits reach the other screen with a latency below 500 ms.\n";

    #[test]
    fn the_same_figure_agrees() {
        for (metric, before, after) in [
            ("settlement p95", "1,800 ms", "0.24 s"),
            ("Settlement p95", "", "240 ms"),
            ("p95", "1.8 s", "240 ms"),
            ("hosting bill", "$500", "$310"),
            ("hosting costs", "", "38 %"),
            ("edit latency", "", "321 ms"),
        ] {
            assert_eq!(verdict(PAGE, metric, before, after), Some(Agreement::Agrees), "{metric} {:?}", told(PAGE));
        }
    }

    #[test]
    fn another_figure_differs() {
        for (metric, before, after) in [
            ("settlement p95", "1.8 s", "250 ms"),
            ("settlement p95", "2.8 s", "240 ms"),
            ("hosting bill", "$500", "$200"),
            ("latency of edits", "", "620 ms"),
        ] {
            assert_eq!(verdict(PAGE, metric, before, after), Some(Agreement::Differs), "{metric} {before} {after}");
        }
    }

    #[test]
    fn what_cannot_be_compared_is_not() {
        for (metric, before, after) in [
            ("bundle size", "412 kB", "222 kB"),
            ("settlement p50", "", "240 ms"),
            ("settlement p95", "", "240 MB"),
            ("", "1.8 s", "240 ms"),
        ] {
            assert_eq!(verdict(PAGE, metric, before, after), None, "{metric} {before} {after}");
        }
        assert_eq!(verdict("Our goal was a settlement p95 below 300 ms.\n", "settlement p95", "", "400 ms"), None);
    }

    #[test]
    fn an_agreeing_figure_speaks_before_one_that_differs() {
        let page = "Settlement p95 was 300 ms in the first week. Settlement p95 fell from 1.8 s to 240 ms.\n";
        assert_eq!(verdict(page, "settlement p95", "", "240 ms"), Some(Agreement::Agrees));
    }

    #[test]
    fn a_bound_is_shown_as_one() {
        let figures = told(PAGE);
        let bound = figures.iter().find(|figure| figure.bound.is_some()).unwrap();
        assert_eq!(bound.value, "below 500 ms");
    }

    proptest::proptest! {
        #[test]
        fn any_words_are_survived(body in "(p95 |fell |from 3 s |to 2 s|below |é|\\. |\n|[0-9]{2} %){0,12}", metric in "\\PC{0,12}", after in "[0-9. a-z%é]{0,8}") {
            beside(&parts(&metric, "", &after), &told(&body));
        }
    }
}
