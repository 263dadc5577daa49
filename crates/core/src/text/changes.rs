//! Applying the editor's changes to a text.

use super::{Change, Places};
use crate::{Error, ErrorCode, Result};

/// Applies changes, each in coordinates of the text before all of them, ascending and disjoint.
///
/// Fails with `Invalid`, and leaves the text alone, when they are not, or reach beyond the end.
pub fn apply(text: &mut String, changes: &[Change]) -> Result<()> {
    let ranges = ranges(text, changes)?;
    match (ranges.as_slice(), changes) {
        ([], _) => {}
        ([(start, end)], [change]) => text.replace_range(start..end, &change.insert),
        _ => *text = rebuilt(text, &ranges, changes),
    }
    Ok(())
}

fn ranges(text: &str, changes: &[Change]) -> Result<Vec<(usize, usize)>> {
    let places = Places::new(text);
    let length = places.length();
    let mut last = 0;
    for change in changes {
        if change.from < last || change.to < change.from || change.to > length {
            return Err(Error::new(
                ErrorCode::Invalid,
                "The change does not fit the text. Nothing was changed; open the guide again.",
            ));
        }
        last = change.to;
    }
    Ok(changes.iter().map(|change| (places.byte(change.from), places.byte(change.to))).collect())
}

fn rebuilt(text: &str, ranges: &[(usize, usize)], changes: &[Change]) -> String {
    let inserted: usize = changes.iter().map(|change| change.insert.len()).sum();
    let mut out = String::with_capacity(text.len() + inserted);
    let mut at = 0;
    for ((start, end), change) in ranges.iter().zip(changes) {
        out.push_str(&text[at..*start]);
        out.push_str(&change.insert);
        at = *end;
    }
    out.push_str(&text[at..]);
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn change(from: u32, to: u32, insert: &str) -> Change {
        Change { from, to, insert: insert.into() }
    }

    #[test]
    fn applies_all_in_coordinates_of_the_text_before() {
        let mut text = "a🧰bcd".to_owned();
        apply(&mut text, &[change(0, 1, "A"), change(3, 4, ""), change(5, 5, "é"), change(6, 6, "!")]).unwrap();
        assert_eq!(text, "A🧰céd!");
        apply(&mut text, &[change(1, 3, "")]).unwrap();
        assert_eq!(text, "Acéd!");
    }

    #[test]
    fn refuses_what_does_not_fit_and_changes_nothing() {
        for changes in [vec![change(2, 1, "")], vec![change(0, 9, "")], vec![change(2, 3, "x"), change(1, 1, "y")]] {
            let mut text = "abc".to_owned();
            assert_eq!(apply(&mut text, &changes).unwrap_err().code, ErrorCode::Invalid);
            assert_eq!(text, "abc");
        }
    }

    proptest! {
        #[test]
        fn one_by_one_from_the_end_gives_the_same(text in "[aé🧰\n]{0,30}", cuts in proptest::collection::btree_set(0u32..30, 0..6), insert in "[xü]{0,3}") {
            let length = Places::new(&text).length();
            let cuts: Vec<u32> = cuts.into_iter().filter(|cut| *cut <= length).collect();
            let changes: Vec<Change> = cuts.chunks_exact(2).map(|pair| change(pair[0], pair[1], &insert)).collect();
            let (mut together, mut single) = (text.clone(), text.clone());
            apply(&mut together, &changes).unwrap();
            for change in changes.iter().rev() {
                apply(&mut single, std::slice::from_ref(change)).unwrap();
            }
            prop_assert_eq!(together, single);
        }
    }
}
