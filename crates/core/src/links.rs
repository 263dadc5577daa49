//! What a link may do. One function classifies every address a guide can hold.
//!
//! Does not resolve against the library (`vocabulary` does) and opens nothing.

/// Where a link leads, judged by its text alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkKind {
    /// `#results`: a place in the same page. Holds the fragment without `#`.
    Fragment(String),
    /// A relative or site-absolute address inside the publication: path without query, fragment.
    Internal { path: String, fragment: Option<String> },
    /// `http`, `https` or `mailto`, parsed and re-serialised, host in punycode.
    External(String),
    /// Everything else, with the reason in words ("javascript: links do nothing here").
    Refused(&'static str),
}
