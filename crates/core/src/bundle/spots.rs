//! Where links and images stand in a text, exactly enough to replace their addresses.
//!
//! Knows Markdown's three ways to write a link; decides nothing about targets.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use super::address::escape_markdown;
use super::edits::Edits;
use crate::markdown::{Document, extensions};

/// A Markdown link or image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    pub image: bool,
    /// As written, entities decoded.
    pub href: String,
    /// An image's alternative text.
    pub alt: String,
    pub whole: Range<usize>,
    /// The bracket behind the text, up to the end of the link.
    tail: Range<usize>,
    /// The address, when it stands behind the text.
    address: Option<Range<usize>>,
}

/// Every Markdown link and image that has a text in brackets (addresses that stand for themselves
/// lead outside and are left alone), in order of their ends.
pub fn spots(document: &Document<'_>) -> Vec<Spot> {
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut found = Vec::new();
    for (event, range) in &document.events {
        if let Event::End(TagEnd::Link | TagEnd::Image) = event {
            found.extend(open.pop().and_then(|open| open.close(document.source)));
        }
        for outer in &mut open {
            outer.take(event, range);
        }
        if let Event::Start(Tag::Link { link_type, dest_url, .. } | Tag::Image { link_type, dest_url, .. }) = event {
            let image = matches!(event, Event::Start(Tag::Image { .. }));
            let end = range.start + 1 + usize::from(image);
            open.push(Open { image, link_type: *link_type, href: dest_url, alt: String::new(), range, end });
        }
    }
    found
}

struct Open<'d> {
    image: bool,
    link_type: LinkType,
    href: &'d str,
    alt: String,
    range: &'d Range<usize>,
    /// Where what stands inside ends, as far as seen.
    end: usize,
}

impl Open<'_> {
    fn take(&mut self, event: &Event<'_>, range: &Range<usize>) {
        self.end = self.end.max(range.end);
        match event {
            Event::Text(text) | Event::Code(text) => self.alt.push_str(text),
            Event::SoftBreak | Event::HardBreak => self.alt.push(' '),
            _ => {}
        }
    }

    fn close(self, source: &str) -> Option<Spot> {
        let behind = source.get(self.end..self.range.end)?;
        let bracket = self.end + behind.find(']')?;
        let address = match self.link_type {
            LinkType::Inline => Some(address(source, bracket + 1..self.range.end)?),
            LinkType::Autolink | LinkType::Email | LinkType::WikiLink { .. } => return None,
            _ => None,
        };
        // The parser's range of a collapsed reference stops before its empty brackets.
        let empty = self.link_type == LinkType::Collapsed && source[self.range.end..].starts_with("[]");
        let end = self.range.end + if empty { 2 } else { 0 };
        Some(Spot {
            image: self.image,
            href: self.href.to_owned(),
            alt: self.alt,
            whole: self.range.start..end,
            tail: bracket..end,
            address,
        })
    }
}

/// The address in `(address "title")`, without `<` and `>` only where there are none.
fn address(source: &str, behind: Range<usize>) -> Option<Range<usize>> {
    let text = source.get(behind.clone())?.strip_prefix('(')?;
    let start = behind.start + 1 + (text.len() - text.trim_start().len());
    let text = source.get(start..behind.end)?;
    let length = if text.starts_with('<') { pointed(text)? } else { bare(text) };
    Some(start..start + length)
}

fn pointed(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '>' => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// Up to white space or the bracket that was not opened inside.
fn bare(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' if depth == 0 => return at,
            ')' => depth -= 1,
            c if c.is_whitespace() => return at,
            _ => {}
        }
    }
    text.len()
}

/// A link definition: `[label]: address "title"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    pub href: String,
    /// Where the address stands.
    pub address: Range<usize>,
}

/// Every definition that a reference can mean. Documents hold no definitions, so the few texts that
/// may have some are read once more.
pub fn definitions(document: &Document<'_>) -> Vec<Definition> {
    let source = document.source;
    if !source.contains("]:") {
        return Vec::new();
    }
    let parser = Parser::new_ext(source, extensions());
    let known = parser.reference_definitions().iter().map(|(_, definition)| definition);
    let mut found: Vec<Definition> = known
        .filter_map(|definition| {
            let address = behind_label(source, definition.span.clone())?;
            Some(Definition { href: definition.dest.to_string(), address })
        })
        .collect();
    found.sort_by_key(|definition| definition.address.start);
    found
}

