//! `highbar bar set RULE WEIGHT`: what one rule weighs, in a profile's file or in the library's.

use std::io::ErrorKind;
use std::path::Path;

use highbar_core::bar::profile::{Weighed, weighed};
use highbar_core::bar::{self, Rule, Severity};
use highbar_core::view::RuleSettings;
use serde_json::json;

use super::explain::unknown;
use super::list::weight as word;
use crate::args::{Args, Weight};
use crate::check::replace;
use crate::failure::Failure;
use crate::output::{Exit, Report};
use crate::{library, profile, safe};

/// A profile that says nothing yet.
const EMPTY: &str = "version = 1\n";

pub fn run(args: &Args, id: &str, weight: Weight, file: Option<&Path>) -> Result<Report, Failure> {
    let rule = bar::rules().iter().find(|rule| rule.id == id).ok_or_else(|| unknown(id))?;
    let severity = match weight {
        Weight::Required => Some(Severity::Required),
        Weight::Recommended => Some(Severity::Recommended),
        Weight::Info => Some(Severity::Info),
        Weight::Off => None,
    };
    match file {
        Some(file) => in_file(args.json, rule, severity, file),
        None => in_library(args, rule, severity),
    }
}

fn in_library(args: &Args, rule: &'static Rule, severity: Option<Severity>) -> Result<Report, Failure> {
    let done = library::existing(args)?.weigh_rule(rule.id, severity)?;
    let settings = done.profile.rules.iter().find(|settings| settings.rule == rule.id);
    let weight = settings.map(word).unwrap_or_default();
    Ok(told(args.json, rule, &weight, "the library's bar.toml", done.line as usize))
}

fn in_file(json: bool, rule: &'static Rule, severity: Option<Severity>, file: &Path) -> Result<Report, Failure> {
    let text = match std::fs::metadata(file) {
        Err(error) if error.kind() == ErrorKind::NotFound => EMPTY.to_owned(),
        _ => profile::read(file)?.1,
    };
    let text = if text.trim().is_empty() { EMPTY.to_owned() } else { text };
    let weight = severity.map_or(bar::Weight::Off, bar::Weight::Counts);
    let Weighed { text: fresh, line } = weighed(&text, rule, weight)?;
    if line > 0 {
        replace(file, fresh.as_bytes())?;
    }
    let now = profile::text_read(&file.to_string_lossy(), &fresh)?;
    Ok(told(json, rule, &word(&RuleSettings::new(rule, &now)), &safe::line(&file.to_string_lossy()), line))
}

fn told(json: bool, rule: &Rule, weight: &str, place: &str, line: usize) -> Report {
    if json {
        return Report::json(&json!({ "rule": rule.id, "weight": weight, "line": line }), Exit::Met);
    }
    Report::done(match line {
        0 => format!("{} is {weight} already in {place}\n", rule.id),
        _ => format!("{} is {weight}: line {line} of {place}\n", rule.id),
    })
}
