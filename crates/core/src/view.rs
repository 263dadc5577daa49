//! Answers as a screen gets them: plain data, offsets in UTF-16, nothing wider than 32 bits.
//!
//! Generated into TypeScript. No behaviour beyond conversion lives here.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::bar::{Field, Severity, State};
use crate::guide::{Kind, Meta, Status};
pub use crate::markdown::Counts;
use crate::text::{Change, Utf16Span};

/// One count per state of the required checks, and the advice beside them.
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

/// A guide as the library lists it.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Card {
    pub id: String,
    pub kind: Kind,
    pub status: Status,
    pub title: String,
    pub summary: String,
    pub slug: String,
    pub date: String,
    pub tags: Vec<String>,
    pub stack: Vec<String>,
    pub words: u32,
    pub read_minutes: u32,
    pub score: Score,
    /// RFC 3339, UTC, of the last save.
    pub saved_at: String,
    /// Only for searches: the words around the hit.
    pub snippet: Vec<Piece>,
}

/// A piece of text; `hit` marks what matched a search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Piece {
    pub text: String,
    pub hit: bool,
}

/// Which guides a list shows. Empty lists and texts do not filter.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct Query {
    pub text: String,
    pub section: Section,
    pub statuses: Vec<Status>,
    pub tags: Vec<String>,
    pub stack: Vec<String>,
    /// Rule ids; a guide shows when one of them is open.
    pub failing: Vec<String>,
    pub sort: Sort,
    pub limit: u32,
    pub offset: u32,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Section {
    #[default]
    Guides,
    CaseStudies,
    Stack,
    Trash,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// By date, newest first.
    #[default]
    Newest,
    /// By last save.
    Saved,
    Title,
    /// Nearest to the bar first.
    Nearest,
    Words,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CardList {
    pub cards: Vec<Card>,
    /// All that match, before `limit`.
    pub total: u32,
    /// Of the matching guides, how many meet the bar; and their words together.
    pub met: u32,
    pub words: u32,
}

/// What the sidebar and the pickers need; changes rarely.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Overview {
    /// File name of the library, for the title.
    pub name: String,
    /// Where it lies, for people.
    pub path: String,
    pub guides: u32,
    pub drafts: u32,
    pub in_review: u32,
    pub approved: u32,
    pub trashed: u32,
    pub case_studies: Vec<Named>,
    pub stack: Vec<StackEntry>,
    pub tags: Vec<Named>,
    /// Every rule of the bar, for the "failing check" filter.
    pub rules: Vec<RuleName>,
    pub settings: Settings,
    /// Something a person should know about the library (restored from a copy, read-only …).
    pub notice: String,
}

/// A case study or a tag with the number of guides that use it.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Named {
    /// Entry id of a case study; empty for tags.
    pub id: String,
    pub name: String,
    pub slug: String,
    pub guides: u32,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StackEntry {
    pub id: String,
    pub name: String,
    pub slug: String,
    pub aliases: Vec<String>,
    pub facet_of: String,
    pub version: String,
    pub guides: u32,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RuleName {
    pub id: String,
    pub name: String,
    pub group: String,
    pub severity: Severity,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

/// What the person chose; stored in the library.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    pub theme: Theme,
    /// Root font size in percent: 80 to 200.
    pub text_size: u32,
    /// `cards` or `table`.
    pub library_view: String,
    /// Name shown beside answers and revisions.
    pub person: String,
    /// Entry open when the window closed; empty = library.
    pub last_guide: String,
    pub sync_scroll: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            text_size: 100,
            library_view: "cards".into(),
            person: String::new(),
            last_guide: String::new(),
            sync_scroll: true,
        }
    }
}

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
    pub evidence: Vec<QuoteView>,
    /// At most 50; `more_findings` counts the rest.
    pub findings: Vec<FindingView>,
    pub more_findings: u32,
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

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct NextStep {
    pub rule: String,
    pub title: String,
    pub finding: FindingView,
}

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
