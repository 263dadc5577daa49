//! Detectors that anybody would write first, to compare the real one with.
//!
//! They look at signs alone: a digit, a digit with a unit, a share or a multiple.

/// Name, and whether a sentence would be taken for an outcome.
type Simple = (&'static str, fn(&str) -> bool);

pub const SIMPLE: [Simple; 3] =
    [("any digit", any_digit), ("a number with a unit", number_with_unit), ("per cent or times alone", share)];

const UNITS: [&str; 34] = [
    "ms", "s", "sec", "second", "seconds", "minute", "minutes", "min", "hour", "hours", "day", "days", "week", "weeks",
    "month", "months", "kb", "mb", "gb", "tb", "kib", "mib", "gib", "bytes", "rps", "qps", "req/s", "requests",
    "users", "percent", "times", "x", "%", "×",
];

fn any_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

fn number_with_unit(text: &str) -> bool {
    text.contains(['$', '€', '£']) && any_digit(text) || units(text).any(|unit| UNITS.contains(&unit.as_str()))
}

fn share(text: &str) -> bool {
    units(text).any(|unit| matches!(unit.as_str(), "%" | "percent" | "x" | "×" | "times"))
}

/// What stands behind each number: on it, or as the next word.
fn units(text: &str) -> impl Iterator<Item = String> + '_ {
    let words: Vec<&str> = text.split_whitespace().collect();
    let units = (0..words.len()).filter_map(move |at| {
        let word = words[at].trim_start_matches(|c: char| !c.is_ascii_digit());
        let on = word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
        let on = if on.is_empty() { words.get(at + 1).copied().unwrap_or_default() } else { on };
        (!word.is_empty()).then(|| on.trim_end_matches(['.', ',', ';', ':', ')', '!', '?']).to_lowercase())
    });
    units.collect::<Vec<_>>().into_iter()
}
