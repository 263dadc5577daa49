//! `links.text`: the words of a link say where it leads, and one wording leads to one place.
//!
//! Mail addresses may stand for themselves. Names in code type may be as short as they are.

use std::collections::HashMap;

use crate::bar::verdict::count;
use crate::bar::{Class, Edit, Finding, Fix, Number, Outcome, Reading, Rule, Scope, Setting, Severity, Waive, Words};
use crate::guide::Kind;
use crate::markdown::{Layer, Link};
use crate::text::Span;
use crate::vocabulary::{Page, Resolved, Target};

const MIN: Number = Number::count("links.text.min", 2.0, "characters", "Characters of a link's words at least.");
const MAX: Number = Number::count("links.text.max", 100.0, "characters", "Characters of a link's words at most.");
const EMPTY: Words = Words::new(
    "links.text.words",
    &[
        "here",
        "click here",
        "click",
        "this",
        "link",
        "this link",
        "the link",
        "more",
        "read more",
        "see more",
        "learn more",
        "find out more",
        "details",
        "this page",
        "the page",
        "this article",
        "this guide",
        "this post",
        "see here",
        "source",
        "read this",
    ],
    "Words that say nothing about where a link leads.",
);

pub const RULE: Rule = Rule {
    id: "links.text",
    name: "Link words",
    task: "Give links words of their own",
    why: "Some readers jump from link to link and hear nothing else.",
    version: "1.0.0",
    severity: Severity::Recommended,
    scope: Scope::Everything,
    class: Class::Exact,
    waive: Waive::USUAL,
    settings: &[Setting::Number(&MIN), Setting::Number(&MAX), Setting::Words(&EMPTY)],
    check,
};

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let links: Vec<(&Link, &Resolved<'_>)> = reading.links().filter(|(link, _)| !link.href.trim().is_empty()).collect();
    if links.is_empty() {
        return Outcome::not_applicable(rule);
    }
    let in_code = in_code(reading);
    let mut known: HashMap<String, (String, Span)> = HashMap::new();
    let mut findings = Vec::new();
    for (at, (link, resolved)) in reading.links().enumerate() {
        if link.href.trim().is_empty() || link.href.starts_with("mailto:") {
            continue;
        }
        let code = in_code.get(at) == Some(&true);
        let found =
            empty(rule, reading, link, resolved, code).or_else(|| second(rule, reading, link, resolved, &mut known));
        findings.extend(found);
    }
    let good = links.len() - findings.len();
    Outcome::of(rule, Vec::new(), findings).counting(good, links.len())
}

/// For each link: true when all its words are code.
fn in_code(reading: &Reading<'_>) -> Vec<bool> {
    let mut all = vec![true; reading.document.links.len()];
    for run in reading.document.runs.iter().filter(|run| run.layer != Layer::InlineCode) {
        if let Some(mark) = run.link.and_then(|link| all.get_mut(link)) {
            *mark = false;
        }
    }
    all.iter().zip(&reading.document.links).map(|(code, link)| *code && !link.text.is_empty()).collect()
}

