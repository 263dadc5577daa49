//! Verdicts as text: each open place with its line, and a word on the whole guide.

use std::sync::LazyLock;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use highbar_core::bar::{Finding, Outcome, Severity, State};

use super::place::{self, Lines, Stretch};
use super::subject::Subject;
use super::summary;
use crate::{args, output, safe};

/// Places shown for one rule; the others are counted.
const SHOWN: usize = 20;

/// Everything about one guide.
pub fn guide(subject: &Subject, wanted: &args::Check) -> String {
    let mut out = String::new();
    if !wanted.quiet {
        let lines = Lines::of(&subject.source);
        for outcome in subject.outcomes.iter().filter(|outcome| is_told(outcome, wanted.required)) {
            out.push_str(&rule(subject, &lines, outcome));
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

fn rule(subject: &Subject, lines: &Lines<'_>, outcome: &Outcome) -> String {
    if outcome.findings.is_empty() {
        let group = Group::with_title(title(outcome, &measured(outcome))).element(origin(subject, 1, 1));
        return rendered(&[group]);
    }
    let mut out: String =
        outcome.findings.iter().take(SHOWN).map(|finding| place_of(subject, lines, outcome, finding)).collect();
    if outcome.findings.len() > SHOWN {
        out.push_str(&format!("{} more places of {}\n\n", outcome.findings.len() - SHOWN, outcome.rule.id));
    }
    out
}

fn measured(outcome: &Outcome) -> String {
    match (outcome.measured.as_str(), outcome.threshold.as_str()) {
        ("", _) => outcome.rule.name.to_owned(),
        (measured, "") => format!("{}: {measured}", outcome.rule.name),
        (measured, threshold) => format!("{}: {measured} of {threshold}", outcome.rule.name),
    }
}

fn level(state: State, severity: Severity) -> Level<'static> {
    match (state, severity) {
        (State::Confirm, _) => Level::WARNING.with_name("to confirm"),
        (State::Fail, Severity::Required) => Level::ERROR.with_name("to do"),
        _ => Level::NOTE.with_name("to consider"),
    }
}

fn title<'a>(outcome: &Outcome, message: &str) -> annotate_snippets::Title<'a> {
    level(outcome.state, outcome.severity).primary_title(safe::line(message)).id(outcome.rule.id)
}

fn origin<'a>(subject: &Subject, line: usize, column: usize) -> Origin<'a> {
    Origin::path(safe::line(&subject.file)).line(line).char_column(column)
}

/// One finding: what, where, the line, why, and the ways out.
fn place_of(subject: &Subject, lines: &Lines<'_>, outcome: &Outcome, finding: &Finding) -> String {
    // A question is one click away from being settled, whatever the rest of the rule says.
    let state = if finding.ask.is_some() { State::Confirm } else { outcome.state };
    let title = level(state, outcome.severity).primary_title(safe::line(&finding.message)).id(outcome.rule.id);
    let group = Group::with_title(title);
    let group = match place::find(subject, lines, finding.quote.place) {
        Some(stretch) => pointed(group, subject, lines, &stretch, &finding.quote.label),
        None => group.element(origin(subject, 1, 1)),
    };
    rendered(&[foot(group, finding)])
}

/// The line itself. Where it had to be cut or spelled out, its columns are not the file's, and the
/// place is named apart.
fn pointed<'a>(group: Group<'a>, subject: &Subject, lines: &Lines<'_>, stretch: &Stretch, label: &str) -> Group<'a> {
    let (shown, meant) = lines.shown(stretch);
    let same = shown.get(..meant.start).is_some_and(|before| before.chars().count() + 1 == stretch.column);
    let mark = AnnotationKind::Primary.span(meant).label(safe::line(label));
    let snippet = Snippet::source(shown).line_start(stretch.line).annotation(mark);
    if same {
        return group.element(snippet.path(safe::line(&subject.file)));
    }
    group.element(origin(subject, stretch.line, stretch.column)).element(snippet)
}

fn foot<'a>(mut group: Group<'a>, finding: &Finding) -> Group<'a> {
    if !finding.why.is_empty() {
        group = group.element(Level::NOTE.with_name("why").message(safe::line(finding.why)));
    }
    if let Some(question) = &finding.ask {
        group = group.element(Level::HELP.with_name("asked").message(safe::line(&question.text)));
    }
    for fix in &finding.fixes {
        group = group.element(Level::HELP.with_name("fix").message(safe::line(&fix.label)));
    }
    group
}

fn rendered(groups: &[Group<'_>]) -> String {
    static RENDERER: LazyLock<Renderer> =
        LazyLock::new(|| if output::is_coloured() { Renderer::styled() } else { Renderer::plain() });
    format!("{}\n\n", RENDERER.render(groups))
}
