//! `meta.title-length`: a title of 30 to 70 characters; a comparison of three may take 75.
//!
//! Sixty-five was the first plan; the publication's own titles run to 68, and 70 still fit a search result's line.
//! Only measured: a title is its writer's.

use crate::bar::sentences::folded;
use crate::bar::{Class, Field, Finding, Number, Outcome, Reading, Rule, Scope, Setting, Severity, Waive};
use crate::guide::Kind;
use crate::vocabulary::Named;

const MIN: Number = Number::count("meta.title-length.min", 30.0, "characters", "Characters a title has at least.");
const MAX: Number = Number::count("meta.title-length.max", 70.0, "characters", "Characters a title has at most.");
const THREE: Number = Number::count(
    "meta.title-length.three",
    75.0,
    "characters",
    "Characters the title of a comparison of three may have.",
);

/// Beyond, a title is cut on every screen.
const FAR: usize = 90;

pub const RULE: Rule = Rule {
    id: "meta.title-length",
    name: "Title length",
    task: "Fit the title to the card",
    why: "Cards and search results cut a long title, and a short one says too little.",
    version: "1.0.0",
    severity: Severity::Recommended,
    scope: Scope::Guides,
    class: Class::Exact,
    waive: Waive::USUAL,
    settings: &[Setting::Number(&MIN), Setting::Number(&MAX), Setting::Number(&THREE)],
    check,
};

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let title = folded(&reading.draft.meta.title);
    let length = title.chars().count();
    let (min, max) = (reading.count(&MIN), most(reading, &title));
    let quote = reading.field(Field::Title, &title, "");
    let outcome = match complaint(&title, length, min, max) {
        None => Outcome::of(rule, vec![quote], Vec::new()),
        Some(message) => Outcome::of(rule, Vec::new(), vec![Finding::of(rule, quote, message)]),
    };
    outcome.counting(length, if length < min { min } else { max })
}

fn most(reading: &Reading<'_>, title: &str) -> usize {
    let compared =
        reading.draft.meta.kind == Kind::Comparison && (names(reading, title) > 2 || title.matches(" vs").count() > 1);
    reading.count(if compared { &THREE } else { &MAX })
}

/// Stack items the title names.
fn names(reading: &Reading<'_>, title: &str) -> usize {
    let named =
        reading.vocabulary.mentions(title).into_iter().filter(|mention| matches!(mention.named, Named::Stack(_)));
    named.map(|mention| mention.span.of(title).to_owned()).collect::<std::collections::BTreeSet<_>>().len()
}

fn complaint(title: &str, length: usize, min: usize, max: usize) -> Option<String> {
    match length {
        0 => Some("There is no title.".to_owned()),
        _ if length < min => Some(format!("{length} characters; a title of {min} or more says what a reader gets.")),
        _ if length > FAR => {
            Some(format!("{length} characters; every card and every search cuts after {}.", cut(title, max)))
        }
        _ if length > max => Some(format!("{length} characters; on a phone the card cuts after {}.", cut(title, max))),
        _ => None,
    }
}

/// The last whole words before the cut: "“with Redis…”".
fn cut(title: &str, max: usize) -> String {
    let kept: String = title.chars().take(max).collect();
    let whole = kept.rsplit_once(' ').map_or(&*kept, |(whole, _)| whole);
    let words: Vec<&str> = whole.split(' ').collect();
    format!("“{}…”", words[words.len().saturating_sub(2)..].join(" "))
}

#[cfg(test)]
pub(super) mod tests {
    use crate::bar::testing::{Cases, run, with};
    use crate::guide::{Draft, Kind};

    const ID: &str = "meta.title-length";

    fn title(text: &str) -> Draft {
        with(|meta| meta.title = text.to_owned())
    }

    fn compared(text: &str) -> Draft {
        with(|meta| {
            meta.title = text.to_owned();
            meta.kind = Kind::Comparison;
        })
    }

    pub fn cases() -> Cases {
        let long = "Express vs NestJS vs Next.js for the servers of a small finance platform"; // 72
        Cases::of(ID)
            .broken([
                title(""),
                title("Redis"),
                title("Payments that arrive twice ok"),
                title(&"x".repeat(29)),
                title(&"x".repeat(71)),
                title(&"ü".repeat(71)),
                title(&"word ".repeat(20)),
                title(long),
                compared(&format!("{long} and more")),
                compared("Redis vs PostgreSQL for the locks of a small finance platform, measured"),
                compared(&"x".repeat(71)),
            ])
            .sound([
                title("Payments that arrive twice, and"),
                title(&"x".repeat(30)),
                title(&"x".repeat(70)),
                title(&"ü".repeat(70)),
                title(&format!("  {}  ", "x".repeat(70))),
                title(&format!("{}\n{}", "x".repeat(30), "x".repeat(39))),
                title("Scaling Isn’t the Hard Part — Staying Correct Is"),
                compared(long),
                compared("A vs B vs C for the servers and the workers of one small platform"),
                compared("Redis vs PostgreSQL for locks that hold"),
                title("The 3 Hardest Things About Building Distributed Systems"),
            ])
    }

    #[test]
    fn says_where_the_card_cuts() {
        let outcome = run(ID, &title("Real-time task updates for a growing team with Redis and Socket.io in Next.js"));
        assert_eq!(outcome.findings[0].message, "77 characters; on a phone the card cuts after “Socket.io in…”.");
        assert_eq!((outcome.measured.as_str(), outcome.threshold.as_str()), ("77", "70"));
    }
}
