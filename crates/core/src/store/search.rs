//! Table `search`: full text over titles, summaries and bodies.
//!
//! Search text comes from a person and may hold anything: it is cut into words, each quoted, before
//! FTS5 sees it.

use std::collections::HashMap;

use rusqlite::params;

use super::Tables;
use crate::Result;
use crate::view::Piece;

/// Marks around a hit in a snippet: private-use characters that no keyboard types.
const OPEN: char = '\u{E000}';
const CLOSE: char = '\u{E001}';

/// The text as an FTS5 query: every word must be there, the last one may go on. `None` when it holds
/// no word at all.
pub fn words_of(text: &str) -> Option<String> {
    let words: Vec<String> = text
        .split(|c: char| c.is_whitespace() || c.is_control() || c == '"')
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .map(|word| format!("\"{word}\""))
        .collect();
    if words.is_empty() { None } else { Some(words.join(" ") + "*") }
}

impl Tables<'_> {
    /// Takes an entry's words out; must see row and text as they were put in.
    pub(super) fn unsearch(&self, key: i64) -> Result<()> {
        self.connection
            .prepare_cached(
                "INSERT INTO search (search, rowid, title, summary, body) \
                 SELECT 'delete', key, title, summary, body FROM searched WHERE key = ?1",
            )?
            .execute([key])?;
        Ok(())
    }

    /// Puts an entry's words in.
    pub(super) fn research(&self, key: i64) -> Result<()> {
        self.connection
            .prepare_cached(
                "INSERT INTO search (rowid, title, summary, body) \
                 SELECT key, title, summary, body FROM searched WHERE key = ?1",
            )?
            .execute([key])?;
        Ok(())
    }

    /// The words around the hits in these entries; none for one that only its title matches.
    ///
    /// One question for all of them: FTS5 gathers every place of every word that begins like the last
    /// one before it answers, and would do so again for each entry.
    pub(super) fn snippets(&self, keys: &[i64], words: &str) -> Result<HashMap<i64, Vec<Piece>>> {
        let (Some(first), Some(last)) = (keys.iter().min(), keys.iter().max()) else { return Ok(HashMap::new()) };
        let mut statement = self.connection.prepare_cached(
            "SELECT rowid, snippet(search, 2, ?3, ?4, '…', 24) FROM search \
             WHERE search MATCH ?2 AND rowid BETWEEN ?5 AND ?6 AND +rowid IN (SELECT value FROM json_each(?1))",
        )?;
        let wanted = format!("[{}]", keys.iter().map(i64::to_string).collect::<Vec<_>>().join(","));
        let marks = (OPEN.to_string(), CLOSE.to_string());
        let rows = statement.query_map(params![wanted, words, marks.0, marks.1, first, last], |row| {
            Ok((row.get(0)?, pieces(&row.get::<_, String>(1)?)))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// Cuts a snippet at its marks.
fn pieces(snippet: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut hit = false;
    for part in calm(snippet).split_inclusive([OPEN, CLOSE]) {
        let text = part.trim_end_matches([OPEN, CLOSE]);
        if !text.is_empty() {
            pieces.push(Piece { text: text.to_owned(), hit });
        }
        hit = part.ends_with(OPEN);
    }
    pieces
}

/// One line, without the signs of Markdown and the addresses that say nothing to a reader here. The
/// snippet may begin or end inside an address.
fn calm(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    if let Some(after) = after_tail_of_address(text) {
        out.push('…');
        rest = after;
    }
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '#' | '*' | '`' | '|' | '>' | '[' => {}
            '!' if rest.starts_with('[') => {}
            ']' => rest = after_address(rest),
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out
}

/// What follows `(address)` or `[label]`; all of it when neither stands there.
fn after_address(rest: &str) -> &str {
    let close = match rest.chars().next() {
        Some('(') => ')',
        Some('[') => ']',
        _ => return rest,
    };
    let end = rest.find([close, '…']).unwrap_or(rest.len());
    rest[end..].strip_prefix(close).unwrap_or(&rest[end..])
}

/// What follows an address that began before the snippet.
fn after_tail_of_address(text: &str) -> Option<&str> {
    let (tail, rest) = text.split_once(')')?;
    let inside = tail.contains('/') && !tail.contains(|c: char| c.is_whitespace() || c == '(');
    inside.then(|| rest.trim_start_matches(|c: char| c.is_whitespace() || c.is_ascii_punctuation()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_every_word() {
        assert_eq!(words_of("late call").as_deref(), Some("\"late\" \"call\"*"));
        assert_eq!(words_of("a\"b OR NEAR(").as_deref(), Some("\"a\" \"b\" \"OR\" \"NEAR(\"*"));
        assert_eq!(words_of(" \u{0} -- \"\" "), None);
    }

    #[test]
    fn cuts_a_snippet_into_pieces() {
        let piece = |text: &str, hit| Piece { text: text.into(), hit };
        assert_eq!(
            pieces("…was \u{E000}late\u{E001} and\n`x`"),
            [piece("…was ", false), piece("late", true), piece(" and x", false)]
        );
    }

    #[test]
    fn shows_what_a_reader_sees() {
        let shown = |text: &str| pieces(text).into_iter().map(|piece| piece.text).collect::<String>();
        assert_eq!(
            shown("see [the \u{E000}ledger\u{E001} guide](/guides/\u{E000}ledger\u{E001}/); then"),
            "see the ledger guide; then"
        );
        assert_eq!(shown("…guides/a/). Claims ![a [b] c](x.png) end [tail](/gui…"), "…Claims a b c end tail…");
        assert_eq!(shown("[a][b] (round) [x] f(y)"), "a (round) x f(y)");
        for part in pieces("[\u{E000}a](/\u{E001}b) c") {
            assert!(!part.text.contains([OPEN, CLOSE]));
        }
    }
}
