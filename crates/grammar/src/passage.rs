//! A paragraph as Harper reads it: characters, and which of them are prose.
//!
//! Code, addresses, quotations and identifiers are no prose; they keep their places, so that every offset leads back
//! to the source. Finds no slips.

use std::ops::Range;

use harper_core::parsers::{Parser, PlainEnglish};
use harper_core::{Span as Chars, Token, TokenKind};
use highbar_core::markdown::{Document, Flow, Layer, Paragraph, Run};
use highbar_core::text::Span;

/// A longer paragraph is no prose, whatever it is; in characters.
const LONGEST: usize = 20_000;

/// One paragraph.
pub struct Passage<'d> {
    flow: Flow<'d>,
    /// The text; a line break in the source is a space here.
    pub chars: Vec<char>,
    /// Byte in the flow's text of each character, and of the end.
    bytes: Vec<usize>,
    /// What is no prose: ranges of characters, ascending and disjoint.
    pub masked: Vec<Range<usize>>,
    /// A heading or a cell: not a sentence, so only its words are looked at.
    pub fragment: bool,
    /// A cell: a capital at its start says nothing.
    pub cell: bool,
}

impl<'d> Passage<'d> {
    /// A paragraph of a document; `None` when nothing of it is prose.
    pub fn of(document: &'d Document<'_>, index: usize) -> Option<Self> {
        let paragraph = document.paragraphs.get(index)?;
        let flow = document.flow(index);
        let chars: Vec<char> = flow.text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
        let bytes: Vec<usize> = flow.text.char_indices().map(|(at, _)| at).chain([flow.text.len()]).collect();
        let masked = masked(&chars, &foreign(document, paragraph, &flow, &bytes));
        let prose: usize = chars.len() - masked.iter().map(Range::len).sum::<usize>();
        let (cell, heading) = (paragraph.layer == Layer::Cell, paragraph.layer == Layer::Heading);
        (prose > 1 && chars.len() <= LONGEST).then_some(Self {
            flow,
            chars,
            bytes,
            masked,
            fragment: cell || heading,
            cell,
        })
    }

    /// Source of a range of characters.
    pub fn span(&self, range: Range<usize>) -> Span {
        self.flow.span(self.byte(range.start)..self.byte(range.end))
    }

    /// The text of a range of characters, as a reader sees it.
    pub fn text(&self, range: Range<usize>) -> &str {
        self.flow.text.get(self.byte(range.start)..self.byte(range.end)).unwrap_or_default()
    }

    fn byte(&self, at: usize) -> usize {
        self.bytes.get(at).copied().unwrap_or(self.flow.text.len())
    }
}

impl Parser for Passage<'_> {
    /// Tokens of the prose; what is masked is one token that no rule looks at.
    fn parse(&self, source: &[char]) -> Vec<Token> {
        let mut tokens = Vec::new();
        let mut from = 0;
        for mask in self.masked.iter().filter(|mask| mask.end <= source.len()) {
            prose(source, from..mask.start, &mut tokens);
            tokens.push(Token::new(Chars::new(mask.start, mask.end), TokenKind::Unlintable));
            from = mask.end;
        }
        prose(source, from..source.len(), &mut tokens);
        tokens
    }
}

fn prose(source: &[char], range: Range<usize>, tokens: &mut Vec<Token>) {
    let Some(piece) = source.get(range.clone()).filter(|piece| !piece.is_empty()) else { return };
    for mut token in PlainEnglish.parse(piece) {
        token.span.push_by(range.start);
        tokens.push(token);
    }
}

/// Runs that are not the writer's prose, in characters.
fn foreign(document: &Document<'_>, paragraph: &Paragraph, flow: &Flow<'_>, bytes: &[usize]) -> Vec<Range<usize>> {
    let address = |run: &Run<'_>| run.link.and_then(|at| document.links.get(at)).is_some_and(|link| link.autolink);
    let own = |run: &Run<'_>| run.layer == paragraph.layer && !run.quoted && !address(run);
    let at = |byte: usize| bytes.partition_point(|start| *start < byte);
    let others = flow.runs.iter().filter(|(_, run)| !own(run));
    others.map(|(start, run)| at(*start)..at(start + run.text.len())).collect()
}

/// Masks with the words that touch them and with everything that looks like an identifier.
fn masked(chars: &[char], foreign: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut hidden = vec![false; chars.len()];
    for range in foreign {
        let before = chars[..range.start].iter().rev().take_while(|c| c.is_alphanumeric()).count();
        let after = chars[range.end..].iter().take_while(|c| c.is_alphanumeric()).count();
        hidden[range.start - before..range.end + after].fill(true);
    }
    for piece in pieces(chars).filter(|piece| is_identifier(&chars[piece.clone()])) {
        hidden[piece].fill(true);
    }
    ranges(&hidden)
}

