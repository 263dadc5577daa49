//! `links.broken`: every link inside the publication leads to a page or file that will be there.
//!
//! Case studies and stack pages must be approved. Links between guides may lead to drafts: guides that name
//! each other could otherwise never be approved, and an export that leaves one out says so itself. External
//! addresses are not fetched.

use crate::bar::{Class, Edit, Finding, Fix, Outcome, Quote, Reading, Rule, Scope, Severity, Waive};
use crate::guide::Kind;
use crate::markdown::Link;
use crate::text::Span;
use crate::vocabulary::{Page, Resolved, Target, nearest};

pub const RULE: Rule = Rule {
    id: "links.broken",
    name: "Links",
    task: "Mend the links",
    why: "A link that leads nowhere costs a reader's trust.",
    version: "1.0.0",
    severity: Severity::Required,
    scope: Scope::Everything,
    class: Class::Exact,
    waive: Waive::NEVER,
    settings: &[],
    check,
};

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let mut evidence = Vec::new();
    let mut findings = Vec::new();
    for (link, resolved) in reading.links() {
        match judge(rule, reading, link, resolved) {
            Some(Ok(quote)) => evidence.push(quote),
            Some(Err(finding)) => findings.push(*finding),
            None => {}
        }
    }
    let total = evidence.len() + findings.len();
    if total == 0 {
        return Outcome::not_applicable(rule);
    }
    let found = evidence.len();
    Outcome::of(rule, evidence, findings).counting(found, total)
}

/// `None` for addresses outside and for empty ones, which are placeholders.
fn judge(
    rule: &'static Rule,
    reading: &Reading<'_>,
    link: &Link,
    resolved: &Resolved<'_>,
) -> Option<Result<Quote, Box<Finding>>> {
    let quote = |label: &str| reading.quote(link.span, label);
    let broken = |message: String| Finding::of(rule, quote(""), message);
    Some(match &resolved.target {
        Target::External => return None,
        Target::Missing(_) if link.href.trim().is_empty() => return None,
        Target::Page(page) if page.is_draft() && !page.kind.is_guide() => Err(Box::new(draft(broken, page))),
        Target::Page(page) => Ok(quote(&page.title)),
        Target::Itself => Ok(quote("this page")),
        Target::List => Ok(quote("a list page")),
        Target::Asset(path) => Ok(quote(path)),
        Target::Refused(reason) => {
            let finding = broken(format!("{} does nothing: {reason}.", link.href));
            Err(Box::new(finding.fix(unlink(reading, link))))
        }
        Target::Missing(path) => Err(Box::new(missing(reading, link, path, broken))),
    })
}

fn draft(broken: impl Fn(String) -> Finding, page: &Page) -> Finding {
    broken(format!("The page of {} is still a draft. Approve it, or leave the link out.", page.title))
}

fn missing(reading: &Reading<'_>, link: &Link, path: &str, broken: impl Fn(String) -> Finding) -> Finding {
    let (candidate, title) = match best(reading, path) {
        Some(page) => (Some(page.path()), page.title.clone()),
        None => (near_asset(reading, &link.href), String::new()),
    };
    let message = match &candidate {
        Some(to) => format!("{} leads nowhere. {to} exists{}.", link.href, titled(&title)),
        None => format!("{} leads nowhere. There is no such page or file.", link.href),
    };
    let fix = candidate.and_then(|to| {
        let fragment = link.href.split_once('#').map_or_else(String::new, |(_, fragment)| format!("#{fragment}"));
        Some(Fix::edits(format!("Link to {to}"), vec![readdress(reading, link, &format!("{to}{fragment}"))?]))
    });
    broken(message).fix(fix).fix(unlink(reading, link))
}

fn titled(title: &str) -> String {
    if title.is_empty() { String::new() } else { format!(" ({title})") }
}

/// The page nearest to a missing path: by the whole path, then by its last part, then by title.
fn best<'a>(reading: &Reading<'a>, path: &str) -> Option<&'a Page> {
    let vocabulary = reading.vocabulary;
    let last = path.trim_matches('/').rsplit('/').next().unwrap_or_default();
    let item = || vocabulary.item(last).and_then(|item| vocabulary.page(Kind::StackItem.section(), &item.slug));
    vocabulary.nearest_page(path).or_else(item).or_else(|| vocabulary.nearest_slug(last))
}

fn near_asset(reading: &Reading<'_>, href: &str) -> Option<String> {
    nearest(href, reading.assets.iter().map(|(path, _)| path.as_str())).map(str::to_owned)
}

