//! `compare.disclosure`: where the library ties the publication to a subject's vendor, the guide says so.
//!
//! The tie is a tag on the technology's page: `client`, `partner` or `employer`. Whether the words disclose enough is
//! a person's question.

use crate::bar::{Class, Finding, Fix, Outcome, Quote, Reading, Rule, Scope, Setting, Severity, Waive, Words};
use crate::text::Span;
use crate::vocabulary::StackItem;

const WORDS: Words = Words::new(
    "compare.disclosure.words",
    &[
        "disclosure",
        "disclose",
        "client",
        "clients",
        "customer of ours",
        "partner",
        "partners",
        "partnership",
        "employer",
        "employed by",
        "employs",
        "works for",
        "work for",
        "sponsor",
        "sponsored",
        "paid by",
        "pays us",
        "conflict of interest",
        "stake in",
        "investor",
    ],
    "Words by which a sentence tells of a tie to a vendor.",
);

pub const RULE: Rule = Rule {
    id: "compare.disclosure",
    name: "Disclosure",
    task: "Tell of ties to a vendor",
    why: "Readers forgive a tie they are told of.",
    version: "1.0.0",
    severity: Severity::Recommended,
    scope: Scope::Comparisons,
    class: Class::Weak,
    waive: Waive::USUAL,
    settings: &[Setting::Words(&WORDS)],
    check,
};

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let tied: Vec<&StackItem> = tied(reading);
    if tied.is_empty() {
        return Outcome::not_applicable(rule);
    }
    let evidence: Vec<Quote> = said(reading).into_iter().collect();
    let open = if evidence.is_empty() { &tied[..] } else { &[] };
    let findings = open.iter().map(|item| untold(rule, reading, item)).collect();
    Outcome::of(rule, evidence, findings)
}

/// Subjects whose vendor is tied to the publication.
fn tied<'a>(reading: &Reading<'a>) -> Vec<&'a StackItem> {
    let items = reading.subjects().names.iter().filter_map(|name| reading.vocabulary.item(name));
    items.filter(|item| !item.tie.is_empty()).collect()
}

/// The sentence that tells.
fn said(reading: &Reading<'_>) -> Option<Quote> {
    let words = reading.words(&WORDS);
    let sentence = reading.sentences().find(|sentence| words.is_in(sentence.text()))?;
    Some(reading.quote(reading.place(sentence.paragraph, sentence.range()), ""))
}

fn untold(rule: &'static Rule, reading: &Reading<'_>, item: &StackItem) -> Finding {
    let StackItem { name, tie, .. } = item;
    let an = if tie.starts_with('e') { "an" } else { "a" };
    let message = format!("The library lists the vendor of {name} as {an} {tie}. Tell the reader?");
    let end = reading.document.source.trim_end().len();
    let sentence = format!("\n\nDisclosure: the vendor of {name} is {an} {tie} of ours.");
    let fix = Fix::edit("Insert a sentence", Span::new(end, end), sentence);
    Finding::of(rule, reading.end(), message).fix(fix).confidence(0.6)
}

#[cfg(test)]
pub mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::State;
    use crate::bar::testing::{Cases, applied, comparison, run_with};
    use crate::vocabulary::{Vocabulary, sample};

    const ID: &str = "compare.disclosure";

    fn library(tie: &str) -> Vocabulary {
        let mut vocabulary = sample();
        vocabulary.stack.iter_mut().filter(|item| item.name == "NestJS").for_each(|item| item.tie = tie.into());
        vocabulary.clone()
    }

    pub fn cases() -> Cases {
        let tied = |body: &str| (comparison(body), library("client"));
        let mutants = [
            "",
            "NestJS and Fastify.",
            "NestJS is better.",
            "`disclosure: a client`",
            "```\nDisclosure: a client.\n```",
            "<!-- Disclosure: a client. -->",
            "## Disclosure",
            "![a client](images/flow.png)",
            "NestJS has clientele.",
            "The undisclosed price.",
            "[NestJS](/clients/)",
        ];
        let near = [
            "Disclosure: NestJS's vendor pays us.",
            "The vendor of NestJS is a client of ours.",
            "> A client of ours makes NestJS.",
            "* We work for its vendor.",
            "One of us is **employed by** the vendor.",
            "A note.[^1]\n\n[^1]: The vendor is a partner.",
            "There is a conflict\nof interest.",
            "This guide was sponsored.",
            "We hold a stake in it.",
            "PARTNER of the vendor.",
        ];
        let untied = comparison("NestJS and Fastify.");
        Cases::of(ID).broken(mutants.map(tied)).sound(near.map(tied)).sound([untied])
    }

    #[test]
    fn one_click_tells() {
        let draft = comparison("NestJS and Fastify.\n");
        let outcome = run_with(ID, &draft, &library("employer"));
        assert_eq!(
            outcome.findings[0].message,
            "The library lists the vendor of NestJS as an employer. Tell the reader?"
        );
        let told = applied(&draft, &outcome.findings[0].fixes[0]);
        assert_eq!(told.body, "NestJS and Fastify.\n\nDisclosure: the vendor of NestJS is an employer of ours.\n");
        assert_eq!(run_with(ID, &told, &library("employer")).state, State::Pass);
    }
}
