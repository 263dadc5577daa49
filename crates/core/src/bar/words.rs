//! The words of a text: where they stand, which stand in quotation marks, and the text in small letters. Most text is
//! plain ASCII and has a quicker way. Knows neither sentences nor what words mean.

use std::ops::Range;

/// A run of letters, digits and what joins them: "don't", "real-time", "1.8".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    pub range: Range<usize>,
    /// Inside quotation marks.
    pub quoted: bool,
    /// A code span or an address.
    pub code: bool,
}

/// Small letters, byte for byte; a letter whose small form has another length stays.
pub(super) fn lowered(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut lower = String::with_capacity(text.len());
    for c in text.chars() {
        let mut small = c.to_lowercase();
        match (small.next(), small.next()) {
            (Some(one), None) if one.len_utf8() == c.len_utf8() => lower.push(one),
            _ => lower.push(c),
        }
    }
    lower
}

/// The same of a text that is given away.
pub(super) fn into_lowered(mut text: String) -> String {
    if !text.is_ascii() {
        return lowered(&text);
    }
    text.make_ascii_lowercase();
    text
}

/// Ranges between quotation marks that close again.
pub(super) fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // The first byte of “ and ”.
    if !text.bytes().fold(false, |any, byte| any | (byte == b'"') | (byte == 0xe2)) {
        return found;
    }
    let (mut curly, mut straight) = (None, None);
    for (at, c) in text.char_indices() {
        match c {
            '“' => curly = Some(at),
            '”' => found.extend(curly.take().map(|start| start..at)),
            '"' => match straight.take() {
                Some(start) => found.push(start..at),
                None => straight = Some(at),
            },
            _ => {}
        }
    }
    found
}

pub(super) fn words(text: &str, quotations: &[Range<usize>]) -> Vec<Word> {
    let mut found = Vec::with_capacity(text.len() / 5);
    each(text, &mut |range| {
        let quoted = quotations.iter().any(|quotation| quotation.contains(&range.start));
        let code = is_code(&text[range.clone()]);
        found.push(Word { range, quoted, code });
    });
    found
}

/// Every word that is no code and no address.
pub(super) fn each_spoken<'t>(text: &'t str, mut take: impl FnMut(&'t str)) {
    each(text, &mut |range| {
        let word = &text[range];
        if !is_code(word) {
            take(word);
        }
    });
}

fn is_code(word: &str) -> bool {
    word.starts_with('_') || word.ends_with('_')
}

fn each(text: &str, take: &mut impl FnMut(Range<usize>)) {
    match text.is_ascii() {
        true => ascii_words(text.as_bytes(), take),
        false => other_words(text, take),
    }
}

/// As `other_words`, for what most text is.
fn ascii_words(text: &[u8], take: &mut impl FnMut(Range<usize>)) {
    let ends = |byte: &u8| matches!(byte, b' ' | b'/' | 0x09..=0x0d);
    let counts = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let mut from = 0;
    for part in text.split(ends) {
        let first = part.iter().position(counts);
        let last = first.and_then(|_| part.iter().rposition(counts));
        if let Some((first, last)) = first.zip(last) {
            take(from + first..from + last + 1);
        }
        from += part.len() + 1;
    }
}

fn other_words(text: &str, take: &mut impl FnMut(Range<usize>)) {
    let parts = text.split(|c: char| c.is_whitespace() || matches!(c, '–' | '—' | '/' | '…'));
    for part in parts {
        let inner = part.trim_matches(|c: char| !c.is_alphanumeric() && c != '_');
        let start = inner.as_ptr() as usize - text.as_ptr() as usize;
        if !inner.is_empty() {
            take(start..start + inner.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn plain_text_has_the_words_of_any_text(text in "[ -~\t\n\x0b\x0c\r\x1c]{0,60}") {
            let (mut quick, mut slow) = (Vec::new(), Vec::new());
            ascii_words(text.as_bytes(), &mut |range| quick.push(range));
            other_words(&text, &mut |range| slow.push(range));
            proptest::prop_assert_eq!(quick, slow);
        }
    }
}
