//! Rows of tables that tell a result: a column for before, one for after, a name in front, and perhaps the change. A
//! table on its side, with a row for before and one for after, is turned and read the same way.
//!
//! Only tables that say so in their head, or in so many words in their first column; a table of settings or of
//! subjects is left alone. Other columns of such a table speak for themselves, like any cell.

use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::examine::written_amounts;
use super::sums::{Sum, in_row};
use super::{Examined, Found, found_at, nowhere, section};
use crate::bar::Reading;
use crate::bar::outcome_detector::{Hit, Row, Sentence, may_hold, row};
use crate::bar::sentences::folded;
use crate::text::Span;

const BEFORE: &[&str] = &["before", "old", "previous", "previously", "earlier", "baseline", "was", "control", "then"];
const AFTER: &[&str] = &["after", "new", "now", "current", "today", "is", "variant", "afterwards"];

const CHANGE: &[&str] = &[
    "change",
    "changed",
    "difference",
    "diff",
    "delta",
    "δ",
    "improvement",
    "saving",
    "savings",
    "saved",
    "reduction",
    "gain",
    "speedup",
    "factor",
];

/// Columns of a head that compares, by number.
#[derive(Debug, Clone)]
struct Columns {
    before: usize,
    after: usize,
    /// With the words of its head.
    change: Option<(usize, String)>,
    /// The table stood on its side: a row of it is a column on the page.
    turned: bool,
}

/// Adds each row of such a table, at its place.
pub fn add(reading: &Reading<'_>, found: &mut Vec<Found>) {
    let document = reading.document;
    for block in &document.blocks {
        let Some((Event::Start(Tag::Table(_)), _)) = document.events.get(block.events.start) else { continue };
        if !may_hold(block.span.of(document.source)) {
            continue;
        }
        let Some((rows, columns)) = upright(reading, rows(reading, block.events.clone())) else { continue };
        let taken: Vec<Span> = rows.iter().flat_map(|cells| columns.of(cells)).collect();
        found.retain(|found| !taken.iter().any(|cell| cell.contains(found.span.start)));
        found.extend(rows.iter().skip(1).filter_map(|cells| result(reading, cells, &columns)));
    }
    found.sort_by_key(|found| found.span);
}

/// The rows with before and after side by side, however the table stands; `None` when it compares nothing.
fn upright(reading: &Reading<'_>, rows: Vec<Vec<Span>>) -> Option<(Vec<Vec<Span>>, Columns)> {
    let heads =
        |cells: &[Span]| -> Vec<String> { cells.iter().map(|cell| text(reading, *cell).to_lowercase()).collect() };
    if let Some(columns) = columns(&heads(rows.first()?), has_word, false) {
        return Some((rows, columns));
    }
    let firsts: Vec<Span> = rows.iter().filter_map(|cells| cells.first().copied()).collect();
    let columns = columns(&heads(&firsts), is_word, true)?;
    let width = rows.iter().map(Vec::len).min().unwrap_or_default();
    let turned = (0..width).map(|at| rows.iter().map(|cells| cells[at]).collect()).collect();
    Some((turned, columns))
}

/// The cells of each row as spans of the source.
fn rows(reading: &Reading<'_>, events: Range<usize>) -> Vec<Vec<Span>> {
    let mut rows: Vec<Vec<Span>> = Vec::new();
    for (event, range) in reading.document.events.get(events).unwrap_or_default() {
        match event {
            Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
            Event::End(TagEnd::TableCell) => {
                if let Some(row) = rows.last_mut() {
                    row.push(Span::from(range.clone()));
                }
            }
            _ => {}
        }
    }
    rows
}

/// The text of a cell as a reader sees it.
fn text(reading: &Reading<'_>, cell: Span) -> String {
    paragraph(reading, cell).map_or_else(String::new, |at| folded(&reading.document.flow(at).text))
}

