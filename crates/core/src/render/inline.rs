//! The inline half of the writer: code spans, links, pictures, footnote marks.

use pulldown_cmark::{Event, LinkType};

use super::addresses::{Picture, picture};
use super::writer::{Dialect, Writer};
use super::{escape, raw};

/// Arrows behind a note at most.
const BACK_LINKS: usize = 20;

impl Writer<'_, '_> {
    pub(super) fn code(&mut self, text: &str) {
        self.out.push_str("<code>");
        escape::text(&mut self.out, text);
        self.out.push_str("</code>");
    }

    pub(super) fn link(&mut self, kind: LinkType, dest: &str, title: &str) {
        self.out.push_str("<a href=\"");
        if kind == LinkType::Email {
            self.out.push_str("mailto:");
        }
        self.address(dest);
        self.out.push('"');
        self.title(title);
        self.out.push('>');
    }

    /// The preview keeps addresses as written: they end up in a table, not in a browser.
    fn address(&mut self, address: &str) {
        let escape = if self.is_preview() { escape::attribute } else { escape::address };
        escape(&mut self.out, address);
    }

    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.attribute("title", title);
        }
    }

    /// Writes the picture that starts here; the index behind its end.
    pub(super) fn image(&mut self, at: usize, src: &str, title: &str) -> usize {
        let end = self.end_of(at);
        let alt = self.alternative(at, end);
        if self.is_preview() && picture(src) == Picture::Elsewhere {
            raw::placeholder(&mut self.out, src, &alt);
            return end;
        }
        self.out.push_str("<img src=\"");
        self.address(src);
        self.out.push('"');
        self.attribute("alt", &alt);
        self.title(title);
        self.out.push_str(" />");
        end
    }

    fn alternative(&self, start: usize, end: usize) -> String {
        let events = self.document.events.get(start..end).unwrap_or_default();
        let text = |event: &Event<'_>| match event {
            Event::Text(text) | Event::Code(text) => text.to_string(),
            Event::SoftBreak | Event::HardBreak => "\n".to_owned(),
            _ => String::new(),
        };
        events.iter().map(|(event, _)| text(event)).collect()
    }

    pub(super) fn footnote_reference(&mut self, at: usize) {
        let Dialect::Preview { footnotes, .. } = self.dialect else { return };
        let Some((number, which)) = footnotes.reference(at) else { return };
        let id = super::preview_id(&reference_id(number, which));
        let link = format!("<a href=\"#fn-{number}\" id=\"{id}\">{number}</a>");
        self.out.push_str("<sup class=\"footnote-ref\">");
        self.out.push_str(&link);
        self.out.push_str("</sup>");
    }

    /// The section with all notes, in the order of their numbers.
    pub(super) fn footnotes(&mut self) {
        let Dialect::Preview { footnotes, .. } = self.dialect else { return };
        self.block("<section class=\"footnotes\">\n<ol>\n");
        for (index, note) in footnotes.notes.iter().enumerate() {
            let number = index + 1;
            self.block(&format!("<li id=\"{}\">", super::preview_id(&format!("fn-{number}"))));
            self.events(note.events.clone());
            self.back_links(number, note.references);
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ol>\n</section>\n");
    }

    /// Arrows back to where the note is referred to, at the end of its last paragraph.
    fn back_links(&mut self, number: usize, references: usize) {
        let inside = self.out.ends_with("</p>\n");
        if inside {
            self.out.truncate(self.out.len() - "</p>\n".len());
        }
        for which in 1..=references.min(BACK_LINKS) {
            let link = format!(" <a href=\"#{}\" class=\"footnote-backref\">↩</a>", reference_id(number, which));
            self.out.push_str(&link);
        }
        if inside {
            self.out.push_str("</p>\n");
        }
    }
}

fn reference_id(number: usize, which: usize) -> String {
    if which == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{which}") }
}
