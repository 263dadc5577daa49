//! A draft → what its row in the library says: counts, heading ids, and the bar's verdict. Pure.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use crate::bar::passages::prints_of;
use crate::bar::{Input, Outcome, Profile, State, check};
use crate::checklist;
use crate::guide::{Draft, Kind};
use crate::markdown::Document;
use crate::store::Verdict;
use crate::view::Score;
use crate::vocabulary::Vocabulary;

/// What drafts are judged against.
#[derive(Debug, Clone)]
pub(super) struct Measure {
    pub vocabulary: Arc<Vocabulary>,
    pub profile: Arc<Profile>,
    /// `YYYY-MM-DD`.
    pub today: String,
}

/// What the bar and the counters say of a draft.
pub(super) struct Judged {
    pub words: u32,
    pub minutes: u32,
    pub verdict: Verdict,
    /// Empty for case studies and stack pages: the bar is for guides.
    pub outcomes: Vec<Outcome>,
}

/// What a save stores beside the text.
pub(super) struct Kept {
    pub judged: Judged,
    pub anchors: Vec<String>,
    /// Of guides and case studies; see `bar::passages`.
    pub prints: Vec<u64>,
}

pub(super) fn judge(draft: &Draft, assets: &[(String, u64)], measure: &Measure) -> Judged {
    judge_document(draft, &Document::parse(&draft.body), assets, measure)
}

/// `document` is the parse of the draft's body.
pub(super) fn judge_document(
    draft: &Draft,
    document: &Document<'_>,
    assets: &[(String, u64)],
    measure: &Measure,
) -> Judged {
    let Measure { vocabulary, profile, today } = measure;
    let outcomes = match draft.meta.kind.is_guide() {
        true => check(&Input { draft, document, vocabulary, assets, today, profile }),
        false => Vec::new(),
    };
    let counts = document.counts(&profile.pace());
    Judged {
        words: counts.words,
        minutes: draft.meta.read_minutes.unwrap_or(counts.read_minutes),
        verdict: Verdict { score: checklist::score(&outcomes), open: open_rules(&outcomes) },
        outcomes,
    }
}

pub(super) fn keep(draft: &Draft, assets: &[(String, u64)], measure: &Measure) -> Kept {
    keep_document(draft, &Document::parse(&draft.body), assets, measure)
}

/// `document` is the parse of the draft's body.
pub(super) fn keep_document(
    draft: &Draft,
    document: &Document<'_>,
    assets: &[(String, u64)],
    measure: &Measure,
) -> Kept {
    Kept {
        judged: judge_document(draft, document, assets, measure),
        anchors: document.headings.iter().map(|heading| heading.id.clone()).collect(),
        prints: if draft.meta.kind == Kind::StackItem { Vec::new() } else { prints_of(document) },
    }
}

/// As `keep`, for saving: should a rule ever stumble over a text, the text is saved all the same, with
/// a verdict that lets nothing through.
pub(super) fn keep_always(draft: &Draft, assets: &[(String, u64)], measure: &Measure) -> Kept {
    let kept = std::panic::catch_unwind(AssertUnwindSafe(|| keep(draft, assets, measure)));
    kept.unwrap_or_else(|_| {
        let verdict = Verdict { score: Score { required: 1, open: 1, ..Score::default() }, open: Vec::new() };
        let words = draft.body.split_whitespace().count() as u32;
        let judged = Judged { words, minutes: draft.meta.read_minutes.unwrap_or(1), verdict, outcomes: Vec::new() };
        Kept { judged, anchors: Vec::new(), prints: Vec::new() }
    })
}

/// Rules that still want something, required or not.
fn open_rules(outcomes: &[Outcome]) -> Vec<String> {
    let open = outcomes.iter().filter(|outcome| matches!(outcome.state, State::Fail | State::Confirm | State::Advise));
    let mut rules: Vec<String> = open.map(|outcome| outcome.rule.id.to_owned()).collect();
    rules.sort_unstable();
    rules
}
