//! Numbers and quantities in words: "twelve", "a couple of", "half", "two orders of magnitude", "overnight"; and
//! the words that only soften a number: "about", "as few as".

use std::sync::LazyLock;

use super::quantity::Measure;
use super::scan::{Scan, Words, begins_word};

static NUMBERS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(&[
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "fifteen",
        "sixteen",
        "eighteen",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "hundred of",
        "hundreds of",
        "a hundred",
        "a thousand",
        "thousands of",
        "millions of",
        "a million",
        "a dozen",
        "dozens of",
        "a couple of",
        "a couple",
        "a few",
        "several",
        "a single",
    ])
});

static MULTIPLES: LazyLock<Words> = LazyLock::new(|| {
    Words::of(&[
        "an order of magnitude",
        "one order of magnitude",
        "two orders of magnitude",
        "three orders of magnitude",
        "four orders of magnitude",
        "a third",
        "one third",
        "a quarter",
        "one quarter",
        "a fifth",
        "one fifth",
        "a tenth",
        "one tenth",
        "a hundredth",
        "two thirds",
        "three quarters",
        "by half",
        "half",
        "one-third",
        "one-half",
        "two-thirds",
        "three-quarters",
        "twofold",
        "threefold",
        "fourfold",
        "fivefold",
        "tenfold",
        "twice",
        "thrice",
        "doubled",
        "doubling",
        "tripled",
        "tripling",
        "quadrupled",
        "halve",
        "halves",
        "halved",
        "halving",
    ])
});

static TIMES: LazyLock<Words> = LazyLock::new(|| {
    Words::of(&[
        "an hour",
        "a minute",
        "a fortnight",
        "overnight",
        "a whole quarter",
        "a whole afternoon",
        "a whole day",
        "a whole week",
        "a whole month",
        "a whole year",
        "a single day",
        "a single afternoon",
        "a single week",
        "a full quarter",
        "a full afternoon",
        "a full day",
        "a full week",
        "a full month",
        "a full year",
    ])
});

/// Words that make a number no other number.
const SOFT: &[&str] = &[
    "about",
    "around",
    "nearly",
    "almost",
    "just",
    "only",
    "under",
    "over",
    "more than",
    "less than",
    "fewer than",
    "up to",
    "roughly",
    "approximately",
    "some",
    "at least",
    "at most",
    "as low as",
    "as few as",
    "as little as",
    "as much as",
    "as many as",
    "as high as",
    "as small as",
    "average of",
    "an average of",
    "median of",
    "a median of",
    "an median of",
    "total of",
    "a total of",
    "well under",
    "well over",
    "well below",
    "well above",
    "below",
    "above",
    "past",
    "an additional",
    "additional",
    "another",
    "an extra",
    "extra",
    "every",
    "somewhere",
    "anywhere",
    "between",
    "barely",
    "close to",
    "by an average of",
    "a whole",
    "a full",
];

/// Words besides digits that may begin a quantity, or deny one.
static SIGNS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(&[
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "fifteen",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "hundred",
        "thousand",
        "million",
        "dozen",
        "couple",
        "few",
        "half",
        "halve",
        "halved",
        "halves",
        "halving",
        "twice",
        "thrice",
        "double",
        "doubled",
        "doubles",
        "doubling",
        "triple",
        "tripled",
        "triples",
        "tripling",
        "third",
        "quarter",
        "fifth",
        "tenth",
        "twofold",
        "threefold",
        "fourfold",
        "fivefold",
        "tenfold",
        "fortnight",
        "magnitude",
        "zero",
        "without",
        "no",
        "none",
        "overnight",
        "single",
        "hour",
        "minute",
        "day",
    ])
});

/// False when no quantity can stand in `text`: one cheap pass.
pub(super) fn may_hold(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut start = None;
    for (at, byte) in bytes.iter().enumerate() {
        match (byte.is_ascii_alphabetic(), start) {
            _ if byte.is_ascii_digit() => return true,
            (true, None) => start = Some(at),
            (false, Some(from)) if is_sign(&text[from..at]) => return true,
            (false, _) => start = None,
            (true, Some(_)) => {}
        }
    }
    start.is_some_and(|from| is_sign(&text[from..]))
}

/// For each first letter the lengths of its signs, a bit each: most words are passed over by them.
static LENGTHS: LazyLock<[u16; 26]> = LazyLock::new(|| {
    let signs = |letter: u8| SIGNS.of_start(&char::from(letter).to_string()).iter();
    std::array::from_fn(|at| signs(b'a' + at as u8).fold(0, |lengths, sign| lengths | 1 << sign.len()))
});

