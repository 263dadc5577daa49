//! `highbar bar test`: a profile's own examples, judged by it.

use std::fmt::Write as _;
use std::path::Path;

use highbar_core::bar::profile::{Example, state_word};
use highbar_core::bar::{self, Input, Outcome, Profile, Reading};
use highbar_core::library::folder::PageFile;
use highbar_core::markdown::Document;
use highbar_core::vocabulary::Vocabulary;
use highbar_core::world::World;
use serde_json::json;

use crate::failure::Failure;
use crate::output::{Exit, Report};
use crate::{profile, safe};

/// How an example came out.
struct Ran<'p> {
    example: &'p Example,
    outcome: Outcome,
    /// Words the rule should have pointed at and did not.
    missing: Vec<&'p str>,
}

impl Ran<'_> {
    fn holds(&self) -> bool {
        self.outcome.state == self.example.expect && self.missing.is_empty()
    }
}

pub fn run(json: bool, file: &Path) -> Result<Report, Failure> {
    let (profile, _) = profile::read(file)?;
    let today = World::system().today();
    let ran: Vec<Ran<'_>> = profile.examples().iter().map(|example| judged(&profile, example, &today)).collect();
    let failed = ran.iter().filter(|ran| !ran.holds()).count();
    let exit = if failed == 0 { Exit::Met } else { Exit::NotMet };
    let name = safe::line(&file.to_string_lossy());
    if json {
        let examples: Vec<_> = ran.iter().map(as_json).collect();
        return Ok(Report::json(
            &json!({ "passed": ran.len() - failed, "failed": failed, "examples": examples }),
            exit,
        ));
    }
    let mut out = String::new();
    for ran in ran.iter().filter(|ran| !ran.holds()) {
        out.push_str(&told(&name, ran));
    }
    let _ = writeln!(out, "{} examples: {} as expected, {failed} not", ran.len(), ran.len() - failed);
    Ok(Report { exit, ..Report::done(out) })
}

/// As a file on its own: nothing to link to, no pictures.
fn judged<'p>(profile: &Profile, example: &'p Example, today: &str) -> Ran<'p> {
    let page = PageFile::read("example.md", example.text.as_bytes());
    let document = Document::parse(&page.draft.body);
    let (draft, vocabulary) = (&page.draft, Vocabulary::default());
    let input = Input { draft, document: &document, vocabulary: &vocabulary, assets: &[], today, profile };
    let outcome = bar::judge(example.rule, &Reading::new(&input));
    let found = |words: &str| outcome.findings.iter().any(|finding| finding.quote.exact.contains(words));
    let missing = example.finds.iter().map(String::as_str).filter(|words| !found(words)).collect();
    Ran { example, missing, outcome }
}

fn as_json(ran: &Ran<'_>) -> serde_json::Value {
    json!({
        "line": ran.example.line,
        "rule": ran.example.rule.id,
        "expect": state_word(ran.example.expect),
        "state": state_word(ran.outcome.state),
        "missing": ran.missing,
        "holds": ran.holds(),
    })
}

fn told(file: &str, ran: &Ran<'_>) -> String {
    let Example { rule, expect, line, .. } = ran.example;
    let mut out = format!("{file}:{line}: {} ", rule.id);
    if ran.outcome.state == *expect {
        let missing: Vec<String> = ran.missing.iter().map(|words| format!("“{}”", safe::line(words))).collect();
        let _ = writeln!(out, "does not point at {}", missing.join(", "));
    } else {
        let _ = writeln!(out, "should say {} and says {}", state_word(*expect), state_word(ran.outcome.state));
    }
    for finding in ran.outcome.findings.iter().take(3) {
        let _ = writeln!(out, "  “{}”: {}", safe::line(&finding.quote.exact), safe::line(&finding.message));
    }
    out
}
