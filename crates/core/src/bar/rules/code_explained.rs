//! `code.explained`: a long block of code has words beside it, and none is longer than a reader follows.
//!
//! Comments inside explain as well; a folded block and a listing in an appendix are there to be looked up.

use crate::bar::verdict::count;
use crate::bar::{Class, Edit, Finding, Fix, Number, Outcome, Quote, Reading, Rule, Scope, Setting, Severity, Waive};
use crate::markdown::{CodeBlock, Layer};
use crate::text::Span;

const LINES: Number =
    Number::count("code.explained.lines", 25.0, "lines", "A block with more lines needs words beside it.");
const MAX: Number =
    Number::count("code.explained.max", 60.0, "lines", "A block with more lines is too long to follow.");
const WORDS: Number =
    Number::count("code.explained.words", 20.0, "words", "Words that explain a long block, before and behind it.");

/// Comments that explain a block.
const COMMENTS: usize = 3;

pub const RULE: Rule = Rule {
    id: "code.explained",
    name: "Explained code",
    task: "Explain the code",
    why: "Code shows what; only the text says why.",
    version: "1.0.0",
    severity: Severity::Recommended,
    scope: Scope::Guides,
    class: Class::Measured,
    waive: Waive::USUAL,
    settings: &[Setting::Number(&LINES), Setting::Number(&MAX), Setting::Number(&WORDS)],
    check,
};

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let (lines, max, words) = (reading.count(&LINES), reading.count(&MAX), reading.count(&WORDS));
    let long: Vec<&CodeBlock> = reading.document.code.iter().filter(|code| length(code) > lines).collect();
    if long.is_empty() {
        return Outcome::of(rule, Vec::new(), Vec::new())
            .counting(format!("{} blocks", reading.document.code.len()), "");
    }
    let mut evidence: Vec<Quote> = Vec::new();
    let mut findings = Vec::new();
    for code in long {
        let (lines, beside) = (length(code), beside(reading, code));
        let told = comments(code) >= COMMENTS.max(if lines > max { lines / 20 } else { 0 });
        let explained = told || (beside >= words && lines <= max);
        match explained || is_folded(reading, code) || is_appendix(reading, code) {
            true => evidence.push(reading.quote(opening(reading, code), count(lines, "line"))),
            false => findings.push(finding(rule, reading, code, (lines, beside, max))),
        }
    }
    Outcome::of(rule, evidence, findings)
}

fn length(code: &CodeBlock) -> usize {
    code.text.lines().count()
}

/// The first line of the block in the source.
fn opening(reading: &Reading<'_>, code: &CodeBlock) -> Span {
    let text = code.span.of(reading.document.source);
    Span::new(code.span.start, code.span.start + text.find('\n').unwrap_or(text.len()))
}

/// Words of prose right before and right behind, within the section.
fn beside(reading: &Reading<'_>, code: &CodeBlock) -> usize {
    let document = reading.document;
    let paragraphs = &document.paragraphs;
    let behind = paragraphs.partition_point(|paragraph| paragraph.span.start < code.span.start);
    let words = |at: usize| {
        let prose = paragraphs.get(at).is_some_and(|paragraph| paragraph.layer == Layer::Prose);
        let between =
            |other: &CodeBlock| other.span != code.span && is_between(other.span, code.span, paragraphs[at].span);
        let next = prose && !document.code.iter().any(between);
        if next { document.words().paragraphs.get(at).map_or(0, |tally| tally.words() as usize) } else { 0 }
    };
    behind.checked_sub(1).map_or(0, words) + words(behind)
}

/// `other` lies between `a` and `b`, whichever comes first.
fn is_between(other: Span, a: Span, b: Span) -> bool {
    let (low, high) = (a.start.min(b.start), a.start.max(b.start));
    low < other.start && other.start < high
}

/// Lines that are a comment, or end in one.
fn comments(code: &CodeBlock) -> usize {
    let is_comment = |line: &&str| {
        let line = line.trim();
        let whole = ["//", "# ", "-- ", "/*", "* ", "<!--", "; ", "\"\"\""].iter().any(|mark| line.starts_with(mark));
        whole || line.contains(" // ") || line.contains(" # ") || line.contains(" -- ")
    };
    code.text.lines().filter(is_comment).count()
}

fn is_folded(reading: &Reading<'_>, code: &CodeBlock) -> bool {
    let before = reading.document.source.get(..code.span.start).unwrap_or_default();
    let open = before.rfind("<details");
    open.is_some_and(|open| !before[open..].contains("</details"))
}

