//! The project's own commands. Each does its own set-up first, so that a fresh machine needs no
//! step by hand. Runs tools; contains no logic of the product.

mod bench;
mod display;
mod eval;
mod folders;
mod fuzz;
mod labs;
mod open;
mod packages;
mod screenshots;
mod shell;
mod test;
mod ui;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask run          set up, build, and open Highbar on the sample library
cargo xtask test         set up, then every test, lint and format check
cargo xtask bench        set up, then every benchmark, each beside its peer
cargo xtask labs         run the guides' experiments again and compare with the kept evidence
cargo xtask fuzz         hostile bytes against everything that reads a stranger's file (nightly)
cargo xtask eval-outcomes  precision and recall of the outcome detector on labelled sentences
cargo xtask screenshots  set up, then drive the window through every view and save pictures

Options of run:   --release   build optimised
Options of test:  --door NAME run one door only: lints, core, cli, app, ui, window
Options of eval-outcomes: --data FILE.jsonl   --json   --misses
Options of bench: NAME…       run only the benchmarks with these names
Options of labs:  SLUG…       run only the labs of these guides
Options of fuzz:  TARGET…     only these   --seconds N   each for so long (60)
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let rest = arguments.get(1..).unwrap_or_default();
    let result = match arguments.first().map(String::as_str) {
        Some("run") => open::run(rest),
        Some("test") => test::run(rest),
        Some("bench") => bench::run(rest),
        Some("labs") => labs::run(rest),
        Some("fuzz") => fuzz::run(rest),
        Some("pixels") => bench::pixels::run(rest),
        Some("eval-outcomes") => eval::outcomes(rest),
        Some("screenshots") => screenshots::run(),
        Some("help" | "--help" | "-h") => {
            print!("{HELP}");
            Ok(())
        }
        _ => {
            eprint!("{HELP}");
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}
