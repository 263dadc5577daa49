//! `compare.when-to-choose`: for each subject the guide says when to take it.
//!
//! Known by "choose X when …" and its kin, by a list under a heading about choosing, or by a section "When to choose
//! X". Whether the advice is good is not judged.

use crate::bar::said::Sentence;
use crate::bar::verdict::listed;
use crate::bar::{Class, Finding, Fix, Number, Outcome, Quote, Reading, Rule, Scope, Setting, Severity, Waive, Words};
use crate::text::Span;

const SECTION: Number = Number::count(
    "compare.when-to-choose.words",
    25.0,
    "words",
    "Words below a heading “When to choose X” that make it an answer.",
);
const VERBS: Words = Words::new(
    "compare.when-to-choose.verbs",
    &[
        "choose",
        "use",
        "pick",
        "prefer",
        "go with",
        "reach for",
        "stay with",
        "take",
        "select",
        "start with",
        "keep",
        "right choice",
        "better choice",
        "good choice",
        "better fit",
        "good fit",
        "right fit",
        "fits",
        "suits",
        "wins",
        "shines",
        "belongs",
        "pays off",
        "makes sense",
    ],
    "Words by which a sentence recommends.",
);
const CONDITIONS: Words = Words::new(
    "compare.when-to-choose.conditions",
    &["when", "if", "for", "where", "whenever", "unless", "as long as", "as soon as", "in case", "once", "because"],
    "Words by which a sentence says under what condition.",
);
const HEADINGS: Words = Words::new(
    "compare.when-to-choose.headings",
    &["choose", "choosing", "choice", "pick", "picking", "when to use", "which one", "decide", "deciding", "which to"],
    "Words that make a heading one about choosing.",
);
const AGAINST: [&str; 9] =
    ["not ", "n't ", "n’t ", "never ", "avoid ", "instead of ", "rather than ", "no reason to ", "nobody should "];

pub const RULE: Rule = Rule {
    id: "compare.when-to-choose",
    name: "When to choose",
    task: "Say when to choose each",
    why: "Readers come with a decision to make.",
    version: "1.0.0",
    severity: Severity::Required,
    scope: Scope::Comparisons,
    class: Class::Measured,
    waive: Waive::USUAL,
    settings: &[
        Setting::Number(&SECTION),
        Setting::Words(&VERBS),
        Setting::Words(&CONDITIONS),
        Setting::Words(&HEADINGS),
    ],
    check,
};

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let names = &reading.subjects().names;
    if names.len() < 2 {
        return Outcome::not_applicable(rule);
    }
    let answers: Vec<Option<Quote>> = (0..names.len()).map(|subject| answer(reading, subject)).collect();
    let open: Vec<usize> = (0..names.len()).filter(|subject| answers[*subject].is_none()).collect();
    let findings: Vec<Finding> = open.iter().map(|subject| missing(rule, reading, *subject, &open)).collect();
    let said = names.len() - open.len();
    Outcome::of(rule, answers.into_iter().flatten().collect(), findings).counting(said, names.len())
}

/// The sentence or section that says when to choose a subject.
fn answer(reading: &Reading<'_>, subject: usize) -> Option<Quote> {
    let name = &reading.subjects().names[subject];
    let sentence = reading.sentences().find(|sentence| recommends(reading, sentence, subject));
    let place = sentence.map(|sentence| reading.place(sentence.paragraph, sentence.range()));
    place.or_else(|| section(reading, subject)).map(|span| reading.quote(span, name.clone()))
}

/// A verb, the subject and a condition; under a heading about choosing, the subject and a condition.
fn recommends(reading: &Reading<'_>, sentence: &Sentence<'_>, subject: usize) -> bool {
    let range = sentence.range();
    let told = reading.told();
    let from = told.partition_point(|told| (told.paragraph, told.start) < (sentence.paragraph, range.start));
    let here = told[from..].iter().take_while(|told| told.paragraph == sentence.paragraph && told.start < range.end);
    let mut mine =
        here.filter(|told| told.subject == subject).map(|told| (told.start - range.start, told.end - range.start));
    mine.any(|(start, end)| {
        let text = sentence.text();
        let (before, behind) = (text.get(..start).unwrap_or_default(), text.get(end..).unwrap_or_default());
        let condition = reading.words(&CONDITIONS).is_in(behind) || reading.words(&CONDITIONS).is_in(before);
        condition && !is_against(before) && (verb_near(reading, before, behind) || under_choice(reading, sentence))
    })
}

/// "do not choose X": the words just before the name.
fn is_against(before: &str) -> bool {
    let clause = before.rsplit([',', ';', ':', '.']).next().unwrap_or(before).to_lowercase();
    AGAINST.iter().any(|word| clause.contains(word))
}

/// Just before the name, or behind it in the same clause.
fn verb_near(reading: &Reading<'_>, before: &str, behind: &str) -> bool {
    let verbs = reading.words(&VERBS);
    let clause = behind.split([';', '.']).next().unwrap_or(behind);
    let last = verbs.find(before).last().map(|(range, _)| before[range.end..].split_whitespace().count());
    last.is_some_and(|words| words <= 4)
        || verbs.find(clause).next().is_some_and(|(range, _)| clause[..range.start].split_whitespace().count() <= 4)
}

fn under_choice(reading: &Reading<'_>, sentence: &Sentence<'_>) -> bool {
    let section = reading.document.paragraphs.get(sentence.paragraph).and_then(|paragraph| paragraph.section);
    let heading = section.and_then(|at| reading.document.headings.get(at));
    heading.is_some_and(|heading| reading.words(&HEADINGS).is_in(&heading.text))
}

