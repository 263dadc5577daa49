//! How people fare with each rule: counts of what they did about its findings, in this library alone.
//!
//! A required rule that is often called wrong asks instead of holding guides back; see `bar::profile::Doubt`.

use super::Library;
use crate::bar::profile::Uses;
use crate::bar::{Rule, rules};
use crate::store::Tables;
use crate::view::RuleHealth;
use crate::{Error, ErrorCode, Result};

/// What can be counted about a rule.
const DEEDS: [&str; 4] = ["accept", "fix", "dismiss", "waive"];

/// The rule of this name.
pub(super) fn rule(id: &str) -> Result<&'static Rule> {
    let found = rules().iter().find(|rule| rule.id == id);
    found.ok_or_else(|| Error::new(ErrorCode::NotFound, format!("There is no rule “{id}”.")))
}

/// What was counted about a rule; `uses` is as the store answers.
pub(super) fn counted(uses: &[(String, String, u32)], rule: &Rule) -> Uses {
    let times =
        |deed: &str| uses.iter().find(|(id, known, _)| id == rule.id && known == deed).map_or(0, |(.., times)| *times);
    let [accepted, fixed, dismissed, waived] = DEEDS.map(times);
    Uses { accepted, fixed, dismissed, waived }
}

impl Library {
    /// Counts one deed about a rule: `accept`, `fix`, `dismiss` or `waive`.
    pub fn note_use(&self, rule: &str, deed: &str) -> Result<()> {
        if !DEEDS.contains(&deed) || rules().iter().all(|known| known.id != rule) {
            return Err(Error::new(ErrorCode::Invalid, "This is nothing that is counted about a rule."));
        }
        let at = self.now();
        self.counting(|tables| tables.count_use(rule, deed, &at))
    }

    /// A deed that counts something about rules: whether they ask or gate follows from it.
    pub(super) fn counting<T>(&self, deed: impl FnOnce(&Tables<'_>) -> Result<T>) -> Result<T> {
        let done = self.write(deed)?;
        self.profile_changed()?;
        Ok(done)
    }

    /// Every rule, in the order of the checklist.
    pub fn rule_health(&self) -> Result<Vec<RuleHealth>> {
        self.follow_changes();
        let (uses, open) = self.read(|tables| Ok((tables.uses()?, tables.open_per_rule()?)))?;
        let profile = self.profile();
        let health = |rule: &'static Rule| {
            let open = open.iter().find(|(id, _)| id == rule.id).map_or(0, |(_, guides)| *guides);
            RuleHealth::new(rule, counted(&uses, rule), open, &profile)
        };
        Ok(rules().iter().map(health).collect())
    }
}
