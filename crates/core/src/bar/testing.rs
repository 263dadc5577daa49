//! A small guide and library for the tests of rules, and a way to run one rule and apply one fix.

#![allow(clippy::unwrap_used)]

use super::Reading;
use super::{Fix, Input, Outcome, Profile, State, judge, rules};
use crate::guide::{Draft, Meta};
use crate::markdown::Document;
use crate::vocabulary::{Vocabulary, sample};

/// What breaks one rule, and what only looks as if it did: each rule's file has a table of both.
pub struct Cases {
    pub rule: &'static str,
    pub mutants: Vec<Case>,
    pub near_misses: Vec<Case>,
}

/// A draft and the library around it.
#[derive(Debug)]
pub struct Case {
    pub draft: Draft,
    pub vocabulary: Vocabulary,
}

impl Cases {
    pub fn of(rule: &'static str) -> Self {
        Self { rule, mutants: Vec::new(), near_misses: Vec::new() }
    }

    /// Each of them must fail or ask if the rule is required, advise if it is recommended.
    pub fn broken<C: Into<Case>>(mut self, cases: impl IntoIterator<Item = C>) -> Self {
        self.mutants.extend(cases.into_iter().map(Into::into));
        self
    }

    /// Each of them must pass, or be none of the rule's business.
    pub fn sound<C: Into<Case>>(mut self, cases: impl IntoIterator<Item = C>) -> Self {
        self.near_misses.extend(cases.into_iter().map(Into::into));
        self
    }
}

impl From<Draft> for Case {
    fn from(draft: Draft) -> Self {
        Self { draft, vocabulary: sample() }
    }
}

impl From<(Draft, Vocabulary)> for Case {
    fn from((draft, vocabulary): (Draft, Vocabulary)) -> Self {
        Self { draft, vocabulary }
    }
}

impl From<&str> for Case {
    fn from(body: &str) -> Self {
        draft(body).into()
    }
}

impl From<String> for Case {
    fn from(body: String) -> Self {
        draft(&body).into()
    }
}

pub const TODAY: &str = "2026-11-25";

pub fn meta() -> Meta {
    Meta {
        title: "Staying correct when payments arrive twice".into(),
        summary: "A ledger that stays correct when callbacks are late, doubled or lost: from NestFi.".into(),
        slug: "staying-correct".into(),
        date: "2026-02-04".into(),
        stack: vec!["PostgreSQL".into(), "Redis".into()],
        case_studies: vec!["nestfi".into()],
        ..Meta::default()
    }
}

pub fn draft(body: &str) -> Draft {
    Draft { meta: meta(), body: body.into(), ..Draft::default() }
}

/// What somebody reads of a draft in the sample library.
pub fn reading_of<T>(draft: &Draft, read: impl FnOnce(&Reading<'_>) -> T) -> T {
    let document = Document::parse(&draft.body);
    let (vocabulary, profile) = (sample(), Profile::usual());
    read(&Reading::new(&Input {
        draft,
        document: &document,
        vocabulary: &vocabulary,
        assets: &[],
        today: TODAY,
        profile,
    }))
}

pub fn with(change: impl FnOnce(&mut Meta)) -> Draft {
    let mut draft = draft("Words.\n");
    change(&mut draft.meta);
    draft
}

pub fn run(id: &str, draft: &Draft) -> Outcome {
    run_with(id, draft, &sample())
}

pub fn run_with(id: &str, draft: &Draft, vocabulary: &Vocabulary) -> Outcome {
    run_in(id, draft, vocabulary, Profile::usual())
}

/// Under a profile of one's own.
pub fn run_in(id: &str, draft: &Draft, vocabulary: &Vocabulary, profile: &Profile) -> Outcome {
    let document = Document::parse(&draft.body);
    let assets: Vec<(String, u64)> = [
        ("images/flow.png", 1_000),
        ("images/big.png", 3 << 20),
        ("images/small.gif", 900_000),
        ("images/long.gif", 1_500_000),
        ("data.csv", 10),
    ]
    .map(|(path, size)| (path.to_owned(), size))
    .into();
    let input = Input { draft, document: &document, vocabulary, assets: &assets, today: TODAY, profile };
    let rule = rules().iter().find(|rule| rule.id == id).unwrap();
    judge(rule, &Reading::new(&input))
}

/// What a rule reads of a draft, under the default bar.
pub fn with_reading<T>(draft: &Draft, look: impl FnOnce(&Reading<'_>) -> T) -> T {
    let (document, vocabulary) = (Document::parse(&draft.body), sample());
    let profile = Profile::usual();
    let input = Input { draft, document: &document, vocabulary: &vocabulary, assets: &[], today: TODAY, profile };
    look(&Reading::new(&input))
}

pub fn on(id: &str, body: &str) -> Outcome {
    run(id, &draft(body))
}

/// Every body gets this state, and a state other than pass has a finding to point at.
pub fn all(id: &str, state: State, bodies: &[&str]) {
    for body in bodies {
        let outcome = on(id, body);
        assert_eq!(outcome.state, state, "{id} on {body:?}: {:?}", outcome.findings);
        if matches!(state, State::Fail | State::Advise) {
            assert!(!outcome.findings.is_empty(), "{id} on {body:?}");
        }
    }
}

/// Takes the first fix of the first finding.
pub fn fixed(draft: &Draft, outcome: &Outcome) -> Draft {
    applied(draft, &outcome.findings[0].fixes[0])
}

pub fn applied(draft: &Draft, fix: &Fix) -> Draft {
    let mut draft = draft.clone();
    for edit in fix.edits.iter().rev() {
        draft.body.replace_range(edit.span.start..edit.span.end, &edit.insert);
    }
    if let Some(meta) = &fix.meta {
        draft.meta = meta.clone();
    }
    draft
}

/// A comparison of NestJS, which the library knows, and Fastify, which it does not.
pub fn comparison(body: &str) -> Draft {
    let mut draft = draft(body);
    draft.meta.kind = crate::guide::Kind::Comparison;
    draft.meta.subjects = vec!["NestJS".into(), "Fastify".into()];
    draft
}

/// `count` words of prose.
pub fn words(count: usize) -> String {
    vec!["word"; count].join(" ")
}
