//! P13 and P2: `highbar check` on one file, on a folder and on 10,000 files, against markdownlint-cli2 and rumdl.

use std::fs;
use std::process::Command;

use anyhow::Result;

use super::{figures, peers};
use crate::folders;

fn highbar() -> Command {
    Command::new(folders::program("release", "highbar"))
}

/// The first written guide, alone in a folder, and in its place, where its thirty neighbours are read for its links.
pub fn one_file() -> Result<()> {
    let guide = folders::root().join("guides/staying-correct/index.md");
    let folder = folders::made("one-file");
    let alone = folder.join("staying-correct.md");
    // Pages are looked for up to the next repository.
    fs::create_dir_all(folder.join(".git"))?;
    fs::copy(&guide, &alone)?;
    let lint = peers::markdownlint()?;
    for (what, file) in [("alone", &alone), ("among thirty pages", &guide)] {
        let pairs = figures::pairs(
            20,
            || figures::time(highbar().arg("check").arg(file)),
            || figures::time(Command::new(&lint).arg(file)),
        )?;
        figures::report(
            &format!("P13 check one guide {what}, whole process, median"),
            &format!("{:.1} ms", pairs.ours),
            &format!("markdownlint-cli2 0.20.0: {:.0} ms", pairs.peer),
            &format!("{:.0} x", pairs.ratio),
            "10 ms, 10 x",
        );
    }
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

/// Ten thousand files, in turn with both peers; the number of rules on each side is said.
pub fn many() -> Result<()> {
    let corpus = peers::many(10_000)?;
    let (files, bytes) = peers::size(&corpus);
    let ours = || figures::time(highbar().args(["check", "--quiet", "--from"]).arg(&corpus));
    let what = format!("check {files} files, {:.0} MB", bytes as f64 / 1e6);
    if let Some(rumdl) = peers::rumdl() {
        let rules = peers::rumdl_rules(&rumdl);
        let theirs = || figures::time(Command::new(&rumdl).args(["check", "--no-cache", "."]).current_dir(&corpus));
        let pairs = figures::pairs(3, ours, theirs)?;
        tell(&what, &pairs, &format!("rumdl 0.3.0, {rules} rules"), "3 x");
    }
    let lint = peers::markdownlint()?;
    let theirs = || figures::time(Command::new(&lint).arg("**/*.md").current_dir(&corpus));
    let pairs = figures::pairs(1, ours, theirs)?;
    tell(&what, &pairs, &format!("markdownlint-cli2 0.20.0, {} rules", peers::markdownlint_rules()), "10 x");
    Ok(())
}

fn tell(what: &str, pairs: &figures::Pairs, peer: &str, budget: &str) {
    let rules = highbar_rules();
    figures::report(
        what,
        &format!("{:.0} ms, {rules} rules", pairs.ours),
        &format!("{peer}: {:.0} ms", pairs.peer),
        &format!("{:.1} x", pairs.ratio),
        budget,
    );
}

/// As the program says itself.
fn highbar_rules() -> usize {
    let listed = highbar().args(["bar", "list", "--json"]).output().map(|output| output.stdout).unwrap_or_default();
    let listed: serde_json::Value = serde_json::from_slice(&listed).unwrap_or_default();
    listed["rules"].as_array().map_or(0, Vec::len)
}
