//! `compare.subjects`: a comparison has two subjects or more, and none of them gets lost on the way.
//!
//! A section counts for a subject when its heading or text names it, or when it begins by speaking of "it" and the
//! subject was the last one named. How much is said of each is `compare.criteria`'s.

use std::collections::BTreeSet;

use crate::bar::prose::Prose;
use crate::bar::verdict::{count, listed};
use crate::bar::{Class, Field, Finding, Fix, Number, Outcome, Quote, Reading, Rule, Scope, Setting, Severity, Waive};
use crate::guide::Kind;
use crate::vocabulary::Named;

const MIN: Number = Number::count("compare.subjects.min", 2.0, "subjects", "Subjects of a comparison at least.");
const SECTIONS: Number =
    Number::count("compare.subjects.sections", 3.0, "sections", "Sections that name each subject at least.");

pub const RULE: Rule = Rule {
    id: "compare.subjects",
    name: "Subjects",
    task: "Speak of every subject",
    why: "A comparison that drops a side is a deep dive under a wrong label.",
    version: "1.0.0",
    severity: Severity::Required,
    scope: Scope::Comparisons,
    class: Class::Exact,
    waive: Waive::USUAL,
    settings: &[Setting::Number(&MIN), Setting::Number(&SECTIONS)],
    check,
};

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let names = &reading.subjects().names;
    if names.len() < reading.count(&MIN) {
        let findings = vec![too_few(rule, reading)];
        return Outcome::of(rule, Vec::new(), findings).counting(names.len(), reading.count(&MIN));
    }
    let sections: Vec<BTreeSet<Option<usize>>> = (0..names.len()).map(|subject| sections(reading, subject)).collect();
    let asked = reading.count(&SECTIONS);
    let lost = (0..names.len()).filter(|subject| sections[*subject].len() < asked);
    let findings: Vec<Finding> = lost.map(|subject| lost_one(rule, reading, subject, &sections)).collect();
    let evidence = (0..names.len()).flat_map(|subject| evidence(reading, subject, &sections[subject])).collect();
    let kept = names.len() - findings.len();
    Outcome::of(rule, evidence, findings).counting(kept, names.len())
}

/// Sections that speak of a subject; `None` is the introduction.
fn sections(reading: &Reading<'_>, subject: usize) -> BTreeSet<Option<usize>> {
    let section = |paragraph: usize| reading.document.paragraphs.get(paragraph).and_then(|paragraph| paragraph.section);
    let told = reading.told();
    let mut named: BTreeSet<Option<usize>> =
        told.iter().filter(|told| told.subject == subject).map(|told| section(told.paragraph)).collect();
    for (at, said) in reading.prose().iter().enumerate() {
        let here = section(said.paragraph);
        let is_first = at == 0 || section(reading.prose()[at - 1].paragraph) != here;
        let last = told[..told.partition_point(|told| told.paragraph < said.paragraph)].last();
        if is_first && last.is_some_and(|last| last.subject == subject) && speaks_of_it(&said.prose) {
            named.insert(here);
        }
    }
    named
}

/// The first sentence says "it" among its first words.
fn speaks_of_it(prose: &Prose) -> bool {
    (0..prose.words.len().min(4)).any(|at| matches!(prose.word(at), "it" | "its" | "they" | "their"))
}

/// The first place of each section that names it.
fn evidence(reading: &Reading<'_>, subject: usize, sections: &BTreeSet<Option<usize>>) -> Vec<Quote> {
    let name = &reading.subjects().names[subject];
    let first = |section: &Option<usize>| {
        let here = reading.told().iter().find(|told| {
            told.subject == subject
                && reading.document.paragraphs.get(told.paragraph).is_some_and(|found| found.section == *section)
        })?;
        let heading = section.and_then(|at| reading.document.headings.get(at));
        let title = heading.map_or("Introduction", |heading| &heading.text);
        Some(reading.quote(reading.place(here.paragraph, here.start..here.end), format!("{name} · {title}")))
    };
    sections.iter().filter_map(first).collect()
}

fn too_few(rule: &'static Rule, reading: &Reading<'_>) -> Finding {
    let message = "What does this compare? Name two subjects or more, or call it a deep dive.";
    let best = most_named(reading);
    let declare = (best.len() > 1).then(|| {
        Fix::meta(format!("Compare {}", listed(&best)), &reading.draft.meta, |meta| meta.subjects = best.clone())
    });
    Finding::of(rule, reading.field(Field::Subjects, "", ""), message).fix(declare).fix(deep_dive(reading))
}

/// The two declared items that the text names most.
fn most_named(reading: &Reading<'_>) -> Vec<String> {
    let times = |name: &String| {
        let item = reading.vocabulary.item(name);
        let is_it = |named| matches!(named, Named::Stack(at) if reading.vocabulary.stack.get(at) == item);
        if item.is_none() { 0 } else { reading.mentions().iter().filter(|seen| is_it(seen.named)).count() }
    };
    let mut named: Vec<(usize, &String)> = reading.draft.meta.stack.iter().map(|name| (times(name), name)).collect();
    named.retain(|(times, _)| *times > 0);
    named.sort_by_key(|(times, _)| std::cmp::Reverse(*times));
    named.iter().take(2).map(|(_, name)| (*name).clone()).collect()
}

