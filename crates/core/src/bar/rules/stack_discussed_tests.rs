//! What `stack.discussed` lets through and what it does not.

#![allow(clippy::unwrap_used)]

use crate::bar::State;
use crate::bar::testing::{Cases, draft, fixed, run};
use crate::guide::Draft;

const ID: &str = "stack.discussed";
const LONG: &str =
    "keeps one key per payment, with a lifetime of half a minute, and forgets it when the holder is done";

/// A guide about Redis alone.
fn about(body: &str) -> Draft {
    let mut draft = draft(body);
    draft.meta.stack = vec!["Redis".into()];
    draft
}

pub fn cases() -> Cases {
    let mutants = [
        String::new(),
        "Words about nothing.".into(),
        format!("Redis {LONG}."),
        format!("`Redis` {LONG}. `Redis` {LONG}."),
        format!("## Redis\n\nIt {LONG}. It {LONG}."),
        "We use NestJS, Redis and MongoDB. They were NestJS, Redis and MongoDB.".into(),
        format!("| Redis {LONG}. Redis {LONG}. |\n|---|\n"),
        format!("```\nRedis {LONG}. Redis {LONG}.\n```\n"),
        format!("<!-- Redis {LONG}. Redis {LONG}. -->"),
        format!("![Redis {LONG}. Redis {LONG}.](images/flow.png)"),
        format!("Redisson {LONG}. Redisson {LONG}."),
        "Redis.\n\n```ts\nimport { createClient } from \"redis\";\n```\n".into(),
        format!("Redis and Redis and Redis {LONG}, and Redis {LONG}."),
    ];
    let near = [
        format!("Redis {LONG}. Redis {LONG}."),
        format!("Redis {LONG}.\n\n* Then Redis {LONG}."),
        format!("[Redis](/stack/redis/) {LONG}. **Redis** {LONG}."),
        format!("Redis\n{LONG}. REDIS {LONG}."),
        format!("NestJS, Redis and MongoDB. Redis {LONG}. Redis again."),
        "Redis locks. Redis unlocks.\n\n```ts\nimport { createClient } from \"redis\";\n```\n".into(),
        "Redis locks. Redis unlocks.\n\n```sh\nredis-cli ping\n```\n".into(),
        "Redis locks. Redis unlocks.\n\n```js\nconst redis = require('ioredis');\n```\n".into(),
        format!("Redis Pub/Sub {LONG}. Redis {LONG}."),
        format!("> Redis {LONG}.\n\nA note.[^1]\n\n[^1]: Redis {LONG}."),
        format!("NestJS answers, Redis keeps the locks and MongoDB stores receipts. Redis {LONG}, {LONG}."),
    ];
    Cases::of(ID).broken(mutants.iter().map(|body| about(body))).sound(near.iter().map(|body| about(body)))
}

#[test]
fn in_between_it_asks() {
    let outcome = run(ID, &about("Redis locks. Redis unlocks."));
    assert_eq!(outcome.state, State::Confirm);
    let message = &outcome.findings[0].message;
    assert_eq!(message, "Redis has 2 sentences with 4 words in all. Is that enough for who comes for Redis?");
}

#[test]
fn says_what_is_missing_and_drops_it_with_one_click() {
    let draft = draft(&format!("We use PostgreSQL, Redis and MongoDB. PostgreSQL {LONG}. PostgreSQL {LONG}."));
    let outcome = run(ID, &draft);
    assert_eq!((outcome.measured.as_str(), outcome.threshold.as_str()), ("1", "2"));
    assert_eq!(outcome.findings[0].message, "Redis appears once, in a list. Say what it did here, or drop it.");
    let fixed = fixed(&draft, &outcome);
    assert_eq!(fixed.meta.stack, ["PostgreSQL"]);
    let passed = run(ID, &fixed);
    assert_eq!((passed.state, passed.evidence[0].label.as_str()), (State::Pass, "PostgreSQL · 3 sentences"));
}

#[test]
fn a_facet_is_spoken_of_under_its_parents_name() {
    let mut draft = about(&format!("Redis {LONG}. Redis {LONG}."));
    draft.meta.stack = vec!["Redis (Pub/Sub)".into()];
    assert_eq!(run(ID, &draft).state, State::Pass);
    draft.meta.stack = vec!["Redis".into(), "Redis (Pub/Sub)".into()];
    assert_eq!(run(ID, &draft).state, State::Fail);
}

#[test]
fn nothing_declared_is_not_applicable() {
    let mut draft = about("Redis.");
    draft.meta.stack = vec!["Unknown".into()];
    assert_eq!(run(ID, &draft).state, State::NotApplicable);
}
