//! Where the front matter ends and the text begins. Looks at fences only, reads no field.

/// Longest block that is taken for front matter, in bytes. A longer one is text.
pub const MAX_BLOCK: usize = 64 * 1024;

/// What kind of fence opens the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// The file starts with text.
    None,
    /// `---` … `---` (or `...`).
    Yaml,
    /// `+++` … `+++`.
    Toml,
    /// A fence opens and no fence closes it within `MAX_BLOCK`: all of it is text.
    Unclosed,
}

/// A file cut in two. `body` starts at byte `body_at` of what was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Split<'a> {
    pub format: Format,
    /// Between the fences, line ends kept.
    pub raw: &'a str,
    /// The lines of the fences with their line ends, and what stands before the first one; empty without fences.
    pub opening: &'a str,
    pub closing: &'a str,
    pub body: &'a str,
    pub body_at: usize,
}

impl<'a> Split<'a> {
    fn none(text: &'a str, format: Format) -> Self {
        let body_at = text.len() - strip_bom(text).len();
        Self { format, raw: "", opening: "", closing: "", body: &text[body_at..], body_at }
    }
}

/// Cuts a file. Only a fence at the very start counts (a byte order mark may stand before it), so a
/// `---` further down stays a thematic break.
pub fn split(text: &str) -> Split<'_> {
    let start = text.len() - strip_bom(text).len();
    let Some((fence, format, raw_at)) = opening(text, start) else {
        return Split::none(text, Format::None);
    };
    let mut at = raw_at;
    for line in text[raw_at..].split_inclusive('\n') {
        let end = at + line.len();
        if closes(line, fence) {
            let (opening, closing) = (&text[..raw_at], &text[at..end]);
            return Split { format, raw: &text[raw_at..at], opening, closing, body: &text[end..], body_at: end };
        }
        if end - raw_at > MAX_BLOCK {
            break;
        }
        at = end;
    }
    Split::none(text, Format::Unclosed)
}

fn strip_bom(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

fn opening(text: &str, start: usize) -> Option<(&'static str, Format, usize)> {
    let line = text[start..].split_inclusive('\n').next()?;
    if !line.ends_with('\n') {
        return None;
    }
    let (fence, format) = match line.trim_end() {
        "---" => ("---", Format::Yaml),
        "+++" => ("+++", Format::Toml),
        _ => return None,
    };
    Some((fence, format, start + line.len()))
}

fn closes(line: &str, fence: &str) -> bool {
    let line = line.trim_end();
    line == fence || (fence == "---" && line == "...")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_at_the_second_fence() {
        let cut = split("---\ntitle: A\n---\nText\n---\nmore");
        assert_eq!((cut.format, cut.raw, cut.body), (Format::Yaml, "title: A\n", "Text\n---\nmore"));
        assert_eq!((cut.opening, cut.closing, cut.body_at), ("---\n", "---\n", 17));
    }

    #[test]
    fn sees_through_a_mark_and_carriage_returns() {
        let cut = split("\u{feff}---\r\na: 1\r\n--- \r\nB");
        assert_eq!((cut.format, cut.raw, cut.body), (Format::Yaml, "a: 1\r\n", "B"));
        assert_eq!((cut.opening, cut.closing), ("\u{feff}---\r\n", "--- \r\n"));
        assert_eq!(split("\u{feff}B").body, "B");
    }

    #[test]
    fn takes_an_empty_block_and_a_block_at_the_end() {
        assert_eq!(split("---\n---\nB").raw, "");
        let cut = split("---\na: 1\n---");
        assert_eq!((cut.raw, cut.body), ("a: 1\n", ""));
    }

    #[test]
    fn leaves_what_is_no_front_matter() {
        for text in ["", "---", "--- a\nb\n---\n", " ---\na: 1\n---\n", "\n---\na: 1\n---\n", "text\n---\na\n---\n"] {
            assert_eq!((split(text).format, split(text).body), (Format::None, text));
        }
        let open = "---\na: 1\nno end";
        assert_eq!((split(open).format, split(open).body), (Format::Unclosed, open));
    }

    #[test]
    fn knows_toml_fences() {
        let cut = split("+++\na = 1\n+++\nB");
        assert_eq!((cut.format, cut.raw, cut.body), (Format::Toml, "a = 1\n", "B"));
    }

    #[test]
    fn gives_up_on_a_block_over_the_limit() {
        let long = format!("---\n{}---\nB", "a: bbbbbbbb\n".repeat(MAX_BLOCK / 10));
        assert_eq!(split(&long).format, Format::Unclosed);
    }
}
