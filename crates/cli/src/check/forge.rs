//! Verdicts as code hosts show them beside the lines: GitHub's commands, GitLab's code quality report.

use serde_json::{Value, json};

use super::Checked;
use super::open::{self, Open, Weight};

/// One `::error file=…::message` per open place that is new.
pub fn github(checked: &Checked) -> String {
    open::all(checked).iter().filter(|open| !open.old && open.weight > Weight::Info).map(command).collect()
}

fn command(open: &Open<'_>) -> String {
    let kind = match (open.weight, open.asks) {
        (Weight::Required, false) => "error",
        (Weight::Required, true) => "warning",
        _ => "notice",
    };
    let mut places = format!("file={},line={},col={}", property(&open.subject.file), open.line(), open.column());
    if let Some(stretch) = &open.stretch {
        places.push_str(&format!(",endLine={}", stretch.end_line));
        if stretch.end_line == stretch.line {
            places.push_str(&format!(",endColumn={}", stretch.end_column));
        }
    }
    let title = property(&format!("{} ({})", open.outcome.rule.name, open.outcome.rule.id));
    format!("::{kind} {places},title={title}::{}\n", data(&open.finding.message))
}

/// What GitHub would take for its own marks is written in hexadecimal; nothing else can end a command early.
fn data(text: &str) -> String {
    crate::safe::line(&text.replace('%', "%25")).replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// GitLab's list; what the baseline knows is left out.
pub fn gitlab(checked: &Checked) -> Vec<Value> {
    let mut seen = std::collections::HashMap::new();
    let all = open::all(checked);
    let new = all.iter().filter(|open| !open.old && open.weight > Weight::Info);
    new.map(|open| {
        // A fingerprint stands for one place: the same words twice are told apart by their order.
        let times = seen.entry(open.key.clone()).or_insert(0_u32);
        *times += 1;
        let fingerprint = if *times == 1 { open.key.clone() } else { format!("{}-{times}", open.key) };
        json!({
            "description": open.finding.message,
            "check_name": open.outcome.rule.id,
            "fingerprint": fingerprint,
            "severity": match (open.weight, open.asks) {
                (Weight::Required, false) => "major",
                (Weight::Required, true) => "minor",
                _ => "info",
            },
            "location": { "path": open.subject.file, "lines": { "begin": open.line() } },
        })
    })
    .collect()
}
