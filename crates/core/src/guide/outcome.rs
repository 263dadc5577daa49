//! What people said about measured results: that a sentence is one, and what stands behind it.
//!
//! Values only. Whether a record counts is the bar's business: its value must stand in the text.

use serde::{Deserialize, Serialize};
use specta::Type;

/// A writer's answer to "is this a result you measured?", kept with the words it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, Default)]
#[serde(rename_all = "camelCase", default)]
pub struct OutcomeAnswer {
    /// The sentence as it stood, white space folded. The answer dies when the sentence changes.
    pub sentence: String,
    pub counts: bool,
    /// Who answered; may be empty for the one person at this desk.
    pub by: String,
    /// RFC 3339, UTC.
    pub at: String,
    /// What was written down about the result, where somebody did. It outlives a new wording as long as its
    /// values stand in one sentence of the text.
    pub record: Option<OutcomeRecord>,
}

/// A result in its parts. Every part may be empty; values are as written: "1.8 s".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, Default)]
#[serde(rename_all = "camelCase", default)]
pub struct OutcomeRecord {
    /// "Settlement p95".
    pub metric: String,
    pub before: String,
    pub after: String,
    /// Of values that bear none themselves.
    pub unit: String,
    /// "over two weeks".
    pub window: String,
    /// "k6 at 200 virtual users".
    pub method: String,
    /// True when nothing can be compared: the thing did not exist before.
    pub no_earlier_state: bool,
    pub evidence: Vec<Evidence>,
}

impl OutcomeRecord {
    /// True when nothing at all is written down.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Something a reader or an editor can look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Evidence {
    /// A file kept elsewhere: its name, and the SHA-256 of its bytes in hex.
    File {
        file: String,
        sha256: String,
    },
    Link {
        link: String,
    },
    /// A command, and what it printed when it was run.
    Command {
        command: String,
        output: String,
    },
}

impl Evidence {
    /// Longest output of a command that is kept, in characters.
    pub const LONGEST: usize = 2_000;
}
