//! Earlier versions of a guide.

use highbar_core::Result;
use highbar_core::view::{Difference, OpenGuide, Revision};
use tauri::State;

use crate::desk::Desk;

/// Newest first.
#[tauri::command(async)]
#[specta::specta]
pub fn history(desk: State<'_, Desk>, id: String) -> Result<Vec<Revision>> {
    desk.library()?.history(&id)
}

/// `to == 0` is the text as it is now.
#[tauri::command(async)]
#[specta::specta]
pub fn difference(desk: State<'_, Desk>, id: String, from: u32, to: u32) -> Result<Difference> {
    desk.library()?.difference(&id, from, to)
}

#[tauri::command(async)]
#[specta::specta]
pub fn restore(desk: State<'_, Desk>, id: String, revision: u32) -> Result<OpenGuide> {
    desk.library()?.restore(&id, revision)
}
