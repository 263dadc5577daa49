//! Tables with the place of every row and cell in the source.
//!
//! Cells are cut as the parser cuts them: at each pipe that no backslash precedes. What may be changed in a table
//! is in `table_edits`; what a table means is somebody else's.

use pulldown_cmark::{Event, Tag};

use super::Document;
use crate::text::Span;

/// One table.
#[derive(Debug, Clone)]
pub struct Table {
    pub span: Span,
    /// The head first, then the body. Never empty.
    pub rows: Vec<Row>,
    columns: usize,
    /// The line of dashes, without what quotes and lists put before it.
    pub(super) dashes: Line,
    /// What quotes and lists put before a line that goes on.
    pub(super) margin: String,
    /// How lines end here.
    pub(super) line_end: &'static str,
}

/// One line of a table.
#[derive(Debug, Clone)]
pub struct Row {
    pub(super) line: Line,
    /// As written: fewer than columns where the line is short, more where it is too long.
    pub cells: Vec<Cell>,
}

/// What lies between two pipes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// With the blanks around it.
    pub span: Span,
    /// Markdown, without blanks around it and with plain pipes.
    pub text: String,
}

/// The place of a line, without line end and margin, and whether a pipe ends it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub span: Span,
    pub closes: bool,
}

impl Table {
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// The cell in a row (0 is the head) and column, if the line reaches that far.
    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        self.rows.get(row)?.cells.get(column).filter(|_| column < self.columns())
    }

    /// Where it is, or would be behind the end of a short line.
    pub fn place(&self, row: usize, column: usize) -> Span {
        let end = || self.rows.get(row).map_or(self.span.end, |row| row.line.span.end);
        self.cell(row, column).map_or_else(|| Span::new(end(), end()), |cell| cell.span)
    }

    /// Its text; empty where the line is short.
    pub fn text(&self, row: usize, column: usize) -> &str {
        self.cell(row, column).map_or("", |cell| &cell.text)
    }
}

impl Document<'_> {
    /// Every table, in order.
    pub fn tables(&self) -> Vec<Table> {
        let mut tables: Vec<Table> = Vec::new();
        for (event, range) in &self.events {
            match event {
                Event::Start(Tag::Table(alignments)) => {
                    let span = Span::new(range.start, range.end);
                    tables.push(open(self.source, span, alignments.len()));
                }
                Event::Start(Tag::TableRow) => {
                    if let Some(table) = tables.last_mut() {
                        table.rows.push(row(self.source, range.start));
                    }
                }
                _ => {}
            }
        }
        tables
    }
}

/// The head and the line of dashes.
fn open(source: &str, span: Span, columns: usize) -> Table {
    let head = row(source, span.start);
    let below = next_line(source, head.line.span.end);
    let rest = source.get(below..).unwrap_or_default();
    let margin = rest.len() - rest.trim_start_matches([' ', '\t', '>']).len();
    let dashes = row(source, below + margin).line;
    let crlf = source.get(head.line.span.end..).is_some_and(|rest| rest.starts_with("\r\n"));
    Table {
        span: Span::new(span.start, span.start + span.of(source).trim_end().len()),
        rows: vec![head],
        columns,
        dashes,
        margin: rest.get(..margin).unwrap_or_default().to_owned(),
        line_end: if crlf { "\r\n" } else { "\n" },
    }
}

fn next_line(source: &str, at: usize) -> usize {
    source.get(at..).and_then(|rest| rest.find('\n')).map_or(source.len(), |end| at + end + 1)
}

/// The row whose line begins at `start`.
fn row(source: &str, start: usize) -> Row {
    let rest = source.get(start..).unwrap_or_default();
    let line = rest.split(['\n', '\r']).next().unwrap_or_default();
    let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
    let span = Span::new(start + indent, start + line.len());
    let (cells, closes) = cut(span.of(source));
    let cell = |(from, to): (usize, usize)| {
        let span = Span::new(span.start + from, span.start + to);
        Cell { span, text: trimmed(span.of(source)).replace("\\|", "|") }
    };
    Row { line: Line { span, closes }, cells: cells.into_iter().map(cell).collect() }
}

