//! Printing: text or JSON to standard output, remarks to standard error, and the exit code.
//!
//! A reader that goes away ("| head") ends the program quietly.

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::LazyLock;

use clap::CommandFactory;
use serde::Serialize;

use crate::args::Args;
use crate::safe;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done; the bar is met.
    Met = 0,
    /// The bar is not met.
    NotMet = 1,
    /// The command was not understood.
    Usage = 2,
    /// It could not be done.
    Failed = 3,
}

/// What a command has to say. Both texts are safe to print and may hold colours.
pub struct Report {
    pub text: String,
    pub remarks: String,
    pub exit: Exit,
}

impl Report {
    pub fn done(text: String) -> Self {
        Self { text, remarks: String::new(), exit: Exit::Met }
    }

    /// A value as JSON, two spaces deep.
    pub fn json(value: &impl Serialize, exit: Exit) -> Self {
        let json = serde_json::to_string_pretty(value).unwrap_or_default();
        Self { text: safe::json(&json) + "\n", remarks: String::new(), exit }
    }
}

/// True where standard output shows colours. Known once the arguments are read.
pub fn is_coloured() -> bool {
    static COLOURED: LazyLock<bool> =
        LazyLock::new(|| anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never);
    *COLOURED
}

pub fn print(report: &Report) -> ExitCode {
    let _ = anstream::stderr().write_all(report.remarks.as_bytes());
    let written = write(&report.text);
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let _ = writeln!(anstream::stderr(), "The output could not be written ({error}).");
            ExitCode::from(Exit::Failed as u8)
        }
        _ => ExitCode::from(report.exit as u8),
    }
}

/// Colours are taken out where they are not shown; a text without any is written as it is.
fn write(text: &str) -> io::Result<()> {
    let mut out: Box<dyn Write> = match text.contains('\u{1b}') {
        true => Box::new(anstream::stdout()),
        false => Box::new(io::stdout()),
    };
    out.write_all(text.as_bytes()).and_then(|()| out.flush())
}

/// Help and version are asked for and go to standard output; mistakes go to standard error.
pub fn usage(error: &clap::Error) -> ExitCode {
    let asked = !error.use_stderr();
    let text = error.render();
    let text: String = text.ansi().to_string().split('\n').map(calm).collect::<Vec<_>>().join("\n");
    if asked {
        return print(&Report::done(text));
    }
    print(&Report { text: String::new(), remarks: text, exit: Exit::Usage })
}

/// A line of clap's, with its own colours kept and everything else that is hidden spelled out.
fn calm(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find("\u{1b}[") {
        let code = rest[at + 2..].find(|c: char| !c.is_ascii_digit() && c != ';').map(|end| at + 2 + end);
        let end = code.filter(|end| rest[*end..].starts_with('m')).map_or(at, |end| end + 1);
        out.push_str(&safe::line(&rest[..at]));
        out.push_str(&rest[at..end]);
        if end == at {
            break;
        }
        rest = &rest[end..];
    }
    out + &safe::line(rest)
}

/// The script as it is, or as JSON's one string.
pub fn completions(shell: clap_complete::Shell, json: bool) -> Report {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "highbar", &mut script);
    let script = String::from_utf8_lossy(&script).into_owned();
    match json {
        true => Report::json(&serde_json::json!({ "shell": shell.to_string(), "script": script }), Exit::Met),
        false => Report::done(script),
    }
}
