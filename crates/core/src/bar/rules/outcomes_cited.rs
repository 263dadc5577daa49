//! `outcomes.cited`: figures of others carry a source.
//!
//! A sentence with a quantity that speaks of a survey, a study or of everybody ("53 % of mobile users") has a link
//! or a footnote in it or in the next sentence. Where the link leads is not asked.

use crate::bar::outcomes::Found;
use crate::bar::{Class, Finding, Outcome, Quote, Reading, Rule, Scope, Setting, Severity, Waive, Words};
use crate::text::Span;

const SOURCES: Words = Words::new(
    "outcomes.cited.sources",
    &[
        "according to",
        "study",
        "studies",
        "survey",
        "surveys",
        "surveyed",
        "researchers",
        "research shows",
        "research found",
        "google found",
        "gartner",
        "forrester",
        "mckinsey",
        "statista",
        "stack overflow",
        "respondents",
        "of developers",
        "of companies",
        "of mobile users",
        "of websites",
        "of all websites",
        "of organizations",
        "of organisations",
        "of enterprises",
        "of internet users",
        "of consumers",
        "of shoppers",
        "of the web",
        "analysts",
        "worldwide",
    ],
    "Words that make a figure somebody else's.",
);

pub const RULE: Rule = Rule {
    id: "outcomes.cited",
    name: "Cited figures",
    task: "Link the source of a figure",
    why: "Unsupported statements confuse more than they convince.",
    version: "1.0.0",
    severity: Severity::Recommended,
    scope: Scope::Guides,
    class: Class::Measured,
    waive: Waive::USUAL,
    settings: &[Setting::Words(&SOURCES)],
    check,
};

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let words = reading.words(&SOURCES);
    let foreign = reading.outcomes().iter().filter(|found| !found.is_confirmed() && words.is_in(found.sentence()));
    let (cited, bare): (Vec<&Found>, Vec<&Found>) = foreign.partition(|found| has_source(reading, found));
    let evidence: Vec<Quote> = cited.iter().map(|found| reading.quote(found.whole, "")).collect();
    let findings = bare.iter().map(|found| finding(rule, reading, found)).collect();
    Outcome::of(rule, evidence, findings)
}

/// A link or a footnote in the sentence or the one behind it.
fn has_source(reading: &Reading<'_>, found: &Found) -> bool {
    let source = reading.document.source;
    let end = reading.document.paragraphs.get(found.place).map_or(found.whole.end, |paragraph| paragraph.span.end);
    let rest = source.get(found.whole.end..end).unwrap_or_default();
    let next = crate::bar::sentences(rest).into_iter().find(|range| range.len() > 3).map_or(0, |range| range.end);
    let reach = Span::new(found.whole.start, found.whole.end + next);
    let linked = reading.document.links.iter().any(|link| link.span.start < reach.end && reach.start < link.span.end);
    linked || reach.of(source).contains("[^")
}

fn finding(rule: &'static Rule, reading: &Reading<'_>, found: &Found) -> Finding {
    let quote = reading.quote(found.whole, "");
    let figure = found.amounts().first().map_or("this figure", |(written, _)| written.as_str());
    Finding::of(rule, quote, format!("Where does “{figure}” come from? Link it, or drop it."))
}

#[cfg(test)]
mod tests {

    use crate::bar::State;
    use crate::bar::testing::{all, on};

    const ID: &str = "outcomes.cited";

    #[test]
    fn mutants() {
        all(
            ID,
            State::Advise,
            &[
                "According to a survey, 53 % of visits end early.\n",
                "53 % of mobile users leave after 3 seconds.\n",
                "A study found that 40 % of sites are slow.\n",
                "Google found that 53 % leave.\n",
                "Gartner says 75 % will move.\n",
                "70 % of companies use it.\n",
                "* 48 % of respondents agreed.\n",
                "> Researchers counted 12,000 cases.\n",
                "90 % of developers like it. It is good. See [that](https://example.org).\n",
                "In a survey 40 % said yes. We agree. Read [more](https://example.org).\n",
                "40 % of shoppers leave.\n\nSee [this](https://example.org).\n",
            ],
        );
    }

    #[test]
    fn near_misses() {
        all(
            ID,
            State::Pass,
            &[
                "According to [a survey](https://example.org), 53 % of visits end early.\n",
                "53 % of mobile users leave.[^1]\n\n[^1]: https://example.org\n",
                "A study found that 40 % of sites are slow. [It](https://example.org) is old.\n",
                "70 % of companies use it (<https://example.org>).\n",
                "We studied it for 3 weeks.\n",
                "Our p95 fell by 40 %.\n",
                "A survey was made.\n",
                "According to Grafana it was slow.\n",
                "```\n53 % of mobile users\n```\n",
                "Half of it was ours.\n",
                "# 53 % of mobile users\n\nWords.\n",
            ],
        );
    }

    #[test]
    fn asks_for_the_figure() {
        let outcome = on(ID, "According to a survey, 53 % of visits end early.\n");
        assert_eq!(outcome.findings[0].message, "Where does “53 %” come from? Link it, or drop it.");
    }
}
