//! Opening a library, and where it lies when nobody says.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicI64;
use std::sync::{Arc, Mutex, RwLock};
use std::time::Duration;

use etcetera::AppStrategy as _;

use super::upkeep::Upkeep;
use super::{Library, lock, profile, vocabulary};
use crate::store::{Store, bring_back, last_good};
use crate::world::World;
use crate::{Error, ErrorCode, Result};

impl Library {
    /// Opens or creates the file at `path`: migrates (after taking a copy), checks, locks nothing.
    pub fn open(path: &Path, world: World) -> Result<Self> {
        Self::open_and_look(path, world, Duration::ZERO)
    }

    /// As `open`. A large file is looked through `after` a while, when what is to be shown first stands: both at once
    /// take longer.
    pub fn open_and_look(path: &Path, world: World, after: Duration) -> Result<Self> {
        let mut writer = Store::open(path)?;
        vocabulary::keep_passages(&mut writer);
        let reader = writer.open_reader()?;
        let passages = vocabulary::passages(writer.open_reader()?);
        let vocabulary = Arc::new(reader.snapshot(vocabulary::snapshot)?.with_passages(passages));
        vocabulary::made_ready(&vocabulary);
        let (profile, refused) = reader.snapshot(profile::stored)?;
        let check = (!writer.checked).then(|| {
            let path = path.to_owned();
            std::thread::spawn(move || {
                std::thread::sleep(after);
                Store::check_apart(&path)
            })
        });
        Ok(Self {
            world,
            path: path.to_owned(),
            notice: Mutex::new(format!("{}{refused}", writer.notice)),
            others: AtomicI64::new(writer.others()?),
            writer: Mutex::new(writer),
            reader: Mutex::new(reader),
            desk: Mutex::new(HashMap::new()),
            vocabulary: RwLock::new(vocabulary),
            profile: RwLock::new(Arc::new(profile)),
            changed: Mutex::default(),
            upkeep: Upkeep::new(check, world.now()),
        })
    }

    /// Puts the last good copy in the place of a damaged library and opens it; the damaged file is kept.
    pub fn open_last_good(path: &Path, world: World) -> Result<Self> {
        let stamp = world.now().strftime("%Y%m%d-%H%M%S").to_string();
        let aside = bring_back(path, &stamp)?;
        let library = Self::open(path, world)?;
        *lock(&library.notice) =
            format!("This is the last good copy of the library. The damaged file is kept at {}.", aside.display());
        Ok(library)
    }

    /// Where the last good copy of the library at `path` lies, if there is one.
    pub fn last_good(path: &Path) -> Option<PathBuf> {
        Some(last_good(path)).filter(|copy| copy.exists())
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
