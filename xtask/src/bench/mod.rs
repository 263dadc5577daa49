//! `cargo xtask bench`: every budget beside its peer, measured in one run on this machine.
//!
//! Prints figures and ratios; judges nothing and asserts nothing. Pairs are taken in turn (A B A B)
//! so that a machine that slows down slows both.

mod command_line;
mod figures;
mod keys;
mod peers;
pub mod pixels;
mod screen;
mod start;

use anyhow::Result;

use crate::packages::{self, For};
use crate::{folders, shell, ui};

type Benchmark = (&'static str, fn() -> Result<()>);

const BENCHMARKS: &[Benchmark] = &[
    ("core", core),
    ("file", command_line::one_file),
    ("folder", command_line::folder),
    ("many", command_line::many),
    ("start", start::run),
    ("keys", keys::run),
];

pub fn run(only: &[String]) -> Result<()> {
    packages::ensure(For::Benchmarks)?;
    ui::packages()?;
    ui::build()?;
    build()?;
    println!("\nload before: {}", figures::load());
    for (name, benchmark) in BENCHMARKS {
        if only.is_empty() || only.iter().any(|wanted| wanted == name) {
            println!("\n==== {name}");
            benchmark()?;
        }
    }
    Ok(())
}

/// The programs as they are shipped.
fn build() -> Result<()> {
    let root = folders::root();
    shell::run(&mut shell::cargo(
        &root,
        &["build", "--locked", "--release", "-p", "highbar-desktop", "-p", "highbar-cli"],
    ))
}

/// Search and checklist, inside the process: see tests/speed.
fn core() -> Result<()> {
    shell::run(&mut shell::cargo(&folders::root(), &["bench", "--locked", "-p", "highbar-core", "--bench", "speed"]))
}
