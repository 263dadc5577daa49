//! `highbar export`: from folders and libraries, to folders and zips.

use super::desk::{Desk, guides};

fn sample() -> String {
    guides().to_str().expect("a plain path").to_owned()
}

#[test]
fn a_guide_that_meets_the_bar_is_written() {
    let desk = Desk::new();
    let told = desk.run(&["export", "staying-correct", "--from", &sample(), "--out", "out"]);
    assert_eq!(told.code, 0, "{}", told.err);
    assert!(told.out.contains("Wrote ") && told.out.contains(" changed, 0 unchanged, 0 removed"), "{}", told.out);
    for path in
        ["index.md", "index.json", "manifest.json", "guides/staying-correct/index.md", "stack/postgresql/index.md"]
    {
        assert!(desk.path("out").join(path).is_file(), "{path}");
    }
    let again = desk.run(&["export", "staying-correct", "--from", &sample(), "--out", "out", "--json"]).json();
    assert_eq!((&again["changed"], &again["removed"]), (&0.into(), &0.into()));
    assert!(again["rows"][0]["title"].is_string() && again["manifest"].as_str().map(str::len) == Some(64));
}

#[test]
fn open_checks_refuse_and_drafts_do_not() {
    let desk = Desk::with_pages();
    let refused = desk.run(&["export", "--from", "pages", "--target", "hugo", "--out", "out"]);
    assert_eq!((refused.code, refused.out.as_str()), (1, ""));
    assert!(
        refused.err.contains("1 of 1 guides do not meet the bar")
            && refused.err.contains("\n  Short guide about queues: "),
        "{}",
        refused.err
    );
    assert!(!desk.path("out").exists());
    let json = desk.run(&["export", "--from", "pages", "--out", "out", "--json"]);
    assert_eq!((json.code, &json.json()["error"]["code"]), (1, &"bar-not-met".into()));
    let draft = desk.run(&["export", "--from", "pages", "--target", "hugo", "--out", "out", "--draft"]);
    assert_eq!(draft.code, 0, "{}", draft.err);
    let page = std::fs::read_to_string(desk.path("out/content/guides/short/index.md")).expect("written");
    assert!(page.contains("draft: true\n") && page.contains("{{< relref \"/stack/redis#limits\" >}}"), "{page}");
}

#[test]
fn a_zip_has_one_name_and_one_content() {
    let desk = Desk::with_pages();
    let out = |name: &str| {
        let told = desk.run(&["export", "--from", "pages", "--draft", "--zip", "--out", name, "--json"]);
        assert_eq!(told.code, 0, "{}", told.out);
        told.json()["path"].as_str().expect("a path").to_owned()
    };
    assert!(out("one").ends_with("one.zip"));
    assert!(out("two.zip").ends_with("two.zip"));
    std::fs::create_dir(desk.path("folder")).expect("made");
    assert!(out("folder").ends_with("guides.zip"));
    let bytes = |name: &str| std::fs::read(desk.path(name)).expect("written");
    assert!(bytes("one.zip") == bytes("two.zip") && bytes("one.zip") == bytes("folder/guides.zip"));
}

#[test]
fn a_dry_run_writes_nothing() {
    let desk = Desk::with_pages();
    let told = desk.run(&["export", "--from", "pages", "--dry-run"]);
    assert_eq!(told.code, 1);
    assert!(
        told.out.contains("Stops   1 guide does not meet the bar.") && told.out.contains("Would write "),
        "{}",
        told.out
    );
    let json = desk.run(&["export", "--from", "pages", "--dry-run", "--draft", "--json", "--out", "out"]);
    assert_eq!((json.code, json.json()["open"].as_array().map(Vec::len)), (0, Some(1)));
    assert!(!desk.path("out").exists());
}

#[test]
fn nobodys_files_are_replaced() {
    let desk = Desk::with_pages();
    desk.put("mine/thesis.md", "Years of work");
    let told = desk.run(&["export", "--from", "pages", "--draft", "--out", "mine"]);
    assert!(told.code == 3 && told.err.contains("is not a Highbar export"), "{}", told.err);
    assert_eq!(std::fs::read_to_string(desk.path("mine/thesis.md")).ok().as_deref(), Some("Years of work"));
    let inside = desk.run(&["export", "--from", "pages", "--draft", "--out", "pages/out"]);
    assert!(inside.code == 3 && inside.err.contains("outside"), "{}", inside.err);
}

#[test]
fn library_and_folder_write_the_same_bytes() {
    let desk = Desk::with_pages();
    assert_eq!(desk.run(&["import", "pages"]).code, 0);
    assert_eq!(desk.run(&["export", "--draft", "--out", "a"]).code, 0);
    assert_eq!(desk.run(&["export", "--draft", "--from", "pages", "--out", "b"]).code, 0);
    let read = |path: &str| std::fs::read(desk.path(path)).expect("written");
    assert_eq!(String::from_utf8_lossy(&read("a/manifest.json")), String::from_utf8_lossy(&read("b/manifest.json")));
}

#[test]
fn a_guide_that_is_not_there_is_told() {
    let desk = Desk::with_pages();
    let told = desk.run(&["export", "none", "--from", "pages", "--out", "out"]);
    assert!(told.code == 3 && told.err.contains("“none”"), "{}", told.err);
    assert_eq!(desk.run(&["export", "--out", "out"]).code, 3);
}

#[test]
fn a_plain_bundle_read_back_is_the_same_bundle() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["export", "--draft", "--from", &sample(), "--out", "first"]).code, 0);
    let told = desk.run(&["import", "first", "--json"]);
    assert_eq!(told.code, 0);
    let pages = desk.run(&["list", "--json"]).json();
    assert_eq!(pages["total"], 6, "lists of pages are no pages");
    assert_eq!(desk.run(&["export", "--draft", "--out", "second"]).code, 0);
    let files = |root: &str| {
        let bytes = std::fs::read(desk.path(root).join("manifest.json")).expect("written");
        let manifest: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
        let named = manifest["files"].as_array().expect("a list").clone();
        named
            .into_iter()
            .map(|file| (file["path"].to_string(), file["sha256"].to_string()))
            .collect::<std::collections::BTreeMap<_, _>>()
    };
    assert_eq!(files("first"), files("second"));
}
