//! Measured results of the open guide: ledger, form, records, and why a number does not count.

use highbar_core::guide::{Evidence, OutcomeRecord};
use highbar_core::text::Utf16Span;
use highbar_core::view::{ComposedOutcome, Ledger, Live, NumberNote, OutcomeForm};
use highbar_core::{Error, ErrorCode, Result};
use tauri::State;

use super::guide::{LIMIT, read};
use crate::desk::Desk;

#[tauri::command(async)]
#[specta::specta]
pub fn ledger(desk: State<'_, Desk>, id: String) -> Result<Ledger> {
    desk.library()?.ledger(&id)
}

/// The form for what is selected, or for the sentence at the caret.
#[tauri::command(async)]
#[specta::specta]
pub fn outcome_form(desk: State<'_, Desk>, id: String, selected: Utf16Span) -> Result<OutcomeForm> {
    desk.library()?.outcome_form(&id, selected)
}

/// What the form becomes, while it is typed.
#[tauri::command(async)]
#[specta::specta]
pub fn compose_outcome(desk: State<'_, Desk>, record: OutcomeRecord) -> Result<ComposedOutcome> {
    Ok(desk.library()?.compose_outcome(&record))
}

/// Stores a record with the sentence that tells it.
#[tauri::command(async)]
#[specta::specta]
pub fn record_outcome(desk: State<'_, Desk>, id: String, sentence: String, record: OutcomeRecord) -> Result<Live> {
    desk.library()?.record_outcome(&id, &sentence, &record)
}

/// Asks for a file and answers with its name and the hash of its bytes; the file stays where it is.
#[tauri::command(async)]
#[specta::specta]
pub fn choose_evidence(desk: State<'_, Desk>) -> Result<Option<Evidence>> {
    let Some(path) = desk.ask().evidence() else { return Ok(None) };
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let bytes = read(&path)?;
    if bytes.len() as u64 >= LIMIT {
        let message = format!("{name} is larger than 32 MB. Attach a link to it, or the command that makes it.");
        return Err(Error::new(ErrorCode::Invalid, message));
    }
    Ok(Some(desk.library()?.evidence_file(&name, &bytes)))
}

/// Why the number at a place counts or does not.
#[tauri::command(async)]
#[specta::specta]
pub fn number_note(desk: State<'_, Desk>, id: String, at: u32) -> Result<Option<NumberNote>> {
    desk.library()?.number_note(&id, at)
}
