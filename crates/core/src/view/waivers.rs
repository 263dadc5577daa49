//! Waivers on a screen: asking for one, and what is set aside.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::bar::waive::Who;
use crate::bar::waivers::Life;
use crate::bar::{Field, Rule};
use crate::guide::{Waiver, WaiverCode, WaiverScope};
use crate::text::Utf16Span;

/// What is to be set aside. Who asks is the person of the settings.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct WaiveRequest {
    pub rule: String,
    pub scope: WaiverScope,
    pub code: WaiverCode,
    /// At least 15 characters.
    pub reason: String,
    /// The second person, where two must agree.
    pub with: String,
    /// The last day, `YYYY-MM-DD`; empty: the default of the code.
    pub expires: String,
    /// For one place: the finding's quote.
    pub span: Option<Utf16Span>,
    pub field: Option<Field>,
    pub exact: String,
}

/// A rule set aside, and how that stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WaiverView {
    /// For taking it back.
    pub id: String,
    pub rule: String,
    pub scope: WaiverScope,
    pub code: WaiverCode,
    pub reason: String,
    pub by: String,
    pub with: String,
    /// RFC 3339, UTC.
    pub at: String,
    /// `YYYY-MM-DD`; empty: as long as its text.
    pub expires: String,
    pub quote: String,
    pub life: Life,
    /// How often the rule is set aside in the library, this one included; 0 where nobody counted.
    pub times: u32,
}

/// How a rule may be set aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WaivableView {
    /// Names it takes: 0 (never), 1 or 2.
    pub people: u32,
    pub codes: Vec<WaiverCode>,
}

impl WaiverView {
    pub fn new(waiver: &Waiver, life: Life, times: u32) -> Self {
        let Waiver { rule, scope, code, reason, by, with, at, expires, quote, .. } = waiver.clone();
        Self { id: waiver.id(), rule, scope, code, reason, by, with, at, expires, quote, life, times }
    }
}

impl WaivableView {
    pub fn of(rule: &Rule) -> Self {
        let people = match rule.waive.who {
            Who::Nobody => 0,
            Who::One => 1,
            Who::Two => 2,
        };
        Self { people, codes: rule.waive.codes.to_vec() }
    }
}
