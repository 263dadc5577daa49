//! The publication's bar on a screen: the profile's text, what is wrong with it, and what can be set.

use serde::Serialize;
use specta::Type;

use crate::bar::profile::{Choice, Problem, Uses, choices, list_of, number_of};
use crate::bar::{Profile, Rule, Setting, Severity, rules};
use crate::text::{Places, Utf16Span};

/// A profile and what it means.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ProfileView {
    /// The text to edit.
    pub text: String,
    /// False: nothing is set; the text is the default bar as comments.
    pub own: bool,
    pub edition: String,
    /// Why the text is not in use; empty when it is.
    pub problems: Vec<ProblemView>,
    /// What is in use now, in the order of the checklist.
    pub rules: Vec<RuleSettings>,
}

/// One thing that is wrong with a profile's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ProblemView {
    /// From 1; columns count characters.
    pub line: u32,
    pub column: u32,
    pub span: Utf16Span,
    /// The line it is on.
    pub source: String,
    pub message: String,
    pub help: String,
}

/// A rule with what a publication makes of it.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RuleSettings {
    pub rule: String,
    pub name: String,
    pub group: String,
    pub why: String,
    pub version: String,
    /// Without a profile.
    pub usual: Severity,
    /// `null`: switched off.
    pub severity: Option<Severity>,
    /// What else it may weigh, the heaviest first.
    pub choices: Vec<WeightChoice>,
    /// Why it asks instead of holding guides back; `null` where it does not.
    pub asks: Option<Asks>,
    pub settings: Vec<SettingView>,
}

/// A weight a rule may have, or why it may not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WeightChoice {
    /// `null`: off.
    pub severity: Option<Severity>,
    /// Why not, in a few words; empty where it may be chosen.
    pub refused: String,
    /// The same as a sentence.
    pub why: String,
}

/// How often a rule that asks was wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
pub struct Asks {
    pub dismissed: u32,
    pub of: u32,
}

/// A rule weighs something else now.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Reweighed {
    pub rule: String,
    pub name: String,
    pub from: Option<Severity>,
    pub to: Option<Severity>,
    /// Line of the text that says so, from 1; 0 where it said so before.
    pub line: u32,
    /// The text as it was, for going back; blank: the default bar.
    pub before: String,
    pub profile: ProfileView,
}

/// A setting with its value; numbers as they are written.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SettingView {
    pub name: String,
    pub what: String,
    pub unit: String,
    pub usual: String,
    pub value: String,
    /// Of a list of words.
    pub words: Vec<String>,
}

impl ProfileView {
    pub fn new(profile: &Profile, text: String, own: bool, problems: &[Problem]) -> Self {
        let places = Places::new(&text);
        let problems = problems.iter().map(|found| problem(found, &text, &places)).collect();
        let rules = rules().iter().map(|rule| RuleSettings::new(rule, profile)).collect();
        Self { own, edition: profile.edition().to_owned(), problems, rules, text }
    }
}

fn problem(problem: &Problem, text: &str, places: &Places<'_>) -> ProblemView {
    let (line, column, source) = problem.place(text);
    ProblemView {
        line: u32::try_from(line).unwrap_or(u32::MAX),
        column: u32::try_from(column).unwrap_or(u32::MAX),
        span: places.span(problem.span),
        source: source.to_owned(),
        message: problem.message.clone(),
        help: problem.help.clone(),
    }
}

impl RuleSettings {
    pub fn new(rule: &Rule, profile: &Profile) -> Self {
        let weight = profile.weight(rule);
        let choice = |Choice { weight, refused, why }: Choice| WeightChoice {
            severity: weight.severity(),
            refused: refused.into(),
            why,
        };
        Self {
            rule: rule.id.into(),
            name: rule.name.into(),
            group: rule.group().into(),
            why: rule.why.into(),
            version: rule.version.into(),
            usual: rule.severity,
            severity: weight.severity(),
            choices: choices(rule, weight).into_iter().map(choice).collect(),
            asks: Asks::of(rule, profile),
            settings: rule.settings.iter().map(|setting| SettingView::new(setting, profile)).collect(),
        }
    }
}

impl SettingView {
    pub fn new(setting: &Setting, profile: &Profile) -> Self {
        let (name, what) = (setting.name().to_owned(), setting.what().to_owned());
        match setting {
            Setting::Number(number) => Self {
                name,
                what,
                unit: number.unit.into(),
                usual: number_of(number.default),
                value: number_of(profile.number(number)),
                words: Vec::new(),
            },
            Setting::Words(words) => {
                let list = list_of(profile.words(words));
                let count = |many: usize| format!("{many} words");
                let (usual, value) = (count(words.default.len()), count(list.len()));
                Self { name, what, unit: String::new(), usual, value, words: list }
            }
        }
    }
}

impl Asks {
    fn of(rule: &Rule, profile: &Profile) -> Option<Self> {
        profile.doubt(rule).map(|doubt| Self { dismissed: doubt.dismissed, of: doubt.of })
    }
}

/// What people did about a rule's findings in this library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RuleHealth {
    pub rule: String,
    pub name: String,
    /// Guides it is open in now.
    pub open: u32,
    /// "Yes, count it."
    pub accepted: u32,
    pub fixed: u32,
    /// "No, this is wrong."
    pub dismissed: u32,
    pub waived: u32,
    /// More than one in ten of at least fifty was dismissed.
    pub doubtful: bool,
    /// It is required and asks instead of holding guides back, because it is doubtful.
    pub asks: Option<Asks>,
    /// `null`: switched off.
    pub severity: Option<Severity>,
}

impl RuleHealth {
    /// `open`: guides it is open in.
    pub fn new(rule: &Rule, uses: Uses, open: u32, profile: &Profile) -> Self {
        let Uses { accepted, fixed, dismissed, waived } = uses;
        Self {
            rule: rule.id.into(),
            name: rule.name.into(),
            open,
            accepted,
            fixed,
            dismissed,
            waived,
            doubtful: uses.is_doubtful(),
            asks: Asks::of(rule, profile),
            severity: profile.weight(rule).severity(),
        }
    }
}
