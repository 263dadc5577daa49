//! The quality bar: one rule per file under `rules/`, one engine, results with evidence.
//!
//! A rule reads a `Reading` (the draft, its parse and what is derived from both once) and says what it
//! measured. Pure: reads a draft, its parsed document and the vocabulary; returns values. Never a network,
//! never a clock (today's date comes in), never a `Result`.

mod agreement;
mod alike;
mod confusable;
pub mod grid;
mod imports;
mod ledger;
mod listed;
mod memory;
mod mentions;
mod method;
mod months;
pub mod outcome_detector;
pub mod outcome_form;
mod outcomes;
pub mod passages;
pub mod profile;
mod proof;
mod prose;
mod reading;
mod ready;
mod remark;
mod rules;
mod said;
mod sentences;
pub mod subjects;
mod syllables;
#[cfg(test)]
mod testing;
mod unlinked;
mod verdict;
pub mod waive;
pub mod waivers;
mod words;

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::guide::{Draft, Kind, Meta};
use crate::markdown::Document;
pub use crate::text::Edit;
use crate::text::Span;
use crate::vocabulary::Vocabulary;

pub use agreement::{Agreement, Figure, beside, figures};
pub use ledger::{Entry, Rung, ledger};
pub use memory::in_passing;
pub use profile::{Number, Profile, Setting, Weight, Words};
pub use reading::Reading;
pub use ready::make_ready;
pub use sentences::sentences;
pub use unlinked::{Unlinked, unlinked};
pub use waive::{Code, Waive};

/// What a rule may read.
pub struct Input<'a> {
    pub draft: &'a Draft,
    pub document: &'a Document<'a>,
    pub vocabulary: &'a Vocabulary,
    /// Assets of this guide as the text names them: path and size in bytes.
    pub assets: &'a [(String, u64)],
    /// Today, `YYYY-MM-DD`.
    pub today: &'a str,
    /// What the publication asks; `Profile::usual()` without a profile of its own.
    pub profile: &'a Profile,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    Required,
    Recommended,
    Info,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    Pass,
    Fail,
    Advise,
    Confirm,
    Waived,
    NotApplicable,
}

/// Where a finding stands when it is not in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Field {
    Title,
    Summary,
    Slug,
    Kind,
    Date,
    Updated,
    Tags,
    Stack,
    CaseStudies,
    Subjects,
    ReadMinutes,
}

/// A place in the body or in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Body(Span),
    Field(Field),
}

/// The words that satisfy or break a rule, with a little of what stands around them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    pub place: Place,
    pub exact: String,
    pub prefix: String,
    pub suffix: String,
    /// A word about the evidence: "Settlement p95 · 240 ms · from 1.8 s", "PostgreSQL".
    pub label: String,
}

/// A machine's offer: edits of the text, or a new set of fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Imperative, short: "Link MongoDB".
    pub label: String,
    pub edits: Vec<Edit>,
    pub meta: Option<Meta>,
    /// Right without looking: it is the only way, and no meaning changes.
    pub exact: bool,
}

/// A question one click settles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// "Is this a result you measured?"
    pub text: String,
    /// The sentence the answer is stored with (white space folded); empty where a doubted rule asks about itself: a no is
    /// then a waiver.
    pub sentence: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    pub quote: Quote,
    /// What and one way out, two sentences at most.
    pub message: String,
    /// Why, in one clause.
    pub why: &'static str,
    pub fixes: Vec<Fix>,
    pub ask: Option<Question>,
    /// 0 to 1.
    pub confidence: f32,
}

/// One rule's verdict on one guide.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    pub rule: &'static Rule,
    /// The rule's own, or what the profile makes of it.
    pub severity: Severity,
    pub state: State,
    /// "742", "5": what was measured, for people.
    pub measured: String,
    /// "800", "6": what is asked, for people; empty where a rule has no number.
    pub threshold: String,
    pub evidence: Vec<Quote>,
    pub findings: Vec<Finding>,
    /// Findings that a waiver sets aside.
    pub waived: Vec<Finding>,
    /// The guide's waivers of this rule, those that hold and those that do not.
    pub held: Vec<waivers::Held>,
}

/// How sure a rule can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Exact: decided from the text and the library.
    Exact,
    /// A rule of thumb with a measured precision: may gate, and asks when unsure.
    Measured,
    /// A weak sign: advice only.
    Weak,
}

/// Which entries a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Deep dives and comparisons.
    Guides,
    /// Comparisons only.
    Comparisons,
    /// Case studies and stack pages as well: broken links and hidden characters hurt everywhere.
    Everything,
}

impl Scope {
    fn holds(self, kind: Kind) -> bool {
        match self {
            Scope::Guides => kind.is_guide(),
            Scope::Comparisons => kind == Kind::Comparison,
            Scope::Everything => true,
        }
    }
}

/// A rule: its name, weight and check.
pub struct Rule {
    /// `links.case-study`.
    pub id: &'static str,
    /// Shown in the checklist: "Case study".
    pub name: &'static str,
    /// What is left to do while it is open, as an imperative: "Link a case study".
    pub task: &'static str,
    /// Why it matters, in one clause.
    pub why: &'static str,
    /// Raised when its verdicts on the same text may change.
    pub version: &'static str,
    pub severity: Severity,
    pub scope: Scope,
    pub class: Class,
    /// Who may set it aside, and for what reasons.
    pub waive: Waive,
    /// What a publication may set: see `profile::setting`.
    pub settings: &'static [Setting],
    pub check: fn(&'static Rule, &Reading<'_>) -> Outcome,
}

impl Rule {
    /// `length`, `outcomes`, `links`, `stack`, `compare`, `structure`, `code`, `images`, `meta`, `text`.
    pub fn group(&self) -> &'static str {
        self.id.split('.').next().unwrap_or_default()
    }
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id)
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// Every rule of the default bar, in the order of the checklist.
pub fn rules() -> &'static [Rule] {
    rules::RULES
}

/// Runs every rule; those that are not about this kind of entry, or that the profile switches off, answer "not
/// applicable".
pub fn check(input: &Input<'_>) -> Vec<Outcome> {
    let reading = Reading::new(input);
    rules().iter().map(|rule| judge(rule, &reading)).collect()
}

/// One rule's verdict, with the severity the profile gives it and what the guide's waivers set aside.
pub fn judge(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    match reading.profile.weight(rule) {
        Weight::Counts(severity) if rule.scope.holds(reading.draft.meta.kind) => {
            let outcome = (rule.check)(rule, reading);
            // A rule may weigh more in one case; a profile has the last word.
            let outcome = if severity == rule.severity { outcome } else { outcome.weighed(severity) };
            let outcome = waivers::apply(outcome, reading);
            match reading.profile.doubt(rule) {
                Some(doubt) => outcome.doubted(doubt),
                None => outcome,
            }
        }
        _ => Outcome::not_applicable(rule),
    }
}
