//! Finds the vocabulary's names in running text: one automaton, made once, linear in the text.
//!
//! Compares without regard to case on NFKC text, at word bounds, longest name first. Names that are also
//! everyday English words ("Express", "Go") count only in their own case; such aliases ("Next" for Next.js)
//! never count, because nobody could tell them from the word.

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind, Input, MatchKind};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

use super::Vocabulary;
use crate::guide::Kind;
use crate::text::Span;
use crate::text::prints::word;

/// Whose name stands there: an index into `Vocabulary::stack` or `Vocabulary::pages`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Named {
    Stack(usize),
    CaseStudy(usize),
}

/// A name in a text, in bytes of that text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    pub span: Span,
    pub named: Named,
}

/// Everyday words that are also names of technologies.
const WORDS: [&str; 34] = [
    "ant", "arrow", "astro", "bolt", "bun", "chart", "echo", "ember", "express", "fiber", "flask", "go", "helm",
    "hugo", "make", "next", "nest", "node", "nova", "phoenix", "play", "puppet", "rails", "react", "relay", "rest",
    "rust", "salt", "spark", "spring", "storm", "swift", "temporal", "vault",
];

#[derive(Debug)]
struct Name {
    named: Named,
    /// Set when only this exact spelling counts.
    exact: Option<String>,
    /// Longer-to-shorter names that begin this one.
    shorter: Vec<usize>,
    len: usize,
}

#[derive(Debug, Default)]
pub(super) struct Names {
    automaton: Option<AhoCorasick>,
    names: Vec<Name>,
    /// Some name holds letters outside ASCII, so texts are folded before the search.
    wide: bool,
    /// Equal for equal names.
    hash: u64,
}

impl Names {
    pub(super) fn of(vocabulary: &Vocabulary) -> Self {
        let mut patterns: Vec<String> = Vec::new();
        let mut names: Vec<Name> = Vec::new();
        let mut known = HashMap::new();
        for (spelling, named, exact) in spellings(vocabulary) {
            let folded = fold(&spelling);
            let letters = folded.chars().filter(|c| c.is_alphanumeric()).count();
            if letters > 1 && !known.contains_key(&folded) {
                known.insert(folded.clone(), names.len());
                names.push(Name { named, exact: exact.then_some(spelling), shorter: Vec::new(), len: folded.len() });
                patterns.push(folded);
            }
        }
        for (name, pattern) in names.iter_mut().zip(&patterns) {
            name.shorter = shorter(pattern, &known);
        }
        let wide = patterns.iter().any(|pattern| !pattern.is_ascii());
        let hash = hash(&patterns, &names);
        Self { automaton: automaton(&patterns), names, wide, hash }
    }

    pub(super) fn hash(&self) -> u64 {
        self.hash
    }

    pub(super) fn find(&self, text: &str) -> Vec<Mention> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let plain = text.is_ascii() || (!self.wide && is_nfkc_quick(text.chars()) == IsNormalized::Yes);
        if plain {
            return self.search(automaton, text, text, |at| at);
        }
        let (folded, origin) = fold_with_origin(text);
        self.search(automaton, &folded, text, |at| origin.get(at).copied().unwrap_or(text.len()))
    }

    /// `text` is what is searched; `at` maps its bytes to those of `source`.
    fn search(&self, automaton: &AhoCorasick, text: &str, source: &str, at: impl Fn(usize) -> usize) -> Vec<Mention> {
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(hit) = automaton.find(Input::new(text).span(from..text.len())) {
            let start = hit.start();
            match self.bounded(text, start, hit.pattern().as_usize()) {
                Some((name, end)) => {
                    let span = Span::new(at(start), at(end));
                    if name.exact.as_deref().is_none_or(|exact| exact == span.of(source)) {
                        found.push(Mention { span, named: name.named });
                    }
                    from = end;
                }
                None => from = start + text[start..].chars().next().map_or(1, char::len_utf8),
            }
        }
        found
    }

    /// The longest name at `start` that ends at a word bound.
    fn bounded(&self, text: &str, start: usize, longest: usize) -> Option<(&Name, usize)> {
        if !bounded_before(text, start) {
            return None;
        }
        let first = self.names.get(longest)?;
        let all = std::iter::once(first).chain(first.shorter.iter().filter_map(|at| self.names.get(*at)));
        all.map(|name| (name, start + name.len)).find(|(_, end)| bounded_after(text, *end))
    }
}

fn hash(patterns: &[String], names: &[Name]) -> u64 {
    let told = patterns.iter().zip(names).map(|(pattern, name)| format!("{pattern}\0{:?}{:?}", name.named, name.exact));
    word(&told.collect::<Vec<_>>().join("\n"))
}

/// Every spelling that counts in a text, official names first.
fn spellings(vocabulary: &Vocabulary) -> Vec<(String, Named, bool)> {
    let everyday = |name: &str| WORDS.contains(&name.to_lowercase().as_str());
    let mut all = Vec::new();
    for (at, item) in vocabulary.stack.iter().enumerate() {
        all.push((item.name.clone(), Named::Stack(at), everyday(&item.name)));
    }
    for (at, page) in vocabulary.pages.iter().enumerate().filter(|(_, page)| page.kind == Kind::CaseStudy) {
        all.push((page.title.clone(), Named::CaseStudy(at), everyday(&page.title)));
    }
    for (at, item) in vocabulary.stack.iter().enumerate() {
        let variants = variants(&item.name).into_iter().chain(item.aliases.iter().cloned());
        all.extend(variants.filter(|name| !everyday(name)).map(|name| (name, Named::Stack(at), false)));
    }
    all
}

