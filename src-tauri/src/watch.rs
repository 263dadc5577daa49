//! Notices when another program writes to the library, and tells the page.
//!
//! The system's file events only say "look now"; whether somebody else wrote is asked of the
//! database itself, so our own saves are never reported.

use std::path::Path;
use std::time::Duration;

use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use tauri::{AppHandle, Manager, Runtime};
use tauri_specta::Event;
use tokio::sync::mpsc;

use crate::desk::Desk;
use crate::events::LibraryChanged;

/// Writes come in bursts: one look after this much quiet.
const QUIET: Duration = Duration::from_millis(300);

/// Watches the folder of the library file until the app ends. Without file events (some network
/// drives) nothing is noticed until the next start: no error, no loss.
pub fn start<R: Runtime>(app: &AppHandle<R>, library: &Path) {
    let (tell, told) = mpsc::unbounded_channel();
    let Some(watcher) = watch(library, tell) else { return };
    app.manage(Kept(watcher));
    tauri::async_runtime::spawn(look(app.clone(), told));
}

/// Keeps the watcher alive as long as the app.
struct Kept(#[allow(dead_code, reason = "dropping it ends the watch")] RecommendedWatcher);

fn watch(library: &Path, tell: mpsc::UnboundedSender<()>) -> Option<RecommendedWatcher> {
    let folder = library.parent()?;
    let name = library.file_name()?.to_string_lossy().into_owned();
    let heard = move |event: notify::Result<notify::Event>| {
        let ours = event.is_ok_and(|event| {
            !event.kind.is_access()
                && event
                    .paths
                    .iter()
                    .any(|path| path.file_name().is_some_and(|f| f.to_string_lossy().starts_with(&name)))
        });
        if ours {
            let _ = tell.send(());
        }
    };
    let mut watcher = notify::recommended_watcher(heard).ok()?;
    watcher.watch(folder, RecursiveMode::NonRecursive).ok()?;
    Some(watcher)
}

async fn look<R: Runtime>(app: AppHandle<R>, mut told: mpsc::UnboundedReceiver<()>) {
    while told.recv().await.is_some() {
        tokio::time::sleep(QUIET).await;
        while told.try_recv().is_ok() {}
        let asked = app.clone();
        let changed = tauri::async_runtime::spawn_blocking(move || changed_elsewhere(&asked)).await;
        if changed.unwrap_or(false) {
            let _ = LibraryChanged.emit(&app);
        }
    }
}

fn changed_elsewhere<R: Runtime>(app: &AppHandle<R>) -> bool {
    let desk = app.state::<Desk>();
    desk.library().is_ok_and(|library| library.changed_elsewhere())
}
