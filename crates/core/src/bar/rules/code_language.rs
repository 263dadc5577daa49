//! `code.language`: every fenced block names a language readers get colours for.
//!
//! Indented code has nowhere to say so and is left alone; `text` is always a valid answer.

use super::code_guess::guess;
use crate::bar::{Class, Finding, Fix, Outcome, Quote, Reading, Rule, Scope, Setting, Severity, Waive, Words};
use crate::markdown::CodeBlock;
use crate::text::Span;

pub const RULE: Rule = Rule {
    id: "code.language",
    name: "Code languages",
    task: "Name the languages of the code",
    why: "Without a language readers get no colours.",
    version: "1.0.0",
    severity: Severity::Recommended,
    scope: Scope::Everything,
    class: Class::Exact,
    waive: Waive::USUAL,
    settings: &[Setting::Words(&LANGUAGES)],
    check,
};

const LANGUAGES: Words = Words::new("code.language.known", &KNOWN, "What a block of code may be called.");

/// What a block may be called, sorted.
const KNOWN: [&str; 124] = [
    "apache",
    "asm",
    "astro",
    "awk",
    "bash",
    "bat",
    "batch",
    "c",
    "c#",
    "c++",
    "caddyfile",
    "clojure",
    "cmake",
    "cmd",
    "console",
    "cpp",
    "cs",
    "csharp",
    "css",
    "csv",
    "cypher",
    "dart",
    "diff",
    "docker",
    "dockerfile",
    "dot",
    "ejs",
    "elixir",
    "elm",
    "env",
    "erb",
    "erlang",
    "fish",
    "fsharp",
    "git",
    "gitignore",
    "go",
    "golang",
    "gradle",
    "graphql",
    "groovy",
    "handlebars",
    "haskell",
    "hbs",
    "hcl",
    "html",
    "http",
    "ini",
    "java",
    "javascript",
    "jinja",
    "jinja2",
    "js",
    "json",
    "json5",
    "jsonc",
    "jsonl",
    "jsx",
    "julia",
    "kotlin",
    "kt",
    "latex",
    "less",
    "log",
    "lua",
    "make",
    "makefile",
    "markdown",
    "mermaid",
    "mdx",
    "md",
    "mjs",
    "nginx",
    "nim",
    "nix",
    "objc",
    "ocaml",
    "patch",
    "perl",
    "php",
    "plaintext",
    "plantuml",
    "powershell",
    "prisma",
    "properties",
    "proto",
    "protobuf",
    "ps1",
    "pug",
    "py",
    "python",
    "r",
    "rb",
    "redis",
    "rego",
    "ruby",
    "rs",
    "rst",
    "rust",
    "sass",
    "scala",
    "scss",
    "sh",
    "shell",
    "sql",
    "svelte",
    "swift",
    "systemd",
    "terraform",
    "text",
    "tf",
    "toml",
    "ts",
    "tsv",
    "tsx",
    "txt",
    "typescript",
    "vb",
    "vim",
    "vue",
    "xml",
    "yaml",
    "yml",
    "zig",
];

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let fenced: Vec<&CodeBlock> = reading.document.code.iter().filter(|code| code.fenced).collect();
    if fenced.is_empty() {
        return Outcome::not_applicable(rule);
    }
    let languages = reading.words(&LANGUAGES);
    let (known, unknown): (Vec<&CodeBlock>, Vec<&CodeBlock>) =
        fenced.iter().partition(|code| languages.has(&code.language));
    let evidence: Vec<Quote> =
        known.iter().map(|code| reading.quote(opening(reading, code), &*code.language)).collect();
    let findings = unknown.iter().map(|code| finding(rule, reading, code)).collect();
    Outcome::of(rule, evidence, findings).counting(known.len(), fenced.len())
}

/// The line of the opening fence.
fn opening(reading: &Reading<'_>, code: &CodeBlock) -> Span {
    let rest = reading.document.source.get(code.info_at..).unwrap_or_default();
    Span::new(code.span.start, code.info_at + rest.find('\n').unwrap_or(rest.len()))
}

