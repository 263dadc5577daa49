//! Safe HTML made before, by what it was made from; and the table of addresses it speaks of.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::addresses::Addresses;
use super::sanitise;

/// Addresses remembered beyond those in use, before numbers start anew.
const SPARE_ADDRESSES: usize = 10_000;
/// Blocks remembered beyond those in use, for undo.
const SPARE_BLOCKS: usize = 256;

/// What earlier renderings of a guide left behind.
#[derive(Debug, Default)]
pub struct Made {
    guide: String,
    pub addresses: Addresses,
    /// With the call that last used it.
    blocks: HashMap<u64, (Arc<str>, u32)>,
    call: u32,
    /// Counts how often numbers started anew; part of every hash.
    table: u32,
}

impl Made {
    pub fn new(guide: &str) -> Self {
        Self { guide: guide.to_owned(), addresses: Addresses::new(guide), ..Self::default() }
    }

    /// A new rendering begins, of a text with so many links. Numbers start anew when most addresses are
    /// no longer used.
    pub fn begin(&mut self, links: usize) {
        self.call = self.call.wrapping_add(1);
        if self.addresses.count() > 2 * links + SPARE_ADDRESSES {
            self.addresses = Addresses::new(&self.guide);
            self.blocks.clear();
            self.table += 1;
        }
    }

    /// A rendering of so many blocks ends: what it did not use is forgotten, but for a little.
    pub fn end(&mut self, used: usize) {
        if self.blocks.len() > 2 * used + SPARE_BLOCKS {
            let call = self.call;
            self.blocks.retain(|_, (_, last)| *last == call);
        }
    }

    /// The name of what is made from this HTML.
    pub fn hash(&self, html: &str) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.table, html).hash(&mut hasher);
        hasher.finish()
    }

    /// What was made under this name.
    pub fn find(&mut self, hash: u64) -> Option<Arc<str>> {
        let (html, call) = self.blocks.get_mut(&hash)?;
        *call = self.call;
        Some(html.clone())
    }

    /// Makes HTML safe and remembers it under a name.
    pub fn make(&mut self, hash: u64, html: &str) -> Arc<str> {
        let html: Arc<str> = sanitise::clean(html, &mut self.addresses).into();
        self.blocks.insert(hash, (html.clone(), self.call));
        html
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_longer_used_is_forgotten() {
        let mut made = Made::new("id");
        for n in 0..1_000 {
            made.begin(1);
            made.make(n, "<p>a</p>");
            made.end(1);
        }
        assert!(made.blocks.len() <= SPARE_BLOCKS + 2);
        assert!(made.find(999).is_some());
    }

    #[test]
    fn numbers_start_anew_under_new_names() {
        let mut made = Made::new("id");
        let before = made.hash("x");
        for n in 0..=SPARE_ADDRESSES {
            made.addresses.stand_in(&n.to_string());
        }
        made.begin(0);
        assert_eq!(made.addresses.count(), 0);
        assert_ne!(made.hash("x"), before);
    }
}