/// Cells of a line that begins with no blank, and whether a pipe ends it.
fn cut(line: &str) -> (Vec<(usize, usize)>, bool) {
    let mut cells = Vec::new();
    let mut from = usize::from(line.starts_with('|'));
    loop {
        let rest = line.get(from..).unwrap_or_default();
        if trimmed(rest).is_empty() {
            return (cells, from > 0);
        }
        let Some(pipe) = pipe(line, from) else {
            cells.push((from, line.len()));
            return (cells, false);
        };
        cells.push((from, pipe));
        from = pipe + 1;
    }
}

/// The next pipe that no backslash precedes.
fn pipe(line: &str, from: usize) -> Option<usize> {
    let bytes = line.as_bytes();
    (from..bytes.len()).find(|at| bytes[*at] == b'|' && (*at == 0 || bytes[*at - 1] != b'\\'))
}

pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches([' ', '\t'])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn only(source: &str) -> Table {
        let document = Document::parse(source);
        let mut tables = document.tables();
        assert_eq!(tables.len(), 1, "{source}");
        tables.remove(0)
    }

    fn texts(table: &Table) -> Vec<Vec<&str>> {
        let row = |at: usize| (0..table.columns()).map(|column| table.text(at, column)).collect();
        (0..table.rows.len()).map(row).collect()
    }

    #[test]
    fn reads_every_way_of_writing() {
        let expected = vec![vec!["A", "B"], vec!["1", "2"], vec!["3", ""]];
        for source in [
            "| A | B |\n|---|---|\n| 1 | 2 |\n| 3 |  |\n",
            "A | B\n---|---\n1 | 2\n3 |\n",
            "|A|B|\n|-|-|\n|1|2|\n|3||\n",
            "> | A | B |\n> |---|---|\n> | 1 | 2 |\n> | 3 |\n",
            "* x\n\n  | A | B |\n  |---|---|\n  | 1 | 2 |\n  | 3 | |\n",
            "- | A | B |\n  |---|---|\n  | 1 | 2 |\n  | 3 | |\n",
            "  | A | B |\n  |:--|--:|\n  | 1 | 2 | 9 |\n  | 3 |\n",
            "| A | B |\r\n|---|---|\r\n| 1 | 2 |\r\n| 3 |\r\n",
            "| A | B |\n|---|---|\n| 1 | 2 |\n| 3 |",
        ] {
            assert_eq!(texts(&only(source)), expected, "{source:?}");
        }
    }

    #[test]
    fn pipes_in_cells_are_plain() {
        let table = only("| `a\\|b` | c\\\\|d |\n|---|---|\n");
        assert_eq!(texts(&table), [["`a|b`", "c\\|d"]]);
    }

    /// Cells as the parser sees them: their sources without blanks, row by row.
    fn parsed(document: &Document<'_>) -> Vec<Vec<String>> {
        let mut rows: Vec<Vec<String>> = Vec::new();
        for (event, range) in &document.events {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
                Event::Start(Tag::TableCell) => {
                    let text = trimmed(document.source[range.clone()].trim_end_matches(['\n', '\r'])).to_owned();
                    rows.last_mut().unwrap().push(text);
                }
                _ => {}
            }
        }
        rows
    }

    proptest::proptest! {
        #[test]
        fn cuts_as_the_parser_does(rows in proptest::collection::vec("[ab|\\\\` 漢]{0,9}", 1..5), margin in "(> |  |)") {
            let lines: String = rows.iter().map(|row| format!("{margin}x{row}\n")).collect();
            let source = format!("{margin}| A | B |\n{margin}|---|---|\n{lines}");
            let document = Document::parse(&source);
            let tables = document.tables();
            proptest::prop_assert_eq!(tables.len(), 1);
            let seen = parsed(&document);
            proptest::prop_assert_eq!(tables[0].rows.len(), seen.len());
            for (at, row) in seen.iter().enumerate() {
                for (column, text) in row.iter().enumerate() {
                    let raw = tables[0].cell(at, column).map_or("", |cell| trimmed(cell.span.of(&source)));
                    proptest::prop_assert_eq!(raw, text);
                }
            }
        }
    }
}
