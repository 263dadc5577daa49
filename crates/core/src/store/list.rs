//! A `Query` of the screen → the entries it shows. Bound parameters only; no text becomes SQL.
//!
//! Within one filter any value will do; every filter must agree.

use std::collections::HashMap;

use rusqlite::types::Value;

use super::search::words_of;
use super::{EntryRow, Label, Tables};
use crate::Result;
use crate::view::{Piece, Query, Score, Section, Sort};

/// One entry of a list.
pub struct Found {
    pub row: EntryRow,
    pub score: Score,
    pub snippet: Vec<Piece>,
}

/// Over all that match, before the limit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    pub total: u32,
    /// How many meet the bar.
    pub met: u32,
    pub words: u32,
}

/// Conditions with their values, in step.
#[derive(Default)]
struct Filter {
    sql: String,
    values: Vec<Value>,
}

impl Filter {
    fn and(&mut self, condition: &str, values: impl IntoIterator<Item = String>) {
        self.sql.push_str(if self.sql.is_empty() { " WHERE " } else { " AND " });
        self.sql.push_str(condition);
        self.values.extend(values.into_iter().map(Value::Text));
    }

    fn any(&mut self, before: &str, wanted: &[String], after: &str) {
        if !wanted.is_empty() {
            let marks = vec!["?"; wanted.len()].join(", ");
            self.and(&format!("{before} ({marks}){after}"), wanted.iter().cloned());
        }
    }
}

impl Tables<'_> {
    /// The page of entries a query asks for, and the totals of all that match. `limit` 0 = all.
    pub fn list(&self, query: &Query) -> Result<(Vec<Found>, Totals)> {
        let filter = filter(query);
        let sql = format!(
            "SELECT key, words, ifnull(open + confirm, 1) = 0 FROM entries LEFT JOIN verdicts ON verdicts.entry = key{} ORDER BY {}",
            filter.sql,
            order(query.sort)
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(rusqlite::params_from_iter(filter.values))?;
        let (mut totals, mut page) = (Totals::default(), Vec::new());
        while let Some(row) = rows.next()? {
            if totals.total >= query.offset && (query.limit == 0 || (page.len() as u32) < query.limit) {
                page.push(row.get::<_, i64>(0)?);
            }
            totals.total += 1;
            totals.words = totals.words.saturating_add(row.get(1)?);
            totals.met += u32::from(row.get::<_, bool>(2)?);
        }
        let mut snippets = match words_of(&query.text) {
            Some(words) => self.snippets(&page, &words)?,
            None => HashMap::new(),
        };
        let found = page.into_iter().map(|key| self.found(key, snippets.remove(&key).unwrap_or_default()));
        Ok((found.collect::<Result<_>>()?, totals))
    }

    fn found(&self, key: i64, snippet: Vec<Piece>) -> Result<Found> {
        Ok(Found { row: self.entry_by_key(key)?, score: self.score(key)?, snippet })
    }
}

fn filter(query: &Query) -> Filter {
    let mut filter = Filter::default();
    match query.section {
        Section::Trash => filter.and("trashed_at IS NOT NULL", []),
        Section::Archive => filter.and("trashed_at IS NULL AND archived_at IS NOT NULL", []),
        Section::Guides => filter.and("trashed_at IS NULL AND archived_at IS NULL AND section = 'guides'", []),
        Section::CaseStudies => filter.and("trashed_at IS NULL AND section = 'case-studies'", []),
        Section::Stack => filter.and("trashed_at IS NULL AND section = 'stack'", []),
    }
    let statuses: Vec<String> = query.statuses.iter().map(|status| status.as_str().to_owned()).collect();
    filter.any("status IN", &statuses, "");
    for (what, wanted) in [(Label::Tag, &query.tags), (Label::Stack, &query.stack)] {
        let before = format!("key IN (SELECT entry FROM labels WHERE what = '{}' AND name IN", what.as_str());
        filter.any(&before, wanted, ")");
    }
    filter.any("key IN (SELECT entry FROM open_rules WHERE rule IN", &query.failing, ")");
    text(&mut filter, query.text.trim());
    filter
}

/// Words anywhere, or the text itself inside a title.
fn text(filter: &mut Filter, text: &str) {
    let text = text.replace(char::is_control, " ");
    if text.is_empty() {
        return;
    }
    let like = format!("%{}%", text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"));
    match words_of(&text) {
        Some(words) => filter
            .and("(key IN (SELECT rowid FROM search WHERE search MATCH ?) OR title LIKE ? ESCAPE '\\')", [words, like]),
        None => filter.and("title LIKE ? ESCAPE '\\'", [like]),
    }
}

fn order(sort: Sort) -> &'static str {
    match sort {
        Sort::Newest => "date DESC, saved_at DESC, key DESC",
        Sort::Saved => "saved_at DESC, key DESC",
        Sort::Title => "title COLLATE NOCASE, key",
        Sort::Nearest => "ifnull(open + confirm, 1000), saved_at DESC, key DESC",
        Sort::Words => "words DESC, key DESC",
    }
}
