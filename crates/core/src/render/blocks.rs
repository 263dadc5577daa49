//! The block half of the writer: headings, callouts, lists, tables, code, raw HTML.

use std::fmt::Write;
use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, Tag};

use super::writer::{Dialect, Writer};
use super::{escape, raw};

impl Writer<'_, '_> {
    pub(super) fn heading(&mut self, level: u8, explicit: Option<&str>, range: &Range<usize>) {
        self.block(&format!("<h{level}"));
        let headings = &self.document.headings;
        let known = headings.binary_search_by_key(&range.start, |heading| heading.span.start).ok();
        let id = if self.is_preview() {
            known.map(|index| super::preview_id(&headings[index].id))
        } else {
            explicit.map(str::to_owned)
        };
        if let Some(id) = id {
            self.attribute("id", &id);
        }
        self.out.push('>');
    }

    pub(super) fn quote(&mut self, kind: Option<BlockQuoteKind>) {
        let (class, name) = match kind {
            None => return self.block("<blockquote>\n"),
            Some(BlockQuoteKind::Note) => ("note", "Note"),
            Some(BlockQuoteKind::Tip) => ("tip", "Tip"),
            Some(BlockQuoteKind::Important) => ("important", "Important"),
            Some(BlockQuoteKind::Warning) => ("warning", "Warning"),
            Some(BlockQuoteKind::Caution) => ("caution", "Caution"),
        };
        self.block(&format!("<blockquote class=\"markdown-alert markdown-alert-{class}\">\n"));
        self.out.push_str(&format!("<p class=\"markdown-alert-title\">{name}</p>\n"));
    }

    pub(super) fn item(&mut self, at: usize) {
        let marker =
            |offset: usize| matches!(self.document.events.get(at + offset), Some((Event::TaskListMarker(_), _)));
        let task = marker(1)
            || (marker(2) && matches!(self.document.events.get(at + 1), Some((Event::Start(Tag::Paragraph), _))));
        self.block(if task && self.is_preview() { "<li class=\"task-item\">" } else { "<li>" });
    }

    pub(super) fn checkbox(&mut self, done: bool) {
        let checked = if done { "checked=\"\" " } else { "" };
        let _ = write!(self.out, "<input {checked}disabled=\"\" type=\"checkbox\"> ");
    }

    pub(super) fn row(&mut self, html: &str, head: bool) {
        self.block(html);
        self.in_head = head;
        self.cell = 0;
    }

    pub(super) fn cell(&mut self) {
        self.out.push_str(if self.in_head { "<th" } else { "<td" });
        match self.alignments.get(self.cell) {
            Some(Alignment::Left) => self.attribute("align", "left"),
            Some(Alignment::Center) => self.attribute("align", "center"),
            Some(Alignment::Right) => self.attribute("align", "right"),
            _ => {}
        }
        self.out.push('>');
    }

    pub(super) fn end_cell(&mut self) -> &'static str {
        self.cell += 1;
        if self.in_head { "</th>\n" } else { "</td>\n" }
    }

    pub(super) fn code_block(&mut self, at: usize, kind: &CodeBlockKind<'_>, range: &Range<usize>) -> usize {
        let code = &self.document.code;
        let index = code.partition_point(|block| block.span.start < range.start);
        let block = code.get(index).filter(|block| block.span.start == range.start);
        let (known, text) = block.map_or(("", ""), |block| (block.language.as_str(), block.text.as_str()));
        let language = if self.is_preview() { known } else { spec_language(kind) };
        self.block("<pre><code");
        if !language.is_empty() {
            self.attribute("class", &format!("language-{language}"));
        }
        self.out.push('>');
        self.code_text(language, text);
        self.out.push_str("</code></pre>\n");
        self.end_of(at)
    }

    pub(super) fn code_text(&mut self, language: &str, text: &str) {
        let coloured = match self.dialect {
            Dialect::Preview { colours: Some(colours), .. } => colours.borrow_mut().html(language, text),
            _ => None,
        };
        match coloured {
            Some(html) => self.out.push_str(&html),
            None => escape::text(&mut self.out, text),
        }
    }

    /// The lines of an HTML block belong together: a tag may go over several.
    pub(super) fn html_block(&mut self, at: usize) -> usize {
        let end = self.end_of(at);
        let lines = self.document.events.get(at + 1..end - 1).unwrap_or_default();
        let html: String = lines.iter().filter_map(|(event, _)| html_of(event)).collect();
        self.block("");
        self.raw(&html);
        end
    }

    pub(super) fn raw(&mut self, html: &str) {
        if self.is_preview() { raw::write(&mut self.out, html) } else { self.out.push_str(html) }
    }
}

fn html_of<'e>(event: &'e Event<'_>) -> Option<&'e str> {
    match event {
        Event::Html(html) | Event::Text(html) => Some(html),
        _ => None,
    }
}

/// The first word of the info string as it is written.
fn spec_language<'k>(kind: &'k CodeBlockKind<'_>) -> &'k str {
    match kind {
        CodeBlockKind::Fenced(info) => info.split(' ').next().unwrap_or_default(),
        CodeBlockKind::Indented => "",
    }
}
