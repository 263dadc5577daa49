//! Spelling and grammar over the wire: asked for, taught, ignored, switched off.

use serde_json::{Value, json};

use crate::desk::App;

fn typed(app: &App, words: &str) -> Value {
    let id = app.ask("create", json!({"kind": "deep-dive", "title": "Slips"}));
    app.ask("open_guide", json!({"id": id}));
    let length = app.ask("open_guide", json!({"id": id}))["text"].as_str().unwrap().encode_utf16().count();
    let change = json!([{"from": 0, "to": length, "insert": words}]);
    app.ask("edit", json!({"id": id, "edition": 1, "changes": change}));
    id
}

fn words(proof: &Value) -> Vec<&str> {
    proof["slips"].as_array().unwrap().iter().map(|slip| slip["words"].as_str().unwrap()).collect()
}

#[test]
fn slips_are_told_with_the_edition_they_are_of_and_a_word_is_taught() {
    let app = App::new();
    let id = typed(&app, "🧰 A zorblat waits for teh lock.");
    let proof = app.ask("proofread", json!({"id": id}));
    assert_eq!((words(&proof), &proof["edition"], &proof["done"]), (vec!["zorblat", "teh"], &json!(1), &json!(true)));
    assert_eq!((&proof["slips"][0]["span"]["from"], &proof["slips"][0]["span"]["to"]), (&json!(5), &json!(12)));
    assert_eq!(proof["slips"][1]["suggestions"][0], "the");
    let taught = app.ask("teach_word", json!({"word": "zorblat"}));
    assert_eq!((&taught["available"], &taught["words"]), (&json!(true), &json!(["zorblat"])));
    assert_eq!(words(&app.ask("proofread", json!({"id": id}))), ["teh"]);
    app.ask("ignore_slip", json!({"id": id, "rule": "spelling", "words": "teh"}));
    let left = app.ask("proofread", json!({"id": id}));
    assert_eq!((words(&left).len(), &left["ignored"]), (0, &json!(1)));
    app.ask("unignore_slips", json!({"id": id}));
    assert_eq!(app.ask("forget_word", json!({"word": "zorblat"}))["words"], json!([]));
    assert_eq!(words(&app.ask("proofread", json!({"id": id}))), ["zorblat", "teh"]);
}

#[test]
fn names_of_the_stack_and_their_aliases_are_known() {
    let app = App::new();
    app.ask("open_sample", json!({}));
    let id = typed(&app, "We sent it to daraja, and bullmq kept the taskforge jobs in redis for teh night.");
    assert_eq!(words(&app.ask("proofread", json!({"id": id}))), ["teh"]);
}

#[test]
fn it_is_never_part_of_the_bar() {
    let app = App::new();
    let id = typed(&app, "Teh words of this guide are all wrnog.");
    let before = app.ask("open_guide", json!({"id": id}))["live"]["checklist"].clone();
    app.ask("proofread", json!({"id": id}));
    let after = app.ask("open_guide", json!({"id": id}))["live"]["checklist"].clone();
    assert_eq!(before, after);
    let right = typed(&app, "The words of this guide are all wrong.");
    let right = app.ask("open_guide", json!({"id": right}))["live"]["checklist"].clone();
    assert_eq!(after["score"], right["score"]);
}

#[test]
fn switched_off_nothing_is_read() {
    let app = App::new();
    let id = typed(&app, "Teh end.");
    let mut settings = app.ask("overview", json!({}))["settings"].clone();
    assert_eq!(settings["proofread"], true);
    settings["proofread"] = json!(false);
    app.ask("set_settings", json!({"settings": settings}));
    assert_eq!(app.ask("proofread", json!({"id": id})), Value::Null);
    assert!(!app.is_reading(), "nothing was loaded");
}

#[test]
fn strange_requests_are_refused() {
    let app = App::new();
    assert_eq!(app.refused("proofread", json!({"id": "nothing"})), "not-found");
    assert_eq!(app.refused("teach_word", json!({"word": "two words"})), "invalid");
    assert_eq!(app.refused("ignore_slip", json!({"id": "nothing", "rule": "spelling", "words": "x"})), "not-found");
}
