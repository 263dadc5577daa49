//! `meta.summary`: a summary of 50 to 320 characters that is neither the title nor the first words of the text.

use crate::bar::sentences::folded;
use crate::bar::{Class, Field, Finding, Fix, Number, Outcome, Reading, Rule, Scope, Setting, Severity, Waive};

const SHORTEST: Number = Number::count("meta.summary.min", 50.0, "characters", "Shortest summary.");
const LONGEST: Number = Number::count("meta.summary.max", 320.0, "characters", "Longest summary: what a card shows.");

pub const RULE: Rule = Rule {
    id: "meta.summary",
    name: "Summary",
    task: "Write the summary",
    why: "The summary is what a card shows.",
    version: "1.0.0",
    severity: Severity::Required,
    scope: Scope::Guides,
    class: Class::Exact,
    waive: Waive::USUAL,
    settings: &[Setting::Number(&SHORTEST), Setting::Number(&LONGEST)],
    check,
};

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let summary = folded(&reading.draft.meta.summary);
    let length = summary.chars().count();
    let quote = reading.field(Field::Summary, &summary, "");
    let (shortest, longest) = room(reading);
    let asked = if length < shortest { shortest } else { longest };
    match complaint(reading, &summary, length) {
        None => Outcome::of(rule, vec![quote], Vec::new()),
        Some(message) => {
            let finding = Finding::of(rule, quote, message).fix(offer(reading));
            Outcome::of(rule, Vec::new(), vec![finding])
        }
    }
    .counting(length, asked)
}

fn complaint(reading: &Reading<'_>, summary: &str, length: usize) -> Option<String> {
    let title = folded(&reading.draft.meta.title);
    let (shortest, longest) = room(reading);
    match length {
        0 => Some("There is no summary. Say in one or two sentences what a reader takes away.".into()),
        _ if summary.eq_ignore_ascii_case(&title) => {
            Some("The summary is the title again. Say what a reader takes away.".into())
        }
        _ if length < shortest => {
            Some(format!("{length} characters; a card looks empty below {shortest}. Add what changed, with a number."))
        }
        _ if length > longest => {
            Some(format!("{} characters too long. A card has room for {longest}.", length - longest))
        }
        _ if begins_the_text(reading, summary) => {
            Some("The summary is how the text begins. Readers would read it twice.".into())
        }
        _ => None,
    }
}

/// Fewest and most characters.
fn room(reading: &Reading<'_>) -> (usize, usize) {
    (reading.count(&SHORTEST), reading.count(&LONGEST))
}

/// Only the beginning of the text is folded and compared.
fn begins_the_text(reading: &Reading<'_>, summary: &str) -> bool {
    let mut start = String::new();
    for (at, _) in reading.paragraphs() {
        start.push_str(&reading.document.flow(at).text);
        start.push(' ');
        if start.len() > summary.len() * 2 {
            break;
        }
    }
    folded(&start).starts_with(summary.trim_end_matches('…').trim_end_matches("..."))
}

/// The sentence with the strongest outcome, where it fits.
fn offer(reading: &Reading<'_>) -> Option<Fix> {
    let (shortest, longest) = room(reading);
    let fits = |sentence: &String| (shortest..=longest).contains(&sentence.chars().count());
    let best = reading.outcomes().iter().filter(|found| found.score() >= 3).max_by_key(|found| found.score())?;
    let sentence =
        Some(best.sentence().to_owned()).filter(fits).filter(|sentence| !begins_the_text(reading, sentence))?;
    Some(Fix::meta("Use the strongest result", &reading.draft.meta, |meta| meta.summary = sentence))
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::State;
    use crate::bar::testing::{Cases, draft, fixed, meta, run, with};

    const ID: &str = "meta.summary";

    fn summary(text: &str) -> crate::bar::Outcome {
        run(ID, &with(|meta| meta.summary = text.to_owned()))
    }

    pub fn cases() -> Cases {
        let told = |text: String| with(|meta| meta.summary = text);
        let title = meta().title;
        let mutants = [
            String::new(),
            "   ".into(),
            "Short.".into(),
            "x".repeat(49),
            "x".repeat(321),
            "x ".repeat(161),
            title.clone(),
            title.to_uppercase(),
            format!(" {title}\n"),
            "ü".repeat(49),
        ];
        let near = [
            "x".repeat(50),
            "x".repeat(320),
            "ü".repeat(320),
            format!("{} and more than that", meta().title),
            format!("  {}  ", "x".repeat(50)),
            meta().summary,
            "What happens when a payment callback arrives twice, and how two rows stop it.".into(),
            "一".repeat(60),
            format!("{}\n{}", "x".repeat(30), "y".repeat(30)),
            "🚀".repeat(50),
        ];
        Cases::of(ID).broken(mutants.map(told)).sound(near.map(told))
    }

    #[test]
    fn the_first_words_of_the_text_are_no_summary() {
        let start = "Callbacks arrived twice, or before our own commit, and we believed them.";
        let mut draft = draft(&format!("# Title\n\n{start} More text follows here.\n"));
        draft.meta.summary = start.into();
        assert_eq!(run(ID, &draft).state, State::Fail);
        draft.meta.summary = format!("Why {start}");
        assert_eq!(run(ID, &draft).state, State::Pass);
    }

    #[test]
    fn says_how_far() {
        assert!(summary(&"x".repeat(345)).findings[0].message.starts_with("25 characters too long."));
        assert_eq!(summary("Short.").threshold, "50");
        assert_eq!(summary(&"x".repeat(60)).threshold, "320");
    }

    #[test]
    fn offers_the_strongest_result() {
        let mut draft =
            draft("Before.\n\nSettlement p95 fell from 1.8 s to 240 ms after the move, measured with k6.\n");
        draft.meta.summary = String::new();
        let fixed = fixed(&draft, &run(ID, &draft));
        assert!(fixed.meta.summary.starts_with("Settlement p95 fell"));
        assert_eq!(run(ID, &fixed).state, State::Pass);
    }
}
