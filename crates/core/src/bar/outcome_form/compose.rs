//! The parts of a result → one plain sentence, the record kept beside it, and what is still missing.

use super::values;
use crate::bar::outcome_detector::change;
use crate::bar::sentences::folded;
use crate::guide::{Evidence, OutcomeRecord};

/// What a form becomes.
#[derive(Debug, Clone, PartialEq)]
pub struct Composed {
    /// Empty while there is no value to tell.
    pub sentence: String,
    /// As it is kept: white space folded, values with their unit.
    pub record: OutcomeRecord,
    /// "87 % less"; empty while it cannot be computed.
    pub change: String,
    /// Why the values cannot be compared; empty when they can, or when one is missing.
    pub problem: String,
    /// What would make it stronger, in order.
    pub missing: Vec<Part>,
}

/// A part of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Metric,
    After,
    Before,
    Method,
    Window,
    Evidence,
}

pub fn compose(record: &OutcomeRecord) -> Composed {
    let record = tidied(record);
    let (before, after) = values(&record);
    let changed = before.as_ref().zip(after.as_ref()).and_then(|(before, after)| change(before, after));
    let strangers = before.as_ref().zip(after.as_ref()).is_some_and(|(before, after)| !before.comparable(after));
    let problem = match (&before, &after) {
        _ if strangers => format!("{} and {} do not measure the same thing.", record.before, record.after),
        (None, _) if !record.before.is_empty() => format!("“{}” is no value I can compute with.", record.before),
        (_, None) if !record.after.is_empty() => format!("“{}” is no value I can compute with.", record.after),
        _ => String::new(),
    };
    let sentence = sentence(&record, before.zip(after).map(|(before, after)| after.value - before.value));
    Composed { sentence, change: changed.unwrap_or_default(), problem, missing: missing(&record), record }
}

fn tidied(record: &OutcomeRecord) -> OutcomeRecord {
    let OutcomeRecord { metric, unit, window, method, no_earlier_state, evidence, .. } = record;
    let value = |text: &str| folded(&super::with_unit(text, record));
    OutcomeRecord {
        metric: folded(metric),
        before: value(&record.before),
        after: value(&record.after),
        unit: folded(unit),
        window: folded(window).trim_end_matches(['.', ',']).to_owned(),
        method: folded(method).trim_end_matches(['.', ',']).to_owned(),
        no_earlier_state: *no_earlier_state && record.before.trim().is_empty(),
        evidence: evidence.iter().map(short).collect(),
    }
}

fn short(evidence: &Evidence) -> Evidence {
    match evidence {
        Evidence::Command { command, output } => {
            Evidence::Command { command: command.clone(), output: output.chars().take(Evidence::LONGEST).collect() }
        }
        other => other.clone(),
    }
}

/// `rise`: after minus before, where both are known.
fn sentence(record: &OutcomeRecord, rise: Option<f64>) -> String {
    if record.metric.is_empty() || record.after.is_empty() {
        return String::new();
    }
    let mut sentence = capital(&record.metric);
    sentence += &told(record, rise);
    if !record.window.is_empty() {
        sentence += &format!(" {}", led(&record.window, WHEN, "over"));
    }
    if !record.method.is_empty() {
        sentence += &format!(", {}", how(&record.method));
    }
    sentence + "."
}

fn told(record: &OutcomeRecord, rise: Option<f64>) -> String {
    let OutcomeRecord { before, after, metric, .. } = record;
    if before.is_empty() {
        let relative = |way: &str| after.strip_suffix(way).map(str::trim);
        return match (relative(" less"), relative(" more")) {
            (Some(by), _) => format!(" fell by {by}"),
            (_, Some(by)) => format!(" rose by {by}"),
            _ if is_plural(metric) => format!(" were {after}"),
            _ => format!(" was {after}"),
        };
    }
    let verb = match rise {
        Some(rise) if rise < 0.0 => "fell",
        Some(rise) if rise > 0.0 => "rose",
        _ => "went",
    };
    format!(" {verb} from {before} to {after}")
}

