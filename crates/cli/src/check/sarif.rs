//! Verdicts as SARIF 2.1.0, for code hosts and editors. Columns count characters; waivers are suppressions.

use std::collections::HashMap;

use highbar_core::bar::waivers::Life;
use highbar_core::bar::{Finding, Outcome, Rule, Severity, rules};
use serde_json::{Value, json};

use super::Checked;
use super::open::{self, Open, Weight};
use super::place::{self, Lines, Stretch};
use super::subject::Subject;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The whole log.
pub fn log(checked: &Checked, baseline: bool) -> Value {
    let index: HashMap<&str, usize> = rules().iter().enumerate().map(|(at, rule)| (rule.id, at)).collect();
    let mut results: Vec<Value> = open::all(checked).iter().map(|open| result(open, &index, baseline)).collect();
    results.extend(checked.subjects.iter().flat_map(|subject| waived(subject, &index)));
    let driver = json!({
        "name": "Highbar",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules().iter().map(descriptor).collect::<Vec<_>>(),
    });
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn descriptor(rule: &Rule) -> Value {
    json!({
        "id": rule.id,
        "name": rule.name,
        "shortDescription": { "text": format!("{}.", rule.task) },
        "fullDescription": { "text": rule.why },
        "defaultConfiguration": { "level": match rule.severity {
            Severity::Required => "error",
            _ => "note",
        } },
        "properties": { "version": rule.version, "group": rule.group() },
    })
}

fn level(weight: Weight, asks: bool) -> &'static str {
    match (weight, asks) {
        (Weight::Required, false) => "error",
        (Weight::Required, true) => "warning",
        _ => "note",
    }
}

fn result(open: &Open<'_>, index: &HashMap<&str, usize>, baseline: bool) -> Value {
    let rule = open.outcome.rule;
    let mut result = json!({
        "ruleId": rule.id,
        "ruleIndex": index.get(rule.id),
        "level": level(open.weight, open.asks),
        "message": { "text": message(open.finding) },
        "locations": [location(&open.subject.file, open.stretch.as_ref())],
        "partialFingerprints": { "highbarWords/v1": open.key },
    });
    if baseline {
        result["baselineState"] = json!(if open.old { "unchanged" } else { "new" });
    }
    result
}

fn message(finding: &Finding) -> String {
    format!("{} {}", finding.message, finding.why).trim().to_owned()
}

fn location(file: &str, stretch: Option<&Stretch>) -> Value {
    let mut place = json!({ "artifactLocation": { "uri": uri(file) } });
    if let Some(stretch) = stretch {
        place["region"] = json!({
            "startLine": stretch.line,
            "startColumn": stretch.column,
            "endLine": stretch.end_line,
            "endColumn": stretch.end_column,
        });
    }
    json!({ "physicalLocation": place })
}

/// A path as a relative reference: what a URI does not allow is written in hexadecimal.
pub fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.replace('\\', "/").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

/// What was set aside, with who and why.
fn waived(subject: &Subject, index: &HashMap<&str, usize>) -> Vec<Value> {
    let lines = Lines::of(&subject.source);
    let one = |(outcome, finding): (&Outcome, &Finding)| {
        let holds = outcome.held.iter().filter(|held| held.life == Life::Holds);
        let reasons: Vec<String> = holds.map(|held| format!("{} ({})", held.waiver.reason, held.waiver.by)).collect();
        json!({
            "ruleId": outcome.rule.id,
            "ruleIndex": index.get(outcome.rule.id),
            "level": level(open::weight(outcome), false),
            "message": { "text": message(finding) },
            "locations": [location(&subject.file, place::find(subject, &lines, finding.quote.place).as_ref())],
            "suppressions": [{ "kind": "external", "status": "accepted", "justification": reasons.join("; ") }],
        })
    };
    let pairs =
        subject.outcomes.iter().flat_map(|outcome| outcome.waived.iter().map(move |finding| (outcome, finding)));
    pairs.map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("guides/a b#c%é.md"), "guides/a%20b%23c%25%C3%A9.md");
        assert_eq!(uri("a\\b.md"), "a/b.md");
    }
}
