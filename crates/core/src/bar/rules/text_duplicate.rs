//! `text.duplicate`: a guide says a thing once, and says itself what another guide already said.
//!
//! Inside the guide paragraphs are compared with each other; across the library by prints (see `text::prints`), so
//! lengths are near ones. Above a quarter of the text the rule is required: that is another guide under a new name.

use crate::bar::alike;
use crate::bar::memory::ByHash;
use crate::bar::passages::{Passage, Placed};
use crate::bar::verdict::count;
use crate::bar::{Class, Finding, Fix, Number, Outcome, Quote, Reading, Rule, Scope, Setting, Severity, State, Waive};
use crate::text::Span;
use crate::text::prints::{SHINGLE, WINDOW};

const WORDS: Number = Number::count("text.duplicate.words", 25.0, "words", "Words of a paragraph worth comparing.");
const ALIKE: Number =
    Number::share("text.duplicate.alike", 80.0, "How alike two paragraphs of a guide are allowed to be.");
const SHARED: Number = Number::share("text.duplicate.shared", 8.0, "How much of a guide may stand in another one.");
const REQUIRED: Number =
    Number::share("text.duplicate.required", 25.0, "How much of a guide in another one makes this rule required.");
const RUN: Number = Number::count("text.duplicate.run", 50.0, "words", "Words in a row that stand in another guide.");

/// Prints that must be shared before a share is spoken of: a short text has few.
const FEW: usize = 3;
/// Pages named in findings.
const PAGES: usize = 5;

pub const RULE: Rule = Rule {
    id: "text.duplicate",
    name: "Repeated text",
    task: "Say it once",
    why: "Readers who meet a passage twice skip what follows it.",
    version: "1.0.0",
    severity: Severity::Recommended,
    scope: Scope::Guides,
    class: Class::Measured,
    waive: Waive::USUAL,
    settings: &[
        Setting::Number(&WORDS),
        Setting::Number(&ALIKE),
        Setting::Number(&SHARED),
        Setting::Number(&REQUIRED),
        Setting::Number(&RUN),
    ],
    check,
};

/// What another page shares with this text.
#[derive(Default)]
struct Shared {
    /// The page is this text's own.
    itself: bool,
    prints: usize,
    /// The stretch that is going on, and the longest one.
    open: Stretch,
    longest: Stretch,
}

/// Prints that follow each other in this text and stand on one page.
#[derive(Clone, Copy, Default)]
struct Stretch {
    /// Number of its last print.
    last: usize,
    /// Paragraph and word of its first and behind its last.
    from: (usize, usize),
    to: (usize, usize),
    words: usize,
}

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let passages = reading.passages();
    let mut findings: Vec<Finding> =
        pairs(reading).iter().map(|at| twice(rule, reading, &passages[at.0], &passages[at.1])).collect();
    let total = passages.iter().map(|passage| passage.prints.len()).sum::<usize>();
    let index = reading.vocabulary.passages().now();
    let mut pages: Vec<(usize, Shared)> = elsewhere(reading);
    pages.sort_by_key(|(page, shared)| (std::cmp::Reverse(shared.prints), *page));
    let share =
        |shared: &Shared| if shared.prints < FEW { 0.0 } else { 100.0 * shared.prints as f64 / total.max(1) as f64 };
    let most = pages.first().map_or(0.0, |(_, shared)| share(shared));
    let told = pages
        .iter()
        .filter(|(_, shared)| share(shared) > reading.number(&SHARED) || long(shared) >= reading.count(&RUN));
    findings.extend(
        told.take(PAGES).map(|(page, shared)| borrowed(rule, reading, index.page(*page), shared, share(shared))),
    );
    let outcome = Outcome::of(rule, Vec::new(), findings);
    let counted = outcome.counting(format!("{most:.0} %"), format!("{:.0} %", reading.number(&SHARED)));
    if most > reading.number(&REQUIRED) {
        return Outcome { severity: Severity::Required, ..counted.state(State::Fail) };
    }
    counted
}

/// Positions of passages that say the same, the later one with the first like it.
pub(super) fn pairs<'r>(reading: &'r Reading<'_>) -> &'r [(usize, usize)] {
    let (words, alike) = (reading.count(&WORDS), reading.number(&ALIKE) / 100.0);
    reading.alike.get_or_init(|| alike::pairs(reading.passages(), words, alike))
}

