//! What stands around the front matter and the text of a file: the mark at its head, the fences, the blank lines
//! before the text, the line ends. Kept on the way in, so that a page comes out as it was.
//!
//! Knows nothing of YAML or Markdown: whoever cuts a file hands over the pieces.

use serde::{Deserialize, Serialize};

use super::{LineEnding, restore};

/// The fences and the gap of pages that were made here.
const FENCE: &str = "---\n";
const BLANK: &str = "\n";

/// Everything of a file that is neither front matter nor text, line ends plain. As it is made, it is that of a
/// page that never came from a file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Frame {
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub bom: bool,
    #[serde(skip_serializing_if = "LineEnding::is_plain")]
    pub line_ending: LineEnding,
    /// `None` for a page that never came from a file: it always gets a block.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fences: Option<Fences>,
    /// The blank lines before the text; `None` where the file could not say: one below a block.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gap: Option<String>,
}

/// The lines around front matter, as they were written. Both empty: the file had no front matter.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Fences(pub String, pub String);

impl Frame {
    /// The file came without front matter.
    pub fn is_bare(&self) -> bool {
        self.fences.as_ref().is_some_and(|fences| fences.1.is_empty())
    }

    /// Front matter and text in this frame; blank lines at the start of the text give way to the gap.
    /// `None` is no block at all.
    pub fn around(&self, block: Option<&str>, text: &str) -> String {
        let text = &text[blank_start(text)..];
        let mut out = String::with_capacity(block.map_or(0, str::len) + text.len() + 16);
        if let Some(block) = block {
            let (opening, closing) = self.fences();
            [opening, block, closing].into_iter().for_each(|part| append(&mut out, part));
        }
        append(&mut out, self.gap(block.is_some() && !text.is_empty()));
        append(&mut out, text);
        out
    }

    /// The bytes of a file.
    pub fn bytes(&self, whole: &str) -> Vec<u8> {
        restore(whole, self.bom, self.line_ending)
    }

    fn fences(&self) -> (&str, &str) {
        match &self.fences {
            Some(Fences(opening, closing)) if !closing.is_empty() => (opening, closing),
            _ => (FENCE, FENCE),
        }
    }

    fn gap(&self, parts_something: bool) -> &str {
        match &self.gap {
            Some(gap) => gap,
            None if parts_something => BLANK,
            None => "",
        }
    }
}

/// Each part starts on a line of its own, also where a file ended without a line end.
fn append(out: &mut String, part: &str) {
    if !part.is_empty() && !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    out.push_str(part);
}

/// Bytes of the blank lines at the start: they part the block from the text and belong to neither.
pub fn blank_start(text: &str) -> usize {
    text.split_inclusive('\n').take_while(|line| line.trim().is_empty()).map(str::len).sum()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn framed(opening: &str, closing: &str, gap: &str) -> Frame {
        Frame { fences: Some(Fences(opening.into(), closing.into())), gap: Some(gap.into()), ..Frame::default() }
    }

    #[test]
    fn a_page_made_here_has_one_blank_line() {
        let made = Frame::default();
        for text in ["Text\n", "\nText\n", "\n \n\nText\n"] {
            assert_eq!(made.around(Some("a: 1\n"), text), "---\na: 1\n---\n\nText\n");
        }
        assert_eq!(made.around(Some(""), "    code"), "---\n---\n\n    code");
        assert_eq!(
            (made.around(Some(""), "\n\n"), made.around(Some(""), "")),
            ("---\n---\n".into(), "---\n---\n".into())
        );
    }

    #[test]
    fn fences_and_gap_come_back_as_they_were() {
        assert_eq!(framed("--- \n", "...\n", "").around(Some("a: 1\n"), "Text"), "--- \na: 1\n...\nText");
        assert_eq!(framed("---\n", "---\n", "\n \t\n\n").around(Some(""), "\n\nText"), "---\n---\n\n \t\n\nText");
        assert_eq!(framed("", "", "\n\n").around(None, "Text"), "\n\nText");
    }

    #[test]
    fn what_is_added_starts_on_its_own_line() {
        assert_eq!(framed("---\n", "---", "").around(Some("a: 1\n"), ""), "---\na: 1\n---");
        assert_eq!(framed("---\n", "---", "").around(Some("a: 1\n"), "Text"), "---\na: 1\n---\nText");
        assert_eq!(framed("---\n", "---\n", "  ").around(Some("a: 1\n"), "Text"), "---\na: 1\n---\n  \nText");
        assert_eq!(framed("", "", "").around(Some("a: 1\n"), "Text"), "---\na: 1\n---\nText");
    }

    #[test]
    fn is_kept_as_a_short_line() {
        let kept = |frame: &Frame| serde_json::to_string(frame).unwrap();
        assert_eq!(kept(&Frame::default()), "{}");
        let odd = Frame { bom: true, line_ending: LineEnding::CrLf, ..framed("---\n", "...\n", "") };
        assert_eq!(kept(&odd), r#"{"bom":true,"lineEnding":"crLf","fences":["---\n","...\n"],"gap":""}"#);
        assert_eq!(serde_json::from_str::<Frame>(&kept(&odd)).unwrap(), odd);
    }
}
