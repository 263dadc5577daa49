//! The one door: a method per deed, joining the store with the pure parts.
//!
//! Whatever a screen or the command line can do is a method here. Holds no SQL, no HTML, no rule.
//! `Send + Sync`: the store and the desk (open guides) have a lock each, so that a keystroke never
//! waits for a disk.

use std::path::{Path, PathBuf};

use crate::guide::{Kind, Meta, Status};
use crate::text::Change;
use crate::view::{
    CardList, Difference, ExportRequest, Exported, ImportReport, LinkAction, Live, OpenGuide, Overview, Preflight,
    Query, Revision, Saved, Settings,
};
use crate::world::World;
use crate::{Error, ErrorCode, Result};

/// A file of a guide with its type by content, never by name.
#[derive(Debug, Clone)]
pub struct Asset {
    pub media_type: &'static str,
    pub bytes: Vec<u8>,
}

/// An open library.
pub struct Library {
    _world: World,
}

fn missing<T>() -> Result<T> {
    Err(Error::new(ErrorCode::Failed, "not built"))
}

impl Library {
    /// Opens or creates the file at `path`: migrates (after taking a copy), checks, locks nothing.
    pub fn open(_path: &Path, _world: World) -> Result<Self> {
        missing()
    }

    /// Where the library lies unless `--library` or `HIGHBAR_LIBRARY` says otherwise.
    pub fn default_path() -> Result<PathBuf> {
        missing()
    }

    pub fn overview(&self) -> Result<Overview> {
        missing()
    }

    pub fn list(&self, _query: &Query) -> Result<CardList> {
        missing()
    }

    /// A new entry from the template of its kind; answers with its id.
    pub fn create(&self, _kind: Kind, _title: &str) -> Result<String> {
        missing()
    }

    /// Lays a guide on the desk. Opening twice gives the same text.
    pub fn open_guide(&self, _id: &str) -> Result<OpenGuide> {
        missing()
    }

    /// Changes the open text; see `live::OpenText::edit`.
    pub fn edit(&self, _id: &str, _edition: u32, _changes: &[Change]) -> Result<Live> {
        missing()
    }

    /// Writes the open text as a revision in one transaction, if it differs from the last one.
    pub fn save(&self, _id: &str) -> Result<Saved> {
        missing()
    }

    /// Replaces the fields, folds aliases, saves at once; answers with the guide as it now is.
    pub fn set_meta(&self, _id: &str, _meta: Meta) -> Result<OpenGuide> {
        missing()
    }

    pub fn set_status(&self, _id: &str, _status: Status) -> Result<OpenGuide> {
        missing()
    }

    /// Stores an answer to a question of the bar; `None` takes it back.
    pub fn answer(&self, _id: &str, _sentence: &str, _counts: Option<bool>) -> Result<Live> {
        missing()
    }

    /// Saves and takes the guide off the desk.
    pub fn close_guide(&self, _id: &str) -> Result<()> {
        missing()
    }

    /// A copy with its own slug; answers with its id.
    pub fn duplicate(&self, _id: &str) -> Result<String> {
        missing()
    }

    pub fn trash(&self, _ids: &[String]) -> Result<Overview> {
        missing()
    }

    pub fn untrash(&self, _ids: &[String]) -> Result<Overview> {
        missing()
    }

    /// Newest first.
    pub fn history(&self, _id: &str) -> Result<Vec<Revision>> {
        missing()
    }

    /// What changed between two revisions; `to == 0` is the text as it is now.
    pub fn difference(&self, _id: &str, _from: u32, _to: u32) -> Result<Difference> {
        missing()
    }

    /// Makes an old revision the newest one; nothing in between is lost.
    pub fn restore(&self, _id: &str, _revision: u32) -> Result<OpenGuide> {
        missing()
    }

    pub fn create_tag(&self, _name: &str) -> Result<Overview> {
        missing()
    }

    /// A stack item with an empty page.
    pub fn create_stack_item(&self, _name: &str) -> Result<Overview> {
        missing()
    }

    pub fn set_settings(&self, _settings: &Settings) -> Result<Overview> {
        missing()
    }

    /// What an export would write, lose and refuse. Writes nothing.
    pub fn preflight(&self, _request: &ExportRequest) -> Result<Preflight> {
        missing()
    }

    /// Writes the bundle to `out` (a folder, or a zip file), whole or not at all.
    pub fn export(&self, _request: &ExportRequest, _out: &Path) -> Result<Exported> {
        missing()
    }

    /// Reads a folder of Markdown into the library. Idempotent.
    pub fn import(&self, _folder: &Path) -> Result<ImportReport> {
        missing()
    }

    /// What the n-th link of the open guide's preview does.
    pub fn link(&self, _id: &str, _n: u32) -> Result<LinkAction> {
        missing()
    }

    /// An image of a guide, for the preview.
    pub fn asset(&self, _id: &str, _path: &str) -> Result<Asset> {
        missing()
    }

    /// Stores an image beside a guide; answers with the path the text should name.
    pub fn add_asset(&self, _id: &str, _name: &str, _bytes: &[u8]) -> Result<String> {
        missing()
    }

    /// Stores the picture at `path` beside a guide; see `add_asset`.
    pub fn add_asset_file(&self, _id: &str, _path: &Path) -> Result<String> {
        missing()
    }

    /// Saves every guide on the desk.
    pub fn save_all(&self) -> Result<()> {
        missing()
    }
}
