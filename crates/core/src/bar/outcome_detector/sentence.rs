//! A sentence as the detector reads it, once: what is no quantity is hidden, quantities are found, and everything else
//! is asked of that.
//!
//! Keeps no claims: who asks twice pays twice.

use super::amount::{self, Amount};
use super::claim::{self, Claim};
use super::item::Items;
use super::quantity::{self, Quantity};
use super::{mask, number_word};

/// Spans of what it answers are bytes of the sentence.
pub struct Sentence<'s> {
    pub text: &'s str,
    /// Same length as the text.
    pub(super) masked: String,
    /// The same in small letters.
    small: String,
    quantities: Vec<Quantity>,
}

impl<'s> Sentence<'s> {
    /// `None` when no quantity can stand in the sentence.
    pub fn at(text: &'s str) -> Option<Self> {
        number_word::may_hold(text).then(|| Self::of(text))
    }

    pub fn of(text: &'s str) -> Self {
        let masked = mask::mask(text);
        let (small, quantities) = (masked.to_ascii_lowercase(), quantity::find(&masked));
        Self { text, masked, small, quantities }
    }

    /// True when a quantity stands here, whatever is said of it.
    pub fn has_quantity(&self) -> bool {
        !self.quantities.is_empty()
    }

    /// Every amount, in order. Addresses, versions and other numbers that measure nothing are left out.
    pub fn amounts(&self) -> Vec<Amount> {
        self.quantities.iter().filter_map(|quantity| amount::of(&self.masked, quantity)).collect()
    }

    /// Claims and the items they are about; `None` when nothing is claimed.
    pub(super) fn claims(&self) -> Option<(Items<'_>, Vec<Claim>)> {
        if self.quantities.is_empty() && !claim::may_deny(&self.small) {
            return None;
        }
        let items = Items::of(&self.masked, &self.small, &self.quantities);
        let claims = claim::find(&items);
        (!claims.is_empty()).then_some((items, claims))
    }
}
