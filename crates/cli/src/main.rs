//! `highbar`: the quality bar, export, import and the list of guides from the command line.
//!
//! Parses arguments, calls the core, prints, and answers with an exit code. Holds no rule and no
//! knowledge of files beyond naming them; whatever it can do, the window does with the same core.

mod args;
mod bar;
mod check;
mod export;
mod failure;
mod import;
mod library;
mod list;
mod new;
mod output;
mod profile;
mod roots;
mod safe;
mod snippet;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use failure::Failure;
use output::Report;

/// Checking a folder takes and gives back memory for every paragraph; see `cargo xtask bench`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return output::usage(&error),
    };
    args.color.write_global();
    let report = run(&args).unwrap_or_else(|failure| failure.report(args.json));
    output::print(&report)
}

fn run(args: &Args) -> Result<Report, Failure> {
    match &args.command {
        Command::Check(wanted) => check::run(args, wanted),
        Command::Export(wanted) => export::run(args, wanted),
        Command::Import(wanted) => import::run(args, wanted),
        Command::List(wanted) => list::run(args, wanted),
        Command::Bar(wanted) => bar::run(args, wanted),
        Command::New(wanted) => new::run(args, wanted),
        Command::Completions { shell } => Ok(output::completions(*shell, args.json)),
    }
}
