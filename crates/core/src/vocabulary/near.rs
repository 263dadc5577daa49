//! The name that was meant: by edit distance, within what a slip of the hand can do. Knows no page and no rule.

/// The candidate nearest to `wanted` by edit distance, if it is near enough to be meant. The first of
/// several that are equally near.
pub fn nearest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = wanted.chars().flat_map(char::to_lowercase).collect();
    if wanted.len() > LONGEST {
        return None;
    }
    let mut near = (wanted.len() / 3).clamp(1, MOST_EDITS);
    let counted = counts(&wanted);
    let mut best = None;
    let mut letters = Vec::new();
    for candidate in candidates {
        // A character is at most four bytes: what is far longer or shorter needs no second look.
        if candidate.len() > 4 * (wanted.len() + near) || candidate.len() + near < wanted.len() {
            continue;
        }
        letters.clear();
        match candidate.is_ascii() {
            true => letters.extend(candidate.bytes().map(|byte| char::from(byte.to_ascii_lowercase()))),
            false => letters.extend(candidate.chars().flat_map(char::to_lowercase)),
        }
        let far = if surplus(&counted, &counts(&letters)) > near { None } else { distance(&wanted, &letters, near) };
        if let Some(far) = far {
            best = Some(candidate);
            match far.checked_sub(1) {
                Some(nearer) => near = nearer,
                None => break,
            }
        }
    }
    best
}

/// More edits than these make another name, however long it is.
const MOST_EDITS: usize = 8;
/// Names longer than this are not compared.
const LONGEST: usize = 200;

/// How often letters stand in a name, by the low bits of their numbers; letters that share them seem one.
fn counts(name: &[char]) -> [u8; 32] {
    let mut counts = [0_u8; 32];
    for letter in name {
        let count = &mut counts[*letter as usize % 32];
        *count = count.saturating_add(1);
    }
    counts
}

/// The letters of one name that the other lacks: two names are at least as many edits apart.
fn surplus(a: &[u8; 32], b: &[u8; 32]) -> usize {
    let of =
        |a: &[u8; 32], b: &[u8; 32]| a.iter().zip(b).map(|(a, b)| usize::from(a.saturating_sub(*b))).sum::<usize>();
    of(a, b).max(of(b, a))
}

/// Two names without what they begin and end with alike: that is no distance.
fn unlike<'n>(a: &'n [char], b: &'n [char]) -> (&'n [char], &'n [char]) {
    let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[start..], &b[start..]);
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    (&a[..a.len() - end], &b[..b.len() - end])
}

/// Insertions, deletions, substitutions and swaps of neighbours between two names, if there are `most`
/// or fewer. Only cells within `most` of the diagonal can matter, and only they are filled.
fn distance(a: &[char], b: &[char], most: usize) -> Option<usize> {
    let (a, b) = unlike(a, b);
    if a.len().abs_diff(b.len()) > most || b.len() > LONGEST {
        return None;
    }
    let far = most + 1;
    let (mut before, mut above, mut row) = ([far; LONGEST + 2], [far; LONGEST + 2], [far; LONGEST + 2]);
    (0..=b.len()).for_each(|j| above[j] = j);
    let mut least_above = 0;
    for i in 1..=a.len() {
        let (first, last) = (i.saturating_sub(most).max(1), (i + most).min(b.len()));
        // The cells beside the band.
        row[first - 1] = if first == 1 { i } else { far };
        let mut least = row[first - 1];
        for j in first..=last {
            let change = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            let swap = if swapped { before[j - 2] + 1 } else { far };
            row[j] = change.min(above[j] + 1).min(row[j - 1] + 1).min(swap);
            least = least.min(row[j]);
        }
        row[last + 1] = far;
        if least > most && least_above > most {
            return None;
        }
        least_above = least;
        std::mem::swap(&mut before, &mut above);
        std::mem::swap(&mut above, &mut row);
    }
    Some(above[b.len()]).filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_offers_only_what_was_meant() {
        let pages = ["/stack/redis/", "/stack/react/", "/case-studies/taskforge/"];
        assert_eq!(nearest("/stack/Redis/", pages), Some("/stack/redis/"));
        assert_eq!(nearest("/case-studies/taskforg/", pages), Some("/case-studies/taskforge/"));
        assert_eq!(nearest("/about/", pages), None);
        assert_eq!(nearest("x", []), None);
    }

    /// The whole table, as in a textbook.
    fn plain_distance(a: &[char], b: &[char]) -> usize {
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                table[i][j] = match (i, j) {
                    (0, far) | (far, 0) => far,
                    _ => {
                        let same = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                        let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                        let swap = if swapped { table[i - 2][j - 2] + 1 } else { usize::MAX };
                        same.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1).min(swap)
                    }
                };
            }
        }
        table[a.len()][b.len()]
    }

    proptest::proptest! {
        #[test]
        fn the_narrow_table_says_what_the_whole_one_says(a in "[abc]{0,12}", b in "[abc]{0,12}", most in 0_usize..8) {
            let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            let whole = plain_distance(&a, &b);
            proptest::prop_assert!(surplus(&counts(&a), &counts(&b)) <= whole);
            proptest::prop_assert_eq!(distance(&a, &b, most), (whole <= most).then_some(whole));
        }
    }
}
