//! `links.case-study`: the guide leads to a real project. Every declared case study is linked, at least one is.
//!
//! Links in headings, links without words and links to drafts do not count.

use std::collections::BTreeSet;

use super::structure_lessons::{is_of_lessons, paragraph_at};
use crate::bar::mentions::Seen;
use crate::bar::verdict::{listed, times};
use crate::bar::{
    Class, Code, Field, Finding, Fix, Outcome, Place, Quote, Reading, Rule, Scope, Severity, State, Waive,
};
use crate::guide::Kind;
use crate::markdown::Layer;
use crate::text::Span;
use crate::vocabulary::{Named, Page, Target};

pub const RULE: Rule = Rule {
    id: "links.case-study",
    name: "Case study",
    task: "Link a case study",
    why: "A guide is worth more when readers can see the project it comes from.",
    version: "1.0.0",
    severity: Severity::Required,
    scope: Scope::Guides,
    class: Class::Exact,
    waive: Waive::only(&[Code::ClientConfidential]),
    settings: &[],
    check,
};

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let linked = linked(reading);
    let titles: BTreeSet<&str> = linked.iter().map(|(page, _)| page.title.as_str()).collect();
    let evidence: Vec<Quote> = linked.iter().map(|(_, quote)| quote.clone()).collect();
    let missing = missing(rule, reading, &titles);
    if missing.is_empty() {
        let titles: Vec<&str> = titles.into_iter().collect();
        let late = late(rule, reading, &linked);
        let state = if late.is_some() { State::Advise } else { State::Pass };
        let outcome = Outcome::of(rule, evidence, late.into_iter().collect()).state(state);
        return outcome.counting(listed(&titles), "");
    }
    let declared = reading.draft.meta.case_studies.len().max(1);
    let counted = declared.saturating_sub(missing.len());
    Outcome::of(rule, evidence, missing).counting(counted, declared)
}

/// Published case studies that prose links to.
fn linked<'a>(reading: &Reading<'a>) -> Vec<(&'a Page, Quote)> {
    let counted = reading.links().filter(|(link, _)| link.layer == Layer::Prose && !link.text.trim().is_empty());
    let pages = counted.filter_map(|(link, resolved)| match resolved.target {
        Target::Page(page) if page.kind == Kind::CaseStudy && published(reading, page) => Some((link, page)),
        _ => None,
    });
    pages.map(|(link, page)| (page, reading.quote(link.span, page.title.clone()))).collect()
}

/// Advice: the first link stands in the first third of the guide, or some link among the results.
fn late(rule: &'static Rule, reading: &Reading<'_>, linked: &[(&Page, Quote)]) -> Option<Finding> {
    let third = paragraph_at(reading, 1.0 / 3.0).end;
    let among_results = |span: Span| {
        let here = reading.document.paragraphs.iter().find(|paragraph| paragraph.span.contains(span.start));
        let heading = here.and_then(|paragraph| reading.document.headings.get(paragraph.section?));
        heading.is_some_and(|heading| is_of_lessons(reading, heading))
    };
    let good = linked.iter().any(|(_, quote)| match quote.place {
        Place::Body(span) => span.start < third || among_results(span),
        Place::Field(_) => false,
    });
    let (page, quote) = linked.first().filter(|_| !good)?;
    let (at, _) = position(reading, &page.slug)?;
    let early = mentions(reading, at)
        .into_iter()
        .find(|seen| seen.layer == Layer::Prose && !seen.linked && seen.span.start < third);
    let fix = early
        .map(|seen| Fix::edits(format!("Link {} there", page.title), vec![reading.link_edit(seen.span, &page.path())]));
    let message = format!("{} is linked late. Link it where the reader meets it, in the first third.", page.title);
    Some(Finding::of(rule, quote.clone(), message).fix(fix))
}

/// Approved, and not scheduled for later than the guide itself.
fn published(reading: &Reading<'_>, page: &Page) -> bool {
    let later = page.date.as_str() > reading.today && page.date > reading.draft.meta.date;
    !page.is_draft() && !later
}