/// Stretches between white space, without the punctuation around them.
fn pieces(chars: &[char]) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    chars.split(|c| *c == ' ').filter_map(move |piece| {
        let start = at;
        at += piece.len() + 1;
        let kept = |c: &char| c.is_alphanumeric() || matches!(c, '@' | '#' | '$' | '_' | '/' | '~' | '%' | '&');
        let first = piece.iter().position(kept)?;
        let last = piece.iter().rposition(kept)?;
        Some(start + first..start + last + 1)
    })
}

/// `camelCase`, `snake_case`, `a.b`, `a/b`, `x1`, `@name`, `--flag`: named by a machine, spelled by nobody's rules.
fn is_identifier(piece: &[char]) -> bool {
    let odd = |c: &char| {
        matches!(
            c,
            '_' | '/' | '\\' | '@' | '#' | '$' | '~' | '=' | '<' | '>' | '{' | '}' | '|' | '+' | '*' | '&' | '%' | '^'
        )
    };
    let dotted = piece
        .windows(3)
        .any(|three| matches!(three[1], '.' | ':') && three[0].is_alphanumeric() && three[2].is_alphanumeric());
    let humped = piece.windows(2).any(|two| two[0].is_lowercase() && two[1].is_uppercase());
    dotted || humped || piece.iter().any(|c| odd(c) || c.is_numeric())
}

fn ranges(hidden: &[bool]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in hidden.iter().enumerate().filter(|(_, hidden)| **hidden) {
        match found.last_mut().filter(|last| last.end == at) {
            Some(last) => last.end = at + 1,
            None => found.push(at..at + 1),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// The prose of each paragraph; what is masked is a dot.
    fn read(source: &str) -> Vec<String> {
        let document = Document::parse(source);
        let passages = (0..document.paragraphs.len()).filter_map(|at| Passage::of(&document, at));
        let shown = |passage: Passage<'_>| {
            let dotted = passage
                .chars
                .iter()
                .enumerate()
                .map(|(at, c)| if passage.masked.iter().any(|mask| mask.contains(&at)) { '·' } else { *c });
            dotted.collect::<String>()
        };
        passages.map(shown).collect()
    }

    #[test]
    fn code_addresses_and_identifiers_are_no_prose() {
        assert_eq!(read("Call `get_it()` now."), ["Call ········ now."]);
        assert_eq!(read("Many `Map`s grow."), ["Many ···· grow."]);
        assert_eq!(read("See <https://a.example/b> there."), ["See ··················· there."]);
        assert_eq!(
            read("The camelCase of socket.id, snake_case and p95."),
            ["The ········· of ·········, ·········· and ···."]
        );
        assert_eq!(read("Written by @ana (see #12)."), ["Written by ···· (see ···)."]);
        assert_eq!(read("Ends here. Then on, and (so) on."), ["Ends here. Then on, and (so) on."]);
    }

    #[test]
    fn only_text_that_is_the_writers_own_is_read() {
        assert_eq!(
            read("---\n\n```\nteh code\n```\n\n<!-- teh note -->\n\n![teh picture](x.png)\n"),
            Vec::<String>::new()
        );
        assert_eq!(read("> teh quoted words\n"), Vec::<String>::new());
        assert_eq!(
            read("# A head\n\n| Step | `cell` x |\n|--|--|\n| one | two |\n"),
            ["A head", "Step", "···· x", "one", "two"].map(String::from)
        );
        assert_eq!(read("[the words](/teh/target/) of *a* link"), ["the words of a link"]);
    }

    #[test]
    fn places_lead_back_to_the_source() {
        let source = "é🧰 **bo**ld\n&amp; `x` teh";
        let document = Document::parse(source);
        let passage = Passage::of(&document, 0).unwrap();
        let place = |word: &str| {
            let word: Vec<char> = word.chars().collect();
            let at = passage.chars.windows(word.len()).position(|there| there == word).unwrap();
            (passage.span(at..at + word.len()).of(source), passage.text(at..at + word.len()))
        };
        assert_eq!(place("teh"), ("teh", "teh"));
        assert_eq!(place("bold"), ("bo**ld", "bold"));
        assert_eq!(place("é🧰"), ("é🧰", "é🧰"));
    }
}
