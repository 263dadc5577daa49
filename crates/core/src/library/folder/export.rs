//! A bundle made of a folder, without a library. Same plan, same bytes, same refusals.

use std::path::Path;

use super::{Folder, PageFile};
use crate::bundle::{self, Order, Source, disk};
use crate::library::export::{Ready, container, hand_over};
use crate::library::judge::{Judged, Measure, judge_document};
use crate::markdown::Document;
use crate::view::{ExportRequest, Exported, OpenChecks, Preflight, PreflightRow};
use crate::{Error, ErrorCode, Result, parallel};

/// Largest picture that is exported, in bytes.
const LARGEST_ASSET: u64 = 64 << 20;

impl Folder {
    /// What an export would write, lose and refuse. `request.guides` names slugs or files; none means
    /// all guides. `today` is `YYYY-MM-DD`.
    pub fn preflight(&self, request: &ExportRequest, today: &str) -> Result<Preflight> {
        Ok(self.ready(request, today)?.preflight())
    }

    /// Writes the bundle to `out`, whole or not at all, and says what happened to the texts on the way.
    pub fn export_told(
        &self,
        request: &ExportRequest,
        out: &Path,
        today: &str,
    ) -> Result<(Exported, Vec<PreflightRow>)> {
        let ready = self.ready(request, today)?;
        hand_over(&ready, request)?;
        let exported = disk::write(&ready.bundle, out, container(request))?;
        Ok((exported, ready.bundle.rows))
    }

    fn ready(&self, request: &ExportRequest, today: &str) -> Result<Ready> {
        let chosen = self.chosen(&request.guides)?;
        let documents = self.documents();
        let measure = self.measure(self.vocabulary(&documents), today)?;
        let pairs: Vec<(&PageFile, &Document<'_>)> = self.pages.iter().zip(&documents).collect();
        let sources = parallel::map(&pairs, |(page, document)| self.source(page, document, &measure));
        let (mut guides, mut pages) = (Vec::new(), Vec::new());
        for (at, source) in sources.into_iter().enumerate() {
            let source = source?;
            if chosen.contains(&at) {
                guides.push(source);
            } else if !source.draft.meta.kind.is_guide() {
                pages.push(source);
            }
        }
        let open = guides.iter().filter_map(open).collect();
        let order = Order { target: request.target, draft: request.draft, today, profile: &measure.profile };
        let bundle = bundle::plan(&order, &guides, &pages, &measure.vocabulary);
        Ok(Ready { bundle, open, guides: guides.len() })
    }

    /// Positions of the guides asked for.
    fn chosen(&self, wanted: &[String]) -> Result<Vec<usize>> {
        let guides = || (0..self.pages.len()).filter(|at| self.pages[*at].draft.meta.kind.is_guide());
        if wanted.is_empty() {
            return Ok(guides().collect());
        }
        let named = |name: &String| {
            let found = guides().find(|at| self.pages[*at].draft.meta.slug == *name || self.pages[*at].file == *name);
            found.ok_or_else(|| Error::new(ErrorCode::NotFound, format!("There is no guide “{name}” in this folder.")))
        };
        wanted.iter().map(named).collect()
    }

    fn source<'f>(&self, page: &'f PageFile, document: &Document<'_>, measure: &Measure) -> Result<Source<'f>> {
        let sizes = self.assets(page, document);
        let read = |path: &String| {
            let bytes = self.bytes(page, path, LARGEST_ASSET);
            bytes.map_err(|why| Error::new(ErrorCode::Unreachable, format!("{}, picture {path}: {why}", page.file)))
        };
        let assets = sizes.iter().map(|(path, _)| Ok((path.clone(), read(path)?))).collect::<Result<_>>()?;
        let Judged { words, minutes, outcomes, .. } = judge_document(&page.draft, document, &sizes, measure);
        Ok(Source {
            id: &page.file,
            status: page.status,
            draft: &page.draft,
            front_matter: &page.front_matter,
            frame: &page.frame,
            assets,
            outcomes,
            words,
            read_minutes: minutes,
        })
    }
}

fn open(source: &Source<'_>) -> Option<OpenChecks> {
    let checks = crate::library::status::open_checks(&source.outcomes);
    let title = source.draft.meta.title.clone();
    (!checks.is_empty()).then(|| OpenChecks { id: source.id.to_owned(), title, checks })
}
