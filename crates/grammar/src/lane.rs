//! The reader on a thread of its own, made at the first question and let go on request.
//!
//! One text waits at most: a newer one takes its place, and the one before it is answered with nothing. The caller
//! never waits. Reads no language itself.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use highbar_core::library::ProofText;
use highbar_core::view::Proof;

use crate::reader::Reader;

/// Called once, on the lane's thread: the slips, or `None` when a newer text took this one's place.
type Answer = Box<dyn FnOnce(Option<Proof>) + Send>;

struct Question {
    text: ProofText,
    answer: Answer,
}

#[derive(Default)]
struct Slot {
    waiting: Option<Question>,
    /// A thread reads, or is about to.
    running: bool,
    leave: bool,
}

#[derive(Default)]
struct Shared {
    slot: Mutex<Slot>,
    news: Condvar,
}

/// Reads one text after the other.
#[derive(Default)]
pub struct Lane {
    shared: Arc<Shared>,
}

impl Lane {
    /// Nothing is loaded until the first question.
    pub fn new() -> Self {
        Self::default()
    }

    /// Asks for the slips of a text.
    pub fn read(&self, text: ProofText, answer: impl FnOnce(Option<Proof>) + Send + 'static) {
        let mut slot = self.shared.lock();
        slot.leave = false;
        let old = slot.waiting.replace(Question { text, answer: Box::new(answer) });
        if !slot.running {
            slot.running = self.start();
        }
        drop(slot);
        self.shared.news.notify_one();
        old.into_iter().for_each(Question::pass_over);
    }

    /// Lets thread and rules go; the next question makes them anew.
    pub fn rest(&self) {
        let mut slot = self.shared.lock();
        slot.leave = true;
        let old = slot.waiting.take();
        drop(slot);
        self.shared.news.notify_one();
        old.into_iter().for_each(Question::pass_over);
    }

    /// Whether rules and dictionary are in use.
    pub fn is_awake(&self) -> bool {
        self.shared.lock().running
    }

    fn start(&self) -> bool {
        let shared = Arc::clone(&self.shared);
        std::thread::Builder::new().name("language".into()).spawn(move || work(&shared)).is_ok()
    }
}

impl Drop for Lane {
    fn drop(&mut self) {
        self.rest();
    }
}

impl Question {
    fn pass_over(self) {
        (self.answer)(None);
    }
}

impl Shared {
    /// A holder that panicked leaves plain values behind: going on is safe.
    fn lock(&self) -> MutexGuard<'_, Slot> {
        self.slot.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a question; `None` when it is time to leave.
    fn next(&self) -> Option<Question> {
        let mut slot = self.lock();
        loop {
            if let Some(question) = slot.waiting.take() {
                return Some(question);
            }
            if slot.leave {
                slot.running = false;
                return None;
            }
            slot = self.news.wait(slot).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn is_pressed(&self) -> bool {
        let slot = self.lock();
        slot.waiting.is_some() || slot.leave
    }
}

/// Marks the lane as stopped should a rule ever panic, so that the next question starts a new thread.
struct Leaving<'s>(&'s Shared);

impl Drop for Leaving<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.lock().running = false;
        }
    }
}

fn work(shared: &Shared) {
    let _leaving = Leaving(shared);
    let mut reader = Reader::new();
    while let Some(Question { text, answer }) = shared.next() {
        answer(reader.read(&text, || shared.is_pressed()));
    }
}
