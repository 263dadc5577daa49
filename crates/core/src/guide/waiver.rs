//! A rule of the bar set aside for a guide: by whom, why, and until when. A record, not a verdict.

use serde::{Deserialize, Serialize};
use specta::Type;

/// Why a rule is set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type, Default)]
#[serde(rename_all = "kebab-case")]
pub enum WaiverCode {
    /// The rule is wrong here.
    #[default]
    FalsePositive,
    /// The client does not allow it; an editor has seen it.
    ClientConfidential,
    /// What is asked for stands in another place.
    EvidenceElsewhere,
    /// The rule makes no sense for this guide.
    NotApplicable,
    /// It will be done, by a date.
    Temporary,
    /// The publication wants it otherwise here.
    HouseException,
}

impl WaiverCode {
    pub const ALL: [WaiverCode; 6] = [
        WaiverCode::FalsePositive,
        WaiverCode::ClientConfidential,
        WaiverCode::EvidenceElsewhere,
        WaiverCode::NotApplicable,
        WaiverCode::Temporary,
        WaiverCode::HouseException,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            WaiverCode::FalsePositive => "false-positive",
            WaiverCode::ClientConfidential => "client-confidential",
            WaiverCode::EvidenceElsewhere => "evidence-elsewhere",
            WaiverCode::NotApplicable => "not-applicable",
            WaiverCode::Temporary => "temporary",
            WaiverCode::HouseException => "house-exception",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.as_str() == text)
    }

    /// Days until it ends when nobody says; `None`: it lives as long as its text.
    pub fn days(self) -> Option<i32> {
        match self {
            WaiverCode::Temporary => Some(30),
            WaiverCode::ClientConfidential => Some(365),
            _ => None,
        }
    }
}

/// How much of a guide a waiver covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type, Default)]
#[serde(rename_all = "kebab-case")]
pub enum WaiverScope {
    /// Everything the rule points at in this guide.
    #[default]
    Guide,
    /// One place.
    Span,
}

impl WaiverScope {
    pub fn as_str(self) -> &'static str {
        match self {
            WaiverScope::Guide => "guide",
            WaiverScope::Span => "span",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [WaiverScope::Guide, WaiverScope::Span].into_iter().find(|scope| scope.as_str() == text)
    }
}

/// A rule set aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, Default)]
#[serde(rename_all = "camelCase", default)]
pub struct Waiver {
    /// The rule's id.
    pub rule: String,
    /// The rule's version then; a new major version ends the waiver.
    pub version: String,
    pub scope: WaiverScope,
    pub code: WaiverCode,
    /// At least 15 characters.
    pub reason: String,
    pub by: String,
    /// The second person, where two must agree; else empty.
    pub with: String,
    /// RFC 3339, UTC.
    pub at: String,
    /// The last day, `YYYY-MM-DD`; empty: as long as its text.
    pub expires: String,
    /// Of the text it covers, hex; another text ends the waiver.
    pub text_hash: String,
    /// The words it covers, for one place; empty for the guide.
    pub quote: String,
}

impl Waiver {
    /// Names it among those of one guide.
    pub fn id(&self) -> String {
        let whole = [&self.rule, self.scope.as_str(), &self.text_hash, &self.quote].join("\0");
        blake3::hash(whole.as_bytes()).to_hex()[..16].to_owned()
    }
}
