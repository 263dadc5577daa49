//! Answers to "which page was meant?", kept: looking through ten thousand names takes longer than a
//! keystroke may, and a broken link asks again with every key. The vocabulary never changes, so an
//! answer holds as long as it does.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Beyond this many answers all are forgotten: somebody is pasting a world of broken links.
const MOST: usize = 10_000;

/// Wanted name → index of the page, or that none is near.
#[derive(Debug, Default)]
pub(super) struct Remembered(Mutex<HashMap<String, Option<usize>>>);

impl Remembered {
    /// The kept answer, or the one `look` gives.
    pub fn or(&self, wanted: &str, look: impl FnOnce() -> Option<usize>) -> Option<usize> {
        // A holder that panicked leaves plain answers behind: going on is safe.
        if let Some(known) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(wanted) {
            return *known;
        }
        let found = look();
        let mut answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.len() >= MOST {
            answers.clear();
        }
        answers.insert(wanted.to_owned(), found);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_once_and_forgets_before_it_grows_without_end() {
        let (memory, mut looks) = (Remembered::default(), 0);
        for _ in 0..3 {
            let found = memory.or("a", || {
                looks += 1;
                Some(7)
            });
            assert_eq!(found, Some(7));
        }
        assert_eq!(looks, 1);
        for number in 0..2 * MOST {
            assert_eq!(memory.or(&number.to_string(), || None), None);
        }
        assert!(memory.0.lock().expect("free").len() <= MOST);
    }
}
