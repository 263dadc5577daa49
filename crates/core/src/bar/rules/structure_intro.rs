//! `structure.intro`: forty words before the first section are required; a problem, and whose it was, are advised.
//!
//! That the words are there is exact. What they say is guessed by cues, so it never gates.

use crate::bar::prose::Prose;
use crate::bar::verdict::count;
use crate::bar::{Class, Finding, Number, Outcome, Reading, Rule, Scope, Setting, Severity, State, Waive, Words};
use crate::markdown::Layer;
use crate::text::Span;
use crate::vocabulary::Named;

const MIN: Number = Number::count("structure.intro.min", 40.0, "words", "Words before the first section, at least.");

const PROBLEMS: Words = Words::new(
    "structure.intro.problems",
    &[
        "had to",
        "could not",
        "couldn't",
        "cannot",
        "can't",
        "needed",
        "too slow",
        "slow",
        "failed",
        "fails",
        "fail",
        "failure",
        "failures",
        "lost",
        "lose",
        "loses",
        "losing",
        "cost",
        "costs",
        "limit",
        "limits",
        "broke",
        "breaks",
        "broken",
        "wrong",
        "problem",
        "problems",
        "crash",
        "crashed",
        "outage",
        "twice",
        "late",
        "delayed",
        "doubled",
        "duplicated",
        "missing",
        "stuck",
        "bug",
        "bugs",
        "hard",
        "harder",
        "hardest",
        "difficult",
        "impossible",
        "risk",
        "error",
        "errors",
        "mistake",
        "mistakes",
        "unreliable",
        "conflict",
        "conflicts",
        "overwrites",
        "overwrote",
        "stale",
        "waited",
        "down",
        "outages",
        "complaints",
        "confused",
        "never",
        "nobody",
        "stopped",
        "stops",
        "stalled",
        "hung",
        "leak",
        "leaked",
        "leaks",
        "timeout",
        "timeouts",
        "timed out",
        "incident",
        "incidents",
        "bottleneck",
        "overloaded",
        "slower",
        "disappear",
        "disappears",
        "disappeared",
        "danger",
        "dangerous",
    ],
    "Words that name a problem.",
);
const WHO: Words = Words::new(
    "structure.intro.who",
    &[
        "team",
        "teams",
        "user",
        "users",
        "customer",
        "customers",
        "client",
        "clients",
        "developer",
        "developers",
        "engineer",
        "engineers",
        "company",
        "companies",
        "startup",
        "startups",
        "people",
        "person",
        "payer",
        "buyers",
        "buyer",
        "merchant",
        "members",
        "writers",
        "students",
        "patients",
        "we",
        "our",
        "us",
        "i",
        "my",
    ],
    "Words that name who has the problem.",
);
const FORMULAS: Words = Words::new(
    "structure.intro.formulas",
    &[
        "in today's",
        "in today’s",
        "in this guide",
        "this guide will",
        "in this article",
        "this article will",
        "in this post",
        "this post will",
        "in the world of",
        "in the ever-evolving",
        "in recent years",
        "have you ever",
        "welcome to",
        "let's dive",
        "let’s dive",
        "as we all know",
        "it is no secret",
        "when it comes to",
        "in the realm of",
    ],
    "Openings that could begin any guide.",
);

/// Words in which a reader decides.
const DECIDES: usize = 150;

pub const RULE: Rule = Rule {
    id: "structure.intro",
    name: "Introduction",
    task: "Write an introduction",
    why: "A reader decides in the first lines whether this is their problem.",
    version: "1.1.0",
    severity: Severity::Required,
    scope: Scope::Guides,
    class: Class::Exact,
    waive: Waive::USUAL,
    settings: &[Setting::Number(&MIN), Setting::Words(&PROBLEMS), Setting::Words(&WHO), Setting::Words(&FORMULAS)],
    check,
};

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let intro = Intro::of(reading);
    let (words, min) = (intro.words(), reading.count(&MIN));
    let outcome = if words < min {
        Outcome::of(rule, Vec::new(), vec![too_short(rule, reading, words, &intro)])
    } else {
        let advice = advice(rule, reading, &intro);
        let quote = intro
            .paragraphs
            .first()
            .map(|(at, words)| reading.quote(reading.document.paragraphs[*at].span, count(*words, "word")));
        let state = if advice.is_empty() { State::Pass } else { State::Advise };
        Outcome::of(rule, quote.into_iter().collect(), advice).state(state)
    };
    outcome.counting(words, min)
}

/// Prose before the first section.
struct Intro {
    /// Indices in `Document::paragraphs`, with their words.
    paragraphs: Vec<(usize, usize)>,
    end: usize,
}

impl Intro {
    fn of(reading: &Reading<'_>) -> Self {
        let document = reading.document;
        let first = document.headings.iter().find(|heading| heading.top_level && heading.level > 1);
        let end = first.map_or(usize::MAX, |heading| heading.span.start);
        let before = document.paragraphs.iter().zip(&document.words().paragraphs).enumerate();
        let paragraphs = before
            .take_while(|(_, (paragraph, _))| paragraph.span.start < end)
            .filter(|(_, (paragraph, _))| paragraph.layer == Layer::Prose)
            .map(|(at, (_, words))| (at, words.words() as usize));
        Self { paragraphs: paragraphs.collect(), end }
    }

    fn words(&self) -> usize {
        self.paragraphs.iter().map(|(_, words)| words).sum()
    }

