//! The block between `---` lines at the start of a file: read within limits, written losslessly.
//!
//! Reading never fails: what cannot be understood becomes a remark and the bytes are kept. Writing
//! changes only the lines of the fields that changed. Reads YAML only; TOML (`+++`) is recognised,
//! kept and reported, not understood.

mod lines;
mod named;
mod outcomes;
mod patch;
mod read;
mod split;
mod value;
mod waivers;
mod write;
mod yaml;

pub use named::{named, shortened, stem, wanted_slug};
pub use outcomes::written as outcomes;
pub use patch::{patch, set};
pub use read::{Known, read, unknown, word};
pub use split::{Format, MAX_BLOCK, Split, split};
pub use value::Value;
pub use waivers::written as waivers;
pub use write::{beyond, commented, compose, quoted};