/// A section named after choosing this subject alone, with enough words.
fn section(reading: &Reading<'_>, subject: usize) -> Option<Span> {
    let words = &reading.document.words().sections;
    let named = reading.document.headings.iter().zip(words).filter(|(heading, _)| {
        let chooses = reading.words(&HEADINGS).is_in(&heading.text) || heading.text.to_lowercase().starts_with("when ");
        chooses && reading.subjects().only_in(&heading.text) == Some(subject)
    });
    let mut long = named.filter(|(heading, words)| {
        let own = heading.text.split_whitespace().count();
        words.words() as usize >= reading.count(&SECTION) + own
    });
    long.next().map(|(heading, _)| heading.span)
}

fn missing(rule: &'static Rule, reading: &Reading<'_>, subject: usize, open: &[usize]) -> Finding {
    let names = &reading.subjects().names;
    let name = &names[subject];
    let message = format!("When should a reader choose {name}? One honest sentence is enough.");
    let last = reading.told().iter().rev().find(|told| told.subject == subject);
    let quote = last.map_or_else(
        || reading.end(),
        |told| reading.quote(reading.place(told.paragraph, told.start..told.end), name.clone()),
    );
    let wanted: Vec<&String> = open.iter().map(|at| &names[*at]).collect();
    Finding::of(rule, quote, message).fix(insert(reading, &wanted))
}

/// Sentences to fill in: at the end of the section about choosing, or in a new one at the end.
fn insert(reading: &Reading<'_>, names: &[&String]) -> Fix {
    let document = reading.document;
    let bullets: String = names.iter().map(|name| format!("* Choose {name} when ▢.\n")).collect();
    let label = format!("Insert when to choose {}", listed(names));
    let headings = document.headings.iter().enumerate().filter(|(_, heading)| heading.top_level && heading.level > 1);
    let mut about = headings.filter(|(_, heading)| {
        reading.words(&HEADINGS).is_in(&heading.text) && reading.subjects().only_in(&heading.text).is_none()
    });
    let end = document.source.trim_end().len();
    match about.next() {
        Some((at, _)) => {
            let next = document.headings[at + 1..].iter().find(|next| next.top_level);
            let end = next.map_or(end, |next| document.source[..next.span.start].trim_end().len());
            Fix::edit(label, Span::new(end, end), format!("\n\n{}", bullets.trim_end()))
        }
        None => Fix::edit(
            label,
            Span::new(end, end),
            format!("{}## When to choose which\n\n{bullets}", if end == 0 { "" } else { "\n\n" }),
        ),
    }
}

#[cfg(test)]
pub mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::testing::{Cases, comparison, fixed, run, words};

    const ID: &str = "compare.when-to-choose";
    const BOTH: &str = "* Choose NestJS when the team is large.\n* Choose Fastify when the process must be small.\n";

    pub fn cases() -> Cases {
        let mutants = [
            String::new(),
            "NestJS and Fastify are both good.".into(),
            BOTH.replace("Choose Fastify when", "Fastify was"),
            BOTH.replace("Fastify", "it"),
            BOTH.replace("when the process must be small", "and be happy"),
            BOTH.replace("Choose Fastify", "Do not choose Fastify"),
            BOTH.replace("Choose Fastify", "Never use Fastify"),
            BOTH.replace("* Choose Fastify when the process must be small.", "`Choose Fastify when small`"),
            BOTH.replace("* Choose Fastify when the process must be small.", "```\nChoose Fastify when small\n```"),
            BOTH.replace("Choose Fastify when the process", "## When to choose Fastify\n\nThe process"),
            BOTH.replace("Choose NestJS", "Choose Nestling"),
            BOTH.replace("Choose Fastify", "Choose NestJS instead of Fastify"),
        ];

        let long = words(25);
        let near = [
            BOTH.to_owned(),
            BOTH.replace("Choose Fastify when", "Pick **Fastify** if"),
            BOTH.replace("Choose Fastify when", "Reach for Fastify where"),
            BOTH.replace("Choose Fastify when", "If in doubt, go with Fastify, for"),
            BOTH.replace("Choose Fastify when", "Stay with [Fastify](https://fastify.dev) as long as"),
            BOTH.replace("Choose Fastify when", "Fastify is the better choice when"),
            BOTH.replace("Choose Fastify\u{20}", "Use Fastify\u{20}"),
            BOTH.replace("* Choose NestJS", "> Choose\nNestJS").replace("\n* Choose F", "\n\n* Choose F"),
            format!("Choose NestJS when large.\n\n## When to choose Fastify\n\n{long}\n"),
            "## When to choose which\n\n* NestJS: when the team is large.\n* Fastify: if it must be small.\n".into(),
            "Choose NestJS when large, and prefer Fastify for the rest.".into(),
            "Do not choose by fashion. Choose NestJS if large; choose Fastify if small.".into(),
        ];

        Cases::of(ID)
            .broken(mutants.iter().map(|body| comparison(body)))
            .sound(near.iter().map(|body| comparison(body)))
    }

    #[test]
    fn one_click_opens_the_sentences() {
        let draft =
            comparison("NestJS and Fastify.\n\n## Choosing\n\nChoose NestJS if large.\n\n## Lessons\n\nMany.\n");
        let outcome = run(ID, &draft);
        assert_eq!(outcome.findings[0].message, "When should a reader choose Fastify? One honest sentence is enough.");
        assert!(fixed(&draft, &outcome).body.contains("if large.\n\n* Choose Fastify when ▢.\n\n## Lessons"));
        let empty = comparison("Words.\n");
        let fixed = fixed(&empty, &run(ID, &empty)).body;
        let bullets = "* Choose NestJS when ▢.\n* Choose Fastify when ▢.\n";
        assert_eq!(fixed, format!("Words.\n\n## When to choose which\n\n{bullets}\n"));
    }
}
