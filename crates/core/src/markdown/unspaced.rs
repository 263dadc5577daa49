//! Words in scripts that are written without spaces: Thai, Lao, Khmer, Burmese.
//!
//! Cut by dictionary the way ICU cuts them, so that the numbers are those other programs give: of the
//! words that fit, the one that two more words can follow; what is in no dictionary is stepped over up
//! to the next plausible beginning of a word.

use icu_provider::prelude::{
    DataIdentifierBorrowed, DataLocale, DataMarkerAttributes, DataPayload, DataProvider, DataRequest,
};
use icu_segmenter::provider::{Baked, DictionaryBreakData, SegmenterDictionaryExtendedV2};

/// What ICU knows of a script beside its words.
struct Script {
    dictionary: &'static str,
    first: char,
    last: char,
    /// A word may begin with it; a word cannot end with it; it belongs to the character before it.
    begins: fn(char) -> bool,
    cannot_end: fn(char) -> bool,
    mark: fn(char) -> bool,
}

/// Words of fewer letters are joined with what follows when that is in no dictionary …
const ROOT: usize = 3;
/// … unless it shares this many letters with the beginning of a word.
const PREFIX: usize = 3;

const SCRIPTS: [Script; 4] = [
    Script {
        dictionary: "thaidict",
        first: '\u{e00}',
        last: '\u{e7f}',
        begins: |c| matches!(c, '\u{e01}'..='\u{e2e}' | '\u{e40}'..='\u{e44}'),
        cannot_end: |c| matches!(c, '\u{e31}' | '\u{e40}'..='\u{e44}'),
        mark: |c| matches!(c, '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}'),
    },
    Script {
        dictionary: "laodict",
        first: '\u{e80}',
        last: '\u{eff}',
        begins: |c| matches!(c, '\u{e81}'..='\u{eae}' | '\u{edc}' | '\u{edd}' | '\u{ec0}'..='\u{ec4}'),
        cannot_end: |c| matches!(c, '\u{ec0}'..='\u{ec4}'),
        mark: |c| matches!(c, '\u{eb1}' | '\u{eb4}'..='\u{ebc}' | '\u{ec8}'..='\u{ece}'),
    },
    Script {
        dictionary: "burmesedict",
        first: '\u{1000}',
        last: '\u{109f}',
        begins: |c| matches!(c, '\u{1000}'..='\u{102a}'),
        cannot_end: |_| false,
        mark: |c| matches!(c, '\u{102b}'..='\u{103e}' | '\u{1056}'..='\u{1059}' | '\u{105e}'..='\u{1060}' | '\u{1062}'..='\u{1064}' | '\u{1067}'..='\u{106d}' | '\u{1071}'..='\u{1074}' | '\u{1082}'..='\u{108d}' | '\u{108f}' | '\u{109a}'..='\u{109d}'),
    },
    Script {
        dictionary: "khmerdict",
        first: '\u{1780}',
        last: '\u{17ff}',
        begins: |c| matches!(c, '\u{1780}'..='\u{17b3}'),
        cannot_end: |c| c == '\u{17d2}',
        mark: |c| matches!(c, '\u{17b4}'..='\u{17d3}' | '\u{17dd}'),
    },
];

/// True for characters of these scripts.
pub fn is_unspaced(c: char) -> bool {
    script_of(c).is_some()
}

fn script_of(c: char) -> Option<&'static Script> {
    SCRIPTS.iter().find(|script| (script.first..=script.last).contains(&c))
}

/// Number of words in a stretch of such characters.
pub fn words(text: &str) -> u32 {
    let letters: Vec<char> = text.chars().collect();
    let same = |a: &char, b: &char| script_of(*a).map(|s| s.first) == script_of(*b).map(|s| s.first);
    letters
        .chunk_by(same)
        .map(|stretch| {
            stretch.first().and_then(|c| script_of(*c)).map_or(0, |script| cut(script, stretch).len() as u32)
        })
        .sum()
}

/// Ends of the words.
fn cut(script: &Script, letters: &[char]) -> Vec<usize> {
    let Some(dictionary) = load(script.dictionary) else { return vec![letters.len()] };
    let text = Text { script, letters, dictionary: dictionary.get() };
    let (mut ends, mut at) = (Vec::new(), 0);
    while at < letters.len() {
        at = text.word_end(at);
        ends.push(at);
    }
    ends
}

fn load(name: &'static str) -> Option<DataPayload<SegmenterDictionaryExtendedV2>> {
    let attributes = DataMarkerAttributes::try_from_str(name).ok()?;
    let locale = DataLocale::default();
    let id = DataIdentifierBorrowed::for_marker_attributes_and_locale(attributes, &locale);
    Baked.load(DataRequest { id, ..DataRequest::default() }).ok().map(|response| response.payload)
}

