//! `cargo xtask fuzz`: the fuzz targets in tests/fuzz, each for a while, on a corpus that is kept below `target/`.
//!
//! Needs a nightly compiler and cargo-fuzz, which nothing else here does: both are asked for, not installed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{folders, shell};

/// Longest input, in bytes: what is slow on purpose is measured by the tests of size.
const LONGEST: &str = "-max_len=8192";

pub fn run(rest: &[String]) -> Result<()> {
    let (seconds, only) = asked(rest)?;
    prepared()?;
    let targets = chosen(&only)?;
    for target in &targets {
        println!("\n==== {target}");
        let corpus = corpus(target)?;
        shell::run(
            fuzz("run").arg(target).arg(&corpus).args(["--", LONGEST]).arg(format!("-max_total_time={seconds}")),
        )?;
    }
    println!("\n{} targets, {seconds} s each: nothing was found.", targets.len());
    Ok(())
}

/// `--seconds N` and the names of targets.
fn asked(rest: &[String]) -> Result<(u32, Vec<String>)> {
    let Some(at) = rest.iter().position(|word| word == "--seconds") else { return Ok((60, rest.to_vec())) };
    let seconds = rest.get(at + 1).and_then(|number| number.parse().ok()).context("--seconds wants a number")?;
    Ok((seconds, [&rest[..at], &rest[at + 2..]].concat()))
}

fn prepared() -> Result<()> {
    if !shell::succeeds(Command::new("rustup").args(["run", "nightly", "rustc", "--version"])) {
        bail!("Fuzzing needs a nightly compiler:  rustup toolchain install nightly");
    }
    if !shell::exists("cargo-fuzz") {
        bail!("Fuzzing needs cargo-fuzz:  cargo install cargo-fuzz --version 0.13.2 --locked");
    }
    Ok(())
}

fn folder() -> PathBuf {
    folders::root().join("tests/fuzz")
}

fn fuzz(verb: &str) -> Command {
    let mut command = Command::new("cargo");
    // The compiler that runs this command is not the one that fuzzing needs.
    command.current_dir(folder()).env_remove("CARGO").env_remove("RUSTC").env_remove("RUSTUP_TOOLCHAIN");
    command.args(["+nightly", "fuzz", verb, "--fuzz-dir", ".", "--target-dir"]).arg(folders::made("fuzz/target"));
    command
}

fn chosen(only: &[String]) -> Result<Vec<String>> {
    let files = fs::read_dir(folder().join("targets"))?.collect::<std::io::Result<Vec<_>>>()?;
    let name = |path: PathBuf| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut all: Vec<String> = files.iter().map(|file| name(file.path())).collect();
    all.sort();
    if let Some(unknown) = only.iter().find(|target| !all.contains(target)) {
        bail!("There is no target {unknown}. There are: {}", all.join(", "));
    }
    Ok(if only.is_empty() { all } else { only.to_vec() })
}

/// What earlier runs found worth keeping, and the pages of the sample library.
fn corpus(target: &str) -> Result<PathBuf> {
    let corpus = folders::made("fuzz/corpus").join(target);
    fs::create_dir_all(&corpus)?;
    for page in pages(&folders::root().join("guides"))? {
        let name = page.strip_prefix(folders::root())?.to_string_lossy().replace(['/', '\\'], "-");
        fs::copy(&page, corpus.join(name))?;
    }
    Ok(corpus)
}

/// The Markdown files of a folder and of the folders in it.
fn pages(folder: &Path) -> Result<Vec<PathBuf>> {
    let files = |folder: &Path| fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>();
    let mut found = files(folder)?;
    for below in found.clone().iter().filter(|path| path.is_dir()) {
        found.extend(files(below)?);
    }
    found.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    Ok(found)
}
