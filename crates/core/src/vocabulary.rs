//! What a guide may point at: the library's pages, stack items with their aliases, tags, assets.
//!
//! A read-only snapshot; made by the store or from a folder. Resolves links and folds aliases.

use crate::guide::{Kind, Status};

/// A page of the library as a link target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    pub kind: Kind,
    pub slug: String,
    pub title: String,
    pub status: Status,
    /// `YYYY-MM-DD` or empty.
    pub date: String,
    /// Ids of its headings as every target slugs them.
    pub anchors: Vec<String>,
}

/// A technology with its page and other names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StackItem {
    /// The official name: "PostgreSQL".
    pub name: String,
    pub slug: String,
    pub aliases: Vec<String>,
    /// Name of the item this is a facet of, or empty.
    pub facet_of: String,
    pub version: String,
}

/// Everything outside a draft that its checks may read.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    pub pages: Vec<Page>,
    pub stack: Vec<StackItem>,
    pub tags: Vec<String>,
}
