//! `highbar bar`, and a publication's own `bar.toml` in everything that is judged.

use super::desk::Desk;

const SHORT: &str =
    "version = 1\nedition = \"2026-11\"\n[length.words]\nmin = 5\n[code.language]\nknown.add = [\"zeek\"]\n";

#[test]
fn a_folder_is_judged_by_its_own_bar() {
    let desk = Desk::with_pages();
    let open = |arguments: &[&str]| desk.run(arguments).out.contains("[length.words]");
    assert!(open(&["check", "pages"]));
    desk.put("pages/bar.toml", SHORT);
    for arguments in [&["check", "pages"][..], &["check", "pages/guides/short.md"], &["check", "--from", "pages"]] {
        assert!(!open(arguments), "{arguments:?}");
    }
    desk.put("strict.toml", "version = 1\n[length.words]\nmin = 9000\n");
    assert!(
        desk.run(&["check", "pages", "--bar", "strict.toml"]).out.contains("of 9000")
            || open(&["check", "pages", "--bar", "strict.toml"])
    );
}

#[test]
fn a_mistake_is_shown_at_its_place_and_nothing_is_judged() {
    let desk = Desk::with_pages();
    desk.put("pages/bar.toml", "version = 1\n\n[length.wordz]\nmin = 5\n");
    let ran = desk.run(&["check", "pages"]);
    assert_eq!((ran.code, ran.out.as_str()), (3, ""));
    for words in
        ["There is no rule “length.wordz”", "bar.toml:3:9", "3 | [length.wordz]", "^^^^^", "Is it [length.words]?"]
    {
        assert!(ran.err.contains(words), "{words} is not in {}", ran.err);
    }
    let json = desk.run(&["check", "pages", "--json"]).json();
    let detail = json["error"]["details"][0].as_str().unwrap_or_default();
    assert!(detail.starts_with("bar.toml:3:9: There is no rule"), "{detail}");
}

#[test]
fn explains_and_lists_what_is_in_use() {
    let desk = Desk::new();
    let told = desk.run(&["bar", "explain", "length.words"]);
    for words in ["length.words — Words", "required", "min = 800 words", "house-exception"] {
        assert!(told.out.contains(words), "{words} is not in {}", told.out);
    }
    desk.put("bar.toml", SHORT);
    assert!(desk.run(&["bar", "explain", "length.words"]).out.contains("min = 5 words (usual 800)"));
    let json = desk.run(&["bar", "explain", "links.broken", "--json"]).json();
    assert_eq!(json["waive"]["people"], 0);
    let near = desk.run(&["bar", "explain", "length.word"]);
    assert!(near.code == 3 && near.err.contains("Is it “length.words”?"), "{}", near.err);
    let list = desk.run(&["bar", "list"]);
    assert!(list.out.contains("links.case-study") && list.out.contains("words_per_minute = 238"), "{}", list.out);
    let rules = desk.run(&["bar", "list", "--json"]).json()["rules"].as_array().map_or(0, Vec::len);
    assert_eq!(rules, highbar_core::bar::rules().len());
}

#[test]
fn the_template_is_a_profile_that_changes_nothing() {
    let desk = Desk::with_pages();
    let before = desk.run(&["check", "pages"]).out;
    desk.put("pages/bar.toml", desk.run(&["bar", "template"]).out);
    assert_eq!(desk.run(&["check", "pages"]).out, before);
}

#[test]
fn a_profile_is_held_to_its_own_examples() {
    let desk = Desk::new();
    let example = |expect: &str, finds: &str| {
        format!(
            "{SHORT}[[examples]]\nrule = \"text.placeholder\"\nexpect = \"{expect}\"\ntext = \"TODO: measure.\"\nfinds = [\"{finds}\"]\n"
        )
    };
    desk.put("bar.toml", example("fail", "TODO"));
    let ran = desk.run(&["bar", "test"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "1 examples: 1 as expected, 0 not\n"));
    desk.put("bar.toml", example("pass", "TODO"));
    let ran = desk.run(&["bar", "test"]);
    assert!(
        ran.code == 1 && ran.out.starts_with("bar.toml:7: text.placeholder should say pass and says fail"),
        "{}",
        ran.out
    );
    desk.put("other.toml", example("fail", "FIXME"));
    let ran = desk.run(&["bar", "test", "other.toml"]);
    assert!(ran.code == 1 && ran.out.contains("does not point at “FIXME”"), "{}", ran.out);
    assert_eq!(desk.run(&["bar", "test", "gone.toml"]).code, 3);
}

