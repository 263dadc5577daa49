//! Everything Highbar knows, without a window and without a command line.
//!
//! Arrows go one way: `library` → (`store`, `bundle`, `live`) → (`bar`, `render`, `markdown`,
//! `front_matter`, `checklist`) → values (`guide`, `vocabulary`, `text`, `view`). Pure parts return values, never
//! `Result`: any text is a valid draft. The clock, randomness and ids come in through `World`.
//! Deliberately absent: any network, any window toolkit, any argument parser.

pub mod bar;
pub mod bundle;
pub mod checklist;
pub mod error;
pub mod front_matter;
pub mod guide;
pub mod ledger;
pub mod library;
pub mod links;
pub mod live;
pub mod markdown;
pub mod parallel;
pub mod render;
pub mod store;
pub mod text;
pub mod view;
pub mod vocabulary;
pub mod world;

pub use error::{Error, ErrorCode, Result};
