//! What the code of a guide imports, as items of the library.
//!
//! Reads lines that import in JavaScript, TypeScript and Python; parses no language. Blocks are read once and
//! remembered.

use std::cell::RefCell;
use std::rc::Rc;

use super::Reading;
use super::memory::{Memory, hash};
use crate::text::Span;
use crate::vocabulary::{StackItem, Vocabulary};

/// Packages that are called otherwise than what they are for.
const PACKAGES: [(&str, &str); 10] = [
    ("ioredis", "Redis"),
    ("mongoose", "MongoDB"),
    ("pymongo", "MongoDB"),
    ("psycopg", "PostgreSQL"),
    ("psycopg2", "PostgreSQL"),
    ("asyncpg", "PostgreSQL"),
    ("postgres", "PostgreSQL"),
    ("ws", "WebSockets"),
    ("socket.io-client", "Socket.io"),
    ("rest_framework", "Django"),
];

thread_local! {
    static MEMORY: RefCell<Memory<Rc<[String]>>> = RefCell::default();
}

/// Positions in `Vocabulary::stack` with the block that imports each, in reading order.
pub(super) fn find(reading: &Reading<'_>) -> Vec<(usize, Span)> {
    let mut found: Vec<(usize, Span)> = Vec::new();
    for block in &reading.document.code {
        for package in remembered(&block.text).iter() {
            let Some(item) = item(reading.vocabulary, package) else { continue };
            let at = reading.vocabulary.stack.iter().position(|other| std::ptr::eq(other, item));
            found.extend(at.map(|at| (at, block.span)));
        }
    }
    found
}

fn remembered(code: &str) -> Rc<[String]> {
    MEMORY.with_borrow_mut(|memory| memory.or(|| hash(code.as_bytes()), || packages(code).into()))
}

/// Packages a block imports; files beside it are none.
fn packages(code: &str) -> Vec<String> {
    let modules = code.lines().map(str::trim).filter(|line| !is_remark(line)).flat_map(modules);
    modules.filter_map(|module| package(&module)).collect()
}

fn is_remark(line: &str) -> bool {
    ["//", "#", "*", "/*", "--"].iter().any(|mark| line.starts_with(mark))
}

fn modules(line: &str) -> Vec<String> {
    let called = ["require(", "import("].iter().filter_map(|call| line.split_once(call)).map(|(_, rest)| rest);
    let mut found: Vec<String> = called.filter_map(quoted).collect();
    let says = ["import ", "export ", "from ", "} from"].iter().any(|word| line.starts_with(word));
    if says {
        let source = line.rsplit_once("from ").map_or(line, |(_, source)| source);
        match quoted(source) {
            Some(module) => found.push(module),
            None => found.extend(python(line)),
        }
    }
    found
}

/// The first text in quotes.
fn quoted(text: &str) -> Option<String> {
    let start = text.find(['"', '\''])?;
    let quote = text[start..].chars().next()?;
    text[start + 1..].split_once(quote).map(|(inside, _)| inside.to_owned())
}

/// `import a, b as c` and `from a.b import c`.
fn python(line: &str) -> Vec<String> {
    if let Some(rest) = line.strip_prefix("from ") {
        return rest.split_whitespace().take(1).map(str::to_owned).collect();
    }
    let Some(rest) = line.strip_prefix("import ") else { return Vec::new() };
    rest.split(',').filter_map(|name| name.split_whitespace().next()).map(str::to_owned).collect()
}

/// `@nestjs/common` → `nestjs`, `next/router` → `next`, `django.db` → `django`, `node:fs` → `node`.
fn package(module: &str) -> Option<String> {
    let module = module.trim();
    if module.starts_with(['.', '/']) {
        return None;
    }
    let first = module.trim_start_matches('@').split(['/', ':']).next()?;
    (!first.is_empty()).then(|| first.to_lowercase())
}

fn item<'v>(vocabulary: &'v Vocabulary, package: &str) -> Option<&'v StackItem> {
    let other = PACKAGES.iter().find(|(name, _)| *name == package).and_then(|(_, item)| vocabulary.item(item));
    let known = || vocabulary.item(package).or_else(|| vocabulary.item(&format!("{package}.js")));
    let module = || package.split_once('.').and_then(|(first, _)| vocabulary.item(first));
    other.or_else(known).or_else(module)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_lines_that_import() {
        let cases = [
            ("import { Module } from \"@nestjs/common\";", "nestjs"),
            ("import \"reflect-metadata\";", "reflect-metadata"),
            ("const io = require('socket.io')(3000);", "socket.io"),
            ("const a = await import(\"next/router\");", "next"),
            ("} from 'bullmq';", "bullmq"),
            ("export * from \"react\"", "react"),
            ("import { readFile } from \"node:fs/promises\";", "node"),
            ("from django.db import models", "django.db"),
            ("import fastapi as f, redis", "fastapi redis"),
            ("import a from \"./b\";", ""),
            ("// import a from \"b\"", ""),
            ("const important = \"import\";", ""),
            ("message from \"nobody\"", ""),
        ];
        for (line, expected) in cases {
            assert_eq!(packages(line).join(" "), expected, "{line}");
        }
    }

    #[test]
    fn packages_are_items() {
        let vocabulary = crate::vocabulary::sample();
        let cases =
            [("ioredis", "Redis"), ("next", "Next.js"), ("pg", "PostgreSQL"), ("express", "Express"), ("left-pad", "")];
        for (package, expected) in cases {
            assert_eq!(item(&vocabulary, package).map_or("", |item| item.name.as_str()), expected);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_code_is_read(code in "(import|from|require\\(|[\"'@./ \n{}a-zé]){0,40}") {
            packages(&code);
        }
    }
}