/// As it is looked up: small letters, no marks at the ends.
fn said(link: &Link) -> String {
    let words = link.text.split_whitespace().collect::<Vec<_>>().join(" ");
    words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// Words that tell nothing, an address in place of words, too few or too many.
fn empty(
    rule: &'static Rule,
    reading: &Reading<'_>,
    link: &Link,
    resolved: &Resolved<'_>,
    code: bool,
) -> Option<Finding> {
    let text = link.text.trim();
    let letters = text.chars().count();
    let shown = if text.is_empty() { &link.href } else { text };
    let message = match () {
        () if is_address(link) => format!("{text} is an address. Say what a reader finds there."),
        () if code => return None,
        () if reading.words(&EMPTY).has(&said(link)) => {
            format!("“{text}” tells nothing to someone who jumps from link to link.{}", advice(resolved))
        }
        () if letters < reading.count(&MIN) && text.is_empty() => format!("The link to {shown} has no words."),
        () if letters < reading.count(&MIN) => format!("“{text}” is hard to hit and tells nothing."),
        () if letters > reading.count(&MAX) => {
            format!("{} of link. Which few words name the target?", count(letters, "character"))
        }
        () => return None,
    };
    Some(Finding::of(rule, reading.quote(link.span, ""), message).fix(retitled(reading, link, resolved)))
}

fn is_address(link: &Link) -> bool {
    let text = link.text.trim();
    link.autolink || (!text.contains(char::is_whitespace) && (text.contains("://") || text.starts_with("www.")))
}

fn advice(resolved: &Resolved<'_>) -> String {
    match resolved.target {
        Target::Page(page) => format!(" Use the target's title: “{}”.", title(page)),
        _ => " Name what is there.".into(),
    }
}

fn title(page: &Page) -> String {
    match page.kind {
        Kind::CaseStudy => format!("{} case study", page.title),
        _ => page.title.clone(),
    }
}

/// The target's title in place of the words.
fn retitled(reading: &Reading<'_>, link: &Link, resolved: &Resolved<'_>) -> Option<Fix> {
    let Target::Page(page) = resolved.target else { return None };
    let title = title(page);
    let source = link.span.of(reading.document.source);
    let label = source.strip_prefix('[')?;
    let end = label.rfind("](").or_else(|| label.rfind("]["))?;
    let span = Span::new(link.span.start + 1, link.span.start + 1 + end);
    let edit = Edit { span, insert: title.replace(['[', ']'], "") };
    Some(Fix::edits(format!("Use “{title}”"), vec![edit]))
}

/// The same words led somewhere else before.
fn second(
    rule: &'static Rule,
    reading: &Reading<'_>,
    link: &Link,
    resolved: &Resolved<'_>,
    known: &mut HashMap<String, (String, Span)>,
) -> Option<Finding> {
    let place = place(link, resolved);
    let words = said(link);
    if words.is_empty() {
        return None;
    }
    let (first, _) = known.entry(words).or_insert_with(|| (place.clone(), link.span));
    if *first == place {
        return None;
    }
    let message = format!("“{}” leads to {first} above and to {place} here. Tell them apart.", link.text.trim());
    Some(Finding::of(rule, reading.quote(link.span, ""), message))
}

/// Where a link leads, however it is spelt.
fn place(link: &Link, resolved: &Resolved<'_>) -> String {
    let fragment = resolved.fragment.as_deref().map_or_else(String::new, |fragment| format!("#{fragment}"));
    match &resolved.target {
        Target::Page(page) => format!("{}{fragment}", page.path()),
        Target::Itself => format!("this page{fragment}"),
        Target::Asset(path) | Target::Missing(path) => format!("{path}{fragment}"),
        _ => link.href.trim().trim_end_matches('/').to_owned(),
    }
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::State;
    use crate::bar::testing::{Cases, draft, fixed, on, run, words};

    const ID: &str = "links.text";

    pub fn cases() -> Cases {
        let long = format!("[{}](/stack/redis/)", words(21));
        let almost = format!("[{}](/stack/redis/)", words(20));
        Cases::of(ID)
            .broken([
                "[here](/stack/redis/)",
                "[Click here](/stack/redis/)",
                "[**this page**](/stack/redis/)",
                "[more…](/stack/redis/)",
                "[read\nmore](https://redis.io/)",
                "[a](/stack/redis/)",
                "[](/stack/redis/)",
                "See https://redis.io/docs for more.",
                "<https://redis.io/docs>",
                "[https://redis.io](https://redis.io)",
                "[www.redis.io](https://redis.io)",
                "[Redis](/stack/redis/) and [redis](https://redis.io/)",
                "[the page](/stack/redis/)",
                "<a href=\"/stack/redis/\">here</a>",
                "[here][r]\n\n[r]: /stack/redis/",
                &long,
            ])
            .sound([
                "[Redis](/stack/redis/)",
                "[here be dragons](/stack/redis/)",
                "[this guide's numbers](/stack/redis/)",
                "[`x`](/stack/redis/)",
                "[pg](/stack/postgresql/)",
                "[Redis](/stack/redis/) and [Redis](../stack/redis.md)",
                "[Redis](/stack/redis/) and [Redis Pub/Sub](/stack/redis-pub-sub/)",
                "[docs](https://redis.io/docs) and [docs](https://redis.io/docs/)",
                "Write to <ana@example.org>.",
                "[redis.io](https://redis.io)",
                "[![Redis](images/flow.png)](/stack/redis/)",
                "[the ledger guide](#here)",
                &almost,
            ])
            .sound(["", "No links.", "`[here](/x)`", "[here]()", "A note.[^1]\n\n[^1]: b"])
    }

    #[test]
    fn offers_the_title() {
        let cases = [
            ("See [here](/case-studies/taskforge/).", "See [TaskForge case study](/case-studies/taskforge/)."),
            ("See [*this*](/stack/redis/#impact).", "See [Redis](/stack/redis/#impact)."),
            ("See [here][t].\n\n[t]: /stack/redis/", "See [Redis][t].\n\n[t]: /stack/redis/"),
        ];
        for (before, after) in cases {
            let draft = draft(before);
            let fixed = fixed(&draft, &run(ID, &draft));
            assert_eq!(fixed.body, after);
            assert_eq!(run(ID, &fixed).state, State::Pass);
        }
        let outcome = on(ID, "See [here](/case-studies/taskforge/).");
        assert!(outcome.findings[0].message.ends_with("Use the target's title: “TaskForge case study”."));
    }

    #[test]
    fn two_places_are_named() {
        let outcome = on(ID, "[Redis](/stack/redis/) and [Redis](/stack/redis/#impact)");
        let expected = "“Redis” leads to /stack/redis/ above and to /stack/redis/#impact here. Tell them apart.";
        assert_eq!(outcome.findings[0].message, expected);
        assert_eq!((outcome.measured.as_str(), outcome.threshold.as_str()), ("1", "2"));
    }
}
