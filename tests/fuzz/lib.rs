//! The promises that hold for any bytes, for the fuzz targets. `cargo xtask fuzz` runs them.

// The core's door compares meanings as well.
#[allow(dead_code)]
#[path = "../core/dom.rs"]
mod dom;
pub mod promises;
#[path = "../core/safe.rs"]
mod safe;
