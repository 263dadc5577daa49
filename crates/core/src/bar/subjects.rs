//! What a comparison compares: the names its form gives, or those of a title "A vs B", and where the text says them.
//!
//! A subject is an item of the library, with all its names, or a name of its own. Judges nothing.

use std::cell::RefCell;
use std::rc::Rc;

use super::Reading;
use super::memory::{Memory, hash, mix};
use crate::guide::Meta;
use crate::vocabulary::{Named, StackItem, Vocabulary};

/// The subjects in order, with a finder of their names.
#[derive(Debug, Default)]
pub struct Subjects {
    pub names: Vec<String>,
    /// Read from the title.
    pub from_title: bool,
    finder: Vocabulary,
}

/// A subject named in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// Index in `Subjects::names`.
    pub subject: usize,
    /// Index in `Document::paragraphs`.
    pub paragraph: usize,
    /// Bytes of the paragraph's flow.
    pub start: usize,
    pub end: usize,
}

thread_local! {
    static MEMORY: RefCell<Memory<Rc<Subjects>>> = RefCell::default();
}

impl Subjects {
    /// Of a guide's fields. Remembered, since a finder takes longer to make than to use.
    pub fn of(meta: &Meta, vocabulary: &Vocabulary) -> Rc<Self> {
        let from_title = meta.subjects.is_empty();
        let names = if from_title { of_title(&meta.title, vocabulary) } else { meta.subjects.clone() };
        let items: Vec<StackItem> = names.iter().map(|name| item(name, vocabulary)).collect();
        let letters = items.iter().flat_map(|item| std::iter::once(&item.name).chain(&item.aliases));
        let key = letters.fold(u64::from(from_title), |key, name| mix(key, hash(name.as_bytes())));
        let made = || Rc::new(Self { names, from_title, finder: Vocabulary::new(Vec::new(), items, Vec::new()) });
        MEMORY.with_borrow_mut(|memory| memory.kept(key, made))
    }

    /// Subjects named in a text: index, and bytes of the text.
    pub fn named_in(&self, text: &str) -> impl Iterator<Item = (usize, usize, usize)> {
        let mentions = self.finder.mentions(text).into_iter();
        mentions.filter_map(|mention| match mention.named {
            Named::Stack(at) => Some((at, mention.span.start, mention.span.end)),
            Named::CaseStudy(_) => None,
        })
    }

    /// The one subject a short text names: a heading, the head of a column.
    pub fn only_in(&self, text: &str) -> Option<usize> {
        let mut named = self.named_in(text).map(|(subject, ..)| subject);
        let first = named.next()?;
        named.all(|other| other == first).then_some(first)
    }
}

/// The library's item of this name under the guide's own spelling, or the bare name.
fn item(name: &str, vocabulary: &Vocabulary) -> StackItem {
    let known = vocabulary.item(name);
    let aliases = known.map(|item| item.aliases.iter().chain([&item.name]).cloned().collect()).unwrap_or_default();
    StackItem { name: name.to_owned(), aliases, ..StackItem::default() }
}

/// "Comparing A vs B: which for what?" → A, B.
fn of_title(title: &str, vocabulary: &Vocabulary) -> Vec<String> {
    let parts = parted(title);
    if parts.len() < 2 {
        return Vec::new();
    }
    let last = parts.len() - 1;
    let mut names: Vec<String> = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let part = if at == 0 { after_last(part) } else { part };
        let part = if at == last { before_first(part) } else { part };
        let name = name_in(part.trim(), at == 0, vocabulary);
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    if names.len() < 2 { Vec::new() } else { names }
}

/// Around each "vs"; "VS Code" is a name.
fn parted(title: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = title;
    let mut from = 0;
    while let Some((at, end)) = separator(rest, from) {
        if rest[..at].trim().is_empty() || rest[end..].trim_start().starts_with("Code") {
            from = end;
            continue;
        }
        parts.push(&rest[..at]);
        rest = &rest[end..];
        from = 0;
    }
    parts.push(rest);
    parts
}

fn separator(text: &str, from: usize) -> Option<(usize, usize)> {
    const WORDS: [&str; 8] = ["vs", "vs.", "Vs", "Vs.", "VS", "VS.", "versus", "Versus"];
    let words = text.get(from..)?.split(' ').scan(from, |at, word| {
        let start = *at;
        *at += word.len() + 1;
        Some((start, word))
    });
    let mut words = words.filter(|(_, word)| WORDS.contains(word));
    words.next().map(|(start, word)| (start, start + word.len()))
}

