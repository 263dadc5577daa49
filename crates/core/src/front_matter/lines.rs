//! A block of YAML as lines: which belong to a key, and other lines in their place.
//!
//! Knows only the plain shape (keys at the margin, what belongs to them indented or in a list);
//! whoever uses it proves the result.

use std::ops::Range;

use super::write::{Written, lines, scalar};

/// Bytes of the lines of a top-level key, without blank lines and comments that follow it.
pub(super) fn range_of(block: &str, key: &str) -> Option<Range<usize>> {
    let mut found: Option<Range<usize>> = None;
    let mut at = 0;
    for line in block.split_inclusive('\n') {
        let end = at + line.len();
        match (&mut found, key_at_margin(line)) {
            (Some(_), Some(_)) => break,
            (Some(range), None) if continues(line) => range.end = end,
            (None, Some(name)) if name == key => found = Some(at..end),
            _ => {}
        }
        at = end;
    }
    found
}

/// The key that a line starts at the margin, without its quotes.
fn key_at_margin(line: &str) -> Option<&str> {
    match line.chars().next()? {
        quote @ ('"' | '\'') => {
            let (name, rest) = line[1..].split_once(quote)?;
            rest.trim_start().starts_with(':').then_some(name)
        }
        ' ' | '\t' | '#' | '-' | '[' | ']' | '{' | '}' | '?' | ':' | '\r' | '\n' => None,
        _ => {
            let end = line
                .match_indices(':')
                .map(|(at, _)| at)
                .find(|at| line[at + 1..].chars().next().is_none_or(char::is_whitespace))?;
            Some(line[..end].trim_end())
        }
    }
}

/// Lines that belong to the key above them.
fn continues(line: &str) -> bool {
    let text = line.trim();
    !text.is_empty() && !text.starts_with('#') && (line.starts_with([' ', '\t', '-', ']', '}']))
}

/// The block with other lines for a key, in the style of the ones that were there; a new key goes to
/// the end.
pub(super) fn spliced(block: &str, key: &str, value: &Written) -> String {
    let end = if block.contains("\r\n") { "\r\n" } else { "\n" };
    let Some(range) = range_of(block, key) else {
        let gap = if block.is_empty() || block.ends_with('\n') { "" } else { end };
        return format!("{block}{gap}{}", lines(key, value).replace('\n', end));
    };
    let old = &block[range.clone()];
    let mut new = in_style(old, key, value).replace('\n', end);
    if !old.ends_with('\n') && range.end == block.len() {
        new.truncate(new.trim_end().len());
    }
    format!("{}{new}{}", &block[..range.start], &block[range.end..])
}

fn in_style(old: &str, key: &str, value: &Written) -> String {
    let Written::List(items) = value else { return lines(key, value) };
    let head = &old[..after_colon(old)];
    let rest = old[head.len()..].trim_start_matches([' ', '\t']);
    let one_line = old.trim_end().lines().count() == 1;
    match (rest.starts_with('['), one_line) {
        (true, true) => {
            let items: Vec<String> = items.iter().map(|item| scalar(item)).collect();
            let comment = rest.rfind(']').map_or("", |at| &rest[at + 1..]).trim_end();
            format!("{head} [{}]{comment}\n", items.join(", "))
        }
        _ => {
            let indent = old.lines().skip(1).find(|line| line.trim_start().starts_with('-'));
            let indent = indent.map_or("  ", |line| &line[..line.len() - line.trim_start().len()]);
            let items: String = items.iter().map(|item| format!("{indent}- {}\n", scalar(item))).collect();
            format!("{head}\n{items}")
        }
    }
}

/// Byte behind the colon of the key that starts a text.
fn after_colon(text: &str) -> usize {
    let name = key_at_margin(text).map_or(0, str::len);
    let from = name + if text.starts_with(['"', '\'']) { 2 } else { 0 };
    text.get(from..).and_then(|rest| rest.find(':')).map_or(text.len(), |at| from + at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_lines_of_a_key() {
        let block = "a: 1\n\"b c\": 2\nlist:\n- x\n\n- y\n\n# next\nd: [1,\n  2\n]\ne: http://x:1\n";
        let text = |key: &str| range_of(block, key).map(|range| &block[range]);
        assert_eq!(text("a"), Some("a: 1\n"));
        assert_eq!(text("b c"), Some("\"b c\": 2\n"));
        assert_eq!(text("list"), Some("list:\n- x\n\n- y\n"));
        assert_eq!(text("d"), Some("d: [1,\n  2\n]\n"));
        assert_eq!(text("e"), Some("e: http://x:1\n"));
        assert_eq!((text("x"), text("http")), (None, None));
    }
}
