//! Waivers of a guide against what the rules found: which hold, and why the others do not.
//!
//! A waiver covers places as they read when it was given. A changed place, a new one, a new major version of the rule
//! or the end of its time opens the rule again. What is set aside never counts as passed.

use super::waive::Who;
use super::{Finding, Outcome, Place, Reading, Rule, Severity, State};
use crate::guide::{Waiver, WaiverCode, WaiverScope};
use crate::markdown::Document;

/// Fewest characters of a reason.
pub const SHORTEST_REASON: usize = 15;

/// Whether a waiver still holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, specta::Type)]
#[serde(rename_all = "kebab-case")]
pub enum Life {
    Holds,
    /// The rule has nothing to say any more.
    NotNeeded,
    /// What it covered reads differently, or there is more of it.
    TextChanged,
    /// The rule asks for something else than it did.
    RuleChanged,
    Expired,
    /// The rule may not be set aside so.
    NotAllowed,
}

/// A waiver and how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    pub waiver: Waiver,
    pub life: Life,
}

/// Sets aside what the guide's waivers cover.
pub(super) fn apply(mut outcome: Outcome, reading: &Reading<'_>) -> Outcome {
    let of_rule = reading.draft.waivers.iter().filter(|waiver| waiver.rule == outcome.rule.id);
    let waivers: Vec<&Waiver> = of_rule.collect();
    if waivers.is_empty() {
        return outcome;
    }
    let open = matches!(outcome.state, State::Fail | State::Confirm | State::Advise);
    let whole = cover_all(reading.document, &outcome.findings);
    let mut set_aside = vec![false; outcome.findings.len()];
    for waiver in waivers {
        let life = match standing(outcome.rule, waiver, reading.today) {
            Life::Holds if !open => Life::NotNeeded,
            Life::Holds => covers(reading, &outcome, waiver, &whole, &mut set_aside),
            other => other,
        };
        outcome.held.push(Held { waiver: waiver.clone(), life });
    }
    settle(outcome, &set_aside, open)
}

/// Marks the findings a waiver covers; says whether there are any.
fn covers(reading: &Reading<'_>, outcome: &Outcome, waiver: &Waiver, whole: &str, set_aside: &mut [bool]) -> Life {
    let mut any = outcome.findings.is_empty() && waiver.scope == WaiverScope::Guide && waiver.text_hash == whole;
    let mut forbidden = false;
    for (finding, done) in outcome.findings.iter().zip(set_aside) {
        let meant = match waiver.scope {
            WaiverScope::Guide => waiver.text_hash == whole,
            WaiverScope::Span => waiver.text_hash == cover(reading.document, finding),
        };
        let allowed = outcome.rule.waive.in_code || !in_code(reading, finding);
        *done |= meant && allowed;
        any |= meant && allowed;
        forbidden |= meant && !allowed;
    }
    match (any, forbidden) {
        (true, _) => Life::Holds,
        (false, true) => Life::NotAllowed,
        (false, false) => Life::TextChanged,
    }
}

/// Findings that are set aside go apart; a rule with none left is waived.
fn settle(mut outcome: Outcome, set_aside: &[bool], open: bool) -> Outcome {
    if !open || outcome.held.iter().all(|held| held.life != Life::Holds) {
        return outcome;
    }
    let mut done = set_aside.iter().copied();
    let (waived, left) = std::mem::take(&mut outcome.findings).into_iter().partition(|_| done.next() == Some(true));
    (outcome.waived, outcome.findings) = (waived, left);
    if outcome.findings.is_empty() {
        outcome.state = State::Waived;
    }
    outcome
}

/// Everything that can be said without looking at the text.
fn standing(rule: &Rule, waiver: &Waiver, today: &str) -> Life {
    match () {
        () if fault(rule, waiver).is_some() => Life::NotAllowed,
        () if major(&waiver.version) != major(rule.version) => Life::RuleChanged,
        () if !waiver.expires.is_empty() && waiver.expires.as_str() < today => Life::Expired,
        () => Life::Holds,
    }
}

