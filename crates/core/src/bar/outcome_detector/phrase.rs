//! A tiny pattern language over the words of a sentence, and a book of patterns matched in one pass.
//!
//! `from Q ~7 to Q`: words between blanks; `a/b` one of two, `reduc*` a beginning, `the?` may be missing, `~7` up
//! to seven other words of the same statement, `*` up to forty of any; `^` and `$` the ends (`$!`: without a stop).
//! Capitals stand for kinds: `Q` any quantity, `Q=` one of the measure of the quantity before it, `P T B R M X W N` one
//! measure, `D` a multiple in words ("halved"), `A` a word with a capital, `S` such a word's possessive, `@plural` any
//! word in s; `@metric` one of a named list. No pattern language of a library: these cost nothing to prepare, and a
//! check of one file has milliseconds.

use rustc_hash::FxHashMap;

use super::item::{Item, Items};
use super::quantity::Measure;

/// Words of a gap that may cross the end of a statement.
const FAR: usize = 40;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum One {
    Word(&'static str),
    Beginning(&'static str),
    /// A named list, by its bit.
    Listed(u32),
    /// A set of measures, by their bits.
    Quantity(u16),
    Doubled,
    Capital,
    Possessive,
    Plural,
}

#[derive(Debug)]
enum Element {
    Item {
        any: Vec<One>,
        optional: bool,
    },
    /// A quantity of the measure of the one before it.
    Same,
    Gap(usize),
    Far,
    Start,
    End,
    /// Not even a mark is left.
    BareEnd,
}

#[derive(Debug)]
struct Phrase {
    group: usize,
    elements: Vec<Element>,
}

/// Where a phrase of a group matched: items `start..end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    pub group: usize,
    pub start: usize,
    pub end: usize,
}

/// Patterns by what they begin with.
#[derive(Debug, Default)]
pub(super) struct Book {
    phrases: Vec<Phrase>,
    by_word: FxHashMap<&'static str, Vec<usize>>,
    /// Beginnings of words by their first three letters.
    by_beginning: FxHashMap<&'static str, Vec<(&'static str, usize)>>,
    /// Phrases that begin with a quantity.
    by_quantity: Vec<usize>,
    /// Phrases that begin with a named list, with the bits of the list.
    by_list: Vec<(u32, usize)>,
    /// The rest: a capital, a gap.
    others: Vec<usize>,
}

impl Book {
    /// Phrases in groups; a match names its group.
    pub(super) fn of(groups: &[&'static [&'static str]]) -> Self {
        let mut book = Self::default();
        for (group, phrases) in groups.iter().enumerate() {
            for phrase in *phrases {
                let elements: Vec<Element> = phrase.split_whitespace().map(element).collect();
                book.file(book.phrases.len(), &elements);
                book.phrases.push(Phrase { group, elements });
            }
        }
        book
    }

    /// Notes what the phrase begins with; `^` is skipped.
    fn file(&mut self, at: usize, elements: &[Element]) {
        let first = elements.iter().find(|element| !matches!(element, Element::Start));
        let Some(Element::Item { any, .. }) = first else {
            self.others.push(at);
            return;
        };
        for one in any {
            match one {
                One::Word(word) => self.by_word.entry(word).or_default().push(at),
                One::Beginning(stem) => self.by_beginning.entry(&stem[..3]).or_default().push((stem, at)),
                One::Quantity(_) | One::Doubled => self.by_quantity.push(at),
                One::Listed(bits) => self.by_list.push((*bits, at)),
                _ => self.others.push(at),
            }
        }
    }

    /// Phrases that may begin with this item.
    fn candidates<'b>(&'b self, item: &'b Item<'_>) -> impl Iterator<Item = usize> + 'b {
        let words = self.by_word.get(item.word).into_iter().flatten().copied();
        let stems = item.word.get(..3).and_then(|first| self.by_beginning.get(first)).into_iter().flatten();
        let stems = stems.filter(|(stem, _)| item.word.starts_with(stem)).map(|(_, at)| *at);
        let quantities = item.quantity.map(|_| self.by_quantity.iter().copied()).into_iter().flatten();
        let lists = self.by_list.iter().filter(|(bits, _)| item.lists & bits != 0).map(|(_, at)| *at);
        words.chain(stems).chain(quantities).chain(lists).chain(self.others.iter().copied())
    }

    /// Every match, one per phrase and place, in order of place.
    pub(super) fn matches(&self, items: &Items<'_>) -> Vec<Match> {
        let mut found = Vec::new();
        for start in 0..items.len() {
            for at in self.candidates(&items[start]) {
                let phrase = &self.phrases[at];
                if let Some(end) = step(&phrase.elements, items, start, start) {
                    found.push(Match { group: phrase.group, start, end });
                }
            }
        }
        found
    }
}

