//! `highbar check`: folders, files, slugs and standard input.

use super::desk::{Desk, guides, ran};

#[test]
fn points_at_file_line_and_column_with_the_line_shown() {
    let desk = Desk::with_pages();
    let ran = desk.run(&["check", "pages"]);
    assert_eq!(ran.code, 1);
    for words in ["to do[length.words]", "--> pages/guides/short.md:13:1", "13 | TODO: measure.", "^^^^", "= why: "] {
        assert!(ran.out.contains(words), "{words} is not in {}", ran.out);
    }
    assert!(ran.out.contains("\npages/guides/short.md: "), "{}", ran.out);
    assert!(ran.out.contains(" to do"), "{}", ran.out);
    assert!(!ran.out.contains('\u{1b}'), "no colours where nobody sees them");
}

#[test]
fn json_says_the_same() {
    let desk = Desk::with_pages();
    let told = desk.run(&["check", "pages", "--json"]);
    assert_eq!(told.code, 1);
    let json = told.json();
    let guide = &json["guides"][0];
    assert_eq!((&json["met"], &guide["met"]), (&false.into(), &false.into()));
    assert_eq!((&guide["file"], &guide["slug"]), (&"pages/guides/short.md".into(), &"short".into()));
    let checks = guide["checks"].as_array().expect("checks");
    let placeholder = checks.iter().find(|check| check["rule"] == "text.placeholder").expect("the rule ran");
    let place = &placeholder["findings"][0];
    assert_eq!((&place["line"], &place["column"], &place["exact"]), (&13.into(), &1.into(), &"TODO".into()));
    let linked = checks.iter().find(|check| check["rule"] == "links.stack").expect("the rule ran");
    assert_eq!((&linked["state"], &linked["evidence"][0]["line"]), (&"pass".into(), &9.into()));
    let score = &guide["score"];
    let count =
        |state: &str| checks.iter().filter(|check| check["severity"] == "required" && check["state"] == state).count();
    assert_eq!(score["open"], count("fail"));
    assert_eq!(
        score["required"].as_u64(),
        Some((count("fail") + count("pass") + count("confirm") + count("advise")) as u64)
    );
}

#[test]
fn a_single_file_is_judged_in_its_publication() {
    let desk = Desk::with_pages();
    for path in ["pages/guides/short.md", "./pages/guides/../guides/short.md", "pages/guides"] {
        let json = desk.run(&["check", path, "--json"]).json();
        let checks = json["guides"][0]["checks"].as_array().expect("checks");
        for rule in ["links.broken", "links.anchor", "links.case-study"] {
            let state = &checks.iter().find(|check| check["rule"] == rule).expect("the rule ran")["state"];
            assert_eq!(state, "pass", "{rule} of {path}");
        }
    }
    desk.put("alone.md", "# Alone\n\n[x](/stack/redis/)\n");
    let ran = desk.run(&["check", "alone.md"]);
    assert!(ran.code == 1 && ran.out.contains("to do[links.broken]"), "{}", ran.out);
}

#[test]
fn only_what_is_named_is_judged() {
    let desk = Desk::with_pages();
    desk.put("pages/guides/other.md", "# Other\n\nText.\n");
    let files = |arguments: &[&str]| -> Vec<String> {
        let json = desk.run(&[&["check", "--json"], arguments].concat()).json();
        json["guides"]
            .as_array()
            .expect("guides")
            .iter()
            .map(|guide| guide["file"].as_str().unwrap_or_default().to_owned())
            .collect()
    };
    assert_eq!(files(&["pages"]), ["pages/guides/other.md", "pages/guides/short.md"]);
    assert_eq!(files(&["pages/guides/other.md"]), ["pages/guides/other.md"]);
    assert_eq!(files(&["--from", "pages", "short"]), ["pages/guides/short.md"]);
    assert_eq!(files(&["--from", "pages", "guides/other.md"]), ["pages/guides/other.md"]);
    assert_eq!(files(&["--from", "pages"]).len(), 2);
    assert_eq!(desk.run(&["check", "pages"]).out.matches("of 2 guides meet the bar").count(), 1);
}

#[test]
fn a_page_that_is_no_guide_is_told() {
    let ran = Desk::with_pages().run(&["check", "pages/stack/redis.md"]);
    assert_eq!(ran.code, 0);
    assert_eq!(ran.err, "pages/stack/redis.md: This is no guide; the bar is for guides.\n");
}

#[test]
fn standard_input_is_one_guide() {
    let desk = Desk::new();
    let told = ran(desk.command().args(["check", "-", "--json"]).write_stdin("# T\n\nTODO\n"));
    assert_eq!((told.code, &told.json()["guides"][0]["file"]), (1, &"-".into()));
    let empty = ran(desk.command().args(["check", "-"]).write_stdin(""));
    assert_eq!(empty.code, 1);
    let bytes = ran(desk.command().args(["check", "-"]).write_stdin(vec![0xff, 0xfe, 0, b'#', 0x1b, b'[']));
    assert_eq!(bytes.code, 1);
}

