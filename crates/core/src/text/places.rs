//! Bytes ↔ UTF-16 units ↔ lines. Built once per text; each question is answered near at hand.

use super::{Span, Utf16Span};

/// Bytes between two marks.
const STEP: usize = 512;

/// UTF-16 places of a text.
#[derive(Debug)]
pub struct Places<'a> {
    text: &'a str,
    /// Units before each multiple of `STEP` bytes; empty when bytes and units are the same.
    marks: Vec<u32>,
}

impl<'a> Places<'a> {
    pub fn new(text: &'a str) -> Self {
        if text.is_ascii() {
            return Self { text, marks: Vec::new() };
        }
        let mut sum = 0;
        let marks = text.as_bytes().chunks(STEP).map(|chunk| {
            sum += units(chunk);
            sum - units(chunk)
        });
        Self { text, marks: marks.collect() }
    }

    /// Units before a byte; a byte beyond the end counts as the end.
    pub fn utf16(&self, byte: usize) -> u32 {
        let byte = byte.min(self.text.len());
        match self.marks.get(byte / STEP) {
            Some(mark) => mark + units(&self.text.as_bytes()[byte / STEP * STEP..byte]),
            None if self.marks.is_empty() => byte as u32,
            None => self.marks.last().map_or(0, |last| last + units(self.last_chunk())),
        }
    }

    /// The byte at a unit: the start of the character when it falls inside, the end when it is beyond.
    pub fn byte(&self, unit: u32) -> usize {
        if self.marks.is_empty() {
            return (unit as usize).min(self.text.len());
        }
        let chunk = self.marks.partition_point(|mark| *mark <= unit).saturating_sub(1);
        let mut at = self.text.ceil_char_boundary(chunk * STEP);
        let mut seen = self.marks[chunk];
        for c in self.text[at..].chars() {
            seen += c.len_utf16() as u32;
            if seen > unit {
                break;
            }
            at += c.len_utf8();
        }
        at
    }

    pub fn span(&self, span: Span) -> Utf16Span {
        Utf16Span { from: self.utf16(span.start), to: self.utf16(span.end) }
    }

    /// Units of the whole text.
    pub fn length(&self) -> u32 {
        self.utf16(self.text.len())
    }

    fn last_chunk(&self) -> &[u8] {
        self.text.as_bytes().chunks(STEP).next_back().unwrap_or_default()
    }
}

/// UTF-16 units that begin in these bytes: one per first byte, one more for those of four. Counted in
/// stretches whose sum fits a byte, which the compiler turns into wide additions.
fn units(bytes: &[u8]) -> u32 {
    let few =
        |stretch: &[u8]| stretch.iter().fold(0_u8, |sum, &b| sum + u8::from(b & 0xc0 != 0x80) + u8::from(b >= 0xf0));
    bytes.chunks(127).map(|stretch| u32::from(few(stretch))).sum()
}

/// Lines of a text.
#[derive(Debug)]
pub struct LineIndex<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> LineIndex<'a> {
    pub fn new(text: &'a str) -> Self {
        let behind = text.match_indices('\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(behind).collect() }
    }

    /// Zero-based line of a byte.
    pub fn line(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte).saturating_sub(1)
    }

    /// One-based line and column; the column counts characters.
    pub fn position(&self, byte: usize) -> (usize, usize) {
        let line = self.line(byte);
        let end = self.text.floor_char_boundary(byte.min(self.text.len()));
        let before = self.text.get(self.starts[line]..end).unwrap_or_default();
        (line + 1, before.chars().count() + 1)
    }

    /// The text of a zero-based line without its end; empty beyond the last.
    pub fn text(&self, line: usize) -> &'a str {
        let Some(start) = self.starts.get(line) else { return "" };
        let end = self.starts.get(line + 1).map_or(self.text.len(), |next| next - 1);
        &self.text[*start..end]
    }

    pub fn count(&self) -> usize {
        self.starts.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn counts_as_editors_do() {
        let places = Places::new("aé漢🧰b");
        let units: Vec<u32> = [0, 1, 3, 6, 10, 11, 99].iter().map(|&byte| places.utf16(byte)).collect();
        assert_eq!(units, [0, 1, 2, 3, 5, 6, 6]);
        let bytes: Vec<usize> = (0..8).map(|unit| places.byte(unit)).collect();
        assert_eq!(bytes, [0, 1, 3, 6, 6, 10, 11, 11]);
    }

    #[test]
    fn lines_and_columns() {
        let index = LineIndex::new("ab\n\né🧰x");
        assert_eq!((index.position(0), index.position(3), index.position(9)), ((1, 1), (2, 1), (3, 2)));
        assert_eq!((index.position(10), index.position(99)), ((3, 3), (3, 4)));
        assert_eq!((index.text(0), index.text(1), index.text(2), index.text(3)), ("ab", "", "é🧰x", ""));
        assert_eq!(index.count(), 3);
    }

    proptest! {
        #[test]
        fn both_ways_agree_with_counting(parts in proptest::collection::vec("[a-z]{0,300}|é{1,200}|🧰{1,200}|\n", 0..12)) {
            let text = parts.concat();
            let places = Places::new(&text);
            let mut unit = 0;
            for (byte, c) in text.char_indices() {
                prop_assert_eq!(places.utf16(byte), unit);
                prop_assert_eq!(places.byte(unit), byte);
                unit += c.len_utf16() as u32;
            }
            prop_assert_eq!(places.length(), unit);
            prop_assert_eq!(places.byte(unit), text.len());
        }
    }
}
