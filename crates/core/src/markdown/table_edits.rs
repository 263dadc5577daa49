//! Changes of a table that touch nothing but what they change: one cell, one more row, one more column.
//!
//! A cell keeps the width it had where the new text fits, counted as an editor with one width per letter shows
//! it. Nothing is lined up beyond that: other rows keep their bytes.

use pulldown_cmark::Alignment;

use super::tables::{Line, Row, Table, trimmed};
use crate::text::{Edit, Span};

impl Table {
    /// Puts `text` (Markdown on one line; line ends become blanks) into a cell; row 0 is the head. `None` where the
    /// table has no such row or column. `source` is the text the table was read from.
    pub fn set(&self, source: &str, row: usize, column: usize, text: &str) -> Option<Edit> {
        let line = self.rows.get(row).filter(|_| column < self.columns())?;
        Some(self.put(source, line, column, text))
    }

    /// One more row at the end, with these cells.
    pub fn add_row(&self, cells: &[&str]) -> Edit {
        let last = self.rows.last().filter(|_| self.rows.len() > 1).map_or(self.dashes, |row| row.line);
        let cells = (0..self.columns()).map(|at| escaped(cells.get(at).copied().unwrap_or_default()));
        let cells: String = cells.map(|text| format!(" {text}{}|", if text.is_empty() { "" } else { " " })).collect();
        Edit {
            span: Span::new(last.span.end, last.span.end),
            insert: format!("{}{}|{cells}", self.line_end, self.margin),
        }
    }

    /// One more column behind the last: a heading, and the cells of the body from above.
    pub fn add_column(&self, source: &str, heading: &str, cells: &[&str]) -> Vec<Edit> {
        let texts = std::iter::once(heading).chain(cells.iter().copied().chain(std::iter::repeat("")));
        let column = self.columns();
        // A short line stays short, and what a line says too much would come to light.
        let needed =
            |(at, (row, text)): &(usize, (&Row, &str))| *at == 0 || !text.is_empty() || row.cells.len() > column;
        let rows = self.rows.iter().zip(texts).enumerate().filter(needed);
        let mut edits: Vec<Edit> = rows.map(|(_, (row, text))| self.put(source, row, column, text)).collect();
        let end = self.dashes.span.end;
        let insert = if self.dashes.closes { " --- |" } else { " | ---" };
        edits.push(Edit { span: Span::new(end, end), insert: insert.into() });
        edits.sort_by_key(|edit| edit.span);
        edits
    }

    fn put(&self, source: &str, row: &Row, column: usize, text: &str) -> Edit {
        let text = escaped(text);
        let Some(cell) = row.cells.get(column) else { return appended(row, column, &text) };
        let raw = cell.span.of(source);
        let alignment = self.alignments.get(column).copied().unwrap_or(Alignment::None);
        let opening = if column == 0 && !row.line.opens && !begins_plainly(&text) { "| " } else { "" };
        let is_last = column + 1 == row.cells.len();
        let closing = match text.chars().next_back() {
            None if is_last && !row.line.closes => "|",
            Some('\\') if is_last && !row.line.closes => " |",
            _ => "",
        };
        let edge = Edge { first: column == 0 && !row.line.opens, last: is_last && !row.line.closes };
        let inside = fitted(raw, &text, alignment, edge);
        Edit { span: cell.span, insert: format!("{opening}{inside}{closing}") }
    }
}

/// Sides of a cell where the line has no pipe.
#[derive(Clone, Copy)]
struct Edge {
    first: bool,
    last: bool,
}

/// Cells up to this one, behind the end of a short line.
fn appended(row: &Row, column: usize, text: &str) -> Edit {
    let Line { span, closes, .. } = row.line;
    let between = column - row.cells.len();
    let open = if closes { "" } else { " |" };
    let text = if text.is_empty() { " ".to_owned() } else { format!(" {text} ") };
    Edit { span: Span::new(span.end, span.end), insert: format!("{open}{}{text}|", "  |".repeat(between)) }
}

/// One line, blanks trimmed, pipes escaped.
fn escaped(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    trimmed(&line).replace('|', "\\|")
}

/// True for text that cannot open a list, a heading or a quote at the start of a line.
fn begins_plainly(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
}

