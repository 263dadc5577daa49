//! `stack.declared`: one to eight stack items, each one the library's, none twice.
//!
//! A facet and its parent may both stand. Whether an item is discussed is another rule's question.

use crate::bar::verdict::{count, listed};
use crate::bar::{Class, Field, Finding, Fix, Number, Outcome, Quote, Reading, Rule, Scope, Setting, Severity, Waive};
use crate::vocabulary::{Named, StackItem, nearest};

/// Items a card has room for.
const MOST: Number = Number::count("stack.declared.max", 8.0, "items", "Stack items a guide declares at most.");

pub const RULE: Rule = Rule {
    id: "stack.declared",
    name: "Stack",
    task: "Declare the stack",
    why: "Readers find guides by what they are built with.",
    version: "1.0.0",
    severity: Severity::Required,
    scope: Scope::Guides,
    class: Class::Exact,
    waive: Waive::USUAL,
    settings: &[Setting::Number(&MOST)],
    check,
};

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let stack = &reading.draft.meta.stack;
    let mut seen: Vec<&StackItem> = Vec::new();
    let mut evidence: Vec<Quote> = Vec::new();
    let mut findings: Vec<Finding> = Vec::new();
    for name in stack {
        match reading.vocabulary.item(name) {
            None => findings.push(unknown(rule, reading, name)),
            Some(item) if seen.contains(&item) => findings.push(twice(rule, reading, name, item)),
            Some(item) => {
                seen.push(item);
                match item.name == *name {
                    true => evidence.push(reading.field(Field::Stack, name, item.path())),
                    false => findings.push(alias(rule, reading, name, item)),
                }
            }
        }
    }
    let most = reading.count(&MOST);
    findings.extend(number(rule, reading, stack.len(), most));
    Outcome::of(rule, evidence, findings)
        .counting(stack.len(), if stack.len() > most { most.to_string() } else { String::new() })
}

fn number(rule: &'static Rule, reading: &Reading<'_>, declared: usize, most: usize) -> Option<Finding> {
    let quote = reading.field(Field::Stack, "", "");
    match declared {
        0 => Some(
            Finding::of(rule, quote, format!("No stack is declared. Name 1 to {most} items.")).fix(suggestion(reading)),
        ),
        _ if declared <= most => None,
        _ => {
            let items = count(declared, "item");
            Some(Finding::of(
                rule,
                quote,
                format!("{items}, and a card has room for {most}. Keep the ones this guide is about."),
            ))
        }
    }
}

/// The items the text names most, at most six.
fn suggestion(reading: &Reading<'_>) -> Option<Fix> {
    let mut named: Vec<(usize, &str)> = Vec::new();
    for seen in reading.mentions() {
        let Named::Stack(at) = seen.named else { continue };
        let Some(item) = reading.vocabulary.stack.get(at) else { continue };
        match named.iter_mut().find(|(_, name)| *name == item.name) {
            Some((times, _)) => *times += 1,
            None => named.push((1, &item.name)),
        }
    }
    named.sort_by_key(|(times, _)| std::cmp::Reverse(*times));
    let names: Vec<String> = named.iter().take(6).map(|(_, name)| (*name).to_owned()).collect();
    let fix = Fix::meta(format!("Declare {}", listed(&names)), &reading.draft.meta, |meta| meta.stack = names.clone());
    (!names.is_empty()).then_some(fix)
}

fn unknown(rule: &'static Rule, reading: &Reading<'_>, name: &str) -> Finding {
    let quote = reading.field(Field::Stack, name, "");
    let near = nearest(name, reading.vocabulary.stack.iter().map(|item| item.name.as_str()));
    let message = match near {
        Some(near) => format!("{name} is new here. The library has {near}."),
        None => format!("{name} is new here. Add it to the library, or remove it."),
    };
    let replaced = near.map(|near| replace(reading, format!("Use {near}"), name, near));
    let remove =
        Fix::meta(format!("Remove {name}"), &reading.draft.meta, |meta| meta.stack.retain(|item| item != name));
    Finding::of(rule, quote, message).fix(replaced).fix(remove)
}

