//! Other people's programs, fetched into `target` only: never part of the project.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::{folders, shell, ui};

/// The last markdownlint-cli2 that runs on Node 20.
const MARKDOWNLINT: &str = "markdownlint-cli2@0.20.0";

/// The markdownlint-cli2 program, installed on first use.
pub fn markdownlint() -> Result<PathBuf> {
    let folder = folders::made("peers");
    let program = folder.join("node_modules/.bin/markdownlint-cli2");
    if !program.exists() {
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("package.json"), "{\"private\":true}")?;
        shell::run(
            ui::npm(&["install", "--no-audit", "--no-fund", "--ignore-scripts", MARKDOWNLINT]).current_dir(&folder),
        )?;
    }
    Ok(program)
}

/// A linter in Rust, the fastest we know of.
const RUMDL: &str = "rumdl==0.3.0";

/// The rumdl program, installed on first use; `None` where there is no pip to fetch it with.
pub fn rumdl() -> Option<PathBuf> {
    let folder = folders::made("peers").join("rumdl");
    let program = folder.join("bin/rumdl");
    if !program.exists() {
        let mut pip = Command::new("python3");
        pip.args(["-m", "pip", "install", "--quiet", "--no-deps", "--target"]).arg(&folder).arg(RUMDL);
        shell::run(&mut pip).ok()?;
    }
    program.exists().then_some(program)
}

/// Number of rules of each peer, as it says itself.
pub fn markdownlint_rules() -> usize {
    let pages = folders::made("peers").join("node_modules/markdownlint/doc");
    let names = fs::read_dir(pages).into_iter().flatten().flatten().map(|entry| entry.file_name());
    names.filter(|name| is_rule(&name.to_string_lossy())).count()
}

/// `md001.md`: there is a page for each rule.
fn is_rule(name: &str) -> bool {
    let digits = name.strip_prefix("md").and_then(|rest| rest.strip_suffix(".md"));
    digits.is_some_and(|digits| digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

pub fn rumdl_rules(program: &Path) -> usize {
    let listed = Command::new(program).arg("rule").output().map(|output| output.stdout).unwrap_or_default();
    let listed = String::from_utf8_lossy(&listed);
    listed.lines().filter(|line| line.trim_start().starts_with("MD")).count()
}

/// `count` files made of the corpus, each in a folder of a hundred. Every copy has a word of its own in most
/// paragraphs: no program may win by meeting a paragraph twice.
pub fn many(count: usize) -> Result<PathBuf> {
    let folder = folders::made(&format!("corpus-{count}-of-their-own"));
    if folder.is_dir() {
        return Ok(folder);
    }
    let mut files = Vec::new();
    below(&corpus()?, &mut files);
    for number in 0..count {
        let from = files.get(number % files.len().max(1)).context("there is no corpus")?;
        let place = folder.join(format!("part-{:03}", number / 100));
        fs::create_dir_all(&place)?;
        let text = String::from_utf8_lossy(&fs::read(from)?).into_owned();
        fs::write(place.join(format!("page-{number}.md")), of_its_own(&text, number))?;
    }
    Ok(folder)
}

/// The text with a word made of the number after every twelfth word of lines of prose and lists.
fn of_its_own(text: &str, number: usize) -> String {
    let digits = [number / 17576, number / 676, number / 26, number];
    let word: String = digits.into_iter().map(|digit| char::from(b'a' + (digit % 26) as u8)).collect();
    let (mut fenced, mut head) = (false, text.starts_with("---\n"));
    let mut lines = Vec::new();
    for (at, line) in text.split('\n').enumerate() {
        fenced ^= line.starts_with("```");
        let prose = line.starts_with(|c: char| c.is_alphabetic() || matches!(c, '*' | '-'));
        let kept = fenced || head || !prose || line.split(' ').count() < 4;
        head &= at == 0 || line != "---";
        lines.push(if kept { line.to_owned() } else { with_word(line, &word) });
    }
    lines.join("\n")
}

fn with_word(line: &str, word: &str) -> String {
    let words = line.split(' ').enumerate();
    let words = words.map(|(at, said)| if at % 12 == 3 { format!("{said} {word}") } else { said.to_owned() });
    words.collect::<Vec<_>>().join(" ")
}

fn below(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            below(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            found.push(path);
        }
    }
}

/// Markdown of real projects when the test data is there, else copies of the sample guides.
pub fn corpus() -> Result<PathBuf> {
    let folder = folders::made("corpus");
    if folder.is_dir() {
        return Ok(folder);
    }
    let data =
        std::env::var_os("HIGHBAR_TEST_DATA").map_or_else(|| folders::root().join("../shared/data"), PathBuf::from);
    let archive = data.join("corpora/hetzner-tutorials.tar.gz");
    fs::create_dir_all(&folder)?;
    if archive.is_file() {
        shell::run(Command::new("tar").arg("-xzf").arg(archive).arg("-C").arg(&folder))?;
    } else {
        println!("no test data at {}: measuring on copies of the sample guides", data.display());
        copies(&folder)?;
    }
    Ok(folder)
}

fn copies(folder: &Path) -> Result<()> {
    let texts = sample_texts()?;
    for number in 0..500 {
        let text = texts.get(number % texts.len().max(1)).context("there are no guides to copy")?;
        fs::write(folder.join(format!("copy-{number}.md")), text)?;
    }
    Ok(())
}

/// `count` guides made of the sample's texts, each with a title and a slug of its own.
pub fn numbered(folder: &Path, count: usize) -> Result<()> {
    let texts = sample_texts()?;
    for number in 0..count {
        let place = folder.join(format!("guide-{number}"));
        fs::create_dir_all(&place)?;
        let text = texts.get(number % texts.len().max(1)).context("there are no guides to copy")?;
        let body = text.splitn(3, "---\n").nth(2).unwrap_or(text);
        let head = format!(
            "---\nkind: deep-dive\ntitle: Guide number {number}\nslug: guide-{number}\nsummary: The guide with the number {number}, for measuring only, as long as a summary is.\ndate: 2026-01-01\nstack: [Redis, PostgreSQL]\n---\n"
        );
        fs::write(place.join("index.md"), format!("{head}{body}"))?;
    }
    Ok(())
}

fn sample_texts() -> Result<Vec<String>> {
    let guides = fs::read_dir(folders::root().join("guides"))?.flatten().map(|entry| entry.path().join("index.md"));
    Ok(guides.filter_map(|path| fs::read_to_string(path).ok()).collect())
}

/// Markdown files below a folder, and their bytes.
pub fn size(folder: &Path) -> (usize, u64) {
    let mut total = (0, 0);
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            let (files, bytes) = size(&path);
            total = (total.0 + files, total.1 + bytes);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            total = (total.0 + 1, total.1 + entry.metadata().map_or(0, |data| data.len()));
        }
    }
    total
}
