//! `highbar check`: guides judged, with every open place pointed at.

mod json;
mod place;
mod subject;
pub mod summary;
mod text;

use highbar_core::parallel;
use highbar_core::view::ImportNote;

use crate::args::{self, Args};
use crate::failure::Failure;
use crate::import;
use crate::output::{Exit, Report};
use subject::Subject;

/// Guides with their verdicts, and what there is to say about files that were left out.
pub struct Checked {
    pub subjects: Vec<Subject>,
    pub notes: Vec<ImportNote>,
}

pub fn run(args: &Args, wanted: &args::Check) -> Result<Report, Failure> {
    let checked = subject::judged(args, wanted)?;
    let met = checked.subjects.iter().all(Subject::met);
    let exit = if met { Exit::Met } else { Exit::NotMet };
    if args.json {
        return Ok(Report { exit, ..json::report(&checked, met) });
    }
    let told = parallel::map(&checked.subjects, |subject| text::guide(subject, wanted));
    let mut text = told.concat();
    text.push_str(&text::total(&checked.subjects, wanted.quiet));
    Ok(Report { text, remarks: remarks(&checked.notes), exit })
}

/// Files that were left out, each; files that came in with a remark, counted.
fn remarks(notes: &[ImportNote]) -> String {
    let (skipped, remarked): (Vec<ImportNote>, Vec<ImportNote>) = notes.iter().cloned().partition(|note| note.skipped);
    let told = import::notes(&skipped);
    match remarked.as_slice() {
        [] => told,
        [one] => told + &import::notes(std::slice::from_ref(one)),
        many => format!("{told}{} files are read with a remark; --json lists them.\n", many.len()),
    }
}
