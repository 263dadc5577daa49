//! Shares with their intervals.

/// Right and wrong answers to one question.
#[derive(Debug, Default, Clone, Copy)]
pub struct Tally {
    /// True and said.
    pub hits: u32,
    /// Said, but not true.
    pub alarms: u32,
    /// True, but not said.
    pub missed: u32,
}

/// A share of a number of cases, with its 95 % Wilson interval.
#[derive(Debug, Clone, Copy)]
pub struct Share {
    pub part: u32,
    pub whole: u32,
}

impl Tally {
    pub fn add(&mut self, truth: bool, said: bool) {
        self.hits += u32::from(truth && said);
        self.alarms += u32::from(!truth && said);
        self.missed += u32::from(truth && !said);
    }

    pub fn precision(self) -> Share {
        Share { part: self.hits, whole: self.hits + self.alarms }
    }

    pub fn recall(self) -> Share {
        Share { part: self.hits, whole: self.hits + self.missed }
    }

    pub fn f1(self) -> f64 {
        2.0 * f64::from(self.hits) / f64::from((2 * self.hits + self.alarms + self.missed).max(1))
    }
}

impl Share {
    pub fn value(self) -> f64 {
        f64::from(self.part) / f64::from(self.whole.max(1))
    }

    /// Lower and upper bound; 0 and 1 without cases.
    pub fn interval(self) -> (f64, f64) {
        const Z: f64 = 1.959_964;
        let (n, p) = (f64::from(self.whole), self.value());
        if self.whole == 0 {
            return (0.0, 1.0);
        }
        let centre = p + Z * Z / (2.0 * n);
        let spread = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
        let scale = 1.0 + Z * Z / n;
        (((centre - spread) / scale).max(0.0), ((centre + spread) / scale).min(1.0))
    }

    pub fn json(self) -> serde_json::Value {
        let (low, high) = self.interval();
        serde_json::json!({"value": self.value(), "low": low, "high": high, "part": self.part, "whole": self.whole})
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (low, high) = self.interval();
        write!(f, "{:.3} [{low:.2}–{high:.2}] {}/{}", self.value(), self.part, self.whole)
    }
}
