//! Prints of many pages in one ascending list, each with its page in the low bits, and a table that tells most strangers
//! at one look. Knows pages by number alone.

use crate::parallel;
use crate::text::prints::BITS;

/// Bits of a page's number.
const PAGE_BITS: u32 = 64 - BITS;

/// Ascending.
#[derive(Debug, Default)]
pub struct Prints {
    marked: Vec<u64>,
    /// A bit for some bits of each print.
    seen: Vec<u64>,
}

impl Prints {
    /// Numbers of pages stay below this.
    pub const MOST_PAGES: usize = (1 << PAGE_BITS) - 1;

    /// The prints of pages 0, 1, 2 …
    pub fn of<'p>(pages: impl Iterator<Item = &'p [u64]>) -> Self {
        let pages: Vec<&[u64]> = pages.collect();
        let shelves: Vec<u64> = (0..SHELVES).collect();
        Self::looked_over(parallel::map(&shelves, |shelf| on_shelf(&pages, *shelf)).concat())
    }

    /// Without some pages.
    pub fn but(&self, gone: impl Fn(usize) -> bool) -> Self {
        let marked = self.marked.iter().copied().filter(|print| !gone(page_of(*print)));
        Self { marked: marked.collect(), seen: Vec::new() }
    }

    /// With the prints of some pages.
    pub fn and(mut self, pages: &[(usize, Vec<u64>)]) -> Self {
        self.marked.extend(pages.iter().flat_map(|(page, prints)| prints.iter().map(|print| mark(*print, *page))));
        self.marked.sort();
        Self::looked_over(self.marked)
    }

    /// Both; two ascending stretches: sorting them is joining them.
    pub fn joined(mut self, other: &Self) -> Self {
        self.marked.extend(&other.marked);
        self.marked.sort();
        Self::looked_over(self.marked)
    }

    fn looked_over(marked: Vec<u64>) -> Self {
        let bits = (marked.len().max(8) * 8).next_power_of_two();
        let mut seen = vec![0; bits / 64];
        for print in &marked {
            let (word, bit) = place(print >> PAGE_BITS, bits);
            seen[word] |= bit;
        }
        Self { marked, seen }
    }

    pub fn len(&self) -> usize {
        self.marked.len()
    }

    /// Pages that have this print, ascending.
    pub fn pages_with(&self, print: u64) -> impl Iterator<Item = usize> + '_ {
        let (word, bit) = place(print, self.seen.len() * 64);
        let known = self.seen.get(word).is_some_and(|seen| seen & bit != 0);
        let from =
            if known { self.marked.partition_point(|other| other >> PAGE_BITS < print) } else { self.marked.len() };
        self.marked[from..].iter().take_while(move |other| **other >> PAGE_BITS == print).map(|other| page_of(*other))
    }
}

/// Parts of the whole, put in order each for itself.
const SHELVES: u64 = 64;

/// The prints of one part, in order. Each page's own are in order already.
fn on_shelf(pages: &[&[u64]], shelf: u64) -> Vec<u64> {
    let width = (1 << BITS) / SHELVES;
    let bound = |prints: &[u64], shelf: u64| prints.partition_point(|print| *print < shelf * width);
    let here = |prints: &&'_ [u64]| bound(prints, shelf)..bound(prints, shelf + 1);
    let marked = pages.iter().enumerate().flat_map(|(page, prints)| {
        let range = here(prints);
        prints[range].iter().map(move |print| mark(*print, page))
    });
    let mut marked: Vec<u64> = marked.collect();
    marked.sort_unstable();
    marked
}

fn mark(print: u64, page: usize) -> u64 {
    print << PAGE_BITS | page as u64
}

fn page_of(marked: u64) -> usize {
    (marked & ((1 << PAGE_BITS) - 1)) as usize
}

fn place(print: u64, bits: usize) -> (usize, u64) {
    let at = print as usize & bits.max(64).wrapping_sub(1);
    (at / 64, 1 << (at % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_go_and_come() {
        let all = Prints::of([&[1, 5][..], &[5], &[]].into_iter());
        let with = |prints: &Prints, print: u64| prints.pages_with(print).collect::<Vec<_>>();
        assert_eq!((with(&all, 5), with(&all, 1), with(&all, 2)), (vec![0, 1], vec![0], vec![]));
        let other = all.but(|page| page == 0).and(&[(3, vec![1, 5])]);
        assert_eq!((with(&other, 5), with(&other, 1), other.len()), (vec![1, 3], vec![3], 3));
        assert_eq!(with(&other.joined(&all), 5), [0, 1, 1, 3]);
    }
}
