//! Hides numbers that are never a quantity: addresses, references, versions, dates, ports, codes, idioms.
//!
//! The masked text has the same bytes in the same places, with `#` for hidden digits, so that spans found
//! in it are spans of the sentence. Looks at one word and its neighbours at a time; decides nothing about claims.

use std::ops::Range;

use super::mask_words::{self, Before};
use super::quantity::is_quantity;
use super::shape::{self, Shape};

/// A stretch without blanks, and its core without the marks around it.
struct Chunk {
    whole: Range<usize>,
    core: Range<usize>,
}

/// The sentence with everything that is no quantity hidden; same length in bytes.
pub(super) fn mask(sentence: &str) -> String {
    walk(sentence, |_, _| {})
}

/// Why the number at a byte of the sentence is no quantity; `None` when nothing hides it.
pub(super) fn reason(sentence: &str, at: usize) -> Option<(Range<usize>, &'static str)> {
    let mut found = None;
    walk(sentence, |range, reason| {
        if range.start <= at && at <= range.end && found.is_none() {
            found = Some((range, reason));
        }
    });
    found
}

fn walk(sentence: &str, mut note: impl FnMut(Range<usize>, &'static str)) -> String {
    let mut text = hide_code(sentence, &mut note);
    hide_idioms(&mut text, &mut note);
    // What follows is about digits alone.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return text;
    }
    let chunks = chunks(&text);
    let mut listed = None;
    for at in 0..chunks.len() {
        let core = &text[chunks[at].core.clone()];
        if core.bytes().any(|byte| byte.is_ascii_digit()) {
            listed = hidden(&text, &chunks, at, listed);
            if let Some(reason) = listed {
                note(chunks[at].core.clone(), reason);
                hide(&mut text, chunks[at].core.clone());
            }
        } else if !matches!(core, "and" | "or" | "to" | "") {
            listed = None;
        }
    }
    text
}

/// Why a chunk is no quantity. `listed`: why the number before it, in the same list, is none.
fn hidden(text: &str, chunks: &[Chunk], at: usize, listed: Option<&'static str>) -> Option<&'static str> {
    let Chunk { whole, core } = &chunks[at];
    let word = &text[core.clone()];
    let near = |at: usize| chunks.get(at).map_or("", |chunk| &text[chunk.core.clone()]);
    let before = at.checked_sub(1).map_or("", near);
    let after = near(at + 1);
    let free = !shape::unit_follows(word, after);
    match shape::of(&text[whole.clone()], word, at == 0) {
        Shape::Name(reason) => return Some(reason),
        Shape::Year if free => return Some("looks like a year"),
        Shape::Number | Shape::Year => {}
    }
    let ends_list =
        at.checked_sub(1).and_then(|at| chunks.get(at)).is_some_and(|chunk| chunk.whole.end > chunk.core.end);
    match mask_words::before(before, word) {
        Before::Month => return Some("looks like a date or a time"),
        Before::Reference(reason) if free && (!ends_list || before.ends_with('.')) => return Some(reason),
        Before::Reference(_) | Before::Nothing => {}
    }
    match () {
        () if mask_words::is_month(after) || mask_words::is_clock(after) => Some("looks like a date or a time"),
        () if free && matches!(before, "and" | "or" | "to") && listed.is_some() => listed,
        () if mask_words::is_certain(word, before, after, near(at + 2)) => Some("is a figure of speech"),
        () if mask_words::is_specification(word, after) => Some("looks like a specification"),
        () => None,
    }
}

fn chunks(text: &str) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    for part in text.split([' ', '\n', '\t', '—']) {
        let start = part.as_ptr() as usize - text.as_ptr() as usize;
        if !part.is_empty() {
            let opened = part.trim_start_matches(['(', '[', '{', '"', '“', '‘', '\'', '*', '`']);
            let core =
                opened.trim_end_matches(['.', ',', ':', ';', '!', '?', ')', ']', '}', '"', '”', '’', '\'', '*', '`']);
            let from = start + part.len() - opened.len();
            chunks.push(Chunk { whole: start..start + part.len(), core: from..from + core.len() });
        }
    }
    chunks
}

/// Inline code says nothing a reader measures, unless it is a bare quantity: `` `1.664s` ``.
fn hide_code(sentence: &str, note: &mut impl FnMut(Range<usize>, &'static str)) -> String {
    let mut text = sentence.to_owned();
    let ticks: Vec<usize> = sentence.match_indices('`').map(|(at, _)| at).collect();
    for pair in ticks.chunks_exact(2) {
        let range = pair[0] + 1..pair[1];
        if !is_quantity(&sentence[range.clone()]) {
            let hidden = "_".repeat(range.len());
            note(range.clone(), "stands in code");
            text.replace_range(range, &hidden);
        }
    }
    text
}

/// Number words that count nothing: "one of", "half an hour", "double-entry".
fn hide_idioms(text: &mut String, note: &mut impl FnMut(Range<usize>, &'static str)) {
    let small = text.to_ascii_lowercase();
    for range in mask_words::idioms(&small) {
        note(range.clone(), "is a figure of speech");
        let hidden = "_".repeat(range.len());
        text.replace_range(range, &hidden);
    }
}

/// Digits become `#`; other letters stay, for they may name the metric. "p95" becomes "p__", a word still.
fn hide(text: &mut String, range: Range<usize>) {
    let part = &text[range.clone()];
    let stands = if part.starts_with(['p', 'P']) && part.len() < 6 { '_' } else { '#' };
    let hidden: String = part.chars().map(|c| if c.is_ascii_digit() { stands } else { c }).collect();
    text.replace_range(range, &hidden);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hides_what_is_no_quantity() {
        for (sentence, masked) in [
            ("See https://x.io/1 now", "See https://x.io/# now"),
            ("host 10.0.0.12 in 10.0.0.0/16", "host ##.#.#.## in ##.#.#.#/##"),
            ("RFC 6455, PR 511", "RFC ####, PR ###"),
            ("v1.2.3 and 8.x", "v#.#.# and #.x"),
            ("Node 20 and PostgreSQL 16.2", "Node ## and PostgreSQL ##.#"),
            ("on 2026-03-12 at 10:30", "on ####-##-## at ##:##"),
            ("12 March 2026", "## March ####"),
            ("March 12, 2026", "March ##, ####"),
            ("port 5432", "port ####"),
            ("returns 409", "returns ###"),
            ("p95 and 99th", "p__ and ##th"),
            ("k8s and sha256", "k#s and sha###"),
            ("64-bit", "##-bit"),
            ("100 % sure", "### % sure"),
        ] {
            assert_eq!(mask(sentence), masked);
        }
    }

    #[test]
    fn leaves_quantities_alone() {
        for sentence in [
            "fell from 1.8 s to 240 ms",
            "a 200 ms pause",
            "saved $310 a month",
            "412 kB → 222 kB",
            "`1.664s`",
            "2,020 users",
            "cost KES 1,240",
            "3x faster",
            "48,211 callbacks",
            "37.5 % less",
            "with 200 users",
        ] {
            assert_eq!(mask(sentence), sentence);
        }
    }
}
