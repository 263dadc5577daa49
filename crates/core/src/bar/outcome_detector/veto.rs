//! Doubts: words that make a number a goal, a setting, an example, somebody else's figure.
//!
//! Each takes points away and has a name a writer can disagree with. Nothing here is final: the writer's
//! answer stands above every doubt.

use std::sync::LazyLock;

use super::claim::{Claim, Form};
use super::item::Items;
use super::phrase::{Book, Match};
use super::quantity::Measure;
use super::veto_table::{Row, TABLE};

pub(super) struct Doubt {
    pub points: i32,
    pub reason: Option<&'static str>,
}

/// Signs of a moment, or of somebody who was there.
const TIMED: &[&str] = &[
    "now/since/after/over/today/median/average/peak/within/p__",
    "this month/quarter/year/week",
    "in the first/last",
    "in/by/since #",
    "in production",
    "so far",
    "on the first try",
    "was/were/had/has/have/fell/rose/cut/took/shrank/saw/held/ran/went/grew/brought/spent/came/got/made/kept/lost/won/paid/gave/drew/sent/found/became/stood/sat/sold/our/we/us",
];

/// The doubt about a plain statement: nobody says when, or that it was seen.
pub const PLAIN: &str = "looks like a fact, not a result";

static BOOK: LazyLock<Book> = LazyLock::new(|| {
    let phrases: Vec<&'static [&'static str]> = TABLE.iter().map(|(.., phrases)| *phrases).collect();
    Book::of(&phrases)
});

static MOMENTS: LazyLock<Book> = LazyLock::new(|| Book::of(&[TIMED]));

/// Every word of doubt in a sentence, found once for all its claims.
pub(super) struct Doubts {
    found: Vec<Match>,
    timed: bool,
}

impl Doubts {
    pub(super) fn of(items: &Items<'_>) -> Self {
        let past = items.iter().any(|item| item.quantity.is_none() && item.word.len() > 3 && item.word.ends_with("ed"));
        Self { found: BOOK.matches(items), timed: past || !MOMENTS.matches(items).is_empty() }
    }

    /// Adds up the doubts about a claim, each row once; the heaviest one names the reason.
    pub(super) fn weigh(&self, items: &Items<'_>, claim: &Claim) -> Doubt {
        let clause = items.get(claim.start).map_or(0, |item| item.clause);
        let mut doubt = Doubt { points: 0, reason: None };
        let mut heaviest = 0;
        for (group, row) in TABLE.iter().enumerate() {
            let (reason, _, sentence, _) = *row;
            let here = |found: &&Match| sentence || items.get(found.start).is_some_and(|item| item.clause == clause);
            if self.found.iter().filter(|found| found.group == group).any(|found| here(&found)) {
                let points = softened(row, claim);
                doubt.points += points;
                if points < heaviest {
                    (heaviest, doubt.reason) = (points, Some(reason));
                }
            }
        }
        if self.is_bare(items, claim) {
            doubt.points -= 2;
            doubt.reason = doubt.reason.or(Some(PLAIN));
        }
        doubt
    }

    /// "The page weighs 3 MB": present tense, no time, nobody who saw it.
    fn is_bare(&self, items: &Items<'_>, claim: &Claim) -> bool {
        let level = matches!(claim.form, Form::Level | Form::Verb | Form::Work) && claim.points < 3;
        let count = claim.after.and_then(|at| items.quantities.get(at)).is_some_and(|q| q.measure == Measure::Count);
        level && !(count && claim.form == Form::Work) && !self.timed
    }
}

/// Both values in one sentence are rarely a setting or a state before.
fn softened(row: &Row, claim: &Claim) -> i32 {
    let both = matches!(claim.form, Form::FromTo | Form::Was) && claim.before.is_some();
    match row.0 {
        "looks like the state before" | "looks like an inventory" | "looks like the set-up of a test" if both => 0,
        "looks like a setting" | "looks like a limit" if both => -2,
        "looks like the state before" if matches!(claim.form, Form::Comparison | Form::Zero) => 0,
        "looks like the set-up of a test" if claim.form == Form::Comparison => -1,
        "looks like a general fact" if !matches!(claim.form, Form::Level | Form::Verb | Form::Work) => 0,
        _ => row.1,
    }
}
