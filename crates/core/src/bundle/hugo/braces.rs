//! Hugo runs `{{<` and `{{%` wherever they stand, in code too. Readers shall see them as written.
//!
//! A pair gets Hugo's own escape, `{{</* … */>}}`. Where there is no pair to escape, the passage is
//! shielded: an escape begins in a link definition before it and ends in one behind it; definitions
//! print nothing, and Hugo does not look in between.

use std::ops::Range;

use super::super::edits::Edits;
use super::super::fact::Fact;
use super::super::spots::{Spot, spots};
use super::super::tally::Tally;
use super::Page;
use crate::markdown::Document;

/// Opening marks, and what ends them.
const MARKS: [(&str, &str); 2] = [("{{<", ">}}"), ("{{%", "%}}")];
/// Hugo takes the first of these as the end of the page's summary, in code too. The summary is a field,
/// so none is wanted.
pub const DIVIDER: &str = "<!--more-->";

/// Escapes pairs and shields the rest; answers with the shielded stretches of the source, in which
/// no shortcode may be written.
pub fn shield(page: &Page<'_>, edits: &mut Edits, tally: &mut Tally) -> Vec<Range<usize>> {
    let document = &page.entry.document;
    let source = document.source;
    if !MARKS.iter().any(|(open, _)| source.contains(open)) && !source.contains(DIVIDER) {
        return Vec::new();
    }
    let links = spots(document);
    let id = page.entry.source.id;
    let mut shielded = Vec::new();
    for (region, divider) in regions(document) {
        let pairs = pairs(source, &region).map(|pairs| outside_addresses(pairs, &links));
        match pairs.filter(|pairs| !divider && apart(pairs, &links)) {
            Some(pairs) => {
                tally.note(Fact::BracePair, id, pairs.len(), "");
                for pair in pairs {
                    edits.insert(pair.start + 3, "/*");
                    edits.insert(pair.end - 3, "*/");
                }
            }
            None => {
                if guard(source, &region, shielded.len() + 1, edits) {
                    tally.one(Fact::BraceGuard, id, "");
                    shielded.push(region);
                }
            }
        }
    }
    shielded
}

/// The source from each top-level block to the next, and whether a divider stands in it that is not
/// one.
fn regions(document: &Document<'_>) -> Vec<(Range<usize>, bool)> {
    let source = document.source;
    let starts: Vec<usize> = document.blocks.iter().map(|block| line_start(source, block.span.start)).collect();
    let mut regions = Vec::new();
    for (at, start) in starts.iter().enumerate() {
        let start = if at == 0 { 0 } else { *start };
        let end = starts.get(at + 1).copied().unwrap_or(source.len());
        if start < end {
            let text = &source[start..end];
            regions.push((start..end, text.contains(DIVIDER) && text.trim() != DIVIDER));
        }
    }
    regions
}

fn line_start(source: &str, at: usize) -> usize {
    source.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
}

/// Every pair in a region; `None` when a mark is opened and never ended.
fn pairs(source: &str, region: &Range<usize>) -> Option<Vec<Range<usize>>> {
    let mut found = Vec::new();
    let mut at = region.start;
    while let Some((start, end_mark)) = next_mark(&source[..region.end], at) {
        let end = start + 3 + source[start + 3..region.end].find(end_mark)? + 3;
        found.push(start..end);
        at = end;
    }
    Some(found)
}

/// The next opening mark from `at` on, and what ends it.
fn next_mark(text: &str, at: usize) -> Option<(usize, &'static str)> {
    let found = MARKS.iter().filter_map(|(open, end)| Some((at + text.get(at..)?.find(open)?, *end)));
    found.min_by_key(|(start, _)| *start)
}

/// Without the pairs inside addresses: there they are percent-encoded.
fn outside_addresses(mut pairs: Vec<Range<usize>>, links: &[Spot]) -> Vec<Range<usize>> {
    let inside = |pair: &Range<usize>, address: &Range<usize>| address.start <= pair.start && pair.end <= address.end;
    pairs.retain(|pair| !links.iter().filter_map(Spot::address).any(|address| inside(pair, address)));
    pairs
}