#[test]
fn quiet_and_required_say_less() {
    let desk = Desk::with_pages();
    let quiet = desk.run(&["check", "pages", "-q"]);
    assert_eq!((quiet.code, quiet.out.lines().count()), (1, 1), "{}", quiet.out);
    desk.put("pages/guides/short.md", "# A\n\n```\ncode\n```\n");
    let all = desk.run(&["check", "pages"]).out;
    let required = desk.run(&["check", "pages", "--required"]).out;
    assert!(all.contains("to consider[code.language]") && !required.contains("to consider"), "{required}");
}

#[test]
fn colours_only_when_asked() {
    let desk = Desk::with_pages();
    assert!(desk.run(&["check", "pages", "--color", "always"]).out.contains("\u{1b}["));
    assert!(!desk.run(&["check", "pages", "--color", "never"]).out.contains('\u{1b}'));
    let forced = ran(desk.command().args(["check", "pages"]).env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1"));
    let coloured = ran(desk.command().args(["check", "pages"]).env("CLICOLOR_FORCE", "1"));
    assert!(coloured.out.contains("\u{1b}["), "a terminal that can show colours gets them");
    drop(forced);
    let none = ran(desk.command().args(["check", "pages"]).env("NO_COLOR", "1"));
    assert!(!none.out.contains('\u{1b}'));
}

#[test]
fn what_is_not_there_is_told() {
    let desk = Desk::with_pages();
    for (arguments, words) in [
        (&["check", "pages/none.md"][..], "is not there"),
        (&["check", "none"], "There is no library at"),
        (&["check", "--from", "none"], "none"),
        (&["check", "--from", "pages", "none"], "There is no guide “none”"),
        (&["check"], "There is no library at"),
    ] {
        let ran = desk.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (3, ""), "{arguments:?}");
        assert!(ran.err.contains(words), "{arguments:?}: {}", ran.err);
        let json = desk.run(&[arguments, &["--json"]].concat());
        assert!(json.code == 3 && json.json()["error"]["message"].as_str().is_some_and(|told| told.contains(words)));
    }
    std::fs::create_dir(desk.path("empty")).expect("made");
    assert_eq!(desk.run(&["check", "empty"]).code, 3);
}

#[test]
fn the_sample_library_is_judged_whole() {
    let desk = Desk::new();
    let sample = guides();
    let told = desk.run(&["check", sample.to_str().expect("a plain path"), "--json"]);
    let json = told.json();
    assert_eq!(json["guides"].as_array().map(Vec::len), Some(6));
    assert_eq!(told.code, i32::from(json["met"] == false));
    let ledger = json["guides"]
        .as_array()
        .and_then(|guides| guides.iter().find(|guide| guide["slug"] == "staying-correct").cloned());
    assert_eq!(ledger.expect("the ledger guide")["met"], true);
}

#[test]
fn a_waiver_in_the_front_matter_sets_a_rule_aside_and_dies_with_its_text() {
    let desk = Desk::with_pages();
    let words = |desk: &Desk| {
        let json = desk.run(&["check", "pages", "--json"]).json();
        let checks = json["guides"][0]["checks"].as_array().expect("checks").clone();
        checks.into_iter().find(|check| check["rule"] == "length.words").expect("the rule ran")
    };
    let hash = words(&desk)["textHash"].as_str().expect("a hash").to_owned();
    let file = desk.path("pages/guides/short.md");
    let waiver = format!(
        "waivers:\n  - rule: length.words\n    version: 1.0.0\n    code: house-exception\n    reason: A series of short notes.\n    by: Ana\n    textHash: {hash}\n"
    );
    let text = std::fs::read_to_string(&file).expect("the guide").replacen("---\n", &format!("---\n{waiver}"), 1);
    std::fs::write(&file, &text).expect("written");
    let waived = words(&desk);
    assert_eq!((&waived["state"], &waived["waivers"][0]["life"]), (&"waived".into(), &"holds".into()));
    let sarif = desk.run(&["check", "pages", "--format", "sarif"]).json();
    let results = sarif["runs"][0]["results"].as_array().expect("results").clone();
    let set_aside = results.iter().find(|result| result["ruleId"] == "length.words").expect("a result");
    assert_eq!(set_aside["suppressions"][0]["justification"], "A series of short notes. (Ana)");
    std::fs::write(&file, text.replace("## Results", "## Other results")).expect("written");
    let changed = words(&desk);
    assert_eq!((&changed["state"], &changed["waivers"][0]["life"]), (&"fail".into(), &"text-changed".into()));
}
