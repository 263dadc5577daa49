//! Saved versions and their differences on a screen.

use serde::Serialize;
use specta::Type;

use super::Score;

/// A saved version.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Revision {
    pub number: u32,
    /// RFC 3339, UTC.
    pub at: String,
    pub by: String,
    /// "Saved", "Created from deep dive", "Restored revision 4", "Imported from …".
    pub label: String,
    pub words: u32,
    /// Words added and removed against the revision before.
    pub added: u32,
    pub removed: u32,
}

/// A difference, line by line, words marked inside changed lines.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Difference {
    pub from: u32,
    /// Number of the newer side; 0 = the text as it is now.
    pub to: u32,
    pub lines: Vec<DiffLine>,
    pub words_added: u32,
    pub words_removed: u32,
    pub places: u32,
    /// Fields that differ: name, before, after.
    pub fields: Vec<FieldChange>,
    /// `null` for pages that are no guides.
    pub verdicts: Option<VerdictChange>,
}

/// Both sides by the bar, the library and the answers of now; nothing of it was stored then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct VerdictChange {
    pub before: Score,
    pub after: Score,
    /// Required checks that were open before and are met after, by name, in the order of the checklist.
    pub met: Vec<String>,
    /// The reverse.
    pub lost: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FieldChange {
    pub field: String,
    pub before: String,
    pub after: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum DiffKind {
    Same,
    Added,
    Removed,
    /// Holds both removed and added words.
    Changed,
    /// Stands for `count` unchanged lines that are folded away.
    Folded,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DiffLine {
    pub kind: DiffKind,
    /// Line number in the newer text, 1-based; 0 for removed and folded lines.
    pub number: u32,
    pub count: u32,
    pub words: Vec<DiffWord>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DiffWord {
    pub text: String,
    /// `same`, `added` or `removed`.
    pub kind: DiffKind,
}
