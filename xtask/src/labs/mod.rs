//! `cargo xtask labs`: runs the guides' experiments again and holds the new evidence against the kept one.
//!
//! What may differ, and by how much, each lab says itself, in its `tolerance.json`. A lab runs in a copy below
//! `target/`, so the kept evidence stays as it was; the lab's own `npm start` is what renews it.

mod copy;
mod tolerance;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::{folders, shell, ui};

/// The files of `evidence/`, by experiment.
type Evidence = BTreeMap<String, String>;

pub fn run(only: &[String]) -> Result<()> {
    let mut broken = Vec::new();
    for lab in chosen(only)? {
        let name = lab.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
        println!("\n==== {name}");
        match repeat(&lab) {
            Ok(0) => {}
            Ok(count) => broken.push(format!("{name}: {count} out of tolerance")),
            Err(error) => broken.push(format!("{name}: {error:#}")),
        }
    }
    if broken.is_empty() {
        println!("\nEvery figure came out within its lab's tolerance.");
        return Ok(());
    }
    bail!("{}", broken.join("\n"))
}

/// The labs asked for, or all that state a tolerance.
fn chosen(only: &[String]) -> Result<Vec<PathBuf>> {
    let guides = folders::root().join("guides");
    let lab = |slug: &str| guides.join(slug).join("lab");
    if let Some(unknown) = only.iter().find(|slug| !lab(slug).join("tolerance.json").is_file()) {
        bail!("{unknown} has no lab with a tolerance.json");
    }
    if !only.is_empty() {
        return Ok(only.iter().map(|slug| lab(slug)).collect());
    }
    let entries = fs::read_dir(&guides).context("guides/ cannot be read")?.collect::<Result<Vec<_>, _>>()?;
    let mut labs: Vec<PathBuf> = entries.iter().map(|entry| entry.path().join("lab")).collect();
    labs.retain(|lab| lab.join("tolerance.json").is_file());
    labs.sort();
    Ok(labs)
}

/// Runs a copy of one lab; how many figures are out of tolerance.
fn repeat(lab: &Path) -> Result<usize> {
    let rules: Value = serde_json::from_str(&read(&lab.join("tolerance.json"))?).context("tolerance.json")?;
    let copy = copy::of(lab)?;
    shell::run(ui::npm(&["ci", "--no-audit", "--no-fund"]).current_dir(&copy))?;
    let begun = Instant::now();
    shell::run(ui::npm(&["start"]).current_dir(&copy))?;
    println!("  took {} s", begun.elapsed().as_secs());
    let judged = tolerance::judge(&rules, &totals(&evidence(lab)?)?, &totals(&evidence(&copy)?)?);
    for line in &judged {
        println!("  {} {}", if line.within { "✓" } else { "✗" }, line.said);
    }
    copy::remove(&copy)?;
    Ok(judged.iter().filter(|line| !line.within).count())
}

fn evidence(lab: &Path) -> Result<Evidence> {
    let folder = lab.join("evidence");
    let entries = fs::read_dir(&folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    let mut found = Evidence::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "json") {
            found.insert(path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), read(&path)?);
        }
    }
    Ok(found)
}

/// The part that is compared, by experiment: `{experiment: {way: {figure: number}}}`.
fn totals(evidence: &Evidence) -> Result<Value> {
    let parsed = evidence.iter().map(|(name, text)| {
        let mut whole: Value = serde_json::from_str(text).with_context(|| format!("evidence/{name}.json"))?;
        Ok((name.clone(), whole["totals"].take()))
    });
    Ok(Value::Object(parsed.collect::<Result<_>>()?))
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
}
