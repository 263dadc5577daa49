//! The field `outcomes`: what people said about measured results, read and written in one shape.
//!
//! A list of mappings. `sentence` and `counts` say what a person answered, `by` and `at` who and when; the other
//! keys are the record of the result: `metric`, `before`, `after`, `unit`, `window`, `method`, `noEarlierState`,
//! and `evidence`, a list of `{file, sha256}`, `{link}` or `{command, output}`. An entry with a record may leave
//! out `counts` (it counts) and `sentence` (it is looked for by its values). Empty keys are not written.

use super::value::Value;
use super::write::quoted;
use crate::guide::{Evidence, OutcomeAnswer, OutcomeRecord};

/// One entry; `None` when it is none.
pub(super) fn answer(value: &Value) -> Option<OutcomeAnswer> {
    let record = record(value)?;
    let sentence = value.text("sentence")?.split_whitespace().collect::<Vec<_>>().join(" ");
    let counts = match value.text("counts")?.as_str() {
        "true" => true,
        "false" => false,
        "" => !record.after.is_empty(),
        _ => return None,
    };
    let told = !sentence.is_empty() && value.field("counts").is_some();
    if !told && record.after.is_empty() {
        return None;
    }
    let record = Some(record).filter(|record| !record.is_empty());
    Some(OutcomeAnswer { sentence, counts, by: value.text("by")?, at: value.text("at")?, record })
}

fn record(value: &Value) -> Option<OutcomeRecord> {
    let one = |name| value.text(name);
    let evidence = match value.field("evidence") {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::List(items)) => items.iter().map(evidence).collect::<Option<_>>()?,
        Some(other) => vec![evidence(other)?],
    };
    Some(OutcomeRecord {
        metric: one("metric")?,
        before: one("before")?,
        after: one("after")?,
        unit: one("unit")?,
        window: one("window")?,
        method: one("method")?,
        no_earlier_state: one("noEarlierState")? == "true",
        evidence,
    })
}

fn evidence(value: &Value) -> Option<Evidence> {
    let one = |name| value.text(name);
    match (one("file")?, one("link")?, one("command")?) {
        (file, link, command) if link.is_empty() && command.is_empty() && !file.is_empty() => {
            Some(Evidence::File { file, sha256: one("sha256")?.to_lowercase() })
        }
        (file, link, command) if file.is_empty() && command.is_empty() && !link.is_empty() => {
            Some(Evidence::Link { link })
        }
        (file, link, command) if file.is_empty() && link.is_empty() && !command.is_empty() => {
            Some(Evidence::Command { command, output: as_written(value, "output")? })
        }
        _ => None,
    }
}

/// With its line ends; what a command printed.
fn as_written(value: &Value, name: &str) -> Option<String> {
    match value.field(name) {
        None | Some(Value::Null) => Some(String::new()),
        Some(Value::Text(text)) => Some(text.chars().take(Evidence::LONGEST).collect()),
        Some(_) => None,
    }
}

/// The list must leave room for the other fields: a block that grows too large is read by nobody.
const ROOM: usize = 32 * 1024;

/// The whole list as YAML on one line; outputs of commands are cut shorter where all together would be too long.
pub fn written(answers: &[OutcomeAnswer]) -> String {
    let list = |longest: usize| {
        let entries: Vec<String> = answers.iter().map(|answer| entry(answer, longest)).collect();
        format!("[{}]", entries.join(", "))
    };
    let tries = [Evidence::LONGEST, 200, 0].into_iter();
    let mut lists = tries.map(list).skip_while(|list| list.len() > ROOM);
    lists.next().unwrap_or_else(|| list(0))
}

fn entry(answer: &OutcomeAnswer, longest: usize) -> String {
    let OutcomeAnswer { sentence, counts, by, at, record } = answer;
    let mut parts = vec![format!("sentence: {}", quoted(sentence)), format!("counts: {counts}")];
    parts.extend([("by", by), ("at", at)].map(|(name, text)| format!("{name}: {}", quoted(text))));
    if let Some(record) = record {
        parts.extend(parts_of(record, longest));
    }
    format!("{{{}}}", parts.join(", "))
}

