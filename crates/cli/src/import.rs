//! `highbar import`: a folder into the library, with a word on everything that needs one.

use highbar_core::view::{ImportNote, ImportReport};

use crate::args::{Args, Import};
use crate::failure::Failure;
use crate::output::{Exit, Report};
use crate::{library, safe};

pub fn run(args: &Args, wanted: &Import) -> Result<Report, Failure> {
    let report = library::made(args)?.import(&wanted.folder)?;
    if args.json {
        return Ok(Report::json(&report, Exit::Met));
    }
    Ok(Report { text: text(&report), remarks: notes(&report.notes), exit: Exit::Met })
}

fn text(report: &ImportReport) -> String {
    let ImportReport { added, updated, unchanged, assets, .. } = report;
    let pictures = if *assets == 1 { "picture" } else { "pictures" };
    format!("{added} added, {updated} updated, {unchanged} unchanged, {assets} {pictures}\n")
}

/// One line each: the file, and what about it.
pub fn notes(notes: &[ImportNote]) -> String {
    notes.iter().map(note).collect()
}

fn note(note: &ImportNote) -> String {
    let message = safe::line(&note.message);
    if note.file.is_empty() { format!("{message}\n") } else { format!("{}: {message}\n", safe::line(&note.file)) }
}

/// Files that were left out, each; files that came in with a remark, counted.
pub fn remarks(all: &[ImportNote]) -> String {
    let (skipped, remarked): (Vec<ImportNote>, Vec<ImportNote>) = all.iter().cloned().partition(|note| note.skipped);
    let told = notes(&skipped);
    match remarked.as_slice() {
        [] => told,
        [one] => told + &notes(std::slice::from_ref(one)),
        many => format!("{told}{} files are read with a remark; --json lists them.\n", many.len()),
    }
}
