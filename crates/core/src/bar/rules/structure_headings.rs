//! `structure.headings`: levels rise one by one, none is deeper than four, siblings differ, no stop at the end.
//!
//! Headings inside quotes, lists and callouts are left alone.

use super::structure_title::relevel;
use crate::bar::{Class, Edit, Finding, Fix, Number, Outcome, Reading, Rule, Scope, Setting, Severity, Waive};
use crate::markdown::Heading;
use crate::text::Span;

const DEEPEST: Number = Number::count("structure.headings.max", 4.0, "", "Deepest level of a heading.");

pub const RULE: Rule = Rule {
    id: "structure.headings",
    name: "Headings",
    task: "Mend the headings",
    why: "Outline and screen readers follow the levels.",
    version: "1.0.0",
    severity: Severity::Recommended,
    scope: Scope::Everything,
    class: Class::Exact,
    waive: Waive::USUAL,
    settings: &[Setting::Number(&DEEPEST)],
    check,
};

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let headings: Vec<&Heading> = reading.document.headings.iter().filter(|heading| heading.top_level).collect();
    if headings.is_empty() {
        return Outcome::not_applicable(rule);
    }
    let mut findings = Vec::new();
    for (at, heading) in headings.iter().enumerate() {
        let above = at.checked_sub(1).map_or(1, |before| headings[before].level);
        findings.extend(jump(rule, reading, &headings[at..], above));
        findings.extend(deep(rule, reading, heading, above));
        findings.extend(stop(rule, reading, heading));
        findings.extend(double(rule, reading, &headings[..at], heading));
    }
    let total = headings.len();
    let evidence = headings.iter().map(|heading| reading.quote(heading.span, format!("level {}", heading.level)));
    Outcome::of(rule, evidence.collect(), findings).counting(total, "")
}

fn jump(rule: &'static Rule, reading: &Reading<'_>, from: &[&Heading], above: u8) -> Option<Finding> {
    let heading = from.first().filter(|heading| heading.level > above + 1)?;
    let by = heading.level - above - 1;
    let section = from.iter().enumerate().take_while(|(at, other)| *at == 0 || other.level > above + 1);
    let edits: Vec<Edit> = section.filter_map(|(_, other)| relevel(reading, other, other.level - by)).collect();
    let message = format!("“{}” jumps from level {above} to {}.", heading.text, heading.level);
    let fix = Fix::edits(format!("Make it level {}", above + 1), edits).exact();
    Some(Finding::of(rule, reading.quote(heading.span, ""), message).fix(fix))
}

fn deep(rule: &'static Rule, reading: &Reading<'_>, heading: &Heading, above: u8) -> Option<Finding> {
    let deepest = reading.count(&DEEPEST);
    let message = format!("“{}” is {} levels deep; {deepest} are enough.", heading.text, heading.level);
    let is_deep = usize::from(heading.level) > deepest && heading.level <= above + 1;
    is_deep.then(|| Finding::of(rule, reading.quote(heading.span, ""), message))
}

fn stop(rule: &'static Rule, reading: &Reading<'_>, heading: &Heading) -> Option<Finding> {
    let text = heading.text.trim_end();
    let stop = text.chars().next_back().filter(|c| matches!(c, '.' | ':'))?;
    if text.ends_with("...") || text.ends_with("etc.") {
        return None;
    }
    let at = heading.span.start + heading.span.of(reading.document.source).rfind(stop)?;
    let fix = Fix::edit(format!("Remove the “{stop}”"), Span::new(at, at + 1), "").exact();
    Some(Finding::of(rule, reading.quote(heading.span, ""), format!("“{text}” ends with a “{stop}”.")).fix(fix))
}

/// Another heading of the same level and words under the same parent.
fn double(rule: &'static Rule, reading: &Reading<'_>, before: &[&Heading], heading: &Heading) -> Option<Finding> {
    let siblings = before.iter().rev().take_while(|other| other.level >= heading.level);
    let text = heading.text.trim();
    let mut same =
        siblings.filter(|other| other.level == heading.level && other.text.trim().eq_ignore_ascii_case(text));
    same.next().filter(|_| !text.is_empty())?;
    let message = format!("There are two sections “{text}”. Say how they differ.");
    Some(Finding::of(rule, reading.quote(heading.span, ""), message))
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::State;
    use crate::bar::testing::{Cases, draft, fixed, run};

    const ID: &str = "structure.headings";

    pub fn cases() -> Cases {
        Cases::of(ID)
            .broken([
                "### A\n",
                "## A\n\n#### B\n",
                "# A\n\n### B\n",
                "## A\n\n### B\n\n##### C\n",
                "## A\n\n## A\n",
                "## A\n\n### B\n\n## a\n",
                "## A.\n",
                "## A:\n",
                "A:\n---\n",
                "## A\n\n### B\n\n#### C\n\n##### D\n",
                "## A\n\n### B\n\n### B\n",
            ])
            .sound([
                "## A\n\n### B\n\n#### C\n\n## D\n",
                "# A\n\n## B\n",
                "## A\n\n### Cost\n\n## B\n\n### Cost\n",
                "## A?\n",
                "## And then...\n",
                "## Redis, queues etc.\n",
                "## A: B\n",
                "## Version 1.0\n",
                "## A\n\n> #### Quoted\n",
                "## A\n\n* #### Listed\n",
            ])
            .sound(["", "Text.\n", "```\n#### A\n```\n"])
    }

    #[test]
    fn mends() {
        let cases = [
            ("## A\n\n#### B\n\n##### C\n\n## D\n", "## A\n\n### B\n\n#### C\n\n## D\n"),
            ("### A\n\nB\n---\n", "## A\n\nB\n---\n"),
            ("## A: #\n", "## A #\n"),
            ("A.\n---\n", "A\n---\n"),
        ];
        for (before, after) in cases {
            let draft = draft(before);
            let fixed = fixed(&draft, &run(ID, &draft));
            assert_eq!(fixed.body, after);
            assert_eq!(run(ID, &fixed).state, State::Pass, "{after}");
        }
    }

    #[test]
    fn says_where_the_gap_is() {
        let outcome = run(ID, &draft("## A\n\n#### Failover\n"));
        assert_eq!(outcome.findings[0].message, "“Failover” jumps from level 2 to 4.");
    }
}
