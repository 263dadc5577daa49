//! What supports an outcome: words that say how it was measured, and links and pictures that show it, in the same
//! chapter.
//!
//! Opens nothing: a link counts by where it leads and what it is called.

use std::cell::RefCell;
use std::ops::Range;

use super::Reading;
use super::memory::{Memory, hash};
use super::method::method;
use super::outcomes::Found;
use super::sentences::{folded, sentences};
use crate::guide::Kind;
use crate::markdown::{Image, Layer, Link};
use crate::text::Span;
use crate::vocabulary::Target;

/// Words with their place in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Support {
    pub span: Span,
    pub text: String,
}

/// Words of addresses and texts that promise something to look at.
const SHOWS: &[&str] = &[
    "benchmark",
    "dashboard",
    "grafana",
    "graph",
    "chart",
    "plot",
    "flame",
    "profile",
    "trace",
    "report",
    "raw",
    "data",
    "results",
    "csv",
    "json",
    "log",
    "webpagetest",
    "lighthouse",
    "measurement",
    "k6",
    "explain",
    "query plan",
    "screenshot",
    "load test",
    "load-test",
    "status page",
    "metrics",
];

thread_local! {
    static MEMORY: RefCell<Memory<Option<Range<usize>>>> = RefCell::default();
}

/// How the outcome was measured: the writer's record, else its own sentence, its paragraph, its chapter.
pub fn explained(reading: &Reading<'_>, found: &Found) -> Option<Support> {
    if let Some(record) = found.record(reading).filter(|record| !record.method.is_empty()) {
        return Some(Support { span: found.span, text: record.method.clone() });
    }
    let own = found.how().map(|how| Support { span: found.whole, text: how.to_owned() });
    let around = chapter(reading, found.place);
    let mut places: Vec<usize> = reading.paragraphs().map(|(at, _)| at).filter(|at| around.contains(at)).collect();
    places.sort_by_key(|at| at.abs_diff(found.place));
    own.or_else(|| places.into_iter().find_map(|at| in_paragraph(reading, at)))
}

/// The first words of a paragraph that say how; remembered by its source.
fn in_paragraph(reading: &Reading<'_>, at: usize) -> Option<Support> {
    let source = reading.document.paragraphs.get(at)?.span.of(reading.document.source);
    let first = || {
        let text = reading.document.flow(at).text;

        sentences(&text).into_iter().find_map(|range| {
            let how = method(&text[range.clone()])?;
            Some(range.start + how.start..range.start + how.end)
        })
    };
    let range = MEMORY.with_borrow_mut(|memory| memory.kept(hash(source.as_bytes()), first))?;
    let flow = reading.document.flow(at);
    Some(Support { span: flow.span(range.clone()), text: folded(flow.text.get(range)?) })
}

/// The paragraphs below the same heading of level 1 or 2.
fn chapter(reading: &Reading<'_>, place: usize) -> Range<usize> {
    let document = reading.document;
    let opens = |at: usize| {
        let paragraph = &document.paragraphs[at];
        let heading = paragraph.section.and_then(|at| document.headings.get(at));
        paragraph.layer == Layer::Heading
            && heading.is_some_and(|heading| heading.level <= 2 && heading.span.contains(paragraph.span.start))
    };
    let all = document.paragraphs.len();
    let start = (0..place.min(all)).rev().find(|at| opens(*at)).unwrap_or(0);
    let end = (place + 1..all).find(|at| opens(*at)).unwrap_or(all);
    start..end
}

/// Links and pictures of the chapter that show something: a case study, a file, a dashboard, raw data.
pub fn shown(reading: &Reading<'_>, found: &Found) -> Vec<Support> {
    let around = chapter(reading, found.place);
    let paragraphs = reading.document.paragraphs.get(around).unwrap_or_default();
    let (Some(first), Some(last)) = (paragraphs.first(), paragraphs.last()) else { return Vec::new() };
    let inside = |span: Span| first.span.start <= span.start && span.end <= last.span.end.max(found.whole.end);
    let links = reading.links().filter(|(link, resolved)| inside(link.span) && shows(link, &resolved.target));
    let links = links.map(|(link, _)| Support { span: link.span, text: link.href.clone() });
    let images = reading.document.images.iter().filter(|image| inside(image.span) && depicts(image));
    let mut found: Vec<Support> =
        links.chain(images.map(|image| Support { span: image.span, text: image.src.clone() })).collect();
    found.sort_by_key(|support| support.span);
    found
}

fn shows(link: &Link, target: &Target<'_>) -> bool {
    match target {
        Target::Page(page) => page.kind == Kind::CaseStudy,
        Target::Asset(_) => true,
        Target::External => speaks_of(&link.href) || speaks_of(&link.text),
        _ => false,
    }
}

fn depicts(image: &Image) -> bool {
    speaks_of(&image.alt) || speaks_of(&image.src)
}

/// A word of the list stands in it as a word: a blog is no log.
fn speaks_of(text: &str) -> bool {
    let text = text.to_lowercase();
    let has = |word: &str| {
        text.split(|c: char| !c.is_alphanumeric())
            .any(|other| other.trim_end_matches('s') == word.trim_end_matches('s'))
    };
    SHOWS.iter().any(|word| if word.contains([' ', '-']) { text.contains(word) } else { has(word) })
}
