//! What keeps a library in good order, beside and after the work: never in its way.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

use jiff::{SignedDuration, Timestamp};

use super::{Library, lock};
use crate::Result;

/// A copy of everything is not made more often than this while work goes on.
const BETWEEN_COPIES: SignedDuration = SignedDuration::from_mins(10);

/// What has to be done, and what is going on.
pub(super) struct Upkeep {
    /// A look through a large file, still going on.
    check: Mutex<Option<JoinHandle<Result<()>>>>,
    damaged: AtomicBool,
    /// Something was written since the last tidying, since the last copy.
    untidy: AtomicBool,
    uncopied: AtomicBool,
    copied_at: Mutex<Timestamp>,
}

impl Upkeep {
    pub fn new(check: Option<JoinHandle<Result<()>>>, now: Timestamp) -> Self {
        Self {
            check: Mutex::new(check),
            damaged: AtomicBool::new(false),
            untidy: AtomicBool::new(false),
            uncopied: AtomicBool::new(false),
            copied_at: Mutex::new(now),
        }
    }

    /// Something is about to be written.
    pub fn written(&self) {
        self.untidy.store(true, Ordering::Relaxed);
        self.uncopied.store(true, Ordering::Relaxed);
    }
}

impl Library {
    /// For idle moments, every half minute or so: verdicts made true, log and search put in order, and
    /// now and then the last good copy renewed. Does nothing when nothing was written.
    pub fn tidy(&self) -> Result<()> {
        self.follow_changes();
        if self.upkeep.untidy.swap(false, Ordering::Relaxed) {
            lock(&self.writer).tidy()?;
        }
        let due = self.world.now().duration_since(*lock(&self.upkeep.copied_at)) >= BETWEEN_COPIES;
        if due { self.keep_copy() } else { Ok(()) }
    }

    /// Before leaving: everything open is saved, put in order and copied. The first failure is the
    /// answer, after all was tried.
    pub fn put_away(&self) -> Result<()> {
        let saved = self.save_all();
        let tidied = match self.upkeep.untidy.swap(false, Ordering::Relaxed) {
            true => lock(&self.writer).tidy(),
            false => Ok(()),
        };
        saved.and(tidied).and(self.keep_copy())
    }

    /// Renews the last good copy when something was written since. A damaged library is not copied over
    /// a good one.
    fn keep_copy(&self) -> Result<()> {
        if !self.is_whole() || !self.upkeep.uncopied.swap(false, Ordering::Relaxed) {
            return Ok(());
        }
        let apart = lock(&self.reader).open_reader()?;
        *lock(&self.upkeep.copied_at) = self.world.now();
        apart.keep_copy().inspect_err(|_| self.upkeep.uncopied.store(true, Ordering::Relaxed))
    }

    /// True once every page of the file was looked through and nothing was wrong.
    pub(super) fn is_whole(&self) -> bool {
        let mut check = lock(&self.upkeep.check);
        match check.take_if(|running| running.is_finished()) {
            Some(done) => self.note(done.join().unwrap_or(Ok(()))),
            None if check.is_some() => return false,
            None => {}
        }
        !self.upkeep.damaged.load(Ordering::Relaxed)
    }

    /// Tells what a look through the file found.
    fn note(&self, found: Result<()>) {
        if let Err(error) = found {
            *lock(&self.notice) = error.message;
            self.upkeep.damaged.store(true, Ordering::Relaxed);
        }
    }
}

/// What was written is also in the last good copy, unless the program is killed.
impl Drop for Library {
    fn drop(&mut self) {
        let _ = self.put_away();
    }
}