/// Matches the rest of a phrase from item `at`; the nearest end.
fn step(elements: &[Element], items: &Items<'_>, at: usize, start: usize) -> Option<usize> {
    let Some((first, rest)) = elements.split_first() else { return Some(at) };
    match first {
        Element::Start => {
            if at == 0 {
                step(rest, items, at, start)
            } else {
                None
            }
        }
        Element::End => {
            if is_end(items, at) {
                step(rest, items, at, start)
            } else {
                None
            }
        }
        Element::BareEnd => {
            if at == items.len() {
                step(rest, items, at, start)
            } else {
                None
            }
        }
        Element::Item { any, optional } => {
            let here = items.get(at).filter(|item| any.iter().any(|one| one.is(item)));
            let taken = here.and_then(|_| step(rest, items, at + 1, start));
            taken.or_else(|| if *optional { step(rest, items, at, start) } else { None })
        }
        Element::Same => {
            let measure = |item: &Item<'_>| item.measure;
            let before = items.get(start..at).unwrap_or_default().iter().rev().find_map(measure);
            let here = items.get(at).and_then(measure).filter(|here| Some(*here) == before);
            here.and_then(|_| step(rest, items, at + 1, start))
        }
        Element::Gap(most) => gap(rest, items, at, start, *most, true),
        Element::Far => gap(rest, items, at, start, FAR, false),
    }
}

fn gap(rest: &[Element], items: &Items<'_>, at: usize, start: usize, most: usize, inside: bool) -> Option<usize> {
    for skipped in 0..=most {
        if let Some(end) = step(rest, items, at + skipped, start) {
            return Some(end);
        }
        let item = items.get(at + skipped)?;
        if inside && item.ends_statement() {
            return None;
        }
    }
    None
}

/// Nothing but closing marks is left.
fn is_end(items: &Items<'_>, at: usize) -> bool {
    items.get(at..).unwrap_or_default().iter().all(Item::is_mark)
}

impl One {
    fn is(self, item: &Item<'_>) -> bool {
        match self {
            One::Word(word) => item.word == word,
            One::Beginning(stem) => item.word.starts_with(stem),
            One::Listed(bit) => item.lists & bit != 0,
            One::Quantity(measures) => item.measure.is_some_and(|measure| measures & bit(measure) != 0),
            One::Doubled => item.doubled,
            One::Capital => item.capital,
            One::Plural => item.word.len() > 2 && item.word.ends_with('s'),
            One::Possessive => item.capital && item.word.ends_with("'s"),
        }
    }
}

fn bit(measure: Measure) -> u16 {
    1 << measure as u16
}

fn element(text: &'static str) -> Element {
    match text {
        "^" => return Element::Start,
        "$" => return Element::End,
        "$!" => return Element::BareEnd,
        "*" => return Element::Far,
        "Q=" => return Element::Same,
        _ => {}
    }
    if let Some(most) = text.strip_prefix('~').and_then(|most| most.parse().ok()) {
        return Element::Gap(most);
    }
    let optional = text.len() > 1 && text.ends_with('?');
    let text = if optional { &text[..text.len() - 1] } else { text };
    let any = if text == "/" { vec![One::Word("/")] } else { text.split('/').map(one).collect() };
    Element::Item { any, optional }
}

fn one(text: &'static str) -> One {
    let measure = |measure: Measure| One::Quantity(bit(measure));
    match text {
        "Q" => One::Quantity(u16::MAX),
        "P" => measure(Measure::Percent),
        "T" => measure(Measure::Time),
        "B" => measure(Measure::Bytes),
        "R" => measure(Measure::Rate),
        "M" => measure(Measure::Money),
        "X" => measure(Measure::Multiple),
        "W" => measure(Measure::Power),
        "N" => measure(Measure::Count),
        "D" => One::Doubled,
        "A" => One::Capital,
        "S" => One::Possessive,
        "@plural" => One::Plural,
        _ => match (text.strip_prefix('@'), text.strip_suffix('*')) {
            (Some(list), _) => One::Listed(super::lists::bit(list)),
            (_, Some(stem)) if stem.len() >= 3 => One::Beginning(stem),
            _ => One::Word(text),
        },
    }
}
