//! `highbar bar explain RULE`: what it asks, why, who may set it aside, and what a publication may set.

use std::fmt::Write as _;

use highbar_core::ErrorCode;
use highbar_core::bar::waive::Who;
use highbar_core::bar::{Class, Profile, Rule, Scope, rules};
use highbar_core::view::RuleSettings;
use highbar_core::vocabulary::nearest;
use serde_json::json;

use super::list::{line, weight};
use crate::failure::Failure;
use crate::output::{Exit, Report};
use crate::safe;

/// Words of a list shown at most.
const SHOWN: usize = 60;

pub fn report(json: bool, id: &str, profile: &Profile) -> Result<Report, Failure> {
    let rule = rules().iter().find(|rule| rule.id == id).ok_or_else(|| unknown(id))?;
    let settings = RuleSettings::new(rule, profile);
    if json {
        let value = json!({
            "rule": settings,
            "task": rule.task,
            "sure": sure(rule),
            "about": about(rule),
            "waive": { "people": people(rule), "codes": rule.waive.codes },
        });
        return Ok(Report::json(&value, Exit::Met));
    }
    Ok(Report::done(text(rule, &settings)))
}

fn text(rule: &Rule, settings: &RuleSettings) -> String {
    let mut out = format!("{} — {}\n\n{}.\n{}\n\n", rule.id, rule.name, rule.task, rule.why);
    let _ = writeln!(out, "Weight     {} (usual: {:?})", weight(settings), rule.severity);
    let _ = writeln!(out, "About      {}", about(rule));
    let _ = writeln!(out, "Sure       {}", sure(rule));
    let _ = writeln!(out, "Version    {}", rule.version);
    let _ = writeln!(out, "Set aside  {}", set_aside(rule));
    if !settings.settings.is_empty() {
        let _ = writeln!(out, "\nIn bar.toml:\n\n    [{}]", rule.id);
        for setting in &settings.settings {
            out.push_str(&line(setting));
            if !setting.words.is_empty() {
                let few: Vec<&str> = setting.words.iter().take(SHOWN).map(String::as_str).collect();
                let more = setting.words.len() - few.len();
                let more = if more > 0 { format!(" and {more} more") } else { String::new() };
                let _ = writeln!(out, "        {}{more}", safe::line(&few.join(", ")));
            }
        }
    }
    out
}

fn about(rule: &Rule) -> &'static str {
    match rule.scope {
        Scope::Guides => "guides",
        Scope::Comparisons => "comparisons",
        Scope::Everything => "guides, case studies and stack pages",
    }
}

fn sure(rule: &Rule) -> &'static str {
    match rule.class {
        Class::Exact => "exact: decided from the text and the library",
        Class::Measured => "a rule of thumb with a measured precision; it asks when unsure",
        Class::Weak => "a weak sign; it only advises",
    }
}

fn people(rule: &Rule) -> u32 {
    match rule.waive.who {
        Who::Nobody => 0,
        Who::One => 1,
        Who::Two => 2,
    }
}

fn set_aside(rule: &Rule) -> String {
    let codes: Vec<&str> = rule.waive.codes.iter().map(|code| code.as_str()).collect();
    let code = if rule.waive.in_code { "" } else { "; never inside code" };
    match rule.waive.who {
        Who::Nobody => "never".to_owned(),
        Who::One => format!("with a reason, as {}{code}", codes.join(", ")),
        Who::Two => format!("by two people, with a reason, as {}{code}", codes.join(", ")),
    }
}

pub fn unknown(id: &str) -> Failure {
    let near = nearest(id, rules().iter().map(|rule| rule.id)).map(|near| format!(" Is it “{near}”?"));
    let near = near.unwrap_or_else(|| " “highbar bar list” names them all.".to_owned());
    Failure::new(ErrorCode::NotFound, format!("There is no rule “{id}”.{near}"))
}