fn paragraph(reading: &Reading<'_>, cell: Span) -> Option<usize> {
    let paragraphs = &reading.document.paragraphs;
    let at = paragraphs.partition_point(|paragraph| paragraph.span.start < cell.start);
    paragraphs.get(at).filter(|paragraph| paragraph.span.start < cell.end.max(cell.start + 1)).map(|_| at)
}

impl Columns {
    /// The cells of a row that belong together: name, before, after, change.
    fn of(&self, cells: &[Span]) -> Vec<Span> {
        let change = self.change.as_ref().map(|(at, _)| *at);
        let all = [Some(0), Some(self.before), Some(self.after), change].into_iter().flatten();
        all.filter_map(|at| cells.get(at)).copied().collect()
    }
}

/// A head holds one of these words.
fn has_word(head: &str, names: &[&str]) -> bool {
    head.split(|c: char| !c.is_alphanumeric()).any(|word| names.contains(&word))
}

/// A cell is one of these words, whatever it adds behind a comma or in brackets: "New connections" names a thing.
fn is_word(cell: &str, names: &[&str]) -> bool {
    let word = cell.split(['(', '[', ',', ':', ';', '–', '—']).next().unwrap_or_default();
    names.contains(&word.trim())
}

fn columns(heads: &[String], named: fn(&str, &[&str]) -> bool, turned: bool) -> Option<Columns> {
    let change = heads.iter().position(|head| named(head, CHANGE));
    let says = |names: &[&str]| {
        let mut all = (0..heads.len()).filter(|at| Some(*at) != change && named(&heads[*at], names));
        // Rows that come twice are of two things; which belong together is not said.
        all.next().filter(|_| !turned || all.next().is_none())
    };
    let (before, after) = (says(BEFORE)?, says(AFTER)?);
    let change = change.map(|at| (at, heads[at].clone()));
    (before != after).then_some(Columns { before, after, change, turned })
}

/// What the change column states, recomputed. Spans are of the cell's own text, so that its figure can be replaced.
fn stated(reading: &Reading<'_>, cells: &[Span], columns: &Columns) -> Option<Sum> {
    let (at, head) = columns.change.as_ref()?;
    let cell = paragraph(reading, *cells.get(*at)?)?;
    let change = reading.document.flow(cell).text;
    let value = |at: usize| cells.get(at).map(|cell| text(reading, *cell));
    let (before, after) = (value(columns.before)?, value(columns.after)?);
    in_row(&Row { before: &before, after: &after, change: &change, head }, cell)
}

fn trimmed(source: &str, span: Span) -> Span {
    let text = span.of(source);
    let start = span.start + text.len() - text.trim_start().len();
    Span::new(start, start + text.trim().len())
}

/// A row as an outcome: "p95: 1.8 s → 240 ms".
fn result(reading: &Reading<'_>, cells: &[Span], columns: &Columns) -> Option<Found> {
    let (first, last) = (cells.first()?, cells.last()?);
    let name = text(reading, *first);
    let value = |at: usize| cells.get(at).map(|cell| text(reading, *cell)).filter(|text| !text.is_empty());
    let (before, after) = (value(columns.before)?, value(columns.after)?);
    let hit: Hit = row(&name, &before, &after)?;
    let whole = if columns.turned { *cells.get(columns.after)? } else { Span::new(first.start, last.end) };
    let whole = trimmed(reading.document.source, whole);
    let sentence = format!("{name}: {before} → {after}");
    let amounts = written_amounts(&Sentence::of(&format!("{before} → {after}")));
    let (sums, how, key) = (stated(reading, cells, columns).into_iter().collect(), None, OnceCell::new());
    let range = 0..sentence.len();
    let examined = Examined { range, number: 0, sentence, hit: Some(hit), ours: false, amounts, sums, how, key };
    let place = paragraph(reading, *first)?;
    let paragraph: Rc<[Examined]> = Rc::from([examined]);
    Some(found_at(reading, Found { paragraph, span: whole, whole, place, ..nowhere(section(reading, place)) }))
}
