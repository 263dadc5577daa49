//! Running programs: said before, judged after.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

/// Runs to the end with its output shown; an error when it fails.
pub fn run(command: &mut Command) -> Result<()> {
    let shown = describe(command);
    println!("\n$ {shown}");
    let began = Instant::now();
    let status = command.status().with_context(|| format!("{shown} could not be started"))?;
    println!("  ({:.1} s)", began.elapsed().as_secs_f32());
    if !status.success() {
        bail!("failed: {shown}");
    }
    Ok(())
}

/// Standard output of a command, or an error with what it said.
pub fn read(command: &mut Command) -> Result<String> {
    let shown = describe(command);
    let output = command.output().with_context(|| format!("{shown} could not be started"))?;
    if !output.status.success() {
        bail!("failed: {shown}\n{}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// True when the command runs and succeeds; its output is thrown away.
pub fn succeeds(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).stdin(Stdio::null()).status().is_ok_and(|s| s.success())
}

/// True when a program of this name is on the path.
pub fn exists(program: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}

pub fn cargo(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root).args(arguments);
    command
}

fn describe(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}
