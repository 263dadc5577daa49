//! Compared with what: both values, a named comparand, a bare change, or nothing.

use std::sync::LazyLock;

use regex::bytes::Regex;

use super::claim::{Claim, Form};
use super::skeleton::{Skeleton, pattern};

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

static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:compared (?:to|with)|in comparison|relative to|against (?:the|our|a|an|last|ⓃⓉ)|versus|vs\.?|since (?:v|version|V8|chrome|node|rust|the)\b|over (?:the )?(?:v?#|baseline|previous|old|former|last)|baseline|last (?:quarter|year|month|week|release)|year[- ]on[- ]year|year[- ]over[- ]year|of what (?:it|we|the)|than (?:the|our|a|an|with|its|in|before|those|that|without|our|last|any|most|previous|(?-i:[A-Z])|`)|(?-i:[A-Z])[\w.-]+'s|as the (?:former|old|previous)|the same (?:time )?period|from #|(?:stable|beta|release) to)",
    )
});

pub(super) fn of(skeleton: &Skeleton<'_>, claim: &Claim) -> Baseline {
    match claim.form {
        Form::FromTo | Form::Was if claim.before.is_some() => Baseline::FromTo,
        Form::Comparison if than(skeleton) => Baseline::Named,
        _ if skeleton.says(&NAMED) => Baseline::Named,
        Form::Change | Form::Comparison | Form::DownTo | Form::Was | Form::FromTo => Baseline::Implicit,
        _ => Baseline::None,
    }
}

fn than(skeleton: &Skeleton<'_>) -> bool {
    static THAN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:faster|slower|smaller|larger|bigger|fewer|less|more|lower|higher|better|cheaper|longer|shorter|quicker|as \w+)\s(?:than|as)\s",
        )
    });
    skeleton.says(&THAN)
}
