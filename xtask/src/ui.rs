//! The interface: its packages from the lock, and its build.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{folders, shell};

/// Installs the packages when the lock has changed since the last time.
pub fn packages() -> Result<()> {
    if !shell::exists("npm") && !shell::exists("npm.cmd") {
        bail!("npm is missing. Install Node 20 or newer (https://nodejs.org), then try again.");
    }
    let lock = fs::read(folders::ui().join("package-lock.json")).context("ui/package-lock.json cannot be read")?;
    let stamp = folders::ui().join("node_modules").join(".installed-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    shell::run(npm(&["ci", "--no-audit", "--no-fund"]).current_dir(folders::ui()))?;
    fs::write(&stamp, lock).with_context(|| format!("{} cannot be written", stamp.display()))
}

/// Builds what the window shows, into `ui/dist`.
pub fn build() -> Result<()> {
    script("build")
}

/// Runs a script of `ui/package.json`.
pub fn script(name: &str) -> Result<()> {
    shell::run(npm(&["run", "--silent", name]).current_dir(folders::ui()))
}

pub fn npm(arguments: &[&str]) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.args(arguments);
    command
}
