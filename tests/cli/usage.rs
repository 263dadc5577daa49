//! Help, version, completions, and what happens to commands nobody understands.

use super::desk::Desk;

#[test]
fn help_names_every_command_and_exit_code() {
    let ran = Desk::new().run(&["--help"]);
    assert_eq!(ran.code, 0);
    for word in
        ["check", "export", "import", "list", "new", "completions", "--library", "--json", "Exit codes", "NO_COLOR"]
    {
        assert!(ran.out.contains(word), "{word} is not in {}", ran.out);
    }
    for command in ["check", "export", "import", "list", "new", "completions"] {
        let ran = Desk::new().run(&[command, "--help"]);
        assert_eq!(ran.code, 0, "{command}");
        assert!(ran.out.contains("Usage: highbar"), "{command}");
    }
    for command in ["check", "export", "import", "list", "new"] {
        assert!(Desk::new().run(&[command, "--help"]).out.contains("With --json"), "{command}");
    }
}

#[test]
fn version_is_told() {
    let ran = Desk::new().run(&["--version"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, concat!("highbar ", env!("CARGO_PKG_VERSION"), "\n")));
}

#[test]
fn mistakes_are_usage() {
    for arguments in [
        &["chekc"][..],
        &["check", "--colour"],
        &["export"],
        &["export", "--out", "x", "--target", "word"],
        &["import"],
        &["import", "a", "b"],
        &["new"],
        &["new", "T", "--kind", "poem"],
        &["list", "--status", "done"],
        &["completions"],
        &["completions", "cmd"],
        &[],
    ] {
        let ran = Desk::new().run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(!ran.err.is_empty(), "{arguments:?}");
    }
}

#[test]
fn completions_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = Desk::new().run(&["completions", shell]);
        assert_eq!(ran.code, 0);
        assert!(ran.out.contains("highbar") && ran.out.contains("dry-run"), "{shell}");
        let script = Desk::new().run(&["completions", shell, "--json"]).json()["script"].clone();
        assert_eq!(script.as_str(), Some(ran.out.as_str()), "{shell}");
    }
}
