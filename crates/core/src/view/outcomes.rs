//! Measured results on a screen: the ledger, the form, and why a number does not count.

use serde::Serialize;
use specta::Type;

use crate::bar::Rung;
use crate::guide::{Evidence, OutcomeRecord};
use crate::text::Utf16Span;

/// Every result of the open guide.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Ledger {
    /// The edition of the text it was made from.
    pub edition: u32,
    pub rows: Vec<LedgerRow>,
    /// Titles of the case studies that the guide links or declares.
    pub projects: Vec<String>,
}

/// What a case study itself states about the metric of a result.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ProjectFigure {
    /// Id of the case study's page.
    pub id: String,
    pub title: String,
    /// Its sentence in the text of that page.
    pub span: Utf16Span,
    pub sentence: String,
    /// As written there: "1.8 s → 240 ms", "below 500 ms".
    pub value: String,
    /// False: the two differ. Advice; nothing is held back by it.
    pub agrees: bool,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LedgerRow {
    /// Where the sentence stands; `None` for a record whose values stand nowhere in the text.
    pub span: Option<Utf16Span>,
    /// White space folded: what answers and records are stored with.
    pub sentence: String,
    pub metric: String,
    pub before: String,
    pub after: String,
    /// Recomputed from the values: "87 % less"; empty when it cannot be.
    pub change: String,
    /// Why sentence and values disagree; empty when they do not.
    pub problem: String,
    pub window: String,
    pub method: String,
    /// What was recorded as evidence.
    pub evidence: Vec<Evidence>,
    /// Addresses of links and pictures of the chapter that show something.
    pub shown: Vec<String>,
    /// The four lights are value (always lit), baseline, method, evidence.
    pub has_baseline: bool,
    pub has_method: bool,
    pub has_evidence: bool,
    pub rung: Rung,
    /// What a person said: it counts, it does not; `None` = not asked yet.
    pub counts: Option<bool>,
    pub by: String,
    /// RFC 3339, UTC; empty when nobody said anything.
    pub at: String,
    /// True when a person recorded the parts.
    pub recorded: bool,
    /// What a linked case study states about the same metric; `None` when none does.
    pub project: Option<ProjectFigure>,
}

/// The form for one result: filled from the sentence at the selection, or empty at the caret.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OutcomeForm {
    pub edition: u32,
    /// What the composed sentence replaces; empty at a caret without a sentence.
    pub span: Utf16Span,
    /// As it stands now; empty for a new one.
    pub sentence: String,
    pub record: OutcomeRecord,
    pub composed: ComposedOutcome,
}

/// What a form becomes, checked while it is typed.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ComposedOutcome {
    /// One plain sentence; empty while metric or value are missing.
    pub sentence: String,
    /// The record to store with it.
    pub record: OutcomeRecord,
    /// "87 % less"; empty while it cannot be computed.
    pub change: String,
    /// Why the values cannot be compared; empty when they can, or when one is missing.
    pub problem: String,
    /// Fields that would make it stronger, in order: `metric`, `after`, `before`, `method`, `window`, `evidence`.
    pub missing: Vec<String>,
}

/// A number under the pointer.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct NumberNote {
    pub span: Utf16Span,
    /// True when the number belongs to a result that counts or may count.
    pub counts: bool,
    /// "Not counted: looks like a port."
    pub message: String,
}