fn alias(rule: &'static Rule, reading: &Reading<'_>, name: &str, item: &StackItem) -> Finding {
    let quote = reading.field(Field::Stack, name, "");
    let official = &item.name;
    let fix = replace(reading, format!("Use {official}"), name, official);
    Finding::of(rule, quote, format!("{name} is the library's {official}.")).fix(fix)
}

fn twice(rule: &'static Rule, reading: &Reading<'_>, name: &str, item: &StackItem) -> Finding {
    let quote = reading.field(Field::Stack, name, "");
    let vocabulary = reading.vocabulary;
    let fix = Fix::meta("Keep one", &reading.draft.meta, |meta| {
        let mut kept = false;
        meta.stack.retain(|other| {
            let same = vocabulary.item(other) == Some(item);
            let keep = !same || !kept;
            kept |= same;
            keep
        });
    });
    Finding::of(rule, quote, format!("{} is declared twice.", item.name)).fix(fix)
}

fn replace(reading: &Reading<'_>, label: String, from: &str, to: &str) -> Fix {
    Fix::meta(label, &reading.draft.meta, |meta| {
        meta.stack.iter_mut().filter(|name| *name == from).for_each(|name| *name = to.to_owned());
    })
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::State;
    use crate::bar::testing::{Cases, draft, fixed, run, with};

    const ID: &str = "stack.declared";

    fn declared(names: &[&str]) -> crate::guide::Draft {
        with(|meta| meta.stack = names.iter().map(|name| (*name).to_owned()).collect())
    }

    pub fn cases() -> Cases {
        let mutants: [&[&str]; 11] = [
            &[],
            &["Postgres"],
            &["pg", "Redis"],
            &["Redis", "redis"],
            &["redis"],
            &["Socket.IO"],
            &["PostgreSQL", "pg"],
            &["Cassandra"],
            &["Redis", ""],
            &["Redsi"],
            &["PostgreSQL", "Redis", "NestJS", "React", "Express", "MongoDB", "TypeScript", "Next.js", "Socket.io"],
        ];
        let near: [&[&str]; 10] = [
            &["Redis"],
            &["Redis", "Redis (Pub/Sub)"],
            &["Redis (Pub/Sub)"],
            &["M-Pesa Daraja"],
            &["Next.js", "NestJS"],
            &["Socket.io"],
            &["Express", "React"],
            &["MongoDB", "PostgreSQL"],
            &["TypeScript"],
            &["PostgreSQL", "Redis", "NestJS", "React", "Express", "MongoDB", "TypeScript", "Next.js"],
        ];
        Cases::of(ID).broken(mutants.map(declared)).sound(near.map(declared))
    }

    #[test]
    fn one_click_settles_it() {
        let cases: [(&[&str], &[&str]); 4] = [
            (&["pg", "Redis"], &["PostgreSQL", "Redis"]),
            (&["Redis", "NestJS", "redis"], &["Redis", "NestJS"]),
            (&["Cassandra", "Redis"], &["Redis"]),
            (&["Redsi"], &["Redis"]),
        ];
        for (before, after) in cases {
            let draft = declared(before);
            let fixed = fixed(&draft, &run(ID, &draft));
            assert_eq!(fixed.meta.stack, after);
            assert_eq!(run(ID, &fixed).state, State::Pass);
        }
    }

    #[test]
    fn an_empty_stack_is_read_off_the_text() {
        let mut draft = draft("Redis, NestJS and Redis.");
        draft.meta.stack.clear();
        let outcome = run(ID, &draft);
        assert_eq!(outcome.findings[0].fixes[0].label, "Declare Redis and NestJS");
        assert_eq!(run(ID, &fixed(&draft, &outcome)).state, State::Pass);
    }

    #[test]
    fn says_what_the_library_calls_it() {
        assert_eq!(run(ID, &declared(&["Postgres"])).findings[0].message, "Postgres is the library's PostgreSQL.");
    }
}
