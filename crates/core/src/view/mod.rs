//! Answers as a screen gets them: plain data, offsets in UTF-16, nothing wider than 32 bits.
//!
//! Generated into TypeScript. No behaviour beyond conversion lives here.

mod bar;
mod checklist;
mod exchange;
mod history;
mod language;
mod library;
mod open_guide;
mod outcomes;
mod waivers;

pub use bar::*;
pub use checklist::*;
pub use exchange::*;
pub use history::*;
pub use language::*;
pub use library::*;
pub use open_guide::*;
pub use outcomes::*;
pub use waivers::*;

pub use crate::markdown::Counts;
