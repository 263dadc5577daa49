//! The laws of the house, read off the source. ARCHITECTURE.md names each test beside its law.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every file below `folder` with one of these endings: path below the top, and text.
fn sources(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    collect(&root().join(folder), endings, &mut found);
    assert!(!found.is_empty(), "no source below {folder}: the law would hold of nothing");
    found
}

fn collect(folder: &Path, endings: &[&str], found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())).flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            if !["node_modules", "dist", "target"].contains(&name.as_str()) {
                collect(&path, endings, found);
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            let shown = path.to_string_lossy().split("/../../").last().unwrap_or_default().to_owned();
            found.push((shown, fs::read_to_string(&path).unwrap_or_default()));
        }
    }
}

/// A file's code without its comments and its tests.
fn code(text: &str) -> String {
    let before_tests = text.split("#[cfg(test)]").next().unwrap_or_default();
    before_tests.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn only_in(folder: &str, endings: &[&str], words: &[&str], allowed: &[&str]) {
    let breaches: Vec<String> = sources(folder, endings)
        .into_iter()
        .filter(|(path, _)| !allowed.iter().any(|place| path.contains(place)))
        .filter_map(|(path, text)| {
            let code = code(&text);
            words.iter().find(|word| code.contains(**word)).map(|word| format!("{path}: {word}"))
        })
        .collect();
    assert!(breaches.is_empty(), "only {allowed:?} may use these:\n{}", breaches.join("\n"));
}

#[test]
fn core_knows_neither_window_nor_command_line() {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--locked", "-p", "highbar-core", "-e", "normal", "--prefix", "none"])
        .current_dir(root())
        .output()
        .expect("cargo tree runs");
    let tree = String::from_utf8_lossy(&tree.stdout).into_owned();
    assert!(tree.contains("pulldown-cmark"), "the tree is empty: {tree}");
    for stranger in ["tauri", "wry", "clap", "reqwest", "hyper", "harper-core"] {
        let named = tree.lines().any(|line| line.starts_with(&format!("{stranger} ")));
        assert!(!named, "highbar-core depends on {stranger}");
    }
}

#[test]
fn the_command_line_carries_no_dictionary() {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--locked", "-p", "highbar-cli", "-e", "normal", "--prefix", "none"])
        .current_dir(root())
        .output()
        .expect("cargo tree runs");
    let tree = String::from_utf8_lossy(&tree.stdout).into_owned();
    assert!(tree.contains("highbar-core") && !tree.contains("harper"), "{tree}");
}

#[test]
fn the_database_is_known_in_the_store_alone() {
    only_in("crates/core/src", &[".rs"], &["rusqlite"], &["/store/"]);
    only_in("crates/cli/src", &[".rs"], &["rusqlite"], &["(nowhere)"]);
    only_in("crates/grammar/src", &[".rs"], &["rusqlite", "std::fs"], &["(nowhere)"]);
    only_in("src-tauri/src", &[".rs"], &["rusqlite"], &["(nowhere)"]);
}

#[test]
fn files_are_touched_in_three_rooms_alone() {
    only_in(
        "crates/core/src",
        &[".rs"],
        &["std::fs", "fs::File", "OpenOptions"],
        &["/store/", "/bundle/disk", "/sync/"],
    );
}

#[test]
fn clock_and_dice_come_in_through_the_world() {
    let words = ["Timestamp::now", "SystemTime::now", "Zoned::now", "Uuid::now", "Uuid::new_v4", "rand::"];
    only_in("crates/core/src", &[".rs"], &words, &["/world.rs"]);
}

/// From values at the bottom to the one door at the top: a room uses only rooms below it.
const FLOORS: &[&[&str]] = &[
    &["error", "world", "text", "guide", "links", "parallel"],
    &["front_matter", "vocabulary", "markdown"],
    &["render", "bar"],
    &["view"],
    &["checklist", "ledger"],
    &["live", "bundle", "store"],
    &["library"],
];

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

#[test]
fn arrows_never_turn_back() {
    let mut breaches = Vec::new();
    for (path, text) in sources("crates/core/src", &[".rs"]) {
        let Some(room) = path.split("crates/core/src/").nth(1).and_then(|rest| rest.split(['/', '.']).next()) else {
            continue;
        };
        if room == "lib" {
            continue;
        }
        let here = floor(room).unwrap_or_else(|| panic!("{room} has no floor: give it one in FLOORS"));
        for used in code(&text).split("crate::").skip(1) {
            let name: String = used.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            if name != room && floor(&name).is_some_and(|there| there > here) {
                breaches.push(format!("{path} uses {name}"));
            }
        }
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

#[test]
fn the_page_talks_to_the_window_in_one_file() {
    only_in("ui/src", &[".ts", ".svelte"], &["@tauri-apps/"], &["ui/src/lib/bindings.ts"]);
}

#[test]
fn html_enters_the_page_in_one_file() {
    let sinks = [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "srcdoc",
        "{@html",
        "createContextualFragment",
    ];
    only_in("ui/src", &[".ts", ".svelte"], &sinks, &["ui/src/guide/preview/preview.ts", ".test.ts"]);
}

#[test]
fn every_file_says_what_it_is() {
    for folder in ["crates/core/src", "crates/cli/src", "crates/grammar/src", "src-tauri/src", "xtask/src", "tests"] {
        for (path, text) in sources(folder, &[".rs"]) {
            assert!(text.starts_with("//!"), "{path} does not open with what it is");
        }
    }
    for (path, text) in sources("ui/src", &[".ts", ".svelte"]) {
        let opens = ["//", "/*", "<!--"].iter().any(|mark| text.trim_start().starts_with(mark));
        assert!(opens, "{path} does not open with what it is");
    }
}

#[test]
fn names_are_of_the_domain() {
    for folder in ["crates/core/src", "crates/cli/src", "crates/grammar/src", "src-tauri/src", "xtask/src"] {
        for (path, text) in sources(folder, &[".rs"]) {
            for line in code(&text).lines().map(str::trim_start) {
                let declares = ["pub struct ", "struct ", "pub enum ", "enum ", "pub trait ", "trait "]
                    .iter()
                    .find_map(|start| line.strip_prefix(start));
                let Some(name) = declares else { continue };
                for word in ["Manager", "Service", "Helper", "Util", "Handler", "Info"] {
                    let named: String = name.chars().take_while(char::is_ascii_alphanumeric).collect();
                    assert!(!named.ends_with(word), "{path}: {named}");
                }
            }
        }
    }
}

fn quoted(text: &str) -> BTreeSet<String> {
    text.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn the_window_may_call_its_commands_and_nothing_of_a_plugin() {
    let capability = fs::read_to_string(root().join("src-tauri/capabilities/main.json")).expect("the capability");
    let granted = quoted(capability.split("\"permissions\":").nth(1).expect("its permissions"));
    let declared = fs::read_to_string(root().join("src-tauri/build.rs")).expect("the list of commands");
    let declared = declared.split("= &[").nth(1).and_then(|rest| rest.split("];").next()).expect("the list");
    let mut expected: BTreeSet<String> =
        quoted(declared).iter().map(|command| format!("allow-{}", command.replace('_', "-"))).collect();
    for core in ["core:event:allow-listen", "core:event:allow-unlisten", "core:window:allow-set-title"] {
        expected.insert(core.to_owned());
    }
    assert_eq!(granted, expected);
    let bindings = fs::read_to_string(root().join("src-tauri/src/bindings.rs")).expect("the bindings");
    for command in quoted(declared) {
        assert!(bindings.contains(&format!("::{command},")), "{command} is declared but not built");
    }
}

#[test]
fn scripts_come_from_the_app_alone() {
    let config = fs::read_to_string(root().join("tauri.conf.json")).expect("the configuration");
    for needed in [
        r#""default-src": "'none'""#,
        r#""script-src": "'self'""#,
        r#""frame-src": "guide-link: http://guide-link.localhost""#,
        r#""object-src": "'none'""#,
        r#""base-uri": "'none'""#,
        r#""form-action": "'none'""#,
        r#""freezePrototype": true"#,
        r#""withGlobalTauri": false"#,
    ] {
        assert!(config.contains(needed), "tauri.conf.json misses {needed}");
    }
    let script = config.lines().find(|line| line.contains("\"script-src\"")).unwrap_or_default();
    for never in ["data:", "blob:", "unsafe-", "http"] {
        assert!(!script.contains(never), "script-src holds {never}");
    }
    let page = fs::read_to_string(root().join("ui/index.html")).expect("the page");
    assert!(
        !page.contains("<style") && !page.contains("style=") && !page.contains("onload="),
        "inline style or handler"
    );
}
