//! The library as a whole: what is in it, new entries, trash, import.

use highbar_core::Result;
use highbar_core::guide::Kind;
use highbar_core::view::{CardList, ImportReport, Overview, Query, Settings};
use tauri::State;

use crate::desk::Desk;
use crate::menu::MenuGroup;

#[tauri::command(async)]
#[specta::specta]
pub fn overview(desk: State<'_, Desk>) -> Result<Overview> {
    desk.library()?.overview()
}

/// Opens another library file; `None` when the dialog was cancelled.
#[tauri::command(async)]
#[specta::specta]
pub fn choose_library(desk: State<'_, Desk>) -> Result<Option<Overview>> {
    let Some(path) = desk.ask().library() else { return Ok(None) };
    desk.change_library(&path)?.overview().map(Some)
}

#[tauri::command(async)]
#[specta::specta]
pub fn list(desk: State<'_, Desk>, query: Query) -> Result<CardList> {
    desk.library()?.list(&query)
}

#[tauri::command(async)]
#[specta::specta]
pub fn create(desk: State<'_, Desk>, kind: Kind, title: String) -> Result<String> {
    desk.library()?.create(kind, &title)
}

#[tauri::command(async)]
#[specta::specta]
pub fn duplicate(desk: State<'_, Desk>, id: String) -> Result<String> {
    desk.library()?.duplicate(&id)
}

#[tauri::command(async)]
#[specta::specta]
pub fn trash(desk: State<'_, Desk>, ids: Vec<String>) -> Result<Overview> {
    desk.library()?.trash(&ids)
}

/// Out of the lists, the counts and the exports; kept, opened and linked to as before.
#[tauri::command(async)]
#[specta::specta]
pub fn archive(desk: State<'_, Desk>, ids: Vec<String>) -> Result<Overview> {
    desk.library()?.archive(&ids)
}

#[tauri::command(async)]
#[specta::specta]
pub fn unarchive(desk: State<'_, Desk>, ids: Vec<String>) -> Result<Overview> {
    desk.library()?.unarchive(&ids)
}

#[tauri::command(async)]
#[specta::specta]
pub fn untrash(desk: State<'_, Desk>, ids: Vec<String>) -> Result<Overview> {
    desk.library()?.untrash(&ids)
}

#[tauri::command(async)]
#[specta::specta]
pub fn set_settings(desk: State<'_, Desk>, settings: Settings) -> Result<Overview> {
    let overview = desk.library()?.set_settings(&settings)?;
    if !settings.proofread {
        desk.language().rest();
    }
    Ok(overview)
}

/// Imports the sample library that ships with the app.
#[tauri::command(async)]
#[specta::specta]
pub fn open_sample(desk: State<'_, Desk>) -> Result<ImportReport> {
    let folder = desk.sample()?;
    desk.library()?.import(&folder)
}

/// Asks for a folder and imports it; `None` when the dialog was cancelled.
#[tauri::command(async)]
#[specta::specta]
pub fn import_folder(desk: State<'_, Desk>) -> Result<Option<ImportReport>> {
    let Some(folder) = desk.ask().folder("Import a folder of Markdown") else { return Ok(None) };
    desk.library()?.import(&folder).map(Some)
}

/// The window's commands, for the menu bar of a system that has one.
#[tauri::command(async)]
#[specta::specta]
pub fn set_menu(desk: State<'_, Desk>, groups: Vec<MenuGroup>) -> Result<()> {
    desk.ask().menu(groups);
    Ok(())
}

/// Everything is saved: close the window.
#[tauri::command(async)]
#[specta::specta]
pub fn quit(desk: State<'_, Desk>) -> Result<()> {
    if let Ok(library) = desk.library() {
        library.save_all()?;
    }
    desk.ask().leave();
    Ok(())
}
