//! The one door: a method per deed, joining the store with the pure parts.
//!
//! Whatever a screen or the command line can do is a method here. Holds no SQL, no HTML, no rule.
//! `Send + Sync`: store and desk (open guides) have locks of their own, so that a keystroke never
//! waits for a disk. Locks are taken in the order store, guide, vocabulary; none is held while another
//! deed is called.

mod archive;
mod assets;
mod create;
mod desk;
mod difference;
mod export;
mod fields;
pub mod folder;
mod follow;
mod health;
mod history;
mod import;
mod judge;
mod language;
mod links;
mod list;
mod open;
mod outcomes;
mod profile;
mod save;
mod status;
mod upkeep;
mod vocabulary;
mod waivers;
mod write;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, TryLockError};

use crate::Result;
use crate::bar::Profile;
use crate::store::{Store, Tables};
use crate::vocabulary::Vocabulary;
use crate::world::World;

pub use assets::Asset;
pub use language::ProofText;
pub use list::StoredGuide;

use desk::Open;
use follow::Changed;
use upkeep::Upkeep;

/// An open library.
pub struct Library {
    world: World,
    path: PathBuf,
    /// Writes, one at a time.
    writer: Mutex<Store>,
    /// Reads, beside a writer that is busy.
    reader: Mutex<Store>,
    /// Open guides by id.
    desk: Mutex<HashMap<String, Arc<Open>>>,
    vocabulary: RwLock<Arc<Vocabulary>>,
    profile: RwLock<Arc<Profile>>,
    /// What changed since verdicts were last made true.
    changed: Mutex<Changed>,
    /// Data version after the last look: tells when another program wrote.
    others: AtomicI64,
    upkeep: Upkeep,
    notice: Mutex<String>,
}

/// A holder that panicked leaves plain values behind: going on is safe.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Library {
    /// One deed on one snapshot of the library.
    fn read<T>(&self, deed: impl FnOnce(&Tables<'_>) -> Result<T>) -> Result<T> {
        lock(&self.reader).snapshot(deed)
    }

    /// All of a deed or nothing; on the disk when it returns.
    fn write<T>(&self, deed: impl FnOnce(&Tables<'_>) -> Result<T>) -> Result<T> {
        self.write_with(&mut lock(&self.writer), deed)
    }

    fn write_with<T>(&self, store: &mut Store, deed: impl FnOnce(&Tables<'_>) -> Result<T>) -> Result<T> {
        self.upkeep.written();
        store.write(deed)
    }

    /// True when another program wrote since the last look; what it wrote is taken in. Never waits: a
    /// busy writer is asked next time.
    pub fn changed_elsewhere(&self) -> bool {
        let version = match self.writer.try_lock() {
            Ok(writer) => writer.others(),
            Err(TryLockError::Poisoned(writer)) => writer.into_inner().others(),
            Err(TryLockError::WouldBlock) => return false,
        };
        let Ok(version) = version else { return false };
        let changed = self.others.swap(version, Ordering::Relaxed) != version;
        if changed {
            let _ = self.vocabulary_changed();
            let _ = self.profile_changed();
        }
        changed
    }

    /// RFC 3339, UTC.
    fn now(&self) -> String {
        self.world.now().to_string()
    }
}