#[test]
fn a_library_takes_a_profile_and_counts_its_rules() {
    let desk = Desk::with_pages();
    assert_eq!(desk.run(&["import", "pages"]).code, 0);
    assert!(desk.run(&["check"]).out.contains("[length.words]"));
    desk.put("bar.toml", SHORT);
    assert_eq!(desk.run(&["bar", "use", "bar.toml"]).code, 0);
    assert!(!desk.run(&["check"]).out.contains("[length.words]"));
    assert_eq!(desk.run(&["bar", "show"]).out, SHORT);
    let health = desk.run(&["bar", "health", "--json"]).json();
    assert_eq!(health.as_array().map_or(0, Vec::len), highbar_core::bar::rules().len());
    desk.put("bar.toml", "version = 1\n[x]\n");
    assert_eq!(desk.run(&["bar", "use", "bar.toml"]).code, 3);
    assert_eq!(desk.run(&["bar", "show"]).out, SHORT, "a wrong one changes nothing");
}

#[test]
fn one_rule_is_weighed_in_a_file_and_every_other_byte_stays() {
    let desk = Desk::with_pages();
    let own = "# Ours.\r\nversion = 1\r\n[length.words]\r\nmin = 5 # short\r\n";
    desk.put("pages/bar.toml", own);
    let set = |rule: &str, weight: &str| desk.run(&["bar", "set", rule, weight, "--bar", "pages/bar.toml"]);
    let text = || std::fs::read_to_string(desk.path("pages/bar.toml")).unwrap_or_default();
    let ran = set("length.words", "recommended");
    assert_eq!((ran.code, ran.out.as_str()), (0, "length.words is recommended: line 4 of pages/bar.toml\n"));
    assert_eq!(text(), own.replace("min", "severity = \"recommended\"\r\nmin"));
    assert!(set("length.words", "required").out.starts_with("length.words is required: line 4"));
    assert_eq!(text(), own.replace("min", "severity = \"required\"\r\nmin"));
    assert_eq!(set("length.words", "required").out, "length.words is required already in pages/bar.toml\n");
    let refused = set("style.hype", "required");
    assert!(refused.code == 3 && refused.err.contains("can only advise"), "{}", refused.err);
    assert!(set("style.hipe", "off").err.contains("Is it “style.hype”?"));
    assert_eq!(set("style.hype", "never").code, 2);
    desk.put("wrong.toml", "version = 1\n[x]\n");
    let wrong = desk.run(&["bar", "set", "style.hype", "off", "--bar", "wrong.toml"]);
    assert!(wrong.code == 3 && wrong.err.contains("wrong.toml:2:2"), "{}", wrong.err);
    desk.run(&["bar", "set", "style.hype", "off", "--bar", "new.toml"]);
    let fresh = std::fs::read_to_string(desk.path("new.toml")).unwrap_or_default();
    assert_eq!(fresh, "version = 1\n\n[style.hype]\nseverity = \"off\"\n");
}

#[test]
fn one_rule_is_weighed_in_the_library() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["bar", "set", "style.hype", "off"]).code, 3, "there is no library yet");
    desk.run(&["new", "A guide about queues"]);
    let ran = desk.run(&["bar", "set", "style.hype", "off", "--json"]);
    assert_eq!((&ran.json()["rule"], &ran.json()["weight"]), (&"style.hype".into(), &"off".into()));
    let shown = desk.run(&["bar", "show"]).out;
    let said: Vec<&str> = shown.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
    assert_eq!(said, ["version = 1", "[style.hype]", "severity = \"off\""]);
}
