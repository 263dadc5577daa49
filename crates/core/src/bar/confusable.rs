//! Letters of other scripts that pass for Latin ones, in code and in the hosts of links.
//!
//! Only mixtures inside one word count: a comment in Russian is no disguise. Knows the Cyrillic and Greek
//! look-alikes, which are the ones that are used; not the whole table of Unicode.

use crate::text::Span;

/// A word that mixes scripts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    pub span: Span,
    pub word: String,
    /// "Cyrillic", "Greek".
    pub scripts: &'static str,
    /// The word in Latin letters, where the span holds just the word.
    pub plain: Option<String>,
}

const LOOK_ALIKES: [(char, char); 48] = [
    ('а', 'a'),
    ('е', 'e'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('у', 'y'),
    ('х', 'x'),
    ('і', 'i'),
    ('ј', 'j'),
    ('ѕ', 's'),
    ('ԁ', 'd'),
    ('һ', 'h'),
    ('ԛ', 'q'),
    ('ԝ', 'w'),
    ('А', 'A'),
    ('В', 'B'),
    ('Е', 'E'),
    ('К', 'K'),
    ('М', 'M'),
    ('Н', 'H'),
    ('О', 'O'),
    ('Р', 'P'),
    ('С', 'C'),
    ('Т', 'T'),
    ('Х', 'X'),
    ('І', 'I'),
    ('Ј', 'J'),
    ('Ѕ', 'S'),
    ('У', 'Y'),
    ('ο', 'o'),
    ('ν', 'v'),
    ('ι', 'i'),
    ('κ', 'k'),
    ('Α', 'A'),
    ('Β', 'B'),
    ('Ε', 'E'),
    ('Ζ', 'Z'),
    ('Η', 'H'),
    ('Ι', 'I'),
    ('Κ', 'K'),
    ('Μ', 'M'),
    ('Ν', 'N'),
    ('Ο', 'O'),
    ('Ρ', 'P'),
    ('Τ', 'T'),
    ('Υ', 'Y'),
    ('Χ', 'X'),
    ('ⅰ', 'i'),
];

fn latin(c: char) -> Option<char> {
    LOOK_ALIKES.iter().find(|(other, _)| *other == c).map(|(_, plain)| *plain)
}

/// Words of a code block that mix scripts.
pub fn in_code(source: &str, code: Span) -> Vec<Doubt> {
    let text = code.of(source);
    if text.is_ascii() {
        return Vec::new();
    }
    words(text)
        .filter_map(|(at, word)| doubt(word, Span::new(code.start + at, code.start + at + word.len()), true))
        .collect()
}

/// The host of a link, if one of its labels mixes scripts.
pub fn in_host(href: &str, link: Span) -> Option<Doubt> {
    if href.is_ascii() {
        return None;
    }
    let host = href.split_once("://")?.1.split(['/', '?', '#', ':']).next()?;
    host.split('.').find_map(|label| doubt(label, link, false))
}

fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let apart = |c: char| !c.is_alphanumeric() && c != '_';
    text.split(apart)
        .filter(|word| !word.is_ascii())
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

fn doubt(word: &str, span: Span, whole: bool) -> Option<Doubt> {
    let alike: Vec<char> = word.chars().filter(|c| latin(*c).is_some()).collect();
    let mixes = word.chars().any(|c| c.is_ascii_alphabetic());
    let first = alike.first().filter(|_| mixes)?;
    let scripts = if matches!(first, '\u{370}'..='\u{3ff}') { "Greek" } else { "Cyrillic" };
    let plain = whole.then(|| word.chars().map(|c| latin(c).unwrap_or(c)).collect());
    Some(Doubt { span, word: word.to_owned(), scripts, plain })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mixtures_only() {
        let in_word = |text: &str| in_code(text, Span::new(0, text.len())).len();
        assert_eq!(in_word("let аdmin = раssword"), 2);
        assert_eq!(in_word("// привет мир; let µs, λx, Δt"), 0);
        assert_eq!(in_word("ascii only"), 0);
        assert!(in_host("https://раypal.com/x", Span::new(0, 1)).is_some());
        assert!(in_host("https://пример.рф/", Span::new(0, 1)).is_none());
        assert!(in_host("/stack/рedis", Span::new(0, 1)).is_none());
    }
}
