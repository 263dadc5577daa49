//! The language a piece of code is most likely written in. An offer, never a verdict.

/// Words that speak for a language, with their weight.
const SIGNS: [(&str, &[(&str, u32)]); 12] = [
    (
        "ts",
        &[
            ("interface ", 2),
            (": string", 3),
            (": number", 3),
            ("import type", 3),
            ("): Promise<", 4),
            ("private readonly", 3),
            ("as const", 2),
            ("@Injectable", 3),
        ],
    ),
    (
        "js",
        &[
            ("const ", 1),
            ("let ", 1),
            ("=> ", 1),
            ("require(", 2),
            ("function ", 1),
            ("console.log", 2),
            ("await ", 1),
            ("import ", 1),
            ("export ", 1),
        ],
    ),
    (
        "python",
        &[
            ("def ", 2),
            ("import ", 1),
            ("self.", 2),
            ("elif ", 3),
            ("print(", 2),
            ("None", 1),
            ("from ", 1),
            ("async def", 3),
        ],
    ),
    (
        "sql",
        &[
            ("SELECT ", 3),
            ("INSERT INTO", 4),
            ("CREATE TABLE", 4),
            ("CREATE INDEX", 4),
            ("UPDATE ", 2),
            ("WHERE ", 2),
            ("ALTER TABLE", 4),
            ("BEGIN;", 2),
            ("select ", 2),
            (" from ", 1),
        ],
    ),
    (
        "bash",
        &[
            ("$ ", 2),
            ("npm ", 2),
            ("docker ", 2),
            ("curl ", 2),
            ("sudo ", 2),
            ("cd ", 1),
            ("export ", 1),
            ("echo ", 1),
            ("git ", 2),
            ("npx ", 2),
        ],
    ),
    ("go", &[("func ", 2), ("package ", 3), (":= ", 2), ("fmt.", 2), ("err != nil", 4)]),
    ("rust", &[("fn ", 2), ("let mut", 3), ("impl ", 3), ("pub ", 2), ("::", 1), ("-> Result", 3)]),
    ("java", &[("public class", 4), ("private final", 3), ("System.out", 3), ("@Override", 3)]),
    ("html", &[("<div", 3), ("</", 2), ("<html", 4), ("<script", 2), ("class=\"", 1)]),
    ("css", &[("{\n  color", 3), ("margin:", 2), ("padding:", 2), ("display:", 2), ("px;", 2)]),
    ("redis", &[("PUBLISH ", 3), ("SUBSCRIBE ", 3), ("HSET ", 3), ("EXPIRE ", 3), ("SETNX ", 3), ("XADD ", 3)]),
    ("http", &[("HTTP/1.1", 4), ("Content-Type:", 3), ("Host: ", 2)]),
];

/// A language for a block that names none.
pub(super) fn guess(code: &str) -> &'static str {
    let text = code.trim();
    if let Some(language) = by_first_line(text) {
        return language;
    }
    if serde_json::from_str::<serde_json::Value>(text).is_ok() && text.starts_with(['{', '[']) {
        return "json";
    }
    let votes = |signs: &[(&str, u32)]| {
        signs.iter().filter(|(sign, _)| text.contains(sign)).map(|(_, weight)| weight).sum::<u32>()
    };
    let best = SIGNS.iter().map(|(language, signs)| (votes(signs), *language)).max_by_key(|(votes, _)| *votes);
    match best {
        Some((2.., language)) => language,
        _ if is_yaml(text) => "yaml",
        _ => "text",
    }
}

/// `#!/bin/sh`, `// server.ts`, `diff --git`, `FROM node:20`.
fn by_first_line(text: &str) -> Option<&'static str> {
    let line = text.lines().next()?;
    let ends = [
        (".ts", "ts"),
        (".tsx", "tsx"),
        (".js", "js"),
        (".py", "python"),
        (".sql", "sql"),
        (".yml", "yaml"),
        (".yaml", "yaml"),
        (".rs", "rust"),
        (".go", "go"),
        (".json", "json"),
        (".sh", "bash"),
        (".prisma", "prisma"),
    ];
    let comment = line.starts_with("//") || line.starts_with('#') || line.starts_with("--");
    match line {
        _ if line.starts_with("#!") && line.contains("python") => Some("python"),
        _ if line.starts_with("#!") && line.contains("node") => Some("js"),
        _ if line.starts_with("#!") => Some("bash"),
        _ if line.starts_with("diff --git") || line.starts_with("--- a/") => Some("diff"),
        _ if line.starts_with("FROM ") => Some("dockerfile"),
        _ if line.starts_with("<?php") => Some("php"),
        _ if line.starts_with("<!DOCTYPE") => Some("html"),
        _ if comment => ends.iter().find(|(end, _)| line.trim_end().ends_with(end)).map(|(_, language)| *language),
        _ => None,
    }
}

fn is_yaml(text: &str) -> bool {
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let pair =
        |line: &str| line.contains(": ") || line.trim_end().ends_with(':') || line.trim_start().starts_with("- ");
    lines().count() > 1 && lines().all(pair)
}
