//! P11: from starting the program to a window that shows a library of 1,000 guides, against an
//! empty Chromium window.

use anyhow::Result;

pub fn run() -> Result<()> {
    Ok(())
}
