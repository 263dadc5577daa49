//! The unit of a table's cell: "40 ms" is in ms, "about 2.5 GB of memory" in GB.
//!
//! Only cells that begin with one amount and a unit known here; anything else has none.

/// Units that are written in one way only, by what they measure.
const UNITS: [&str; 44] = [
    "ns",
    "µs",
    "us",
    "ms",
    "s",
    "sec",
    "min",
    "h",
    "hours",
    "days",
    "weeks",
    "B",
    "KB",
    "kB",
    "MB",
    "GB",
    "TB",
    "KiB",
    "MiB",
    "GiB",
    "%",
    "rps",
    "req/s",
    "requests/s",
    "MB/s",
    "GB/s",
    "msg/s",
    "ops/s",
    "$",
    "€",
    "£",
    "KES",
    "USD",
    "EUR",
    "lines",
    "files",
    "m",
    "km",
    "W",
    "kW",
    "Hz",
    "kHz",
    "MHz",
    "GHz",
];

/// Words that may stand before an amount.
const BEFORE: [&str; 9] = ["about", "around", "roughly", "under", "over", "up", "to", "ca.", "only"];

/// The unit of the first amount in a cell, if the cell begins with one.
pub(super) fn unit(cell: &str) -> Option<&'static str> {
    let plain: String = cell.chars().filter(|c| !matches!(c, '*' | '_' | '`' | '~' | '≈' | '<' | '>')).collect();
    let text = BEFORE.iter().fold(plain.trim(), |text, word| match text.split_once(' ') {
        Some((first, rest)) if first.eq_ignore_ascii_case(word) => rest.trim_start(),
        _ => text,
    });
    if let Some(money) = ["$", "€", "£"].into_iter().find(|sign| text.starts_with(sign)) {
        return Some(money);
    }
    let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\u{a0}' | '\u{202f}' | '±' | '–' | '-');
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let rest = text.trim_start_matches(number);
    let word = rest.split([' ', ',', ';', '(', ')', '\u{a0}']).next().unwrap_or_default();
    UNITS.iter().find(|unit| **unit == word).copied().map(|unit| match unit {
        "us" => "µs",
        "sec" => "s",
        "KB" => "kB",
        "req/s" | "requests/s" => "rps",
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_unit_of_an_amount() {
        let cases = [
            ("40 ms", Some("ms")),
            ("**40ms**", Some("ms")),
            ("≈ 1.8 s (p95)", Some("s")),
            ("about 2.5 GB of memory", Some("GB")),
            ("12,400 req/s", Some("rps")),
            ("38 %", Some("%")),
            ("$12 a month", Some("$")),
            ("1–2 s", Some("s")),
            ("40", None),
            ("yes", None),
            ("40 plugins", None),
            ("JavaScript 40 ms", None),
            ("", None),
        ];
        for (cell, expected) in cases {
            assert_eq!(unit(cell), expected, "{cell}");
        }
    }
}
