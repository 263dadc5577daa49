//! `manifest.json`: what is in a bundle, byte for byte, and what the bar said about each guide.
//!
//! Made last, over every other file. Read back only to compare with an earlier export.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::places::Places;
use super::selection::Entry;
use super::{Order, index::pretty};
use crate::bar::waivers::Life;
use crate::bar::{Outcome, Severity, State};
use crate::checklist;
use crate::guide::Waiver;
use crate::view::{Score, Target};

pub const NAME: &str = "manifest.json";
const FORMAT: &str = "highbar-bundle";
/// Counts changes of this file's shape.
const VERSION: u32 = 1;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Manifest<'a> {
    format: &'a str,
    version: u32,
    generator: String,
    target: Target,
    draft: bool,
    bar: Bar<'a>,
    guides: Vec<Guide<'a>>,
    files: Vec<File>,
}

#[derive(Serialize)]
struct Bar<'a> {
    /// Of the program that judged.
    version: &'a str,
    /// The publication's own bar; absent for the default.
    #[serde(skip_serializing_if = "str::is_empty")]
    edition: &'a str,
    /// BLAKE3 of its text.
    #[serde(skip_serializing_if = "str::is_empty")]
    profile: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Guide<'a> {
    title: &'a str,
    slug: &'a str,
    kind: &'a str,
    status: &'a str,
    path: String,
    words: u32,
    read_minutes: u32,
    met: bool,
    score: Score,
    checks: Vec<Check<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Check<'a> {
    rule: &'a str,
    version: &'a str,
    severity: Severity,
    state: State,
    measured: &'a str,
    threshold: &'a str,
    /// The words that satisfy the rule.
    evidence: Vec<&'a str>,
    /// What is open, one sentence each.
    findings: Vec<&'a str>,
    waived: bool,
    /// What sets it aside: the review log of the guide.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    waivers: Vec<Log<'a>>,
}

/// A waiver that holds, as it was given.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Log<'a> {
    scope: &'a str,
    code: &'a str,
    reason: &'a str,
    by: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    with: &'a str,
    at: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    expires: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    quote: &'a str,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct File {
    pub path: String,
    pub bytes: u64,
    pub sha256: String,
    /// What the text calls it, where the name had to change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stored_as: Option<String>,
}

/// The manifest of `files`; `root` is where the entries' folders lie (`""` or `content/`).
pub fn write(
    order: &Order<'_>,
    entries: &[Entry<'_>],
    places: &Places,
    root: &str,
    files: &BTreeMap<String, Vec<u8>>,
) -> Vec<u8> {
    let stored = renamed(entries, places, root);
    let files = crate::parallel::map(&files.iter().collect::<Vec<_>>(), |(path, bytes)| File {
        path: (*path).clone(),
        bytes: bytes.len() as u64,
        sha256: sha256(bytes),
        stored_as: stored.get(*path).cloned(),
    });
    let guides = entries.iter().enumerate().filter(|(_, entry)| entry.is_guide());
    pretty(&Manifest {
        format: FORMAT,
        version: VERSION,
        generator: format!("highbar {}", env!("CARGO_PKG_VERSION")),
        target: order.target,
        draft: order.draft,
        bar: Bar {
            version: env!("CARGO_PKG_VERSION"),
            edition: order.profile.edition(),
            profile: order.profile.hash(),
        },
        guides: guides.map(|(at, entry)| guide(entry, format!("{root}{}", places.page(at)))).collect(),
        files,
    })
}

/// Path in the bundle → path as the text names it, for files whose name had to change.
fn renamed(entries: &[Entry<'_>], places: &Places, root: &str) -> BTreeMap<String, String> {
    let all = (0..entries.len()).flat_map(|at| places.assets(at).map(move |(stored, name)| (at, stored, name)));
    all.filter(|(_, stored, name)| stored != name)
        .map(|(at, stored, name)| (format!("{root}{}/{name}", places.folder(at)), stored.to_owned()))
        .collect()
}

fn guide<'a>(entry: &Entry<'a>, path: String) -> Guide<'a> {
    let source = entry.source;
    let meta = &source.draft.meta;
    let score = checklist::score(&source.outcomes);
    Guide {
        title: &meta.title,
        slug: &meta.slug,
        kind: meta.kind.as_str(),
        status: source.status.as_str(),
        path,
        words: source.words,
        read_minutes: source.read_minutes,
        met: score.open == 0 && score.confirm == 0,
        score,
        checks: source.outcomes.iter().map(check).collect(),
    }
}

fn check(outcome: &Outcome) -> Check<'_> {
    Check {
        rule: outcome.rule.id,
        version: outcome.rule.version,
        severity: outcome.severity,
        state: outcome.state,
        measured: &outcome.measured,
        threshold: &outcome.threshold,
        evidence: outcome.evidence.iter().map(|quote| quote.exact.as_str()).collect(),
        findings: outcome.findings.iter().map(|finding| finding.message.as_str()).collect(),
        waived: outcome.state == State::Waived,
        waivers: outcome.held.iter().filter(|held| held.life == Life::Holds).map(|held| log(&held.waiver)).collect(),
    }
}

fn log(waiver: &Waiver) -> Log<'_> {
    Log {
        scope: waiver.scope.as_str(),
        code: waiver.code.as_str(),
        reason: &waiver.reason,
        by: &waiver.by,
        with: &waiver.with,
        at: &waiver.at,
        expires: &waiver.expires,
        quote: &waiver.quote,
    }
}

/// Lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The part of a manifest that a later export compares with.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Earlier {
    format: String,
    pub files: Vec<File>,
}

/// An earlier manifest; `None` when the bytes are not one.
pub fn read(bytes: &[u8]) -> Option<Earlier> {
    serde_json::from_slice::<Earlier>(bytes).ok().filter(|earlier| earlier.format == FORMAT)
}
