//! P7 and P8: from a key to its pixel and to the patched preview.
//!
//! The pages are driven by tests/window/keys.speed.ts, which reports what the page measures; the
//! pixels are measured here, from outside.

use anyhow::Result;

use crate::{folders, shell, ui};

pub fn run() -> Result<()> {
    let mut measure = ui::npm(&["run", "--silent", "bench:window"]);
    // The programs as they are shipped, not the ones the tests drive.
    shell::run(measure.current_dir(folders::ui()).env("HIGHBAR_PROFILE", "release"))
}
