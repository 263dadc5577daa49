//! The parser's events, with the extensions this publication uses and bare addresses made links.
//!
//! No smart punctuation: what is written is what is read.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::autolinks;

pub type Placed<'a> = (Event<'a>, Range<usize>);

/// CommonMark and: tables, footnotes, task lists, strikethrough, alerts, heading attributes.
pub fn extensions() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// The parser's own events, bare addresses left as text.
pub fn plain_events(source: &str, options: Options) -> Vec<Placed<'_>> {
    Parser::new_ext(source, options).into_offset_iter().collect()
}

/// All events of a body, bare addresses as links.
pub fn events(source: &str) -> Vec<Placed<'_>> {
    // An event per thirty bytes or fewer; what is not used is not touched.
    let mut out = Out { events: Vec::with_capacity(source.len() / 30), ..Out::default() };
    for placed in Parser::new_ext(source, extensions()).into_offset_iter() {
        out.take(placed);
    }
    out.flush();
    out.events
}

/// Collects events; adjacent texts wait together, since an address may be spread over several.
#[derive(Default)]
struct Out<'a> {
    events: Vec<Placed<'a>>,
    waiting: Vec<Placed<'a>>,
    /// Inside links, images and code nothing becomes a link.
    closed: usize,
}

impl<'a> Out<'a> {
    fn take(&mut self, placed: Placed<'a>) {
        if matches!(placed.0, Event::Text(_)) && self.closed == 0 {
            return self.waiting.push(placed);
        }
        self.flush();
        match &placed.0 {
            Event::Start(tag) if closes(tag) => self.closed += 1,
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => {
                self.closed = self.closed.saturating_sub(1);
            }
            _ => {}
        }
        self.events.push(placed);
    }

    fn flush(&mut self) {
        if self.waiting.iter().any(|(event, _)| matches!(event, Event::Text(text) if autolinks::hint(text))) {
            self.flush_with_links();
        }
        self.events.append(&mut self.waiting);
    }

    /// Splits the waiting texts around the addresses they spell together.
    fn flush_with_links(&mut self) {
        let joined: String = self.waiting.iter().map(|(event, _)| text_of(event)).collect();
        let found = autolinks::find(&joined);
        if found.is_empty() {
            return;
        }
        let waiting = std::mem::take(&mut self.waiting);
        let mut cutter = Cutter { texts: &waiting, index: 0, offset: 0, at: 0 };
        for range in found {
            cutter.copy_until(range.start, &mut self.events);
            let mut inside = Vec::new();
            cutter.copy_until(range.end, &mut inside);
            self.push_link(&joined[range], inside);
        }
        cutter.copy_until(joined.len(), &mut self.events);
    }

    fn push_link(&mut self, address: &str, inside: Vec<Placed<'a>>) {
        let span = span_of(&inside);
        let dest = if address.starts_with("www.") { format!("http://{address}") } else { address.to_owned() };
        let tag = Tag::Link { link_type: LinkType::Autolink, dest_url: dest.into(), title: "".into(), id: "".into() };
        self.events.push((Event::Start(tag), span.clone()));
        self.events.extend(inside);
        self.events.push((Event::End(TagEnd::Link), span));
    }
}

fn closes(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_))
}

fn text_of<'e>(event: &'e Event<'_>) -> &'e str {
    match event {
        Event::Text(text) => text,
        _ => "",
    }
}

fn span_of(events: &[Placed<'_>]) -> Range<usize> {
    match (events.first(), events.last()) {
        (Some(first), Some(last)) => first.1.start..last.1.end,
        _ => 0..0,
    }
}

/// Copies texts piecewise; `at` counts bytes of the joined text.
struct Cutter<'t, 'a> {
    texts: &'t [Placed<'a>],
    index: usize,
    /// Bytes of the current text already copied.
    offset: usize,
    at: usize,
}

impl<'a> Cutter<'_, 'a> {
    fn copy_until(&mut self, end: usize, out: &mut Vec<Placed<'a>>) {
        while self.at < end {
            let Some((event, range)) = self.texts.get(self.index) else { return };
            let text = text_of(event);
            let stop = text.len().min(self.offset + (end - self.at));
            if stop > self.offset {
                out.push(cut(event, range, self.offset, stop));
            }
            self.at += stop - self.offset;
            self.offset = stop;
            if stop == text.len() {
                self.index += 1;
                self.offset = 0;
            }
        }
    }
}

/// Part of one text with its place; a decoded piece keeps its whole place.
fn cut<'a>(event: &Event<'a>, range: &Range<usize>, from: usize, to: usize) -> Placed<'a> {
    let text = text_of(event);
    if from == 0 && to == text.len() {
        return (event.clone(), range.clone());
    }
    let place = if text.len() == range.len() { range.start + from..range.start + to } else { range.clone() };
    (Event::Text(text[from..to].to_owned().into()), place)
}