    /// The paragraphs that begin within the first words a reader decides on.
    fn first<'r>(&'r self, reading: &'r Reading<'_>) -> impl Iterator<Item = &'r Prose> {
        let mut before = 0;
        let begins = self.paragraphs.iter().take_while(move |(_, words)| {
            before += words;
            before - words < DECIDES
        });
        begins.filter_map(|(at, _)| reading.written().get(*at)).map(|prose| &**prose)
    }
}

/// What the first words say is advice: no machine knows a good beginning.
fn advice(rule: &'static Rule, reading: &Reading<'_>, intro: &Intro) -> Vec<Finding> {
    let Some(span) = intro.paragraphs.first().map(|(at, _)| reading.document.paragraphs[*at].span) else {
        return Vec::new();
    };
    let says = |words: &Words| intro.first(reading).any(|prose| prose.listed(reading.words(words)).next().is_some());
    let finding = |message: &str| Finding::of(rule, reading.quote(span, ""), message).confidence(0.5);
    let mut findings: Vec<Finding> = formula(rule, reading, intro).into_iter().collect();
    if !says(&PROBLEMS) {
        findings.push(finding("The first lines name no problem. What went wrong, or was too slow, or got lost?"));
    } else if !says(&WHO) && !names_a_project(reading, intro) {
        findings.push(finding("The first lines say what went wrong, and not for whom. A team, users, a case study?"));
    }
    findings
}

/// "In today's fast-paced world": could open any guide.
fn formula(rule: &'static Rule, reading: &Reading<'_>, intro: &Intro) -> Option<Finding> {
    let (at, _) = intro.paragraphs.first()?;
    let prose = reading.written().get(*at)?;
    let (words, _) = prose.listed(reading.words(&FORMULAS)).find(|(words, _)| words.start == 0)?;
    let span = reading.place(*at, prose.place(words));
    let message = "This could open any guide. Begin with what happened.";
    Some(Finding::of(rule, reading.quote(span, ""), message).confidence(0.8))
}

fn names_a_project(reading: &Reading<'_>, intro: &Intro) -> bool {
    let before = reading.mentions().iter().take_while(|seen| seen.span.start < intro.end);
    before.into_iter().any(|seen| matches!(seen.named, Named::CaseStudy(_)))
}

fn too_short(rule: &'static Rule, reading: &Reading<'_>, words: usize, intro: &Intro) -> Finding {
    let paragraph = intro.paragraphs.last().and_then(|(at, _)| reading.document.paragraphs.get(*at));
    let start = paragraph.map_or(Span::new(0, 0), |paragraph| paragraph.span);
    let message = match words {
        0 => "The text starts without an introduction. Tell the reader what went wrong before you fixed it.".to_owned(),
        _ => {
            let words = count(words, "word");
            format!("Your first section starts after {words}. Tell the reader what went wrong before you fixed it.")
        }
    };
    Finding::of(rule, reading.quote(start, ""), message)
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::State;
    use crate::bar::testing::{Cases, on, words};

    const ID: &str = "structure.intro";

    pub fn cases() -> Cases {
        let (few, many) = (words(39), words(60));
        // Says what was wrong and for whom, in four words.
        let (enough, half) = (format!("Our users lost payments {}", words(36)), words(20));
        let first = format!("Our users lost payments {}", words(16));
        Cases::of(ID)
            .broken([
                String::new(),
                few.clone(),
                format!("{few}\n\n## A\n\n{many}\n"),
                format!("## A\n\n{many}\n"),
                format!("```\n{many}\n```\n\n## A\n"),
                format!("<!-- {many} -->\n\n## A\n"),
                format!("![{many}](images/flow.png)\n\n## A\n"),
                format!("# {many}\n\n## A\n"),
                format!("| {many} |\n|---|\n\n## A\n"),
                format!("{few}\n\nA\n---\n\n{many}\n"),
                format!("`{many}`\n\n## A\n"),
            ])
            .sound([
                enough.clone(),
                format!("{enough}\n\n## A\n"),
                format!("{first}\n\n{half}\n\n## A\n"),
                format!("> {first}\n\n{half}\n\n## A\n"),
                format!("* {first}\n* {half}\n\n## A\n"),
                format!("# Staying correct when payments arrive twice\n\n{enough}\n\n## A\n"),
                format!("> ## Quoted\n\n{enough}\n\n## A\n"),
                format!("{first} *{half}*\n\n## A\n"),
                format!("[{enough}](/stack/redis/)\n\n## A\n"),
                format!("{enough}\n\n```\n## A\n```\n"),
                format!("NestFi lost payments {half} {half}"),
                format!("{half} {half}\n\n{half} our users had to wait."),
            ])
    }

    #[test]
    fn what_the_first_lines_say_is_advice() {
        let many = words(160);
        for (body, says) in [
            (format!("The ledger is a table {many}"), "The first lines name no problem."),
            (format!("The ledger failed {many}"), "The first lines say what went wrong, and not for whom."),
            (format!("In this guide our users lost payments {many}"), "This could open any guide."),
            (format!("The ledger is a table {many}\n\nOur users lost payments."), "The first lines name no problem."),
            (format!("The ledger is a table {many}\n\n## What our users lost"), "The first lines name no problem."),
        ] {
            let outcome = on(ID, &body);
            assert_eq!(outcome.state, State::Advise, "{body}");
            assert!(outcome.findings[0].message.starts_with(says), "{}", outcome.findings[0].message);
        }
    }

    #[test]
    fn says_after_how_many_words() {
        let outcome = on(ID, &format!("{}\n\n## A\n", words(12)));
        assert!(outcome.findings[0].message.starts_with("Your first section starts after 12 words."));
        assert_eq!((outcome.measured.as_str(), outcome.threshold.as_str()), ("12", "40"));
    }
}
