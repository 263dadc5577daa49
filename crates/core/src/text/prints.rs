//! Prints of a passage: small numbers that two texts share where they share a dozen words in a row.
//!
//! Every eight words in a row make a number; of each eight such numbers in a row the smallest is kept, so a common
//! stretch of fifteen words always leaves a common print, whatever stands around it. Prints are stored: a change
//! here needs another `METHOD`.

/// Raised when the same text would give other prints.
pub const METHOD: u32 = 2;

/// Words of one number.
pub const SHINGLE: usize = 8;

/// Numbers of which the smallest is kept.
pub const WINDOW: usize = 8;

/// Bits of a print; the rest of a `u64` is free for whoever keeps many.
pub const BITS: u32 = 40;

/// A print with the number of its first word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Print {
    /// Below 2 to the power of `BITS`.
    pub hash: u64,
    pub at: usize,
}

/// One number for one word.
pub fn word(word: &str) -> u64 {
    let step = |state: u64, byte: u8| (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    word.bytes().fold(0xcbf2_9ce4_8422_2325, step)
}

/// What a word weighs against the one behind it.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// One number for `size` words in a row, for each place where so many begin: from one place to the next a word comes
/// in and one goes out.
pub fn shingles(words: &[u64], size: usize) -> impl Iterator<Item = u64> {
    let rest = size.max(1) - 1;
    let oldest = (0..rest).fold(1, |weight: u64, _| weight.wrapping_mul(STEP));
    let come = |sum: u64, word: &u64| sum.wrapping_mul(STEP).wrapping_add(*word);
    let mut sum = words.iter().take(rest).fold(0, come);
    words.get(rest..).unwrap_or_default().iter().zip(words).map(move |(last, first)| {
        let all = come(sum, last);
        sum = all.wrapping_sub(first.wrapping_mul(oldest));
        mix(all)
    })
}

/// The prints of a passage, in order; none below `SHINGLE` words.
pub fn prints(words: &[u64]) -> Vec<Print> {
    let numbers: Vec<u64> = shingles(words, SHINGLE).map(|number| number >> (64 - BITS)).collect();
    let mut found: Vec<Print> = Vec::new();
    let size = WINDOW.min(numbers.len()).max(1);
    let mut least = None;
    for (start, window) in numbers.windows(size).enumerate() {
        let behind = start + size - 1;
        let kept = least.filter(|least: &Print| least.at >= start);
        least = match (kept, window.last()) {
            // Of equal ones the last, so that repeated words do not leave a print at every place.
            (Some(kept), Some(hash)) if *hash > kept.hash => Some(kept),
            (Some(_), Some(hash)) => Some(Print { hash: *hash, at: behind }),
            _ => smallest(window, start),
        };
        found.extend(least.filter(|print| found.last() != Some(print)));
    }
    found
}

/// The smallest number of a window that begins at `start`, of equal ones the last.
fn smallest(window: &[u64], start: usize) -> Option<Print> {
    let numbers = window.iter().enumerate();
    let least = numbers.min_by_key(|(at, number)| (**number, usize::MAX - at));
    least.map(|(at, hash)| Print { hash: *hash, at: start + at })
}

/// Spreads what differs in few bits over all of them.
fn mix(state: u64) -> u64 {
    let state = (state ^ (state >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let state = (state ^ (state >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    state ^ (state >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn of(text: &str) -> HashSet<u64> {
        let words: Vec<u64> = text.split_whitespace().map(word).collect();
        prints(&words).iter().map(|print| print.hash).collect()
    }

    fn numbered(range: std::ops::Range<usize>) -> String {
        range.map(|number| format!("w{number} ")).collect()
    }

    #[test]
    fn stored_prints_stay_what_they_are() {
        let words: Vec<u64> = numbered(0..8).split_whitespace().map(word).collect();
        assert_eq!(prints(&words), [Print { hash: 76_763_368_106, at: 0 }]);
    }

    #[test]
    fn few_words_leave_none() {
        assert!(of(&numbered(0..7)).is_empty() && of("").is_empty());
        assert_eq!(of(&numbered(0..8)).len(), 1);
    }

    proptest::proptest! {
        #[test]
        fn equal_words_make_an_equal_number_wherever_they_stand(
            words in proptest::collection::vec(0u64..9, 0..40), before in proptest::collection::vec(0u64..9, 0..9), size in 1usize..9
        ) {
            let alone: Vec<u64> = shingles(&words, size).collect();
            let behind: Vec<u64> = shingles(&[&before[..], &words[..]].concat(), size).skip(before.len()).collect();
            proptest::prop_assert_eq!(alone.len(), (words.len() + 1).saturating_sub(size));
            proptest::prop_assert_eq!(alone, behind);
        }

        #[test]
        fn every_window_leaves_its_smallest(words in proptest::collection::vec(0u64..6, 0..60)) {
            let numbers: Vec<u64> = shingles(&words, SHINGLE).map(|number| number >> (64 - BITS)).collect();
            let mut plain: Vec<Print> =
                numbers.windows(WINDOW.min(numbers.len()).max(1)).enumerate().filter_map(|(start, window)| smallest(window, start)).collect();
            plain.dedup();
            proptest::prop_assert_eq!(prints(&words), plain);
        }

        #[test]
        fn fifteen_common_words_leave_a_common_print(before in 0usize..20, behind in 0usize..20, from in 0usize..500) {
            let common = numbered(from..from + SHINGLE + WINDOW - 1);
            let one = of(&format!("{} {common} {}", numbered(1000..1000 + before), numbered(2000..2000 + behind)));
            let other = of(&format!("{} {common} {}", numbered(3000..3000 + behind), numbered(4000..4000 + before)));
            proptest::prop_assert!(one.intersection(&other).next().is_some());
        }

        #[test]
        fn places_are_in_the_text(words in proptest::collection::vec(0u64..4, 0..60)) {
            for print in prints(&words) {
                proptest::prop_assert!(print.at + SHINGLE <= words.len() && print.hash < 1 << BITS);
            }
        }
    }
}