struct Text<'t> {
    script: &'t Script,
    letters: &'t [char],
    dictionary: &'t DictionaryBreakData<'t>,
}

/// Dictionary words that begin at a place.
struct Candidates {
    /// Where they end, shortest first.
    ends: Vec<usize>,
    /// Letters that were read before none fitted any more.
    read: usize,
}

impl Text<'_> {
    fn candidates(&self, at: usize) -> Candidates {
        let mut found = Candidates { ends: Vec::new(), read: 0 };
        let DictionaryBreakData::ZeroTrie { alphabet, trie } = self.dictionary else { return found };
        let mut cursor = trie.cursor();
        for (index, letter) in self.letters.iter().enumerate().skip(at) {
            let position = alphabet.position32(u32::from(*letter)).and_then(|position| u8::try_from(position).ok());
            cursor.step(position.unwrap_or(u8::MAX));
            found.read += 1;
            if cursor.take_value().is_some() {
                found.ends.push(index + 1);
            }
            if cursor.is_empty() {
                break;
            }
        }
        found
    }

    fn has_word(&self, at: usize) -> bool {
        !self.candidates(at).ends.is_empty()
    }

    /// The end of the word that begins here.
    fn word_end(&self, start: usize) -> usize {
        let mut end = self.best(start);
        if end < self.letters.len() && end - start < ROOT {
            let next = self.candidates(end);
            if next.ends.is_empty() && (end == start || next.read < PREFIX) {
                end = self.next_beginning(end);
            }
        }
        while self.letters.get(end).is_some_and(|c| (self.script.mark)(*c)) {
            end += 1;
        }
        if end > start { self.with_sign(end) } else { end + 1 }
    }

    /// Of the words that fit, the longest that two more can follow; else the shortest that one more can
    /// follow; else the longest.
    fn best(&self, start: usize) -> usize {
        let ends = self.candidates(start).ends;
        let Some(longest) = ends.last().copied() else { return start };
        if ends.len() == 1 || longest == self.letters.len() {
            return longest;
        }
        let mut best = longest;
        for end in ends.into_iter().rev() {
            let seconds = self.candidates(end).ends;
            if let Some(last) = seconds.last() {
                best = end;
                if *last == self.letters.len() || seconds.iter().rev().any(|second| self.has_word(*second)) {
                    return best;
                }
            }
        }
        best
    }

    /// Over letters that are in no dictionary, to where a word could begin and one does.
    fn next_beginning(&self, from: usize) -> usize {
        let could =
            |at: &usize| !(self.script.cannot_end)(self.letters[at - 1]) && (self.script.begins)(self.letters[*at]);
        (from + 1..self.letters.len()).find(|at| could(at) && self.has_word(*at)).unwrap_or(self.letters.len())
    }

    /// Thai signs of abbreviation and repetition belong to the word before them.
    fn with_sign(&self, end: usize) -> usize {
        let sign = |at: usize| self.letters.get(at).copied().filter(|c| matches!(c, '\u{e2f}' | '\u{e46}'));
        match (sign(end), sign(end + 1)) {
            (Some('\u{e2f}'), Some('\u{e46}')) => end + 2,
            (Some(_), _) if !self.has_word(end) => end + 1,
            _ => end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cuts(text: &str) -> String {
        let letters: Vec<char> = text.chars().collect();
        let script = letters.first().and_then(|c| script_of(*c));
        let ends = script.map(|script| cut(script, &letters)).unwrap_or_default();
        let mut start = 0;
        let words: Vec<String> =
            ends.into_iter().map(|end| letters[std::mem::replace(&mut start, end)..end].iter().collect()).collect();
        words.join("|")
    }

    /// As `Intl.Segmenter` (ICU 78.2) cuts them.
    #[test]
    fn cuts_as_icu_does() {
        for expected in [
            "การ|สื่อ|สาร|แบบ|เรี|ยล|ไทม์",
            "ระบบ|กระจาย|ข้อ|มูล|แบบ|เรี|ยล|ไทม์|ต้อง|มี|ความ|น่า|เชื่อ|ถือ|สูง",
            "ພາສາ|ລາວ|ເປັນ|ພາສາ|ທາງການ",
            "ភាសាខ្មែរ|ជា|ភាសាផ្លូវការ",
            "မြန်မာဘာသာ|စကား|သည်",
        ] {
            assert_eq!(cuts(&expected.replace('|', "")), expected);
        }
    }

    #[test]
    fn anything_is_cut_somewhere() {
        for text in ["ๆๆๆ", "ฯฯ", "\u{e31}\u{e31}", "ก", "\u{17d2}", "กຂ", "ๅๅๅๅๅ"] {
            assert!(words(text) > 0 && words(text) <= text.chars().count() as u32, "{text}");
        }
        assert_eq!(words(""), 0);
    }
}
