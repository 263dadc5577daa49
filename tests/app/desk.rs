//! The app without a window: commands through Tauri's mock runtime, a real library on disk, and a
//! person who answers every dialog with a path set beforehand.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use highbar_desktop::desk::{Desk, Opening};
use highbar_desktop::dialogs::Ask;
use highbar_desktop::menu::MenuGroup;
use serde_json::Value;
use tauri::WebviewWindow;
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder, mock_context, noop_assets};
use tauri::webview::InvokeRequest;

/// Answers dialogs; `None` cancels.
#[derive(Clone, Default)]
pub struct Person {
    pub chooses: Arc<Mutex<Option<PathBuf>>>,
    pub left: Arc<Mutex<bool>>,
    /// Names of the menus shown last.
    pub menus: Arc<Mutex<Vec<String>>>,
}

impl Person {
    pub fn will_choose(&self, path: impl Into<PathBuf>) {
        *self.chooses.lock().unwrap() = Some(path.into());
    }

    fn answer(&self) -> Option<PathBuf> {
        self.chooses.lock().unwrap().clone()
    }
}

impl Ask for Person {
    fn folder(&self, _title: &str) -> Option<PathBuf> {
        self.answer()
    }
    fn zip(&self) -> Option<PathBuf> {
        self.answer()
    }
    fn picture(&self) -> Option<PathBuf> {
        self.answer()
    }
    fn evidence(&self) -> Option<PathBuf> {
        self.answer()
    }
    fn library(&self) -> Option<PathBuf> {
        self.answer()
    }
    fn leave(&self) {
        *self.left.lock().unwrap() = true;
    }
    fn menu(&self, groups: Vec<MenuGroup>) {
        *self.menus.lock().unwrap() = groups.into_iter().map(|group| group.name).collect();
    }
}

/// The app on a fresh library.
pub struct App {
    window: WebviewWindow<MockRuntime>,
    pub person: Person,
    pub folder: tempfile::TempDir,
    _app: tauri::App<MockRuntime>,
}

pub fn guides() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("guides")
}

impl App {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("test.highbar");
        Self::on(folder, &library)
    }

    pub fn on(folder: tempfile::TempDir, library: &Path) -> Self {
        let person = Person::default();
        let desk = Desk::new(Opening::of(library), Some(guides()), Box::new(person.clone()));
        let commands = highbar_desktop::bindings::builder::<MockRuntime>();
        let app = mock_builder()
            .invoke_handler(commands.invoke_handler())
            .manage(desk)
            .build(mock_context(noop_assets()))
            .unwrap();
        let window = tauri::WebviewWindowBuilder::new(&app, "main", tauri::WebviewUrl::default()).build().unwrap();
        Self { window, person, folder, _app: app }
    }

    /// Calls a command as the page does; `Err` holds `{code, message, details}`.
    pub fn call(&self, command: &str, arguments: Value) -> Result<Value, Value> {
        let request = InvokeRequest {
            cmd: command.into(),
            callback: CallbackFn(0),
            error: CallbackFn(1),
            url: "tauri://localhost".parse().unwrap(),
            body: InvokeBody::Json(arguments),
            headers: tauri::http::HeaderMap::new(),
            invoke_key: INVOKE_KEY.to_owned(),
        };
        get_ipc_response(&self.window, request).map(|body| body.deserialize::<Value>().unwrap())
    }

    pub fn ask(&self, command: &str, arguments: Value) -> Value {
        self.call(command, arguments).unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    /// Whether anything of spelling and grammar is loaded.
    #[cfg(feature = "grammar")]
    pub fn is_reading(&self) -> bool {
        tauri::Manager::state::<Desk>(&self._app).language().is_awake()
    }

    pub fn refused(&self, command: &str, arguments: Value) -> String {
        let error = self.call(command, arguments).expect_err("this must be refused");
        assert!(error["message"].as_str().is_some_and(|message| !message.is_empty()), "{error}");
        error["code"].as_str().unwrap_or_default().to_owned()
    }
}
