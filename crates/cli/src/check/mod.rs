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
    Ok(Report { text, remarks: import::remarks(&checked.notes), exit })
}
