//! `readability.grade`: Flesch reading ease and words per sentence. A number, never a target.
//!
//! The formula sees the length of words and sentences and nothing else: not order, not examples, not whether it
//! is true. Lists, cells, quotes and code are left out, as it was made for running text in English.

use crate::bar::{Class, Outcome, Reading, Rule, Scope, Severity, Waive};
use crate::markdown::Layer;

pub const RULE: Rule = Rule {
    id: "readability.grade",
    name: "Readability",
    task: "Read it aloud",
    why: "It shows how this guide compares with its own earlier versions.",
    version: "1.0.0",
    severity: Severity::Info,
    scope: Scope::Guides,
    class: Class::Weak,
    waive: Waive::USUAL,
    settings: &[],
    check,
};

/// Below, a formula says more about chance than about the text.
const FEWEST_WORDS: usize = 100;

#[derive(Default)]
struct Sum {
    words: usize,
    sentences: usize,
    syllables: usize,
}

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let mut sum = Sum::default();
    let running = reading.written_in(Layer::Prose).filter(|(_, paragraph, prose)| !paragraph.in_list && !prose.quoted);
    for (_, _, prose) in running {
        sum.words += prose.spoken as usize;
        sum.sentences += prose.sentences.len();
        sum.syllables += prose.syllables as usize;
    }
    if sum.words < FEWEST_WORDS {
        return Outcome::not_applicable(rule);
    }
    let (length, ease) = (sum.words as f64 / sum.sentences.max(1) as f64, sum.ease());
    Outcome::of(rule, Vec::new(), Vec::new()).counting(format!("Flesch {ease:.0}, {length:.0} words a sentence"), "")
}

impl Sum {
    /// Flesch reading ease, about 0 to 100.
    fn ease(&self) -> f64 {
        let length = self.words as f64 / self.sentences.max(1) as f64;
        206.835 - 1.015 * length - 84.6 * self.syllables as f64 / self.words.max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use crate::bar::State;
    use crate::bar::testing::on;

    const ID: &str = "readability.grade";

    #[test]
    fn informs_and_never_asks() {
        let easy = on(ID, &"The cat sat on the mat. ".repeat(20));
        let hard = on(ID, &"Organisational interoperability necessitates comprehensive standardisation. ".repeat(25));
        assert_eq!(easy.measured, "Flesch 116, 6 words a sentence");
        assert!(hard.measured.starts_with("Flesch -"), "{}", hard.measured);
        for outcome in [easy, hard] {
            assert_eq!((outcome.state, outcome.findings.len(), outcome.threshold.as_str()), (State::Pass, 0, ""));
        }
    }

    #[test]
    fn lists_cells_quotes_and_code_are_left_out() {
        let running = "The cat sat on the mat. ".repeat(20);
        let alone = on(ID, &running).measured;
        let long = "interoperability necessitates standardisation ".repeat(20);
        for other in [format!("* {long}"), format!("> {long}"), format!("| {long} |\n|---|"), format!("`{long}`")] {
            assert_eq!(on(ID, &format!("{running}\n\n{other}\n")).measured.split(',').next(), alone.split(',').next());
        }
        assert_eq!(on(ID, "Few words.").state, State::NotApplicable);
    }
}
