//! What other guides and case studies say, as prints: who has a passage like this one?
//!
//! The one part of a vocabulary that follows every save; everything else of a snapshot stays as it is. A print that
//! nobody has costs one look into a small table. What a page says anew is kept beside what all said before, and both
//! are joined when the new has grown: a save costs what was saved, not the library.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::thread::JoinHandle;

use super::prints::Prints;

/// A page with the prints of its passages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PagePrints {
    pub page: PageSaid,
    /// Ascending, each once.
    pub prints: Vec<u64>,
}

/// A page whose passages are known, as of one revision.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageSaid {
    /// `/guides/staying-correct/`.
    pub path: String,
    pub title: String,
    /// Of the text the prints were made from; 0 outside a library.
    pub revision: u32,
}

/// The prints of all pages. Shared by the snapshots of one library.
#[derive(Debug, Default)]
pub struct Passages {
    index: RwLock<Arc<Index>>,
    /// Being read, on a thread of its own; whoever asks meanwhile waits.
    coming: Coming,
    /// One change at a time; readers do not wait for it.
    changes: Mutex<()>,
}

/// What a thread is reading; it has ended when this is gone.
#[derive(Debug, Default)]
struct Coming(Mutex<Option<JoinHandle<Index>>>);

impl Drop for Coming {
    fn drop(&mut self) {
        drop(held(&self.0).take().map(JoinHandle::join));
    }
}

/// All prints: those of before, and those of pages that changed since.
#[derive(Debug, Default)]
pub struct Index {
    pages: Vec<Arc<PageSaid>>,
    before: Arc<Prints>,
    /// For each page: what it says is in `since`, not in `before`.
    renewed: Vec<bool>,
    since: Prints,
}

/// Prints of changed pages that are worth no joining.
const FEW: usize = 8_192;
/// Once they are this part of all, they are joined with the others.
const PART: usize = 8;

impl Passages {
    pub fn new(pages: Vec<PagePrints>) -> Self {
        Self { index: RwLock::new(Arc::new(Index::of(pages))), ..Self::default() }
    }

    /// As `new`, read in the background: large libraries hold millions of prints.
    pub fn later(read: impl FnOnce() -> Vec<PagePrints> + Send + 'static) -> Self {
        let coming = std::thread::spawn(|| Index::of(read()));
        Self { coming: Coming(Mutex::new(Some(coming))), ..Self::default() }
    }

    /// As it is now; stays so while it is held.
    pub fn now(&self) -> Arc<Index> {
        let mut coming = held(&self.coming.0);
        if let Some(reading) = coming.take() {
            self.put(reading.join().unwrap_or_default());
        }
        drop(coming);
        Arc::clone(&self.index.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn put(&self, index: Index) {
        *self.index.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(index);
    }

    /// The same, with a page saying nothing.
    pub fn without(&self, path: &str) -> Self {
        let page = PageSaid { path: path.to_owned(), ..PageSaid::default() };
        let index = self.now().with(vec![PagePrints { page, prints: Vec::new() }]);
        Self { index: RwLock::new(Arc::new(index)), ..Self::default() }
    }

    /// Puts a page's prints in the place of those it had under its path.
    pub fn set(&self, page: PagePrints) {
        let _turn = held(&self.changes);
        self.put(self.now().with(vec![page]));
    }

    /// Makes true that these are the pages there are: what is of another revision, or new, is read.
    pub fn follow(&self, pages: Vec<PageSaid>, mut read: impl FnMut(&PageSaid) -> Vec<u64>) {
        let _turn = held(&self.changes);
        let now = self.now();
        let known: HashMap<&str, &PageSaid> = now.pages.iter().map(|page| (page.path.as_str(), &**page)).collect();
        let there: HashSet<&str> = pages.iter().map(|page| page.path.as_str()).collect();
        let gone = known.values().filter(|page| !there.contains(page.path.as_str()) && !page.title.is_empty());
        let gone = gone
            .map(|page| PagePrints { page: PageSaid { title: String::new(), ..(*page).clone() }, prints: Vec::new() });
        let mut changes: Vec<PagePrints> = gone.collect();
        let other = pages.iter().filter(|page| known.get(page.path.as_str()) != Some(page));
        changes.extend(other.map(|page| PagePrints { page: page.clone(), prints: read(page) }));
        if !changes.is_empty() {
            self.put(now.with(changes));
        }
    }
}

/// A holder that panicked leaves plain values behind: going on is safe.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Index {
    fn of(mut pages: Vec<PagePrints>) -> Self {
        pages.truncate(Prints::MOST_PAGES);
        let before = Prints::of(pages.iter().map(|page| page.prints.as_slice()));
        let renewed = vec![false; pages.len()];
        let pages = pages.into_iter().map(|page| Arc::new(page.page)).collect();
        Self { pages, before: Arc::new(before), renewed, since: Prints::default() }
    }

    /// With these pages in the place of those of their paths.
    fn with(&self, changed: Vec<PagePrints>) -> Self {
        let mut next = Self {
            pages: self.pages.clone(),
            before: Arc::clone(&self.before),
            renewed: self.renewed.clone(),
            since: Prints::default(),
        };
        let mut prints: Vec<(usize, Vec<u64>)> = Vec::with_capacity(changed.len());
        let mut places: HashMap<String, usize> = HashMap::new();
        if changed.len() > 1 {
            places = self.pages.iter().enumerate().map(|(at, page)| (page.path.clone(), at)).collect();
        }
        for page in changed {
            let known = match places.is_empty() {
                true => next.pages.iter().position(|known| known.path == page.page.path),
                false => places.get(&page.page.path).copied(),
            };
            prints.extend(next.place(known, page.page).map(|at| (at, page.prints)));
        }
        let again: HashSet<usize> = prints.iter().map(|(at, _)| *at).collect();
        next.since = self.since.but(|page| again.contains(&page)).and(&prints);
        next.joined()
    }

    /// Where a page stands from now on; `None` when there are too many.
    fn place(&mut self, known: Option<usize>, page: PageSaid) -> Option<usize> {
        let at = known.unwrap_or(self.pages.len());
        match self.pages.get_mut(at) {
            Some(known) => *known = Arc::new(page),
            None if at < Prints::MOST_PAGES => {
                self.pages.push(Arc::new(page));
                self.renewed.push(false);
            }
            None => return None,
        }
        self.renewed[at] = true;
        Some(at)
    }

    /// One body again, once the new is a part of it worth the work.
    fn joined(mut self) -> Self {
        if self.since.len() > FEW + self.before.len() / PART {
            self.before = Arc::new(self.before.but(|page| self.renewed[page]).joined(&self.since));
            self.since = Prints::default();
            self.renewed.fill(false);
        }
        self
    }

    /// Pages that have this print, as positions for `page`.
    pub fn pages_with(&self, print: u64) -> impl Iterator<Item = usize> + '_ {
        let before = self.before.pages_with(print).filter(|page| !self.renewed[*page]);
        before.chain(self.since.pages_with(print))
    }