fn finding(rule: &'static Rule, reading: &Reading<'_>, code: &CodeBlock) -> Finding {
    let guess = guess(&code.text);
    let line = opening(reading, code);
    let written = Span::new(code.info_at, line.end).of(reading.document.source);
    let start = code.info_at + written.len() - written.trim_start().len();
    let word = written.split_whitespace().next().unwrap_or_default();
    let at = if word.is_empty() { Span::new(code.info_at, code.info_at) } else { Span::new(start, start + word.len()) };
    let message = match word {
        "" => format!("This block has no language. Is it {guess}?"),
        _ => format!("“{word}” is no language known here. Is it {guess}?"),
    };
    let fix = |language: &str| Fix::edit(format!("Mark as {language}"), at, language);
    let plain = (guess != "text").then(|| fix("text"));
    Finding::of(rule, reading.quote(line, ""), message).fix(fix(guess)).fix(plain).confidence(0.6)
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::bar::State;
    use crate::bar::testing::{Cases, draft, fixed, run};

    const ID: &str = "code.language";

    #[test]
    fn the_list_is_sorted_enough_to_read() {
        assert!(KNOWN.iter().all(|language| language.to_lowercase() == **language));
    }

    pub fn cases() -> Cases {
        Cases::of(ID)
            .broken([
                "```\ncode\n```",
                "~~~\ncode\n~~~",
                "```javascrpt\ncode\n```",
                "```ts\na\n```\n\n```\nb\n```",
                "````\ncode\n````",
                "* item\n\n  ```\n  code\n  ```",
                "> ```\n> code\n> ```",
                "``` \ncode\n```",
                "```{.ts}\ncode\n```",
                "```\n```",
                "```unknown title=\"a\"\ncode\n```",
            ])
            .sound([
                "```ts\ncode\n```",
                "```TypeScript\ncode\n```",
                "```text\ncode\n```",
                "```console\n$ ls\n```",
                "~~~sql\ncode\n~~~",
                "```ts title=\"server.ts\"\ncode\n```",
                "``` js\ncode\n```",
                "```mermaid\ngraph\n```",
                "```diff\n- a\n```",
                "* item\n\n  ```bash\n  code\n  ```",
                "    indented",
                "`inline`",
            ])
    }

    #[test]
    fn guesses() {
        let cases = [
            ("#!/usr/bin/env python3\nx", "python"),
            ("#!/bin/sh\nls", "bash"),
            ("// server.ts\nx", "ts"),
            ("{\"a\": [1]}", "json"),
            ("CREATE TABLE entry (id int);", "sql"),
            ("export class A {\n  constructor(private readonly b: string) {}\n}", "ts"),
            ("const a = require('x')", "js"),
            ("$ npm install", "bash"),
            ("services:\n  web:\n    image: redis", "yaml"),
            ("def f(self):\n  return None", "python"),
            ("FROM node:20", "dockerfile"),
            ("HTTP/1.1 200 OK\nContent-Type: text/plain", "http"),
            ("some plain words", "text"),
        ];
        for (code, language) in cases {
            assert_eq!(guess(code), language, "{code}");
        }
    }

    #[test]
    fn writes_the_guess_behind_the_fence() {
        let cases = [
            ("```\nSELECT 1 WHERE true\n```", "```sql\nSELECT 1 WHERE true\n```"),
            ("* a\n\n  ~~~ javascrpt x=1\n  let a = await b\n  ~~~", "* a\n\n  ~~~ js x=1\n  let a = await b\n  ~~~"),
        ];
        for (before, after) in cases {
            let draft = draft(before);
            let fixed = fixed(&draft, &run(ID, &draft));
            assert_eq!(fixed.body, after);
            assert_eq!(run(ID, &fixed).state, State::Pass);
        }
    }
}
