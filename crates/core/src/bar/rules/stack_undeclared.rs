//! `stack.undeclared`: what the text works with is declared, so that readers find the guide by it.
//!
//! Names in sentences about what was not taken do not count, and in a comparison only what the code imports does.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::bar::verdict::count;
use crate::bar::{Class, Finding, Fix, Number, Outcome, Reading, Rule, Scope, Setting, Severity, Waive, Words};
use crate::guide::Kind;
use crate::markdown::Layer;
use crate::text::Span;
use crate::vocabulary::{Named, StackItem};

const MIN: Number = Number::count(
    "stack.undeclared.min",
    3.0,
    "sentences",
    "Sentences that name an item before it should be declared.",
);
const MOST: Number = Number::count("stack.undeclared.most", 8.0, "items", "Items a card has room for.");
const REJECTED: Words = Words::new(
    "stack.undeclared.rejected",
    &[
        "instead of",
        "rather than",
        "in place of",
        "unlike",
        "compared with",
        "compared to",
        "versus",
        "not using",
        "rejected",
        "considered",
        "considering",
        "replaced",
        "without",
        "no longer",
        "dropped",
        "moved off",
        "moved away from",
        "alternative to",
        "alternatives",
        "ruled out",
        "decided against",
    ],
    "Words of a sentence about something that was not taken.",
);

pub const RULE: Rule = Rule {
    id: "stack.undeclared",
    name: "Undeclared stack",
    task: "Declare what the text works with",
    why: "Readers find guides by what they are built with.",
    version: "1.0.0",
    severity: Severity::Recommended,
    scope: Scope::Guides,
    class: Class::Measured,
    waive: Waive::USUAL,
    settings: &[Setting::Number(&MIN), Setting::Number(&MOST), Setting::Words(&REJECTED)],
    check,
};

/// Where an item that is not declared turns up.
#[derive(Default)]
struct Use {
    /// Sentences: paragraph and number.
    sentences: BTreeSet<(usize, usize)>,
    first: Option<Span>,
    imported: Option<Span>,
}

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let min = reading.count(&MIN);
    let uses = uses(reading);
    let worth = |found: &&(&StackItem, Use)| found.1.sentences.len() >= min || found.1.imported.is_some();
    let findings: Vec<Finding> =
        uses.iter().filter(worth).map(|(item, found)| finding(rule, reading, item, found)).collect();
    Outcome::of(rule, Vec::new(), findings)
}

/// By item of the library that is not declared, nor a facet or parent of one that is.
fn uses<'a>(reading: &Reading<'a>) -> Vec<(&'a StackItem, Use)> {
    let known = declared(reading);
    let mut uses: BTreeMap<usize, Use> = BTreeMap::new();
    if reading.draft.meta.kind != Kind::Comparison {
        named(reading, &known, &mut uses);
    }
    for (at, span) in reading.imported().iter().filter(|(at, _)| !known.contains(at)) {
        uses.entry(*at).or_default().imported.get_or_insert(*span);
    }
    uses.into_iter().filter_map(|(at, found)| Some((reading.vocabulary.stack.get(at)?, found))).collect()
}

fn named(reading: &Reading<'_>, known: &HashSet<usize>, uses: &mut BTreeMap<usize, Use>) {
    let rejected = reading.words(&REJECTED);
    let prose = reading.prose();
    for seen in reading.mentions().iter().filter(|seen| seen.layer == Layer::Prose) {
        let Named::Stack(at) = seen.named else { continue };
        if known.contains(&at) {
            continue;
        }
        let Ok(said) = prose.binary_search_by_key(&seen.paragraph, |said| said.paragraph).map(|at| &prose[at]) else {
            continue;
        };
        let Some(sentence) = said.sentence_at(seen.at).and_then(|number| said.sentences().nth(number)) else {
            continue;
        };
        if !rejected.is_in(sentence.text()) {
            let found = uses.entry(at).or_default();
            found.sentences.insert((seen.paragraph, sentence.at));
            found.first.get_or_insert(seen.span);
        }
    }
}

/// Declared items with their facets and parents.
fn declared(reading: &Reading<'_>) -> HashSet<usize> {
    let vocabulary = reading.vocabulary;
    let declared: Vec<&StackItem> = reading.draft.meta.stack.iter().filter_map(|name| vocabulary.item(name)).collect();
    let related = |item: &StackItem| {
        let parent = vocabulary.parent(item);
        declared.iter().any(|one| *one == item || Some(*one) == parent || vocabulary.parent(one) == Some(item))
    };
    vocabulary.stack.iter().enumerate().filter(|(_, item)| related(item)).map(|(at, _)| at).collect()
}

