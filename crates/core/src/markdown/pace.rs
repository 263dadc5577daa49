//! How fast a text is read: words, code and pictures to seconds.
//!
//! The figures are a convention (238 words a minute is the mean for English non-fiction); a publication may set others.

use super::{CodeBlock, Tally};

/// Reading speed. Values below 1 a minute count as 1, values below 0 seconds as 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pace {
    pub words_per_minute: f64,
    /// Han, Hiragana and Katakana.
    pub characters_per_minute: f64,
    /// Seconds for each of the first `code_lines` non-blank lines of a block.
    pub code_line_seconds: f64,
    /// Lines of a block that are read closely.
    pub code_lines: f64,
    /// Seconds for each line behind them.
    pub code_rest_seconds: f64,
    /// Seconds for the first image; each further one takes a second less.
    pub image_seconds: f64,
    /// The least an image takes.
    pub image_least_seconds: f64,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            words_per_minute: 238.0,
            characters_per_minute: 500.0,
            code_line_seconds: 1.5,
            code_lines: 40.0,
            code_rest_seconds: 0.5,
            image_seconds: 12.0,
            image_least_seconds: 3.0,
        }
    }
}

impl Pace {
    /// Seconds for running text.
    pub fn text(&self, tally: Tally) -> f64 {
        let minutes = |count: u32, speed: f64| f64::from(count) / speed.max(1.0);
        60.0 * (minutes(tally.spaced, self.words_per_minute) + minutes(tally.characters, self.characters_per_minute))
    }

    /// Seconds for blocks of code; blank lines are free.
    pub fn code(&self, blocks: &[CodeBlock]) -> f64 {
        let lines = |block: &CodeBlock| block.text.lines().filter(|line| !line.trim().is_empty()).count() as f64;
        let seconds = |lines: f64| {
            let close = lines.min(self.code_lines);
            self.code_line_seconds.max(0.0) * close + self.code_rest_seconds.max(0.0) * (lines - close)
        };
        blocks.iter().map(|block| seconds(lines(block))).sum()
    }

    /// Seconds for this many pictures.
    pub fn images(&self, images: usize) -> f64 {
        let one = |index: usize| (self.image_seconds - index as f64).max(self.image_least_seconds).max(0.0);
        // Behind the first few all take the same.
        let early = images.min((self.image_seconds - self.image_least_seconds).clamp(0.0, 1_000.0) as usize);
        let rest = (images - early) as f64;
        (0..early).map(one).sum::<f64>() + rest * one(early)
    }
}
