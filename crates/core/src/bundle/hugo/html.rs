//! Raw HTML, which Hugo leaves out: what Markdown can say becomes Markdown; of the rest the words
//! stay and the tags go.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::super::address::escape_markdown;
use super::super::edits::Edits;
use super::super::fact::Fact;
use super::super::tally::Tally;
use super::Page;
use super::braces::DIVIDER;
use super::links::{Fate, fate};
use crate::markdown::{Piece, RawTag, pieces};

/// Elements whose words nobody is meant to read.
const SILENT: [&str; 8] = ["script", "style", "template", "noscript", "iframe", "object", "textarea", "title"];
/// Elements that read as code.
const CODE: [&str; 5] = ["kbd", "code", "samp", "tt", "var"];

pub fn convert(page: &Page<'_>, shielded: &[Range<usize>], edits: &mut Edits, tally: &mut Tally) {
    let events = &page.entry.document.events;
    let mut inline = Inline { page, shielded, edits, tally, settled: Vec::new(), one_line: false, heading: false };
    let mut at = 0;
    while let Some((event, range)) = events.get(at) {
        match event {
            Event::Start(Tag::HtmlBlock) => inline.block(range),
            Event::Start(Tag::Heading { .. }) => (inline.one_line, inline.heading) = (true, true),
            Event::Start(Tag::TableCell) => inline.one_line = true,
            Event::End(TagEnd::Heading(_) | TagEnd::TableCell) => (inline.one_line, inline.heading) = (false, false),
            Event::InlineHtml(_) => at += inline.tag(range, &events[at + 1..]),
            _ => {}
        }
        at += 1;
    }
}

struct Inline<'p, 'e> {
    page: &'p Page<'p>,
    shielded: &'e [Range<usize>],
    edits: &'e mut Edits,
    tally: &'e mut Tally,
    /// Where closing tags stand that were settled with their opening ones.
    settled: Vec<usize>,
    /// In headings and cells a line cannot end.
    one_line: bool,
    /// Marks inside marks of a heading stop Hugo, so none are made of tags there.
    heading: bool,
}

impl Inline<'_, '_> {
    fn source(&self) -> &str {
        self.page.entry.document.source
    }

    fn converted(&mut self, range: &Range<usize>, by: impl Into<String>) {
        let example = self.source()[range.clone()].to_owned();
        self.tally.one(Fact::HtmlConverted, self.page.entry.source.id, &example);
        self.edits.replace(range.clone(), by);
    }

    fn dropped(&mut self, range: &Range<usize>) {
        let example = self.source()[range.clone()].to_owned();
        self.tally.one(Fact::RawHtml, self.page.entry.source.id, &example);
        self.edits.replace(range.clone(), "");
    }

