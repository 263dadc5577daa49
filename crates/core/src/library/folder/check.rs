//! The bar over a folder, without a library: every guide, or only those asked for.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

use super::{Folder, PageFile};
use crate::bar::Outcome;
use crate::guide::Kind;
use crate::library::judge::{Judged, Measure, judge_document};
use crate::markdown::Document;
use crate::view::Score;
use crate::vocabulary::{Page, Passages, Target, Vocabulary};
use crate::{Result, parallel};

/// A guide of a folder with the bar's verdicts.
#[derive(Debug)]
pub struct Checked<'f> {
    pub page: &'f PageFile,
    pub words: u32,
    pub read_minutes: u32,
    pub score: Score,
    pub outcomes: Vec<Outcome>,
}

impl Folder {
    /// Judges the guides among the pages for which `wanted` holds, in the order of their paths.
    /// `today` is `YYYY-MM-DD`. Fails only for a profile that cannot be read.
    pub fn check(&self, wanted: impl Fn(&PageFile) -> bool, today: &str) -> Result<Vec<Checked<'_>>> {
        let chosen: Vec<usize> =
            (0..self.pages.len()).filter(|at| self.is_guide(*at) && wanted(&self.pages[*at])).collect();
        let documents = parallel::map(&chosen, |at| Document::parse(&self.pages[*at].draft.body));
        let measure = self.measure(self.vocabulary_for(&chosen, &documents), today)?;
        // Each is let go of as soon as it is judged, by whoever judged it.
        let documents: Vec<_> = documents.into_iter().map(|document| Mutex::new(Some(document))).collect();
        let pairs: Vec<(usize, &Mutex<Option<Document<'_>>>)> = chosen.iter().copied().zip(&documents).collect();
        Ok(parallel::map(&pairs, |(at, document)| {
            let document = document.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or_default();
            self.checked(&self.pages[*at], &document, &measure)
        }))
    }

    fn is_guide(&self, at: usize) -> bool {
        self.pages.get(at).is_some_and(|page| page.draft.meta.kind.is_guide())
    }

    fn checked<'f>(&self, page: &'f PageFile, document: &Document<'_>, measure: &Measure) -> Checked<'f> {
        let assets = self.assets(page, document);
        let Judged { words, minutes, verdict, outcomes, .. } = judge_document(&page.draft, document, &assets, measure);
        Checked { page, words, read_minutes: minutes, score: verdict.score, outcomes }
    }

    /// What these pages may point at. Only the pages they link to are parsed for their headings.
    fn vocabulary_for(&self, chosen: &[usize], documents: &[Document<'_>]) -> Vocabulary {
        let mut pages: Vec<Page> = self.pages.iter().map(|page| page.as_target(&Document::default())).collect();
        for (at, document) in chosen.iter().zip(documents) {
            pages[*at] = self.pages[*at].as_target(document);
        }
        let vocabulary = Vocabulary::new(pages, self.stack(), self.tags());
        let known: BTreeSet<usize> = chosen.iter().copied().collect();
        let missing: Vec<usize> = self.linked(&vocabulary, chosen, documents).difference(&known).copied().collect();
        let parsed =
            parallel::map(&missing, |at| self.pages[*at].as_target(&Document::parse(&self.pages[*at].draft.body)));
        let mut pages = vocabulary.pages;
        for (at, page) in missing.into_iter().zip(parsed) {
            pages[at] = page;
        }
        let passages = self.passages(chosen, documents);
        Vocabulary::new(pages, vocabulary.stack, vocabulary.tags).with_passages(passages)
    }

    /// What all guides and case studies say; those that are not judged are parsed for it.
    fn passages(&self, chosen: &[usize], documents: &[Document<'_>]) -> Passages {
        let known: HashMap<usize, &Document<'_>> = chosen.iter().copied().zip(documents).collect();
        let told: Vec<usize> =
            (0..self.pages.len()).filter(|at| self.pages[*at].draft.meta.kind != Kind::StackItem).collect();
        let prints = parallel::map(&told, |at| {
            let page = &self.pages[*at];
            match known.get(at) {
                Some(document) => page.prints(document),
                None => page.prints(&Document::parse(&page.draft.body)),
            }
        });
        Passages::new(prints)
    }

    /// Positions of the pages that links with a fragment lead to.
    fn linked(&self, vocabulary: &Vocabulary, chosen: &[usize], documents: &[Document<'_>]) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        for (at, document) in chosen.iter().zip(documents) {
            let from = self.pages[*at].draft.meta.path();
            for link in document.links.iter().filter(|link| link.href.contains('#')) {
                if let Target::Page(page) = vocabulary.resolve(&from, &[], &link.href).target {
                    found.extend(vocabulary.pages.iter().position(|known| std::ptr::eq(known, page)));
                }
            }
        }
        found
    }
}
