//! A comparison's table as criteria × subjects, with the place of every cell: what `compare.table` judges.
//!
//! Subjects are columns or rows of the text; here they are columns. Tables that cover some subjects each are read as
//! one. Cells are filled where the text is edited; here a missing subject can be given its place.

use super::subjects::Subjects;
use crate::markdown::{Document, Table};
use crate::text::{Edit, Span};

/// The comparison of a guide.
#[derive(Debug, Default)]
pub struct Grid {
    /// As the guide calls them.
    pub subjects: Vec<String>,
    pub criteria: Vec<Criterion>,
    /// Subjects that no table has.
    pub missing: Vec<usize>,
    tables: Vec<Placed>,
}

/// What is compared: "Cold start".
#[derive(Debug)]
pub struct Criterion {
    pub name: String,
    /// The cell that names it.
    pub span: Span,
    /// One per subject.
    pub cells: Vec<GridCell>,
}

/// A value, or the lack of one.
#[derive(Debug, Clone, Default)]
pub struct GridCell {
    /// Markdown on one line.
    pub text: String,
    /// The cell, with the blanks around it; empty at the end of its line where the line is too short; `None` where
    /// no table has both this criterion and this subject.
    pub span: Option<Span>,
    /// Nothing is said: empty, a dash, a question mark, "n/a" without a reason.
    pub is_hole: bool,
}

/// A table with what its columns or rows are.
#[derive(Debug)]
struct Placed {
    table: Table,
    /// Subjects stand in the head; else in the first column.
    across: bool,
    /// Column (or row) of each subject.
    places: Vec<Option<usize>>,
}

impl Grid {
    /// The grid of a document; empty without subjects or tables about them.
    pub fn read(document: &Document<'_>, subjects: &Subjects) -> Self {
        let mut grid = Self { subjects: subjects.names.clone(), ..Self::default() };
        if subjects.names.len() > 1 {
            grid.tables = document.tables().into_iter().filter_map(|table| place(table, subjects)).collect();
        }
        grid.keep_the_best();
        for table in 0..grid.tables.len() {
            grid.take(table);
        }
        let named = |subject: &usize| grid.tables.iter().any(|placed| placed.places[*subject].is_some());
        grid.missing = (0..grid.subjects.len()).filter(|subject| !named(subject)).collect();
        grid
    }

    /// A table with every subject speaks alone; else all that have some speak together.
    fn keep_the_best(&mut self) {
        let whole = |placed: &Placed| placed.places.iter().all(Option::is_some);
        if self.tables.iter().any(whole) {
            self.tables.retain(whole);
        }
    }

    fn take(&mut self, at: usize) {
        let Some(placed) = self.tables.get(at) else { return };
        let lines = if placed.across { placed.table.rows.len() } else { placed.table.columns() };
        let read: Vec<(String, Span, Vec<GridCell>)> = (1..lines).map(|line| placed.criterion(line)).collect();
        for (name, span, cells) in read {
            let same = |known: &&mut Criterion| known.name.eq_ignore_ascii_case(&name) && !name.is_empty();
            match self.criteria.iter_mut().find(same) {
                Some(known) => known.merge(cells),
                None => self.criteria.push(Criterion { name, span, cells }),
            }
        }
    }

    /// Where the tables stand.
    pub fn spans(&self) -> impl Iterator<Item = Span> {
        self.tables.iter().map(|placed| placed.table.span)
    }

    /// One more subject in the first table.
    pub fn add_subject(&self, name: &str) -> Vec<Edit> {
        match self.tables.first() {
            Some(placed) if placed.across => placed.table.add_column(name),
            Some(placed) => vec![placed.table.add_row(name)],
            None => Vec::new(),
        }
    }
}

impl Criterion {
    /// Values another table has for the same criterion.
    fn merge(&mut self, cells: Vec<GridCell>) {
        for (mine, other) in self.cells.iter_mut().zip(cells) {
            if mine.span.is_none() {
                *mine = other;
            }
        }
    }
}

impl Placed {
    /// Name, place and values of a row (or column) of the table.
    fn criterion(&self, line: usize) -> (String, Span, Vec<GridCell>) {
        let cell = |subject: &Option<usize>| {
            let Some(place) = *subject else { return GridCell { is_hole: true, ..GridCell::default() } };
            let (row, column) = if self.across { (line, place) } else { (place, line) };
            let text = self.table.text(row, column).to_owned();
            let is_hole = is_hole(&text);
            GridCell { is_hole, span: Some(self.table.place(row, column)), text }
        };
        let (row, column) = if self.across { (line, 0) } else { (0, line) };
        let name = self.table.text(row, column).to_owned();
        (name, self.table.place(row, column), self.places.iter().map(cell).collect())
    }
}

/// A table whose head or first column names subjects, the more the better.
fn place(table: Table, subjects: &Subjects) -> Option<Placed> {
    let head = |at: usize| subjects.only_in(table.text(0, at));
    let side = |at: usize| subjects.only_in(table.text(at, 0));
    let across = places(subjects, 1..table.columns(), head);
    let down = places(subjects, 1..table.rows.len(), side);
    let count = |places: &[Option<usize>]| places.iter().flatten().count();
    let is_across = count(&across) >= count(&down);
    let places = if is_across { across } else { down };
    (count(&places) > 0).then_some(Placed { table, across: is_across, places })
}

