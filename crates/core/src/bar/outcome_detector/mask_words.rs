//! The words beside a number that make it no quantity: "RFC", "port", "March", "Node"; and idioms in words.

use std::ops::Range;
use std::sync::LazyLock;

use super::scan::{Scan, Words, begins_word};
use crate::bar::months;

/// What the word before a number makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// A reference or a version, unless a unit follows; and which.
    Reference(&'static str),
    Month,
    Nothing,
}

const REFERENCES: &[&str] = &[
    "rfc",
    "cve",
    "iso",
    "iec",
    "ieee",
    "pep",
    "gep",
    "kep",
    "bcp",
    "adr",
    "wcag",
    "gh",
    "pr",
    "request",
    "issue",
    "ticket",
    "section",
    "sec",
    "table",
    "tab",
    "figure",
    "fig",
    "step",
    "chapter",
    "part",
    "appendix",
    "listing",
    "line",
    "lines",
    "lesson",
    "phase",
    "tier",
    "level",
    "layer",
    "page",
    "rule",
    "item",
    "option",
    "example",
    "exercise",
    "case",
    "type",
    "scenario",
    "stage",
    "server",
    "node",
    "question",
    "note",
    "experiment",
    "run",
    "round",
    "sprint",
    "week",
    "day",
    "milestone",
    "oauth",
    "http",
    "tls",
    "ssl",
    "edition",
    "editions",
    "version",
    "versions",
    "release",
    "releases",
    "branch",
    "lts",
    "beta",
    "alpha",
    "rc",
    "port",
    "ports",
    "status",
    "statuses",
    "code",
    "codes",
    "exit",
    "utc",
    "es",
];
const VERSIONED: &[&str] = &["version", "versions", "release", "releases", "edition", "editions", "tls", "ssl", "http"];
const PRODUCTS: &[&str] = &[
    "java",
    "jdk",
    "php",
    "ios",
    "android",
    "chrome",
    "firefox",
    "safari",
    "edge",
    "windows",
    "macos",
    "v8",
    "speedometer",
    "jetstream",
    "octane",
    "python",
    "rust",
    "redis",
    "postgres",
    "postgresql",
    "mysql",
    "mariadb",
    "mongodb",
    "next.js",
    "node.js",
    "react",
    "vue",
    "angular",
    "svelte",
    "nestjs",
    "nest",
    "express",
    "django",
    "rails",
    "laravel",
    "kubernetes",
    "debian",
    "ubuntu",
    "fedora",
    "alpine",
    "typescript",
    "webpack",
    "vite",
    "prisma",
    "tailwind",
    "fastify",
    "vitess",
    "jekyll",
    "rouge",
    "mkdocs",
    "linkerd",
    "sass",
    "bootstrap",
    "astro",
    "nuxt",
    "unicode",
    "rev",
    "revision",
    "generation",
    "gen",
    "etcd",
    "kramdown",
    "nginx",
    "rustc",
    "npm",
    "grpc",
];
const CODES: &[&str] = &[
    "200", "201", "202", "204", "206", "301", "302", "304", "307", "308", "400", "401", "403", "404", "405", "409",
    "410", "412", "413", "415", "418", "422", "425", "429", "451", "500", "501", "502", "503", "504", "511",
];
const ANSWERS: &[&str] = &[
    "return",
    "returns",
    "returned",
    "returning",
    "a",
    "an",
    "error",
    "errors",
    "response",
    "responses",
    "responded",
    "answer",
    "answers",
    "answered",
];
const CERTAIN: &[&str] = &[
    "sure",
    "certain",
    "confident",
    "convinced",
    "agree",
    "compatible",
    "correct",
    "pure",
    "safe",
    "backwards",
    "backward",
    "fool",
    "compliance",
    "clear",
    "happy",
    "accurate",
    "secure",
    "reliable",
    "on",
];
const SPECIFIED: &[&str] = &["bit", "bits", "vcpu", "vcpus", "core", "cores", "px", "rem", "em", "dpi", "fps"];

fn is_one_of(words: &[&str], word: &str) -> bool {
    word.len() < 20 && words.iter().any(|other| other.eq_ignore_ascii_case(word))
}