/// The one to delete is the one without numbers, or the second.
fn twice(rule: &'static Rule, reading: &Reading<'_>, first: &Placed, second: &Placed) -> Finding {
    let span = |placed: &Placed| {
        reading.document.paragraphs.get(placed.paragraph).map(|paragraph| paragraph.span).unwrap_or_default()
    };
    let digits = |placed: &Placed| span(placed).of(reading.document.source).bytes().filter(u8::is_ascii_digit).count();
    let (number_in_second, number_in_first) = (digits(second), digits(first));
    let (gone, kept, which, why) = match number_in_second > number_in_first {
        true => (first, second, "first", "Keep the second: it has the number."),
        false if number_in_first > number_in_second => (second, first, "second", "Keep the first: it has the number."),
        false => (second, first, "second", "Keep the first."),
    };
    let start: Vec<&str> = span(kept).of(reading.document.source).split_whitespace().take(6).collect();
    let message = format!("This paragraph and “{}…” say the same. {why}", start.join(" "));
    let delete = deletable(reading, span(gone)).map(|span| Fix::edit(format!("Delete the {which}"), span, ""));
    Finding::of(rule, reading.quote(span(gone), ""), message).fix(delete).confidence(0.9)
}

/// A paragraph at the margin, with the blank lines behind it: one in a list is better left to a person.
fn deletable(reading: &Reading<'_>, span: Span) -> Option<Span> {
    let source = reading.document.source;
    let before = source.get(..span.start)?;
    let behind = source.get(span.end..)?;
    let alone = (before.is_empty() || before.ends_with('\n')) && (behind.is_empty() || behind.starts_with('\n'));
    let blanks = behind.len() - behind.trim_start_matches('\n').len();
    alone.then(|| Span::new(span.start, span.end + blanks))
}

/// What each other page shares with this text.
fn elsewhere(reading: &Reading<'_>) -> Vec<(usize, Shared)> {
    let index = reading.vocabulary.passages().now();
    let mut pages: ByHash<Shared> = ByHash::default();
    // Its own page has every print: it is looked up once.
    let (mut number, mut own) = (0, usize::MAX);
    for passage in reading.passages().iter().filter(|_| !index.is_empty()) {
        for print in &passage.prints {
            number += 1;
            for page in index.pages_with(print.hash) {
                if page == own {
                    continue;
                }
                let shared =
                    pages.entry(page as u64).or_insert_with(|| Shared::of(is_itself(reading, index.page(page))));
                match shared.itself {
                    true => own = page,
                    false => shared.take(number, passage.paragraph, word_range(passage, print.at)),
                }
            }
        }
    }
    pages.into_iter().filter(|(_, shared)| !shared.itself).map(|(page, shared)| (page as usize, shared)).collect()
}

/// At its address, or under its title: a guide whose slug was just changed is still known at the old one.
fn is_itself(reading: &Reading<'_>, (path, title): (&str, &str)) -> bool {
    path == reading.path() || title == reading.draft.meta.title
}

/// First word and behind the last, in `Prose::words`.
fn word_range(passage: &Passage, at: usize) -> (usize, usize) {
    let place = |at: usize| passage.places.get(at).copied().unwrap_or_default();
    (place(at), place(at + SHINGLE - 1) + 1)
}

impl Shared {
    fn of(itself: bool) -> Self {
        Self { itself, ..Self::default() }
    }

    fn take(&mut self, number: usize, paragraph: usize, (from, to): (usize, usize)) {
        self.prints += 1;
        let open = &mut self.open;
        if open.last == 0 || open.last + 1 != number {
            *open = Stretch { from: (paragraph, from), to: (paragraph, from), ..Stretch::default() };
        }
        let new = if open.to.0 == paragraph { to.saturating_sub(open.to.1) } else { to - from };
        (open.last, open.to, open.words) = (number, (paragraph, to), open.words + new);
        if open.words > self.longest.words {
            self.longest = *open;
        }
    }
}

/// Words in a row, as far as prints tell: what they miss at both ends is added in the mean.
fn long(shared: &Shared) -> usize {
    if shared.longest.words == 0 { 0 } else { shared.longest.words + WINDOW - 1 }
}

fn borrowed(rule: &'static Rule, reading: &Reading<'_>, page: (&str, &str), shared: &Shared, share: f64) -> Finding {
    let (path, title) = page;
    let message = match long(shared) >= reading.count(&RUN) {
        true => {
            let words = count(long(shared), "word");
            format!("About {words} in a row stand in “{title}” ({path}) as well. Link it, or say it anew.")
        }
        false => format!("{share:.0} % of this guide stands in “{title}” ({path}) as well. Link it, or say it anew."),
    };
    Finding::of(rule, quote(reading, &shared.longest), message).confidence(0.9)
}

fn quote(reading: &Reading<'_>, stretch: &Stretch) -> Quote {
    let place = |(paragraph, word): (usize, usize)| {
        let range =
            reading.written().get(paragraph).and_then(|prose| prose.words.get(word)).map(|word| word.range.clone());
        reading.place(paragraph, range.unwrap_or(0..0))
    };
    let (from, to) = (place(stretch.from), place((stretch.to.0, stretch.to.1.saturating_sub(1))));
    reading.quote(Span::new(from.start, to.end.max(from.start)), "")
}

#[cfg(test)]
#[path = "text_duplicate_tests.rs"]
pub mod tests;