/// True when no link shares bytes with a pair.
fn apart(pairs: &[Range<usize>], links: &[Spot]) -> bool {
    let apart = |pair: &Range<usize>, link: &Range<usize>| link.end <= pair.start || pair.end <= link.start;
    pairs.iter().all(|pair| links.iter().all(|link| apart(pair, &link.whole)))
}

/// Puts a region between two definitions; false when it holds the ends of both escapes itself.
fn guard(source: &str, region: &Range<usize>, number: usize, edits: &mut Edits) -> bool {
    let text = &source[region.clone()];
    let Some((open, end)) = MARKS.into_iter().find(|(_, end)| !text.contains(&format!("*/{end}"))) else {
        return false;
    };
    let before = blank_lines(&source[..region.start]);
    edits.insert(region.start, format!("{before}[shield-{number}]: # \"{open}/*\"\n\n"));
    edits.insert(region.end, format!("{}[shield-{number}-end]: # \"*/{end}\"\n\n", blank_lines(text)));
    true
}

/// What is missing between a text and a blank line behind it.
fn blank_lines(text: &str) -> &'static str {
    match text {
        "" => "",
        text if text.ends_with("\n\n") => "",
        text if text.ends_with('\n') => "\n",
        _ => "\n\n",
    }
}

/// Reads a finished page as Hugo does, and puts a space into every mark that is neither escaped nor
/// a link of ours. Counts them.
pub fn settle(page: &str) -> (String, usize) {
    let mut out = String::with_capacity(page.len());
    let (mut at, mut spaced) = (0, 0);
    while let Some((start, end_mark)) = next_mark(page, at) {
        let rest = &page[start..];
        let length = escaped(rest, end_mark).or_else(|| reference(rest));
        out.push_str(&page[at..start]);
        match length {
            Some(length) => out.push_str(&rest[..length]),
            None => {
                out.push_str("{ {");
                spaced += 1;
            }
        }
        at = start + length.unwrap_or(2);
    }
    out.push_str(&page[at..]);
    (out, spaced)
}

/// Length of `{{</* … */>}}`.
fn escaped(text: &str, end_mark: &str) -> Option<usize> {
    let inside = text[3..].strip_prefix("/*")?;
    Some(5 + inside.find(&format!("*/{end_mark}"))? + 5)
}

/// Length of a link written by `links`.
fn reference(text: &str) -> Option<usize> {
    let path = text.strip_prefix("{{< relref \"/")?;
    let end = path.find('"')?;
    path[end..].starts_with("\" >}}").then_some(text.len() - path.len() + end + 5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_pairs_and_what_has_none() {
        let count = |text: &str| pairs(text, &(0..text.len())).map(|pairs| pairs.len());
        assert_eq!(count("a {{< b >}} c {{% d %}}"), Some(2));
        assert_eq!(count("{{< a {{% b >}} %}}"), Some(1));
        assert_eq!(count("{{< a %}}"), None);
        assert_eq!(count("{{ a }} {{{<>}}"), Some(1));
    }

    #[test]
    fn what_is_left_open_gets_a_space() {
        assert_eq!(settle("a {{< b"), ("a { {< b".to_owned(), 1));
        assert_eq!(settle("{{</* b */>}} {{% c"), ("{{</* b */>}} { {% c".to_owned(), 1));
        let ours = "[x]({{< relref \"/stack/redis#a\" >}})";
        assert_eq!(settle(ours), (ours.to_owned(), 0));
    }

    proptest::proptest! {
        #[test]
        fn nothing_is_open_afterwards(text in "([{}<>%/* a]|\\{\\{<|>\\}\\}|\\{\\{<!--more-->|/\\*|\\*/){0,30}") {
            let (settled, _) = settle(&text);
            proptest::prop_assert_eq!(settle(&settled), (settled.clone(), 0));
        }
    }
}
