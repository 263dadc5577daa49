//! Names, texts and readers that mean harm: nothing is run, nothing panics, nothing hidden is printed.

use std::process::Stdio;

use super::desk::{Desk, Ran, ran};

fn harmless(ran: &Ran) {
    for text in [&ran.out, &ran.err] {
        let hidden = |c: char| {
            c.is_control() && c != '\n'
                || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        };
        assert!(!text.contains(hidden), "{text:?}");
        assert!(!text.contains("panicked"), "{text}");
    }
    assert!((0..=3).contains(&ran.code), "{}", ran.code);
}

#[test]
fn hidden_characters_of_a_guide_are_spelled_out() {
    let desk = Desk::new();
    let text = "---\ntitle: \"A\\u202e\\e[31m title\"\nsummary: \"\\u200b\"\n---\n\n# T\u{202e}\n\nTODO \u{1b}[31mred\u{7} [x](/\u{202e}gone/) \u{85}\u{2066}\n\n![](\u{1b}.png)\n";
    desk.put("g/guides/a\u{202e}.md", text);
    for arguments in [
        &["check", "g"][..],
        &["check", "g", "--json"],
        &["check", "--from", "g", "-q"],
        &["export", "--from", "g", "--out", "o"],
        &["export", "--from", "g", "--dry-run"],
        &["export", "--from", "g", "--dry-run", "--json"],
        &["import", "g"],
        &["list"],
        &["list", "--json"],
        &["new", "T\u{202e}\u{1b}[2J"],
        &["check", "\u{1b}[2J\u{202e}"],
        &["check", "--from", "\u{202e}none"],
        &["\u{1b}[31m"],
        &["list", "--x\u{202e}"],
    ] {
        harmless(&desk.run(arguments));
    }
    assert!(desk.run(&["check", "g"]).out.contains("\\u{202e}"));
}

#[test]
fn names_that_look_like_options() {
    let desk = Desk::with_pages();
    desk.put("--help.md", "# Title\n\nTODO\n");
    desk.put("-x/guides/--json.md", "# Title\n\nTODO\n");
    let told = desk.run(&["check", "--", "--help.md"]);
    assert!(told.code == 1 && told.out.contains("--> --help.md:3:1"), "{} {}", told.out, told.err);
    assert_eq!(desk.run(&["check", "./--help.md"]).code, 1);
    assert_eq!(desk.run(&["check", "--", "-x"]).code, 1);
    assert_eq!(desk.run(&["check", "--from=-x"]).code, 1);
    assert_eq!(desk.run(&["check", "-x"]).code, 2);
    assert_eq!(desk.run(&["new", "--", "--title"]).out, "/guides/title/\n");
}

#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    let desk = Desk::new();
    for number in 0..300 {
        desk.put(&format!("g/guides/n{number}.md"), "---\ntitle: T\n---\n\nTODO TODO TODO\n");
    }
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin!("highbar"))
        .args(["check", "g"])
        .current_dir(desk.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    let end = child.wait_with_output().expect("it ends");
    assert_eq!(String::from_utf8_lossy(&end.stderr), "");
    assert_eq!(end.status.code(), Some(1));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_the_output_is_told() {
    let desk = Desk::with_pages();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("a device");
    let end = std::process::Command::new(assert_cmd::cargo::cargo_bin!("highbar"))
        .args(["check", "pages"])
        .current_dir(desk.path(""))
        .stdout(full)
        .stderr(Stdio::piped())
        .output()
        .expect("it ends");
    assert_eq!(end.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&end.stderr).contains("could not be written"));
}

#[cfg(unix)]
#[test]
fn arguments_that_are_no_text() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let desk = Desk::with_pages();
    let odd = OsStr::from_bytes(b"\xff\xfe.md");
    std::fs::write(desk.path("").join(odd), "# T\n").expect("written");
    for command in [
        &["check"][..],
        &["check", "--from"],
        &["import"],
        &["export", "--out"],
        &["new"],
        &["list", "--search"],
        &["--library"],
    ] {
        let told = ran(desk.command().args(command).arg(odd));
        harmless(&told);
        assert!(told.code > 0, "{command:?}");
    }
}

#[cfg(unix)]
#[test]
fn links_and_pipes_are_not_followed() {
    let desk = Desk::with_pages();
    desk.put("secret.md", "# Secret\n\nTODO\n");
    std::os::unix::fs::symlink(desk.path("secret.md"), desk.path("pages/guides/link.md")).expect("linked");
    let told = desk.run(&["check", "pages"]);
    assert!(
        !told.out.contains("Secret") && told.err.contains("pages/guides/link.md: Left out. It is a link."),
        "{}",
        told.err
    );
    let named = desk.run(&["check", "pages/guides/link.md"]);
    assert!(named.code == 3 && named.err.contains("link"), "{}", named.err);
    std::os::unix::fs::symlink(desk.path("pages"), desk.path("loop")).expect("linked");
    assert!((0..=3).contains(&desk.run(&["check", "loop"]).code));
}

#[test]
fn large_and_odd_files_are_told() {
    let desk = Desk::with_pages();
    desk.put("pages/guides/large.md", "a".repeat(17 << 20));
    desk.put("pages/guides/line.md", format!("# T\n\n{} TODO {}\n", "word ".repeat(20_000), "word ".repeat(20_000)));
    desk.put("pages/guides/bomb.md", "---\na: &a [x,x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b,*b]\ntitle: [\n---\n# T\n");
    desk.put("pages/guides/bytes.md", [0xef, 0xbb, 0xbf, b'#', b' ', 0xff, b'\r', b'\n', 0, b'x']);
    let told = desk.run(&["check", "pages"]);
    harmless(&told);
    assert!(told.code == 1 && told.err.contains("large.md: Left out. It is too large"), "{}", told.err);
    assert!(told.out.lines().all(|line| line.chars().count() < 400), "long lines are cut");
    let named = desk.run(&["check", "pages/guides/large.md"]);
    assert!(named.code == 3 && named.err.contains("too large"), "{} {}", named.out, named.err);
}
