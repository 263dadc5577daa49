//! The promises that hold for any bytes, for the fuzz targets. `cargo xtask fuzz` runs them.

#[path = "../core/dom.rs"]
mod dom;
pub mod promises;
#[path = "../core/safe.rs"]
mod safe;
