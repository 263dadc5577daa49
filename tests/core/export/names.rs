//! Names that would damage a reader's machine: none leaves, none overwrites another, none is lost.

use std::collections::BTreeSet;

use highbar_core::bundle::names::{Names, SEGMENT_BYTES, segment};
use highbar_core::view::{Target, Weight};

use super::shelf::{PIXEL, Shelf, rows, text};
use crate::data;

/// The names of one vector.
fn names(entry: &serde_json::Value) -> Vec<String> {
    match (entry["name"].as_str(), entry["names"].as_array()) {
        (Some(name), _) => vec![name.to_owned()],
        (None, Some(names)) => names.iter().filter_map(|name| name.as_str()).map(str::to_owned).collect(),
        (None, None) => Vec::new(),
    }
}

fn harmless(path: &str) -> Result<(), String> {
    for segment in path.split('/') {
        let stem = segment.split('.').next().unwrap_or_default().to_uppercase();
        let device = ["CON", "PRN", "AUX", "NUL", "COM", "LPT"].iter().any(|name| {
            stem == *name && !matches!(*name, "COM" | "LPT")
                || stem
                    .strip_prefix(name)
                    .is_some_and(|rest| rest.chars().count() == 1 && rest.chars().all(char::is_numeric))
        });
        let bad = segment.is_empty()
            || segment.len() > SEGMENT_BYTES
            || segment.starts_with(['.', '-', ' ', '~'])
            || segment.ends_with(['.', ' '])
            || segment.chars().any(|c| c.is_control() || "<>:\"|?*\\\u{202e}\u{2066}\u{200f}\u{feff}".contains(c));
        if device || bad {
            return Err(format!("{segment:?}"));
        }
    }
    Ok(())
}

/// What the least exact file system compares.
fn folded(path: &str) -> String {
    path.to_uppercase().to_lowercase()
}

#[test]
fn every_vector_gets_a_harmless_name_of_its_own() {
    for entry in data::vectors("names").unwrap_or_default() {
        let mut given = Names::default();
        let paths: Vec<String> = names(&entry).iter().map(|name| given.path(name, "file")).collect();
        for path in &paths {
            assert_eq!(harmless(path), Ok(()), "{}", data::id(&entry));
        }
        let distinct: BTreeSet<String> = paths.iter().map(|path| folded(path)).collect();
        assert_eq!(distinct.len(), paths.len(), "{}: {paths:?}", data::id(&entry));
    }
}

#[test]
fn files_of_a_guide_survive_their_names() {
    for entry in data::vectors("names").unwrap_or_default() {
        let names = names(&entry);
        let mut shelf = Shelf::default().guide("a", "Text.\n");
        for (at, name) in names.iter().enumerate() {
            shelf = shelf.asset(name, &[PIXEL, &[u8::try_from(at).expect("few")]].concat());
        }
        for target in [Target::Plain, Target::Hugo] {
            let bundle = shelf.plan(target);
            let pictures = bundle.files.iter().filter(|(_, bytes)| bytes.starts_with(PIXEL));
            let distinct: BTreeSet<&Vec<u8>> = pictures.clone().map(|(_, bytes)| bytes).collect();
            let wanted: BTreeSet<&String> = names.iter().collect();
            assert_eq!(distinct.len(), wanted.len(), "{}", data::id(&entry));
            for (path, _) in pictures {
                assert_eq!(harmless(path), Ok(()), "{}", data::id(&entry));
            }
        }
    }
}

#[test]
fn a_picture_with_a_bad_name_is_still_shown() {
    let shelf = Shelf::default()
        .guide("a", "![x](CON.png) ![y](<a b?.png>)\n")
        .asset("CON.png", PIXEL)
        .asset("a b?.png", PIXEL);
    let bundle = shelf.plan(Target::Plain);
    let page = text(&bundle, "guides/a/index.md");
    assert!(page.contains("![x](_CON.png)"), "{page}");
    assert_eq!(rows(&bundle, Weight::Changed), ["2 files get other names"]);
    let manifest: serde_json::Value = serde_json::from_str(text(&bundle, "manifest.json")).expect("JSON");
    let renamed = manifest["files"].as_array().expect("a list").iter().find(|file| file["storedAs"] == "CON.png");
    assert_eq!(renamed.expect("told")["path"], "guides/a/_CON.png");
}

#[test]
fn slugs_of_any_kind_become_folders_of_their_own() {
    let mut shelf = Shelf::default();
    for slug in ["con", "../../etc", "a/b", "", "Redis", "redis", "\u{202e}x", &"s".repeat(400)] {
        shelf = shelf.guide(slug, "Text.\n");
    }
    let bundle = shelf.plan(Target::Plain);
    let folders: BTreeSet<String> =
        bundle.files.keys().filter(|path| path.starts_with("guides/")).map(|path| folded(path)).collect();
    assert_eq!(folders.len(), 8, "{:?}", bundle.files.keys());
    assert!(bundle.files.keys().all(|path| harmless(path).is_ok()), "{:?}", bundle.files.keys());
}

proptest::proptest! {
    #[test]
    fn any_name_becomes_a_harmless_one_and_stays_it(name in "\\PC{0,40}|[ -~]{0,20}|.{0,200}") {
        let once = segment(&name, "file");
        proptest::prop_assert_eq!(harmless(&once), Ok(()));
        proptest::prop_assert_eq!(segment(&once, "file"), once);
    }
}
