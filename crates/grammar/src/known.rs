//! Words that are right although no English dictionary has them: the library's names, what was taught, what stands in
//! the guide's own code spans, and the craft's everyday words.
//!
//! Compares without regard to case. Knows no English.

use std::collections::HashSet;

use highbar_core::library::ProofText;
use highbar_core::markdown::{Document, Layer};

/// Words of the craft that Harper's dictionary misses, a line each.
const CRAFT: &str = include_str!("craft.txt");

/// The words of one guide's world.
#[derive(Debug, Default)]
pub struct Known {
    words: HashSet<String>,
    /// Names as the library writes them, for words that nearly are one.
    names: Vec<String>,
}

impl Known {
    pub fn of(text: &ProofText, document: &Document<'_>) -> Self {
        let vocabulary = &text.vocabulary;
        let stack = vocabulary.stack.iter().flat_map(|item| item.aliases.iter().chain([&item.name]));
        let names: Vec<String> = stack.chain(&vocabulary.tags).flat_map(|name| words(name)).collect();
        // A guide's own title may hold a slip; what a project or a part of the stack is called is right.
        let others = vocabulary.pages.iter().filter(|page| !page.kind.is_guide() || page.title != text.title);
        let titles = others.map(|page| page.title.as_str());
        let code = document.runs.iter().filter(|run| run.layer == Layer::InlineCode).map(|run| &*run.text);
        let others = titles.chain(code).chain(text.taught.iter().map(String::as_str)).flat_map(words);
        let craft = CRAFT.lines().filter(|line| !line.starts_with('#')).map(str::to_owned);
        let all = others.chain(craft).chain(text.taught.iter().cloned());
        let words = all.chain(names.iter().cloned()).map(|word| word.to_lowercase()).collect();
        let names = names.into_iter().filter(|name| name.chars().count() > 3).collect();
        Self { words, names }
    }

    /// A word, its plural, its possessive, or an ending of a verb.
    pub fn has(&self, word: &str) -> bool {
        let word = word.to_lowercase().replace('’', "'");
        let word = word.strip_suffix("'s").or_else(|| word.strip_suffix('\'')).unwrap_or(&word);
        let stem = |ending: &str| word.strip_suffix(ending).is_some_and(|stem| self.words.contains(stem));
        self.words.contains(word) || ["s", "es", "ed", "d", "ing", "er", "ers"].into_iter().any(stem)
    }

    /// Names of the library that `word` nearly is, nearest first. Short words are nearly everything.
    pub fn near(&self, word: &str) -> Vec<String> {
        let lower = word.to_lowercase();
        let most = if lower.chars().count() < 7 { 1 } else { 2 };
        let mut near: Vec<(usize, &String)> = self
            .names
            .iter()
            .map(|name| (distance(&lower, &name.to_lowercase()), name))
            .filter(|(distance, _)| (1..=most).contains(distance))
            .collect();
        near.sort();
        near.dedup();
        near.into_iter().take(2).map(|(_, name)| name.clone()).collect()
    }
}

/// Single words of a name or of code.
fn words(text: &str) -> Vec<String> {
    let pieces = text.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
    pieces.map(str::to_owned).collect()
}

/// Letters to change, add, leave out or swap with their neighbour.
pub fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = [vec![0; b.len() + 1], (0..=b.len()).collect::<Vec<_>>(), vec![0; b.len() + 1]];
    for i in 1..=a.len() {
        let [before, last, now] = &mut rows;
        now[0] = i;
        for j in 1..=b.len() {
            let changed = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let swapped = if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                before[j - 2] + 1
            } else {
                usize::MAX
            };
            now[j] = changed.min(last[j] + 1).min(now[j - 1] + 1).min(swapped);
        }
        rows.rotate_left(1);
    }
    rows[1][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use highbar_core::guide::Status;
    use highbar_core::vocabulary::{Page, StackItem, Vocabulary};
    use std::sync::Arc;

    fn known(body: &str) -> Known {
        let stack =
            vec![StackItem { name: "M-Pesa Daraja".into(), aliases: vec!["Safaricom".into()], ..StackItem::default() }];
        let page = |title: &str| Page {
            kind: highbar_core::guide::Kind::CaseStudy,
            slug: String::new(),
            title: title.into(),
            status: Status::Draft,
            date: String::new(),
            anchors: Vec::new(),
        };
        let own = Page { kind: highbar_core::guide::Kind::DeepDive, ..page("My tpyo") };
        let vocabulary = Vocabulary::new(vec![page("Inkly"), own], stack, vec!["webrtc".into()]);
        let text = ProofText {
            title: "My tpyo".into(),
            vocabulary: Arc::new(vocabulary),
            taught: vec!["Fuglen".into()],
            ..ProofText::default()
        };
        Known::of(&text, &Document::parse(body))
    }

    #[test]
    fn knows_the_librarys_names_what_was_taught_and_the_guides_code() {
        let known = known("We call `acquireLease` and `xadd`.");
        for word in
            ["Daraja", "daraja's", "Pesa", "safaricom", "Inkly’s", "webrtc", "FUGLEN", "fuglens", "xadd", "webhooks"]
        {
            assert!(known.has(word), "{word}");
        }
        for word in ["tpyo", "Darja", "", "s", "xad"] {
            assert!(!known.has(word), "{word}");
        }
    }

    #[test]
    fn a_name_that_is_nearly_written_is_offered() {
        let known = known("");
        assert_eq!(known.near("Safarcom"), ["Safaricom"]);
        assert_eq!(known.near("darjaa"), ["Daraja"]);
        assert_eq!(known.near("Dashboard"), Vec::<String>::new());
        assert_eq!(known.near("Safaricom"), Vec::<String>::new());
    }

    #[test]
    fn counts_swaps_as_one() {
        assert_eq!(
            (distance("teh", "the"), distance("", "ab"), distance("abc", "abc"), distance("kitten", "sitting")),
            (1, 2, 0, 3)
        );
    }
}
