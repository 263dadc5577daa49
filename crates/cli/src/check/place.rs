//! Bytes of a file → lines and columns, and the lines themselves, fit to be shown.

use std::ops::Range;

use highbar_core::bar::{Field, Place};

use super::subject::Subject;
use crate::safe;

/// Characters kept before and behind the start of a place in a long line; what is printed is cut to the window.
const BEFORE: usize = 200;
const BEHIND: usize = BEFORE;

/// A stretch of a file. Lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    pub bytes: Range<usize>,
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
}

/// Where the lines of a file begin.
pub struct Lines<'s> {
    source: &'s str,
    starts: Vec<usize>,
}

impl<'s> Lines<'s> {
    pub fn of(source: &'s str) -> Self {
        let ends = source.match_indices('\n').map(|(at, _)| at + 1);
        Self { source, starts: std::iter::once(0).chain(ends).collect() }
    }

    /// Line and column of a byte.
    fn position(&self, at: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= at).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or_default();
        let column = self.source.get(start..at).map_or(0, |before| before.chars().count());
        (line, column + 1)
    }

    pub fn stretch(&self, bytes: Range<usize>) -> Stretch {
        let end = bytes.end.min(self.source.len());
        let start = bytes.start.min(end);
        let ((line, column), (end_line, end_column)) = (self.position(start), self.position(end));
        Stretch { bytes: start..end, line, column, end_line, end_column }
    }

    fn line(&self, number: usize) -> Range<usize> {
        let start = self.starts.get(number - 1).copied().unwrap_or_default();
        let end = self.starts.get(number).map_or(self.source.len(), |next| next - 1);
        start..end.max(start)
    }

    /// The first line of a stretch with hidden characters spelled out, cut when it is long; and the
    /// bytes of the result that are meant.
    pub fn shown(&self, stretch: &Stretch) -> (String, Range<usize>) {
        let line = self.line(stretch.line);
        let end = stretch.bytes.end.min(line.end).max(stretch.bytes.start);
        let text = |range: Range<usize>| self.source.get(range).unwrap_or_default();
        let before = last_of(text(line.start..stretch.bytes.start));
        let meant = first_of(text(stretch.bytes.start..end));
        let behind = first_of(text(end..line.end));
        let start = before.len();
        (format!("{before}{meant}{behind}"), start..start + meant.len())
    }
}

fn first_of(text: &str) -> String {
    let longer = text.len() > BEHIND;
    match longer.then(|| text.char_indices().nth(BEHIND)).flatten() {
        Some((at, _)) => safe::line(&text[..at]) + "…",
        None => safe::line(text),
    }
}

fn last_of(text: &str) -> String {
    let longer = text.len() > BEFORE;
    match longer.then(|| text.char_indices().rev().nth(BEFORE)).flatten() {
        Some((at, c)) => format!("…{}", safe::line(&text[at + c.len_utf8()..])),
        None => safe::line(text),
    }
}

/// Where a place stands in the subject's file; `None` for a field that is not written there.
pub fn find(subject: &Subject, lines: &Lines<'_>, place: Place) -> Option<Stretch> {
    match place {
        Place::Body(span) => Some(lines.stretch(subject.body_at + span.start..subject.body_at + span.end)),
        Place::Field(field) => field_line(subject, field).map(|bytes| lines.stretch(bytes)),
    }
}

/// The line of the front matter that holds a field.
fn field_line(subject: &Subject, field: Field) -> Option<Range<usize>> {
    let mut at = 0;
    for line in subject.source.get(..subject.body_at)?.split_inclusive('\n') {
        let key = line.split(':').next().unwrap_or_default().trim().trim_matches(['"', '\'']);
        if line.contains(':') && !line.starts_with([' ', '\t', '#']) && keys(field).contains(&key) {
            return Some(at..at + line.trim_end().len());
        }
        at += line.len();
    }
    None
}

/// The names a field goes by, as import reads them.
fn keys(field: Field) -> &'static [&'static str] {
    match field {
        Field::Title => &["title"],
        Field::Summary => &["summary", "description"],
        Field::Slug => &["slug"],
        Field::Kind => &["kind", "type"],
        Field::Date => &["date"],
        Field::Updated => &["updated", "lastmod", "modified"],
        Field::Tags => &["tags"],
        Field::Stack => &["stack"],
        Field::CaseStudies => &["caseStudies", "case_studies", "case-studies"],
        Field::Subjects => &["subjects"],
        Field::ReadMinutes => &["readTime", "read_time", "readingTime", "reading_time"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines_and_characters_from_one() {
        let lines = Lines::of("a\nвé🚀d\n");
        let at = "a\nвé🚀d\n".find('d').unwrap_or_default();
        let stretch = lines.stretch(at..at + 1);
        assert_eq!((stretch.line, stretch.column, stretch.end_line, stretch.end_column), (2, 4, 2, 5));
        assert_eq!(lines.stretch(0..0).line, 1);
        assert_eq!(lines.stretch(900..901).line, 3);
    }

    #[test]
    fn shows_one_line_with_its_place() {
        let source = format!("x\n{}\u{202e}HERE{}\ny", "a".repeat(3000), "b".repeat(300));
        let at = source.find("HERE").unwrap_or_default();
        let lines = Lines::of(&source);
        let (shown, meant) = lines.shown(&lines.stretch(at..at + 4));
        assert_eq!(&shown[meant], "HERE");
        assert!(shown.starts_with("…a") && shown.contains("\\u{202e}HEREb") && shown.ends_with("b…"));
        let over = lines.stretch(at..source.len());
        assert!(!lines.shown(&over).0.contains('\n'));
    }
}
