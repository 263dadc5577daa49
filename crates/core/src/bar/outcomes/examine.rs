//! What the detector says of a paragraph, remembered with it: a keystroke costs one paragraph.

use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

use super::sums::{Sum, sums};
use crate::bar::Reading;
use crate::bar::method::method;
use crate::bar::outcome_detector::{self, Amount, Hit, Sentence};
use crate::bar::sentences::{folded, sentences};
use crate::markdown::{Flow, Layer};
use crate::text::Span;

/// A sentence with a quantity inside a paragraph.
#[derive(Debug)]
pub struct Examined {
    /// In bytes of the paragraph's flow.
    pub range: Range<usize>,
    /// Its number among all sentences of the paragraph.
    pub number: usize,
    /// White space folded.
    pub sentence: String,
    pub hit: Option<Hit>,
    /// "We", "our" or "us" stands in it.
    pub ours: bool,
    /// Every amount, as written.
    pub amounts: Vec<(String, Amount)>,
    /// What its pairs of values give.
    pub sums: Vec<Sum>,
    /// Where it says how something was measured, in bytes of `sentence`.
    pub how: Option<Range<usize>>,
    /// What makes it the same outcome as another, once asked for.
    pub key: OnceCell<String>,
}

impl Examined {
    /// The claim where there is one, and the sentence, in the source.
    pub fn spans(&self, flow: &Flow<'_>) -> (Span, Span) {
        let start = self.range.start;
        let claim = self.hit.as_ref().map(|hit| start + hit.span.start..start + hit.span.end);
        (flow.span(claim.unwrap_or(self.range.clone())), flow.span(self.range.clone()))
    }
}

/// The sentences with quantities of a paragraph (an index into `Document::paragraphs`); `None` where there are none.
pub fn remembered<'r>(reading: &'r Reading<'_>, at: usize) -> Option<&'r Rc<[Examined]>> {
    let prose = reading.written().get(at)?;
    let examined = prose.examined.get_or_init(|| match prose.words.iter().any(|word| word.code) {
        true => with_code(&reading.document.flow(at)),
        false => examine(&prose.text, &prose.text, prose.sentences.iter().map(|sentence| sentence.range.clone())),
    });
    Some(examined).filter(|examined| !examined.is_empty())
}

/// Code is blotted out of prose, and may be a bare quantity.
fn with_code(flow: &Flow<'_>) -> Rc<[Examined]> {
    let text = without_code(flow);
    examine(&flow.text, &text, sentences(&text).into_iter())
}

fn examine(written: &str, text: &str, sentences: impl Iterator<Item = Range<usize>>) -> Rc<[Examined]> {
    let numbered = sentences.enumerate();
    let examined: Vec<Examined> =
        numbered.filter_map(|(number, range)| examine_sentence(written, text, number, range)).collect();
    if examined.is_empty() { Rc::default() } else { examined.into() }
}

fn examine_sentence(written: &str, text: &str, number: usize, range: Range<usize>) -> Option<Examined> {
    let sentence = &text[range.clone()];
    let read = Sentence::at(sentence)?;
    let mut hit = read.hits().into_iter().next();
    if hit.is_none() && !read.has_quantity() {
        return None;
    }
    let written = written.get(range.clone())?;
    if let Some(hit) = &mut hit {
        // Code was blotted out for the detector; a name may hold it.
        hit.metric = hit.metric_span.map_or_else(String::new, |span| folded(span.of(written)));
    }
    let ours = sentence.split(|c: char| !c.is_alphanumeric());
    let ours = ours.into_iter().any(|word| ["we", "our", "us"].iter().any(|our| our.eq_ignore_ascii_case(word)));
    let written = folded(written);
    let (amounts, how) = (written_amounts(&read), method(&written));
    let sums = if hit.is_some() && amounts.len() > 1 { sums(&read, range.start) } else { Vec::new() };
    let key = OnceCell::new();
    Some(Examined { sentence: written, range, number, hit, ours, amounts, sums, how, key })
}

pub fn written_amounts(sentence: &Sentence<'_>) -> Vec<(String, Amount)> {
    sentence.amounts().into_iter().map(|amount| (amount.span.of(sentence.text).to_owned(), amount)).collect()
}

/// The flow with code that is no quantity blotted out, and line ends as blanks; same length.
fn without_code(flow: &Flow<'_>) -> String {
    let mut text = flow.text.replace('\n', " ");
    for (at, run) in flow.runs.iter().filter(|(_, run)| run.layer == Layer::InlineCode) {
        if !outcome_detector::is_quantity(&run.text) {
            text.replace_range(*at..at + run.text.len(), &"_".repeat(run.text.len()));
        }
    }
    text
}
