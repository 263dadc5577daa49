//! The publication's bar: its text, rules set aside, and how people fare with each rule.

use highbar_core::Result;
use highbar_core::bar::Severity;
use highbar_core::view::{Live, ProfileView, Reweighed, RuleHealth, RuleSettings, WaiveRequest, WaiverView};
use tauri::State;

use crate::desk::Desk;

#[tauri::command(async)]
#[specta::specta]
pub fn profile(desk: State<'_, Desk>) -> Result<ProfileView> {
    desk.library()?.profile_view()
}

/// Replaces the profile; one with problems comes back with them and changes nothing.
#[tauri::command(async)]
#[specta::specta]
pub fn set_profile(desk: State<'_, Desk>, text: String) -> Result<ProfileView> {
    desk.library()?.set_profile(&text)
}

/// Gives a rule another weight in the profile's text, and changes nothing else of it; `null` switches it off.
#[tauri::command(async)]
#[specta::specta]
pub fn weigh_rule(desk: State<'_, Desk>, rule: String, severity: Option<Severity>) -> Result<Reweighed> {
    desk.library()?.weigh_rule(&rule, severity)
}

/// What the library makes of one rule.
#[tauri::command(async)]
#[specta::specta]
pub fn rule_settings(desk: State<'_, Desk>, rule: String) -> Result<RuleSettings> {
    desk.library()?.rule_settings(&rule)
}

/// Says that a finding is no fault, where a rule that is often wrong asks.
#[tauri::command(async)]
#[specta::specta]
pub fn dismiss(desk: State<'_, Desk>, id: String, request: WaiveRequest) -> Result<Live> {
    desk.library()?.dismiss(&id, &request)
}

/// Sets a rule aside for an open guide.
#[tauri::command(async)]
#[specta::specta]
pub fn waive(desk: State<'_, Desk>, id: String, request: WaiveRequest) -> Result<Live> {
    desk.library()?.waive(&id, &request)
}

/// Takes a waiver back.
#[tauri::command(async)]
#[specta::specta]
pub fn unwaive(desk: State<'_, Desk>, id: String, waiver: String) -> Result<Live> {
    desk.library()?.unwaive(&id, &waiver)
}

/// Every waiver of an open guide, those that hold no more too.
#[tauri::command(async)]
#[specta::specta]
pub fn waivers(desk: State<'_, Desk>, id: String) -> Result<Vec<WaiverView>> {
    desk.library()?.waivers(&id)
}

/// Counts what somebody did about a rule: `accept`, `fix`, `dismiss`.
#[tauri::command(async)]
#[specta::specta]
pub fn note_use(desk: State<'_, Desk>, rule: String, deed: String) -> Result<()> {
    desk.library()?.note_use(&rule, &deed)
}

#[tauri::command(async)]
#[specta::specta]
pub fn rule_health(desk: State<'_, Desk>) -> Result<Vec<RuleHealth>> {
    desk.library()?.rule_health()
}
