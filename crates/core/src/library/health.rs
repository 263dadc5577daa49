//! How people fare with each rule: counts of what they did about its findings, in this library alone.

use super::Library;
use crate::bar::rules;
use crate::view::RuleHealth;
use crate::{Error, ErrorCode, Result};

/// What can be counted about a rule.
const DEEDS: [&str; 4] = ["accept", "fix", "dismiss", "waive"];
/// Deeds before a share means anything.
const ENOUGH: u32 = 50;

impl Library {
    /// Counts one deed about a rule: `accept`, `fix`, `dismiss` or `waive`.
    pub fn note_use(&self, rule: &str, deed: &str) -> Result<()> {
        if !DEEDS.contains(&deed) || rules().iter().all(|known| known.id != rule) {
            return Err(Error::new(ErrorCode::Invalid, "This is nothing that is counted about a rule."));
        }
        let at = self.now();
        self.write(|tables| tables.count_use(rule, deed, &at))
    }

    /// Every rule, in the order of the checklist.
    pub fn rule_health(&self) -> Result<Vec<RuleHealth>> {
        self.follow_changes();
        let (uses, open) = self.read(|tables| Ok((tables.uses()?, tables.open_per_rule()?)))?;
        Ok(rules()
            .iter()
            .map(|rule| {
                let times = |deed: &str| {
                    uses.iter().find(|(id, known, _)| id == rule.id && known == deed).map_or(0, |(.., times)| *times)
                };
                let [accepted, fixed, dismissed, waived] = DEEDS.map(times);
                let open = open.iter().find(|(id, _)| id == rule.id).map_or(0, |(_, guides)| *guides);
                let all = accepted + fixed + dismissed + waived;
                // One dismissal in ten is too many for a rule that holds guides back.
                let doubtful = all >= ENOUGH && dismissed * 10 > all;
                RuleHealth {
                    rule: rule.id.into(),
                    name: rule.name.into(),
                    open,
                    accepted,
                    fixed,
                    dismissed,
                    waived,
                    doubtful,
                }
            })
            .collect())
    }
}
