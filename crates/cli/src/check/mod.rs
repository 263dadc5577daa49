//! `highbar check`: guides judged, with every open place pointed at, in the form that is asked for.

mod baseline;
mod fix;
mod forge;
mod json;
mod junit;
mod open;
mod place;
mod sarif;
mod subject;
pub mod summary;

pub use baseline::replace;
mod text;

use std::mem::ManuallyDrop;
use std::path::Path;
use std::thread;

use highbar_core::ErrorCode;
use highbar_core::bar::make_ready;
use highbar_core::parallel;
use highbar_core::view::ImportNote;

use crate::args::{self, Args, FailOn, Format};
use crate::failure::Failure;
use crate::import;
use crate::output::{Exit, Report};
use open::Weight;
use subject::Subject;

/// Most rounds of mending.
const ROUNDS: usize = 5;

/// Guides with their verdicts, and what there is to say about files that were left out.
pub struct Checked {
    pub subjects: Vec<Subject>,
    pub notes: Vec<ImportNote>,
}

pub fn run(args: &Args, wanted: &args::Check) -> Result<Report, Failure> {
    // Beside the reading of the pages.
    thread::spawn(make_ready);
    let mut checked = subject::judged(args, wanted)?;
    if wanted.fix {
        let mut done = fix::apply(&checked, wanted.dry_run)?;
        if wanted.dry_run {
            return Ok(Report { remarks: import::remarks(&checked.notes), ..Report::done(done) });
        }
        // What is mended may let another fix be seen.
        for _ in 1..ROUNDS {
            checked = subject::judged(args, wanted)?;
            let more = fix::apply(&checked, false)?;
            if more == fix::NOTHING {
                break;
            }
            done.push_str(&more);
        }
        let report = judged(args, wanted, checked)?;
        return Ok(Report { remarks: done + &report.remarks, ..report });
    }
    judged(args, wanted, checked)
}

fn judged(args: &Args, wanted: &args::Check, checked: Checked) -> Result<Report, Failure> {
    // The program ends next: taking a million small pieces apart would only take time.
    let mut checked = ManuallyDrop::new(checked);
    let mut remarks = import::remarks(&checked.notes);
    let file = wanted.baseline.as_deref();
    if wanted.write_baseline {
        let file = file.unwrap_or(Path::new(baseline::FILE));
        let places = baseline::write(&checked, file)?;
        return Ok(Report::done(format!("{places} open places are known in {} now\n", file.display())));
    }
    if let Some(file) = file {
        let old = baseline::mark(&mut checked, file)?;
        remarks.push_str(&format!("{old} open places are in the baseline and not held against the guides\n"));
    }
    let format = if args.json { Format::Json } else { wanted.format };
    let (exit, known) = (exit(&checked, wanted), file.is_some());
    let report = match format {
        Format::Text => Report::done(text(&checked, wanted)),
        Format::Json => {
            return Ok(Report { exit, ..json::report(&checked, checked.subjects.iter().all(Subject::met)) });
        }
        Format::Sarif => Report::json(&sarif::log(&checked, known), exit),
        Format::Junit => Report::done(junit::report(&checked, least(wanted.fail_on))),
        Format::Github => Report::done(forge::github(&checked)),
        Format::Gitlab => Report::json(&forge::gitlab(&checked), exit),
    };
    Ok(Report { exit, remarks, ..report })
}

fn text(checked: &Checked, wanted: &args::Check) -> String {
    let told = parallel::map(&checked.subjects, |subject| text::guide(subject, wanted));
    told.concat() + &text::total(&checked.subjects, wanted.quiet)
}

/// The least weight that fails.
fn least(on: FailOn) -> Option<Weight> {
    match on {
        FailOn::Required => Some(Weight::Required),
        FailOn::Recommended => Some(Weight::Recommended),
        FailOn::None => None,
    }
}

/// Not met when something that weighs enough is open and not in the baseline.
fn exit(checked: &Checked, wanted: &args::Check) -> Exit {
    let Some(least) = least(wanted.fail_on) else { return Exit::Met };
    let fails = |subject: &Subject| {
        subject.outcomes.iter().filter(|outcome| open::is_open(outcome) && open::weight(outcome) >= least).any(
            |outcome| {
                let old = |at: usize| subject.old.contains(&(outcome.rule.id, at));
                outcome.findings.is_empty() || (0..outcome.findings.len()).any(|at| !old(at))
            },
        )
    };
    if checked.subjects.iter().any(fails) { Exit::NotMet } else { Exit::Met }
}

/// Only files can be changed here; a library has its window.
fn not_a_file(name: &str) -> Failure {
    let message = format!("{name} is not a file that can be mended here. Nothing was changed; open it in the window.");
    Failure::new(ErrorCode::Invalid, message)
}