fn is_sign(word: &str) -> bool {
    let lengths = word.bytes().next().map_or(0, |first| LENGTHS[usize::from(first.to_ascii_lowercase() - b'a')]);
    let length = word.len() < 16 && lengths >> word.len() & 1 == 1;
    length && SIGNS.of_start(word).iter().any(|sign| sign.eq_ignore_ascii_case(word))
}

/// A number word at the scan's place.
pub(super) fn eat(scan: &mut Scan<'_>) -> bool {
    begins_word(scan.text, scan.at) && scan.eat_word(NUMBERS.of_start(scan.rest()))
}

/// A quantity in words at `start`, and where it ends.
pub(super) fn measure(text: &str, start: usize) -> Option<(Measure, usize)> {
    let mut scan = Scan::new(text, start);
    let lists = [(&*TIMES, Measure::Time), (&*MULTIPLES, Measure::Multiple)];
    let found = lists.into_iter().find(|(words, _)| scan.eat_word(words.of_start(scan.rest())));
    found.filter(|_| begins_word(text, start)).map(|(_, measure)| (measure, scan.at))
}

/// A number word as a figure: "nine", "a dozen", "halved"; `None` for words that only hint at one.
pub(super) fn figure(word: &str) -> Option<f64> {
    const FIGURES: &[(&str, f64)] = &[
        ("one", 1.0),
        ("two", 2.0),
        ("three", 3.0),
        ("four", 4.0),
        ("five", 5.0),
        ("six", 6.0),
        ("seven", 7.0),
        ("eight", 8.0),
        ("nine", 9.0),
        ("ten", 10.0),
        ("eleven", 11.0),
        ("twelve", 12.0),
        ("fifteen", 15.0),
        ("sixteen", 16.0),
        ("eighteen", 18.0),
        ("twenty", 20.0),
        ("thirty", 30.0),
        ("forty", 40.0),
        ("fifty", 50.0),
        ("sixty", 60.0),
        ("seventy", 70.0),
        ("eighty", 80.0),
        ("ninety", 90.0),
        ("a hundred", 100.0),
        ("a thousand", 1_000.0),
        ("a million", 1_000_000.0),
        ("a dozen", 12.0),
        ("twice", 2.0),
        ("doubled", 2.0),
        ("doubling", 2.0),
        ("thrice", 3.0),
        ("tripled", 3.0),
        ("tripling", 3.0),
        ("quadrupled", 4.0),
        ("half", 0.5),
        ("by half", 0.5),
        ("halve", 0.5),
        ("halves", 0.5),
        ("halved", 0.5),
        ("halving", 0.5),
    ];
    FIGURES.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, value)| *value)
}

/// Words that count nothing unless a unit follows: "a few minutes" is a quantity, "a few users" is none.
pub(super) fn is_vague(value: &str) -> bool {
    let words =
        ["one", "a few", "several", "a couple", "a single", "dozens of", "thousands of", "millions of", "hundred"];
    words.iter().any(|word| value.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))
}

/// Where the softening words before `start` begin, not before `floor`.
pub(super) fn softened(text: &str, start: usize, floor: usize) -> usize {
    let mut start = start;
    for _ in 0..4 {
        let before = text.get(floor..start).unwrap_or_default();
        let words = before.trim_end();
        if words.len() == before.len() {
            break;
        }
        let soft = SOFT.iter().filter(|soft| ends_with(words, soft)).map(|soft| soft.len()).max();
        let Some(length) = soft else { break };
        start = floor + words.len() - length;
    }
    start
}

fn ends_with(text: &str, word: &str) -> bool {
    let Some(start) = text.len().checked_sub(word.len()) else { return false };
    text.as_bytes()[start..].eq_ignore_ascii_case(word.as_bytes()) && begins_word(text, start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn softeners_are_taken_in_from_the_right() {
        let text = "fell by as much as about 40 ms";
        assert_eq!(softened(text, text.find("40").unwrap_or(0), 0), text.find("as much").unwrap_or(0));
        assert_eq!(softened("40", 0, 0), 0);
        assert_eq!(softened("é 40", 3, 0), 3);
    }

    #[test]
    fn a_text_without_numbers_is_known_at_once() {
        assert!(!may_hold("Nothing counts here, and nobody minds."));
        for text in ["in 3 steps", "It HALVED.", "no errors", "a fortnight"] {
            assert!(may_hold(text), "{text}");
        }
    }
}