fn major(version: &str) -> &str {
    version.split('.').next().unwrap_or_default()
}

/// Why a rule may not be set aside like this, with a way out.
pub fn fault(rule: &Rule, waiver: &Waiver) -> Option<String> {
    let id = rule.id;
    let only: Vec<&str> = rule.waive.codes.iter().map(|code| code.as_str()).collect();
    let day = |text: &str| text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok();
    let same = waiver.with.trim().to_lowercase() == waiver.by.trim().to_lowercase();
    match () {
        () if rule.waive.who == Who::Nobody => Some(format!("{id} cannot be set aside. {}.", rule.task)),
        () if !rule.waive.codes.contains(&waiver.code) => {
            Some(format!("{id} can only be set aside as {}.", only.join(" or ")))
        }
        () if waiver.reason.trim().chars().count() < SHORTEST_REASON => {
            Some(format!("A reason has at least {SHORTEST_REASON} characters: somebody will ask in a year."))
        }
        () if waiver.by.trim().is_empty() => Some("A waiver has a name. Say who you are in the settings.".into()),
        () if rule.waive.who == Who::Two && (waiver.with.trim().is_empty() || same) => {
            Some(format!("{id} is set aside by two people. Name the other one."))
        }
        () if !waiver.expires.is_empty() && !day(&waiver.expires) => {
            Some(format!("“{}” is no date of the form 2026-03-12.", waiver.expires))
        }
        () if waiver.expires.is_empty() && waiver.code.days().is_some() => {
            Some(format!("A waiver that is {} has an end. Give it a date.", waiver.code.as_str()))
        }
        () => None,
    }
}

/// The default last day of a waiver given today; empty where it lives as long as its text.
pub fn end(code: WaiverCode, today: &str) -> String {
    let date = today.parse::<jiff::civil::Date>().ok();
    let last = date
        .zip(code.days())
        .and_then(|(date, days)| jiff::Span::new().try_days(days).ok().and_then(|span| date.checked_add(span).ok()));
    last.map(|date| date.to_string()).unwrap_or_default()
}

/// What a waiver of everything these findings point at covers, as a hash.
pub fn cover_all(document: &Document<'_>, findings: &[Finding]) -> String {
    let mut all: Vec<String> = findings.iter().map(|finding| cover(document, finding)).collect();
    all.sort_unstable();
    hash(&all.join("\n"))
}

/// What a waiver of this one place covers: the words, and the paragraph they stand in; white space does not matter.
pub fn cover(document: &Document<'_>, finding: &Finding) -> String {
    let around = match finding.quote.place {
        Place::Field(field) => format!("{field:?}"),
        Place::Body(span) => folded(paragraph(document, span.start)),
    };
    hash(&format!("{}\0{around}", folded(&finding.quote.exact)))
}

fn paragraph<'r>(document: &'r Document<'_>, at: usize) -> &'r str {
    let behind = document.paragraphs.partition_point(|paragraph| paragraph.span.start <= at);
    let paragraph = behind.checked_sub(1).and_then(|at| document.paragraphs.get(at)).map(|found| found.span);
    let block = document.blocks.iter().map(|block| block.span).find(|span| span.contains(at));
    let found = paragraph.filter(|span| span.contains(at)).or(block);
    found.map_or("", |span| span.of(document.source))
}

fn in_code(reading: &Reading<'_>, finding: &Finding) -> bool {
    let Place::Body(span) = finding.quote.place else { return false };
    let document = reading.document;
    let block = document.code.iter().any(|code| code.span.contains(span.start));
    let inline = |run: &crate::markdown::Run<'_>| {
        run.layer == crate::markdown::Layer::InlineCode && run.span.contains(span.start)
    };
    block || document.runs.iter().any(inline)
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn hash(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex()[..32].to_owned()
}

/// "1 waiver", "2 waivers" of required rules that hold.
pub fn count(outcomes: &[Outcome]) -> usize {
    let waived = |outcome: &&Outcome| outcome.state == State::Waived && outcome.severity == Severity::Required;
    outcomes.iter().filter(waived).count()
}

#[cfg(test)]
mod tests;
