//! Tells Tauri which commands the window may call: each is granted by name in the one capability.
//! A command that is not on this list cannot be called at all.

const COMMANDS: &[&str] = &[
    "overview",
    "choose_library",
    "list",
    "create",
    "duplicate",
    "trash",
    "untrash",
    "archive",
    "unarchive",
    "open_sample",
    "import_folder",
    "open_guide",
    "edit",
    "mentions",
    "save",
    "set_meta",
    "set_status",
    "answer",
    "close_guide",
    "add_image",
    "ledger",
    "outcome_form",
    "compose_outcome",
    "record_outcome",
    "choose_evidence",
    "number_note",
    "profile",
    "set_profile",
    "history",
    "difference",
    "restore",
    "create_tag",
    "create_stack_item",
    "set_settings",
    "proofread",
    "dictionary",
    "teach_word",
    "forget_word",
    "ignore_slip",
    "unignore_slips",
    "weigh_rule",
    "rule_settings",
    "dismiss",
    "waive",
    "unwaive",
    "waivers",
    "note_use",
    "rule_health",
    "preflight",
    "choose_destination",
    "export_bundle",
    "set_menu",
    "quit",
];

fn main() {
    // The capability lies beside the source, not in the folder Tauri would look in.
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("src-tauri/capabilities/**/*")
        .app_manifest(tauri_build::AppManifest::new().commands(COMMANDS));
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error={error:#}");
    }
}
