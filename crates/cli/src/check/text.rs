//! Verdicts as text: each open place with its line, and a word on the whole guide.

use anstyle::AnsiColor;
use highbar_core::bar::{Finding, Outcome, Severity, State};

use super::place::{self, Lines, Stretch};
use super::subject::Subject;
use super::summary;
use crate::snippet::{Level, Snippet, Source};
use crate::{args, output, safe};

/// Places shown for one rule; the others are counted.
const SHOWN: usize = 20;

/// Everything about one guide.
pub fn guide(subject: &Subject, wanted: &args::Check) -> String {
    let mut out = String::new();
    if !wanted.quiet {
        let page = Page { subject, file: safe::line(&subject.file), lines: Lines::of(&subject.source) };
        for outcome in subject.outcomes.iter().filter(|outcome| is_told(outcome, wanted.required)) {
            out.push_str(&page.rule(outcome));
        }
    }
    out.push_str(&format!("{}: {}", safe::line(&subject.file), summary::of(&subject.score)));
    if subject.score.advice > 0 && !wanted.required {
        out.push_str(&format!(" · {} to consider", subject.score.advice));
    }
    out + if wanted.quiet { "\n" } else { "\n\n" }
}

fn is_told(outcome: &Outcome, required: bool) -> bool {
    match outcome.state {
        State::Fail | State::Confirm | State::Advise => !required || outcome.severity == Severity::Required,
        _ => false,
    }
}

/// "3 of 6 guides meet the bar"; nothing about a single guide.
pub fn total(subjects: &[Subject], quiet: bool) -> String {
    match subjects {
        [] => "No guide to judge\n".to_owned(),
        [_] => String::new(),
        many => {
            let met = many.iter().filter(|subject| subject.met()).count();
            format!("{}{met} of {} guides meet the bar\n", if quiet { "\n" } else { "" }, many.len())
        }
    }
}

fn measured(outcome: &Outcome) -> String {
    match (outcome.measured.as_str(), outcome.threshold.as_str()) {
        ("", _) => outcome.rule.name.to_owned(),
        (measured, "") => format!("{}: {measured}", outcome.rule.name),
        (measured, threshold) => format!("{}: {measured} of {threshold}", outcome.rule.name),
    }
}

fn level(state: State, severity: Severity) -> Level {
    match (state, severity) {
        (State::Confirm, _) => Level("to confirm", AnsiColor::BrightYellow),
        (State::Fail, Severity::Required) => Level("to do", AnsiColor::BrightRed),
        _ => Level("to consider", AnsiColor::BrightGreen),
    }
}

/// A guide with what its places are shown by.
struct Page<'s> {
    subject: &'s Subject,
    file: String,
    lines: Lines<'s>,
}

impl Page<'_> {
    fn rule(&self, outcome: &Outcome) -> String {
        if outcome.findings.is_empty() {
            return self.at(outcome, outcome.state, None, &measured(outcome)).text(output::is_coloured());
        }
        let mut out: String =
            outcome.findings.iter().take(SHOWN).map(|finding| self.place_of(outcome, finding)).collect();
        if outcome.findings.len() > SHOWN {
            out.push_str(&format!("{} more places of {}\n\n", outcome.findings.len() - SHOWN, outcome.rule.id));
        }
        out
    }

    /// One finding: what, where, the line, why, and the ways out.
    fn place_of(&self, outcome: &Outcome, finding: &Finding) -> String {
        // A question is one click away from being settled, whatever the rest of the rule says.
        let state = if finding.ask.is_some() { State::Confirm } else { outcome.state };
        let stretch = place::find(self.subject, &self.lines, finding.quote.place);
        let told = self.at(outcome, state, stretch.map(|stretch| (stretch, &*finding.quote.label)), &finding.message);
        Snippet { remarks: remarks(finding), ..told }.text(output::is_coloured())
    }

    /// A message at a stretch with its label, or at the head of the file.
    fn at<'p>(
        &'p self,
        outcome: &'p Outcome,
        state: State,
        place: Option<(Stretch, &str)>,
        message: &str,
    ) -> Snippet<'p> {
        let (line, column) = place.as_ref().map_or((1, 1), |(stretch, _)| (stretch.line, stretch.column));
        let source = place.map(|(stretch, label)| {
            let (text, meant) = self.lines.shown(&stretch);
            Source { text, meant, label: safe::line(label) }
        });
        let (level, message) = (level(state, outcome.severity), safe::line(message));
        Snippet { level, rule: outcome.rule.id, message, file: &self.file, line, column, source, remarks: Vec::new() }
    }
}

fn remarks(finding: &Finding) -> Vec<(&'static str, String)> {
    let why = Some(finding.why).filter(|why| !why.is_empty()).map(|why| ("why", safe::line(why)));
    let asked = finding.ask.as_ref().map(|question| ("asked", safe::line(&question.text)));
    let fixes = finding.fixes.iter().map(|fix| ("fix", safe::line(&fix.label)));
    why.into_iter().chain(asked).chain(fixes).collect()
}
