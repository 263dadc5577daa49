//! Prints of many pages in one ascending list, each with its page in the low bits; a table that tells most strangers at
//! one look, and one that says where a print would stand: a text that is known, as every saved one is, asks for all of
//! its prints at every key. Knows pages by number alone.

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
    /// For each beginning of a print (its high bits) the first place of those that begin so; the end behind them.
    starts: Vec<u32>,
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
        Self { marked: marked.collect(), ..Self::default() }
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
        let starts = starts(&marked);
        Self { marked, seen, starts }
    }

    pub fn len(&self) -> usize {
        self.marked.len()
    }

    /// Pages that have this print, ascending.
    pub fn pages_with(&self, print: u64) -> impl Iterator<Item = usize> + '_ {
        let (word, bit) = place(print, self.seen.len() * 64);
        let known = self.seen.get(word).is_some_and(|seen| seen & bit != 0);
        let near = if known { self.near(print) } else { &[] };
        let here = &near[near.partition_point(|other| other >> PAGE_BITS < print)..];
        here.iter().take_while(move |other| **other >> PAGE_BITS == print).map(|other| page_of(*other))
    }

    /// Those that begin as this one does.
    fn near(&self, print: u64) -> &[u64] {
        let at = (print >> rest_bits(self.marked.len())) as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(from), Some(to)) => self.marked.get(*from as usize..*to as usize).unwrap_or_default(),
            _ => &[],
        }
    }
}

/// Bits of a print behind its beginning, where so many prints are kept: about one beginning for each.
fn rest_bits(prints: usize) -> u32 {
    BITS - (usize::BITS - prints.leading_zeros()).min(28)
}

fn starts(marked: &[u64]) -> Vec<u32> {
    let rest = rest_bits(marked.len());
    let mut starts = Vec::with_capacity((1 << (BITS - rest)) + 1);
    for (at, print) in marked.iter().enumerate() {
        let beginning = (print >> PAGE_BITS >> rest) as usize;
        starts.resize(starts.len().max(beginning + 1), at as u32);
    }
    starts.resize((1 << (BITS - rest)) + 1, marked.len() as u32);
    starts
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

    proptest::proptest! {
        #[test]
        fn each_print_is_found_where_it_is(prints in proptest::collection::vec(0u64..1 << BITS, 0..200), low in 0u64..50) {
            let mut one: Vec<u64> = prints.into_iter().chain([low, low + 1]).collect();
            one.sort_unstable();
            one.dedup();
            let all = Prints::of([&one[..], &[low, (1 << BITS) - 1]].into_iter());
            for print in one.iter().copied().chain([0, low + 2, (1 << BITS) - 1]) {
                let mut pages: Vec<usize> = if one.contains(&print) { vec![0] } else { Vec::new() };
                pages.extend((print == low || print == (1 << BITS) - 1).then_some(1));
                proptest::prop_assert_eq!(all.pages_with(print).collect::<Vec<_>>(), pages);
            }
        }
    }

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
