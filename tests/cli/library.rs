//! The commands that keep a library, and libraries that cannot be opened.

use super::desk::{Desk, guides, ran};

#[test]
fn a_library_from_nothing() {
    let desk = Desk::with_pages();
    let told = desk.run(&["import", "pages", "--json"]);
    assert_eq!((told.code, &told.json()["added"]), (0, &3.into()), "{}", told.err);
    let again = desk.run(&["import", "pages"]);
    assert!(again.out.starts_with("0 added, 0 updated, 3 unchanged"), "{}", again.out);
    let made = desk.run(&["new", "A Second Guide", "--kind", "comparison", "--json"]).json();
    assert_eq!((&made["kind"], &made["slug"]), (&"comparison".into(), &"a-second-guide".into()));
    assert_eq!(desk.run(&["new", "Kafka", "--kind", "stack-item"]).out, "/stack/kafka/\n");
    let list = desk.run(&["list"]);
    assert!(list.out.contains("a-second-guide") && list.out.contains("of 2 meet the bar"), "{}", list.out);
    assert_eq!(desk.run(&["list", "--json"]).json()["total"], 2);
    assert!(desk.run(&["list", "--section", "stack"]).out.contains("kafka"));
    assert_eq!(desk.run(&["list", "--search", "queues", "--json"]).json()["total"], 1);
    assert_eq!(desk.run(&["list", "--status", "approved"]).out, "Nothing here.\n");
    let check = desk.run(&["check", "short", "--json"]);
    assert_eq!((check.code, &check.json()["guides"][0]["file"]), (1, &"short".into()));
    assert_eq!(desk.run(&["check", "--json"]).json()["guides"].as_array().map(Vec::len), Some(2));
    assert!(desk.run(&["check", "redis"]).err.contains("This is no guide"));
}

#[test]
fn the_library_is_named_by_option_before_environment() {
    let desk = Desk::with_pages();
    assert_eq!(desk.run(&["--library", "other.highbar", "import", "pages"]).code, 0);
    assert!(desk.path("other.highbar").is_file() && !desk.path("lib.highbar").exists());
    assert_eq!(desk.run(&["list"]).code, 3);
    assert_eq!(desk.run(&["list", "--library", "other.highbar"]).code, 0);
    let empty = ran(desk.command().env("HIGHBAR_LIBRARY", "").args(["list"]));
    assert_eq!(empty.code, 3);
}

#[test]
fn a_library_nobody_can_open_is_told_and_kept() {
    let desk = Desk::new();
    let text = desk.put("text.highbar", "This is no library.");
    let told = desk.run(&["--library", "text.highbar", "list"]);
    assert_eq!(told.code, 3);
    assert_eq!(std::fs::read_to_string(text).ok().as_deref(), Some("This is no library."));
    std::fs::create_dir(desk.path("folder")).expect("made");
    assert_eq!(desk.run(&["--library", "folder", "new", "T"]).code, 3);
}

#[test]
fn a_newer_library_is_refused() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["new", "T"]).code, 0);
    let path = desk.path("lib.highbar");
    let mut bytes = std::fs::read(&path).expect("a file");
    bytes[60..64].copy_from_slice(&9_999_u32.to_be_bytes());
    std::fs::write(&path, &bytes).expect("written");
    let told = desk.run(&["list", "--json"]);
    assert_eq!((told.code, &told.json()["error"]["code"]), (3, &"newer".into()), "{}", told.out);
    assert_eq!(std::fs::read(&path).expect("a file"), bytes);
}

#[test]
fn the_sample_library_comes_in_whole() {
    let desk = Desk::new();
    let told = desk.run(&["import", guides().to_str().expect("a plain path"), "--json"]);
    assert_eq!(told.code, 0);
    assert_eq!(desk.run(&["list", "--json"]).json()["total"], 6);
    let bundle = desk.run(&["export", "--draft", "--target", "hugo", "--out", "site", "--json"]);
    assert_eq!(bundle.code, 0, "{}", bundle.out);
    assert!(desk.path("site/content/guides/staying-correct/index.md").is_file());
}

#[test]
fn import_of_what_is_not_there() {
    let desk = Desk::new();
    let told = desk.run(&["import", "none"]);
    assert_eq!((told.code, told.out.as_str()), (3, ""));
    desk.put("file.md", "# A\n");
    assert_eq!(desk.run(&["import", "file.md"]).code, 3);
}
