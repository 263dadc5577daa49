//! A baseline: what was open on the day a publication began to check, so that only what is new is held against it.
//!
//! A place is known by its file, its rule and its words, not by its line: text that moves stays known, text that
//! changes is new. Waives nothing: the bar is not met because something is old.

use std::collections::HashMap;
use std::io::Write;
use std::path::Path;

use highbar_core::ErrorCode;
use serde::{Deserialize, Serialize};

use super::Checked;
use super::open::{self, is_open, key, slashed};
use crate::failure::Failure;

/// Where it lies when nobody says.
pub const FILE: &str = "highbar-baseline.json";
const FORMAT: &str = "highbar-baseline";
/// Largest file read as one, in bytes.
const LARGEST: u64 = 256 << 20;

#[derive(Serialize, Deserialize)]
struct Baseline {
    format: String,
    version: u32,
    findings: Vec<Known>,
}

#[derive(Serialize, Deserialize)]
struct Known {
    file: String,
    rule: String,
    /// Of rule and words, hex.
    hash: String,
    /// How often those words are open in this file.
    times: usize,
    /// For people who read the file.
    words: String,
}

/// Characters of the words that are kept for people.
const WORDS: usize = 60;

/// Writes what is open now; answers with the number of places.
pub fn write(checked: &Checked, file: &Path) -> Result<usize, Failure> {
    let mut known: Vec<Known> = Vec::new();
    let mut at: HashMap<String, usize> = HashMap::new();
    let all = open::all(checked);
    for open in &all {
        if let Some(at) = at.get(&open.key) {
            known[*at].times += 1;
            continue;
        }
        at.insert(open.key.clone(), known.len());
        known.push(Known {
            file: slashed(&open.subject.file),
            rule: open.outcome.rule.id.into(),
            hash: open.key.clone(),
            times: 1,
            words: open.finding.quote.exact.chars().take(WORDS).collect(),
        });
    }
    let baseline = Baseline { format: FORMAT.into(), version: 1, findings: known };
    let json = serde_json::to_string_pretty(&baseline).unwrap_or_default() + "\n";
    replace(file, json.as_bytes())?;
    Ok(all.len())
}

/// Replaces a file as a whole or not at all.
pub fn replace(file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let put = || {
        let mut fresh = tempfile::NamedTempFile::new_in(folder)?;
        fresh.write_all(bytes)?;
        if let Ok(before) = std::fs::metadata(file) {
            std::fs::set_permissions(fresh.path(), before.permissions())?;
        }
        fresh.as_file().sync_all()?;
        fresh.persist(file).map_err(|error| error.error)?;
        Ok(())
    };
    put().map_err(|error: std::io::Error| {
        let message = format!("{} could not be written ({error}). It is as it was.", file.display());
        Failure::new(ErrorCode::Unreachable, message)
    })
}

/// Marks what the baseline knows; answers with the number of places. Each known place excuses as many as there were.
pub fn mark(checked: &mut Checked, file: &Path) -> Result<usize, Failure> {
    let mut left: HashMap<String, usize> = HashMap::new();
    for known in read(file)?.findings {
        *left.entry(known.hash).or_default() += known.times;
    }
    let mut marked = 0;
    for subject in &mut checked.subjects {
        for outcome in subject.outcomes.iter().filter(|outcome| is_open(outcome)) {
            for (at, finding) in outcome.findings.iter().enumerate() {
                let key = key(&subject.file, outcome, finding);
                if let Some(times) = left.get_mut(&key).filter(|times| **times > 0) {
                    *times -= 1;
                    marked += 1;
                    subject.old.insert((outcome.rule.id, at));
                }
            }
        }
    }
    Ok(marked)
}

fn read(file: &Path) -> Result<Baseline, Failure> {
    let unreadable = |why: String| {
        let message =
            format!("{} is no baseline ({why}). Nothing was judged; make one with --write-baseline.", file.display());
        Failure::new(ErrorCode::Unreachable, message)
    };
    let length = std::fs::metadata(file).map_err(|error| unreadable(error.to_string()))?.len();
    if length > LARGEST {
        return Err(unreadable("it has more than 256 MiB".into()));
    }
    let bytes = std::fs::read(file).map_err(|error| unreadable(error.to_string()))?;
    let baseline: Baseline = serde_json::from_slice(&bytes).map_err(|error| unreadable(error.to_string()))?;
    if baseline.format != FORMAT || baseline.version != 1 {
        return Err(unreadable("it has another form".into()));
    }
    Ok(baseline)
}
