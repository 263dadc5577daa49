//! Counting words in running text, in any script.
//!
//! A word is a run without spaces and without en or em dashes that holds a letter or a digit. Each
//! Han, Hiragana or Katakana character is half a word. Thai, Lao, Khmer and Burmese are cut by dictionary.

use std::iter::Sum;
use std::ops::{Add, AddAssign};

use super::unspaced;

/// Words kept apart by how fast they are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Words between spaces.
    pub spaced: u32,
    /// Han, Hiragana and Katakana characters, half a word each.
    pub characters: u32,
}

impl Tally {
    pub fn of(text: &str) -> Self {
        let mut counter = Counter::default();
        counter.text(text);
        counter.finish()
    }

    /// Whole words, rounded half up.
    pub fn words(self) -> u32 {
        self.spaced + self.characters.div_ceil(2)
    }
}

impl Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { spaced: self.spaced + other.spaced, characters: self.characters + other.characters }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), Add::add)
    }
}

/// Counts text that comes in pieces; a word may go on from one piece to the next.
#[derive(Debug, Default)]
pub struct Counter {
    tally: Tally,
    /// The open word holds a letter or digit; and how many code spans or addresses it is made of.
    letters: bool,
    units: u32,
    /// The open stretch of a script that is written without spaces.
    unspaced: String,
}

impl Counter {
    /// A code span or an address: one word, whatever is inside.
    pub fn one(&mut self) {
        self.cut_unspaced();
        self.units += 1;
    }

    pub fn text(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let other = &rest[self.plain(rest)..];
            let wide = other.find(|c: char| c.is_ascii()).unwrap_or(other.len());
            self.wide(&other[..wide]);
            rest = &other[wide..];
        }
    }

    /// The ASCII at the start of a text, and how much it is. Most text is this, so it is counted without a look at
    /// what else may be open.
    fn plain(&mut self, text: &str) -> usize {
        let open = self.open_end(text);
        self.wide(&text[..open]);
        let (mut letters, mut words, mut at) = (u8::from(self.letters), 0, open);
        for byte in text[open..].bytes().take_while(u8::is_ascii) {
            let kind = KINDS[usize::from(byte & 0x7f)];
            let end = kind >> 1;
            words += u32::from(letters & end);
            letters = (letters | kind) & !end & 1;
            at += 1;
        }
        self.tally.spaced += words;
        self.letters = letters == 1;
        at
    }

    /// Where a word ends that began with a code span or in a script without spaces; 0 where none is open.
    fn open_end(&self, text: &str) -> usize {
        if self.units == 0 && self.unspaced.is_empty() {
            return 0;
        }
        let stops = |c: char| !c.is_ascii() || is_end(c);
        text.find(stops).map_or(text.len(), |at| at + usize::from(text.as_bytes()[at].is_ascii()))
    }

    fn wide(&mut self, text: &str) {
        for c in text.chars() {
            match class(c) {
                Class::Letter if self.unspaced.is_empty() => self.letters = true,
                Class::Letter => {
                    self.cut_unspaced();
                    self.letters = true;
                }
                Class::Space => self.end_word(),
                Class::Character => {
                    self.end_word();
                    self.tally.characters += 1;
                }
                Class::Unspaced => self.unspaced(c),
                Class::Mark => {}
            }
        }
    }

    pub fn finish(mut self) -> Tally {
        self.end_word();
        self.tally
    }

    fn unspaced(&mut self, c: char) {
        if self.letters || self.units > 0 {
            self.end_word();
        }
        self.unspaced.push(c);
    }

    fn end_word(&mut self) {
        self.cut_unspaced();
        self.tally.spaced += self.units.max(u32::from(self.letters));
        (self.letters, self.units) = (false, 0);
    }

    fn cut_unspaced(&mut self) {
        if !self.unspaced.is_empty() {
            self.tally.spaced += unspaced::words(&self.unspaced);
            self.unspaced.clear();
        }
    }
}

/// For each ASCII character: 1 a letter or digit, 2 the end of a word, 0 neither.
static KINDS: [u8; 128] = {
    let (mut kinds, mut at) = ([0; 128], 0);
    while at < 128 {
        let byte = at as u8;
        kinds[at] = if byte.is_ascii_alphanumeric() {
            1
        } else if is_ascii_end(byte) {
            2
        } else {
            0
        };
        at += 1;
    }
    kinds
};

const fn is_ascii_end(byte: u8) -> bool {
    matches!(byte, b' ' | 0x09..=0x0d)
}

fn is_end(c: char) -> bool {
    u8::try_from(c).is_ok_and(is_ascii_end)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Space,
    /// Han, Hiragana, Katakana.
    Character,
    /// Thai, Lao, Khmer, Burmese.
    Unspaced,
    Mark,
}

fn class(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => Class::Letter,
        ' ' | '\n' | '\t' | '–' | '—' => Class::Space,
        '\0'..='\u{7f}' => {
            if c.is_whitespace() {
                Class::Space
            } else {
                Class::Mark
            }
        }
        _ if c.is_whitespace() => Class::Space,
        _ if unspaced::is_unspaced(c) => unspaced_class(c),
        _ if is_character(c) => Class::Character,
        _ if c.is_alphanumeric() => Class::Letter,
        _ => Class::Mark,
    }
}

/// Digits and signs of these scripts are no part of a dictionary word.
fn unspaced_class(c: char) -> Class {
    match c {
        '฿' | '๏' | '๚' | '๛' | '។' | '៕' | '៛' | '၊' | '။' => Class::Mark,
        _ if c.is_numeric() => Class::Letter,
        _ => Class::Unspaced,
    }
}

fn is_character(c: char) -> bool {
    matches!(c,
        '々' | '〆' | '〇' | '\u{3041}'..='\u{3096}' | 'ゝ' | 'ゞ' | '\u{30a1}'..='\u{30fa}' | 'ー' | 'ヽ' | 'ヾ'
        | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ff9d}' | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> u32 {
        Tally::of(text).words()
    }

    #[test]
    fn scripts_side_by_side() {
        assert_eq!(words("ใช้Redis เร็ว"), 3);
        assert_eq!(words("データベース"), 3);
        assert_eq!(words("Привет, мир – да"), 3);
        assert_eq!(words("naïve\u{a0}café 3½"), 3);
    }

    #[test]
    fn a_word_may_come_in_pieces() {
        let mut counter = Counter::default();
        for piece in ["re", "al-", "time ", "x"] {
            counter.text(piece);
        }
        assert_eq!(counter.finish().words(), 2);
    }

    proptest::proptest! {
        /// However a text is cut, and whatever is open at the cut, the count is that of one character after the other.
        #[test]
        fn the_quick_count_is_the_slow_one(pieces in proptest::collection::vec("[a-c1 .\n—é漢ไท’]{0,9}|`", 0..8)) {
            let (mut quick, mut slow) = (Counter::default(), Counter::default());
            for piece in &pieces {
                match piece.as_str() {
                    "`" => [&mut quick, &mut slow].into_iter().for_each(Counter::one),
                    text => (quick.text(text), slow.wide(text)).0,
                }
            }
            proptest::prop_assert_eq!(quick.finish(), slow.finish());
        }
    }

    #[test]
    fn lao_khmer_and_burmese_are_cut() {
        assert!(words("ພາສາລາວເປັນພາສາທາງການ") > 2);
        assert!(words("ភាសាខ្មែរជាភាសាផ្លូវការ") > 2);
        assert!(words("မြန်မာဘာသာစကားသည်") > 2);
    }
}
