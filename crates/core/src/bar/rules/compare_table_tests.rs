//! What `compare.table` lets through and what it does not.

#![allow(clippy::unwrap_used)]

use crate::bar::State;
use crate::bar::testing::{Cases, comparison, fixed, run};

const ID: &str = "compare.table";
const WHOLE: &str = "Words.\n\n| Criterion | NestJS | Fastify |\n|---|---|---|\n| Cold start | 40 ms | 30 ms |\n\
    | Memory | 80 MB | 60 MB |\n| Licence | MIT | MIT |\n| Learning | slow | fast |\n| Plugins | many | some |\n";

pub fn cases() -> Cases {
    let mutants = [
        String::new(),
        "NestJS is faster than Fastify.".into(),
        WHOLE.replace("| 30 ms |", "| |").replace("| 60 MB |", "| |"),
        WHOLE.replace("30 ms", "–").replace("60 MB", "**?**"),
        WHOLE.replace("30 ms", "n/a").replace("some", "TBD"),
        WHOLE.replace("| Fastify |", "| Express |"),
        WHOLE.replace("40 ms", "0.04 s"),
        WHOLE.replace("60 MB", "60 KB"),
        WHOLE.replace("| Licence | MIT | MIT |\n| Learning | slow | fast |\n", ""),
        format!("```\n{WHOLE}\n```\n"),
        WHOLE.replace("|---|---|---|", "|---|---|"),
        WHOLE.replace("| NestJS | Fastify |", "| NestJS and Fastify | Fastify and NestJS |"),
        WHOLE.replace("| 30 ms |", "").replace("| 60 MB |", ""),
    ];
    let near = [
        WHOLE.to_owned(),
        WHOLE.replace("Fastify |", "**Fastify 5** |"),
        WHOLE.replace("Fastify |", "[Fastify](https://fastify.dev) |"),
        WHOLE.replace("| some |", "| n/a: has none |"),
        WHOLE.replace("40 ms", "40 ms ± 3 ms"),
        WHOLE.replace("40 ms", "about 40 ms"),
        WHOLE.replace("40 ms", "slow"),
        WHOLE.replace("many", "40 plugins").replace("some", "30"),
        format!("| More | X |\n|---|---|\n| 1 | |\n\n{WHOLE}"),
        format!("> {}", WHOLE.replace("Words.\n\n", "").replace('\n', "\n> ")),
        "| | Speed | Size | Cost | Effort |\n|---|---|---|---|---|\n| NestJS | a | b | c | d |\n| Fastify | e | f | g | h |\n".into(),
        "| | NestJS |\n|---|---|\n| A | 1 |\n| B | 2 |\n| C | 3 |\n| D | 4 |\n\nThen:\n\n| | Fastify |\n|---|---|\n| A | 1 |\n| B | 2 |\n| C | 3 |\n| D | 4 |\n".into(),
    ];
    Cases::of(ID).broken(mutants.iter().map(|body| comparison(body))).sound(near.iter().map(|body| comparison(body)))
}

#[test]
fn names_the_hole_and_the_units() {
    let hole = run(ID, &comparison(&WHOLE.replace("| 30 ms |", "| |").replace("some", "-")));
    assert_eq!(hole.findings[0].message, "“Cold start” has a value for NestJS and none for Fastify.");
    assert_eq!((hole.measured.as_str(), hole.threshold.as_str()), ("8", "10"));
    let units = run(ID, &comparison(&WHOLE.replace("40 ms", "0.04 s")));
    let message = "“Cold start” is in s for NestJS and in ms for Fastify. Use one unit.";
    assert_eq!(units.findings[0].message, message);
    assert_eq!(run(ID, &comparison(WHOLE)).evidence[0].label, "5 criteria × 2 subjects");
}

#[test]
fn a_skeleton_is_made_of_the_sections() {
    let draft = comparison("Words.\n\n## Speed | size\n\nA.\n\n## When to choose which\n\nB.\n\n## Lessons\n\nC.\n");
    let fixed = fixed(&draft, &run(ID, &draft));
    let table =
        "| Criterion | NestJS | Fastify |\n|---|---|---|\n| Speed \\| size | ▢ | ▢ |\n| Effort to set up | ▢ | ▢ |\n";
    assert!(fixed.body.starts_with(&format!("Words.\n\n{table}")), "{}", fixed.body);
    let filled = run(ID, &comparison(&fixed.body.replace('▢', "yes")));
    assert_eq!((filled.state, filled.measured.as_str()), (State::Pass, "8"));
}

#[test]
fn a_missing_subject_gets_its_column() {
    let one = "| | NestJS |\n|---|---|\n| A | 1 |\n| B | 2 |\n| C | 3 |\n| D | 4 |\n";
    let draft = comparison(one);
    let outcome = run(ID, &draft);
    assert_eq!(outcome.findings[0].message, "Fastify is in no column of the table.");
    assert!(fixed(&draft, &outcome).body.starts_with("| | NestJS | Fastify |\n|---|---| --- |\n| A | 1 |\n"));
}
