//! `cargo xtask test`: the same set-up, then every door, in the order that fails fastest.

use anyhow::{Result, bail};

use crate::packages::{self, For};
use crate::{folders, shell, ui};

type Door = (&'static str, fn() -> Result<()>);

const DOORS: &[Door] = &[
    ("lints", lints),
    ("ui", interface),
    ("core", || tests(&["-p", "highbar-core"])),
    ("cli", || tests(&["-p", "highbar-cli"])),
    // Together, so that Harper is compiled once for both.
    ("app", || tests(&["-p", "highbar-desktop", "-p", "highbar-grammar", "-p", "xtask"])),
    ("window", window),
];

pub fn run(arguments: &[String]) -> Result<()> {
    let only = chosen(arguments)?;
    packages::ensure(For::Tests)?;
    ui::packages()?;
    // The window embeds the built interface: without it nothing of the app compiles.
    ui::build()?;
    let mut failed = Vec::new();
    for (name, door) in DOORS.iter().filter(|(name, _)| only.is_none_or(|only| only == *name)) {
        println!("\n==== {name}");
        if let Err(error) = door() {
            println!("{error:#}");
            failed.push(*name);
        }
    }
    summary(&failed)
}

fn chosen(arguments: &[String]) -> Result<Option<&str>> {
    match arguments {
        [] => Ok(None),
        [flag, name] if flag == "--door" && DOORS.iter().any(|(door, _)| door == name) => Ok(Some(name)),
        _ => bail!("test takes no argument, or --door with one of: lints, core, cli, app, ui, window"),
    }
}

fn summary(failed: &[&str]) -> Result<()> {
    if failed.is_empty() {
        println!("\nEvery door is shut tight: all tests passed.");
        return Ok(());
    }
    bail!("failed: {}", failed.join(", "))
}

fn lints() -> Result<()> {
    let root = folders::root();
    shell::run(&mut shell::cargo(&root, &["fmt", "--all", "--check"]))?;
    shell::run(&mut shell::cargo(
        &root,
        &["clippy", "--locked", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"],
    ))
}

fn interface() -> Result<()> {
    ui::script("check")?;
    ui::script("lint")?;
    ui::script("test")
}

fn tests(of: &[&str]) -> Result<()> {
    shell::run(shell::cargo(&folders::root(), &["test", "--locked"]).args(of))
}

/// The built app, driven through WebDriver in a virtual display.
fn window() -> Result<()> {
    if !cfg!(target_os = "linux") {
        println!("skipped: the window is driven through WebKitWebDriver, which only Linux has");
        return Ok(());
    }
    shell::run(&mut shell::cargo(
        &folders::root(),
        &["build", "--locked", "-p", "highbar-desktop", "-p", "highbar-cli"],
    ))?;
    ui::script("test:window")
}
