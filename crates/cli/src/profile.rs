//! Reading a profile (`bar.toml`) that is named, and showing what is wrong with one.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use anstyle::AnsiColor;
use highbar_core::bar::Profile;
use highbar_core::bar::profile::{LARGEST_PROFILE, Problem, Refused};
use highbar_core::{Error, ErrorCode};

use crate::failure::Failure;
use crate::safe;
use crate::snippet::{Level, Snippet, Source};

/// The profile in a file; `None` when none is named.
pub fn given(file: Option<&Path>) -> Result<Option<Arc<Profile>>, Failure> {
    file.map(|file| read(file).map(|(profile, _)| Arc::new(profile))).transpose()
}

/// A profile and its text.
pub fn read(file: &Path) -> Result<(Profile, String), Failure> {
    let text = text(file)?;
    Ok((text_read(&file.to_string_lossy(), &text)?, text))
}

/// The profile that a text says; `name` is what its file is called.
pub fn text_read(name: &str, text: &str) -> Result<Profile, Failure> {
    Profile::read_named(name, text).map_err(|refused| failure(&refused))
}

fn text(file: &Path) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    // One byte more than is allowed is enough to be refused for its size.
    let read = File::open(file).and_then(|file| file.take(LARGEST_PROFILE as u64 + 1).read_to_end(&mut bytes));
    read.map_err(|error| {
        Failure::new(ErrorCode::Unreachable, format!("{} could not be read ({error}).", file.display()))
    })?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Failure::new(ErrorCode::Invalid, format!("{} is not UTF-8 text (byte {at}).", file.display()))
    })
}

/// Every problem with its line, as a compiler shows it.
pub fn failure(refused: &Refused) -> Failure {
    let shown = refused.problems.iter().map(|problem| shown(refused, problem)).collect::<String>();
    let text = format!("{shown}{}\n", safe::line(&refused.summary()));
    Failure::drawn(Error::from(refused), text)
}

fn shown(refused: &Refused, problem: &Problem) -> String {
    let (line, column, source) = problem.place(&refused.text);
    // What is hidden is spelled out, so the mark is placed in the line as it is shown.
    let before: String = source.chars().take(column - 1).collect();
    let meant: String = refused.text[problem.span.start..problem.span.end].chars().take_while(|c| *c != '\n').collect();
    let (text, start) = (safe::line(source), safe::line(&before).len());
    let end = (start + safe::line(&meant).len()).min(text.len()).max(start);
    let help = Some(safe::line(&problem.help)).filter(|help| !help.is_empty()).map(|help| ("help", help));
    let snippet = Snippet {
        level: Level("error", AnsiColor::BrightRed),
        rule: "",
        message: safe::line(&problem.message),
        file: &safe::line(&refused.name),
        line,
        column,
        source: Some(Source { text, meant: start..end, label: String::new() }),
        remarks: help.into_iter().collect(),
    };
    snippet.text(true)
}
