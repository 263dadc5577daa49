//! The open guide: text, fields, status, answers, images.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use highbar_core::guide::{Meta, Status};
use highbar_core::text::Change;
use highbar_core::view::{Live, Mentions, OpenGuide, Saved};
use highbar_core::{Error, ErrorCode, Result};
use tauri::State;

use crate::desk::Desk;

#[tauri::command(async)]
#[specta::specta]
pub fn open_guide(desk: State<'_, Desk>, id: String) -> Result<OpenGuide> {
    let guide = desk.library()?.open_guide(&id)?;
    desk.set_front(&id);
    Ok(guide)
}

/// Changes are in UTF-16 units of the text before all of them, ascending and disjoint; `edition` is
/// one above the last answer's; `caret` is where the writer stands after them.
#[tauri::command(async)]
#[specta::specta]
pub fn edit(desk: State<'_, Desk>, id: String, edition: u32, changes: Vec<Change>, caret: Option<u32>) -> Result<Live> {
    desk.library()?.edit_at(&id, edition, &changes, caret)
}

/// Pages that the text names and never links, each at its first mention.
#[tauri::command(async)]
#[specta::specta]
pub fn mentions(desk: State<'_, Desk>, id: String) -> Result<Mentions> {
    desk.library()?.mentions(&id)
}

#[tauri::command(async)]
#[specta::specta]
pub fn save(desk: State<'_, Desk>, id: String) -> Result<Saved> {
    desk.library()?.save(&id)
}

#[tauri::command(async)]
#[specta::specta]
pub fn set_meta(desk: State<'_, Desk>, id: String, meta: Meta) -> Result<OpenGuide> {
    desk.library()?.set_meta(&id, meta)
}

#[tauri::command(async)]
#[specta::specta]
pub fn set_status(desk: State<'_, Desk>, id: String, status: Status) -> Result<OpenGuide> {
    desk.library()?.set_status(&id, status)
}

#[tauri::command(async)]
#[specta::specta]
pub fn answer(desk: State<'_, Desk>, id: String, sentence: String, counts: Option<bool>) -> Result<Live> {
    desk.library()?.answer(&id, &sentence, counts)
}

#[tauri::command(async)]
#[specta::specta]
pub fn close_guide(desk: State<'_, Desk>, id: String) -> Result<()> {
    desk.library()?.close_guide(&id)
}

/// Asks for a picture and stores it beside the guide; answers with the path the text should name.
#[tauri::command(async)]
#[specta::specta]
pub fn add_image(desk: State<'_, Desk>, id: String) -> Result<Option<String>> {
    let Some(path) = desk.ask().picture() else { return Ok(None) };
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    desk.library()?.add_asset(&id, &name, &read(&path)?).map(Some)
}

/// One byte more than the largest file the library takes.
pub(super) const LIMIT: u64 = 32 * 1024 * 1024 + 1;

/// A chosen file, cut just above what the library takes, so that a huge one is refused and not read.
pub(super) fn read(path: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = File::open(path).and_then(|file| file.take(LIMIT).read_to_end(&mut bytes));
    match file {
        Ok(_) => Ok(bytes),
        Err(error) => Err(Error::new(
            ErrorCode::Unreachable,
            format!("{} could not be read ({error}). Nothing was added.", path.display()),
        )),
    }
}
