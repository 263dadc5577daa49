//! Bundles: what an export would do, and doing it.
//!
//! Reads one snapshot of the library, lets go of it, and only then touches other files. The bar is
//! asked again here, whatever the lists say.

use std::path::Path;

use super::judge::judge;
use super::list::{named_entry, stored};
use super::status::open_checks;
use super::{Library, StoredGuide};
use crate::bar::Outcome;
use crate::bundle::{self, Bundle, Order, Source, disk};
use crate::guide::Kind;
use crate::store::{ExportRow, Tables};
use crate::view::{ExportRequest, Exported, OpenChecks, Preflight, PreflightRow, Target};
use crate::{Error, ErrorCode, Result, parallel};

/// An entry with everything a bundle needs of it.
struct Whole {
    stored: StoredGuide,
    assets: Vec<(String, Vec<u8>)>,
    outcomes: Vec<Outcome>,
}

/// A bundle ready to be written.
pub(super) struct Ready {
    pub bundle: Bundle,
    pub open: Vec<OpenChecks>,
    pub guides: usize,
}

impl Ready {
    pub fn preflight(self) -> Preflight {
        let bytes: usize = self.bundle.files.values().map(Vec::len).sum();
        Preflight {
            files: self.bundle.files.len() as u32,
            kib: bytes.div_ceil(1024) as u32,
            rows: self.bundle.rows,
            open: self.open,
        }
    }
}

/// Refuses what must not leave: nothing at all, or open checks unless drafts are asked for.
pub(super) fn hand_over(ready: &Ready, request: &ExportRequest) -> Result<()> {
    if ready.guides == 0 {
        return Err(Error::new(ErrorCode::Invalid, "There is no guide to export. Nothing was written."));
    }
    if request.draft || ready.open.is_empty() { Ok(()) } else { Err(refusal(ready)) }
}

pub(super) fn container(request: &ExportRequest) -> disk::Container {
    if request.zip { disk::Container::Zip } else { disk::Container::Folder }
}

impl Library {
    /// What an export would write, lose and refuse. Writes nothing.
    pub fn preflight(&self, request: &ExportRequest) -> Result<Preflight> {
        Ok(self.ready(request)?.preflight())
    }

    /// Writes the bundle to `out` (a folder, or a zip file), whole or not at all.
    pub fn export(&self, request: &ExportRequest, out: &Path) -> Result<Exported> {
        self.export_told(request, out).map(|(exported, _)| exported)
    }

    /// Writes the bundle, and says what happened to the texts on the way.
    pub fn export_told(&self, request: &ExportRequest, out: &Path) -> Result<(Exported, Vec<PreflightRow>)> {
        let ready = self.ready(request)?;
        hand_over(&ready, request)?;
        let exported = disk::write(&ready.bundle, out, container(request))?;
        self.record(request, &exported, ready.guides)?;
        Ok((exported, ready.bundle.rows))
    }

    /// Exports made from this library, newest first.
    pub fn exports(&self) -> Result<Vec<ExportRow>> {
        self.read(|tables| tables.exports())
    }

    fn ready(&self, request: &ExportRequest) -> Result<Ready> {
        self.save_all()?;
        let (mut guides, mut pages) = self.read(|tables| Ok((chosen(tables, &request.guides)?, others(tables)?)))?;
        let measure = self.measure();
        let outcomes =
            parallel::map(&guides, |whole| judge(&whole.stored.draft, &whole.stored.assets, &measure).outcomes);
        for (whole, outcomes) in guides.iter_mut().zip(outcomes) {
            whole.outcomes = outcomes;
        }
        let open = guides.iter().filter_map(open).collect();
        let count = guides.len();
        let order =
            Order { target: request.target, draft: request.draft, today: &measure.today, profile: &measure.profile };
        let bundle = bundle::plan(&order, &sources(&mut guides), &sources(&mut pages), &measure.vocabulary);
        Ok(Ready { bundle, open, guides: count })
    }

    fn record(&self, request: &ExportRequest, exported: &Exported, guides: usize) -> Result<()> {
        let target = match request.target {
            Target::Plain => "plain",
            Target::Hugo => "hugo",
        };
        let at = self.now();
        self.write(|tables| {
            tables.insert_export(&ExportRow {
                at,
                by: super::list::settings(tables)?.person,
                target: target.into(),
                path: exported.path.clone(),
                draft: request.draft,
                guides: guides as u32,
                files: exported.files,
                manifest: exported.manifest.clone(),
            })
        })
    }
}

/// The guides asked for, or all.
fn chosen(tables: &Tables<'_>, wanted: &[String]) -> Result<Vec<Whole>> {
    let rows = match wanted {
        [] => tables.entries(Kind::DeepDive.section())?,
        named => named.iter().map(|name| named_entry(tables, name)).collect::<Result<_>>()?,
    };
    let guides = rows.into_iter().filter(|row| row.meta.kind.is_guide());
    guides.map(|row| whole(tables, row)).collect()
}

/// Case studies and stack pages.
fn others(tables: &Tables<'_>) -> Result<Vec<Whole>> {
    let mut rows = tables.entries(Kind::CaseStudy.section())?;
    rows.extend(tables.entries(Kind::StackItem.section())?);
    rows.into_iter().map(|row| whole(tables, row)).collect()
}

fn whole(tables: &Tables<'_>, row: crate::store::EntryRow) -> Result<Whole> {
    let key = row.key;
    let stored = stored(tables, row)?;
    let with_bytes = |(path, _): &(String, u64)| Ok((path.clone(), tables.asset_bytes(key, path)?));
    let assets = stored.assets.iter().map(with_bytes).collect::<Result<_>>()?;
    Ok(Whole { stored, assets, outcomes: Vec::new() })
}

fn sources(entries: &mut [Whole]) -> Vec<Source<'_>> {
    entries.iter_mut().map(source).collect()
}

/// Takes the bytes and verdicts along; the rest is borrowed.
fn source(whole: &mut Whole) -> Source<'_> {
    let Whole { stored, assets, outcomes } = whole;
    Source {
        id: &stored.id,
        status: stored.status,
        draft: &stored.draft,
        front_matter: &stored.front_matter,
        frame: &stored.frame,
        assets: std::mem::take(assets),
        outcomes: std::mem::take(outcomes),
        words: stored.words,
        read_minutes: stored.read_minutes,
    }
}

fn open(whole: &Whole) -> Option<OpenChecks> {
    let checks = open_checks(&whole.outcomes);
    let (id, title) = (whole.stored.id.clone(), whole.stored.draft.meta.title.clone());
    (!checks.is_empty()).then_some(OpenChecks { id, title, checks })
}

fn refusal(ready: &Ready) -> Error {
    let message = format!(
        "{} of {} guides do not meet the bar yet. Nothing was written. Close the checks, or export as draft.",
        ready.open.len(),
        ready.guides
    );
    let lines = ready.open.iter().flat_map(|open| open.checks.iter().map(|check| format!("{}: {check}", open.title)));
    Error { details: lines.collect(), ..Error::new(ErrorCode::BarNotMet, message) }
}
