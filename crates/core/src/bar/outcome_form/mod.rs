//! A result in its parts: a sentence taken apart into a form, and a form put together into one plain sentence.
//!
//! Pure, and it never invents a value: what a sentence does not say stays empty, what a form leaves empty is left
//! out of the sentence and named as missing.

mod compose;
mod parse;

use super::outcome_detector::{Amount, amount, change};
use crate::guide::OutcomeRecord;

pub use compose::{Composed, Part, compose};
pub use parse::parse;

/// The values of a record as amounts: before and after, with the record's unit where they bear none.
pub(super) fn values(record: &OutcomeRecord) -> (Option<Amount>, Option<Amount>) {
    (amount(&with_unit(&record.before, record)), amount(&with_unit(&record.after, record)))
}

/// "240" and "ms" are "240 ms"; a value that has a unit keeps it.
pub(super) fn with_unit(value: &str, record: &OutcomeRecord) -> String {
    let bare = value.trim().ends_with(|c: char| c.is_ascii_digit());
    match record.unit.trim() {
        unit if bare && !unit.is_empty() => format!("{} {unit}", value.trim()),
        _ => value.trim().to_owned(),
    }
}

/// The change from before to after as the values give it: "87 % less".
pub fn recomputed(record: &OutcomeRecord) -> Option<String> {
    let (before, after) = values(record);
    change(&before?, &after?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bar::outcome_detector::{ASK, detect, pairs};

    #[test]
    fn what_is_composed_is_read_again_and_counts() {
        for (metric, before, after, window, method) in [
            ("Settlement p95", "1.8 s", "240 ms", "over two weeks", "k6 at 200 virtual users"),
            ("Support tickets", "40", "3", "in the first month", ""),
            ("Bundle size", "412 kB", "222 kB", "", "Lighthouse"),
            ("Throughput", "1,200 req/s", "4,800 req/s", "over 24 hours", "Prometheus"),
            ("Error rate", "5 %", "0.2 %", "", ""),
        ] {
            let part = |text: &str| text.to_owned();
            let record = OutcomeRecord {
                metric: part(metric),
                before: part(before),
                after: part(after),
                window: part(window),
                method: part(method),
                ..OutcomeRecord::default()
            };
            let composed = compose(&record);
            let again = parse(&composed.sentence);
            assert_eq!(again, record, "{}", composed.sentence);
            let score = detect(&composed.sentence).first().map_or(0, |hit| hit.score);
            assert!(score >= ASK, "{}", composed.sentence);
            assert!(pairs(&composed.sentence).iter().all(|pair| pair.slip().is_none()), "{}", composed.sentence);
        }
    }

    #[test]
    fn the_change_is_recomputed_whatever_the_unit() {
        let record = |before: &str, after: &str, unit: &str| OutcomeRecord {
            before: before.into(),
            after: after.into(),
            unit: unit.into(),
            ..OutcomeRecord::default()
        };
        assert_eq!(recomputed(&record("1.8 s", "240 ms", "")).as_deref(), Some("87 % less"));
        assert_eq!(recomputed(&record("1,800", "240", "ms")).as_deref(), Some("87 % less"));
        assert_eq!(recomputed(&record("1.8 s", "240 MB", "")), None);
        assert_eq!(recomputed(&record("", "240 ms", "")), None);
    }

    proptest::proptest! {
        #[test]
        fn any_form_is_composed_and_any_sentence_parsed(metric in "\\PC{0,12}", before in "[0-9., a-z%é]{0,8}", after in "[0-9., a-z%]{0,8}", window in "\\PC{0,8}", method in "\\PC{0,12}") {
            let record = OutcomeRecord { metric, before, after, window, method, ..OutcomeRecord::default() };
            let composed = compose(&record);
            proptest::prop_assert!(!composed.sentence.contains('\n'));
            parse(&composed.sentence);
            recomputed(&record);
        }
    }
}
