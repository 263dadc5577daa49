//! `highbar bar list`: every rule, its weight, and what can be set.

use std::fmt::Write as _;

use highbar_core::bar::profile::READ_TIME;
use highbar_core::bar::{Profile, rules};
use highbar_core::view::{RuleSettings, SettingView};

use crate::output::{Exit, Report};
use crate::safe;

pub fn report(json: bool, profile: &Profile) -> Report {
    let all: Vec<RuleSettings> = rules().iter().map(|rule| RuleSettings::new(rule, profile)).collect();
    let pace: Vec<SettingView> = READ_TIME.iter().map(|setting| SettingView::new(setting, profile)).collect();
    if json {
        return Report::json(&serde_json::json!({ "rules": all, "readTime": pace }), Exit::Met);
    }
    let mut out = String::new();
    for rule in &all {
        let _ = writeln!(out, "{:28}{:13}{}", rule.rule, weight(rule), rule.name);
        out.extend(rule.settings.iter().map(line));
    }
    let _ = writeln!(out, "{:28}{:13}How fast a text is read", "read_time", "");
    out.extend(pace.iter().map(line));
    Report::done(out)
}

pub fn weight(rule: &RuleSettings) -> String {
    let word = |severity| format!("{severity:?}").to_lowercase();
    rule.severity.map_or_else(|| "off".to_owned(), word)
}

/// `    min = 900 words (usual 800)  Body words a guide has at least.`
pub fn line(setting: &SettingView) -> String {
    let unit = if setting.unit.is_empty() { String::new() } else { format!(" {}", setting.unit) };
    let usual = if setting.value == setting.usual { String::new() } else { format!(" (usual {})", setting.usual) };
    format!("    {} = {}{unit}{usual}  {}\n", setting.name, safe::line(&setting.value), setting.what)
}
