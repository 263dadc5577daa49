//! What a lab allows its figures to do: `{experiment: {way: {figure: bound}}}`.
//!
//! A bound is one or more of `is`, `atLeast`, `atMost` (numbers), `within` (a share of the kept figure, 0.5
//! for half of it) and `lessThan` (the name of a way whose same figure must be greater). A figure that
//! is named and missing is out of tolerance. Runs nothing.

use serde_json::Value;

/// One figure with one bound, judged.
#[derive(Debug)]
pub struct Line {
    pub within: bool,
    pub said: String,
}

/// All bounds of a lab, in the order they are written. A bound that nobody knows is broken.
pub fn judge(rules: &Value, kept: &Value, fresh: &Value) -> Vec<Line> {
    let mut lines = Vec::new();
    for (experiment, ways) in entries(rules) {
        for (way, figures) in entries(ways) {
            for (figure, bounds) in entries(figures) {
                let at = |from: &Value, way: &str| from[experiment.as_str()][way][figure.as_str()].as_f64();
                let other = |way: &str| at(fresh, way);
                let (was, is) = (at(kept, way), at(fresh, way));
                for (bound, limit) in entries(bounds) {
                    let within = is.is_some_and(|is| holds(bound, limit, is, was, &other));
                    let number = |value: Option<f64>| value.map_or("nothing".to_owned(), |value| value.to_string());
                    let said = format!(
                        "{experiment} · {way} · {figure}: {} ({bound} {limit}; kept {})",
                        number(is),
                        number(was)
                    );
                    lines.push(Line { within, said });
                }
            }
        }
    }
    lines
}

fn entries(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

fn holds(bound: &str, limit: &Value, is: f64, was: Option<f64>, other: &dyn Fn(&str) -> Option<f64>) -> bool {
    match (bound, limit.as_f64()) {
        ("is", Some(limit)) => (is - limit).abs() < f64::EPSILON,
        ("atLeast", Some(limit)) => is >= limit,
        ("atMost", Some(limit)) => is <= limit,
        ("within", Some(share)) => was.is_some_and(|was| (is - was).abs() <= share * was.abs()),
        ("lessThan", None) => limit.as_str().and_then(other).is_some_and(|greater| is < greater),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn verdict(bounds: Value, fresh: f64) -> bool {
        let rules = json!({"edits": {"merged": {"undone": bounds}}});
        let kept = json!({"edits": {"merged": {"undone": 10}}});
        let fresh = json!({"edits": {"merged": {"undone": fresh}, "whole": {"undone": 100}}});
        let lines = judge(&rules, &kept, &fresh);
        assert_eq!(lines.len(), 1);
        lines[0].within
    }

    #[test]
    fn each_bound_holds_up_to_its_edge() {
        for (bounds, inside, outside) in [
            (json!({"is": 0}), 0.0, 1.0),
            (json!({"atLeast": 5}), 5.0, 4.9),
            (json!({"atMost": 500}), 500.0, 500.1),
            (json!({"within": 0.5}), 15.0, 15.1),
            (json!({"lessThan": "whole"}), 99.0, 100.0),
        ] {
            assert!(verdict(bounds.clone(), inside), "{bounds}");
            assert!(!verdict(bounds.clone(), outside), "{bounds}");
        }
    }

    #[test]
    fn what_is_not_there_or_not_known_is_out() {
        assert!(!verdict(json!({"roughly": 1}), 1.0));
        assert!(!verdict(json!({"lessThan": "nobody"}), 1.0));
        assert!(!verdict(json!({"is": "0"}), 0.0));
        let rules = json!({"edits": {"merged": {"gone": {"atLeast": 0}}}});
        let lines = judge(&rules, &json!({}), &json!({"edits": {"merged": {}}}));
        assert!(!lines[0].within);
    }
}
