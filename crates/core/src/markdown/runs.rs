//! The reader's other half: where text goes. Paragraphs are opened and closed, runs are joined.

use std::borrow::Cow;

use super::reader::Reader;
use super::{Layer, Paragraph, Run};
use crate::text::Span;

impl<'a> Reader<'a> {
    pub(super) fn open(&mut self, layer: Layer, span: Span) {
        self.close();
        let start = self.document.runs.len();
        let (section, in_list) = (self.section, self.items > 0);
        self.open = Some(Paragraph { layer, span, runs: start..start, section, in_list });
    }

    /// Ends the open paragraph, if any.
    pub fn close(&mut self) {
        self.raw.forget();
        if let Some(mut paragraph) = self.open.take() {
            paragraph.runs.end = self.document.runs.len();
            self.document.paragraphs.push(paragraph);
        }
    }

    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    pub fn in_image(&self) -> bool {
        self.images > 0
    }

    /// Text of any kind, to wherever it belongs.
    pub fn text(&mut self, text: &str, span: Span) {
        if self.in_code {
            if let Some(code) = self.document.code.last_mut() {
                code.text.push_str(text);
            }
        } else if self.images > 0 {
            self.alternative(text);
        } else if !self.raw.hides() {
            self.run(None, text, span);
        }
    }

    /// Alternative text is seen as the text of a link around the image, and nowhere else.
    pub fn alternative(&mut self, text: &str) {
        if let Some(image) = self.document.images.last_mut() {
            image.alt.push_str(text);
        }
        if let Some(link) = self.link.and_then(|index| self.document.links.get_mut(index)) {
            link.text.push_str(text);
        }
    }

    pub(super) fn code_span(&mut self, text: &str, span: Span) {
        if self.images > 0 {
            self.alternative(text);
        } else if !self.raw.hides() {
            self.run(Some(Layer::InlineCode), text, span);
        }
    }

    fn run(&mut self, layer: Option<Layer>, text: &str, span: Span) {
        if self.open.is_none() {
            self.open(Layer::Prose, span);
        }
        let around = self.open.as_mut().map_or(Layer::Prose, |open| {
            // Raw HTML inside a list may be told before what stands ahead of it.
            open.span.start = open.span.start.min(span.start);
            open.span.end = open.span.end.max(span.end);
            open.layer
        });
        self.note_text(text);
        let paragraph = self.document.paragraphs.len();
        let quoted = self.plain_quotes > 0;
        let written = span.of(self.document.source);
        let text = if written == text { Cow::Borrowed(written) } else { Cow::Owned(text.to_owned()) };
        self.push_run(Run { layer: layer.unwrap_or(around), text, span, paragraph, link: self.link, quoted });
    }

    fn note_text(&mut self, text: &str) {
        if let Some(link) = self.link.and_then(|index| self.document.links.get_mut(index)) {
            link.text.push_str(text);
        }
        if self.in_heading
            && let Some(heading) = self.document.headings.last_mut()
        {
            heading.text.push_str(text);
        }
    }

    /// Joins a run to the one before when both are plain source side by side.
    fn push_run(&mut self, run: Run<'a>) {
        let plain = run.layer != Layer::InlineCode && matches!(run.text, Cow::Borrowed(_));
        let joins = std::mem::replace(&mut self.last_is_plain, plain) && plain;
        if let Some(last) = self.document.runs.last_mut().filter(|last| joins && last.span.end == run.span.start)
            && (last.layer, last.paragraph, last.link) == (run.layer, run.paragraph, run.link)
        {
            last.span.end = run.span.end;
            last.text = Cow::Borrowed(last.span.of(self.document.source));
            return;
        }
        self.document.runs.push(run);
    }
}