/// "Next.js" is also written "NextJS", "Redis (Pub/Sub)" also "Redis Pub/Sub".
fn variants(name: &str) -> Vec<String> {
    let mut variants = Vec::new();
    if name.contains('.') {
        variants.push(name.replace('.', ""));
    }
    if name.contains(" (") && name.ends_with(')') {
        variants.push(name.replace(['(', ')'], ""));
    }
    variants
}

fn shorter(pattern: &str, known: &HashMap<String, usize>) -> Vec<usize> {
    let ends = pattern.char_indices().map(|(end, _)| end).rev();
    ends.filter_map(|end| known.get(&pattern[..end]).copied()).collect()
}

fn automaton(patterns: &[String]) -> Option<AhoCorasick> {
    let kind = (patterns.len() < 500).then_some(AhoCorasickKind::DFA);
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .kind(kind)
        .build(patterns)
        .ok()
        .filter(|_| !patterns.is_empty())
}

fn bounded_before(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev();
    match before.next() {
        Some('/' | '.') => before.next().is_some_and(char::is_alphanumeric),
        Some(c) => !c.is_alphanumeric() && !matches!(c, '_' | '@' | '#' | '$'),
        None => true,
    }
}

/// A full stop that goes on ("redis.io") belongs to another name.
fn bounded_after(text: &str, at: usize) -> bool {
    let mut after = text[at..].chars();
    match after.next() {
        Some('.') => !after.next().is_some_and(char::is_alphanumeric),
        Some(c) => !c.is_alphanumeric() && c != '_',
        None => true,
    }
}

fn fold(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).collect()
}

/// The folded text, and for each of its bytes the byte of `text` it came from.
fn fold_with_origin(text: &str) -> (String, Vec<usize>) {
    let mut folded = String::with_capacity(text.len());
    let mut origin = Vec::with_capacity(text.len() + 1);
    for (at, c) in text.char_indices() {
        for piece in c.nfkc().flat_map(char::to_lowercase) {
            folded.push(piece);
            origin.resize(folded.len(), at);
        }
    }
    origin.push(text.len());
    (folded, origin)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::sample;
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let vocabulary = sample();
        let name = |mention: &Mention| match mention.named {
            Named::Stack(at) => vocabulary.stack[at].name.clone(),
            Named::CaseStudy(at) => vocabulary.pages[at].title.clone(),
        };
        vocabulary.mentions(text).iter().map(|m| format!("{}={}", m.span.of(text), name(m))).collect()
    }

    #[test]
    fn finds_names_at_word_bounds() {
        let cases: [(&str, &[&str]); 14] = [
            ("We use PostgreSQL.", &["PostgreSQL=PostgreSQL"]),
            ("postgres and PG", &["postgres=PostgreSQL", "PG=PostgreSQL"]),
            ("Redis (Pub/Sub) fans out", &["Redis (Pub/Sub)=Redis (Pub/Sub)"]),
            ("Redis Pub/Sub fans out", &["Redis Pub/Sub=Redis (Pub/Sub)"]),
            ("Redis publishes", &["Redis=Redis"]),
            ("Next.js, NextJS and next.js", &["Next.js=Next.js", "NextJS=Next.js", "next.js=Next.js"]),
            ("NestJS/Redis pair", &["NestJS=NestJS", "Redis=Redis"]),
            ("Redis-backed, Redis's", &["Redis=Redis", "Redis=Redis"]),
            ("TaskForge runs Socket.IO", &["TaskForge=TaskForge", "Socket.IO=Socket.io"]),
            ("M-Pesa Daraja and Daraja", &["M-Pesa Daraja=M-Pesa Daraja", "Daraja=M-Pesa Daraja"]),
            ("Express handles it", &["Express=Express"]),
            ("Fits by Aliv sells", &["Fits by Aliv=Fits by Aliv"]),
            ("(Redis)", &["Redis=Redis"]),
            ("Ｒedis — wide", &["Ｒedis=Redis"]),
        ];
        for (text, expected) in cases {
            assert_eq!(names(text), expected, "{text}");
        }
    }

    #[test]
    fn leaves_look_alikes_alone() {
        let texts = [
            "Next, we migrate.",
            "next to it",
            "We express amounts in cents",
            "ioredis reconnects",
            "redis.io documents it",
            "@redis client",
            "/redis path",
            "Redisson is Java",
            "upgrade the pgbench run",
            "inkling of doubt",
            "reacts quickly",
            "socket.ios",
        ];
        for text in texts {
            assert_eq!(names(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_longer_name_that_goes_on_leaves_the_shorter_one() {
        assert_eq!(names("Redis Pub/Subs"), ["Redis=Redis"]);
    }

    #[test]
    fn an_empty_vocabulary_finds_nothing() {
        assert!(Vocabulary::default().mentions("Redis and PostgreSQL").is_empty());
    }

    proptest::proptest! {
        #[test]
        fn spans_lie_on_character_bounds(text in "[\\PCRedis .ＲßİNext.js]{0,60}") {
            for mention in sample().mentions(&text) {
                proptest::prop_assert!(text.get(mention.span.start..mention.span.end).is_some_and(|s| !s.is_empty()));
            }
        }
    }
}
