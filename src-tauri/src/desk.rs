//! What the window works on: the open library, which guide is in front, where to export to.
//!
//! Shared by all commands. Holds no text; open texts are the library's.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use highbar_core::library::Library;
use highbar_core::world::World;
use highbar_core::{Error, ErrorCode, Result};

use crate::dialogs::Ask;
use crate::language::Language;

/// When the first page stands.
const DRAWN: Duration = Duration::from_secs(1);

/// A library that is being opened on a thread of its own, so that the window is made meanwhile.
pub struct Opening(JoinHandle<Result<Arc<Library>>>);

impl Opening {
    pub fn of(path: &Path) -> Self {
        let path = path.to_owned();
        Self(std::thread::spawn(move || open(&path)))
    }

    fn opened(self) -> Result<Arc<Library>> {
        self.0.join().unwrap_or_else(|_| Err(unread()))
    }
}

/// State of the window, managed by Tauri.
pub struct Desk {
    library: Mutex<Slot>,
    /// The guide in front: links of the preview belong to it.
    front: Mutex<String>,
    destination: Mutex<Option<PathBuf>>,
    sample: Option<PathBuf>,
    ask: Box<dyn Ask>,
    language: Language,
}

enum Slot {
    Opening(Opening),
    Open(Result<Arc<Library>>),
}

impl Slot {
    /// The library, waiting for it where it is still being opened.
    fn library(&mut self) -> Result<Arc<Library>> {
        let library = match std::mem::replace(self, Slot::Open(Err(unread()))) {
            Slot::Opening(opening) => opening.opened(),
            Slot::Open(library) => library,
        };
        *self = Slot::Open(library.clone());
        library
    }
}

fn unread() -> Error {
    Error::new(ErrorCode::Failed, "The library could not be read. Open another one, or start Highbar again.")
}

/// A lock whose holder panicked still guards plain values: going on is safe.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Desk {
    /// Works on the library that is being opened. A failure is kept and told by every command, so that the
    /// window can show it and offer another file. `sample`: folder of the sample library, if shipped.
    pub fn new(opening: Opening, sample: Option<PathBuf>, ask: Box<dyn Ask>) -> Self {
        let library = Mutex::new(Slot::Opening(opening));
        Self {
            library,
            front: Mutex::default(),
            destination: Mutex::default(),
            sample,
            ask,
            language: Language::default(),
        }
    }

    pub fn ask(&self) -> &dyn Ask {
        self.ask.as_ref()
    }

    pub fn language(&self) -> &Language {
        &self.language
    }

    pub fn library(&self) -> Result<Arc<Library>> {
        lock(&self.library).library()
    }

    /// Changes to another library file; the old one stays open when the new one fails.
    pub fn change_library(&self, path: &Path) -> Result<Arc<Library>> {
        let library = open(path)?;
        *lock(&self.library) = Slot::Open(Ok(Arc::clone(&library)));
        Ok(library)
    }

    pub fn sample(&self) -> Result<PathBuf> {
        self.sample.clone().ok_or_else(|| {
            Error::new(
                ErrorCode::Unreachable,
                "The sample library is not beside the app. Import a folder of Markdown instead.",
            )
        })
    }

    pub fn front(&self) -> String {
        lock(&self.front).clone()
    }

    pub fn set_front(&self, id: &str) {
        *lock(&self.front) = id.to_owned();
    }

    pub fn destination(&self) -> Result<PathBuf> {
        lock(&self.destination).clone().ok_or_else(|| {
            Error::new(ErrorCode::Invalid, "No destination is chosen. Choose a folder or a file name first.")
        })
    }

    pub fn set_destination(&self, path: PathBuf) {
        *lock(&self.destination) = Some(path);
    }
}

fn open(path: &Path) -> Result<Arc<Library>> {
    Library::open_and_look(path, World::system(), DRAWN).map(Arc::new)
}
