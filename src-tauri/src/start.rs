//! From the command line to a running window: which library, which plugins, how it closes.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use highbar_core::library::Library;
use tauri::path::BaseDirectory;
use tauri::{App, AppHandle, Manager, RunEvent, Runtime, UriSchemeContext, WindowEvent};
use tauri_specta::Event;

use crate::desk::{Desk, Opening};
use crate::dialogs::Native;
use crate::events::Flush;
use crate::{assets, bindings, menu, watch, window};

/// How long the page may take to hand over what is typed when the window closes.
const FLUSH: Duration = Duration::from_secs(2);

/// How often the library is put in order.
const TIDY: Duration = Duration::from_secs(30);

/// When the window has long been drawn.
const WARM_UP: Duration = Duration::from_secs(2);

/// Runs the app until its window closes.
pub fn run() -> ExitCode {
    with_safe_rendering();
    match build() {
        Ok(app) => {
            app.run(|app, event| on_event(app, &event));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("highbar-desktop: the window could not be opened: {error}");
            ExitCode::from(3)
        }
    }
}

/// Some Linux graphics stacks show a blank window with WebKit's DMABUF renderer: it is left out unless
/// the variable says otherwise (`0` keeps the renderer). No thread runs yet.
#[cfg(target_os = "linux")]
fn with_safe_rendering() {
    if let Err(error) = glib::setenv("WEBKIT_DISABLE_DMABUF_RENDERER", "1", false) {
        eprintln!("highbar-desktop: WebKit keeps its DMABUF renderer: {error}");
    }
}

#[cfg(not(target_os = "linux"))]
fn with_safe_rendering() {}

/// `--library PATH` (or `--library=PATH`), then `HIGHBAR_LIBRARY`.
fn chosen_library() -> Option<PathBuf> {
    let mut arguments = std::env::args_os().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--library" {
            return arguments.next().map(PathBuf::from);
        }
        if let Some(path) = argument.to_str().and_then(|text| text.strip_prefix("--library=")) {
            return Some(PathBuf::from(path));
        }
    }
    std::env::var_os("HIGHBAR_LIBRARY").filter(|value| !value.is_empty()).map(PathBuf::from)
}

fn build() -> Result<App, Box<dyn std::error::Error>> {
    let chosen = chosen_library();
    let mut builder = tauri::Builder::default();
    // A second start shows the first window, unless it was asked to open a library of its own.
    if chosen.is_none() {
        builder = builder.plugin(tauri_plugin_single_instance::init(|app, _, _| show(app)));
    }
    let commands = bindings::builder();
    let path = chosen.map_or_else(Library::default_path, Ok)?;
    let opening = Opening::of(&path);
    builder
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(tauri_plugin_window_state::Builder::new().with_state_flags(remembered()).build())
        .register_asynchronous_uri_scheme_protocol("guide-asset", serve)
        .invoke_handler(commands.invoke_handler())
        .on_menu_event(|app, event| menu::chosen(app, event.id().as_ref()))
        .setup(move |app| {
            commands.mount_events(app);
            app.manage(desk(app, opening));
            window::open(app)?;
            watch::start(app.handle(), &path);
            warm_up_later();
            tidy_now_and_then(app.handle());
            Ok(())
        })
        .build(tauri::generate_context!())
        .map_err(Into::into)
}

/// The first guide with code opens faster; the window comes first.
fn warm_up_later() {
    std::thread::spawn(|| {
        std::thread::sleep(WARM_UP);
        highbar_core::bar::make_ready();
        highbar_core::render::warm_up();
    });
}

/// Keeps the library in order while the window is open.
fn tidy_now_and_then<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(TIDY);
            if let Ok(library) = app.state::<Desk>().library() {
                let _ = library.tidy();
            }
        }
    });
}

/// Wayland owns the position; only what every system can restore is kept.
fn remembered() -> tauri_plugin_window_state::StateFlags {
    use tauri_plugin_window_state::StateFlags;
    StateFlags::SIZE | StateFlags::MAXIMIZED | StateFlags::FULLSCREEN
}

fn desk<R: Runtime>(app: &App<R>, opening: Opening) -> Desk {
    let sample = app.path().resolve("sample", BaseDirectory::Resource).ok().filter(|folder| folder.is_dir());
    Desk::new(opening, sample, Box::new(Native(app.handle().clone())))
}

fn show<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window("main") {
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}

fn serve<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: tauri::http::Request<Vec<u8>>,
    responder: tauri::UriSchemeResponder,
) {
    let app = context.app_handle().clone();
    tauri::async_runtime::spawn_blocking(move || {
        let answer = match app.state::<Desk>().library() {
            Ok(library) => assets::answer(&library, &request),
            Err(_) => assets::respond(tauri::http::StatusCode::NOT_FOUND, "text/plain", Vec::new()),
        };
        responder.respond(answer);
    });
}

fn on_event<R: Runtime>(app: &AppHandle<R>, event: &RunEvent) {
    match event {
        RunEvent::WindowEvent { event: WindowEvent::CloseRequested { api, .. }, .. } => {
            api.prevent_close();
            close(app.clone());
        }
        RunEvent::Exit => put_away(app),
        _ => {}
    }
}

/// Asks the page for what is typed and not yet sent; leaves without it when the page does not answer.
fn close<R: Runtime>(app: AppHandle<R>) {
    let _ = Flush.emit(&app);
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(FLUSH).await;
        app.exit(0);
    });
}

fn put_away<R: Runtime>(app: &AppHandle<R>) {
    if let Ok(library) = app.state::<Desk>().library()
        && let Err(error) = library.put_away()
    {
        eprintln!("highbar-desktop: not everything could be saved: {error}");
    }
}
