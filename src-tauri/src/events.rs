//! What the window is told without asking: a link was clicked, the window wants to close, the
//! library file was changed by another process.

use highbar_core::view::LinkAction;
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri_specta::Event;

/// A link of the preview was clicked and something inside the window should follow.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
#[serde(rename_all = "camelCase")]
pub struct LinkClicked {
    pub action: LinkAction,
}

/// The window is about to close: send and save what is typed, then call `quit`.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub struct Flush;

/// A command was chosen in the system's menu bar; holds its id in the window's registry.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub struct MenuCommand(pub String);

/// Another process wrote to the library.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub struct LibraryChanged;
