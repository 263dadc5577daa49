//! A place in a file as text, the way a compiler shows it: what is said, where, the line with the place underlined,
//! and remarks below.
//!
//! One line of source, cut to what a window shows. All texts come in safe to print. Written for the folder with ten
//! thousand places; judges nothing and prints nothing.

use std::fmt::Write as _;
use std::ops::Range;

use anstyle::{AnsiColor, Style};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Columns of a line of source that are shown.
const WIDEST: usize = 130;
/// Columns kept before a place that stands further right than that.
const BEFORE: usize = 40;

/// What is said of a place.
pub struct Snippet<'s> {
    pub level: Level,
    /// Who says it; may be empty.
    pub rule: &'s str,
    pub message: String,
    pub file: &'s str,
    /// Both from 1, the column in characters.
    pub line: usize,
    pub column: usize,
    /// Nothing where there is no line to show.
    pub source: Option<Source>,
    /// What kind of remark, and the remark.
    pub remarks: Vec<(&'static str, String)>,
}

/// A line of source.
pub struct Source {
    pub text: String,
    /// The bytes of `text` that are meant.
    pub meant: Range<usize>,
    /// Written behind the mark; may be empty.
    pub label: String,
}

/// How grave it is: a word and its colour.
pub struct Level(pub &'static str, pub AnsiColor);

impl Snippet<'_> {
    /// Lines, the last one blank; with the codes of colours where they are wanted.
    pub fn text(&self, coloured: bool) -> String {
        let mut pen = Pen { out: String::with_capacity(512), coloured };
        let number = self.line.to_string();
        self.title(&mut pen);
        self.place(&mut pen, &number);
        if let Some(source) = &self.source {
            source.draw(&mut pen, &number, self.level.1);
        }
        for (kind, remark) in &self.remarks {
            pen.blank(number.len() + 1);
            pen.put(FRAME, "= ");
            pen.put(STRONG, kind);
            pen.line(&[": ", remark]);
        }
        pen.line(&[]);
        pen.out
    }

    fn title(&self, pen: &mut Pen) {
        let Level(word, colour) = self.level;
        match self.rule {
            "" => pen.put(strong(colour), word),
            rule => pen.put(strong(colour), &[word, "[", rule, "]"].concat()),
        }
        pen.put(STRONG, &[": ", &self.message].concat());
        pen.line(&[]);
    }

    fn place(&self, pen: &mut Pen, number: &str) {
        pen.blank(number.len());
        pen.put(FRAME, "--> ");
        pen.line(&[self.file, ":", number, ":", &self.column.to_string()]);
    }
}

impl Source {
    fn draw(&self, pen: &mut Pen, number: &str, colour: AnsiColor) {
        let (shown, before, marked) = self.cut();
        pen.edge("", number.len());
        pen.line(&[]);
        pen.edge(number, number.len());
        pen.line(&[" ", &shown]);
        pen.edge("", number.len());
        pen.blank(before + 1);
        pen.put(strong(colour), &"^".repeat(marked));
        if !self.label.is_empty() {
            pen.blank(1);
            pen.put(strong(colour), &self.label);
        }
        pen.line(&[]);
        pen.edge("", number.len());
        pen.line(&[]);
    }

    /// What fits into the window, the columns before the mark, and those of the mark: one at least.
    fn cut(&self) -> (String, usize, usize) {
        let (before, rest) = self.text.split_at_checked(self.meant.start).unwrap_or((&self.text, ""));
        let meant = self.meant.len().min(rest.len());
        let mut shown = match width(before) + width(&rest[..meant]).clamp(1, BEFORE) > WIDEST {
            true => ["…", last(before, BEFORE)].concat(),
            false => before.to_owned(),
        };
        let left = width(&shown);
        let kept = first(rest, WIDEST.saturating_sub(left));
        shown.push_str(kept);
        if kept.len() < rest.len() {
            shown.push('…');
        }
        (shown, left, width(&kept[..meant.min(kept.len())]).max(1))
    }
}

/// Columns, as a terminal counts them.
fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}

/// What fits of the beginning.
fn first(text: &str, columns: usize) -> &str {
    match text.is_ascii() {
        true => &text[..text.len().min(columns)],
        false => &text[..fitting(text.chars(), columns)],
    }
}

/// What fits of the end.
fn last(text: &str, columns: usize) -> &str {
    &text[text.len() - fitting(text.chars().rev(), columns)..]
}

/// Bytes of the characters that fit.
fn fitting(characters: impl Iterator<Item = char>, columns: usize) -> usize {
    let mut used = 0;
    let fits = |c: &char| {
        used += c.width().unwrap_or(0);
        used <= columns
    };
    characters.take_while(fits).map(char::len_utf8).sum()
}

const STRONG: Style = Style::new().bold();
const FRAME: Style = strong(AnsiColor::BrightBlue);

const fn strong(colour: AnsiColor) -> Style {
    STRONG.fg_color(Some(anstyle::Color::Ansi(colour)))
}

/// Writes with colours or without.
struct Pen {
    out: String,
    coloured: bool,
}

impl Pen {
    fn put(&mut self, style: Style, text: &str) {
        match self.coloured {
            true => drop(write!(self.out, "{style}{text}{style:#}")),
            false => self.out.push_str(text),
        }
    }

    /// The frame on the left: a number or nothing, and a bar.
    fn edge(&mut self, number: &str, digits: usize) {
        self.put(FRAME, number);
        self.blank(digits - number.len() + 1);
        self.put(FRAME, "|");
    }

    fn blank(&mut self, columns: usize) {
        self.out.extend(std::iter::repeat_n(' ', columns));
    }

    fn line(&mut self, parts: &[&str]) {
        parts.iter().for_each(|part| self.out.push_str(part));
        self.out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snippet(text: &str, meant: Range<usize>) -> Snippet<'static> {
        Snippet {
            level: Level("to do", AnsiColor::BrightRed),
            rule: "a.rule",
            message: "Say it.".into(),
            file: "a.md",
            line: 12,
            column: 3,
            source: Some(Source { text: text.into(), meant, label: "here".into() }),
            remarks: vec![("why", "Because.".into())],
        }
    }

    #[test]
    fn shows_what_is_meant() {
        let told = "to do[a.rule]: Say it.\n  --> a.md:12:3\n   |\n12 | wide 指南 é end\n   |      ^^^^ here\n   |\n   = why: Because.\n\n";
        assert_eq!(snippet("wide 指南 é end", 5..11).text(false), told);
        let bare = Snippet { source: None, remarks: Vec::new(), ..snippet("", 0..0) };
        assert_eq!(bare.text(false), "to do[a.rule]: Say it.\n  --> a.md:12:3\n\n");
    }

    #[test]
    fn colours_change_no_letter() {
        let drawn = snippet("one two", 4..7);
        let coloured = drawn.text(true);
        assert!(coloured.contains("\u{1b}[91m^^^\u{1b}[0m"));
        assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), drawn.text(false));
    }

    proptest::proptest! {
        #[test]
        fn any_line_is_cut_around_its_place(before in "[a指 é]{0,300}", meant in "[b南]{0,200}", behind in "[c\u{301}x]{0,300}") {
            let (start, end) = (before.len(), before.len() + meant.len());
            let source = Source { text: [before.as_str(), &meant, &behind].concat(), meant: start..end, label: String::new() };
            let (shown, left, marked) = source.cut();
            proptest::prop_assert!(width(&shown) <= WIDEST + 1 && marked >= 1);
            let seen = last(&shown, width(&shown) - left);
            proptest::prop_assert!(meant.is_empty() || seen.starts_with(['b', '南']), "{}", shown);
        }
    }
}