fn is_appendix(reading: &Reading<'_>, code: &CodeBlock) -> bool {
    let headings = &reading.document.headings;
    let above = headings.partition_point(|heading| heading.span.start < code.span.start);
    let heading = above.checked_sub(1).and_then(|at| headings.get(at));
    let words = ["appendix", "full source", "full listing", "complete code", "whole file", "complete listing"];
    heading.is_some_and(|heading| words.iter().any(|word| heading.text.to_lowercase().contains(word)))
}

fn finding(
    rule: &'static Rule,
    reading: &Reading<'_>,
    code: &CodeBlock,
    (lines, beside, max): (usize, usize, usize),
) -> Finding {
    let message = match beside {
        _ if lines > max => {
            format!("{} are more than a reader follows. Show the part you talk about.", count(lines, "line"))
        }
        0 => format!("{} and no word about them. Which line would you point at?", count(lines, "line")),
        _ => format!(
            "{} and only {} about them. Which line would you point at?",
            count(lines, "line"),
            count(beside, "word")
        ),
    };
    Finding::of(rule, reading.quote(opening(reading, code), ""), message).fix(fold(reading, code)).confidence(0.8)
}

/// Behind a caption; only blocks that stand by themselves.
fn fold(reading: &Reading<'_>, code: &CodeBlock) -> Option<Fix> {
    let alone = reading.document.blocks.iter().any(|block| block.span.start == code.span.start);
    let lines = count(length(code), "line");
    let edit = |at: usize, insert: String| Edit { span: Span::new(at, at), insert };
    alone.then(|| {
        let open = edit(code.span.start, format!("<details>\n<summary>The whole code, {lines}</summary>\n\n"));
        Fix::edits("Fold it behind a caption", vec![open, edit(code.span.end, "\n\n</details>".to_owned())])
    })
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::State;
    use crate::bar::testing::{Cases, draft, fixed, on, run, words};

    const ID: &str = "code.explained";

    fn block(lines: usize) -> String {
        format!("```ts\n{}```", "step();\n".repeat(lines))
    }

    /// A block with this line `times` times in it.
    fn with(lines: usize, line: &str, times: usize) -> String {
        format!("```ts\n{}{}```", format!("{line}\n").repeat(times), "step();\n".repeat(lines - times))
    }

    pub fn cases() -> Cases {
        let (few, many) = (words(9), words(10));
        Cases::of(ID)
            .broken([
                block(26),
                format!("{few}\n\n{}", block(26)),
                format!("{few}\n\n{}\n\n{few}", block(26)),
                format!("## {}\n\n{}", words(30), block(26)),
                format!("{}\n\n## A\n\n{}", words(30), block(26)),
                format!("{many}\n\n{}\n\n{many}", block(61)),
                format!("{}\n\n{}\n\n{}", words(30), block(3), block(26)),
                with(26, "// why", 2),
                with(80, "// why", 3),
                format!("| {} |\n|---|\n\n{}", words(30), block(26)),
                block(200),
                format!("<details>\n\n</details>\n\n{}", block(26)),
            ])
            .sound([
                block(25),
                format!("{many}\n\n{}\n\n{many}", block(26)),
                format!("{}\n\n{}", words(20), block(26)),
                format!("{}\n\n{}", block(26), words(20)),
                format!("{}\n\n{}", words(20), block(60)),
                with(26, "// why", 3),
                with(26, "step(); // why", 3),
                format!("## Appendix\n\n{}", block(100)),
                format!("<details>\n<summary>The code</summary>\n\n{}\n\n</details>", block(100)),
                with(80, "// why", 4),
                "`code`".to_owned(),
                format!("* {}\n\n{}", words(20), block(26)),
            ])
    }

    #[test]
    fn folds_it_behind_a_caption() {
        let draft = draft(&block(31));
        let outcome = run(ID, &draft);
        assert_eq!(outcome.findings[0].message, "31 lines and no word about them. Which line would you point at?");
        let fixed = fixed(&draft, &outcome);
        assert!(fixed.body.starts_with("<details>\n<summary>The whole code, 31 lines</summary>\n\n```ts\n"));
        assert!(fixed.body.ends_with("```\n\n</details>"));
        assert_eq!(run(ID, &fixed).state, State::Pass);
    }

    #[test]
    fn a_pass_shows_the_long_blocks() {
        assert_eq!(on(ID, &format!("{}\n\n{}", words(20), block(26))).evidence[0].label, "26 lines");
    }
}
