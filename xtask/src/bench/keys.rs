//! P7 and P8: from a key to its pixel and to the patched preview.
//!
//! The pages are driven by tests/window/keys.speed.ts, which reports what the page measures; the
//! pixels are measured here, from outside.

use anyhow::Result;

use crate::ui;

pub fn run() -> Result<()> {
    ui::script("bench:window")
}
