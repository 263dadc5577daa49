//! The TypeScript of the commands is generated, committed, and never edited by hand.
//! `HIGHBAR_ACCEPT=1` writes it; otherwise a difference fails.

use std::path::Path;

use specta_typescript::Typescript;
use tauri::test::MockRuntime;

const HEADER: &str = "// Generated from the commands of the window (src-tauri). Never edited by hand.\n";

#[test]
fn bindings_are_what_the_commands_say() {
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/lib/bindings.ts");
    let fresh = tempfile::tempdir().unwrap().keep().join("bindings.ts");
    let language = Typescript::default().header(HEADER);
    highbar_desktop::bindings::builder::<MockRuntime>().export(language, &fresh).unwrap();
    let fresh = std::fs::read_to_string(fresh).unwrap();
    if std::env::var_os("HIGHBAR_ACCEPT").is_some() {
        std::fs::write(&committed, &fresh).unwrap();
    }
    let committed = std::fs::read_to_string(&committed).unwrap_or_default();
    assert!(committed == fresh, "ui/src/lib/bindings.ts is not what the commands say: run with HIGHBAR_ACCEPT=1");
}
