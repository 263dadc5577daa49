//! Front matter as Hugo wants it: its own names at the top level, everything else under `params`.

use std::fmt::Write as _;

use super::super::fact::Fact;
use super::super::tally::Tally;
use super::Page;
use crate::front_matter::{Value, quoted, read, unknown};

/// Names that the bundle itself writes; Hugo does not tell their case apart.
const OURS: [&str; 8] = ["kind", "stack", "casestudies", "othernames", "facetof", "version", "readminutes", "weight"];

/// The block with its fences.
pub fn block(page: &Page<'_>, tally: &mut Tally) -> String {
    let meta = &page.entry.source.draft.meta;
    let mut out = String::from("---\n");
    line(&mut out, "title", &quoted(&meta.title));
    if !meta.summary.is_empty() {
        line(&mut out, "description", &quoted(&meta.summary));
        line(&mut out, "summary", &quoted(&meta.summary));
    }
    let folder = page.places.folder(page.at);
    line(&mut out, "slug", &quoted(folder.rsplit('/').next().unwrap_or_default()));
    dates(page, &mut out, tally);
    line(&mut out, "draft", if page.order.draft { "true" } else { "false" });
    if !meta.tags.is_empty() {
        line(&mut out, "tags", &list(&meta.tags));
    }
    if let Some(weight) = weight(page.entry.source.front_matter) {
        line(&mut out, "weight", &weight);
    }
    params(page, &mut out, tally);
    out + "---\n"
}

/// A page's place in its list, where a file brought one.
fn weight(raw: &str) -> Option<String> {
    unknown(raw).into_iter().find_map(|(key, value)| match value {
        Value::Text(text) if key == "weight" && is_plain(&text) && text.parse::<i64>().is_ok() => Some(text),
        _ => None,
    })
}

fn line(out: &mut String, key: &str, value: &str) {
    let _ = writeln!(out, "{key}: {value}");
}

fn list(texts: &[String]) -> String {
    let quoted: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", quoted.join(", "))
}

/// Days with an offset, so that no reader's clock moves them.
fn dates(page: &Page<'_>, out: &mut String, tally: &mut Tally) {
    let meta = &page.entry.source.draft.meta;
    let id = page.entry.source.id;
    let is_day = |day: &str| day.len() == 10 && day.parse::<jiff::civil::Date>().is_ok_and(|date| date.year() > 0);
    for (key, day) in [("date", &meta.date), ("lastmod", &meta.updated)] {
        if is_day(day) {
            line(out, key, &format!("{day}T00:00:00Z"));
        } else if !day.is_empty() {
            tally.one(Fact::DateUnreadable, id, day);
        }
    }
    if is_day(&meta.date) && meta.date.as_str() > page.order.today {
        tally.one(Fact::DateAhead, id, &meta.date);
    }
    if page.order.draft {
        tally.one(Fact::MarkedDraft, id, "");
    }
}

fn params(page: &Page<'_>, out: &mut String, tally: &mut Tally) {
    let source = page.entry.source;
    let meta = &source.draft.meta;
    let redirects = !meta.aliases.is_empty() && meta.aliases.iter().all(|alias| is_path(alias));
    if redirects {
        line(out, "aliases", &list(&meta.aliases));
    }
    out.push_str("params:\n");
    line(out, "  kind", &quoted(meta.kind.as_str()));
    let names: &[String] = if redirects { &[] } else { &meta.aliases };
    let lists = [
        ("stack", meta.stack.as_slice()),
        ("caseStudies", &meta.case_studies),
        ("subjects", &meta.subjects),
        ("otherNames", names),
    ];
    for (key, texts) in lists {
        if !texts.is_empty() {
            line(out, &format!("  {key}"), &list(texts));
        }
    }
    for (key, text) in [("facetOf", &meta.facet_of), ("version", &meta.version)] {
        if !text.is_empty() {
            line(out, &format!("  {key}"), &quoted(text));
        }
    }
    if page.entry.is_guide() {
        line(out, "  readMinutes", &source.read_minutes.to_string());
        tally.one(Fact::FieldsUnderParams, source.id, "");
    }
    others(page, out, tally);
}

/// `/old/address/`: for a redirect, and staying inside the site.
fn is_path(alias: &str) -> bool {
    alias.starts_with('/') && !alias.contains("..") && alias.chars().all(|c| c.is_alphanumeric() || "/-_.".contains(c))
}

/// Fields that came with a file and mean nothing to the library.
fn others(page: &Page<'_>, out: &mut String, tally: &mut Tally) {
    let raw = page.entry.source.front_matter;
    let kept_as_comments = raw.starts_with("# Kept from the file");
    if !raw.trim().is_empty() && (kept_as_comments || !read(raw).readable) {
        let first = raw.lines().find(|line| !line.starts_with("# Kept")).unwrap_or_default();
        tally.one(Fact::FieldLeftOut, page.entry.source.id, first);
    }
    let mut written: Vec<String> = OURS.iter().map(|key| (*key).to_owned()).collect();
    for (key, value) in unknown(raw) {
        let entries = match value {
            Value::Map(entries) if key == "params" => entries,
            value => vec![(key, value)],
        };
        for (key, value) in entries {
            if !key.is_empty() && !written.contains(&key.to_lowercase()) {
                line(out, &format!("  {}", name(&key)), &flow(&value));
                written.push(key.to_lowercase());
            }
        }
    }
}

/// A value on one line. Numbers and truths stay what they are; all else is text.
fn flow(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Text(text) if is_plain(text) => text.clone(),
        Value::Text(text) => quoted(text),
        Value::List(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| format!("{}: {}", name(key), flow(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

/// A key; quoted unless it is a plain word that means nothing else.
fn name(key: &str) -> String {
    let word = key.len() > 3 && key.chars().all(|c| c.is_ascii_alphabetic() || c == '_');
    let means_more = ["true", "false", "null"].contains(&key.to_lowercase().as_str());
    if word && !means_more { key.to_owned() } else { quoted(key) }
}

fn is_plain(text: &str) -> bool {
    let number = text.len() <= 15 && text.parse::<i64>().is_ok_and(|number| number.to_string() == text);
    number || matches!(text, "true" | "false")
}

/// A section's list page. Never a draft: other pages refer to it.
pub fn section(title: &str, promise: &str) -> String {
    let mut out = format!("---\ntitle: {}\n", quoted(title));
    if !promise.is_empty() {
        line(&mut out, "description", &quoted(promise));
    }
    out + "---\n"
}
