//! P13 and P2: `highbar check` on one file and on a folder, against markdownlint-cli2.

use std::process::Command;

use anyhow::Result;

use super::{figures, peers};
use crate::folders;

fn highbar() -> Command {
    Command::new(folders::program("release", "highbar"))
}

/// The first written guide, alone.
pub fn one_file() -> Result<()> {
    let guide = folders::root().join("guides/staying-correct/index.md");
    let lint = peers::markdownlint()?;
    let pairs = figures::pairs(
        20,
        || figures::time(highbar().arg("check").arg(&guide)),
        || figures::time(Command::new(&lint).arg(&guide)),
    )?;
    figures::report(
        "P13 check one guide, whole process, median",
        &format!("{:.1} ms", pairs.ours),
        &format!("markdownlint-cli2 0.20.0: {:.0} ms", pairs.peer),
        &format!("{:.0} x", pairs.ratio),
        "10 ms, 10 x",
    );
    Ok(())
}

/// A folder of real Markdown, cold process, warm files.
pub fn folder() -> Result<()> {
    let corpus = peers::corpus()?;
    let (files, bytes) = peers::size(&corpus);
    let lint = peers::markdownlint()?;
    let pairs = figures::pairs(
        5,
        || figures::time(highbar().arg("check").arg("--from").arg(&corpus)),
        || figures::time(Command::new(&lint).arg("**/*.md").current_dir(&corpus)),
    )?;
    figures::report(
        &format!("P2 check a folder: {files} files, {:.1} MB", bytes as f64 / 1e6),
        &format!("{:.0} ms", pairs.ours),
        &format!("markdownlint-cli2 0.20.0: {:.0} ms", pairs.peer),
        &format!("{:.0} x", pairs.ratio),
        "20 x",
    );
    Ok(())
}
