//! What the page can ask for, from the first start to an export, over the same wire.

use serde_json::{Value, json};

use crate::desk::App;

fn sample() -> App {
    let app = App::new();
    app.ask("open_sample", json!({}));
    app
}

#[test]
fn a_first_start_is_empty_and_the_sample_fills_it() {
    let app = App::new();
    assert_eq!(app.ask("overview", json!({}))["guides"], 0);
    let report = app.ask("open_sample", json!({}));
    assert!(report["added"].as_u64().unwrap() >= 25, "{report}");
    let overview = app.ask("overview", json!({}));
    assert_eq!(overview["guides"], 6);
    assert_eq!(overview["caseStudies"].as_array().unwrap().len(), 5);
    assert_eq!(app.ask("open_sample", json!({}))["added"], 0, "importing again adds nothing");
}

#[test]
fn a_guide_is_written_saved_and_restored() {
    let app = App::new();
    let id = app.ask("create", json!({"kind": "deep-dive", "title": "Кириллица, 漢字 and 🚀"}));
    let guide = app.ask("open_guide", json!({"id": id}));
    let length = guide["text"].as_str().unwrap().encode_utf16().count();
    let change = json!([{"from": length, "to": length, "insert": "\nПривет 🚀 мир\n"}]);
    let live = app.ask("edit", json!({"id": id, "edition": 1, "changes": change}));
    assert_eq!(live["edition"], 1);
    assert!(live["patch"]["inserted"].to_string().contains("Привет"));
    let saved = app.ask("save", json!({"id": id}));
    assert_eq!(saved["written"], true);
    let history = app.ask("history", json!({"id": id}));
    assert_eq!(history.as_array().unwrap().len(), 2, "{history}");
    let restored = app.ask("restore", json!({"id": id, "revision": 1}));
    assert!(!restored["text"].as_str().unwrap().contains("Привет"));
}

#[test]
fn an_edit_out_of_step_is_a_conflict_and_changes_nothing() {
    let app = App::new();
    let id = app.ask("create", json!({"kind": "deep-dive", "title": "Steps"}));
    app.ask("open_guide", json!({"id": id}));
    let change = json!([{"from": 0, "to": 0, "insert": "x"}]);
    assert_eq!(app.refused("edit", json!({"id": id, "edition": 7, "changes": change})), "conflict");
    assert_eq!(app.ask("save", json!({"id": id}))["written"], false);
}

#[test]
fn foreign_ids_are_refused_by_every_command_that_takes_one() {
    let app = sample();
    for id in ["", "nothing", "../../etc/passwd", "a\0b", "00000000-0000-7000-8000-000000000000", &"x".repeat(100_000)]
    {
        for (command, arguments) in [
            ("open_guide", json!({"id": id})),
            ("edit", json!({"id": id, "edition": 1, "changes": []})),
            ("save", json!({"id": id})),
            ("set_status", json!({"id": id, "status": "in-review"})),
            ("answer", json!({"id": id, "sentence": "x", "counts": true})),
            ("duplicate", json!({"id": id})),
            ("history", json!({"id": id})),
            ("difference", json!({"id": id, "from": 1, "to": 0})),
            ("restore", json!({"id": id, "revision": 1})),
        ] {
            let code = app.refused(command, arguments);
            assert!(["not-found", "invalid"].contains(&code.as_str()), "{command} {code}");
        }
    }
}

#[test]
fn an_export_is_refused_with_its_open_checks_and_written_as_draft() {
    let app = sample();
    let draft = app.ask("create", json!({"kind": "deep-dive", "title": "A draft"}));
    let out = app.folder.path().join("bundle");
    let request =
        |draft_too: bool| json!({"request": {"guides": [draft], "target": "plain", "zip": false, "draft": draft_too}});
    assert_eq!(app.refused("export_bundle", request(false)), "invalid", "no destination is chosen yet");
    app.person.will_choose(&out);
    assert!(app.ask("choose_destination", json!({"zip": false})).is_string());
    assert_eq!(app.refused("export_bundle", request(false)), "bar-not-met");
    assert!(!out.exists(), "a refusal writes nothing");
    let done = app.ask("export_bundle", request(true));
    assert!(done["files"].as_u64().unwrap() > 3, "{done}");
    assert!(out.join("manifest.json").is_file());
}

