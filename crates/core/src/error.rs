//! What can go wrong at the edges: rich inside, `{code, message}` outside.
//!
//! Bad text is never an error (it is a finding). Errors are for disks, databases, and requests
//! that cannot be met. Messages say what happened, what is safe, and what to do.

use serde::Serialize;
use specta::Type;

pub type Result<T> = std::result::Result<T, Error>;

/// The codes somebody acts on. Anything else is `Failed`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorCode {
    /// The named guide, page or revision is not in the library.
    NotFound,
    /// The stored text changed since the caller last saw it; nothing was overwritten.
    Conflict,
    /// The request itself makes no sense (a path-like id, an empty slug, a text over the limit).
    Invalid,
    /// The bar is not met and "as draft" was not asked for.
    BarNotMet,
    /// Another process holds the library, or the file is read-only.
    Locked,
    /// The library file is damaged or not a Highbar library.
    Damaged,
    /// The library was written by a newer Highbar.
    Newer,
    /// The disk is full.
    DiskFull,
    /// A folder or file cannot be read or written.
    Unreachable,
    /// Everything else.
    Failed,
}

/// An error with a code to act on and a sentence for a person.
#[derive(Debug, Clone, thiserror::Error, Serialize, Type)]
#[error("{message}")]
#[serde(rename_all = "camelCase")]
pub struct Error {
    pub code: ErrorCode,
    pub message: String,
    /// For `BarNotMet`: the open checks, one line each. Empty otherwise.
    pub details: Vec<String>,
}

impl Error {
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), details: Vec::new() }
    }
}
