//! What is in the library: overview, lists, and guides as stored.

use super::{Library, lock};
use crate::bar::{self, Profile, Weight};
use crate::guide::{Draft, Kind, Status};
use crate::store::{Counts, EntryRow, Found, Label, Tables};
use crate::text::Frame;
use crate::view::{Card, CardList, Named, Overview, Query, RuleName, Settings, StackEntry};
use crate::{Error, ErrorCode, Result};

const GUIDES: &str = "guides";

/// An entry as it is stored, for checks and exports outside the window.
#[derive(Debug, Clone)]
pub struct StoredGuide {
    pub id: String,
    pub status: Status,
    pub draft: Draft,
    /// Between the fences; may be empty.
    pub front_matter: String,
    pub frame: Frame,
    /// Path as the text names it, size in bytes.
    pub assets: Vec<(String, u64)>,
    pub reviewed: bool,
    pub words: u32,
    pub read_minutes: u32,
}

impl Library {
    pub fn overview(&self) -> Result<Overview> {
        self.changed_elsewhere();
        self.is_whole();
        let mut overview = self.read(overview)?;
        overview.name = self.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        overview.path = self.path.display().to_string();
        overview.notice.clone_from(&lock(&self.notice));
        overview.rules = rule_names(&self.profile());
        Ok(overview)
    }

    pub fn list(&self, query: &Query) -> Result<CardList> {
        self.changed_elsewhere();
        self.follow_changes();
        let (found, totals) = self.read(|tables| tables.list(query))?;
        Ok(CardList {
            cards: found.into_iter().map(card).collect(),
            total: totals.total,
            met: totals.met,
            words: totals.words,
        })
    }

    /// Stored entries: those named by id or slug, or all guides when none is named.
    pub fn stored(&self, wanted: &[String]) -> Result<Vec<StoredGuide>> {
        self.read(|tables| {
            let rows = match wanted {
                [] => tables.entries(GUIDES)?,
                named => named.iter().map(|name| named_entry(tables, name)).collect::<Result<Vec<_>>>()?,
            };
            rows.into_iter().map(|row| stored(tables, row)).collect()
        })
    }

    pub fn set_settings(&self, settings: &Settings) -> Result<Overview> {
        let text =
            serde_json::to_string(settings).map_err(|error| Error::new(ErrorCode::Invalid, error.to_string()))?;
        self.write(|tables| tables.set_setting("settings", &text))?;
        self.overview()
    }
}

/// By id, then by slug: guides first.
pub(super) fn named_entry(tables: &Tables<'_>, name: &str) -> Result<EntryRow> {
    if let Ok(row) = tables.entry(name) {
        return Ok(row);
    }
    for kind in [Kind::DeepDive, Kind::CaseStudy, Kind::StackItem] {
        if let Some(row) = tables.entry_by_slug(kind.section(), name)? {
            return Ok(row);
        }
    }
    Err(Error::new(ErrorCode::NotFound, format!("There is no guide “{name}” in the library.")))
}

pub(super) fn stored(tables: &Tables<'_>, row: EntryRow) -> Result<StoredGuide> {
    let text = tables.text(&row)?;
    Ok(StoredGuide {
        id: row.id,
        status: row.status,
        draft: Draft {
            meta: row.meta,
            body: text.body,
            answers: tables.answers(row.key)?,
            waivers: tables.waivers(row.key)?,
        },
        front_matter: text.front_matter,
        frame: text.frame,
        assets: asset_sizes(tables, row.key)?,
        reviewed: row.reviewed,
        words: row.words,
        read_minutes: row.minutes,
    })
}

pub(super) fn asset_sizes(tables: &Tables<'_>, key: i64) -> Result<Vec<(String, u64)>> {
    Ok(tables.assets(key)?.into_iter().map(|asset| (asset.path, asset.size)).collect())
}

fn card(found: Found) -> Card {
    let Found { row, score, snippet } = found;
    Card {
        id: row.id,
        kind: row.meta.kind,
        status: row.status,
        title: row.meta.title,
        summary: row.meta.summary,
        slug: row.meta.slug,
        date: row.meta.date,
        tags: row.meta.tags,
        stack: row.meta.stack,
        words: row.words,
        read_minutes: row.minutes,
        score,
        saved_at: row.saved_at,
        snippet,
    }
}

pub(super) fn settings(tables: &Tables<'_>) -> Result<Settings> {
    let stored = tables.setting("settings")?;
    Ok(stored.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

fn overview(tables: &Tables<'_>) -> Result<Overview> {
    let Counts { at_work, archived, trashed } = tables.entry_counts()?;
    let guides = |wanted: &[Status]| {
        let counted = at_work.iter().filter(|(section, status, _)| section == GUIDES && wanted.contains(status));
        counted.map(|(_, _, count)| count).sum()
    };
    Ok(Overview {
        name: String::new(),
        path: String::new(),
        guides: guides(&[Status::Draft, Status::Returned, Status::InReview, Status::Approved]),
        drafts: guides(&[Status::Draft, Status::Returned]),
        in_review: guides(&[Status::InReview]),
        approved: guides(&[Status::Approved]),
        archived,
        trashed,
        case_studies: case_studies(tables)?,
        stack: stack(tables)?,
        tags: tags(tables)?,
        rules: Vec::new(),
        settings: settings(tables)?,
        notice: String::new(),
    })
}

fn count(counts: &[(String, u32)], name: &str) -> u32 {
    counts.iter().find(|(known, _)| known == name).map_or(0, |(_, count)| *count)
}

fn case_studies(tables: &Tables<'_>) -> Result<Vec<Named>> {
    let counts = tables.label_counts(Label::CaseStudy)?;
    let rows = tables.entries(Kind::CaseStudy.section())?;
    Ok(rows
        .into_iter()
        .map(|row| Named {
            guides: count(&counts, &row.meta.slug),
            id: row.id,
            name: row.meta.title,
            slug: row.meta.slug,
        })
        .collect())
}

fn stack(tables: &Tables<'_>) -> Result<Vec<StackEntry>> {
    let counts = tables.label_counts(Label::Stack)?;
    let rows = tables.entries(Kind::StackItem.section())?;
    Ok(rows
        .into_iter()
        .map(|row| StackEntry {
            guides: count(&counts, &row.meta.title),
            id: row.id,
            name: row.meta.title,
            slug: row.meta.slug,
            aliases: row.meta.aliases,
            facet_of: row.meta.facet_of,
            version: row.meta.version,
        })
        .collect())
}

/// The vocabulary's tags, and those that guides carry without it.
fn tags(tables: &Tables<'_>) -> Result<Vec<Named>> {
    let counts = tables.label_counts(Label::Tag)?;
    let mut names = tables.tags()?;
    names.extend(counts.iter().map(|(name, _)| name.clone()));
    names.sort_by_key(|name| name.to_lowercase());
    names.dedup();
    let named =
        |name: String| Named { id: String::new(), slug: slug::slugify(&name), guides: count(&counts, &name), name };
    Ok(names.into_iter().map(named).collect())
}

/// The rules in use; one that is switched off cannot be open.
fn rule_names(profile: &Profile) -> Vec<RuleName> {
    let named = |rule: &bar::Rule| match profile.weight(rule) {
        Weight::Counts(severity) => {
            Some(RuleName { id: rule.id.into(), name: rule.name.into(), group: rule.group().into(), severity })
        }
        Weight::Off => None,
    };
    bar::rules().iter().filter_map(named).collect()
}
