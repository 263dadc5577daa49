//! What rules read: the input, and what is derived from it once for all of them.
//!
//! Lazy: a rule that asks for nothing costs nothing. Judges nothing itself.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Deref;
use std::rc::Rc;

use super::grid::Grid;
use super::imports;
use super::mentions::Seen;
use super::outcomes::{self, Found};
use super::passages::Placed;
use super::profile::WordList;
use super::prose::{self, Prose};
use super::said::{self, Said};
use super::subjects::{Subjects, Told};
use super::{Edit, Field, Input, Number, Place, Quote, Words};
use crate::markdown::{Layer, Link, Paragraph};
use crate::text::Span;
use crate::vocabulary::Resolved;

/// One check's view of a draft.
pub struct Reading<'a> {
    input: &'a Input<'a>,
    path: String,
    pub(super) mentions: OnceCell<Vec<Seen>>,
    links: OnceCell<Vec<Resolved<'a>>>,
    outcomes: OnceCell<Vec<Found>>,
    written: OnceCell<Vec<Rc<Prose>>>,
    prose: OnceCell<Vec<Said>>,
    imported: OnceCell<Vec<(usize, Span)>>,
    pub(super) subjects: OnceCell<Rc<Subjects>>,
    pub(super) told: OnceCell<Vec<Told>>,
    grid: OnceCell<Grid>,
    pub(super) passages: OnceCell<Vec<Placed>>,
    pub(super) alike: OnceCell<Vec<(usize, usize)>>,
}

impl<'a> Deref for Reading<'a> {
    type Target = Input<'a>;

    fn deref(&self) -> &Input<'a> {
        self.input
    }
}

/// Characters of context kept on each side of a quote.
const CONTEXT: usize = 32;
/// A quote longer than this is cut.
const LONGEST: usize = 240;

impl<'a> Reading<'a> {
    pub fn new(input: &'a Input<'a>) -> Self {
        let path = input.draft.meta.path();
        let (mentions, links, outcomes) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        let (written, prose, imported) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        let (subjects, told, grid) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        let (passages, alike) = (OnceCell::new(), OnceCell::new());
        Self { input, path, mentions, links, outcomes, written, prose, imported, subjects, told, grid, passages, alike }
    }

    /// What the profile says for a setting. Ask once per check, not per paragraph.
    pub fn number(&self, number: &Number) -> f64 {
        self.input.profile.number(number)
    }

    /// The same as a whole number.
    pub fn count(&self, number: &Number) -> usize {
        self.number(number) as usize
    }

    /// The words the profile lists for a setting.
    pub fn words(&self, words: &Words) -> &'a WordList {
        self.input.profile.words(words)
    }

    /// The address of this page on the site.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Every link with where it leads, in the order of `Document::links`.
    pub fn links(&self) -> impl Iterator<Item = (&'a Link, &Resolved<'a>)> {
        self.input.document.links.iter().zip(self.links.get_or_init(|| self.resolve_all()))
    }

    fn resolve_all(&self) -> Vec<Resolved<'a>> {
        let mut known: HashMap<&str, Resolved<'a>> = HashMap::new();
        let mut resolve = |link: &'a Link| known.entry(&link.href).or_insert_with(|| self.resolve(&link.href)).clone();
        self.input.document.links.iter().map(&mut resolve).collect()
    }

    /// Where an address on this page leads.
    pub fn resolve(&self, href: &str) -> Resolved<'a> {
        self.input.vocabulary.resolve(&self.path, self.input.assets, href)
    }

    /// Sentences that hold a quantity, with what the detector and the writer say of them.
    pub fn outcomes(&self) -> &[Found] {
        self.outcomes.get_or_init(|| outcomes::find(self))
    }

    /// Prose and cells by paragraph, each split into sentences.
    pub fn prose(&self) -> &[Said] {
        self.prose.get_or_init(|| said::read(self))
    }

    /// Sentences, words and marks of every paragraph, index by index as in `Document::paragraphs`.
    pub(super) fn written(&self) -> &[Rc<Prose>] {
        self.written.get_or_init(|| prose::all(self.input.document, self.input.profile))
    }

    /// Paragraphs of one layer with their sentences, words and marks.
    pub(super) fn written_in(&self, layer: Layer) -> impl Iterator<Item = (usize, &'a Paragraph, &Prose)> {
        let all = self.input.document.paragraphs.iter().zip(self.written()).enumerate();
        all.filter(move |(_, (paragraph, _))| paragraph.layer == layer)
            .map(|(at, (paragraph, prose))| (at, paragraph, &**prose))
    }

    /// The comparison's table as criteria × subjects.
    pub fn grid(&self) -> &Grid {
        self.grid.get_or_init(|| Grid::read(self.input.document, self.subjects()))
    }

    /// What the code imports: positions in `Vocabulary::stack`, and the block.
    pub fn imported(&self) -> &[(usize, Span)] {
        self.imported.get_or_init(|| imports::find(self))
    }

    /// Prose and cells: the text a guide says something in.
    pub fn paragraphs(&self) -> impl Iterator<Item = (usize, &'a Paragraph)> {
        let all = self.input.document.paragraphs.iter().enumerate();
        all.filter(|(_, paragraph)| matches!(paragraph.layer, Layer::Prose | Layer::Cell))
    }

    /// A quote of the body with what stands around it on its line.
    pub fn quote(&self, span: Span, label: impl Into<String>) -> Quote {
        let source = self.input.document.source;
        let exact = cut(span.of(source), LONGEST);
        let end = span.start + exact.len();
        let before = source.get(..span.start).unwrap_or_default();
        let after = source.get(end..).unwrap_or_default();
        Quote {
            place: Place::Body(Span::new(span.start, span.end)),
            exact: exact.to_owned(),
            prefix: tail(before.rsplit('\n').next().unwrap_or_default(), CONTEXT).to_owned(),
            suffix: cut(after.split('\n').next().unwrap_or_default(), CONTEXT).to_owned(),
            label: label.into(),
        }
    }

    /// A quote of a field.
    pub fn field(&self, field: Field, exact: impl Into<String>, label: impl Into<String>) -> Quote {
        let (prefix, suffix) = (String::new(), String::new());
        Quote { place: Place::Field(field), exact: exact.into(), prefix, suffix, label: label.into() }
    }

    /// The place to write on when nothing is there to point at: the end of the text.
    pub fn end(&self) -> Quote {
        let end = self.input.document.source.trim_end().len();
        self.quote(Span::new(end, end), "")
    }

    /// Makes the words at `span` a link to a page of the site.
    pub fn link_edit(&self, span: Span, path: &str) -> Edit {
        Edit { span, insert: format!("[{}]({path})", span.of(self.input.document.source)) }
    }
}

/// The first `limit` characters.
fn cut(text: &str, limit: usize) -> &str {
    if text.len() <= limit {
        return text;
    }
    text.char_indices().nth(limit).map_or(text, |(end, _)| &text[..end])
}

/// The last `limit` characters.
fn tail(text: &str, limit: usize) -> &str {
    text.char_indices().rev().nth(limit - 1).map_or(text, |(start, _)| &text[start..])
}
