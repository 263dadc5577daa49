//! Compared with what: both values, a named comparand, a bare change, or nothing.

use std::sync::LazyLock;

use super::claim::{Claim, Form};
use super::item::Items;
use super::phrase::Book;

/// What a claim is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Baseline {
    /// Both values stand in the sentence.
    FromTo,
    /// A comparand is named: "than the Express adapter", "since v5.8", "last quarter".
    Named,
    /// Only a change: "reduced by 35 %".
    Implicit,
    None,
}

impl Baseline {
    /// True when a reader learns "compared with what".
    pub fn told(self) -> bool {
        matches!(self, Baseline::FromTo | Baseline::Named)
    }
}

const NAMED: &[&str] = &[
    "compared to/with",
    "in comparison",
    "relative to",
    "against the/our/a/an/last/N/T",
    "versus/vs/baseline",
    "since v/version/v8/chrome/node/rust/v#/A",
    "over the? baseline/previous/old/former/last/#",
    "last quarter/year/month/week/release",
    "year on/over year",
    "of what it/we/the",
    "than the/our/a/an/with/its/in/before/those/that/without/last/any/most/previous/A/`",
    "S",
    "as the former/old/previous",
    "the same time? period",
    "from #",
    "stable/beta/release to",
];

const THAN: &[&str] = &["@more than/as", "as fast/many/much/long/large/big/small as"];

static BOOK: LazyLock<Book> = LazyLock::new(|| Book::of(&[NAMED, THAN]));

pub(super) fn of(items: &Items<'_>, claim: &Claim) -> Baseline {
    if matches!(claim.form, Form::FromTo | Form::Was) && claim.before.is_some() {
        return Baseline::FromTo;
    }
    let found = BOOK.matches(items);
    let says = |group: usize| found.iter().any(|found| found.group == group);
    match claim.form {
        Form::Comparison if says(1) => Baseline::Named,
        _ if says(0) => Baseline::Named,
        Form::Change | Form::Comparison | Form::DownTo | Form::Was | Form::FromTo => Baseline::Implicit,
        _ => Baseline::None,
    }
}
