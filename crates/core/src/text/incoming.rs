//! Bytes of a file → the text we work on, and back. Any bytes are a text.
//!
//! Inside, line ends are `\n` and there is no byte order mark; outside they are kept as they came.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// How lines end in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum LineEnding {
    #[default]
    Lf,
    CrLf,
    Cr,
}

impl LineEnding {
    pub fn as_str(self) -> &'static str {
        match self {
            LineEnding::Lf => "\n",
            LineEnding::CrLf => "\r\n",
            LineEnding::Cr => "\r",
        }
    }

    pub fn is_plain(&self) -> bool {
        *self == LineEnding::Lf
    }
}

/// A text with what has to be put back on the way out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    /// UTF-8, line ends `\n`, no byte order mark, no NUL.
    pub text: String,
    pub bom: bool,
    /// The bytes were UTF-16; on the way out they are UTF-8.
    pub utf16: bool,
    /// The most frequent one; `Lf` for a single line.
    pub line_ending: LineEnding,
    /// True when the line ends were not all alike.
    pub mixed: bool,
    /// Sequences that were no characters and became U+FFFD.
    pub invalid: usize,
    /// NUL characters taken out.
    pub nuls: usize,
}

/// Reads bytes as UTF-8, or as UTF-16 when they begin with its mark. Never fails.
pub fn normalise(bytes: &[u8]) -> Text {
    if let Some(text) = plain(bytes) {
        return Text { text: text.to_owned(), ..Text::default() };
    }
    let (decoded, bom, invalid) = decode(bytes);
    let nuls = decoded.bytes().filter(|&b| b == 0).count();
    let (line_ending, mixed) = line_ending(&decoded);
    let utf16 = matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
    Text { text: clean(&decoded), bom, utf16, line_ending, mixed, invalid, nuls }
}

/// The text of bytes that already are as we keep them: the common case, seen in three quick looks.
fn plain(bytes: &[u8]) -> Option<&str> {
    let marked = matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0xef, 0xbb, 0xbf, ..]);
    if marked || bytes.contains(&b'\r') || bytes.contains(&0) { None } else { std::str::from_utf8(bytes).ok() }
}

/// The bytes of a text for a file: UTF-8 with the given mark and line ends.
pub fn restore(text: &str, bom: bool, line_ending: LineEnding) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() + text.len() / 32 + 3);
    if bom {
        bytes.extend_from_slice("\u{feff}".as_bytes());
    }
    match line_ending {
        LineEnding::Lf => bytes.extend_from_slice(text.as_bytes()),
        _ => bytes.extend_from_slice(text.replace('\n', line_ending.as_str()).as_bytes()),
    }
    bytes
}

/// Characters, whether there was a mark, and how many sequences were broken.
fn decode(bytes: &[u8]) -> (Cow<'_, str>, bool, usize) {
    match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest, true),
        _ => utf8(bytes, false),
    }
}

fn utf8(bytes: &[u8], bom: bool) -> (Cow<'_, str>, bool, usize) {
    let invalid = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    (String::from_utf8_lossy(bytes), bom, invalid)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> (Cow<'_, str>, bool, usize) {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let decoded: Vec<Result<char, _>> = char::decode_utf16(pairs.iter().map(|&pair| unit(pair))).collect();
    let invalid = decoded.iter().filter(|c| c.is_err()).count() + odd.len();
    let text: String = decoded.into_iter().map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    (text.into(), true, invalid)
}

fn line_ending(text: &str) -> (LineEnding, bool) {
    let crlf = text.matches("\r\n").count();
    let cr = text.bytes().filter(|&b| b == b'\r').count() - crlf;
    let lf = text.bytes().filter(|&b| b == b'\n').count() - crlf;
    let counts = [(lf, LineEnding::Lf), (crlf, LineEnding::CrLf), (cr, LineEnding::Cr)];
    let most = counts.iter().rev().max_by_key(|(count, _)| *count).map_or(LineEnding::Lf, |(_, ending)| *ending);
    let ending = if lf + crlf + cr == 0 { LineEnding::Lf } else { most };
    (ending, counts.iter().filter(|(count, _)| *count > 0).count() > 1)
}

fn clean(text: &str) -> String {
    if !text.bytes().any(|b| matches!(b, b'\r' | 0)) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\r') {
        let line = if out.ends_with('\r') {
            out.pop();
            out.push('\n');
            line.strip_prefix('\n').unwrap_or(line)
        } else {
            line
        };
        out.extend(line.split('\0'));
    }
    if out.ends_with('\r') {
        out.pop();
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(bytes: &[u8]) -> String {
        normalise(bytes).text
    }

    #[test]
    fn line_ends_become_one_kind_and_are_remembered() {
        assert_eq!(text(b"a\r\nb\rc\nd\r\r\n\r"), "a\nb\nc\nd\n\n\n");
        assert_eq!(normalise(b"a\r\nb\r\n").line_ending, LineEnding::CrLf);
        assert_eq!(normalise(b"a\rb").line_ending, LineEnding::Cr);
        assert_eq!(normalise(b"a").line_ending, LineEnding::Lf);
        assert!(normalise(b"a\r\nb\n").mixed && !normalise(b"a\r\nb\r\n").mixed);
    }

    #[test]
    fn marks_broken_bytes_and_nul_are_taken_and_counted() {
        let read = normalise(b"\xef\xbb\xbfa\xffb\xe2\x82\0c");
        assert_eq!((read.text.as_str(), read.bom, read.invalid, read.nuls), ("a\u{fffd}b\u{fffd}c", true, 2, 1));
        assert_eq!(
            normalise(b"\xff\xfea\0\r\0\n\0"),
            Text { bom: true, utf16: true, line_ending: LineEnding::CrLf, text: "a\n".into(), ..Text::default() }
        );
        assert_eq!(normalise(b"\xfe\xff\xd8\0x").invalid, 2);
    }

    proptest! {
        #[test]
        fn whatever_comes_in_is_a_text(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
            let read = normalise(&bytes);
            prop_assert!(!read.text.contains(['\r', '\0']));
            let again = normalise(read.text.as_bytes());
            prop_assert_eq!(again.text, read.text);
        }

        #[test]
        fn unmixed_files_come_back_byte_for_byte(text in "[aé漢\n]{0,40}", bom in any::<bool>(), ending in 0..3) {
            let ending = [LineEnding::Lf, LineEnding::CrLf, LineEnding::Cr][ending as usize];
            let bytes = restore(&text, bom, ending);
            let read = normalise(&bytes);
            prop_assert_eq!(restore(&read.text, read.bom, read.line_ending), bytes);
            prop_assert_eq!(read.text, text);
        }
    }
}
