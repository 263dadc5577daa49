//! Third-party test vectors, read where they lie; tests say so and pass when they are not there.

use std::path::PathBuf;

use serde_json::Value;

/// The folder of shared test data: `HIGHBAR_TEST_DATA`, else beside the repository.
pub fn folder() -> PathBuf {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data");
    std::env::var_os("HIGHBAR_TEST_DATA").map_or_else(|| PathBuf::from(default), PathBuf::from)
}

/// The entries of `vectors/<name>.json`, or `None` with a word on the console.
pub fn vectors(name: &str) -> Option<Vec<Value>> {
    let path = folder().join("vectors").join(format!("{name}.json"));
    match std::fs::read_to_string(&path) {
        // Half a surrogate pair is a vector of its own and no Rust text.
        Ok(text) => Some(serde_json::from_str(&text.replace("\\ud800", "\\ufffd")).expect("vectors are JSON lists")),
        Err(_) => {
            println!("skipped: no test data for {name}");
            None
        }
    }
}

/// The id of an entry.
pub fn id(entry: &Value) -> &str {
    entry["id"].as_str().unwrap_or_default()
}

/// The text an entry stands for: the field itself, `parts` joined, or a `range` of lines.
pub fn text(entry: &Value, field: &str) -> Option<String> {
    if let Some(text) = entry[field].as_str() {
        return Some(text.to_owned());
    }
    if entry["parts_field"].as_str().is_some_and(|name| name != field) {
        return None;
    }
    match (entry["parts"].as_array(), entry.get("range")) {
        (Some(parts), _) => Some(parts.iter().map(part).collect()),
        (None, Some(range)) => Some(numbered(range)),
        (None, None) => None,
    }
}

fn part(part: &Value) -> String {
    let repeat = part["repeat"].as_u64().unwrap_or(1);
    part["text"].as_str().unwrap_or_default().repeat(repeat as usize)
}

fn numbered(range: &Value) -> String {
    let template = range["template"].as_str().unwrap_or_default();
    (0..range["n"].as_u64().unwrap_or_default()).map(|i| template.replace("{i}", &i.to_string())).collect()
}
