//! `cargo xtask bench`: every budget beside its peer, in one run.

use anyhow::Result;

pub fn run(_only: &[String]) -> Result<()> {
    Ok(())
}
