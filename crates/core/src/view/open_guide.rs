//! The open guide on a screen: text, preview, outline, what a save and a click answer.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::Checklist;
use crate::guide::{Meta, Status};
use crate::markdown::Counts;

/// A guide opened for work: everything the window shows at once.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OpenGuide {
    pub id: String,
    pub status: Status,
    pub meta: Meta,
    pub text: String,
    /// Number of the stored revision this text is.
    pub saved_revision: u32,
    pub live: Live,
}

/// What follows from the text as it is now.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Live {
    /// Counts edits since opening; answers older than the last request are dropped.
    pub edition: u32,
    pub patch: Patch,
    pub checklist: Checklist,
    pub outline: Vec<OutlineItem>,
    pub counts: Counts,
    /// Set when the preview was cut short: what was left out.
    pub notice: String,
}

/// How the preview's blocks change: drop `removed` blocks at `from`, put `inserted` there, and add
/// `line_shift` to the lines of all blocks behind.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Patch {
    pub from: u32,
    pub removed: u32,
    pub inserted: Vec<Html>,
    pub line_shift: i32,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Html {
    pub html: String,
    /// Zero-based source line.
    pub line: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OutlineItem {
    pub level: u32,
    pub text: String,
    /// Where it stands, UTF-16.
    pub at: u32,
    /// Id in the preview.
    pub id: String,
    /// Body words of the section, without its subsections.
    pub words: u32,
}

/// Answer to a save.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Saved {
    pub revision: u32,
    pub at: String,
    /// False when nothing had changed and no revision was written.
    pub written: bool,
    /// Where the guide stands after it: a changed approved guide is a draft again.
    pub status: Status,
}

/// What a click on a link in the preview should do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum LinkAction {
    /// Scroll the preview to this element id; empty for the top.
    Scroll { id: String },
    /// Open this entry in the window, at this element id of its preview unless it is empty.
    Open { id: String, anchor: String },
    /// Ask, showing the whole address and its punycode host, then open outside.
    Ask { url: String, host: String },
    /// Say why nothing happens.
    Refuse { message: String },
}