/// `text` with the blanks that keep the cell as wide as it was, if it fits; else with one on each side, or none
/// where there were none.
fn fitted(raw: &str, text: &str, alignment: Alignment, edge: Edge) -> String {
    let tight =
        !raw.is_empty() && !raw.starts_with([' ', '\t']) && !raw.ends_with([' ', '\t']) && !text.ends_with('\\');
    let (left, right) = (usize::from(!edge.first && !tight), usize::from(!edge.last && !tight));
    let slack = width(raw).saturating_sub(width(text) + left + right);
    let slack = if edge.first || edge.last || tight { 0 } else { slack };
    let (before, behind) = match alignment {
        Alignment::Right => (slack, 0),
        Alignment::Center => (slack / 2, slack - slack / 2),
        _ => (0, slack),
    };
    // A cell behind a line's last pipe is only there while it holds something.
    let right = if edge.first && !edge.last { right.max(1) } else { right };
    format!("{}{text}{}", " ".repeat(left + before), " ".repeat(right + behind))
}

/// Columns a text takes where every letter is one or two wide.
fn width(text: &str) -> usize {
    text.chars().map(letter).sum()
}

fn letter(c: char) -> usize {
    match c {
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' | '\u{20d0}'..='\u{20ff}' => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1f64f}'
        | '\u{1f900}'..='\u{1f9ff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::Document;
    use super::*;
    use proptest::prelude::*;

    fn table(source: &str) -> Table {
        Document::parse(source).tables().remove(0)
    }

    fn apply(source: &str, edits: &[Edit]) -> String {
        let mut text = source.to_owned();
        for edit in edits.iter().rev() {
            text.replace_range(edit.span.start..edit.span.end, &edit.insert);
        }
        text
    }

    fn set(source: &str, row: usize, column: usize, text: &str) -> String {
        apply(source, &[table(source).set(source, row, column, text).unwrap()])
    }

    #[test]
    fn a_cell_keeps_its_width_and_the_rest_its_bytes() {
        let cases = [
            ("| A  | B |\n|----|---|\n| 1  | 2 |\n", (1, 0, "42"), "| A  | B |\n|----|---|\n| 42 | 2 |\n"),
            ("| A  | B |\n|---:|---|\n| 10 | 2 |\n", (1, 0, "4"), "| A  | B |\n|---:|---|\n|  4 | 2 |\n"),
            ("|A|B|\n|-|-|\n|1|2|\n", (1, 1, "20"), "|A|B|\n|-|-|\n|1|20|\n"),
            ("| A | B |\n|---|---|\n| 1 | 2 |\n", (1, 1, "a|b"), "| A | B |\n|---|---|\n| 1 | a\\|b |\n"),
            ("| A | B |\r\n|---|---|\r\n| 1 |\r\n", (1, 1, "2"), "| A | B |\r\n|---|---|\r\n| 1 | 2 |\r\n"),
            ("A | B\n--|--\n1 | 2\n", (1, 1, "3"), "A | B\n--|--\n1 | 3\n"),
            ("A | B\n--|--\n1 | 2\n", (1, 0, ""), "A | B\n--|--\n|  | 2\n"),
            ("A | B\n--|--\n1 | 2\n", (1, 1, ""), "A | B\n--|--\n1 | |\n"),
            ("A | B\n--|--\n1\n", (1, 1, "2"), "A | B\n--|--\n1 | 2 |\n"),
            ("A | B\n--|--\n1 | 2\n", (1, 0, "- x"), "A | B\n--|--\n| - x | 2\n"),
            ("| 漢字 |\n|------|\n| 漢   |\n", (1, 0, "字漢"), "| 漢字 |\n|------|\n| 字漢 |\n"),
            ("| A |\n|---|\n| 1 |\n", (1, 0, "two\nlines"), "| A |\n|---|\n| two lines |\n"),
        ];
        for (source, (row, column, text), expected) in cases {
            assert_eq!(set(source, row, column, text), expected);
        }
    }

    #[test]
    fn rows_and_columns_are_added_where_the_table_is() {
        let source = "> | A | B |\n> |---|---|\n> | 1 | 2 |\n\nText.\n";
        let row = apply(source, &[table(source).add_row(&["x|y", ""])]);
        assert_eq!(row, "> | A | B |\n> |---|---|\n> | 1 | 2 |\n> | x\\|y | |\n\nText.\n");
        let column = apply(source, &table(source).add_column(source, "C", &["3"]));
        assert_eq!(column, "> | A | B | C |\n> |---|---| --- |\n> | 1 | 2 | 3 |\n\nText.\n");
        let bare = "A | B\n--|--\n1 | 2\n";
        let column = apply(bare, &table(bare).add_column(bare, "C", &[]));
        assert_eq!(column, "A | B | C |\n--|-- | ---\n1 | 2\n");
        let empty = "| A |\n|---|\n";
        assert_eq!(apply(empty, &[table(empty).add_row(&[])]), "| A |\n|---|\n| |\n");
    }

    #[test]
    fn there_is_no_cell_outside() {
        let source = "| A |\n|---|\n";
        assert!(table(source).set(source, 0, 1, "x").is_none() && table(source).set(source, 1, 0, "x").is_none());
    }

    /// A table somebody might have written.
    fn written() -> impl Strategy<Value = String> {
        let cell = "[a-c漢é`*\\\\]{0,4}";
        let row = (prop::collection::vec(cell, 1..5), any::<bool>(), any::<bool>(), 0usize..3);
        let rows = prop::collection::vec(row, 0..4);
        (rows, "(|> |  )", any::<bool>(), any::<bool>()).prop_map(|(rows, margin, fenced, crlf)| {
            let head = if fenced { "| A | B | C |\n" } else { "A | B | C\n" };
            let mut text = format!("{margin}{head}{margin}|---|:-:|--:|\n");
            for (cells, opens, closes, blanks) in rows {
                let blank = " ".repeat(blanks);
                let cells: Vec<String> = cells.iter().map(|cell| format!("{blank}{cell} ")).collect();
                let open = if opens { "|" } else { "a|" };
                text += &format!("{margin}{open}{}{}\n", cells.join("|"), if closes { "|" } else { "" });
            }
            let text = format!("Before.\n\n{text}\nAfter.\n");
            if crlf { text.replace('\n', "\r\n") } else { text }
        })
    }

    fn texts(table: &Table) -> Vec<Vec<String>> {
        let row = |at: usize| (0..table.columns()).map(|column| table.text(at, column).to_owned()).collect();
        (0..table.rows.len()).map(row).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn one_cell_changes_and_nothing_else(source in written(), row in 0usize..5, column in 0usize..3, text in "(\\PC|[|\\\\`\n#>-]){0,12}") {
            let before = table(&source);
            let row = row % before.rows.len();
            let edit = before.set(&source, row, column, &text).unwrap();
            let after = apply(&source, std::slice::from_ref(&edit));
            let line = before.rows[row].line.span;
            prop_assert!(line.start <= edit.span.start && edit.span.end <= line.end);
            let document = Document::parse(&after);
            prop_assert_eq!(document.tables().len(), 1, "{:?}", after);
            let mut expected = texts(&before);
            expected[row][column] = escaped(&text).replace("\\|", "|");
            prop_assert_eq!(texts(&document.tables()[0]), expected, "{:?} became {:?}", source, after);
        }

        #[test]
        fn more_rows_and_columns_leave_the_rest(source in written(), cells in prop::collection::vec("(\\PC|[|\\\\]){0,6}", 0..4)) {
            let before = table(&source);
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            let plain = |text: &str| escaped(text).replace("\\|", "|");
            let mut expected = texts(&before);
            expected.push((0..3).map(|at| plain(cells.get(at).copied().unwrap_or_default())).collect());
            let longer = apply(&source, &[before.add_row(&cells)]);
            prop_assert_eq!(texts(&table(&longer)), expected, "{:?}", longer);
            let wider = apply(&source, &before.add_column(&source, "More", &cells));
            let mut expected = texts(&before);
            for (at, row) in expected.iter_mut().enumerate() {
                row.push(if at == 0 { "More".into() } else { plain(cells.get(at - 1).copied().unwrap_or_default()) });
            }
            prop_assert_eq!(texts(&table(&wider)), expected, "{:?}", wider);
        }
    }
}
