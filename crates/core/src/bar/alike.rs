//! Which passages of a text are alike, without comparing each with each. What being alike means is `Passage::likeness`.

use super::memory::ByHash;
use super::passages::Placed;

/// Passages alike share one of this many of their smallest shingles, all but surely.
const SKETCH: usize = 8;

/// Passages of `words` words or more with the first one that is `alike` (0 to 1): positions in `passages`. Chains of
/// passages with a common shingle are walked in the order of the text, from all shingles of a sketch at once, and
/// only until one is alike.
pub(super) fn pairs(passages: &[Placed], words: usize, alike: f64) -> Vec<(usize, usize)> {
    let mut chains = Chains::default();
    let mut found = Vec::new();
    for (at, passage) in passages.iter().enumerate().filter(|(_, passage)| passage.places.len() >= words) {
        let sketch = passage.shingles().get(..SKETCH).unwrap_or(passage.shingles());
        let before = chains.before(sketch).find(|other| passages[*other].likeness(passage) >= alike);
        found.extend(before.map(|first| (first, at)));
        for shingle in sketch {
            chains.add(*shingle, at);
        }
    }
    found
}

/// Passages by shingle, each chain in the order of the text.
#[derive(Default)]
struct Chains {
    /// First and last link.
    ends: ByHash<(usize, usize)>,
    /// A passage, and the next link of its chain; 0 where there is none, since nothing leads to the first link.
    links: Vec<(usize, usize)>,
}

impl Chains {
    fn add(&mut self, shingle: u64, passage: usize) {
        let link = self.links.len();
        self.links.push((passage, 0));
        match self.ends.get_mut(&shingle) {
            Some((_, last)) => self.links[std::mem::replace(last, link)].1 = link,
            None => drop(self.ends.insert(shingle, (link, link))),
        }
    }

    /// Passages that share one of these shingles, ascending, each once.
    fn before(&self, sketch: &[u64]) -> impl Iterator<Item = usize> {
        let mut heads: Vec<usize> =
            sketch.iter().filter_map(|shingle| self.ends.get(shingle)).map(|ends| ends.0).collect();
        std::iter::from_fn(move || {
            let next = heads.iter().map(|head| self.links[*head].0).min()?;
            heads.retain_mut(|head| {
                let (passage, link) = self.links[*head];
                *head = if passage == next { link } else { *head };
                passage != next || link > 0
            });
            Some(next)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_are_walked_in_order_each_passage_once() {
        let mut chains = Chains::default();
        for (shingle, passage) in [(1, 0), (2, 0), (1, 3), (2, 4), (1, 7), (9, 8)] {
            chains.add(shingle, passage);
        }
        assert_eq!(chains.before(&[1, 2, 5]).collect::<Vec<_>>(), [0, 3, 4, 7]);
        assert_eq!(chains.before(&[9]).collect::<Vec<_>>(), [8]);
        assert_eq!(chains.before(&[]).count(), 0);
    }
}
