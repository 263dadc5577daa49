//! The checklist on a screen: score, checks, findings, fixes, next steps.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{WaivableView, WaiverView};
use crate::bar::{Field, Severity, State};
use crate::guide::{Kind, Meta};
use crate::text::{Change, Utf16Span};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, Default)]
#[serde(rename_all = "camelCase")]
pub struct Score {
    /// Required rules that apply.
    pub required: u32,
    pub passed: u32,
    pub open: u32,
    pub confirm: u32,
    pub waived: u32,
    pub advice: u32,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Checklist {
    pub score: Score,
    /// "To do" is grey before the first review and red after.
    pub reviewed_before: bool,
    pub checks: Vec<Check>,
    /// What to do next, best first.
    pub next: Vec<NextStep>,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Check {
    pub rule: String,
    pub name: String,
    pub group: String,
    pub severity: Severity,
    pub state: State,
    pub measured: String,
    pub threshold: String,
    /// At most 50 of results, links and stack, which are marked in the text; 6 of others.
    pub evidence: Vec<QuoteView>,
    /// All but the first 6.
    pub more_evidence: u32,
    /// At most 50; `more_findings` counts the rest.
    pub findings: Vec<FindingView>,
    pub more_findings: u32,
    /// Findings that a waiver sets aside.
    pub waived: Vec<FindingView>,
    /// Waivers of this rule; those that hold no more are there too.
    pub waivers: Vec<WaiverView>,
    pub waivable: WaivableView,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct QuoteView {
    /// Place in the text; `None` when it is in a field.
    pub span: Option<Utf16Span>,
    pub field: Option<Field>,
    pub exact: String,
    pub prefix: String,
    pub suffix: String,
    pub label: String,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FindingView {
    pub quote: QuoteView,
    pub message: String,
    pub why: String,
    pub fixes: Vec<FixView>,
    /// The question, when one click settles it.
    pub question: String,
    /// The sentence the answer is stored with.
    pub sentence: String,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FixView {
    pub label: String,
    pub edits: Vec<Change>,
    pub meta: Option<Meta>,
}

/// Pages that the text names and never links, in the order of the text.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Mentions {
    /// Edition of the text the places are in.
    pub edition: u32,
    pub mentions: Vec<Mention>,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Mention {
    /// The first mention; its label is the page's name.
    pub quote: QuoteView,
    pub kind: Kind,
    /// The page's address on the site.
    pub path: String,
    pub times: u32,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct NextStep {
    pub rule: String,
    pub title: String,
    pub finding: FindingView,
}
