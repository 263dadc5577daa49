//! `links.anchor`: every `#place` in a link exists in the page it names, as export targets will name it.
//!
//! Pages outside the library are not looked at.

use std::collections::HashSet;

use pulldown_cmark::{Event, Tag};

use super::links_broken::readdress;
use crate::bar::{Class, Finding, Fix, Outcome, Reading, Rule, Scope, Severity, Waive};
use crate::markdown::{Document, Link};
use crate::vocabulary::{Resolved, Target, nearest};

pub const RULE: Rule = Rule {
    id: "links.anchor",
    name: "Link places",
    task: "Mend the places links point at",
    why: "A reader who lands at the top of a long page has to search.",
    version: "1.0.0",
    severity: Severity::Required,
    scope: Scope::Everything,
    class: Class::Exact,
    waive: Waive::NEVER,
    settings: &[],
    check,
};

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let placed: Vec<(&Link, &Resolved<'_>, &str)> = reading
        .links()
        .filter_map(|(link, resolved)| Some((link, resolved, resolved.fragment.as_deref()?)))
        .filter(|(_, resolved, fragment)| inside(resolved) && !fragment.is_empty())
        .collect();
    if placed.is_empty() {
        return Outcome::not_applicable(rule);
    }
    let own = own_places(reading.document);
    let mut evidence = Vec::new();
    let mut findings = Vec::new();
    for (link, resolved, fragment) in &placed {
        let places = places(resolved, &own);
        match places.contains(fragment) || is_top(resolved, fragment) {
            true => evidence.push(reading.quote(link.span, format!("#{fragment}"))),
            false => findings.push(finding(rule, reading, link, fragment, &places)),
        }
    }
    let found = evidence.len();
    Outcome::of(rule, evidence, findings).counting(found, placed.len())
}

fn inside(resolved: &Resolved<'_>) -> bool {
    matches!(resolved.target, Target::Itself | Target::Page(_))
}

/// Every browser knows this place.
fn is_top(resolved: &Resolved<'_>, fragment: &str) -> bool {
    resolved.target == Target::Itself && fragment == "top"
}

fn places<'p>(resolved: &Resolved<'p>, own: &'p HashSet<String>) -> HashSet<&'p str> {
    match resolved.target {
        Target::Page(page) => page.anchors.iter().map(String::as_str).collect(),
        _ => own.iter().map(String::as_str).collect(),
    }
}

/// Headings and footnotes of this page, and ids written in its HTML.
fn own_places(document: &Document<'_>) -> HashSet<String> {
    let mut places: HashSet<String> = document.headings.iter().map(|heading| heading.id.clone()).collect();
    for (event, _) in &document.events {
        match event {
            Event::Start(Tag::FootnoteDefinition(name)) => {
                places.extend(["fn-", "fnref-", "fn:", "fnref:", ""].map(|prefix| format!("{prefix}{name}")));
            }
            Event::Html(html) | Event::InlineHtml(html) => places.extend(ids(html)),
            _ => {}
        }
    }
    places
}

/// Values of `id="…"` and `name="…"`.
fn ids(html: &str) -> impl Iterator<Item = String> + '_ {
    let starts = [" id=", " name="].into_iter().flat_map(|key| html.match_indices(key).map(|(at, key)| at + key.len()));
    starts.filter_map(|at| {
        let rest = html.get(at..)?;
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        rest[1..].split_once(quote).map(|(value, _)| value.to_owned())
    })
}

fn finding(rule: &'static Rule, reading: &Reading<'_>, link: &Link, fragment: &str, places: &HashSet<&str>) -> Finding {
    let mut sorted: Vec<&str> = places.iter().copied().filter(|place| !place.is_empty()).collect();
    sorted.sort_unstable();
    let near = nearest(fragment, sorted.iter().copied()).or_else(|| containing(fragment, &sorted));
    let message = match near {
        Some(near) => format!("{}: the page exists, the place is now #{near}.", link.href),
        None => format!("{}: the page exists, it has no such place.", link.href),
    };
    let page = link.href.split('#').next().unwrap_or_default();
    let offer = |to: String, label: String| readdress(reading, link, &to).map(|edit| Fix::edits(label, vec![edit]));
    let mend = near.and_then(|near| offer(format!("{page}#{near}"), format!("Point at #{near}")));
    let drop = if page.is_empty() { None } else { offer(page.to_owned(), "Link to the page itself".into()) };
    Finding::of(rule, reading.quote(link.span, ""), message).fix(mend).fix(drop)
}

/// "#results" may have become "#results-after-two-weeks".
fn containing<'p>(fragment: &str, places: &[&'p str]) -> Option<&'p str> {
    let related = |place: &&&str| place.contains(fragment) || fragment.contains(**place);
    places.iter().filter(|place| place.len() > 2).find(related).copied()
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::testing::{Cases, draft, fixed, run};

    const ID: &str = "links.anchor";

    pub fn cases() -> Cases {
        Cases::of(ID)
            .broken([
                "[a](#resultz)\n\n## Results\n",
                "[a](#Results)\n\n## Results\n",
                "[a](#results-1)\n\n## Results\n",
                "[a](#results)\n\n## Outcome\n",
                "[a](#results)\n\n`## Results`\n",
                "[a](#results)\n\n```\n## Results\n```\n",
                "[a](/guides/staying-correct/#gone)\n",
                "[a](/case-studies/nestfi/#results)",
                "[a](../stack/redis.md#gone)",
                "[a][r]\n\n[r]: #gone",
                "[a](/case-studies/nestfi/#top)",
            ])
            .sound([
                "[a](#results)\n\n## Results\n",
                "[a](#results-1)\n\n## Results\n\n## Results\n",
                "[a](#what-we-learned)\n\nWhat we learned\n---\n",
                "[a](#top)",
                "[a](/guides/staying-correct/#results)\n\n## Results\n",
                "[a](/case-studies/nestfi/#impact)",
                "[a](../case-studies/nestfi.md#impact)",
                "[a](#here)\n\n<a id=\"here\"></a>\n",
                "[a](#here)\n\nText <span name='here'></span>.\n",
                "[a](#fn-1) x[^1]\n\n[^1]: Note.\n",
            ])
            .sound(["", "[a](#)", "[a](https://x.org/#gone)", "[a](/stack/gone/#x)", "[a](/guides/#x)"])
    }

    #[test]
    fn mends_by_edit_distance_or_by_the_words_kept() {
        let cases = [
            ("[a](#resultz)\n\n## Results\n", "[a](#results)\n\n## Results\n"),
            (
                "[a](#results)\n\n## Results after two weeks\n",
                "[a](#results-after-two-weeks)\n\n## Results after two weeks\n",
            ),
            ("[a](/case-studies/nestfi#impac)", "[a](/case-studies/nestfi#impact)"),
            ("[a](/case-studies/nestfi#elsewhere)", "[a](/case-studies/nestfi)"),
        ];
        for (broken, mended) in cases {
            let draft = draft(broken);
            assert_eq!(fixed(&draft, &run(ID, &draft)).body, mended);
        }
    }
}
