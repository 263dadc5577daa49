//! Verdicts for machines: SARIF, JUnit, annotations; and what makes the exit code.

use std::collections::BTreeSet;

use highbar_core::bar::rules;
use serde_json::Value;

use super::desk::Desk;

/// Checks a log against the rules of SARIF 2.1.0 that its schema and its text make binding for what is written here.
fn assert_sarif(log: &Value) {
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().is_some_and(|schema| schema.ends_with("sarif-schema-2.1.0.json")));
    only(log, &["$schema", "version", "runs"]);
    let runs = log["runs"].as_array().expect("runs");
    for run in runs {
        only(run, &["tool", "columnKind", "results"]);
        assert!(["unicodeCodePoints", "utf16CodeUnits"].contains(&run["columnKind"].as_str().unwrap_or_default()));
        let driver = &run["tool"]["driver"];
        assert!(driver["name"].as_str().is_some_and(|name| !name.is_empty()));
        let descriptors = driver["rules"].as_array().expect("rules");
        let ids: BTreeSet<&str> = descriptors.iter().filter_map(|rule| rule["id"].as_str()).collect();
        assert_eq!(ids.len(), descriptors.len(), "ids of rules are unique");
        for rule in descriptors {
            only(rule, &["id", "name", "shortDescription", "fullDescription", "defaultConfiguration", "properties"]);
            for text in ["shortDescription", "fullDescription"] {
                assert!(rule[text]["text"].as_str().is_some_and(|text| !text.is_empty()), "{rule}");
            }
            level(&rule["defaultConfiguration"]["level"]);
        }
        for result in run["results"].as_array().expect("results") {
            assert_result(result, descriptors);
        }
    }
}

fn assert_result(result: &Value, rules: &[Value]) {
    only(
        result,
        &[
            "ruleId",
            "ruleIndex",
            "level",
            "message",
            "locations",
            "partialFingerprints",
            "baselineState",
            "suppressions",
        ],
    );
    let index = result["ruleIndex"].as_u64().expect("an index") as usize;
    assert_eq!(rules[index]["id"], result["ruleId"], "the index names the rule");
    level(&result["level"]);
    assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()));
    for location in result["locations"].as_array().expect("locations") {
        let place = &location["physicalLocation"];
        only(place, &["artifactLocation", "region"]);
        let uri = place["artifactLocation"]["uri"].as_str().expect("a uri");
        assert!(uri.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~/%".contains(&byte)), "{uri}");
        if let Some(region) = place.get("region") {
            only(region, &["startLine", "startColumn", "endLine", "endColumn"]);
            let at = |name: &str| region[name].as_u64().filter(|number| *number >= 1).expect(name);
            assert!((at("startLine"), at("startColumn")) <= (at("endLine"), at("endColumn")));
        }
    }
    for suppression in result["suppressions"].as_array().into_iter().flatten() {
        assert!(["inSource", "external"].contains(&suppression["kind"].as_str().unwrap_or_default()));
        assert!(["accepted", "underReview", "rejected"].contains(&suppression["status"].as_str().unwrap_or_default()));
    }
    if let Some(state) = result.get("baselineState") {
        assert!(["new", "unchanged", "updated", "absent"].contains(&state.as_str().unwrap_or_default()));
    }
}

fn level(value: &Value) {
    assert!(["none", "note", "warning", "error"].contains(&value.as_str().unwrap_or_default()), "{value}");
}

/// The schema allows no other properties.
fn only(value: &Value, known: &[&str]) {
    for key in value.as_object().expect("an object").keys() {
        assert!(known.contains(&key.as_str()), "“{key}” has no place in {value}");
    }
}

