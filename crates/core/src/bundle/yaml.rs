//! The little YAML that bundles are written in: double-quoted texts, numbers and flow lists, one way.
//!
//! Every text is quoted, so that nothing is taken for a date, a number or a mark. Reads nothing.

use std::fmt::Write as _;

/// A double-quoted scalar on one line. Whatever YAML does not allow as it stands is escaped.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if printable(c) => out.push(c),
            c if u32::from(c) > 0xFFFF => drop(write!(out, "\\U{:08X}", u32::from(c))),
            c => drop(write!(out, "\\u{:04X}", u32::from(c))),
        }
    }
    out.push('"');
    out
}

/// Controls, line separators, the byte order mark and non-characters are not.
fn printable(c: char) -> bool {
    let code = u32::from(c);
    !(c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}') || code & 0xFFFE == 0xFFFE)
}

/// `["a", "b"]`.
pub fn list(texts: &[String]) -> String {
    let quoted: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", quoted.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_whatever_comes() {
        assert_eq!(quoted("a: \"b\" \\ # c"), "\"a: \\\"b\\\" \\\\ # c\"");
        assert_eq!(quoted("\u{0}\u{85}\u{2028}\u{FFFE}\u{1FFFE}é🚀"), "\"\\u0000\\u0085\\u2028\\uFFFE\\U0001FFFEé🚀\"");
        assert_eq!(list(&["a".into(), "2026-01-01".into()]), "[\"a\", \"2026-01-01\"]");
    }

    proptest::proptest! {
        #[test]
        fn reads_back_the_same(text in "\\PC{0,20}|[\\u{0}-\\u{a0}\\u{2020}-\\u{2030}\\u{feff}]{0,20}") {
            let yaml = format!("a: {}\n", quoted(&text));
            let back: std::collections::BTreeMap<String, String> = serde_saphyr::from_str(&yaml).unwrap();
            proptest::prop_assert_eq!(&back["a"], &text);
        }
    }
}
