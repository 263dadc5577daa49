//! What two values of a sentence give, in words, and what to write where the sentence says something else.

use std::ops::Range;

use crate::bar::outcome_detector::{Pair, Row, Sentence, Slip};

/// A pair of values and whether the sentence is right about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sum {
    /// "46 % less"; empty from or to nothing.
    pub change: String,
    /// A figure for the change stands in the sentence.
    pub stated: bool,
    /// In words; `None` when all is right.
    pub problem: Option<String>,
    /// The digits to replace, in bytes of the text the sentence was read from, and what to write.
    pub fix: Option<(Range<usize>, String)>,
    /// The cell that states the figure, by its index in `Document::paragraphs`; the fix is in bytes of its flow.
    pub cell: Option<usize>,
}

/// `start`: where the sentence begins in its text.
pub fn sums(sentence: &Sentence<'_>, start: usize) -> Vec<Sum> {
    sentence.pairs().iter().map(|pair| sum(sentence.text, start, pair)).collect()
}

fn sum(sentence: &str, start: usize, pair: &Pair) -> Sum {
    let slip = pair.slip();
    let computed = pair.computed().filter(|_| slip == Some(Slip::Figure));
    let place = pair.figure.map(|figure| start + figure.start..start + figure.end);
    Sum {
        change: pair.change().unwrap_or_default(),
        stated: pair.stated.is_some(),
        problem: slip.map(|slip| problem(sentence, pair, slip)),
        fix: place.zip(computed),
        cell: None,
    }
}

/// What the change column of a row states, and whether its two values give it. `cell`: the index of its paragraph.
pub fn in_row(row: &Row<'_>, cell: usize) -> Option<Sum> {
    let pair = row.pair()?;
    let slip = pair.slip();
    let given = pair.computed_in(row.change);
    let place = pair.figure.map(|figure| figure.start..figure.end);
    Some(Sum {
        change: pair.change().unwrap_or_default(),
        stated: true,
        problem: slip.map(|slip| row_problem(row, &pair, slip, given.as_deref())),
        fix: place.zip(given).filter(|_| slip == Some(Slip::Figure)),
        cell: Some(cell),
    })
}

fn row_problem(row: &Row<'_>, pair: &Pair, slip: Slip, given: Option<&str>) -> String {
    let (before, after) = (row.before.trim(), row.after.trim());
    let stated = row.change.trim();
    let change = pair.change().unwrap_or_default();
    match (slip, given, pair.figure) {
        (Slip::Figure, Some(given), Some(figure)) => {
            let mut cell = row.change.to_owned();
            cell.replace_range(figure.start..figure.end, given);
            format!("From {before} to {after} is {}; the cell says {stated}.", cell.trim())
        }
        _ => format!("From {before} to {after} is {change}; the cell says {stated}."),
    }
}

fn problem(sentence: &str, pair: &Pair, slip: Slip) -> String {
    let (before, after) = (pair.before.span.of(sentence), pair.after.span.of(sentence));
    let word = |span: Option<crate::text::Span>| span.map_or("", |span| span.of(sentence));
    let change = pair.change().unwrap_or_default();
    match slip {
        Slip::Direction => {
            let word = word(pair.direction.map(|(span, _)| span));
            format!("From {before} to {after} is {change}; the text says “{word}”.")
        }
        Slip::Figure => {
            let stated = word(pair.stated.as_ref().map(|stated| stated.span));
            let unit = if stated.contains('%') || stated.contains("percent") { " %" } else { " ×" };
            let given = pair.computed().map_or(change, |figure| figure + unit);
            format!("From {before} to {after} is {given}; the text says {stated}.")
        }
    }
}
