//! Export: what would be written, where to, and writing it.

use highbar_core::Result;
use highbar_core::view::{ExportRequest, Exported, Preflight};
use tauri::State;

use crate::desk::Desk;

#[tauri::command(async)]
#[specta::specta]
pub fn preflight(desk: State<'_, Desk>, request: ExportRequest) -> Result<Preflight> {
    desk.library()?.preflight(&request)
}

/// Asks where to write; answers with the place for people, `None` when cancelled.
#[tauri::command(async)]
#[specta::specta]
pub fn choose_destination(desk: State<'_, Desk>, zip: bool) -> Option<String> {
    let path = if zip { desk.ask().zip() } else { desk.ask().folder("Write the bundle to") }?;
    let shown = path.display().to_string();
    desk.set_destination(path);
    Some(shown)
}

/// Writes to the destination chosen last.
#[tauri::command(async)]
#[specta::specta]
pub fn export_bundle(desk: State<'_, Desk>, request: ExportRequest) -> Result<Exported> {
    let out = desk.destination()?;
    desk.library()?.export(&request, &out)
}