    /// One inline tag; answers how many of the events behind it are settled with it.
    fn tag(&mut self, range: &Range<usize>, behind: &[(Event<'_>, Range<usize>)]) -> usize {
        let html = self.source()[range.clone()].to_owned();
        if html == DIVIDER {
            self.edits.replace(range.clone(), "");
        }
        let Some((Piece::Tag(tag), _)) = pieces(&html).into_iter().next() else { return 0 };
        match tag.name.as_str() {
            _ if self.settled.contains(&range.start) => {}
            // Counted with its opening tag.
            _ if tag.closing => self.edits.replace(range.clone(), ""),
            "br" => self.line_end(range),
            "img" => self.image(range, &tag),
            "a" | "b" | "strong" | "i" | "em" | "s" | "del" | "strike" if self.heading => self.dropped(range),
            "a" if tag.attribute("href").is_some() => self.link(range, &tag),
            "b" | "strong" => self.mark(range, &tag.name, "**"),
            "i" | "em" => self.mark(range, &tag.name, "*"),
            "s" | "del" | "strike" => self.mark(range, &tag.name, "~~"),
            name if CODE.contains(&name) => return self.code(range, name, behind),
            name if SILENT.contains(&name) => return self.silent(range, name, behind),
            _ => self.dropped(range),
        }
        0
    }

    fn line_end(&mut self, range: &Range<usize>) {
        let rest = &self.source()[range.end..];
        let by = match rest.chars().next() {
            Some('\n') if !self.one_line => "\\",
            Some(c) if !self.one_line && c.is_alphabetic() => "\\\n",
            _ => " ",
        };
        self.converted(range, by);
    }

    fn image(&mut self, range: &Range<usize>, tag: &RawTag) {
        let by = image(self.page, tag, self.inside(range), self.tally);
        self.converted(range, by);
    }

    fn inside(&self, range: &Range<usize>) -> bool {
        self.shielded.iter().any(|region| region.contains(&range.start))
    }

    /// `<a href>` … `</a>` becomes `[` … `](…)`.
    fn link(&mut self, range: &Range<usize>, tag: &RawTag) {
        // Brackets inside would end the link early.
        let plain = |end: &Range<usize>| !self.source()[range.end..end.start].contains(['[', ']']);
        let Some(end) = self.closing_tag(range, "a").filter(plain) else { return self.dropped(range) };
        let href = tag.attribute("href").unwrap_or_default();
        match fate(self.page, href, false, self.inside(range), self.tally) {
            Fate::To(to) => self.pair(range, end, "[", &format!("]({to})")),
            Fate::Keep => self.pair(range, end, "[", &format!("]({})", bare(href))),
            Fate::Unlink => self.pair(range, end, "", ""),
        }
    }

    /// `<b>` … `</b>` becomes `**` … `**` where Markdown is sure to see it.
    fn mark(&mut self, range: &Range<usize>, name: &str, mark: &str) {
        let end = self.closing_tag(range, name);
        let sure = |end: &Range<usize>| {
            let inside = self.source().get(range.end..end.start).unwrap_or_default();
            inside.starts_with(char::is_alphanumeric) && inside.ends_with(char::is_alphanumeric)
        };
        match end.filter(sure) {
            Some(end) => self.pair(range, end, mark, mark),
            None => self.dropped(range),
        }
    }

    fn pair(&mut self, open: &Range<usize>, close: Range<usize>, before: &str, behind: &str) {
        self.converted(open, before);
        self.settled.push(close.start);
        self.edits.replace(close, behind);
    }

    /// Where the next `</name>` of the same line of text stands.
    fn closing_tag(&self, range: &Range<usize>, name: &str) -> Option<Range<usize>> {
        let events = &self.page.entry.document.events;
        let behind = events.iter().skip_while(|(_, at)| at.start < range.end);
        let same_text = behind.take_while(|(event, _)| {
            !matches!(event, Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::Item))
        });
        let mut tags = same_text.filter(|(event, _)| matches!(event, Event::InlineHtml(_)));
        let (_, place) = tags.find(|(_, at)| is_closing(&self.source()[at.clone()], name))?;
        Some(place.clone())
    }

    /// `<kbd>Ctrl</kbd>` becomes a code span when nothing but text is inside.
    fn code(&mut self, range: &Range<usize>, name: &str, behind: &[(Event<'_>, Range<usize>)]) -> usize {
        if let [(Event::Text(text), _), (Event::InlineHtml(close), end), ..] = behind
            && is_closing(close, name)
        {
            self.converted(&(range.start..end.end), code_span(text));
            return 2;
        }
        self.dropped(range);
        0
    }

    /// Drops an element with everything in it.
    fn silent(&mut self, range: &Range<usize>, name: &str, behind: &[(Event<'_>, Range<usize>)]) -> usize {
        let end =
            behind.iter().position(|(event, _)| matches!(event, Event::InlineHtml(html) if is_closing(html, name)));
        match end.and_then(|at| Some((at, behind.get(at)?.1.end))) {
            Some((at, end)) => {
                self.dropped(&(range.start..end));
                at + 1
            }
            None => {
                self.dropped(range);
                0
            }
        }
    }

    /// A block of HTML becomes its words, paragraph by paragraph. Comments print nothing and stay.
    fn block(&mut self, range: &Range<usize>) {
        let html = self.source()[range.clone()].trim_end_matches('\n').to_owned();
        let range = range.start..range.start + html.len();
        let silent = |(piece, at): &(Piece, Range<usize>)| {
            matches!(piece, Piece::Comment | Piece::Other) || html[at.clone()].trim().is_empty()
        };
        if pieces(&html).iter().all(silent) {
            if html.contains(DIVIDER) {
                self.edits.replace(range, html.replace(DIVIDER, ""));
            }
            return;
        }
        let words = words(self.page, &html, self.inside(&range), self.tally);
        let prefix = self.prefix(range.start);
        let by = words.join(&format!("\n{}\n{prefix}", prefix.trim_end()));
        let example = html.clone();
        self.tally.one(Fact::RawHtml, self.page.entry.source.id, &example);
        let blank = format!("\n{}", prefix.trim_end());
        let by = if by.is_empty() { by } else { format!("{blank}\n{prefix}{by}{blank}") };
        self.edits.replace(range, by);
    }

    /// What stands before a continued line at this depth of quotes and lists.
    fn prefix(&self, at: usize) -> String {
        let source = self.source();
        let line = source[..at].rfind('\n').map_or(0, |end| end + 1);
        source[line..at].chars().map(|c| if c == '>' { '>' } else { ' ' }).collect()
    }
}

fn is_closing(html: &str, name: &str) -> bool {
    matches!(pieces(html).into_iter().next(), Some((Piece::Tag(tag), _)) if tag.closing && tag.name == name)
}

/// An outside address without what would end a Markdown link.
fn bare(address: &str) -> String {
    address.replace(['(', ')', '<', '>', ' ', '\t', '\n'], "")
}

/// A code span around any text.
fn code_span(text: &str) -> String {
    let mut longest = 0;
    let mut run = 0;
    for c in text.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{}{pad}{fence}", text.replace(['\n', '\r'], " "))
}

fn image(page: &Page<'_>, tag: &RawTag, shielded: bool, tally: &mut Tally) -> String {
    let alt = escape_markdown(tag.attribute("alt").unwrap_or_default());
    let src = tag.attribute("src").unwrap_or_default();
    match fate(page, src, true, shielded, tally) {
        Fate::To(to) => format!("![{alt}]({to})"),
        Fate::Keep => format!("![{alt}]({})", bare(src)),
        Fate::Unlink => alt,
    }
}

/// The words of a block of HTML as Markdown paragraphs.
fn words(page: &Page<'_>, html: &str, shielded: bool, tally: &mut Tally) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    let mut silent: Option<String> = None;
    for (piece, range) in pieces(html) {
        let text = match piece {
            Piece::Tag(tag) => {
                match &silent {
                    Some(name) if tag.closing && *name == tag.name => silent = None,
                    Some(_) => {}
                    None if !tag.closing && SILENT.contains(&tag.name.as_str()) => silent = Some(tag.name.clone()),
                    None if is_block(&tag.name) => paragraphs.push(String::new()),
                    None => {}
                }
                if tag.name == "img" && silent.is_none() { image(page, &tag, shielded, tally) } else { String::new() }
            }
            Piece::Text if silent.is_none() => escape_kept(&html[range]),
            Piece::Reference(text) if silent.is_none() => escape_markdown(&text),
            _ => String::new(),
        };
        if let Some(last) = paragraphs.last_mut() {
            last.push_str(&text);
        }
    }
    let folded = paragraphs.iter().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    folded.filter(|text| !text.is_empty()).collect()
}

/// Escapes words and keeps the white space around them.
fn escape_kept(text: &str) -> String {
    let escaped = escape_markdown(text);
    let lead = if text.starts_with(char::is_whitespace) { " " } else { "" };
    let trail = if text.ends_with(char::is_whitespace) { " " } else { "" };
    format!("{lead}{escaped}{trail}")
}

/// Elements that begin a line of their own.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "br"
            | "hr"
            | "li"
            | "ul"
            | "ol"
            | "dl"
            | "dt"
            | "dd"
            | "table"
            | "tr"
            | "td"
            | "th"
            | "thead"
            | "tbody"
            | "section"
            | "article"
            | "aside"
            | "details"
            | "summary"
            | "figure"
            | "figcaption"
            | "blockquote"
            | "pre"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "footer"
            | "nav"
            | "main"
            | "center"
    )
}
