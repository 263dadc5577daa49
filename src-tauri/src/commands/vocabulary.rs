//! New tags and stack items, on request.

use highbar_core::Result;
use highbar_core::view::Overview;
use tauri::State;

use crate::desk::Desk;

#[tauri::command(async)]
#[specta::specta]
pub fn create_tag(desk: State<'_, Desk>, name: String) -> Result<Overview> {
    desk.library()?.create_tag(&name)
}

#[tauri::command(async)]
#[specta::specta]
pub fn create_stack_item(desk: State<'_, Desk>, name: String) -> Result<Overview> {
    desk.library()?.create_stack_item(&name)
}
