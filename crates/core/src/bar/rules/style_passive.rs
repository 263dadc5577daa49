//! `style.passive`: most sentences say who does it. A quarter may be passive.
//!
//! A form of "be" or "get", at most two adverbs, and a participle. "Is based on", "is called" and their like are
//! no passive a writer could turn round, and a section on method tells what was done, not who did it.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::style_passive_words::{ADJECTIVES, IRREGULAR};
use crate::bar::memory::Hashes;
use crate::bar::prose::{Mark, Prose};
use crate::bar::remark::{Remark, remarks};
use crate::bar::{Class, Finding, Number, Outcome, Reading, Rule, Scope, Setting, Severity, Waive};
use crate::markdown::Layer;
use crate::text::prints;

const SHARE: Number = Number::share("style.passive.share", 25.0, "The share of passive sentences a guide may have.");

/// Of fewer sentences no share is taken.
const FEW: usize = 10;

pub const RULE: Rule = Rule {
    id: "style.passive",
    name: "Active voice",
    task: "Say who does it",
    why: "Where nobody acts, a reader cannot tell who has to.",
    version: "1.0.0",
    severity: Severity::Recommended,
    scope: Scope::Guides,
    class: Class::Measured,
    waive: Waive::USUAL,
    settings: &[Setting::Number(&SHARE)],
    check,
};

static PARTICIPLES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| IRREGULAR.into_iter().collect());
static NOT_PASSIVE: LazyLock<FxHashSet<&str>> = LazyLock::new(|| ADJECTIVES.into_iter().collect());

static BE: LazyLock<Hashes> = LazyLock::new(|| FORMS_OF_BE.into_iter().map(prints::word).collect());
const FORMS_OF_BE: [&str; 20] = [
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "being",
    "get",
    "gets",
    "got",
    "getting",
    "isn't",
    "aren't",
    "wasn't",
    "weren't",
    "isn’t",
    "aren’t",
    "wasn’t",
    "weren’t",
    "gotten",
];

const BETWEEN: [&str; 20] = [
    "not", "never", "also", "still", "already", "often", "then", "now", "only", "always", "just", "first", "all",
    "both", "again", "once", "soon", "ever", "thus", "even",
];

/// One mark per passive sentence.
pub fn marks(prose: &Prose) -> Vec<Mark> {
    let sentences = prose.sentences.iter().filter_map(|sentence| passive(prose, sentence.words.clone()));
    let mark = |words: Range<usize>| Mark { rule: RULE.id, range: prose.place(words), note: String::new() };
    sentences.map(mark).collect()
}

/// The words from "was" to "deployed".
fn passive(prose: &Prose, mut words: Range<usize>) -> Option<Range<usize>> {
    let end = words.end;
    words.find_map(|at| {
        if !BE.contains(&prose.numbers[at]) || prose.words[at].quoted {
            return None;
        }
        let adverbs = (at + 1..end).take(2).take_while(|at| is_adverb(prose.word(*at))).count();
        let last = at + 1 + adverbs;
        let joined = (at..last).all(|at| prose.gap(at).trim().is_empty());
        (last < end && joined && is_participle(prose, last)).then_some(at..last + 1)
    })
}

fn is_adverb(word: &str) -> bool {
    (word.len() > 4 && word.ends_with("ly")) || BETWEEN.contains(&word)
}

fn is_participle(prose: &Prose, at: usize) -> bool {
    let word = prose.word(at);
    let regular = word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed");
    (regular || PARTICIPLES.contains(word)) && !NOT_PASSIVE.contains(word) && !prose.words[at].code
}

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let methods = method_sections(reading);
    let counts = |section: Option<usize>| !section.is_some_and(|at| methods.contains(&at));
    let (mut all, mut passive) = (0, 0);
    for (_, paragraph, prose) in reading.written_in(Layer::Prose) {
        if counts(paragraph.section) && !prose.quoted {
            all += prose.sentences.len();
            passive += prose.marks(rule.id).count();
        }
    }
    let (percent, share) = (100.0 * passive as f64 / all.max(1) as f64, reading.number(&SHARE));
    let findings = if all >= FEW && percent > share { findings(rule, reading, counts) } else { Vec::new() };
    Outcome::of(rule, Vec::new(), findings).counting(format!("{percent:.0} %"), format!("{share:.0} %"))
}

fn findings(rule: &'static Rule, reading: &Reading<'_>, counts: impl Fn(Option<usize>) -> bool) -> Vec<Finding> {
    let found = remarks(rule, reading, &[Layer::Prose]);
    let counted = found.iter().filter(|remark| counts(remark.section) && !remark.prose.quoted);
    counted.map(|remark| finding(rule, reading, remark)).collect()
}

/// Sections that tell how something was measured or set up.
fn method_sections(reading: &Reading<'_>) -> Vec<usize> {
    let about = ["method", "set-up", "setup", "measured", "the lab", "test bed", "conditions"];
    let headings = reading.document.headings.iter().enumerate();
    let is_method = |text: &str| about.iter().any(|word| text.to_lowercase().contains(word));
    headings.filter(|(_, heading)| is_method(&heading.text)).map(|(at, _)| at).collect()
}

fn finding(rule: &'static Rule, reading: &Reading<'_>, remark: &Remark<'_>) -> Finding {
    let message = format!("“{}” — by whom? If it matters, say so.", remark.words());
    remark.finding(rule, reading, message).confidence(0.7)
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::testing::{Cases, on};

    const ID: &str = "style.passive";

    /// Ten sentences, the first `count` of them this one.
    fn among(count: usize, passive: &str) -> String {
        (0..10).map(|at| if at < count { format!("{passive} ") } else { "The lock held. ".to_owned() }).collect()
    }

    pub fn cases() -> Cases {
        let passive = [
            "It was deployed.",
            "They were never asked again.",
            "The key is silently dropped by Redis.",
            "It has been rebuilt.",
            "The lock is being held.",
            "A copy got lost.",
            "Nothing wasn’t tried.",
            "It will be thrown away.",
            "Two rows **are** written.",
            "The callback was\nrepeated.",
        ];
        let active = [
            "Redis drops the key.",
            "The design is based on rows.",
            "It is called a ledger.",
            "We are interested in locks.",
            "The list is red.",
            "It is a limited tool.",
            "It was `deployed` there.",
            "“It was deployed”, he said.",
            "We need speed indeed.",
            "The set is sorted.",
        ];
        Cases::of(ID)
            .broken(passive.map(|sentence| among(3, sentence)))
            .sound(passive.map(|sentence| among(2, sentence)))
            .sound(active.map(|sentence| among(10, sentence)))
            .sound([
                format!("## Method\n\n{}", among(10, "It was deployed.")),
                format!("> {}", among(10, "It was deployed.")),
                "It was deployed.".to_owned(),
            ])
    }

    #[test]
    fn asks_by_whom() {
        let outcome = on(ID, &among(3, "It was quietly deployed."));
        assert_eq!(outcome.findings[0].message, "“was quietly deployed” — by whom? If it matters, say so.");
        assert_eq!((outcome.measured.as_str(), outcome.threshold.as_str()), ("30 %", "25 %"));
        assert_eq!(outcome.findings.len(), 3);
    }
}
