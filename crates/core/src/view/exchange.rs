//! Export and import on a screen: what is asked, what will happen, what happened.

use serde::{Deserialize, Serialize};
use specta::Type;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    Plain,
    Hugo,
}

#[derive(Debug, Clone, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportRequest {
    /// Entry ids; empty = all guides.
    pub guides: Vec<String>,
    pub target: Target,
    pub zip: bool,
    /// Export although checks are open; the guides are marked as drafts.
    pub draft: bool,
}

/// One line of the preflight, heaviest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PreflightRow {
    pub weight: Weight,
    pub title: String,
    pub detail: String,
    /// Ids of the guides concerned.
    pub guides: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    Stops,
    Loss,
    Changed,
    Kept,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Preflight {
    pub rows: Vec<PreflightRow>,
    pub files: u32,
    /// Whole bundle, bytes rounded up to KiB.
    pub kib: u32,
    /// Open required checks per guide: title and checks, for the refusal list.
    pub open: Vec<OpenChecks>,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OpenChecks {
    pub id: String,
    pub title: String,
    pub checks: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Exported {
    /// Where it was written, for people.
    pub path: String,
    pub files: u32,
    pub changed: u32,
    pub unchanged: u32,
    pub removed: u32,
    /// SHA-256 of `manifest.json`.
    pub manifest: String,
}

/// What an import understood and what not.
#[derive(Debug, Clone, Default, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportReport {
    pub added: u32,
    pub updated: u32,
    pub unchanged: u32,
    pub assets: u32,
    /// One line per file that needs a person's eye.
    pub notes: Vec<ImportNote>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportNote {
    /// Path below the imported folder.
    pub file: String,
    /// True when the file was left out; false when it came in with a remark.
    pub skipped: bool,
    pub message: String,
}
