//! Addresses inside a bundle: relative paths, and the escapes that Markdown and URLs ask for.

use std::fmt::Write as _;

/// From the file `from` to the file `to`, both below the bundle's root: `../../stack/redis/index.md`.
pub fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let folders = from.len().saturating_sub(1).min(to.len().saturating_sub(1));
    let shared = from.iter().zip(&to).take(folders).take_while(|(a, b)| a == b).count();
    let up = from.len().saturating_sub(1 + shared);
    let mut out = "../".repeat(up);
    out.push_str(&to[shared..].join("/"));
    out
}

/// A link destination no reader can misread: spaces, brackets and marks percent-encoded.
pub fn destination(path: &str, fragment: Option<&str>) -> String {
    let mut out = encode(path);
    if let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) {
        out.push('#');
        out.push_str(&encode(fragment));
    }
    out
}

/// Percent-encodes what is neither a letter, a digit nor harmless in a destination.
fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() || "-_.~/:@!,+=&;".contains(c) {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

/// Text as Markdown that reads as exactly that text, on one line.
pub fn escape_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '{' | '}' | '$') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn walks_from_file_to_file() {
        let cases = [
            ("guides/a/index.md", "stack/redis/index.md", "../../stack/redis/index.md"),
            ("guides/a/index.md", "guides/b/index.md", "../b/index.md"),
            ("guides/a/index.md", "guides/a/flow.png", "flow.png"),
            ("index.md", "guides/a/index.md", "guides/a/index.md"),
            ("guides/a/index.md", "index.md", "../../index.md"),
            ("guides/a/index.md", "guides/a/index.md", "index.md"),
        ];
        for (from, to, expected) in cases {
            assert_eq!(relative(from, to), expected);
        }
    }

    #[test]
    fn destinations_survive_markdown() {
        assert_eq!(destination("a b/(c).png", None), "a%20b/%28c%29.png");
        assert_eq!(destination("схема.png", Some("a|b")), "схема.png#a%7Cb");
        assert_eq!(destination("x", Some("")), "x");
    }

    #[test]
    fn titles_read_as_written() {
        assert_eq!(escape_markdown("A [b] *c*\n<d>"), "A \\[b\\] \\*c\\* \\<d\\>");
    }
}