/// Puts another address into an inline link; reference links have theirs elsewhere.
pub(super) fn readdress(reading: &Reading<'_>, link: &Link, href: &str) -> Option<Edit> {
    let source = link.span.of(reading.document.source);
    let at = source.rfind(&link.href).filter(|_| !link.href.is_empty())?;
    let before = source.get(..at)?.chars().next_back()?;
    let start = link.span.start + at;
    let span = Span::new(start, start + link.href.len());
    matches!(before, '(' | '<' | '"' | '\'' | ' ' | '=').then(|| Edit { span, insert: href.to_owned() })
}

/// Keeps the words and drops the link.
fn unlink(reading: &Reading<'_>, link: &Link) -> Option<Fix> {
    let source = link.span.of(reading.document.source);
    let words = source.strip_prefix('[')?.rsplit_once("](").map(|(words, _)| words)?;
    Some(Fix::edit("Keep the words only", link.span, words))
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::State;
    use crate::bar::testing::{Cases, draft, fixed, on, run, run_with};
    use crate::guide::Status;
    use crate::vocabulary::sample;

    const ID: &str = "links.broken";

    pub fn cases() -> Cases {
        Cases::of(ID)
            .broken([
                "[a](/stack/rediss/)",
                "[a](/stack/Redis/)",
                "[a](/guides/gone/)",
                "[a](/case-studies/)[b](/case-studies/nestfy/)",
                "[a](/nowhere)",
                "[a](../stack/gone.md)",
                "[a](images/gone.png)",
                "[a](javascript:alert%281%29)",
                "[a](file:///etc/passwd)",
                "[a][r]\n\n[r]: /stack/gone/",
                "## [a](/stack/gone/)",
                "<a href=\"/stack/gone/\">a</a>",
                "[a](/stack/gone/#impact)",
            ])
            .sound([
                "[a](/stack/redis/)",
                "[a](/stack/redis)",
                "[a](../stack/redis.md)",
                "[a](/guides/other-guide/)",
                "[a](#here)",
                "[a](/guides/)",
                "[a](/)",
                "[a](data.csv)",
                "[a](./data.csv)",
                "[a](/case-studies/nestfi/#impact)",
                "[a](/stack/redis/?from=here)",
            ])
            .sound(["", "[a](https://example.org/gone)", "`[a](/gone)`", "```\n[a](/gone)\n```"])
    }

    #[test]
    fn mends_by_edit_distance() {
        let cases = [
            ("[Redis](/stack/rediss/) x", "[Redis](/stack/redis/) x"),
            ("[N](/case-study/nestfi/#impact)", "[N](/case-studies/nestfi/#impact)"),
            ("[pg](/tech/postgres)", "[pg](/stack/postgresql/)"),
            ("[d](date.csv \"t\")", "[d](data.csv \"t\")"),
            ("<a href=\"/stack/Redis\">r</a>", "<a href=\"/stack/redis/\">r</a>"),
        ];
        for (broken, mended) in cases {
            let draft = draft(broken);
            let fixed = fixed(&draft, &run(ID, &draft));
            assert_eq!(fixed.body, mended);
            assert_eq!(run(ID, &fixed).state, State::Pass);
        }
    }

    #[test]
    fn keeps_the_words_where_nothing_is_near() {
        let draft = draft("See [*our* notes](/notes/2019) now.");
        assert_eq!(fixed(&draft, &run(ID, &draft)).body, "See *our* notes now.");
    }

    #[test]
    fn drafts_of_case_studies_fail_and_drafts_of_guides_do_not() {
        let mut vocabulary = sample();
        vocabulary.pages.iter_mut().for_each(|page| page.status = Status::Draft);
        let vocabulary = vocabulary.clone();
        assert_eq!(run_with(ID, &draft("[a](/stack/redis/)"), &vocabulary).state, State::Fail);
        assert_eq!(run_with(ID, &draft("[a](/case-studies/nestfi/)"), &vocabulary).state, State::Fail);
        assert_eq!(run_with(ID, &draft("[a](/guides/other-guide/)"), &vocabulary).state, State::Pass);
    }

    #[test]
    fn counts_what_was_found() {
        let outcome = on(ID, "[a](/stack/redis/) [b](/stack/gone/) [c](https://x.org) [d](#e)");
        assert_eq!((outcome.measured.as_str(), outcome.threshold.as_str()), ("2", "3"));
        assert_eq!(outcome.evidence[0].label, "Redis");
    }
}
