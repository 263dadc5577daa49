//! The commands of the window, grouped by deed. Each calls one `Library` method; a command that
//! needs a path gets it from a native dialog here, never from the page.

pub mod bar;
pub mod bundle;
pub mod guide;
pub mod history;
pub mod language;
pub mod library;
pub mod outcomes;
pub mod vocabulary;
