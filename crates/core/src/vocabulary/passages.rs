//! What other guides and case studies say, as prints: who has a passage like this one?
//!
//! The one part of a vocabulary that follows every save; everything else of a snapshot stays as it is. A print that
//! nobody has costs one look into a small table.

use std::sync::{Arc, PoisonError, RwLock};

use crate::text::prints::BITS;

/// A page with the prints of its passages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PagePrints {
    /// `/guides/staying-correct/`.
    pub path: String,
    pub title: String,
    /// Ascending, each once.
    pub prints: Vec<u64>,
}

/// The prints of all pages. Shared by the snapshots of one library.
#[derive(Debug, Default)]
pub struct Passages(RwLock<Arc<Index>>);

/// All prints, sorted, each with its page in the low bits.
#[derive(Debug, Default)]
pub struct Index {
    /// Path and title.
    pages: Vec<(String, String)>,
    prints: Vec<u64>,
    /// A bit for some bits of each print: most strangers are told here.
    seen: Vec<u64>,
}

/// Bits of a page's number.
const PAGE_BITS: u32 = 64 - BITS;

impl Passages {
    pub fn new(pages: Vec<PagePrints>) -> Self {
        Self(RwLock::new(Arc::new(Index::of(pages))))
    }

    /// As it is now; stays so while it is held.
    pub fn now(&self) -> Arc<Index> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The same, with a page saying nothing.
    pub fn without(&self, path: &str) -> Self {
        let page = PagePrints { path: path.to_owned(), ..PagePrints::default() };
        Self(RwLock::new(Arc::new(self.now().with(page))))
    }

    /// Puts a page's prints in the place of those it had under `path`.
    pub fn set(&self, page: PagePrints) {
        let mut index = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let next = index.with(page);
        *index = Arc::new(next);
    }
}

impl Index {
    fn of(mut pages: Vec<PagePrints>) -> Self {
        pages.truncate((1 << PAGE_BITS) - 1);
        let marked = |(at, page): (usize, &PagePrints)| {
            let at = at as u64;
            page.prints.iter().map(move |print| print << PAGE_BITS | at).collect::<Vec<u64>>()
        };
        let mut prints: Vec<u64> = pages.iter().enumerate().flat_map(marked).collect();
        prints.sort_unstable();
        Self { pages: pages.into_iter().map(|page| (page.path, page.title)).collect(), prints, ..Self::default() }
            .looked_over()
    }

    fn with(&self, page: PagePrints) -> Self {
        let mut pages = self.pages.clone();
        let at = pages.iter().position(|(path, _)| *path == page.path).unwrap_or(pages.len());
        let named = (page.path, page.title);
        match pages.get_mut(at) {
            Some(known) => *known = named,
            None if at < (1 << PAGE_BITS) - 1 => pages.push(named),
            None => return Self { pages, prints: self.prints.clone(), seen: self.seen.clone() },
        }
        let mut prints: Vec<u64> = self.prints.iter().copied().filter(|print| page_of(*print) != at).collect();
        prints.extend(page.prints.iter().map(|print| print << PAGE_BITS | at as u64));
        // Two ascending stretches: sorting them is joining them.
        prints.sort();
        Self { pages, prints, seen: Vec::new() }.looked_over()
    }

    fn looked_over(mut self) -> Self {
        let bits = (self.prints.len().max(8) * 8).next_power_of_two();
        self.seen = vec![0; bits / 64];
        for print in &self.prints {
            let (word, bit) = place(print >> PAGE_BITS, bits);
            self.seen[word] |= bit;
        }
        self
    }

    /// Pages that have this print, as positions for `page`.
    pub fn pages_with(&self, print: u64) -> impl Iterator<Item = usize> + '_ {
        let (word, bit) = place(print, self.seen.len() * 64);
        let known = self.seen.get(word).is_some_and(|seen| seen & bit != 0);
        let from =
            if known { self.prints.partition_point(|other| other >> PAGE_BITS < print) } else { self.prints.len() };
        self.prints[from..].iter().take_while(move |other| **other >> PAGE_BITS == print).map(|other| page_of(*other))
    }

    /// Path and title.
    pub fn page(&self, at: usize) -> (&str, &str) {
        self.pages.get(at).map_or(("", ""), |(path, title)| (path, title))
    }

    pub fn is_empty(&self) -> bool {
        self.prints.is_empty()
    }
}

fn page_of(print: u64) -> usize {
    (print & ((1 << PAGE_BITS) - 1)) as usize
}

fn place(print: u64, bits: usize) -> (usize, u64) {
    let at = print as usize & bits.max(64).wrapping_sub(1);
    (at / 64, 1 << (at % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(path: &str, prints: &[u64]) -> PagePrints {
        PagePrints { path: path.into(), title: path.to_uppercase(), prints: prints.to_vec() }
    }

    fn who(passages: &Passages, print: u64) -> Vec<String> {
        let index = passages.now();
        index.pages_with(print).map(|at| index.page(at).0.to_owned()).collect()
    }

    #[test]
    fn tells_who_has_a_print() {
        let passages = Passages::new(vec![page("a", &[1, 5, (1 << BITS) - 1]), page("b", &[5])]);
        assert_eq!(who(&passages, 5), ["a", "b"]);
        assert_eq!(who(&passages, (1 << BITS) - 1), ["a"]);
        assert!(who(&passages, 2).is_empty() && who(&Passages::default(), 5).is_empty());
    }

    #[test]
    fn follows_a_save() {
        let passages = Passages::new(vec![page("a", &[1, 5]), page("b", &[5])]);
        let before = passages.now();
        passages.set(page("a", &[7]));
        passages.set(page("c", &[5]));
        assert_eq!((who(&passages, 5), who(&passages, 7)), (vec!["b".into(), "c".into()], vec!["a".into()]));
        assert!(who(&passages, 1).is_empty());
        assert_eq!(before.pages_with(1).count(), 1);
        assert_eq!(passages.now().page(2), ("c", "C"));
    }
}
