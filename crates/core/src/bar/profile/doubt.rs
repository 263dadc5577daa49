//! Rules that people often call wrong: they ask instead of holding a guide back, until the share falls again.
//!
//! Counted from what people did about a rule's findings. What nobody may call wrong alone (a secret, a broken link, a
//! number of words) is never doubted. Stores nothing.

use super::{Profile, Weight};
use crate::bar::waive::Who;
use crate::bar::{Code, Finding, Outcome, Question, Rule, Severity, State, rules};

/// What people did about one rule's findings in a library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Uses {
    /// "Yes."
    pub accepted: u32,
    pub fixed: u32,
    /// "No, this is wrong."
    pub dismissed: u32,
    pub waived: u32,
}

/// How often a doubted rule was wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doubt {
    pub dismissed: u32,
    pub of: u32,
}

impl Uses {
    /// Findings before a share means anything.
    pub const ENOUGH: u32 = 50;
    /// Of so many, one dismissed is the most a rule that gates may have.
    const ONE_IN: u32 = 10;

    pub fn all(&self) -> u32 {
        [self.accepted, self.fixed, self.dismissed, self.waived].iter().fold(0, |sum, times| sum.saturating_add(*times))
    }

    /// More than one in ten of at least fifty was dismissed.
    pub fn is_doubtful(&self) -> bool {
        self.all() >= Self::ENOUGH && u64::from(self.dismissed) * u64::from(Self::ONE_IN) > u64::from(self.all())
    }
}

/// True for rules that one person may call wrong.
fn may_be_wrong(rule: &Rule) -> bool {
    rule.waive.who == Who::One && rule.waive.codes.contains(&Code::FalsePositive)
}

impl Profile {
    /// This bar, with the rules that were often wrong made to ask. `uses` is asked once for each rule.
    pub fn doubting(mut self, uses: impl Fn(&'static Rule) -> Uses) -> Self {
        let required = |rule: &&Rule| self.weight(rule) == Weight::Counts(Severity::Required);
        let open = rules().iter().filter(required).filter(|rule| may_be_wrong(rule));
        let counted = open.map(|rule| (rule.id, uses(rule))).filter(|(_, uses)| uses.is_doubtful());
        self.doubts = counted.map(|(id, uses)| (id, Doubt { dismissed: uses.dismissed, of: uses.all() })).collect();
        self
    }

    /// Why a required rule asks instead of holding guides back.
    pub fn doubt(&self, rule: &Rule) -> Option<Doubt> {
        if self.doubts.is_empty() { None } else { self.doubts.get(rule.id).copied() }
    }

    /// The same rules are doubted, whatever the figures.
    pub fn doubts_as(&self, other: &Self) -> bool {
        self.doubts.len() == other.doubts.len() && self.doubts.keys().all(|rule| other.doubts.contains_key(rule))
    }
}

impl Outcome {
    /// A doubted rule that would hold the guide back asks about each place; one that has no place to ask about cannot.
    pub(in crate::bar) fn doubted(mut self, doubt: Doubt) -> Self {
        if self.severity == Severity::Required && self.state == State::Fail && !self.findings.is_empty() {
            self.state = State::Confirm;
            self.findings = self.findings.into_iter().map(|finding| asked(finding, doubt)).collect();
        }
        self
    }
}

fn asked(finding: Finding, Doubt { dismissed, of }: Doubt) -> Finding {
    let text = format!("Is this a fault? {dismissed} of {of} times it was not.");
    let ask = finding.ask.clone().unwrap_or(Question { text, sentence: String::new() });
    Finding { ask: Some(ask), ..finding }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bar::testing::{draft, run_in};
    use crate::vocabulary::sample;

    fn uses(dismissed: u32, fixed: u32) -> Uses {
        Uses { dismissed, fixed, ..Uses::default() }
    }

    #[test]
    fn one_in_ten_of_fifty_is_the_border() {
        let doubtful = |dismissed, fixed| uses(dismissed, fixed).is_doubtful();
        assert!(!doubtful(49, 0), "too few to say");
        assert!(doubtful(50, 0));
        assert!(!doubtful(5, 45), "one in ten is allowed");
        assert!(doubtful(6, 44));
        assert!(doubtful(6, 53) && !doubtful(6, 54), "and it comes back");
        assert!(uses(u32::MAX, u32::MAX).is_doubtful());
    }

    #[test]
    fn a_doubted_rule_asks_and_no_other_changes() {
        let often = Profile::default().doubting(|rule| if rule.id == "images.alt" { uses(6, 44) } else { uses(0, 90) });
        let run = |id: &str, profile: &Profile| run_in(id, &draft("![](a.png)\n"), &sample(), profile);
        let plain = run("images.alt", Profile::usual());
        let asked = run("images.alt", &often);
        assert_eq!((plain.state, asked.state), (State::Fail, State::Confirm));
        assert_eq!(asked.findings.len(), plain.findings.len());
        for finding in &asked.findings {
            let question = finding.ask.as_ref().map(|ask| ask.text.as_str());
            assert_eq!(question, Some("Is this a fault? 6 of 50 times it was not."));
        }
        assert_eq!(run("length.words", &often), run("length.words", Profile::usual()));
    }

    #[test]
    fn what_nobody_may_call_wrong_alone_is_never_doubted() {
        let all = Profile::default().doubting(|_| uses(500, 0));
        for rule in rules() {
            let codes = rule.waive.codes.contains(&Code::FalsePositive) && rule.waive.who == Who::One;
            assert_eq!(all.doubt(rule).is_some(), codes && rule.severity == Severity::Required, "{}", rule.id);
        }
        for id in ["length.words", "links.broken", "code.secret", "text.hidden", "outcomes.measured"] {
            assert!(!all.doubts.contains_key(id), "{id}");
        }
        assert!(!all.doubts_as(Profile::usual()) && all.doubts_as(&Profile::default().doubting(|_| uses(60, 9))));
    }

    #[test]
    fn advice_is_not_doubted_even_where_a_publication_lowered_it() {
        let lowered = Profile::read("version = 1\n[images.alt]\nseverity = \"recommended\"\n").unwrap_or_default();
        let doubted = lowered.doubting(|_| uses(60, 0));
        assert!(!doubted.doubts.contains_key("images.alt") && doubted.doubts.contains_key("meta.slug"));
    }
}
