//! A guide and its neighbours as values: what they are called, when, about what, and their text.
//!
//! Knows nothing of files, tables or screens.

mod outcome;
mod slug;
mod waiver;

use serde::{Deserialize, Serialize};
use specta::Type;

pub use outcome::{Evidence, OutcomeAnswer, OutcomeRecord};
pub use slug::slug_of;
pub use waiver::{Waiver, WaiverCode, WaiverScope};

/// What an entry of the library is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    #[default]
    DeepDive,
    Comparison,
    CaseStudy,
    StackItem,
}

impl Kind {
    /// True for the two kinds that are published as guides and judged by the bar.
    pub fn is_guide(self) -> bool {
        matches!(self, Kind::DeepDive | Kind::Comparison)
    }

    /// The folder, and the first segment of the site path: `guides`, `case-studies` or `stack`.
    pub fn section(self) -> &'static str {
        match self {
            Kind::DeepDive | Kind::Comparison => "guides",
            Kind::CaseStudy => "case-studies",
            Kind::StackItem => "stack",
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Kind::DeepDive => "deep-dive",
            Kind::Comparison => "comparison",
            Kind::CaseStudy => "case-study",
            Kind::StackItem => "stack-item",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [Kind::DeepDive, Kind::Comparison, Kind::CaseStudy, Kind::StackItem]
            .into_iter()
            .find(|kind| kind.as_str() == text)
    }
}

/// How far a guide is on its way to readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    #[default]
    Draft,
    InReview,
    Returned,
    Approved,
}

impl Status {
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Draft => "draft",
            Status::InReview => "in-review",
            Status::Returned => "returned",
            Status::Approved => "approved",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [Status::Draft, Status::InReview, Status::Returned, Status::Approved]
            .into_iter()
            .find(|status| status.as_str() == text)
    }
}

/// Everything about an entry that is not its text. Dates are `YYYY-MM-DD` as written; the bar
/// judges them. `stack` holds names as declared, `case_studies` slugs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, Default)]
#[serde(rename_all = "camelCase", default)]
pub struct Meta {
    pub kind: Kind,
    pub title: String,
    pub summary: String,
    pub slug: String,
    pub date: String,
    pub updated: String,
    pub tags: Vec<String>,
    pub stack: Vec<String>,
    pub case_studies: Vec<String>,
    /// Comparisons only: what is compared, by name. Empty = read from the title ("A vs B").
    pub subjects: Vec<String>,
    /// "N min read" as stored; `None` = computed on save.
    pub read_minutes: Option<u32>,
    /// Stack items only: other names that fold into this one ("Postgres", "pg").
    pub aliases: Vec<String>,
    /// Stack items only: the item this one is a facet of ("Redis" for "Redis (Pub/Sub)").
    pub facet_of: String,
    /// Stack items only: current version, free text.
    pub version: String,
}

impl Meta {
    /// The address of the page on the site: `/guides/staying-correct/`.
    pub fn path(&self) -> String {
        format!("/{}/{}/", self.kind.section(), self.slug)
    }
}

/// What the bar reads: fields, text, and the answers given about it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    pub meta: Meta,
    /// CommonMark + GFM, without front matter, line ends `\n`.
    pub body: String,
    pub answers: Vec<OutcomeAnswer>,
    /// Rules that were set aside.
    pub waivers: Vec<Waiver>,
}