pub(super) fn before(before: &str, number: &str) -> Before {
    let decimal = number.trim_end_matches('+').split_once('.').is_some_and(|(a, b)| {
        a.len() <= 3 && [a, b].iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
    });
    let named = decimal && before.starts_with(|c: char| c.is_ascii_uppercase());
    let code = is_one_of(CODES, number.trim_end_matches('s')) && is_one_of(ANSWERS, before);
    match () {
        () if is_month(before) => Before::Month,
        () if code || is_one_of(&["status", "statuses", "code", "codes", "exit"], before) => {
            Before::Reference("looks like a status code")
        }
        () if is_one_of(&["port", "ports"], before) => Before::Reference("looks like a port"),
        () if named || is_one_of(PRODUCTS, before) || is_one_of(VERSIONED, before) => {
            Before::Reference("looks like a version")
        }
        () if is_one_of(REFERENCES, before) => Before::Reference("looks like a reference"),
        () => Before::Nothing,
    }
}

/// Months are written with a capital, so "may" and "march" stay verbs.
pub(super) fn is_month(word: &str) -> bool {
    let name = word.trim_end_matches('.');
    let is_named = is_one_of(&months::LONG, name) || is_one_of(&months::SHORT, name);
    is_named && word.starts_with(|c: char| c.is_ascii_uppercase())
}

/// "9 AM", "8 a.m".
pub(super) fn is_clock(word: &str) -> bool {
    is_one_of(&["am", "pm", "a.m", "p.m"], word)
}

/// "100 % sure", "100% compatible".
pub(super) fn is_certain(number: &str, _before: &str, after: &str, next: &str) -> bool {
    match number {
        "100%" => is_one_of(CERTAIN, after),
        "100" => after == "%" && is_one_of(CERTAIN, next),
        _ => false,
    }
}

/// "64 bit", "2 vCPU".
pub(super) fn is_specification(number: &str, after: &str) -> bool {
    let plain = number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    plain && is_one_of(SPECIFIED, after)
}

/// Phrases of number words that count nothing.
static IDIOMS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(&[
        "half an hour",
        "half way",
        "halfway",
        "half the battle",
        "half the story",
        "half the fun",
        "half the truth",
        "half the work",
        "nine times out of ten",
        "one of",
        "no one",
        "two cents",
        "one by one",
        "in one go",
        "zero sum",
        "zero trust",
        "double check",
        "double click",
        "one off",
        "one to one",
        "one time",
        "one size",
        "twice daily",
        "twice a day",
        "twice a week",
        "twice a month",
        "twice a year",
        "think twice",
    ])
});

/// First and second parts of compounds that count nothing: "two-phase", "zero-config", "double-entry".
static FIRSTS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(&[
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "zero", "double", "half", "no",
    ])
});
const SECONDS: &[&str] = &[
    "way",
    "phase",
    "factor",
    "step",
    "tier",
    "tiered",
    "sided",
    "click",
    "off",
    "time",
    "size",
    "to",
    "node",
    "member",
    "layer",
    "line",
    "column",
    "character",
    "digit",
    "day",
    "week",
    "month",
    "year",
    "person",
    "part",
    "page",
    "hour",
    "minute",
    "second",
    "stage",
    "replica",
    "pod",
    "broker",
    "shard",
    "config",
    "configuration",
    "knowledge",
    "cost",
    "copy",
    "trust",
    "based",
    "effort",
    "indexed",
    "downtime",
    "sum",
    "entry",
    "check",
    "checked",
    "checking",
    "clicked",
    "quote",
    "quotes",
    "quoted",
    "precision",
    "buffering",
    "dash",
    "open",
    "life",
    "hearted",
    "closed",
    "duplex",
    "one",
    "op",
];

/// Where idioms stand in a sentence in small letters, in order, disjoint.
pub(super) fn idioms(small: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut rest = 0;
    for (at, byte) in small.bytes().enumerate() {
        if at < rest || !byte.is_ascii_lowercase() || !begins_word(small, at) {
            continue;
        }
        let mut scan = Scan::new(small, at);
        if scan.eat_word(IDIOMS.of_start(scan.rest())) || scan.try_to(compound) {
            found.push(at..scan.at);
            rest = scan.at;
        }
    }
    found
}

fn compound(scan: &mut Scan<'_>) -> bool {
    scan.eat_word(FIRSTS.of_start(scan.rest())) && scan.eat("-") && eat_plural(scan)
}

fn eat_plural(scan: &mut Scan<'_>) -> bool {
    let word = scan.rest().bytes().take_while(u8::is_ascii_alphabetic).count();
    let second = scan.rest()[..word].trim_end_matches('s');
    let known = SECONDS.contains(&second) || SECONDS.contains(&&scan.rest()[..word]);
    scan.at += word;
    known
}
