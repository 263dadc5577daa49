//! The only place that reads the clock or rolls dice. Everything else receives a `World`.

use jiff::Timestamp;
use uuid::Uuid;

/// Where "now" and new ids come from. Tests pass fixed functions.
#[derive(Clone, Copy)]
pub struct World {
    now: fn() -> Timestamp,
    id: fn() -> Uuid,
}

impl World {
    pub fn new(now: fn() -> Timestamp, id: fn() -> Uuid) -> Self {
        Self { now, id }
    }

    /// The real clock and time-ordered random ids.
    pub fn system() -> Self {
        Self::new(Timestamp::now, Uuid::now_v7)
    }

    /// The moment, in UTC.
    pub fn now(&self) -> Timestamp {
        (self.now)()
    }

    /// Today's civil date in UTC, as `YYYY-MM-DD`.
    pub fn today(&self) -> String {
        self.now().strftime("%Y-%m-%d").to_string()
    }

    /// A fresh id, as 36 characters.
    pub fn id(&self) -> String {
        (self.id)().to_string()
    }
}