fn missing(rule: &'static Rule, reading: &Reading<'_>, linked: &BTreeSet<&str>) -> Vec<Finding> {
    let declared = &reading.draft.meta.case_studies;
    let open =
        |name: &&String| reading.vocabulary.case_study(name).is_none_or(|page| !linked.contains(page.title.as_str()));
    let mut findings: Vec<Finding> =
        declared.iter().filter(open).map(|name| declared_missing(rule, reading, name)).collect();
    if declared.is_empty() && linked.is_empty() {
        findings.push(none_at_all(rule, reading));
    }
    findings
}

fn declared_missing(rule: &'static Rule, reading: &Reading<'_>, name: &str) -> Finding {
    let Some((at, page)) = position(reading, name) else {
        let quote = reading.field(Field::CaseStudies, name, "");
        let drop = Fix::meta(format!("Remove {name}"), &reading.draft.meta, |meta| {
            meta.case_studies.retain(|other| other != name);
        });
        return Finding::of(rule, quote, format!("The library has no case study “{name}”.")).fix(drop);
    };
    if page.is_draft() && links_to(reading, page) {
        let quote = reading.field(Field::CaseStudies, &page.title, "");
        let title = &page.title;
        return Finding::of(rule, quote, format!("The page of {title} is a draft, so its link does not count yet."));
    }
    unlinked(rule, reading, at, page)
}

fn position<'a>(reading: &Reading<'a>, name: &str) -> Option<(usize, &'a Page)> {
    let page = reading.vocabulary.case_study(name)?;
    let at = reading.vocabulary.pages.iter().position(|other| std::ptr::eq(other, page))?;
    Some((at, page))
}

fn links_to(reading: &Reading<'_>, page: &Page) -> bool {
    reading.links().any(|(_, resolved)| resolved.target == Target::Page(page))
}

fn unlinked(rule: &'static Rule, reading: &Reading<'_>, at: usize, page: &Page) -> Finding {
    let named = mentions(reading, at);
    let title = &page.title;
    match named.iter().find(|seen| !seen.linked && seen.layer == Layer::Prose) {
        Some(first) => {
            let quote = reading.quote(first.span, title.clone());
            let message = format!("You name {title} {} but never link it.", times(named.len()));
            let fix = Fix::edits(format!("Link {title}"), vec![reading.link_edit(first.span, &page.path())]);
            Finding::of(rule, quote, message).fix(fix)
        }
        None => {
            let quote = reading.field(Field::CaseStudies, title, "");
            Finding::of(
                rule,
                quote,
                format!("{title} is declared and never named. Say what happened there, and link it."),
            )
        }
    }
}

/// Nothing declared, nothing linked: the first project named will do.
fn none_at_all(rule: &'static Rule, reading: &Reading<'_>) -> Finding {
    let first = reading.mentions().iter().find_map(|seen| match seen.named {
        Named::CaseStudy(at) => reading.vocabulary.pages.get(at).map(|page| (at, page)),
        Named::Stack(_) => None,
    });
    match first {
        Some((at, page)) => unlinked(rule, reading, at, page),
        None => {
            Finding::of(rule, reading.end(), "No case study is linked. Name the project this comes from, and link it.")
        }
    }
}

