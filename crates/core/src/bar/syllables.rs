//! How many syllables an English word has, by its vowels. A rule of thumb; no dictionary.

/// At least 1. `word` is in small letters; a number counts as one.
pub fn syllables(word: &str) -> u32 {
    match word.bytes().any(|byte| matches!(byte, b'-' | b'.')) {
        true => word.split(['-', '.']).filter(|part| !part.is_empty()).map(of_part).sum::<u32>().max(1),
        false => of_part(word),
    }
}

fn of_part(part: &str) -> u32 {
    let groups = match part.is_ascii() {
        true => groups(part.bytes().map(char::from)),
        false => groups(part.chars()),
    };
    let silent = if groups > 1 { silent(part) } else { 0 };
    (groups - silent).max(1)
}

/// Vowels in a row are one.
fn groups(letters: impl Iterator<Item = char>) -> u32 {
    let (mut groups, mut vowel) = (0, false);
    for c in letters {
        let now = is_vowel(c);
        groups += u32::from(now & !vowel);
        vowel = now;
    }
    groups
}

fn is_vowel(c: char) -> bool {
    /// A bit for each of a to z.
    const PLAIN: u32 = 1 | 1 << 4 | 1 << 8 | 1 << 14 | 1 << 20 | 1 << 24;
    match c {
        'a'..='z' => PLAIN >> (u32::from(c) - u32::from('a')) & 1 == 1,
        c => matches!(c, 'ä' | 'ö' | 'ü' | 'é' | 'è' | 'ï'),
    }
}

/// The e of "write", "writes" and "moved", which nobody speaks.
fn silent(part: &str) -> u32 {
    let speaks = |ends: &[&str]| ends.iter().any(|end| part.ends_with(end));
    let mute_e = part.ends_with('e') && !speaks(&["le", "ee", "ie", "oe", "ye"]);
    let mute_es = part.ends_with("es") && !speaks(&["ses", "zes", "ces", "ges", "xes", "shes", "ches", "les", "ies"]);
    let mute_ed = part.ends_with("ed") && !speaks(&["ted", "ded", "eed", "ied"]);
    u32::from(mute_e || mute_es || mute_ed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_by_ear() {
        for (word, spoken) in [
            ("lock", 1),
            ("write", 1),
            ("moved", 1),
            ("posted", 2),
            ("table", 2),
            ("database", 3),
            ("caches", 2),
            ("payment", 2),
            ("transaction", 3),
            ("real-time", 2),
            ("idempotent", 4),
            ("240", 1),
            ("the", 1),
        ] {
            assert_eq!(syllables(word), spoken, "{word}");
        }
    }
}
