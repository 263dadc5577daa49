//! One more row or column of a table; every other byte stays.
//!
//! Nothing is lined up: other rows keep their bytes. Cells are filled where the text is edited.

use super::tables::{Line, Row, Table, trimmed};
use crate::text::{Edit, Span};

impl Table {
    /// One more row at the end, with this first cell (Markdown on one line; line ends become blanks).
    pub fn add_row(&self, first: &str) -> Edit {
        let last = self.rows.last().filter(|_| self.rows.len() > 1).map_or(self.dashes, |row| row.line);
        let insert = format!("{}{}|{}|{}", self.line_end, self.margin, padded(first), " |".repeat(self.columns() - 1));
        Edit { span: Span::new(last.span.end, last.span.end), insert }
    }

    /// One more column behind the last, with this heading.
    pub fn add_column(&self, heading: &str) -> Vec<Edit> {
        let column = self.columns();
        // A short line stays short, and what a line says too much would come to light.
        let needed = |(at, row): &(usize, &Row)| *at == 0 || row.cells.len() > column;
        let rows = self.rows.iter().enumerate().filter(needed);
        let mut edits: Vec<Edit> = rows.map(|(at, row)| put(row, column, if at == 0 { heading } else { "" })).collect();
        let end = self.dashes.span.end;
        let insert = if self.dashes.closes { " --- |" } else { " | ---" };
        edits.push(Edit { span: Span::new(end, end), insert: insert.into() });
        edits.sort_by_key(|edit| edit.span);
        edits
    }
}

/// Writes the cell, which is behind the end of its line or holds what no column has shown so far.
fn put(row: &Row, column: usize, text: &str) -> Edit {
    let Line { span, closes, .. } = row.line;
    match row.cells.get(column) {
        Some(cell) => {
            let is_last = column + 1 == row.cells.len();
            let insert = format!("{}{}", padded(text), if is_last && !closes { "|" } else { "" });
            Edit { span: cell.span, insert }
        }
        None => {
            let open = if closes { "" } else { " |" };
            let between = "  |".repeat(column - row.cells.len());
            Edit { span: Span::new(span.end, span.end), insert: format!("{open}{between}{}|", padded(text)) }
        }
    }
}

/// With a blank on each side; one for nothing.
fn padded(text: &str) -> String {
    match escaped(text).as_str() {
        "" => " ".to_owned(),
        text => format!(" {text} "),
    }
}

/// One line, blanks trimmed, pipes escaped.
fn escaped(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    trimmed(&line).replace('|', "\\|")
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

    #[test]
    fn rows_and_columns_are_added_where_the_table_is() {
        let source = "> | A | B |\n> |---|---|\n> | 1 | 2 |\n\nText.\n";
        let row = apply(source, &[table(source).add_row("x|y\nz")]);
        assert_eq!(row, "> | A | B |\n> |---|---|\n> | 1 | 2 |\n> | x\\|y z | |\n\nText.\n");
        let column = apply(source, &table(source).add_column("C"));
        assert_eq!(column, "> | A | B | C |\n> |---|---| --- |\n> | 1 | 2 |\n\nText.\n");
        let bare = "A | B\n--|--\n1 | 2\n";
        assert_eq!(apply(bare, &table(bare).add_column("C")), "A | B | C |\n--|-- | ---\n1 | 2\n");
        let long = "| A |\r\n|---|\r\n| 1 | unseen |\r\n";
        assert_eq!(apply(long, &table(long).add_column("B")), "| A | B |\r\n|---| --- |\r\n| 1 | |\r\n");
        let empty = "| A |\n|---|\n";
        assert_eq!(apply(empty, &[table(empty).add_row("")]), "| A |\n|---|\n| |\n");
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
        fn one_more_row_or_column_leaves_the_rest(source in written(), name in "(\\PC|[|\\\\]){0,6}") {
            let before = table(&source);
            let plain = escaped(&name).replace("\\|", "|");
            let mut expected = texts(&before);
            expected.push(vec![plain.clone(), String::new(), String::new()]);
            let longer = apply(&source, &[before.add_row(&name)]);
            prop_assert_eq!(texts(&table(&longer)), expected, "{:?}", longer);
            let wider = apply(&source, &before.add_column(&name));
            let mut expected = texts(&before);
            for (at, row) in expected.iter_mut().enumerate() {
                row.push(if at == 0 { plain.clone() } else { String::new() });
            }
            prop_assert_eq!(texts(&table(&wider)), expected, "{:?}", wider);
        }
    }
}