    /// Path and title.
    pub fn page(&self, at: usize) -> (&str, &str) {
        self.pages.get(at).map_or(("", ""), |page| (&page.path, &page.title))
    }

    pub fn is_empty(&self) -> bool {
        self.before.len() + self.since.len() == 0
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::text::prints::BITS;

    fn page(path: &str, prints: &[u64]) -> PagePrints {
        let page = PageSaid { path: path.into(), title: path.to_uppercase(), revision: prints.len() as u32 };
        PagePrints { page, prints: prints.to_vec() }
    }

    fn who(passages: &Passages, print: u64) -> Vec<String> {
        let index = passages.now();
        let mut found: Vec<String> = index.pages_with(print).map(|at| index.page(at).0.to_owned()).collect();
        found.sort_unstable();
        found
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
        assert!(who(&passages.without("b"), 5) == ["c"] && who(&passages, 5).len() == 2);
    }

    #[test]
    fn waits_for_what_is_being_read() {
        let passages = Passages::later(|| vec![page("a", &[1])]);
        passages.set(page("b", &[1]));
        assert_eq!(who(&passages, 1), ["a", "b"]);
    }

    #[test]
    fn reads_only_what_is_of_another_revision() {
        let passages = Passages::new(vec![page("a", &[1]), page("b", &[5]), page("c", &[9])]);
        let mut read = Vec::new();
        let there = vec![page("a", &[1]).page, page("b", &[5, 6]).page, page("d", &[1]).page];
        passages.follow(there, |page| {
            read.push(page.path.clone());
            vec![1, 6]
        });
        assert_eq!(read, ["b", "d"]);
        assert_eq!(
            (who(&passages, 1), who(&passages, 6)),
            (vec!["a".into(), "b".into(), "d".into()], vec!["b".into(), "d".into()])
        );
        assert!(who(&passages, 5).is_empty() && who(&passages, 9).is_empty());
    }

    proptest::proptest! {
        /// However many saves came in between, the answers are those of an index made at once.
        #[test]
        fn saves_lead_to_what_is_there(saves in proptest::collection::vec((0usize..6, 0u64..40, 0usize..4_000), 1..24)) {
            let passages = Passages::new(vec![page("0", &[1, 2, 3]), page("1", &[2])]);
            let mut last: HashMap<usize, PagePrints> = [(0, page("0", &[1, 2, 3])), (1, page("1", &[2]))].into();
            for (at, from, many) in saves {
                let prints: Vec<u64> = (from..from + many as u64).collect();
                passages.set(page(&at.to_string(), &prints));
                last.insert(at, page(&at.to_string(), &prints));
            }
            let fresh = Passages::new(last.into_values().collect());
            for print in [0, 1, 2, 3, 7, 39, 60, 1_000, 4_020] {
                proptest::prop_assert_eq!(who(&passages, print), who(&fresh, print));
            }
        }
    }
}
