//! `structure.empty-section`: every heading has something under it before the next of its rank.
//!
//! A heading followed by three or more subheadings should have a sentence of its own first. A table, a figure
//! or code is something; a comment is not.

use crate::bar::{Class, Finding, Fix, Outcome, Reading, Rule, Scope, Severity, Waive};
use crate::markdown::Heading;
use crate::text::Span;

pub const RULE: Rule = Rule {
    id: "structure.empty-section",
    name: "Empty sections",
    task: "Fill the empty sections",
    why: "A heading is a promise.",
    version: "1.0.0",
    severity: Severity::Recommended,
    scope: Scope::Everything,
    class: Class::Exact,
    waive: Waive::USUAL,
    settings: &[],
    check,
};

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let headings: Vec<&Heading> = reading.document.headings.iter().filter(|heading| heading.top_level).collect();
    if headings.is_empty() {
        return Outcome::not_applicable(rule);
    }
    let empty = (0..headings.len()).filter(|at| !has_content(reading, &headings, *at));
    let findings: Vec<Finding> = empty.filter_map(|at| judge(rule, reading, &headings, at)).collect();
    let filled = headings.len() - findings.len();
    Outcome::of(rule, Vec::new(), findings).counting(filled, headings.len())
}

/// Some block that is neither the heading nor a comment stands before the next heading.
fn has_content(reading: &Reading<'_>, headings: &[&Heading], at: usize) -> bool {
    let end = headings.get(at + 1).map_or(usize::MAX, |next| next.span.start);
    let start = headings[at].span.end.max(headings[at].span.start + 1);
    let blocks = &reading.document.blocks;
    let behind = blocks.partition_point(|block| block.span.start < start);
    blocks[behind..].iter().take_while(|block| block.span.start < end).any(|block| !is_comment(reading, block.span))
}

fn is_comment(reading: &Reading<'_>, block: Span) -> bool {
    let text = block.of(reading.document.source).trim();
    text.starts_with("<!--") && text.ends_with("-->") && text.matches("<!--").count() == 1
}

fn judge(rule: &'static Rule, reading: &Reading<'_>, headings: &[&Heading], at: usize) -> Option<Finding> {
    let heading = headings[at];
    let text = heading.text.trim();
    let next = headings.get(at + 1);
    let quote = reading.quote(heading.span, "");
    if next.is_none_or(|next| next.level <= heading.level) {
        let fix = Fix::edit("Remove the heading", with_line_end(reading, heading.span), "");
        return Some(
            Finding::of(rule, quote, format!("“{text}” has no text yet. Write one sentence or remove it.")).fix(fix),
        );
    }
    if heading.level == 1 || children(headings, at) < 3 {
        return None;
    }
    Some(Finding::of(rule, quote, format!("“{text}” starts with a subheading. Say in one sentence what is below.")))
}

fn children(headings: &[&Heading], at: usize) -> usize {
    let level = headings[at].level;
    headings[at + 1..].iter().take_while(|other| other.level > level).filter(|other| other.level == level + 1).count()
}

/// The heading with the blank lines behind it.
fn with_line_end(reading: &Reading<'_>, span: Span) -> Span {
    let rest = reading.document.source.get(span.end..).unwrap_or_default();
    Span::new(span.start, span.end + rest.len() - rest.trim_start_matches('\n').len())
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::testing::{Cases, draft, fixed, run};

    const ID: &str = "structure.empty-section";

    pub fn cases() -> Cases {
        Cases::of(ID)
            .broken([
                "## A\n",
                "## A\n\n## B\n\nText.\n",
                "## A\n\nText.\n\n## B\n",
                "## A\n\n### B\n\n## C\n\nText.\n",
                "A\n---\n\n## B\n\nText.\n",
                "## A\n\n<!-- later -->\n\n## B\n\nText.\n",
                "## A\n\n\n\n## B\n\nText.",
                "## A\n# B\n\nText.\n",
                "## A\n\n### B\n\nx\n\n### C\n\nx\n\n### D\n\nx\n",
                "Text.\n\n## Costs",
            ])
            .sound([
                "## A\n\nText.\n",
                "## A\nText.\n",
                "## A\n\n### B\n\nText.\n",
                "## A\n\n### B\n\nx\n\n### C\n\nx\n",
                "## A\n\n| a |\n|---|\n",
                "## A\n\n```\ncode\n```\n",
                "## A\n\n![alt](images/flow.png)\n",
                "## A\n\n> quote\n",
                "## A\n\n* item\n",
                "# A\n\n## B\n\nx\n\n## C\n\nx\n\n## D\n\nx\n",
                "## A\n\n<details>x</details>\n",
            ])
            .sound(["", "Text.\n"])
    }

    #[test]
    fn removes_the_heading() {
        let draft = draft("## A\n\nText.\n\n## Costs\n\n## B\n\nText.\n");
        let outcome = run(ID, &draft);
        assert_eq!(outcome.findings[0].message, "“Costs” has no text yet. Write one sentence or remove it.");
        assert_eq!(fixed(&draft, &outcome).body, "## A\n\nText.\n\n## B\n\nText.\n");
    }
}
