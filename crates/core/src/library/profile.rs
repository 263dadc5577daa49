//! The library's profile: its text, what it means, and replacing it.
//!
//! A text with a problem is never stored, so that a typing error does not change the bar.

use std::sync::{Arc, PoisonError};

use super::judge::Measure;
use super::{Library, lock};
use crate::Result;
use crate::bar::profile::{Refused, template, weighed};
use crate::bar::{Profile, Severity, Weight};
use crate::store::Tables;
use crate::view::{ProfileView, Reweighed, RuleSettings};

/// Name of the setting that holds the text.
const SETTING: &str = "bar";
/// What the text is called in messages.
const NAME: &str = "bar.toml";
const NOT_UNDERSTOOD: &str =
    "The library's profile is not understood by this Highbar; guides are judged by the default bar.";

/// The profile of a library; the default bar, and why, where its text is not understood: another version wrote it.
pub(super) fn stored(tables: &Tables<'_>) -> Result<(Profile, String)> {
    let read = Profile::read_named(NAME, &text(tables)?);
    let uses = tables.uses()?;
    let (profile, notice) = match read {
        Ok(profile) => (profile, ""),
        Err(_) => (Profile::default(), NOT_UNDERSTOOD),
    };
    Ok((profile.doubting(|rule| super::health::counted(&uses, rule)), notice.to_owned()))
}

fn text(tables: &Tables<'_>) -> Result<String> {
    Ok(tables.setting(SETTING)?.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default())
}

impl Library {
    /// What guides are judged by, as of now.
    pub fn profile(&self) -> Arc<Profile> {
        Arc::clone(&self.profile.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn measure(&self) -> Measure {
        Measure { vocabulary: self.vocabulary(), profile: self.profile(), today: self.world.today() }
    }

    /// The profile's text (the commented default where there is none), and what can be set.
    pub fn profile_view(&self) -> Result<ProfileView> {
        let text = self.read(text)?;
        let own = !text.trim().is_empty();
        let text = if own { text } else { template() };
        let problems = Profile::read(&text).err().unwrap_or_default();
        Ok(ProfileView::new(&self.profile(), text, own, &problems))
    }

    /// Replaces the profile; blank text goes back to the default bar. A text with problems is answered with them and
    /// changes nothing. Verdicts follow before the next list.
    pub fn set_profile(&self, text: &str) -> Result<ProfileView> {
        if let Err(problems) = Profile::read(text) {
            return Ok(ProfileView::new(&self.profile(), text.to_owned(), true, &problems));
        }
        let json = serde_json::Value::from(text).to_string();
        self.write(|tables| tables.set_setting(SETTING, &json))?;
        self.profile_changed()?;
        self.profile_view()
    }

    /// Gives a rule another weight (`None`: off) in the profile's text and changes nothing else of it.
    pub fn weigh_rule(&self, rule: &str, severity: Option<Severity>) -> Result<Reweighed> {
        let rule = super::health::rule(rule)?;
        let weight = severity.map_or(Weight::Off, Weight::Counts);
        let (before, found) = self.write(|tables| {
            let before = text(tables)?;
            let found = weighed(&before, rule, weight)?;
            if found.line > 0 {
                tables.set_setting(SETTING, &serde_json::Value::from(found.text.as_str()).to_string())?;
            }
            Ok((before, found))
        })?;
        let from = self.profile().weight(rule).severity();
        self.profile_changed()?;
        let line = u32::try_from(found.line).unwrap_or(u32::MAX);
        let profile = self.profile_view()?;
        Ok(Reweighed { rule: rule.id.into(), name: rule.name.into(), from, to: severity, line, before, profile })
    }

    /// What the library makes of one rule.
    pub fn rule_settings(&self, rule: &str) -> Result<RuleSettings> {
        Ok(RuleSettings::new(super::health::rule(rule)?, &self.profile()))
    }

    /// After the stored text, or what people did about rules, may have changed.
    pub(super) fn profile_changed(&self) -> Result<()> {
        let (fresh, _) = self.read(stored)?;
        let mut profile = self.profile.write().unwrap_or_else(PoisonError::into_inner);
        let same = profile.hash() == fresh.hash() && profile.doubts_as(&fresh);
        *profile = Arc::new(fresh);
        if !same {
            lock(&self.changed).all();
        }
        Ok(())
    }

    /// Replaces the profile, or fails with its problems as an error.
    pub fn adopt_profile(&self, name: &str, text: &str) -> Result<()> {
        Profile::read_named(name, text).map_err(|refused: Refused| crate::Error::from(&refused))?;
        self.set_profile(text).map(drop)
    }
}
