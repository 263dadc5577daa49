//! Native dialogs: the only way a path enters the app. They block: never call them on the main thread.
//!
//! A trait, so that the commands can be driven in a test that has no window.

use std::path::PathBuf;

use tauri::{AppHandle, Runtime};
use tauri_plugin_dialog::{DialogExt, FilePath};

use crate::menu::{self, MenuGroup};

/// What a person may be asked for. Every answer is `None` when the dialog was cancelled.
pub trait Ask: Send + Sync {
    fn folder(&self, title: &str) -> Option<PathBuf>;
    /// Where to write a zip file.
    fn zip(&self) -> Option<PathBuf>;
    fn picture(&self) -> Option<PathBuf>;
    /// A file that shows how a result was measured.
    fn evidence(&self) -> Option<PathBuf>;
    /// Another library file.
    fn library(&self) -> Option<PathBuf>;
    /// Ends the program; everything is saved by then.
    fn leave(&self);
    /// Shows the window's commands in the menu bar of the system, where it has one.
    fn menu(&self, groups: Vec<MenuGroup>);
}

/// The system's own dialogs.
pub struct Native<R: Runtime>(pub AppHandle<R>);

fn path(choice: Option<FilePath>) -> Option<PathBuf> {
    choice.and_then(|choice| choice.into_path().ok())
}

impl<R: Runtime> Ask for Native<R> {
    fn folder(&self, title: &str) -> Option<PathBuf> {
        path(self.0.dialog().file().set_title(title).blocking_pick_folder())
    }

    fn zip(&self) -> Option<PathBuf> {
        let dialog = self.0.dialog().file().set_title("Write the bundle to").set_file_name("guides.zip");
        path(dialog.add_filter("Zip file", &["zip"]).blocking_save_file())
    }

    fn picture(&self) -> Option<PathBuf> {
        let dialog = self.0.dialog().file().set_title("Add a picture");
        path(dialog.add_filter("Pictures", &["png", "jpg", "jpeg", "gif", "webp", "avif", "svg"]).blocking_pick_file())
    }

    fn evidence(&self) -> Option<PathBuf> {
        path(self.0.dialog().file().set_title("Choose the evidence").blocking_pick_file())
    }

    fn library(&self) -> Option<PathBuf> {
        let dialog = self.0.dialog().file().set_title("Open another library");
        path(dialog.add_filter("Highbar library", &["highbar", "db"]).blocking_pick_file())
    }

    fn leave(&self) {
        self.0.exit(0);
    }

    fn menu(&self, groups: Vec<MenuGroup>) {
        if cfg!(target_os = "macos") {
            let app = self.0.clone();
            let shown = move || {
                if let Err(error) = menu::show(&app, &groups) {
                    eprintln!("highbar-desktop: the menu bar stays as it was: {error}");
                }
            };
            let _ = self.0.run_on_main_thread(shown);
        }
    }
}
