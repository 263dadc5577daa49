//! A sentence → the parts of the result it tells.

use crate::bar::method::{method, window};
use crate::bar::outcome_detector::{Baseline, Hit, detect};
use crate::bar::sentences::folded;
use crate::guide::OutcomeRecord;

/// What the sentence says of its strongest claim; what it does not say stays empty.
pub fn parse(sentence: &str) -> OutcomeRecord {
    let sentence = folded(sentence);
    let Some(hit) = detect(&sentence).into_iter().next() else { return OutcomeRecord::default() };
    let when = window(&sentence).filter(|when| !is_value(&hit, &sentence, when.clone()));
    let when = when.map_or_else(String::new, |when| sentence[when].to_owned());
    let how = method(&sentence).map_or_else(String::new, |how| without(&sentence[how], &when));
    OutcomeRecord {
        metric: hit.metric.clone(),
        before: hit.before.clone().unwrap_or_default(),
        after: after(&hit, &sentence),
        window: when,
        method: how,
        ..OutcomeRecord::default()
    }
}

/// "over 3 weeks" is no window where 3 weeks is what was measured.
fn is_value(hit: &Hit, sentence: &str, when: std::ops::Range<usize>) -> bool {
    let words = &sentence[when];
    !hit.written.is_empty() && words.contains(&hit.written)
        || hit.before.as_ref().is_some_and(|before| words.contains(before))
}

/// The value; of a bare change which way it went: "38 % less".
fn after(hit: &Hit, sentence: &str) -> String {
    let value = if hit.written.is_empty() { "0" } else { &hit.written };
    let relative = hit.before.is_none() && hit.baseline == Baseline::Implicit && hit.unit == "%";
    match way(hit.span.of(sentence)).filter(|_| relative) {
        Some(way) => format!("{value} {way}"),
        None => value.to_owned(),
    }
}

/// "less" or "more", told by the verb.
fn way(claim: &str) -> Option<&'static str> {
    const LESS: &[&str] = &[
        "fell", "fall", "drop", "decreas", "reduc", "cut", "shrank", "shrunk", "lower", "down", "less", "fewer",
        "smaller", "sav",
    ];
    const MORE: &[&str] =
        &["rose", "rise", "grew", "grow", "increas", "climb", "jump", "up", "more", "larger", "higher", "gain"];
    let claim = claim.to_lowercase();
    let starts = |words: &[&str]| claim.split(' ').any(|word| words.iter().any(|stem| word.starts_with(stem)));
    if starts(LESS) { Some("less") } else { starts(MORE).then_some("more") }
}

/// The method without the verb in front that the sentence gets anyway, and without the window.
fn without(how: &str, when: &str) -> String {
    let how = if when.is_empty() || when.contains(how) { how.to_owned() } else { how.replace(when, "") };
    if when.contains(how.trim()) {
        return String::new();
    }
    let how = how.trim().trim_end_matches([',', ';']);
    let how = how.strip_prefix("measured ").map_or(how, |rest| rest.strip_prefix("with ").unwrap_or(rest));
    folded(how)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_a_sentence_apart() {
        let record =
            parse("Settlement p95 fell from 1.8 s to 240 ms over two weeks, measured with k6 at 200 virtual users.");
        assert_eq!(
            (record.metric.as_str(), record.before.as_str(), record.after.as_str()),
            ("Settlement p95", "1.8 s", "240 ms")
        );
        assert_eq!((record.window.as_str(), record.method.as_str()), ("over two weeks", "k6 at 200 virtual users"));
        let record = parse("Costs fell by 38 % after the move.");
        assert_eq!((record.metric.as_str(), record.before.as_str(), record.after.as_str()), ("Costs", "", "38 % less"));
        let record = parse("We have had no unplanned downtime in the seven months since the migration.");
        assert_eq!(
            (record.metric.as_str(), record.after.as_str(), record.window.as_str()),
            ("unplanned downtime", "0", "in the seven months")
        );
    }

    #[test]
    fn invents_nothing() {
        assert!(parse("Everything became better.").is_empty());
        assert!(parse("").is_empty());
        let record = parse("The build went from 3 weeks to 2 days.");
        assert_eq!((record.window.as_str(), record.method.as_str()), ("", ""));
    }
}
