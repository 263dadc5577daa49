//! The bar over a folder, without a library: every guide, or only those asked for.

use super::{Folder, PageFile};
use crate::bar::{Outcome, in_passing};
use crate::library::judge::{Judged, Measure, judge_document};
use crate::markdown::Document;
use crate::view::Score;
use crate::vocabulary::Vocabulary;
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
        let guides = self.pages.iter().filter(|page| page.draft.meta.kind.is_guide() && wanted(page));
        let guides: Vec<&PageFile> = guides.collect();
        let measure = self.measure(self.vocabulary_alone(), today)?;
        let check = |page| self.checked(page, &Document::parse(&page.draft.body), &measure);
        Ok(parallel::map(&guides, |page: &&PageFile| in_passing(|| check(page))))
    }

    /// What the pages may point at. Each is parsed for it and let go of: parsing the guides again costs less than
    /// holding ten times their size.
    fn vocabulary_alone(&self) -> Vocabulary {
        self.vocabulary_of(parallel::map(&self.pages, |page| page.told(&Document::parse(&page.draft.body))))
    }

    fn checked<'f>(&self, page: &'f PageFile, document: &Document<'_>, measure: &Measure) -> Checked<'f> {
        let assets = self.assets(page, document);
        let Judged { words, minutes, verdict, outcomes, .. } = judge_document(&page.draft, document, &assets, measure);
        Checked { page, words, read_minutes: minutes, score: verdict.score, outcomes }
    }
}