#[test]
fn sarif_is_what_its_schema_says() {
    let desk = Desk::with_pages();
    desk.put("pages/guides/a b é.md", "# Other\n\nTODO.\n");
    let ran = desk.run(&["check", "pages", "--format", "sarif"]);
    assert_eq!(ran.code, 1);
    let log = ran.json();
    assert_sarif(&log);
    let results = log["runs"][0]["results"].as_array().expect("results");
    let placeholder = results.iter().find(|result| {
        result["ruleId"] == "text.placeholder"
            && result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "pages/guides/short.md"
    });
    let region = &placeholder.expect("the rule ran")["locations"][0]["physicalLocation"]["region"];
    assert_eq!(
        (&region["startLine"], &region["startColumn"], &region["endColumn"]),
        (&13.into(), &1.into(), &5.into())
    );
    assert!(results.iter().any(|result| {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "pages/guides/a%20b%20%C3%A9.md"
    }));
    assert_eq!(log["runs"][0]["tool"]["driver"]["rules"].as_array().map_or(0, Vec::len), rules().len());
}

#[test]
fn junit_is_read_back_by_a_reader_of_xml() {
    let desk = Desk::with_pages();
    desk.put("pages/guides/odd.md", "# Odd \"&<\u{202e}\n\nTODO <your name here> & \u{1}\n");
    let ran = desk.run(&["check", "pages", "--format", "junit"]);
    assert_eq!(ran.code, 1);
    let mut reader = quick_xml::Reader::from_str(&ran.out);
    let (mut cases, mut failures, mut suites, mut said) = (0, 0, 0, 0);
    loop {
        use quick_xml::events::Event;
        match reader.read_event().expect("well-formed XML") {
            Event::Start(tag) | Event::Empty(tag) => {
                for attribute in tag.attributes() {
                    attribute.expect("well-formed attributes");
                }
                match tag.name().as_ref() {
                    "testcase" => cases += 1,
                    "failure" => failures += 1,
                    "testsuite" => suites += 1,
                    "testsuites" => {
                        let total = tag.attributes().flatten().find(|one| one.key.as_ref() == "failures");
                        said = total.and_then(|one| one.value.parse().ok()).unwrap_or(0);
                    }
                    _ => {}
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!((suites, cases), (2, 2 * rules().len()));
    assert!(failures > 0 && failures == said, "{failures} {said}");
}

#[test]
fn annotations_are_one_line_each() {
    let desk = Desk::with_pages();
    let out = desk.run(&["check", "pages", "--format", "github"]).out;
    let line = out.lines().find(|line| line.contains("(text.placeholder)")).expect("the rule ran");
    assert!(
        line.starts_with("::error file=pages/guides/short.md,line=13,col=1,endLine=13,endColumn=5,title="),
        "{line}"
    );
    assert!(
        out.lines().all(|line| line.starts_with("::error ")
            || line.starts_with("::warning ")
            || line.starts_with("::notice "))
    );
    let list = desk.run(&["check", "pages", "--format", "gitlab"]).json();
    let list = list.as_array().expect("a list");
    let prints: BTreeSet<&str> = list.iter().filter_map(|one| one["fingerprint"].as_str()).collect();
    assert_eq!(prints.len(), list.len(), "fingerprints are unique");
    assert!(list.iter().all(|one| ["info", "minor", "major"].contains(&one["severity"].as_str().unwrap_or_default())));
    assert!(list.iter().any(|one| one["check_name"] == "text.placeholder" && one["location"]["lines"]["begin"] == 13));
}

#[test]
fn the_exit_code_follows_what_is_asked() {
    let desk = Desk::with_pages();
    let code = |on: &str| desk.run(&["check", "pages", "--fail-on", on, "--quiet"]).code;
    assert_eq!((code("required"), code("recommended"), code("none")), (1, 1, 0));
    let off: String = rules()
        .iter()
        .filter(|rule| rule.waive.who == highbar_core::bar::waive::Who::One)
        .map(|rule| {
            let weight = if rule.id == "structure.headings" { "recommended" } else { "off" };
            format!("[{}]\nseverity = \"{weight}\"\n", rule.id)
        })
        .collect();
    desk.put("pages/bar.toml", format!("version = 1\n{off}"));
    desk.put("pages/guides/short.md", "---\ntitle: Short\n---\n\n#### Deep\n\nText.\n");
    assert_eq!((code("required"), code("recommended"), code("none")), (0, 1, 0));
}