fn deep_dive(reading: &Reading<'_>) -> Fix {
    Fix::meta("Make it a deep dive", &reading.draft.meta, |meta| meta.kind = Kind::DeepDive)
}

fn lost_one(rule: &'static Rule, reading: &Reading<'_>, subject: usize, all: &[BTreeSet<Option<usize>>]) -> Finding {
    let subjects = reading.subjects();
    let name = &subjects.names[subject];
    let mine = &all[subject];
    let whose = if subjects.from_title { "The title compares" } else { "This compares" };
    let most = all.iter().map(BTreeSet::len).max().unwrap_or(0);
    let message = match () {
        () if mine.is_empty() => format!("{whose} {}; I cannot find {name} in the text.", listed(&subjects.names)),
        () if mine.iter().all(Option::is_none) => {
            format!("{whose} {}; I cannot find {name} after the introduction.", listed(&subjects.names))
        }
        () if most > mine.len() => {
            let (mine, most) = (count(mine.len(), "section"), count(most, "section"));
            format!("{name} is named in {mine}, another subject in {most}. What is to be said of {name}?")
        }
        () => format!("{name} is named in {} of {}.", mine.len(), count(reading.count(&SECTIONS), "section")),
    };
    let last = reading.told().iter().rev().find(|told| told.subject == subject);
    let quote = match last {
        Some(told) => reading.quote(reading.place(told.paragraph, told.start..told.end), name.clone()),
        None => reading.field(Field::Subjects, name, ""),
    };
    Finding::of(rule, quote, message).fix(deep_dive(reading))
}

#[cfg(test)]
pub mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::testing::{Cases, comparison, fixed, run};
    use crate::bar::{Field, Place};

    const ID: &str = "compare.subjects";
    const BOTH: &str = "NestJS and Fastify.\n\n## Speed\n\nNestJS, then Fastify.\n\n## Size\n\nFastify, then NestJS.\n";

    pub fn cases() -> Cases {
        let mutants = [
            String::new(),
            "NestJS and Fastify.".into(),
            BOTH.replace("Fastify, then NestJS", "NestJS"),
            BOTH.replace("NestJS, then Fastify", "NestJS"),
            BOTH.replace("Fastify", "Express"),
            BOTH.replace("then Fastify", "then `Fastify`"),
            BOTH.replace("then Fastify.", "then.\n\n```\nFastify\n```\n"),
            BOTH.replace("then Fastify", "then <!-- Fastify -->"),
            BOTH.replace("then Fastify", "then ![Fastify](images/flow.png)"),
            BOTH.replace("then Fastify", "then Fastifying"),
            BOTH.replace("## Size\n\n", ""),
            BOTH.replace("## Size", "> ## Size"),
        ];

        let near = [
            BOTH.to_owned(),
            BOTH.replace("then Fastify", "then **Fastify**"),
            BOTH.replace("then Fastify", "then [Fastify](https://fastify.dev)"),
            BOTH.replace("then Fastify", "then FASTIFY"),
            BOTH.replace("NestJS, then Fastify", "* NestJS\n* Fastify"),
            BOTH.replace("NestJS, then Fastify.", "| NestJS | Fastify |\n|---|---|\n| 1 | 2 |"),
            BOTH.replace("## Speed\n\nNestJS, then Fastify.", "## Speed of NestJS and Fastify\n\nNumbers."),
            BOTH.replace("## Size\n\nFastify, then NestJS", "## Size\n\nIt is small. NestJS is not"),
            BOTH.replace("NestJS and Fastify.\n", "Words first.\n\n## Both\n\nNestJS and Fastify.\n"),
            BOTH.replace("## Size", "### Size"),
            format!("{BOTH}\n## More\n\nNestJS.\n"),
        ];

        Cases::of(ID)
            .broken(mutants.iter().map(|body| comparison(body)))
            .sound(near.iter().map(|body| comparison(body)))
    }

    #[test]
    fn says_who_got_lost() {
        let outcome = run(ID, &comparison("NestJS and Fastify.\n\n## A\n\nNestJS.\n\n## B\n\nNestJS.\n"));
        assert_eq!((outcome.measured.as_str(), outcome.threshold.as_str()), ("1", "2"));
        let message = &outcome.findings[0].message;
        assert_eq!(message, "This compares NestJS and Fastify; I cannot find Fastify after the introduction.");
        assert_eq!(outcome.evidence[1].label, "NestJS · A");
    }

    #[test]
    fn without_subjects_it_asks_for_them() {
        let mut draft = comparison("Redis and PostgreSQL, Redis again.");
        draft.meta.subjects.clear();
        let outcome = run(ID, &draft);
        assert_eq!(outcome.findings[0].quote.place, Place::Field(Field::Subjects));
        assert_eq!(fixed(&draft, &outcome).meta.subjects, ["Redis", "PostgreSQL"]);
        draft.meta.title = "Redis vs PostgreSQL".into();
        assert!(run(ID, &draft).findings[0].message.starts_with("The title compares Redis and PostgreSQL; "));
    }
}