fn mentions(reading: &Reading<'_>, page: usize) -> Vec<Seen> {
    reading.mentions().iter().filter(|seen| seen.named == Named::CaseStudy(page)).copied().collect()
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::State;
    use crate::bar::testing::{Cases, draft, fixed, on, run, run_with};
    use crate::guide::Status;
    use crate::vocabulary::sample;

    const ID: &str = "links.case-study";

    pub fn cases() -> Cases {
        Cases::of(ID)
            .broken([
                "",
                "NestFi, unlinked.",
                "## [NestFi](/case-studies/nestfi/)\n\nText.",
                "`[NestFi](/case-studies/nestfi/)`",
                "```\n[NestFi](/case-studies/nestfi/)\n```",
                "[NestFi](/case-studies/nestfy/)",
                "[NestFi](/stack/nestjs/)",
                "[](/case-studies/nestfi/)",
                "[TaskForge](/case-studies/taskforge/)",
                "<!-- [NestFi](/case-studies/nestfi/) -->",
                "\\[NestFi](/case-studies/nestfi/)",
                "[NestFi](https://example.org/case-studies/nestfi/)",
            ])
            .sound([
                "[NestFi](/case-studies/nestfi/) paid.",
                "[the project](/case-studies/nestfi)",
                "* [NestFi](../case-studies/nestfi.md)",
                "> [NestFi](/case-studies/nestfi/#impact)",
                "See [NestFi][n].\n\n[n]: /case-studies/nestfi/",
                "**[NestFi](/case-studies/nestfi/)**",
                "[`NestFi`](/case-studies/nestfi/)",
                "NestFi and NestFi, then [NestFi](/case-studies/nestfi/).",
                "[NestFi](/case-studies/nestfi/) and [TaskForge](/case-studies/taskforge/)",
                "<a href=\"/case-studies/nestfi/\">NestFi</a> in a sentence.",
            ])
    }

    #[test]
    fn links_the_first_mention_with_one_click() {
        let draft = draft("# NestFi\n\n`NestFi` and *NestFi* broke. NestFi again.\n");
        let outcome = run(ID, &draft);
        assert_eq!(outcome.findings[0].message, "You name NestFi twice but never link it.");
        let fixed = fixed(&draft, &outcome);
        assert_eq!(fixed.body, "# NestFi\n\n`NestFi` and *[NestFi](/case-studies/nestfi/)* broke. NestFi again.\n");
        assert_eq!(run(ID, &fixed).state, State::Pass);
    }

    #[test]
    fn without_a_declaration_any_case_study_will_do() {
        let mut draft = draft("We built TaskForge.\n");
        draft.meta.case_studies.clear();
        let outcome = run(ID, &draft);
        assert_eq!((outcome.measured.as_str(), outcome.threshold.as_str()), ("0", "1"));
        assert_eq!(run(ID, &fixed(&draft, &outcome)).measured, "TaskForge");
    }

    #[test]
    fn every_declared_one_is_asked_for() {
        let mut draft = draft("[NestFi](/case-studies/nestfi/) paid.");
        draft.meta.case_studies.push("taskforge".into());
        let outcome = run(ID, &draft);
        assert_eq!((outcome.state, outcome.measured.as_str()), (State::Fail, "1"));
        assert!(outcome.findings[0].message.contains("TaskForge is declared and never named"));
    }

    #[test]
    fn a_draft_page_does_not_count_and_an_unknown_one_can_be_removed() {
        let mut vocabulary = sample();
        vocabulary.pages[1].status = Status::Draft;
        let draft = draft("[NestFi](/case-studies/nestfi/) paid.");
        let outcome = run_with(ID, &draft, &vocabulary.clone());
        assert!(outcome.findings[0].message.contains("is a draft"));
        let mut unknown = draft.clone();
        unknown.meta.case_studies = vec!["nestfi".into(), "gone".into()];
        assert_eq!(run(ID, &fixed(&unknown, &run(ID, &unknown))).state, State::Pass);
    }

    #[test]
    fn a_page_scheduled_later_than_the_guide_does_not_count() {
        let mut vocabulary = sample();
        vocabulary.pages[1].date = "2027-01-01".into();
        let mut draft = draft("[NestFi](/case-studies/nestfi/) paid.");
        assert_eq!(run_with(ID, &draft, &vocabulary.clone()).state, State::Fail);
        draft.meta.date = "2027-02-01".into();
        assert_eq!(run_with(ID, &draft, &vocabulary.clone()).state, State::Pass);
    }

    #[test]
    fn a_late_link_is_advised_on() {
        let long = crate::bar::testing::words(60);
        let body = format!("NestFi {long}.\n\n{long}\n\n{long} [NestFi](/case-studies/nestfi/).\n");
        let outcome = on(ID, &body);
        assert_eq!(outcome.state, State::Advise);
        assert!(outcome.findings[0].message.starts_with("NestFi is linked late."));
        let fixed = fixed(&draft(&body), &outcome);
        assert!(fixed.body.starts_with("[NestFi](/case-studies/nestfi/) word"));
        assert_eq!(run(ID, &fixed).state, State::Pass);
        let results = body.replacen("\n\n", "\n\n## Results\n\n", 2);
        assert_eq!(on(ID, &results).state, State::Pass);
    }

    #[test]
    fn a_pass_shows_where() {
        let outcome = on(ID, "[NestFi](/case-studies/nestfi/) paid.");
        assert_eq!(outcome.evidence[0].exact, "[NestFi](/case-studies/nestfi/)");
        assert_eq!(outcome.evidence[0].suffix, " paid.");
        assert_eq!(outcome.measured, "NestFi");
    }
}