fn parts_of(record: &OutcomeRecord, longest: usize) -> Vec<String> {
    let OutcomeRecord { metric, before, after, unit, window, method, no_earlier_state, evidence } = record;
    let texts = [("metric", metric), ("before", before), ("after", after), ("unit", unit)];
    let texts = texts.into_iter().chain([("window", window), ("method", method)]);
    let filled = texts.filter(|(_, text)| !text.is_empty());
    let mut parts: Vec<String> = filled.map(|(name, text)| format!("{name}: {}", quoted(text))).collect();
    if *no_earlier_state {
        parts.push("noEarlierState: true".into());
    }
    if !evidence.is_empty() {
        parts.push(format!(
            "evidence: [{}]",
            evidence.iter().map(|one| seen(one, longest)).collect::<Vec<_>>().join(", ")
        ));
    }
    parts
}

fn seen(evidence: &Evidence, longest: usize) -> String {
    match evidence {
        Evidence::File { file, sha256 } => format!("{{file: {}, sha256: {}}}", quoted(file), quoted(sha256)),
        Evidence::Link { link } => format!("{{link: {}}}", quoted(link)),
        Evidence::Command { command, output } => {
            let output: String = output.chars().take(longest).collect();
            format!("{{command: {}, output: {}}}", quoted(command), quoted(&output))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    fn full() -> OutcomeAnswer {
        OutcomeAnswer {
            sentence: "p95 fell, from 1.8 s to \"240 ms\": {x} #1".into(),
            counts: true,
            by: "Ana".into(),
            at: "2026-01-01T00:00:00Z".into(),
            record: Some(OutcomeRecord {
                metric: "Settlement p95".into(),
                before: "1.8 s".into(),
                after: "240 ms".into(),
                window: "two weeks".into(),
                method: "k6: 200 users".into(),
                evidence: vec![
                    Evidence::File { file: "runs/k6.json".into(), sha256: "ab".repeat(32) },
                    Evidence::Link { link: "https://example.org/a?b=1#c".into() },
                    Evidence::Command { command: "k6 run a.js".into(), output: "p95=240ms\n\tok \"1\"".into() },
                ],
                ..OutcomeRecord::default()
            }),
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let plain = OutcomeAnswer { sentence: "It's 3 %.".into(), ..OutcomeAnswer::default() };
        let earlier = OutcomeRecord { after: "0".into(), no_earlier_state: true, ..OutcomeRecord::default() };
        let said = [full(), plain, OutcomeAnswer { record: Some(earlier), ..full() }];
        let known = read(&format!("outcomes: {}\n", written(&said)));
        assert_eq!((known.answers.as_slice(), known.remarks.len()), (said.as_slice(), 0));
    }

    #[test]
    fn a_record_by_hand_needs_its_value_alone() {
        let known = read("outcomes:\n  - metric: p95\n    after: 240 ms\n    evidence: {link: 'https://x.org'}\n");
        let said = &known.answers[0];
        assert!(said.counts && said.sentence.is_empty());
        assert_eq!(said.record.as_ref().map(|record| record.evidence.len()), Some(1));
    }

    #[test]
    fn what_is_no_entry_is_said() {
        for broken in [
            "outcomes: [{metric: p95}]",
            "outcomes: [{sentence: x}]",
            "outcomes: [{sentence: x, counts: true, evidence: [x]}]",
            "outcomes: [{sentence: x, counts: true, evidence: [{file: a, link: b}]}]",
            "outcomes: [{sentence: x, counts: true, metric: [a]}]",
        ] {
            let known = read(broken);
            assert!(known.answers.is_empty() && known.remarks.len() == 1, "{broken}");
        }
    }

    #[test]
    fn many_outputs_leave_room_for_the_rest() {
        let output = "x".repeat(Evidence::LONGEST);
        let evidence = vec![Evidence::Command { command: "run".into(), output }; 40];
        let record = Some(OutcomeRecord { after: "1 s".into(), evidence, ..OutcomeRecord::default() });
        let block = format!("outcomes: {}\n", written(&[OutcomeAnswer { record, ..full() }]));
        assert!(block.len() < 40_000 && read(&block).answers.len() == 1);
    }

    proptest::proptest! {
        #[test]
        fn any_text_survives(sentence in "[ -~é—]{1,20}", metric in "[!-~é]{0,12}", output in "[ -~\n\t]{0,20}") {
            let sentence = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
            proptest::prop_assume!(!sentence.is_empty());
            let evidence = vec![Evidence::Command { command: "x".into(), output }];
            let record = Some(OutcomeRecord { metric, after: "1 s".into(), evidence, ..OutcomeRecord::default() });
            let said = [OutcomeAnswer { sentence, record, ..full() }];
            proptest::prop_assert_eq!(read(&format!("outcomes: {}\n", written(&said))).answers, said);
        }
    }
}
