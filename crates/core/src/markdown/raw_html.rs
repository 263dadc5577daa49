//! A small reader of raw HTML: tags with attributes, comments and text, each with its place.
//!
//! For counting and for finding links and images. It is not the sanitiser and decides nothing
//! about safety; `render` parses again with a real HTML parser.

use std::ops::Range;

use super::entities;

/// A name and its value with references decoded; the value is empty when there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    pub name: String,
    pub value: String,
    /// Where the value stands as written, in bytes from the start of the tag, quotes left out.
    pub place: Range<usize>,
}

/// `<a href=x>` or `</a>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawTag {
    /// Lower case.
    pub name: String,
    pub closing: bool,
    pub attributes: Vec<Attribute>,
}

impl RawTag {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|attribute| attribute.name == name).map(|attribute| attribute.value.as_str())
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Text,
    /// A decoded character reference.
    Reference(String),
    Comment,
    Tag(RawTag),
    /// Declarations, processing instructions, CDATA.
    Other,
}

/// Everything in a stretch of HTML, in order and without gaps, with byte ranges.
pub fn pieces(html: &str) -> Vec<(Piece, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < html.len() {
        let (piece, length) = next(&html[at..]);
        found.push((piece, at..at + length));
        at += length;
    }
    found
}

fn next(html: &str) -> (Piece, usize) {
    markup(html).unwrap_or_else(|| {
        let first = html.chars().next().map_or(1, char::len_utf8);
        let rest = &html[first..];
        (Piece::Text, first + rest.find(['<', '&']).unwrap_or(rest.len()))
    })
}

fn markup(html: &str) -> Option<(Piece, usize)> {
    if html.starts_with('&') {
        return entities::decode(html).map(|(text, length)| (Piece::Reference(text), length));
    }
    let inside = html.strip_prefix('<')?;
    if html.starts_with("<!--") {
        return Some((Piece::Comment, until(html, 4, "-->")));
    }
    if inside.starts_with("![CDATA[") {
        return Some((Piece::Other, until(html, 9, "]]>")));
    }
    if inside.starts_with(['!', '?']) {
        return Some((Piece::Other, until(html, 2, ">")));
    }
    tag(html)
}

/// Length up to and with `end`, or everything.
fn until(html: &str, from: usize, end: &str) -> usize {
    html[from..].find(end).map_or(html.len(), |at| from + at + end.len())
}

fn tag(html: &str) -> Option<(Piece, usize)> {
    let closing = html.starts_with("</");
    let start = if closing { 2 } else { 1 };
    let rest = &html[start..];
    if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let name_length = rest.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).unwrap_or(rest.len());
    let mut cursor = Cursor { html, at: start + name_length };
    let mut attributes = Vec::new();
    while let Some(attribute) = cursor.attribute() {
        attributes.push(attribute);
    }
    let name = rest[..name_length].to_ascii_lowercase();
    Some((Piece::Tag(RawTag { name, closing, attributes }), cursor.close()))
}

struct Cursor<'a> {
    html: &'a str,
    at: usize,
}

impl Cursor<'_> {
    fn rest(&self) -> &str {
        &self.html[self.at..]
    }

    fn take(&mut self, stop: impl Fn(char) -> bool) -> Range<usize> {
        let length = self.rest().find(stop).unwrap_or(self.rest().len());
        self.at += length;
        self.at - length..self.at
    }

    fn attribute(&mut self) -> Option<Attribute> {
        self.take(|c| !(c.is_whitespace() || c == '/'));
        if self.rest().is_empty() || self.rest().starts_with('>') {
            return None;
        }
        let start = self.at;
        self.at += self.rest().chars().next().map_or(0, char::len_utf8);
        self.take(|c| c.is_whitespace() || matches!(c, '/' | '>' | '='));
        let name = self.html[start..self.at].to_ascii_lowercase();
        let place = self.value();
        Some(Attribute { name, value: entities::decode_all(&self.html[place.clone()]), place })
    }

    fn value(&mut self) -> Range<usize> {
        let before = self.at;
        self.take(|c| !c.is_whitespace());
        if !self.rest().starts_with('=') {
            self.at = before;
            return before..before;
        }
        self.at += 1;
        self.take(|c| !c.is_whitespace());
        match self.rest().chars().next() {
            Some(quote @ ('"' | '\'')) => self.quoted(quote),
            _ => self.take(|c| c.is_whitespace() || c == '>'),
        }
    }

    fn quoted(&mut self, quote: char) -> Range<usize> {
        self.at += 1;
        let range = self.take(|c| c == quote);
        self.at = (self.at + 1).min(self.html.len());
        range
    }

    /// Steps over `>`; the length of the whole tag.
    fn close(&mut self) -> usize {
        (self.at + 1).min(self.html.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_tags_text_and_comments_apart() {
        let html = "<p title='a>b' hidden data-x=1&amp;2>Hi &amp; <!-- no --> 1 < 2</P >";
        let names: Vec<String> = pieces(html)
            .into_iter()
            .map(|(piece, range)| match piece {
                Piece::Tag(tag) => format!("{}{:?}", if tag.closing { "/" } else { "" }, tag.name),
                other => format!("{other:?}={}", &html[range]),
            })
            .collect();
        let expected = [
            "\"p\"",
            "Text=Hi ",
            "Reference(\"&\")=&amp;",
            "Text= ",
            "Comment=<!-- no -->",
            "Text= 1 ",
            "Text=< 2",
            "/\"p\"",
        ];
        assert_eq!(names, expected);
    }

    #[test]
    fn reads_attributes_in_every_spelling() {
        let found = pieces("<img/src = \"a b.png\" ALT='x' width=3 hidden>");
        let Piece::Tag(tag) = &found[0].0 else { panic!("no tag") };
        assert_eq!(tag.attribute("src"), Some("a b.png"));
        assert_eq!(tag.attribute("alt"), Some("x"));
        assert_eq!(tag.attribute("width"), Some("3"));
        assert_eq!(tag.attribute("hidden"), Some(""));
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn covers_every_byte_of_anything() {
        for html in ["<", "<a", "<a b='", "<!--", "<!", "<é>", "&", "&#", "</", "<a =", "<a\u{a0}b>", "é<b"] {
            let found = pieces(html);
            let mut at = 0;
            for (_, range) in found {
                assert_eq!(range.start, at, "{html}");
                assert!(range.end > at && html.is_char_boundary(range.end), "{html}");
                at = range.end;
            }
            assert_eq!(at, html.len(), "{html}");
        }
    }
}
