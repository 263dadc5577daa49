//! Rows of tables that tell a result: a column for before, one for after, a name in front, and perhaps the change.
//!
//! Only tables that say so in their head; a table of settings or of subjects is left alone. Other columns of such a
//! table speak for themselves, like any cell.

use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::examine::written_amounts;
use super::sums::{Sum, in_row};
use super::{Examined, Found, found_at, nowhere, section};
use crate::bar::Reading;
use crate::bar::outcome_detector::{Hit, Row, may_hold, row};
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
}

/// Adds each row of such a table, at its place.
pub fn add(reading: &Reading<'_>, found: &mut Vec<Found>) {
    let document = reading.document;
    for block in &document.blocks {
        let Some((Event::Start(Tag::Table(_)), _)) = document.events.get(block.events.start) else { continue };
        if !may_hold(block.span.of(document.source)) {
            continue;
        }
        let rows = rows(reading, block.events.clone());
        let Some((head, body)) = rows.split_first() else { continue };
        let Some(columns) = columns(reading, head) else { continue };
        let taken: Vec<Span> = rows.iter().flat_map(|cells| columns.of(cells)).collect();
        found.retain(|found| !taken.iter().any(|cell| cell.contains(found.span.start)));
        found.extend(body.iter().filter_map(|cells| result(reading, cells, &columns)));
    }
    found.sort_by_key(|found| found.span);
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

fn columns(reading: &Reading<'_>, head: &[Span]) -> Option<Columns> {
    let heads: Vec<String> = head.iter().map(|cell| text(reading, *cell).to_lowercase()).collect();
    let named =
        |head: &str, names: &[&str]| head.split(|c: char| !c.is_alphanumeric()).any(|word| names.contains(&word));
    let change = heads.iter().position(|head| named(head, CHANGE));
    let says = |names: &[&str]| (0..heads.len()).find(|at| Some(*at) != change && named(&heads[*at], names));
    let (before, after) = (says(BEFORE)?, says(AFTER)?);
    let change = change.map(|at| (at, heads[at].clone()));
    (before != after).then_some(Columns { before, after, change })
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
    let whole = trimmed(reading.document.source, Span::new(first.start, last.end));
    let sentence = format!("{name}: {before} → {after}");
    let amounts = written_amounts(&format!("{before} → {after}"));
    let (sums, how, key) = (stated(reading, cells, columns).into_iter().collect(), None, OnceCell::new());
    let range = 0..sentence.len();
    let examined = Examined { range, number: 0, sentence, hit: Some(hit), ours: false, amounts, sums, how, key };
    let place = paragraph(reading, *first)?;
    let paragraph: Rc<[Examined]> = Rc::from([examined]);
    Some(found_at(reading, Found { paragraph, span: whole, whole, place, ..nowhere(section(reading, place)) }))
}