fn finding(rule: &'static Rule, reading: &Reading<'_>, item: &StackItem, found: &Use) -> Finding {
    let name = &item.name;
    let said = found.sentences.len();
    let message = match found.imported {
        Some(_) if said == 0 => format!("The code uses {name}. Add it to the stack?"),
        _ => format!("You discuss {name} in {}. Add it to the stack?", count(said, "sentence")),
    };
    let span = found.first.or(found.imported).unwrap_or_default();
    let room = reading.draft.meta.stack.len() < reading.count(&MOST);
    let add = Fix::meta(format!("Add {name} to the stack"), &reading.draft.meta, |meta| meta.stack.push(name.clone()));
    Finding::of(rule, reading.quote(span, name.clone()), message).fix(room.then_some(add)).confidence(0.8)
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::State;
    use crate::bar::testing::{Cases, draft, fixed, on, run};

    const ID: &str = "stack.undeclared";

    pub fn cases() -> Cases {
        Cases::of(ID)
            .broken([
                "NestJS starts. NestJS runs. NestJS stops.",
                "NestJS starts.\n\n* NESTJS runs.\n* NestJS stops.",
                "NestJS starts. **NestJS** runs. [NestJS](/stack/nestjs/) stops.",
                "> NestJS starts. NestJS runs.\n\nNestJS stops.",
                "Text.\n\n```ts\nimport { Module } from \"@nestjs/common\";\n```\n",
                "Text.\n\n```js\nconst app = require('express')();\n```\n",
                "Text.\n\n```ts\nimport mongoose from 'mongoose';\n```\n",
                "Text.\n\n```js\nimport io from \"socket.io\";\n```\n",
                "Text.\n\n```jsx\nimport { useState } from 'react'\n```\n",
                "Text.\n\n```ts\nexport { default } from \"next/router\";\n```\n",
                "MongoDB kept it.[^1] MongoDB lost it.\n\n[^1]: Mongo found it.",
                "MongoDB and NestJS start. MongoDB and NestJS run. MongoDB and NestJS stop.",
            ])
            .sound([
                "",
                "NestJS starts. NestJS runs.",
                "NestJS starts, NestJS runs and NestJS stops.",
                "Redis starts. Redis runs. Redis stops.",
                "Redis Pub/Sub starts. Redis Pub/Sub runs. Redis Pub/Sub stops.",
                "`NestJS` starts. `NestJS` runs. `NestJS` stops.",
                "## NestJS\n\n## NestJS now\n\n## NestJS then\n",
                "We took Redis instead of MongoDB. Unlike MongoDB, it is small. MongoDB was rejected.",
                "Text.\n\n```ts\n// from \"@nestjs/common\" we took nothing\nconst a = 1;\n```\n",
                "Text.\n\n```ts\nimport pg from \"pg\";\nimport { createClient } from \"redis\";\n```\n",
                "Text.\n\n```ts\nimport { reactor } from \"./react\";\n```\n",
                "| NestJS | NestJS |\n|---|---|\n| NestJS | NestJS |\n",
            ])
    }

    #[test]
    fn one_click_declares_it() {
        let draft = draft("NestJS starts. NestJS runs. NestJS stops. NestJS rests.\n");
        let outcome = run(ID, &draft);
        assert_eq!(outcome.findings[0].message, "You discuss NestJS in 4 sentences. Add it to the stack?");
        let fixed = fixed(&draft, &outcome);
        assert_eq!(fixed.meta.stack, ["PostgreSQL", "Redis", "NestJS"]);
        assert_eq!(run(ID, &fixed).state, State::Pass);
    }

    #[test]
    fn a_comparison_is_judged_by_its_code() {
        let mut draft = draft("NestJS starts. NestJS runs. NestJS stops.\n");
        draft.meta.kind = crate::guide::Kind::Comparison;
        assert_eq!(run(ID, &draft).state, State::Pass);
        draft.body.push_str("\n```ts\nimport \"@nestjs/core\";\n```\n");
        assert_eq!(run(ID, &draft).findings[0].message, "The code uses NestJS. Add it to the stack?");
    }

    #[test]
    fn points_at_the_first_name() {
        assert_eq!(on(ID, "Nestjs starts. NestJS runs. NestJS stops.").findings[0].quote.exact, "Nestjs");
    }
}
