//! `highbar bar`: what the bar asks, why, what a publication may set, and whether its own bar does what it means.

mod explain;
mod list;
mod set;
mod test;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use highbar_core::bar::Profile;
use highbar_core::bar::profile::template;
use highbar_core::library::folder::PROFILE;
use highbar_core::view::RuleHealth;

use crate::args::{Args, Bar};
use crate::failure::Failure;
use crate::output::{Exit, Report};
use crate::{library, profile, safe};

pub fn run(args: &Args, wanted: &Bar) -> Result<Report, Failure> {
    match wanted {
        Bar::List { bar } => Ok(list::report(args.json, &*in_use(bar.as_deref())?)),
        Bar::Explain { rule, bar } => explain::report(args.json, rule, &*in_use(bar.as_deref())?),
        Bar::Test { file } => test::run(args.json, file.as_deref().unwrap_or(Path::new(PROFILE))),
        Bar::Template => Ok(Report::done(template())),
        Bar::Set { rule, weight, bar } => set::run(args, rule, *weight, bar.as_deref()),
        Bar::Show => show(args),
        Bar::Use { file } => take(args, file),
        Bar::Health => health(args),
    }
}

/// The profile that is named, else `bar.toml` here, else the default bar.
fn in_use(file: Option<&Path>) -> Result<Arc<Profile>, Failure> {
    let here = PathBuf::from(PROFILE);
    let file = file.or(here.is_file().then_some(here.as_path()));
    Ok(profile::given(file)?.unwrap_or_default())
}

fn show(args: &Args) -> Result<Report, Failure> {
    let view = library::existing(args)?.profile_view()?;
    Ok(if args.json { Report::json(&view, Exit::Met) } else { Report::done(view.text) })
}

/// Puts a file's profile into the library.
fn take(args: &Args, file: &Path) -> Result<Report, Failure> {
    let (_, text) = profile::read(file)?;
    let view = library::existing(args)?.set_profile(&text)?;
    let said = if view.own { "The library is judged by" } else { "The library is judged by the default bar again:" };
    match args.json {
        true => Ok(Report::json(&view, Exit::Met)),
        false => Ok(Report::done(format!("{said} {}\n", safe::line(&file.to_string_lossy())))),
    }
}

fn health(args: &Args) -> Result<Report, Failure> {
    let health = library::existing(args)?.rule_health()?;
    if args.json {
        return Ok(Report::json(&health, Exit::Met));
    }
    let mut out =
        format!("{:28}{:>8}{:>10}{:>8}{:>11}{:>8}\n", "rule", "open in", "accepted", "fixed", "dismissed", "waived");
    for RuleHealth { rule, open, accepted, fixed, dismissed, waived, doubtful, asks, .. } in &health {
        let doubt = match asks {
            Some(_) => "  often wrong: asks instead of holding guides back",
            None if *doubtful => "  often wrong",
            None => "",
        };
        let _ = writeln!(out, "{rule:28}{open:>8}{accepted:>10}{fixed:>8}{dismissed:>11}{waived:>8}{doubt}");
    }
    Ok(Report::done(out))
}
