//! The bar over a folder, without a library: every guide, or only those asked for.

use std::sync::Mutex;

use super::{Folder, PageFile};
use crate::bar::{Outcome, in_passing};
use crate::library::judge::{Judged, Measure, judge_document};
use crate::markdown::Document;
use crate::view::Score;
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

/// Bytes of text whose parses are held from the first look to the last.
const HELD: usize = 16 << 20;

impl Folder {
    /// Judges the guides among the pages for which `wanted` holds, in the order of their paths.
    /// `today` is `YYYY-MM-DD`. Fails only for a profile that cannot be read.
    pub fn check(&self, wanted: impl Fn(&PageFile) -> bool, today: &str) -> Result<Vec<Checked<'_>>> {
        let guides = self.pages.iter().enumerate();
        let guides = guides.filter(|(_, page)| page.draft.meta.kind.is_guide() && wanted(page));
        let guides: Vec<(usize, &PageFile)> = guides.collect();
        let documents = if self.is_held() { self.documents() } else { Vec::new() };
        let measure = self.measure(self.vocabulary_of(self.told(&documents)), today)?;
        let documents: Vec<_> = documents.into_iter().map(|document| Mutex::new(Some(document))).collect();
        Ok(parallel::map(&guides, |(at, page)| {
            // Whoever judges a page lets go of its parse.
            let held = documents.get(*at).and_then(|held| held.lock().ok()?.take());
            let document = held.unwrap_or_else(|| Document::parse(&page.draft.body));
            in_passing(|| self.checked(page, &document, &measure))
        }))
    }

    /// A parse takes ten times the text: those of a large folder are made twice instead of held.
    fn is_held(&self) -> bool {
        self.pages.iter().map(|page| page.draft.body.len()).sum::<usize>() <= HELD
    }

    fn checked<'f>(&self, page: &'f PageFile, document: &Document<'_>, measure: &Measure) -> Checked<'f> {
        let assets = self.assets(page, document);
        let Judged { words, minutes, verdict, outcomes, .. } = judge_document(&page.draft, document, &assets, measure);
        Checked { page, words, read_minutes: minutes, score: verdict.score, outcomes }
    }
}