fn is_plural(metric: &str) -> bool {
    let last = metric.rsplit(' ').next().unwrap_or_default();
    last.ends_with('s') && !last.ends_with("ss") && !last.ends_with("us") && last.len() > 3
}

const WHEN: &[&str] = &[
    "over",
    "in",
    "during",
    "within",
    "across",
    "throughout",
    "for",
    "since",
    "between",
    "after",
    "by",
    "this",
    "last",
    "on",
    "from",
    "at",
    "every",
    "each",
    "until",
];
const HOW: &[&str] =
    &["with", "over", "on", "across", "in", "by", "from", "using", "against", "at", "during", "for", "every"];

/// With a word in front that leads it in, unless it has one.
fn led(text: &str, leads: &[&str], lead: &str) -> String {
    let first = text.split(' ').next().unwrap_or_default().to_lowercase();
    if leads.contains(&first.as_str()) { text.to_owned() } else { format!("{lead} {text}") }
}

fn how(method: &str) -> String {
    let first = method.split(' ').next().unwrap_or_default();
    if first.ends_with("ed") && first.len() > 4 {
        method.to_owned()
    } else {
        format!("measured {}", led(method, HOW, "with"))
    }
}

/// "p95" and "iOS" keep their small letter: they are names.
fn capital(text: &str) -> String {
    let first = text.split(' ').next().unwrap_or_default();
    let named =
        first.chars().skip(1).any(|c| c.is_uppercase() || c.is_ascii_digit()) || first.contains(['`', '.', '_']);
    let mut chars = text.chars();
    match chars.next() {
        Some(c) if !named => c.to_uppercase().chain(chars).collect(),
        _ => text.to_owned(),
    }
}

fn missing(record: &OutcomeRecord) -> Vec<Part> {
    let OutcomeRecord { metric, before, after, window, method, no_earlier_state, evidence, .. } = record;
    let parts = [
        (Part::Metric, metric.is_empty()),
        (Part::After, after.is_empty()),
        (Part::Before, before.is_empty() && !no_earlier_state),
        (Part::Method, method.is_empty()),
        (Part::Window, window.is_empty()),
        (Part::Evidence, evidence.is_empty()),
    ];
    parts.into_iter().filter(|(_, missing)| *missing).map(|(part, _)| part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(metric: &str, before: &str, after: &str) -> OutcomeRecord {
        OutcomeRecord { metric: metric.into(), before: before.into(), after: after.into(), ..OutcomeRecord::default() }
    }

    #[test]
    fn one_plain_sentence() {
        let full = OutcomeRecord {
            window: "two weeks".into(),
            method: "k6 at 200 virtual users.".into(),
            ..record("settlement p95", "1.8 s", "240 ms")
        };
        let composed = compose(&full);
        assert_eq!(
            composed.sentence,
            "Settlement p95 fell from 1.8 s to 240 ms over two weeks, measured with k6 at 200 virtual users."
        );
        assert_eq!((composed.change.as_str(), composed.problem.as_str()), ("87 % less", ""));
        assert_eq!(composed.missing, [Part::Evidence]);
        for (record, sentence) in [
            (record("p95", "240 ms", "1.8 s"), "p95 rose from 240 ms to 1.8 s."),
            (record("callbacks", "", "48,211"), "Callbacks were 48,211."),
            (record("hosting bill", "", "38 % less"), "Hosting bill fell by 38 %."),
            (record("", "1 s", "2 s"), ""),
            (record("time", "an afternoon", "nine minutes"), "Time went from an afternoon to nine minutes."),
            (OutcomeRecord { unit: "ms".into(), ..record("p95", "240", "180") }, "p95 fell from 240 ms to 180 ms."),
        ] {
            assert_eq!(compose(&record).sentence, sentence);
        }
    }

    #[test]
    fn says_what_cannot_be_compared() {
        assert_eq!(
            compose(&record("p95", "1.8 s", "240 MB")).problem,
            "1.8 s and 240 MB do not measure the same thing."
        );
        assert_eq!(compose(&record("p95", "slow", "240 ms")).problem, "“slow” is no value I can compute with.");
        assert_eq!(compose(&record("p95", "", "240 ms")).problem, "");
    }
}
