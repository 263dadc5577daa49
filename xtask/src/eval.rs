//! `cargo xtask eval-outcomes`: how well the outcome detector does; see tests/eval.

use anyhow::{Result, bail};

use crate::{folders, shell};

/// Prints the figures and nothing else, so that `--json` can be read by a program.
pub fn outcomes(rest: &[String]) -> Result<()> {
    let arguments = ["run", "--quiet", "--locked", "-p", "highbar-core", "--example", "eval-outcomes", "--"];
    let status = shell::cargo(&folders::root(), &arguments).args(rest).status()?;
    if !status.success() {
        bail!("The evaluation failed.");
    }
    Ok(())
}
