//! The labelled sentences, and the part that is never looked at while the detector is worked on.

use std::path::Path;

use highbar_core::bar::outcome_detector::{Hit, amount, detect};

/// One line of the file; fields that are missing are empty.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Labelled {
    pub text: String,
    pub is_outcome: bool,
    pub has_baseline: bool,
    #[serde(deserialize_with = "text_or_nothing")]
    pub baseline_kind: String,
    #[serde(deserialize_with = "text_or_nothing")]
    pub class: String,
    pub split: String,
    #[serde(deserialize_with = "text_or_nothing")]
    pub value: String,
    #[serde(deserialize_with = "text_or_nothing")]
    pub unit: String,
    source: Source,
}

/// Where a real sentence was found.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
struct Source {
    #[serde(deserialize_with = "text_or_nothing")]
    repo: String,
}

fn text_or_nothing<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let value: serde_json::Value = serde::Deserialize::deserialize(deserializer)?;
    Ok(match value {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text,
        other => other.to_string(),
    })
}

/// Which sentences the detector's words were chosen by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Read while the words were chosen.
    Tuned,
    /// From the same sources; earlier versions of the words were chosen by them too, this one was not.
    Untouched,
    /// From sources none of which was ever read.
    UnseenSource,
    /// Written for this project, labelled before the detector saw them; by the same hands as the detector.
    Own,
}

impl Part {
    pub const ALL: [Part; 4] = [Part::Tuned, Part::Untouched, Part::UnseenSource, Part::Own];

    pub fn name(self) -> &'static str {
        match self {
            Part::Tuned => "tuned on",
            Part::Untouched => "untouched, known sources",
            Part::UnseenSource => "untouched, unseen sources",
            Part::Own => "own sentences, labelled first",
        }
    }
}

impl Labelled {
    /// The rule: a sentence of the split `dev` is tuned on unless its hash falls into one fifth; `own` are the
    /// project's; every other split is an unseen source.
    pub fn part(&self) -> Part {
        match self.split.as_str() {
            "dev" if !fnv(&self.text).is_multiple_of(5) => Part::Tuned,
            "dev" => Part::Untouched,
            "own" => Part::Own,
            _ => Part::UnseenSource,
        }
    }

    /// The repository of a real sentence; "written" for one that somebody made up.
    pub fn source(&self) -> &str {
        if self.source.repo.is_empty() { "written" } else { &self.source.repo }
    }

    pub fn found(&self) -> Option<Hit> {
        detect(&self.text).into_iter().next()
    }

    /// Value and unit are the labelled ones, whatever blanks and signs stand around them.
    pub fn value_is(&self, hit: &Hit) -> bool {
        let plain = |text: &str| {
            let small = text.to_lowercase().replace("percent", "%").replace("per cent", "%");
            small.chars().filter(|c| c.is_alphanumeric() || matches!(c, '%' | '.' | '×')).collect::<String>()
        };
        let labelled = plain(&format!("{}{}", self.value, self.unit));
        let same = |written: &str| plain(written) == labelled || plain(written) == plain(&self.value);
        let (here, there) = (amount(&hit.written), amount(&format!("{} {}", self.value, self.unit)));
        same(&hit.written)
            || same(&hit.value)
            || here.zip(there).is_some_and(|(a, b)| a.equals(&b))
            || hit.written.is_empty() && matches!(plain(&self.value).as_str(), "0" | "no" | "zero" | "" | "none")
    }
}

/// FNV-1a, 64 bits: the same on every machine, for ever.
fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

pub fn read(path: &Path) -> Result<Vec<Labelled>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(at, line)| serde_json::from_str(line).map_err(|error| format!("line {}: {error}", at + 1))).collect()
}
