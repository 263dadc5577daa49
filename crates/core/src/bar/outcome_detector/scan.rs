//! Reading a text letter by letter: a place that moves forward when what is asked for stands there.
//!
//! Letters are compared without regard to case in ASCII.

/// A place in a text. Every `eat` moves behind what it found, or stays and says `false`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scan<'t> {
    pub text: &'t str,
    pub at: usize,
}

impl<'t> Scan<'t> {
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Self { text, at }
    }

    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// One of these characters.
    pub(super) fn eat_any(&mut self, wanted: &[char]) -> bool {
        let found = self.peek().filter(|c| wanted.contains(c));
        self.at += found.map_or(0, char::len_utf8);
        found.is_some()
    }

    pub(super) fn eat(&mut self, wanted: &str) -> bool {
        let here = self.rest().as_bytes();
        let found = here.len() >= wanted.len() && here[..wanted.len()].eq_ignore_ascii_case(wanted.as_bytes());
        self.at += if found { wanted.len() } else { 0 };
        found
    }

    /// At most one blank, of those that stand between a number and its unit.
    pub(super) fn eat_blank(&mut self) -> bool {
        self.eat_any(&[' ', '\t', '\n', '\u{a0}', '\u{202f}', '\u{2009}'])
    }

    /// The longest of these words, given in small letters, that ends at a word bound. Words may hold blanks.
    pub(super) fn eat_word(&mut self, words: &[&str]) -> bool {
        let mut best = self.at;
        let Some(first) = self.rest().as_bytes().first().map(u8::to_ascii_lowercase) else { return false };
        for word in words.iter().filter(|word| word.as_bytes().first() == Some(&first)) {
            let mut here = *self;
            if here.eat(word) && here.is_bound() && here.at > best {
                best = here.at;
            }
        }
        let found = best > self.at;
        self.at = best;
        found
    }

    /// No letter, digit or underscore comes next.
    pub(super) fn is_bound(&self) -> bool {
        !self.rest().as_bytes().first().is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_')
    }

    /// How many digits come next; moves behind them.
    pub(super) fn eat_digits(&mut self) -> usize {
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        self.at += digits;
        digits
    }

    /// Runs a reading that either succeeds or leaves the place as it was.
    pub(super) fn try_to(&mut self, read: impl FnOnce(&mut Self) -> bool) -> bool {
        let mut ahead = *self;
        let read = read(&mut ahead);
        if read {
            *self = ahead;
        }
        read
    }
}

/// Words in small letters by how they begin, so that most places of a text are passed over by one look.
pub(super) struct Words(Vec<Vec<&'static str>>);

impl Words {
    pub(super) fn of(words: &[&'static str]) -> Self {
        let mut by_first = vec![Vec::new(); 128];
        for word in words {
            by_first[first(word)].push(*word);
        }
        Self(by_first)
    }

    /// Those that may begin a text.
    pub(super) fn of_start(&self, text: &str) -> &[&'static str] {
        if text.is_empty() { &[] } else { &self.0[first(text)] }
    }
}

/// Letters outside of ASCII share places, which costs a comparison and nothing else.
fn first(text: &str) -> usize {
    text.as_bytes().first().map_or(0, |byte| usize::from(byte.to_ascii_lowercase() & 0x7f))
}

/// True when a word may begin at `at`.
pub(super) fn begins_word(text: &str, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| text.as_bytes().get(before));
    !before.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_their_beginning() {
        let words = Words::of(&["ms", "minute", "µs", "us"]);
        assert_eq!(words.of_start("Minutes"), ["ms", "minute"]);
        assert!(
            words.of_start("µs").contains(&"µs") && words.of_start("").is_empty() && words.of_start("s").is_empty()
        );
    }

    #[test]
    fn eats_what_is_there_and_nothing_else() {
        let mut scan = Scan::new("240 Ms per second", 0);
        assert_eq!(scan.eat_digits(), 3);
        assert!(scan.eat_blank() && !scan.eat_word(&["m"]) && scan.eat_word(&["ms", "m"]));
        assert!(!scan.try_to(|scan| scan.eat_blank() && scan.eat_word(&["a"])));
        assert_eq!(scan.rest(), " per second");
        assert!(begins_word("a b", 2) && !begins_word("ab", 1));
    }
}