#[test]
fn a_cancelled_dialog_changes_nothing() {
    let app = App::new();
    assert_eq!(app.ask("import_folder", json!({})), Value::Null);
    assert_eq!(app.ask("choose_destination", json!({"zip": true})), Value::Null);
    assert_eq!(app.ask("choose_library", json!({})), Value::Null);
}

#[test]
fn a_library_that_cannot_be_opened_is_told_by_every_command() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("broken.highbar");
    std::fs::write(&file, "this is not a library at all, only words").unwrap();
    let app = App::on(folder, &file);
    assert_eq!(app.refused("overview", json!({})), "damaged");
    assert_eq!(app.refused("list", json!({"query": {}})), "damaged");
    let other = app.folder.path().join("other.highbar");
    drop(highbar_core::library::Library::open(&other, highbar_core::world::World::system()).unwrap());
    app.person.will_choose(&other);
    assert_eq!(app.ask("choose_library", json!({}))["guides"], 0, "another library can be opened");
}

#[test]
fn leaving_saves_what_is_on_the_desk() {
    let app = App::new();
    let id = app.ask("create", json!({"kind": "comparison", "title": "Kept"}));
    app.ask("open_guide", json!({"id": id}));
    let change = json!([{"from": 0, "to": 0, "insert": "Typed at the last moment. "}]);
    app.ask("edit", json!({"id": id, "edition": 1, "changes": change}));
    app.ask("quit", json!({}));
    assert!(*app.person.left.lock().unwrap());
    assert_eq!(app.ask("history", json!({"id": id})).as_array().unwrap().len(), 2);
}

#[test]
fn the_bar_is_set_and_a_rule_set_aside() {
    let app = App::new();
    let view = app.ask("profile", json!({}));
    assert_eq!((&view["own"], view["problems"].as_array().unwrap().len()), (&json!(false), 0));
    let wrong = app.ask("set_profile", json!({"text": "version = 1\n[length.wordz]\nmin = 3\n"}));
    assert_eq!(
        (&wrong["problems"][0]["line"], &wrong["problems"][0]["help"]),
        (&json!(2), &json!("Is it [length.words]?"))
    );
    assert_eq!(app.ask("profile", json!({}))["own"], false, "a mistake changes nothing");
    let settings = app.ask("overview", json!({}))["settings"].clone();
    let mut named = settings;
    named["person"] = json!("Ana");
    app.ask("set_settings", json!({"settings": named}));
    let id = app.ask("create", json!({"kind": "deep-dive", "title": "Short notes"}));
    app.ask("open_guide", json!({"id": id}));
    let request = json!({"rule": "length.words", "code": "house-exception", "reason": "A series of short notes."});
    let live = app.ask("waive", json!({"id": id, "request": request}));
    assert_eq!(live["checklist"]["score"]["waived"], 1);
    let list = app.ask("waivers", json!({"id": id}));
    assert_eq!((&list[0]["life"], &list[0]["by"]), (&json!("holds"), &json!("Ana")));
    let live = app.ask("unwaive", json!({"id": id, "waiver": list[0]["id"]}));
    assert_eq!(live["checklist"]["score"]["waived"], 0);
    app.ask("note_use", json!({"rule": "length.words", "deed": "fix"}));
    let health = app.ask("rule_health", json!({}));
    let words = health.as_array().unwrap().iter().find(|rule| rule["rule"] == "length.words").unwrap();
    assert_eq!((&words["fixed"], &words["waived"]), (&json!(1), &json!(0)), "taken back, it counts no more");
    let done = app.ask("weigh_rule", json!({"rule": "length.words", "severity": "recommended"}));
    assert_eq!((&done["from"], &done["to"]), (&json!("required"), &json!("recommended")));
    assert_eq!(app.ask("weigh_rule", json!({"rule": "length.words", "severity": null}))["to"], json!(null));
    let settings = app.ask("rule_settings", json!({"rule": "style.hype"}));
    assert_eq!(settings["choices"][0]["refused"], "can only advise");
}

#[test]
fn the_menu_bar_gets_the_windows_commands() {
    let app = App::new();
    let row = json!({"id": "file.new", "name": "New", "keys": "Mod+N", "enabled": true, "on": null, "rule": false});
    app.ask("set_menu", json!({"groups": [{"name": "File", "rows": [row]}]}));
    assert_eq!(*app.person.menus.lock().unwrap(), ["File"]);
}
