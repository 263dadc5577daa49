//! Names of the vocabulary in readable text: found block by block, and remembered while block and names stay as they
//! are. Judges nothing.

use std::cell::RefCell;
use std::rc::Rc;

use super::Reading;
use super::memory::{Memory, hash, mix};
use crate::markdown::{Block, Layer, Run};
use crate::text::Span;
use crate::vocabulary::{Mention, Named, StackItem};

/// A vocabulary name in readable text outside headings and code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// In the source.
    pub span: Span,
    pub named: Named,
    pub layer: Layer,
    /// True inside a link.
    pub linked: bool,
    /// Index in `Document::paragraphs`, and the byte of its flow.
    pub paragraph: usize,
    pub at: usize,
}

thread_local! {
    static MEMORY: RefCell<Memory<Rc<[Mention]>>> = RefCell::default();
}

impl<'a> Reading<'a> {
    /// Names of stack items and case studies in prose and cells, in order.
    pub fn mentions(&self) -> &[Seen] {
        self.mentions.get_or_init(|| self.document.blocks.iter().flat_map(|block| self.seen_in(block)).collect())
    }

    /// Those in one paragraph.
    pub fn mentions_in(&self, paragraph: usize) -> &[Seen] {
        let all = self.mentions();
        let start = all.partition_point(|seen| seen.paragraph < paragraph);
        let rest = all.get(start..).unwrap_or_default();
        &rest[..rest.partition_point(|seen| seen.paragraph == paragraph)]
    }

    fn seen_in(&self, block: &Block) -> Vec<Seen> {
        let seen = |mention: &Mention| {
            let span = Span::new(mention.span.start + block.span.start, mention.span.end + block.span.start);
            self.readable(span).map(|run| Seen {
                span,
                named: mention.named,
                layer: run.layer,
                linked: run.link.is_some(),
                paragraph: run.paragraph,
                at: self.offset(run) + span.start - run.span.start,
            })
        };
        remembered(self, block.span.of(self.document.source)).iter().filter_map(seen).collect()
    }

    /// Byte of its paragraph's flow where a run begins.
    fn offset(&self, run: &Run<'_>) -> usize {
        let document = self.document;
        let runs =
            document.paragraphs.get(run.paragraph).and_then(|paragraph| document.runs.get(paragraph.runs.clone()));
        let before = runs.unwrap_or_default().iter().take_while(|other| other.span.start < run.span.start);
        before.map(|other| other.text.len()).sum()
    }

    /// The run of prose or cell text that holds `span` letter by letter.
    pub(super) fn readable(&self, span: Span) -> Option<&'a Run<'a>> {
        let document = self.document;
        let behind = document.runs.partition_point(|run| run.span.start <= span.start);
        let run = document.runs.get(behind.checked_sub(1)?)?;
        let exact = run.text.len() == run.span.end - run.span.start;
        let inside = run.span.start <= span.start && span.start < run.span.end;
        (inside && exact && matches!(run.layer, Layer::Prose | Layer::Cell)).then_some(run)
    }

    /// Positions of an item in `Vocabulary::stack`.
    pub(super) fn positions(&self, item: &StackItem) -> Vec<usize> {
        let stack = self.vocabulary.stack.iter().enumerate();
        stack.filter(|(_, other)| *other == item).map(|(at, _)| at).collect()
    }
}

fn remembered(reading: &Reading<'_>, block: &str) -> Rc<[Mention]> {
    let key = || mix(reading.vocabulary.names_hash(), hash(block.as_bytes()));
    let find = || reading.vocabulary.mentions(&block.replace('\n', " ")).into();
    MEMORY.with_borrow_mut(|memory| memory.or(key, find))
}
