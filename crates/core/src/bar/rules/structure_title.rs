//! `structure.title`: one main title. The field holds it; the body has none, or the same one first.

use crate::bar::{Class, Edit, Field, Finding, Fix, Outcome, Reading, Rule, Scope, Severity, Waive};
use crate::markdown::Heading;
use crate::text::Span;

pub const RULE: Rule = Rule {
    id: "structure.title",
    name: "Title",
    task: "Keep one main title",
    why: "Cards, search and screen readers take the one main title for the page.",
    version: "1.0.0",
    severity: Severity::Required,
    scope: Scope::Everything,
    class: Class::Exact,
    waive: Waive::USUAL,
    settings: &[],
    check,
};

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let title = reading.draft.meta.title.trim();
    let mains: Vec<&Heading> = reading.document.headings.iter().filter(|heading| heading.level == 1).collect();
    let mut findings = Vec::new();
    if title.is_empty() {
        findings.push(untitled(rule, reading, mains.first().copied()));
    }
    let extra = mains.iter().filter(|heading| !is_title(reading, heading, title));
    findings.extend(extra.map(|heading| extra_title(rule, reading, heading, title)));
    let evidence = if title.is_empty() { Vec::new() } else { vec![reading.field(Field::Title, title, "")] };
    Outcome::of(rule, evidence, findings)
}

/// The title written again as the first block.
fn is_title(reading: &Reading<'_>, heading: &Heading, title: &str) -> bool {
    let first = reading.document.blocks.first().is_some_and(|block| block.span.contains(heading.span.start));
    first && heading.text.trim() == title
}

fn untitled(rule: &'static Rule, reading: &Reading<'_>, main: Option<&Heading>) -> Finding {
    let fix = main.map(|heading| {
        let title = heading.text.trim();
        Fix::meta(format!("Use “{title}”"), &reading.draft.meta, |meta| meta.title = title.to_owned())
    });
    Finding::of(rule, reading.field(Field::Title, "", ""), "The guide has no title.").fix(fix)
}

fn extra_title(rule: &'static Rule, reading: &Reading<'_>, heading: &Heading, title: &str) -> Finding {
    let text = heading.text.trim();
    let message = if title.is_empty() {
        format!("“{text}” stands as a main title in the text.")
    } else {
        format!("There are two main titles. Make “{text}” a section?")
    };
    let demote = Fix::edits(format!("Make “{text}” a section"), demote(reading, heading)).exact();
    Finding::of(rule, reading.quote(heading.span, ""), message).fix(demote)
}

/// The heading and everything below it one level down.
fn demote(reading: &Reading<'_>, from: &Heading) -> Vec<Edit> {
    let headings = &reading.document.headings;
    let behind = headings.iter().skip_while(|heading| heading.span != from.span);
    let (first, rest) = (behind.clone().take(1), behind.skip(1).take_while(|heading| heading.level > 1));
    first.chain(rest).filter_map(|heading| relevel(reading, heading, (heading.level + 1).min(6))).collect()
}

/// Writes a heading with another level, in its own style where that style has it.
pub(super) fn relevel(reading: &Reading<'_>, heading: &Heading, level: u8) -> Option<Edit> {
    let source = heading.span.of(reading.document.source);
    let marks = "#".repeat(usize::from(level));
    if heading.setext {
        let (text, line) = source.trim_end().rsplit_once('\n')?;
        let start = heading.span.start + text.len() + 1;
        let underline = Span::new(start, start + line.len());
        return Some(match level {
            1 => Edit { span: underline, insert: line.replace('-', "=") },
            2 => Edit { span: underline, insert: line.replace('=', "-") },
            _ => Edit {
                span: Span::new(heading.span.start, underline.end),
                insert: format!("{marks} {}", one_line(text)),
            },
        });
    }
    let hash = heading.span.start + source.find('#')?;
    Some(Edit { span: Span::new(hash, hash + usize::from(heading.level)), insert: marks })
}

fn one_line(text: &str) -> String {
    text.split('\n').map(str::trim).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::State;
    use crate::bar::testing::{Cases, draft, fixed, meta, run};

    const ID: &str = "structure.title";

    pub fn cases() -> Cases {
        Cases::of(ID)
            .broken([
                "# Results\n",
                "Text.\n\n# Results\n",
                "Results\n=======\n",
                "# Staying correct when payments arrive twice!\n",
                "# Staying correct when payments arrive twice\n\n# Results\n",
                "Text.\n\n# Staying correct when payments arrive twice\n",
                "# Staying correct when payments arrive twice\n\n# Staying correct when payments arrive twice\n",
                "#\tResults\n",
                "# \n",
                "# Results #\n",
                "> # Quoted title\n",
            ])
            .sound([
                "",
                "## Results\n",
                "# Staying correct when payments arrive twice\n",
                "Staying correct when payments arrive twice\n===\n\nText.\n",
                "# *Staying* correct when payments arrive twice #\n",
                "```\n# Comment\n```\n",
                "    # indented code\n",
                "#hashtag\n",
                "\\# Escaped\n",
                "`# code`\n",
                "| a |\n|---|\n| b |\n\n===\n",
            ])
    }

    #[test]
    fn demotes_a_title_with_its_sections() {
        let draft = draft("Text.\n\n# Results\n\n## Cost\n\nRate\n---\n\nMore\n===\n\n###### Deep\n");
        let outcome = run(ID, &draft);
        assert_eq!(outcome.findings[0].message, "There are two main titles. Make “Results” a section?");
        let once = fixed(&draft, &outcome);
        assert_eq!(once.body, "Text.\n\n## Results\n\n### Cost\n\n### Rate\n\nMore\n===\n\n###### Deep\n");
        let twice = fixed(&once, &run(ID, &once));
        assert_eq!(run(ID, &twice).state, State::Pass);
        assert!(twice.body.contains("More\n---"));
    }

    #[test]
    fn a_missing_title_is_taken_from_the_text() {
        let mut draft = draft("# From the text\n");
        draft.meta.title = " ".into();
        let fixed = fixed(&draft, &run(ID, &draft));
        assert_eq!(fixed.meta.title, "From the text");
        assert_eq!(run(ID, &fixed).state, State::Pass);
        draft.body.clear();
        assert_eq!(run(ID, &draft).findings[0].message, "The guide has no title.");
        assert!(!meta().title.is_empty());
    }
}
