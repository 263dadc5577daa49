//! The settings of read times: `[read_time]` in a profile.

use super::{Number, Profile, Setting};
use crate::markdown::Pace;

pub(super) const GROUP: &str = "read_time";

const WORDS: Number = Number::amount(
    "read_time.words_per_minute",
    238.0,
    "words",
    "How fast text is read; 200 for readers of English as a second language.",
);
const CHARACTERS: Number =
    Number::amount("read_time.characters_per_minute", 500.0, "characters", "How fast Chinese and Japanese are read.");
const CODE_LINE: Number = Number::amount("read_time.code_line_seconds", 1.5, "seconds", "What a line of code takes.");
const CODE_LINES: Number =
    Number::count("read_time.code_lines", 40.0, "lines", "Lines of a block that are read closely.");
const CODE_REST: Number =
    Number::amount("read_time.code_rest_seconds", 0.5, "seconds", "What each line behind them takes.");
const IMAGE: Number = Number::amount(
    "read_time.image_seconds",
    12.0,
    "seconds",
    "What the first image takes; each further one takes a second less.",
);
const IMAGE_LEAST: Number =
    Number::amount("read_time.image_least_seconds", 3.0, "seconds", "The least an image takes.");

/// Everything that can be set about read times.
pub const SETTINGS: &[Setting] = &[
    Setting::Number(&WORDS),
    Setting::Number(&CHARACTERS),
    Setting::Number(&CODE_LINE),
    Setting::Number(&CODE_LINES),
    Setting::Number(&CODE_REST),
    Setting::Number(&IMAGE),
    Setting::Number(&IMAGE_LEAST),
];

impl Profile {
    /// How fast this publication's readers read.
    pub fn pace(&self) -> Pace {
        Pace {
            words_per_minute: self.number(&WORDS),
            characters_per_minute: self.number(&CHARACTERS),
            code_line_seconds: self.number(&CODE_LINE),
            code_lines: self.number(&CODE_LINES),
            code_rest_seconds: self.number(&CODE_REST),
            image_seconds: self.number(&IMAGE),
            image_least_seconds: self.number(&IMAGE_LEAST),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_pace_is_the_default() {
        assert_eq!(Profile::usual().pace(), Pace::default());
    }
}