fn after_last(text: &str) -> &str {
    text.rsplit([':', '—', '–', ',']).next().unwrap_or(text)
}

fn before_first(text: &str) -> &str {
    let marks = text.split([':', '—', '–', ',', '?']).next().unwrap_or(text);
    let words = [" for ", " in ", " on ", " when ", " with ", " as ", " to "];
    let end = words.iter().filter_map(|word| marks.find(word)).min();
    end.map_or(marks, |end| &marks[..end])
}

/// A name of the library at the near end of a part, or the whole part without the words titles begin with.
fn name_in(part: &str, is_first: bool, vocabulary: &Vocabulary) -> String {
    let mentions = vocabulary.mentions(part);
    let near = if is_first {
        mentions.last().filter(|mention| mention.span.end == part.len())
    } else {
        mentions.first().filter(|mention| mention.span.start == 0)
    };
    if let Some(mention) = near {
        return mention.span.of(part).to_owned();
    }
    const OPENINGS: [&str; 6] = ["Comparing ", "A comparison of ", "Choosing ", "Why ", "Benchmarking ", "From "];
    let opening = OPENINGS.iter().find_map(|opening| part.strip_prefix(opening));
    opening.unwrap_or(part).trim().to_owned()
}

impl Reading<'_> {
    /// What this guide compares; none for a deep dive.
    pub fn subjects(&self) -> &Subjects {
        self.subjects.get_or_init(|| Subjects::of(&self.draft.meta, self.vocabulary))
    }

    /// Every place where a subject is named, in any layer but code, in order.
    pub fn told(&self) -> &[Told] {
        self.told.get_or_init(|| {
            let subjects = self.subjects();
            let paragraphs = self.written().iter().enumerate();
            let told = paragraphs.flat_map(|(paragraph, prose)| {
                let named = subjects.named_in(&prose.text);
                named.map(move |(subject, start, end)| Told { subject, paragraph, start, end })
            });
            told.collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::sample;

    fn titled(title: &str) -> Vec<String> {
        Subjects::of(&Meta { title: title.into(), ..Meta::default() }, &sample()).names.clone()
    }

    #[test]
    fn reads_them_off_the_title() {
        let cases: [(&str, &[&str]); 13] = [
            ("NestJS vs Fastify", &["NestJS", "Fastify"]),
            ("NestJS vs. Express: which for whom?", &["NestJS", "Express"]),
            ("Comparing Next.js vs Django for SaaS", &["Next.js", "Django"]),
            ("Queues in 2026: BullMQ versus RabbitMQ — a year later", &["BullMQ", "RabbitMQ"]),
            ("PostgreSQL vs MongoDB vs Redis", &["PostgreSQL", "MongoDB", "Redis"]),
            ("Why we compared Redis vs Kafka", &["Redis", "Kafka"]),
            ("Using VS Code well", &[]),
            ("VS Code vs Vim", &["VS Code", "Vim"]),
            ("vs everything", &[]),
            ("This One Backend Mistake", &[]),
            ("Canvas vs canvas", &["Canvas", "canvas"]),
            ("Redis vs Redis", &[]),
            ("", &[]),
        ];
        for (title, expected) in cases {
            assert_eq!(titled(title), expected, "{title}");
        }
    }

    #[test]
    fn the_form_wins_and_aliases_count() {
        let meta =
            Meta { title: "A vs B".into(), subjects: vec!["Postgres".into(), "Kafka".into()], ..Meta::default() };
        let subjects = Subjects::of(&meta, &sample());
        assert_eq!(subjects.names, ["Postgres", "Kafka"]);
        let found: Vec<usize> = subjects.named_in("PostgreSQL, pg, kafka and Redis").map(|(at, ..)| at).collect();
        assert_eq!(found, [0, 0, 1]);
        assert_eq!((subjects.only_in("Kafka 4"), subjects.only_in("pg and Kafka")), (Some(1), None));
    }

    proptest::proptest! {
        #[test]
        fn any_title_is_read(title in "(\\PC| vs |Redis|: ){0,12}") {
            titled(&title);
        }
    }
}
