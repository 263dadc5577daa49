//! Old content: a baseline that follows moved text, and fixes that need nobody.

use super::desk::Desk;

#[test]
fn only_what_is_new_is_held_against_a_guide() {
    let desk = Desk::with_pages();
    let file = desk.path("pages/guides/short.md");
    let check = || desk.run(&["check", "pages", "--baseline", "known.json"]);
    let made = desk.run(&["check", "pages", "--baseline", "known.json", "--write-baseline"]);
    assert!(made.code == 0 && made.out.contains("open places are known in known.json now"), "{}", made.out);
    assert_eq!(check().code, 0);
    let text = std::fs::read_to_string(&file).expect("the guide");
    std::fs::write(&file, text.replace("We use", "\n\nMoved down by four lines.\n\nWe use")).expect("written");
    let moved = check();
    assert_eq!(moved.code, 0, "what moved is known: {}", moved.out);
    assert!(moved.err.contains("are in the baseline"), "{}", moved.err);
    std::fs::write(&file, text.replace("TODO: measure.", "TODO: measure. And FIXME.")).expect("written");
    let sarif = desk.run(&["check", "pages", "--baseline", "known.json", "--format", "sarif"]);
    assert_eq!(sarif.code, 1, "what is new is not");
    let json = sarif.json();
    let states: Vec<&str> = json["runs"][0]["results"]
        .as_array()
        .expect("results")
        .iter()
        .filter(|result| result["ruleId"] == "text.placeholder")
        .filter_map(|result| result["baselineState"].as_str())
        .collect();
    assert_eq!(states, ["unchanged", "new"]);
}

#[test]
fn the_same_words_twice_are_excused_once() {
    let desk = Desk::with_pages();
    desk.run(&["check", "pages", "--baseline", "known.json", "--write-baseline"]);
    let file = desk.path("pages/guides/short.md");
    let text = std::fs::read_to_string(&file).expect("the guide");
    std::fs::write(&file, format!("{text}\nTODO: once more.\n")).expect("written");
    assert_eq!(desk.run(&["check", "pages", "--baseline", "known.json"]).code, 1);
}

#[test]
fn a_wrong_baseline_is_told_and_nothing_is_judged() {
    let desk = Desk::with_pages();
    for text in [
        "",
        "[]",
        "{\"format\":\"other\",\"version\":1,\"findings\":[]}",
        "{\"format\":\"highbar-baseline\",\"version\":9,\"findings\":[]}",
    ] {
        desk.put("known.json", text);
        let ran = desk.run(&["check", "pages", "--baseline", "known.json"]);
        assert!(ran.code == 3 && ran.err.contains("is no baseline") && ran.out.is_empty(), "{text}: {}", ran.err);
    }
    assert_eq!(desk.run(&["check", "pages", "--baseline", "gone.json"]).code, 3);
}

const GUIDE: &str = "---\r\ntitle: Queues\r\nreadTime: 30 min read\r\nx: {y: [1]}\r\n---\r\n\r\n## Results.\r\n\r\n\
Redis is the the fast one.\r\n\r\n#### Deep\r\n\r\nText.\r\n";

#[test]
fn exact_fixes_are_shown_then_written_and_everything_else_is_kept() {
    let desk = Desk::with_pages();
    let file = desk.put("pages/guides/fix.md", GUIDE);
    let dry = desk.run(&["check", "pages/guides/fix.md", "--fix", "--dry-run"]);
    assert_eq!(dry.code, 0);
    for line in ["-## Results.", "+## Results", "-#### Deep", "+### Deep", "-readTime: 30 min read"] {
        assert!(dry.out.lines().any(|found| found == line), "{line} is not in {}", dry.out);
    }
    assert_eq!(std::fs::read_to_string(&file).expect("the guide"), GUIDE, "nothing was written");
    let ran = desk.run(&["check", "pages/guides/fix.md", "--fix"]);
    assert!(ran.code == 1 && ran.err.contains("mended"), "{}", ran.err);
    let after = std::fs::read_to_string(&file).expect("the guide");
    let expected = GUIDE
        .replace("readTime: 30 min read\r\n", "")
        .replace("## Results.", "## Results")
        .replace("#### Deep", "### Deep")
        .replace("the the", "the");
    assert_eq!(after, expected);
    let again = desk.run(&["check", "pages/guides/fix.md", "--fix"]);
    assert!(again.err.contains("Nothing to mend without a person"), "{}", again.err);
    assert_eq!(std::fs::read_to_string(&file).expect("the guide"), expected);
}

#[test]
fn files_that_are_not_plain_text_are_left_alone() {
    let desk = Desk::with_pages();
    let mixed = b"---\ntitle: Queues\n---\n\n## Results.\r\n\nText \xff.\n";
    let file = desk.put("pages/guides/mixed.md", mixed);
    let ran = desk.run(&["check", "pages/guides/mixed.md", "--fix"]);
    assert!(ran.err.contains("left as it is"), "{}", ran.err);
    assert_eq!(std::fs::read(&file).expect("the guide"), mixed);
}