fn places(
    subjects: &Subjects,
    range: std::ops::Range<usize>,
    named: impl Fn(usize) -> Option<usize>,
) -> Vec<Option<usize>> {
    let mut places = vec![None; subjects.names.len()];
    for at in range {
        if let Some(place) = named(at).and_then(|subject| places.get_mut(subject)) {
            place.get_or_insert(at);
        }
    }
    places
}

/// "n/a" with a reason is an answer.
fn is_hole(text: &str) -> bool {
    let plain: String = text.chars().filter(|c| !matches!(c, '*' | '_' | '`' | '~')).collect::<String>().to_lowercase();
    let plain = plain.trim();
    const NOTHING: [&str; 15] =
        ["", "-", "–", "—", "?", "??", "…", "...", "▢", "n/a", "na", "n.a.", "tbd", "todo", "unknown"];
    NOTHING.contains(&plain.trim_end_matches('.')) || NOTHING.contains(&plain) || plain.chars().all(|c| c == '▢')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::guide::Meta;
    use crate::vocabulary::sample;

    fn read(source: &str) -> Grid {
        let meta = Meta { subjects: vec!["NestJS".into(), "Fastify".into()], ..Meta::default() };
        Grid::read(&Document::parse(source), &Subjects::of(&meta, &sample()))
    }

    /// "Cold start: 40 ms, ▢".
    fn told(grid: &Grid) -> Vec<String> {
        let cell = |cell: &GridCell| match (cell.span, cell.is_hole) {
            (None, _) => "(none)".into(),
            (_, true) => "▢".into(),
            _ => cell.text.clone(),
        };
        let line = |criterion: &Criterion| {
            let cells: Vec<String> = criterion.cells.iter().map(cell).collect();
            format!("{}: {}", criterion.name, cells.join(", "))
        };
        grid.criteria.iter().map(line).collect()
    }

    const ACROSS: &str =
        "| Criterion | NestJS | Fastify 5 |\n|---|---|---|\n| Cold start | 40 ms | - |\n| Licence | MIT |\n";
    const DOWN: &str =
        "| | Cold start | Licence |\n|---|---|---|\n| **NestJS** | 40 ms | MIT |\n| Fastify | n/a | n/a: none |\n";

    #[test]
    fn subjects_may_be_columns_or_rows() {
        assert_eq!(told(&read(ACROSS)), ["Cold start: 40 ms, ▢", "Licence: MIT, ▢"]);
        assert_eq!(told(&read(DOWN)), ["Cold start: 40 ms, ▢", "Licence: MIT, n/a: none"]);
        assert!(read(ACROSS).missing.is_empty());
    }

    #[test]
    fn two_tables_make_one_grid() {
        let one = "| | NestJS |\n|---|---|\n| Cold start | 40 ms |\n| Licence | MIT |\n";
        let other = "| | Fastify |\n|---|---|\n| cold start | 30 ms |\n";
        let grid = read(&format!("{one}\nText.\n\n{other}"));
        assert_eq!(told(&grid), ["Cold start: 40 ms, 30 ms", "Licence: MIT, (none)"]);
        assert_eq!(read(one).missing, [1]);
        assert_eq!(told(&read(&format!("{one}\n{ACROSS}"))), told(&read(ACROSS)));
    }

    #[test]
    fn tables_about_something_else_are_none() {
        for source in
            ["", "Text.", "| A | B |\n|---|---|\n| 1 | 2 |\n", "| NestJS and Fastify | B |\n|---|---|\n| 1 | 2 |\n"]
        {
            let grid = read(source);
            assert!(grid.criteria.is_empty() && grid.missing == [0, 1], "{source}");
        }
    }

    fn apply(source: &str, edits: &[Edit]) -> String {
        let mut text = source.to_owned();
        for edit in edits.iter().rev() {
            text.replace_range(edit.span.start..edit.span.end, &edit.insert);
        }
        text
    }

    #[test]
    fn a_hole_has_a_place() {
        let place = |source: &str, criterion: usize| {
            let span = read(source).criteria[criterion].cells[1].span.unwrap();
            (source[..span.start].matches('\n').count(), span.of(source).to_owned())
        };
        assert_eq!(place(ACROSS, 0), (2, " - ".into()));
        assert_eq!(place(ACROSS, 1), (3, String::new()), "behind the end of a short line");
        assert_eq!(place(DOWN, 0), (3, " n/a ".into()));
    }

    #[test]
    fn a_subject_can_be_added() {
        let source = "| | NestJS |\n|---|---|\n| Licence | MIT |\n";
        let after = apply(source, &read(source).add_subject("Fastify"));
        assert_eq!(after, "| | NestJS | Fastify |\n|---|---| --- |\n| Licence | MIT |\n");
        assert_eq!(told(&read(&after)), ["Licence: MIT, ▢"]);
    }
}
