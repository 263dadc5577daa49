//! Verdicts as JSON; the shape is in the command's help.

use highbar_core::bar::waivers::{cover, cover_all};
use highbar_core::bar::{Field, Finding, Outcome, Place, Quote, Severity, State};
use highbar_core::markdown::Document;
use highbar_core::view::{ImportNote, Score, WaiverView};
use serde::Serialize;

use super::Checked;
use super::place::{self, Lines};
use super::subject::Subject;
use crate::output::{Exit, Report};

#[derive(Serialize)]
struct Everything<'a> {
    met: bool,
    guides: Vec<Guide<'a>>,
    notes: &'a [ImportNote],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Guide<'a> {
    file: &'a str,
    title: &'a str,
    slug: &'a str,
    words: u32,
    read_minutes: u32,
    met: bool,
    score: Score,
    checks: Vec<Check<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Check<'a> {
    rule: &'a str,
    name: &'a str,
    group: &'a str,
    severity: Severity,
    state: State,
    measured: &'a str,
    threshold: &'a str,
    evidence: Vec<Spot<'a>>,
    findings: Vec<Open<'a>>,
    /// What a waiver of all of it would cover; empty where nothing is open.
    text_hash: String,
    waivers: Vec<WaiverView>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Spot<'a> {
    field: Option<Field>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    exact: &'a str,
    label: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Open<'a> {
    #[serde(flatten)]
    spot: Spot<'a>,
    message: &'a str,
    why: &'a str,
    fixes: Vec<&'a str>,
    question: &'a str,
    /// What a waiver of this place would cover.
    text_hash: String,
}

pub fn report(checked: &Checked, met: bool) -> Report {
    let guides = checked.subjects.iter().map(guide).collect();
    Report::json(&Everything { met, guides, notes: &checked.notes }, Exit::Met)
}

fn guide(subject: &Subject) -> Guide<'_> {
    let lines = Lines::of(&subject.source);
    let document = Document::parse(subject.source.get(subject.body_at..).unwrap_or_default());
    Guide {
        file: &subject.file,
        title: &subject.title,
        slug: &subject.slug,
        words: subject.words,
        read_minutes: subject.read_minutes,
        met: subject.met(),
        score: subject.score,
        checks: subject.outcomes.iter().map(|outcome| check(subject, &lines, &document, outcome)).collect(),
    }
}

fn check<'a>(subject: &'a Subject, lines: &Lines<'_>, document: &Document<'_>, outcome: &'a Outcome) -> Check<'a> {
    Check {
        rule: outcome.rule.id,
        name: outcome.rule.name,
        group: outcome.rule.group(),
        severity: outcome.severity,
        state: outcome.state,
        measured: &outcome.measured,
        threshold: &outcome.threshold,
        evidence: outcome.evidence.iter().map(|quote| spot(subject, lines, quote)).collect(),
        findings: outcome.findings.iter().map(|finding| open(subject, lines, document, finding)).collect(),
        text_hash: match outcome.findings.as_slice() {
            [] => String::new(),
            findings => cover_all(document, findings),
        },
        waivers: outcome.held.iter().map(|held| WaiverView::new(&held.waiver, held.life, 0)).collect(),
    }
}

fn spot<'a>(subject: &Subject, lines: &Lines<'_>, quote: &'a Quote) -> Spot<'a> {
    let stretch = place::find(subject, lines, quote.place);
    let number = |pick: fn(&place::Stretch) -> usize| stretch.as_ref().map(pick);
    Spot {
        field: match quote.place {
            Place::Field(field) => Some(field),
            Place::Body(_) => None,
        },
        line: number(|stretch| stretch.line),
        column: number(|stretch| stretch.column),
        end_line: number(|stretch| stretch.end_line),
        end_column: number(|stretch| stretch.end_column),
        exact: &quote.exact,
        label: &quote.label,
    }
}

fn open<'a>(subject: &Subject, lines: &Lines<'_>, document: &Document<'_>, finding: &'a Finding) -> Open<'a> {
    Open {
        spot: spot(subject, lines, &finding.quote),
        message: &finding.message,
        why: finding.why,
        fixes: finding.fixes.iter().map(|fix| fix.label.as_str()).collect(),
        question: finding.ask.as_ref().map_or("", |question| question.text.as_str()),
        text_hash: cover(document, finding),
    }
}
