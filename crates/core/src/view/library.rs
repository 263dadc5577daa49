//! The library on a screen: cards, filters, what the sidebar shows, settings.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::Score;
use crate::bar::Severity;
use crate::guide::{Kind, Status};

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
    /// Guides that are kept and no longer worked on.
    Archive,
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
    pub archived: u32,
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
    /// Whether spelling and grammar are read beside the bar.
    pub proofread: bool,
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
            proofread: true,
        }
    }
}
