//! What follows a click on a link of the preview.
//!
//! The frame can only navigate to `guide-link://localhost/<n>`; the address behind the number is
//! looked up and judged by the library. Going outside asks first, in a native dialog that shows the
//! whole address and its host as the network sees it.

use highbar_core::view::LinkAction;
use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_dialog::{DialogExt, MessageDialogButtons};
use tauri_plugin_opener::OpenerExt;
use tauri_specta::Event;

use crate::desk::Desk;
use crate::events::LinkClicked;

/// `path` is that of the trapped address: `/<n>`.
pub fn clicked<R: Runtime>(app: &AppHandle<R>, path: &str) {
    let Ok(n) = path.trim_start_matches('/').parse::<u32>() else { return };
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || follow(&app, n));
}

fn follow<R: Runtime>(app: &AppHandle<R>, n: u32) {
    let desk = app.state::<Desk>();
    let action = desk.library().and_then(|library| library.link(&desk.front(), n));
    match action {
        Ok(LinkAction::Ask { url, host }) => ask(app, url, &host),
        Ok(action) => tell(app, action),
        Err(error) => tell(app, LinkAction::Refuse { message: error.message }),
    }
}

fn tell<R: Runtime>(app: &AppHandle<R>, action: LinkAction) {
    // Without a listener there is no window to act in: nothing is lost.
    let _ = LinkClicked { action }.emit(app);
}

fn ask<R: Runtime>(app: &AppHandle<R>, url: String, host: &str) {
    let buttons = MessageDialogButtons::OkCancelCustom("Open in browser".into(), "Cancel".into());
    let dialog = app.dialog().message(format!("{url}\n\nThe site is {host}.")).title("Leave Highbar").buttons(buttons);
    let app = app.clone();
    dialog.show(move |yes| {
        if yes && app.opener().open_url(&url, None::<&str>).is_err() {
            tell(&app, LinkAction::Refuse { message: format!("No program opened {url}. Copy the address instead.") });
        }
    });
}
