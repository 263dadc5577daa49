//! `structure.intro`: forty words before the first section. What they say is not judged here.

use crate::bar::verdict::count;
use crate::bar::{Class, Finding, Number, Outcome, Reading, Rule, Scope, Setting, Severity, Waive};
use crate::markdown::Layer;
use crate::text::Span;

const MIN: Number = Number::count("structure.intro.min", 40.0, "words", "Words before the first section, at least.");

pub const RULE: Rule = Rule {
    id: "structure.intro",
    name: "Introduction",
    task: "Write an introduction",
    why: "A reader decides in the first lines whether this is their problem.",
    version: "1.0.0",
    severity: Severity::Required,
    scope: Scope::Guides,
    class: Class::Exact,
    waive: Waive::USUAL,
    settings: &[Setting::Number(&MIN)],
    check,
};

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let document = reading.document;
    let first = document.headings.iter().find(|heading| heading.top_level && heading.level > 1);
    let end = first.map_or(usize::MAX, |heading| heading.span.start);
    let before = document.paragraphs.iter().zip(&document.words().paragraphs);
    let intro: Vec<(Span, usize)> = before
        .take_while(|(paragraph, _)| paragraph.span.start < end)
        .filter(|(paragraph, _)| paragraph.layer == Layer::Prose)
        .map(|(paragraph, words)| (paragraph.span, words.words() as usize))
        .collect();
    let words = intro.iter().map(|(_, words)| words).sum();
    let quote = intro.first().map(|(span, _)| reading.quote(*span, count(words, "word")));
    let min = reading.count(&MIN);
    let findings = if words < min { vec![too_short(rule, reading, words, &intro)] } else { Vec::new() };
    let evidence = if findings.is_empty() { quote.into_iter().collect() } else { Vec::new() };
    Outcome::of(rule, evidence, findings).counting(words, min)
}

fn too_short(rule: &'static Rule, reading: &Reading<'_>, words: usize, intro: &[(Span, usize)]) -> Finding {
    let start = intro.last().map_or(Span::new(0, 0), |(span, _)| *span);
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
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::State;
    use crate::bar::testing::{all, on, words};

    const ID: &str = "structure.intro";

    #[test]
    fn mutants_fail() {
        let (few, many) = (words(39), words(60));
        let mutants = [
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
        ];
        all(ID, State::Fail, &mutants.iter().map(String::as_str).collect::<Vec<_>>());
    }

    #[test]
    fn near_misses_pass() {
        let (enough, half) = (words(40), words(20));
        let near = [
            enough.clone(),
            format!("{enough}\n\n## A\n"),
            format!("{half}\n\n{half}\n\n## A\n"),
            format!("> {half}\n\n{half}\n\n## A\n"),
            format!("* {half}\n* {half}\n\n## A\n"),
            format!("# Staying correct when payments arrive twice\n\n{enough}\n\n## A\n"),
            format!("> ## Quoted\n\n{enough}\n\n## A\n"),
            format!("{half} *{half}*\n\n## A\n"),
            format!("[{enough}](/stack/redis/)\n\n## A\n"),
            format!("{enough}\n\n```\n## A\n```\n"),
        ];
        all(ID, State::Pass, &near.iter().map(String::as_str).collect::<Vec<_>>());
    }

    #[test]
    fn says_after_how_many_words() {
        let outcome = on(ID, &format!("{}\n\n## A\n", words(12)));
        assert!(outcome.findings[0].message.starts_with("Your first section starts after 12 words."));
        assert_eq!((outcome.measured.as_str(), outcome.threshold.as_str()), ("12", "40"));
    }
}
