//! The publication's bar: its text and what it means.

use highbar_core::Result;
use highbar_core::view::ProfileView;
use tauri::State;

use crate::desk::Desk;

#[tauri::command(async)]
#[specta::specta]
pub fn profile(desk: State<'_, Desk>) -> Result<ProfileView> {
    desk.library()?.profile_view()
}

/// A text with problems is answered with them and changes nothing; blank goes back to the default bar.
#[tauri::command(async)]
#[specta::specta]
pub fn set_profile(desk: State<'_, Desk>, text: String) -> Result<ProfileView> {
    desk.library()?.set_profile(&text)
}