/// The address in `[label]: address`; white space and quote marks may stand before it.
fn behind_label(source: &str, whole: Range<usize>) -> Option<Range<usize>> {
    let text = source.get(whole.clone())?;
    let colon = text.match_indices("]:").find(|(at, _)| !text[..*at].ends_with('\\'))?.0 + 2;
    let skipped = text[colon..].find(|c: char| !(c.is_whitespace() || c == '>'))?;
    let start = whole.start + colon + skipped;
    let text = source.get(start..whole.end)?;
    let length =
        if text.starts_with('<') { pointed(text)? } else { text.find(char::is_whitespace).unwrap_or(text.len()) };
    Some(start..start + length)
}

impl Spot {
    /// Where the address stands, when it stands behind the text.
    pub fn address(&self) -> Option<&Range<usize>> {
        self.address.as_ref()
    }

    /// Points the link at `destination`, already fit for Markdown. The address of a reference stands in
    /// its definition.
    pub fn point(&self, destination: &str, edits: &mut Edits) {
        if let Some(range) = &self.address {
            edits.replace(range.clone(), destination);
        }
    }

    /// Leaves the words and takes the link away; of an image its alternative text is left.
    pub fn unlink(&self, edits: &mut Edits) {
        if self.image {
            return edits.replace(self.whole.clone(), escape_markdown(&self.alt));
        }
        edits.replace(self.whole.start..self.whole.start + 1, "");
        edits.replace(self.tail.clone(), "");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pointed_at_x(source: &str) -> String {
        let document = Document::parse(source);
        let mut edits = Edits::default();
        for spot in spots(&document) {
            spot.point("x", &mut edits);
        }
        for definition in definitions(&document) {
            edits.replace(definition.address, "x");
        }
        edits.apply(source)
    }

    fn unlinked(source: &str) -> String {
        let document = Document::parse(source);
        let mut edits = Edits::default();
        for spot in spots(&document) {
            spot.unlink(&mut edits);
        }
        edits.apply(source)
    }

    #[test]
    fn replaces_only_the_address() {
        let cases = [
            ("[a](/b)", "[a](x)"),
            ("[a]( /b 'title' )", "[a]( x 'title' )"),
            ("[a](</b c> \"t\")", "[a](x \"t\")"),
            ("[a](b(c)d)", "[a](x)"),
            ("[a](b\\)c)", "[a](x)"),
            ("[]()", "[](x)"),
            ("[a `]( b`](/c)", "[a `]( b`](x)"),
            ("[a\\](](/c)", "[a\\](](x)"),
            ("[![alt](i.png)](/b)", "[![alt](x)](x)"),
            ("![](i.png)", "![](x)"),
            ("> [a\n> b](/c)", "> [a\n> b](x)"),
            ("| [a](/b) |\n|---|\n| [c](/d \"e\") |", "| [a](x) |\n|---|\n| [c](x \"e\") |"),
            ("[a][r] [r][] [r]\n\n[r]: /b \"q\"", "[a][r] [r][] [r]\n\n[r]: x \"q\""),
            (
                "> [r]\n>\n> [r]:\n> </b c>\n> 't'\n\n[s\\]:]: /d\n\n[s\\]:]",
                "> [r]\n>\n> [r]:\n> x\n> 't'\n\n[s\\]:]: x\n\n[s\\]:]",
            ),
            ("<https://e.org> https://e.org [no] `[c](d)`", "<https://e.org> https://e.org [no] `[c](d)`"),
        ];
        for (source, expected) in cases {
            assert_eq!(pointed_at_x(source), expected);
        }
    }

    #[test]
    fn unlinking_keeps_the_words() {
        let cases = [
            ("a [b *c*](/d \"t\") e", "a b *c* e"),
            ("[a][r]\n\n[r]: /b", "a\n\n[r]: /b"),
            ("![an *alt*](gone.png)", "an alt"),
        ];
        for (source, expected) in cases {
            assert_eq!(unlinked(source), expected);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_its_spots_in_bounds(source in "([\\[\\]()!<>\\\\`\\n ab\"*|é-]|\\[r\\]: /b\\n){0,40}") {
            pointed_at_x(&source);
            unlinked(&source);
        }
    }
}
