//! Names → places in the vocabulary, made once per snapshot.
//!
//! Holds positions only; the lists themselves stay in `Vocabulary`.

use std::collections::HashMap;

use super::mention::Names;
use super::{Mention, Page, Vocabulary};

#[derive(Debug)]
pub(super) struct Index {
    items: HashMap<String, usize>,
    pages: HashMap<(&'static str, String), usize>,
    names: Names,
    /// Address of each page.
    paths: Vec<String>,
}

impl Index {
    pub(super) fn of(vocabulary: &Vocabulary) -> Self {
        Self {
            items: items(vocabulary),
            pages: pages(vocabulary),
            names: Names::of(vocabulary),
            paths: vocabulary.pages.iter().map(Page::path).collect(),
        }
    }

    pub(super) fn item(&self, name: &str) -> Option<usize> {
        self.items.get(&key(name)).copied()
    }

    pub(super) fn page(&self, section: &str, slug: &str) -> Option<usize> {
        let section = super::target::SECTIONS.into_iter().find(|known| *known == section)?;
        self.pages.get(&(section, slug.to_owned())).copied()
    }

    pub(super) fn paths(&self) -> &[String] {
        &self.paths
    }

    pub(super) fn names_hash(&self) -> u64 {
        self.names.hash()
    }

    pub(super) fn mentions(&self, text: &str) -> Vec<Mention> {
        self.names.find(text)
    }
}

/// Official names win over aliases, earlier items over later ones.
fn items(vocabulary: &Vocabulary) -> HashMap<String, usize> {
    let mut items = HashMap::new();
    let stack = || vocabulary.stack.iter().enumerate();
    let official = stack().map(|(at, item)| (key(&item.name), at));
    let other = stack().flat_map(|(at, item)| item.aliases.iter().map(move |alias| (key(alias), at)));
    for (key, at) in official.chain(other).filter(|(key, _)| !key.is_empty()) {
        items.entry(key).or_insert(at);
    }
    items
}

fn pages(vocabulary: &Vocabulary) -> HashMap<(&'static str, String), usize> {
    let pages = vocabulary.pages.iter().enumerate();
    pages.map(|(at, page)| ((page.kind.section(), page.slug.clone()), at)).collect()
}

/// What two spellings of one name share: NFKC, lower case, no spaces, dots, hyphens or underscores.
pub(super) fn key(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    name.nfkc().flat_map(char::to_lowercase).filter(|c| !matches!(c, ' ' | '.' | '-' | '_' | '\u{a0}')).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::sample;

    #[test]
    fn folds_names_and_aliases() {
        let vocabulary = sample();
        let cases = [
            ("PostgreSQL", "PostgreSQL"),
            ("postgresql", "PostgreSQL"),
            ("Postgres", "PostgreSQL"),
            ("pg", "PostgreSQL"),
            ("Socket.IO", "Socket.io"),
            ("socketio", "Socket.io"),
            ("next js", "Next.js"),
            ("NextJS", "Next.js"),
            ("Redis", "Redis"),
            ("redis (pub/sub)", "Redis (Pub/Sub)"),
            ("Daraja", "M-Pesa Daraja"),
            ("ＰｏｓｔｇｒｅＳＱＬ", "PostgreSQL"),
        ];
        for (written, meant) in cases {
            assert_eq!(vocabulary.item(written).unwrap().name, meant, "{written}");
        }
    }

    #[test]
    fn unknown_names_fold_to_nothing() {
        let vocabulary = sample();
        for name in ["", " ", "Redi", "Rediss", "Java", "Pub/Sub", "Next"] {
            assert!(vocabulary.item(name).is_none(), "{name}");
        }
    }

    #[test]
    fn an_alias_never_takes_an_official_name() {
        let mut vocabulary = sample();
        vocabulary.stack[0].aliases.push("Redis".into());
        let again = vocabulary.clone();
        assert_eq!(again.item("redis").unwrap().name, "Redis");
    }

    #[test]
    fn a_facet_knows_its_parent() {
        let vocabulary = sample();
        let facet = vocabulary.item("Redis (Pub/Sub)").unwrap();
        assert_eq!(vocabulary.parent(facet).unwrap().name, "Redis");
        assert!(vocabulary.parent(vocabulary.item("Redis").unwrap()).is_none());
    }
}
