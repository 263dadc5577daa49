//! The index page, in Markdown and in JSON: what the publication's own index shows, newest first.

use serde::Serialize;

use super::Source;
use super::address::{destination, escape_markdown};
use super::places::Places;
use super::selection::Entry;

pub const TITLE: &str = "Guides";
/// What the publication promises its readers.
pub const PROMISE: &str = "Technical deep dives and comparisons from production projects. Each guide meets a high \
bar: 800+ words, measurable outcomes, and internal links to case studies and the tech stack.";
const DRAFT_NOTE: &str = "This is a draft export: not every guide meets the bar yet.";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Index<'a> {
    title: &'a str,
    promise: &'a str,
    draft: bool,
    guides: Vec<Listed<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Listed<'a> {
    title: &'a str,
    summary: &'a str,
    kind: &'a str,
    stack: &'a [String],
    tags: &'a [String],
    date: &'a str,
    read_minutes: u32,
    /// As a card shows it: "10 min read".
    read_time: String,
    slug: &'a str,
    /// Address on the site.
    url: String,
    /// The file, from the index.
    path: String,
}

pub fn read_time(source: &Source<'_>) -> String {
    format!("{} min read", source.read_minutes)
}

/// `index.json`.
pub fn json(entries: &[Entry<'_>], places: &Places, draft: bool) -> Vec<u8> {
    let guides = guides(entries).map(|(at, entry)| listed(at, entry, places)).collect();
    pretty(&Index { title: TITLE, promise: PROMISE, draft, guides })
}

fn guides<'e, 'a>(entries: &'e [Entry<'a>]) -> impl Iterator<Item = (usize, &'e Entry<'a>)> {
    entries.iter().enumerate().filter(|(_, entry)| entry.is_guide())
}

fn listed<'a>(at: usize, entry: &Entry<'a>, places: &Places) -> Listed<'a> {
    let source = entry.source;
    let meta = &source.draft.meta;
    Listed {
        title: &meta.title,
        summary: &meta.summary,
        kind: meta.kind.as_str(),
        stack: &meta.stack,
        tags: &meta.tags,
        date: &meta.date,
        read_minutes: source.read_minutes,
        read_time: read_time(source),
        slug: &meta.slug,
        url: meta.path(),
        path: places.page(at),
    }
}

/// Two spaces, `\n` at the end.
pub fn pretty(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// `index.md`.
pub fn markdown(entries: &[Entry<'_>], places: &Places, draft: bool) -> String {
    let mut out = format!("# {TITLE}\n\n{PROMISE}\n");
    if draft {
        out.push_str(&format!("\n{DRAFT_NOTE}\n"));
    }
    for (at, entry) in guides(entries) {
        out.push_str(&card(entry.source, &destination(&places.page(at), None)));
    }
    out
}

fn card(source: &Source<'_>, address: &str) -> String {
    let meta = &source.draft.meta;
    let stack: Vec<String> = meta.stack.iter().map(|name| escape_markdown(name)).collect();
    let mut out = format!("\n## [{}]({address})\n", escape_markdown(&meta.title));
    for line in [paragraph(&meta.summary), stack.join(" · ")] {
        if !line.is_empty() {
            out.push_str(&format!("\n{line}\n"));
        }
    }
    let date = if meta.date.is_empty() { String::new() } else { format!("{} · ", escape_markdown(&meta.date)) };
    out.push_str(&format!("\n{date}{} · [Read guide]({address})\n", read_time(source)));
    out
}

/// A text that stays a paragraph whatever it begins with.
fn paragraph(text: &str) -> String {
    let escaped = escape_markdown(text);
    match escaped.find(|c: char| !c.is_ascii_digit()) {
        Some(0) if escaped.starts_with(['-', '+', '=', ':']) => format!("\\{escaped}"),
        Some(at) if at > 0 && escaped[at..].starts_with(['.', ')']) => {
            format!("{}\\{}", &escaped[..at], &escaped[at..])
        }
        _ => escaped,
    }
}

/// A page that lists the entries of one section: `stack/index.md`. `None` when there are none.
pub fn section(entries: &[Entry<'_>], places: &Places, section: &str, title: &str) -> Option<String> {
    let mut out = format!("# {title}\n");
    let of_section = |entry: &Entry<'_>| entry.source.draft.meta.kind.section() == section;
    let mut any = false;
    for (at, entry) in entries.iter().enumerate().filter(|(_, entry)| of_section(entry)) {
        let meta = &entry.source.draft.meta;
        let path = places.page(at);
        let below = path.strip_prefix(section).map_or(path.as_str(), |rest| rest.trim_start_matches('/'));
        let lead = if any { "" } else { "\n" };
        let summary =
            if meta.summary.is_empty() { String::new() } else { format!(": {}", escape_markdown(&meta.summary)) };
        out.push_str(&format!("{lead}- [{}]({}){summary}\n", escape_markdown(&meta.title), destination(below, None)));
        any = true;
    }
    any.then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_stay_paragraphs() {
        for (text, expected) in [
            ("- a", "\\- a"),
            ("1. a", "1\\. a"),
            ("12) a", "12\\) a"),
            ("2025 was", "2025 was"),
            ("# a", "\\# a"),
            ("", ""),
        ] {
            assert_eq!(paragraph(text), expected);
        }
    }
}
