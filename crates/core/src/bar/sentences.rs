//! Where sentences begin and end in running text.
//!
//! Plain English rules with the abbreviations of technical prose; no dictionary. A line break is a blank, so
//! a reflowed paragraph has the same sentences.

use std::ops::Range;

/// Words whose full stop ends no sentence.
const ABBREVIATIONS: [&str; 10] = ["e.g", "i.e", "vs", "etc", "approx", "ca", "fig", "inc", "ltd", "cf"];
/// Titles are written with a capital: "240 ms." ends one.
const TITLES: [&str; 5] = ["Dr", "Mr", "Ms", "Mrs", "St"];
/// Only before a number: "no. 4", but "The answer is no."
const NUMBERED: [&str; 3] = ["no", "nos", "sec"];

/// Byte ranges of the sentences in `text`, trimmed, in order.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut in_code = false;
    for (at, c) in telling(text) {
        if c == '`' {
            in_code = !in_code;
        }
        let ends = matches!(c, '.' | '!' | '?') && ends_here(text, start, at);
        // Full stops of Chinese and Japanese: no blank follows them.
        if !in_code && (ends || (at >= start && matches!(c, '。' | '！' | '？'))) {
            let end = closing(text, at + c.len_utf8());
            push(&mut found, text, start..end);
            start = end;
        }
    }
    push(&mut found, text, start.min(text.len())..text.len());
    found
}

/// The characters that can end a sentence or belong to code, and a few others: most of a text is passed over.
fn telling(text: &str) -> impl Iterator<Item = (usize, char)> {
    let tells = |byte: &u8| matches!(byte, b'.' | b'!' | b'?' | b'`' | 0xe3 | 0xef);
    let bytes = text.bytes().enumerate().filter(move |(_, byte)| tells(byte));
    bytes.filter_map(|(at, _)| Some((at, text.get(at..)?.chars().next()?)))
}

/// White space folded to single blanks: what answers are stored with.
pub fn folded(sentence: &str) -> String {
    sentence.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn push(found: &mut Vec<Range<usize>>, text: &str, range: Range<usize>) {
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start().len();
    let end = start + part.trim().len();
    if start < end {
        found.push(start..end);
    }
}

/// A stop, a blank, and something that can begin a sentence.
fn ends_here(text: &str, start: usize, at: usize) -> bool {
    if at < start {
        return false;
    }
    let after = &text[closing(text, at + 1)..];
    let blank = after.starts_with(char::is_whitespace);
    let next = after.trim_start().chars().next();
    let begins = next.is_some_and(|c| !c.is_lowercase() && !matches!(c, ',' | ';' | ')'));
    blank && begins && !abbreviated(&text[start..at], next.is_some_and(|c| c.is_ascii_digit()))
}

/// `numbered`: a digit follows.
fn abbreviated(before: &str, numbered: bool) -> bool {
    let word = before.rsplit([' ', '\n', '(', '\u{a0}']).next().unwrap_or_default();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase) && word != "I";
    let small = word.to_lowercase();
    let number = numbered && NUMBERED.contains(&small.as_str());
    initial || number || TITLES.contains(&word) || ABBREVIATIONS.contains(&small.as_str())
}

/// Behind further stops, quotes and brackets that belong to the sentence.
fn closing(text: &str, at: usize) -> usize {
    let closes = |c: &char| matches!(c, '.' | '!' | '?' | '"' | '\'' | '”' | '’' | ')' | ']' | '*' | '_');
    at + text[at..].chars().take_while(closes).map(char::len_utf8).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn splits_at_stops() {
        assert_eq!(split("One. Two! Three? Four"), ["One.", "Two!", "Three?", "Four"]);
        assert_eq!(split("It fell to 1.8 s. We kept it."), ["It fell to 1.8 s.", "We kept it."]);
        assert_eq!(split("He said “stop.” Then\nleft."), ["He said “stop.”", "Then\nleft."]);
        assert_eq!(split("Call `a. B`. Then stop."), ["Call `a. B`.", "Then stop."]);
        assert_eq!(split("Really?! 40 ms."), ["Really?!", "40 ms."]);
        assert_eq!(split("実時間。速い！本当？「はい」"), ["実時間。", "速い！", "本当？", "「はい」"]);
        assert_eq!(split("It fell to 240 ms. We kept it."), ["It fell to 240 ms.", "We kept it."]);
        assert_eq!(split("It took 2 sec. Nobody said no. We saw."), ["It took 2 sec.", "Nobody said no.", "We saw."]);
    }

    #[test]
    fn leaves_abbreviations_and_names_whole() {
        for text in [
            "Tools, e.g. Redis, help.",
            "J. Evans wrote it.",
            "Ask Ms. Evans.",
            "See no. 4.",
            "Redis vs. Kafka.",
            "Use Next.js now.",
            "v1.2.3",
        ] {
            assert_eq!(split(text), [text]);
        }
    }

    #[test]
    fn folding_makes_reflowed_sentences_equal() {
        assert_eq!(folded("a\n  b\tc "), "a b c");
    }

    proptest::proptest! {
        #[test]
        fn any_text_splits_on_character_bounds(text in "\\PC{0,80}") {
            for range in sentences(&text) {
                proptest::prop_assert!(text.get(range).is_some());
            }
        }
    }
}
