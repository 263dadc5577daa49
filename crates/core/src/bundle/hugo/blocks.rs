//! Headings, alerts and colons of a Hugo page: what Hugo's Markdown reads differently.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, Event, Tag};

use super::super::edits::Edits;
use super::super::fact::Fact;
use super::super::tally::Tally;
use super::Page;
use crate::markdown::{Heading, Layer, slug};

pub fn rewrite(page: &Page<'_>, edits: &mut Edits, tally: &mut Tally) {
    let document = &page.entry.document;
    let source = document.source;
    let id = page.entry.source.id;
    let mut headings = document.headings.iter();
    for (event, range) in &document.events {
        match event {
            Event::Start(Tag::Heading { id: written, classes, attrs, .. }) => {
                let bare = classes.is_empty() && attrs.is_empty() && written.is_none();
                if let Some(heading) = headings.next()
                    && written.as_deref() != Some(heading.id.as_str())
                {
                    tally.note(Fact::HeadingId, id, usize::from(name(source, heading, bare, edits)), "");
                }
            }
            Event::Start(Tag::BlockQuote(Some(kind))) => {
                tally.note(Fact::Alert, id, usize::from(alert(source, range, *kind, edits)), "");
            }
            Event::Code(_) => unbroken(source, range, edits),
            Event::Text(_) if opens_definition(source, range.start) => edits.insert(range.start, "\\"),
            _ => {}
        }
    }
    let typeset = |text: &str| text.contains(['"', '\'']) || text.contains("--") || text.contains("...");
    let prose = document.runs.iter().filter(|run| run.layer != Layer::InlineCode);
    tally.note(Fact::Typography, id, usize::from(prose.into_iter().any(|run| typeset(&run.text))), "");
}

/// Writes `{#id}` behind a heading unless Hugo finds the same id by itself; true when written.
fn name(source: &str, heading: &Heading, bare: bool, edits: &mut Edits) -> bool {
    let whole = heading.span.of(source);
    let text = if heading.setext { without_last_line(whole) } else { whole.trim_end() };
    if bare && plainly(text, &heading.id) {
        return false;
    }
    let end = heading.span.start + text.len();
    match text.rfind('{').filter(|_| !bare && text.ends_with('}')) {
        Some(brace) if text[brace..].contains('#') => {
            edits.replace(heading.span.start + brace..end, attribute(&heading.id));
        }
        Some(brace) => edits.insert(heading.span.start + brace + 1, format!("#{} ", heading.id)),
        None => edits.insert(end, format!(" {}", attribute(&heading.id))),
    }
    true
}

fn without_last_line(text: &str) -> &str {
    text.trim_end().rsplit_once('\n').map_or(text, |(before, _)| before).trim_end()
}

/// True when the heading is plain words, of which every program makes the same id.
fn plainly(text: &str, id: &str) -> bool {
    let words = text.trim_start_matches('#').trim();
    words.chars().all(|c| c.is_ascii_alphanumeric() || c == ' ') && !words.contains("  ") && slug(words) == id
}

fn attribute(id: &str) -> String {
    let simple = |c: char| !c.is_ascii() || c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ':' | '.');
    if id.chars().all(simple) { format!("{{#{id}}}") } else { format!("{{id=\"{}\"}}", id.replace(['"', '\\'], "")) }
}

/// `[!NOTE]` → a bold word on a line of its own; true when found.
fn alert(source: &str, quote: &Range<usize>, kind: BlockQuoteKind, edits: &mut Edits) -> bool {
    let Some(text) = source.get(quote.clone()) else { return false };
    let Some(start) = text.find("[!").map(|at| quote.start + at) else { return false };
    let Some(end) = source[start..quote.end].find(']').map(|at| start + at + 1) else { return false };
    let line = source[..start].rfind('\n').map_or(0, |at| at + 1);
    let prefix: String = source[line..start].chars().map(|c| if c == '>' { '>' } else { ' ' }).collect();
    edits.replace(start..end, format!("**{}**\n{}", word(kind), prefix.trim_end()));
    true
}

fn word(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "Note",
        BlockQuoteKind::Tip => "Tip",
        BlockQuoteKind::Important => "Important",
        BlockQuoteKind::Warning => "Warning",
        BlockQuoteKind::Caution => "Caution",
    }
}

/// A code span over several lines reads the same on one; a colon at the beginning of a line would end it.
fn unbroken(source: &str, range: &Range<usize>, edits: &mut Edits) {
    let text = &source[range.clone()];
    for (at, _) in text.match_indices('\n') {
        let behind = &text[at + 1..];
        let colon = behind.len() - behind.trim_start_matches([' ', '\t', '>']).len();
        if behind[colon..].starts_with(':') {
            edits.replace(range.start + at..range.start + at + 1 + colon, " ");
        }
    }
}

/// A colon at the beginning of a line makes a definition of the line before.
fn opens_definition(source: &str, at: usize) -> bool {
    let line = source.get(..at).map(|before| &before[before.rfind('\n').map_or(0, |end| end + 1)..]);
    let first = line.is_some_and(|line| line.chars().all(|c| matches!(c, ' ' | '\t' | '>')));
    first && [": ", ":\t"].iter().any(|mark| source[at..].starts_with(mark))
}
