//! Opening a library, and where it lies when nobody says.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, RwLock};

use etcetera::AppStrategy as _;

use super::{Library, vocabulary};
use crate::store::Store;
use crate::world::World;
use crate::{Error, ErrorCode, Result};

impl Library {
    /// Opens or creates the file at `path`: migrates (after taking a copy), checks, locks nothing.
    pub fn open(path: &Path, world: World) -> Result<Self> {
        let writer = Store::open(path)?;
        let reader = Store::open_reader(path)?;
        let vocabulary = reader.snapshot(vocabulary::snapshot)?;
        Ok(Self {
            world,
            path: path.to_owned(),
            notice: writer.notice.clone(),
            writer: Mutex::new(writer),
            reader: Mutex::new(reader),
            desk: Mutex::new(HashMap::new()),
            vocabulary: RwLock::new(Arc::new(vocabulary)),
            changed: Mutex::new(BTreeSet::new()),
        })
    }

    /// Where the library lies unless `--library` or `HIGHBAR_LIBRARY` says otherwise.
    pub fn default_path() -> Result<PathBuf> {
        let app = etcetera::AppStrategyArgs {
            top_level_domain: "dev".into(),
            author: "Highbar".into(),
            app_name: "Highbar".into(),
        };
        let strategy = etcetera::app_strategy::choose_native_strategy(app).map_err(|_| {
            Error::new(
                ErrorCode::Unreachable,
                "There is no home folder to keep a library in. Name a file with --library or HIGHBAR_LIBRARY.",
            )
        })?;
        Ok(strategy.data_dir().join("library.highbar"))
    }
}
