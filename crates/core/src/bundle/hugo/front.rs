//! Front matter as Hugo wants it: its own names at the top level, everything else under `params`.

use std::fmt::Write as _;

use super::super::tally::{Fact, Tally};
use super::super::yaml::{list, quoted};
use super::Page;

/// The block with its fences and the blank line behind it.
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
    params(page, &mut out, tally);
    out + "---\n\n"
}

fn line(out: &mut String, key: &str, value: &str) {
    let _ = writeln!(out, "{key}: {value}");
}

/// Days with an offset, so that no reader's clock moves them.
fn dates(page: &Page<'_>, out: &mut String, tally: &mut Tally) {
    let meta = &page.entry.source.draft.meta;
    let id = page.entry.source.id;
    for (key, day) in [("date", &meta.date), ("lastmod", &meta.updated)] {
        if day.parse::<jiff::civil::Date>().is_ok_and(|date| date.year() > 0) {
            line(out, key, &format!("{day}T00:00:00Z"));
        } else if !day.is_empty() {
            tally.one(Fact::DateUnreadable, id, day);
        }
    }
    if meta.date.as_str() > page.order.today && meta.date.parse::<jiff::civil::Date>().is_ok() {
        tally.one(Fact::DateAhead, id, &meta.date);
    }
    if page.order.draft {
        tally.one(Fact::MarkedDraft, id, "");
    }
}

fn params(page: &Page<'_>, out: &mut String, tally: &mut Tally) {
    let source = page.entry.source;
    let meta = &source.draft.meta;
    out.push_str("params:\n");
    line(out, "  kind", &quoted(meta.kind.as_str()));
    for (key, texts) in [("stack", &meta.stack), ("caseStudies", &meta.case_studies), ("otherNames", &meta.aliases)] {
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
}

/// A section's list page. Never a draft: other pages refer to it.
pub fn section(title: &str, promise: &str) -> String {
    let mut out = format!("---\ntitle: {}\n", quoted(title));
    if !promise.is_empty() {
        line(&mut out, "description", &quoted(promise));
    }
    out + "---\n"
}
