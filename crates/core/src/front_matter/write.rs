//! Fields → YAML lines, one way only: the canonical form new entries and changed fields get.

use std::fmt::Write as _;

use crate::guide::Meta;

/// What a field holds when written; empty ones are not written at all.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Written {
    Nothing,
    Text(String),
    /// Plain, never quoted: a number.
    Number(u32),
    /// YAML as it stands.
    Plain(String),
    List(Vec<String>),
}

/// Every field in canonical order, with its canonical key.
pub(super) fn fields(meta: &Meta) -> Vec<(&'static str, Written)> {
    vec![
        ("title", text(&meta.title)),
        ("summary", text(&meta.summary)),
        ("slug", text(&meta.slug)),
        ("kind", text(meta.kind.as_str())),
        ("date", text(&meta.date)),
        ("updated", text(&meta.updated)),
        ("tags", list(&meta.tags)),
        ("stack", list(&meta.stack)),
        ("caseStudies", list(&meta.case_studies)),
        ("subjects", list(&meta.subjects)),
        ("readTime", meta.read_minutes.map_or(Written::Nothing, Written::Number)),
        ("aliases", list(&meta.aliases)),
        ("facetOf", text(&meta.facet_of)),
        ("version", text(&meta.version)),
    ]
}

fn text(value: &str) -> Written {
    if value.is_empty() { Written::Nothing } else { Written::Text(value.to_owned()) }
}

fn list(values: &[String]) -> Written {
    if values.is_empty() { Written::Nothing } else { Written::List(values.to_vec()) }
}

/// A whole block for an entry that never had one. Ends with a line end unless empty.
pub fn compose(meta: &Meta) -> String {
    fields(meta).into_iter().map(|(key, value)| lines(key, &value)).collect()
}

/// Lines for the fields in which `new` differs from what a reader finds without a block.
pub fn beyond(found: &Meta, new: &Meta) -> String {
    let pairs = fields(found).into_iter().zip(fields(new)).filter(|(found, new)| found != new);
    pairs.map(|(_, (key, value))| lines(key, &value)).collect()
}

/// A block that could not be read (TOML, broken YAML), kept as comments so that nothing is lost and
/// the file stays readable.
pub fn commented(raw: &str, what: &str) -> String {
    let mut out = format!("# {what}\n");
    for line in raw.lines() {
        let line: String = line.chars().map(|c| if printable(c) { c } else { '\u{fffd}' }).collect();
        let _ = writeln!(out, "# {}", line.trim_end());
    }
    out
}

/// One field as lines of YAML; nothing for an empty one.
pub(super) fn lines(key: &str, value: &Written) -> String {
    match value {
        Written::Nothing => String::new(),
        Written::Text(text) => format!("{key}: {}\n", scalar(text)),
        Written::Number(number) => format!("{key}: {number}\n"),
        Written::Plain(yaml) => format!("{key}: {yaml}\n"),
        Written::List(items) => {
            let items: String = items.iter().map(|item| format!("  - {}\n", scalar(item))).collect();
            format!("{key}:\n{items}")
        }
    }
}

/// A scalar every YAML reader takes for the same text: plain when nothing in it could mean more.
pub(super) fn scalar(text: &str) -> String {
    if plain(text) { text.to_owned() } else { quoted(text) }
}

fn plain(text: &str) -> bool {
    let starts = text.starts_with(|c: char| c.is_alphabetic());
    let calm = text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '/' | '(' | ')' | '+'));
    let edges = text.trim() == text;
    (starts && calm && edges && !reserved(text)) || is_day(text)
}

/// Words that some YAML reader takes for a boolean, nothing, or a number.
fn reserved(text: &str) -> bool {
    const WORDS: [&str; 11] = ["true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf"];
    WORDS.contains(&text.to_lowercase().as_str())
}

fn is_day(text: &str) -> bool {
    text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()
}

/// A double-quoted scalar on one line: whatever YAML does not take as it stands is escaped.
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
            c if (c as u32) <= 0xFFFF => drop(write!(out, "\\u{:04X}", c as u32)),
            c => drop(write!(out, "\\U{:08X}", c as u32)),
        }
    }
    out.push('"');
    out
}

/// What YAML allows unescaped, without the separators that end a line.
fn printable(c: char) -> bool {
    matches!(c, '\t' | ' '..='~' | '\u{a0}'..='\u{2027}' | '\u{202a}'..='\u{d7ff}' | '\u{e000}'..='\u{fefe}' | '\u{ff00}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;
    use crate::guide::Kind;

    #[test]
    fn writes_the_canonical_form() {
        let meta = Meta {
            title: "Scaling Isn’t the Hard Part — Staying Correct Is".into(),
            slug: "staying-correct".into(),
            date: "2026-02-04".into(),
            tags: vec!["real-time".into(), "a: b".into()],
            read_minutes: Some(12),
            ..Meta::default()
        };
        assert_eq!(
            compose(&meta),
            "title: \"Scaling Isn’t the Hard Part — Staying Correct Is\"\nslug: staying-correct\nkind: deep-dive\n\
             date: 2026-02-04\ntags:\n  - real-time\n  - \"a: b\"\nreadTime: 12\n"
        );
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_is_read_again(title in "\\PC{0,40}", tag in "[ -~]{1,20}", version in "\\PC{0,9}") {
            let one_line = |text: &str| {
                let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
                words.collect::<Vec<_>>().join(" ")
            };
            let meta = Meta {
                title: one_line(&title),
                tags: Some(one_line(&tag)).filter(|tag| !tag.is_empty()).into_iter().collect(),
                version: one_line(&version),
                kind: Kind::StackItem,
                ..Meta::default()
            };
            let known = read(&compose(&meta));
            proptest::prop_assert_eq!(&known.remarks, &Vec::<String>::new());
            proptest::prop_assert_eq!(known.meta, meta);
        }
    }
}
