//! Colours for code: a few classes, found by the grammars of many languages.
//!
//! Only says what a word is; how it looks is the style sheet's matter. Grammars are slow (a microsecond
//! a byte and more), so blocks that are being typed in keep their lines, and only changed ones are read.

mod grammar;
mod painter;

use grammar::{Spot, syntax};

/// Longer blocks stay plain.
const LONGEST: usize = 16 * 1024;

/// A line longer than this makes its block plain: grammars are slow on minified code.
const LONGEST_LINE: usize = 2_000;

/// New code that one rendering colours, in bytes; the rest of a very long text stays plain until it is
/// typed in.
const BUDGET: usize = 64 * 1024;

/// Blocks whose lines are kept.
const KEPT: usize = 8;

/// Colours code, and remembers the lines of the blocks it coloured last.
#[derive(Debug, Default)]
pub struct Colours {
    blocks: Vec<Block>,
    left: usize,
}

#[derive(Debug)]
struct Block {
    language: String,
    lines: Vec<Line>,
}

/// A line with what the grammar knew before it, and its HTML.
#[derive(Debug)]
struct Line {
    text: String,
    before: Spot,
    html: String,
}

/// Reads a few words in the languages guides use most, since a grammar is slowest the first time: for a
/// quiet moment on a thread of its own.
pub fn warm_up() {
    const WORDS: &str =
        "const a = f(`x ${1}`, \"s\"); // c\nif (a) { return [1, 'two']; }\n# d\nselect a from b;\n- e: f\n";
    for language in ["ts", "sql", "bash", "json", "yaml", "python", "go", "rust"] {
        let mut colours = Colours::default();
        colours.begin();
        colours.html(language, WORDS);
    }
}

impl Colours {
    /// A new rendering begins.
    pub fn begin(&mut self) {
        self.left = BUDGET;
    }

    /// Code as escaped text with class spans, or `None` when the language is not known, the block is too
    /// long, enough was coloured already, or the grammar fails.
    pub fn html(&mut self, language: &str, code: &str) -> Option<String> {
        if code.len() > LONGEST.min(self.left) || code.lines().any(|line| line.len() > LONGEST_LINE) {
            return None;
        }
        let start = Spot::start(syntax(language)?);
        let texts: Vec<&str> = code.split_inclusive('\n').collect();
        let old = self.take_nearest(language, &texts);
        let lines = self.lines(start, &texts, old)?;
        let html = lines.iter().map(|line| line.html.as_str()).collect();
        self.blocks.push(Block { language: language.to_owned(), lines });
        Some(html)
    }

    /// The remembered lines that have most in common with these; forgets the oldest block when full.
    fn take_nearest(&mut self, language: &str, texts: &[&str]) -> Vec<Line> {
        let common = |block: &Block| same_start(&block.lines, texts) + same_end(&block.lines, texts);
        let ours = self.blocks.iter().enumerate().filter(|(_, block)| block.language == language);
        let best = ours.map(|(index, block)| (common(block), index)).filter(|(common, _)| *common > 0).max();
        match best {
            Some((_, index)) => self.blocks.remove(index).lines,
            None => {
                if self.blocks.len() == KEPT {
                    self.blocks.remove(0);
                }
                Vec::new()
            }
        }
    }

    /// Reads lines, taking over old ones before the first change, and behind the last one as soon as the
    /// grammar knows the same as it did then.
    fn lines(&mut self, start: Spot, texts: &[&str], mut old: Vec<Line>) -> Option<Vec<Line>> {
        let same = same_start(&old, texts);
        let mut behind = old.split_off(same);
        let rest = same_end(&behind, &texts[same..]);
        let mut lines = old;
        let mut spot = match behind.first() {
            Some(line) => line.before.clone(),
            None => lines.last().map_or(Some(start), |line| line.before.after(&line.text).map(|(_, spot)| spot))?,
        };
        for (index, text) in texts.iter().enumerate().skip(same) {
            let left = texts.len() - index;
            if left <= rest && behind[behind.len() - left].before == spot {
                lines.extend(behind.drain(behind.len() - left..));
                break;
            }
            self.left = self.left.saturating_sub(text.len());
            let (html, after) = spot.after(text)?;
            lines.push(Line { text: (*text).to_owned(), before: std::mem::replace(&mut spot, after), html });
        }
        Some(lines)
    }
}

fn same_start(lines: &[Line], texts: &[&str]) -> usize {
    lines.iter().zip(texts).take_while(|(line, text)| line.text == **text).count()
}

fn same_end(lines: &[Line], texts: &[&str]) -> usize {
    lines.iter().rev().zip(texts.iter().rev()).take_while(|(line, text)| line.text == **text).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fresh(language: &str, code: &str) -> Option<String> {
        let mut colours = Colours::default();
        colours.begin();
        colours.html(language, code)
    }

    #[test]
    fn leaves_strangers_and_giants_plain() {
        assert_eq!(fresh("klingon", "x"), None);
        assert_eq!(fresh("", "x"), None);
        assert_eq!(fresh("js", &"x;\n".repeat(LONGEST)), None);
        assert_eq!(fresh("js", &"x".repeat(LONGEST_LINE + 1)), None);
        assert!(fresh("js", &"x;\n".repeat(100)).is_some());
    }

    #[test]
    fn colours_only_so_much_at_once() {
        let mut colours = Colours::default();
        colours.begin();
        let block = |n: usize| format!("x{n};\n").repeat(3_000);
        let done = (0..10).filter(|n| colours.html("js", &block(*n)).is_some()).count();
        assert_eq!(done, BUDGET / block(0).len());
        colours.begin();
        assert!(colours.html("js", &block(9)).is_some());
    }

    #[test]
    fn a_changed_line_costs_that_line() {
        let mut colours = Colours::default();
        let code = "const a = 1;\n".repeat(300);
        colours.begin();
        colours.html("js", &code);
        colours.begin();
        let changed = code.replacen("a = 1", "b = 2", 1);
        assert_eq!(colours.html("js", &changed), fresh("js", &changed));
        assert_eq!(colours.left, BUDGET - "const b = 2;\n".len());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]

        #[test]
        fn remembered_lines_change_nothing(edits in proptest::collection::vec((0usize..8, 0usize..4, proptest::collection::vec(0usize..8, 0..4)), 1..8)) {
            let parts = ["let a = 1;\n", "/* open\n", "close */\n", "`text\n", "${x}`\n", "\"s\"\n", "// c\n", "x"];
            let mut lines: Vec<usize> = vec![0, 1, 2, 0, 3, 4];
            let mut colours = Colours::default();
            for (at, length, insert) in edits {
                let from = at.min(lines.len());
                let to = (from + length).min(lines.len());
                lines.splice(from..to, insert);
                let code: String = lines.iter().map(|line| parts[*line]).collect();
                colours.begin();
                prop_assert_eq!(colours.html("js", &code), fresh("js", &code));
            }
        }
    }
}
