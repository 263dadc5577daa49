//! Spelling and grammar beside the bar, and the person's own dictionary.

use highbar_core::Result;
use highbar_core::view::{Dictionary, Proof};
use tauri::State;

use crate::desk::Desk;

/// The slips of the open guide as it is now. `None` when a newer text took this one's place, when it is switched off,
/// or in a build without it.
#[tauri::command]
#[specta::specta]
pub async fn proofread(desk: State<'_, Desk>, id: String) -> Result<Option<Proof>> {
    match desk.library()?.proof_text(&id)? {
        Some(text) => Ok(desk.language().read(text).await),
        None => Ok(None),
    }
}

#[tauri::command(async)]
#[specta::specta]
pub fn dictionary(desk: State<'_, Desk>) -> Result<Dictionary> {
    desk.library()?.taught_words().map(with)
}

/// Teaches a word for the whole library.
#[tauri::command(async)]
#[specta::specta]
pub fn teach_word(desk: State<'_, Desk>, word: String) -> Result<Dictionary> {
    desk.library()?.teach_word(&word).map(with)
}

#[tauri::command(async)]
#[specta::specta]
pub fn forget_word(desk: State<'_, Desk>, word: String) -> Result<Dictionary> {
    desk.library()?.forget_word(&word).map(with)
}

/// Leaves these words as they are in one guide.
#[tauri::command(async)]
#[specta::specta]
pub fn ignore_slip(desk: State<'_, Desk>, id: String, rule: String, words: String) -> Result<()> {
    desk.library()?.ignore_slip(&id, &rule, &words)
}

/// Looks again at everything one guide left as it is.
#[tauri::command(async)]
#[specta::specta]
pub fn unignore_slips(desk: State<'_, Desk>, id: String) -> Result<()> {
    desk.library()?.unignore_slips(&id)
}

fn with(words: Vec<String>) -> Dictionary {
    Dictionary { available: cfg!(feature = "grammar"), words }
}
