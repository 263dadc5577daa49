//! `meta.read-time`: the stored "N min read" is what the text takes, give or take a minute.
//!
//! Without a stored value the saved one is always the computed one.

use crate::bar::{Class, Field, Finding, Fix, Number, Outcome, Reading, Rule, Scope, Setting, Severity, Waive};

const TOLERANCE: Number =
    Number::count("meta.read-time.tolerance", 1.0, "minutes", "How far a stored read time may be off.");

pub const RULE: Rule = Rule {
    id: "meta.read-time",
    name: "Read time",
    task: "Update the read time",
    why: "It stands on the card.",
    version: "1.0.0",
    severity: Severity::Required,
    scope: Scope::Guides,
    class: Class::Exact,
    waive: Waive::USUAL,
    settings: &[Setting::Number(&TOLERANCE)],
    check,
};

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let takes = reading.document.read_minutes(&reading.profile.pace());
    let says = reading.draft.meta.read_minutes.unwrap_or(takes);
    let quote = reading.field(Field::ReadMinutes, format!("{says} min read"), "");
    if says.abs_diff(takes) as usize <= reading.count(&TOLERANCE) {
        return Outcome::of(rule, vec![quote], Vec::new()).counting(format!("{says} min"), "");
    }
    let message = format!("The card says {says} min, the text now takes {takes}.");
    let fix = Fix::meta(format!("Say {takes} min"), &reading.draft.meta, |meta| meta.read_minutes = None).exact();
    Outcome::of(rule, Vec::new(), vec![Finding::of(rule, quote, message).fix(fix)]).counting(says, takes)
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::testing::{Cases, draft, fixed, run, words};

    const ID: &str = "meta.read-time";

    fn stored(minutes: Option<u32>, text: usize) -> crate::guide::Draft {
        let mut draft = draft(&words(text));
        draft.meta.read_minutes = minutes;
        draft
    }

    pub fn cases() -> Cases {
        // 1,190 words take five minutes.
        let five = |minutes| stored(minutes, 1190);
        Cases::of(ID)
            .broken([0, 1, 2, 3, 7, 8, 9, 10, 60, u32::MAX].map(|minutes| five(Some(minutes))))
            .sound([None, Some(4), Some(5), Some(6)].map(five))
            .sound([None, Some(0), Some(1), Some(2)].map(|minutes| stored(minutes, 0)))
            .sound([Some(7), Some(8)].map(|minutes| stored(minutes, 1666)))
    }

    #[test]
    fn one_click_lets_the_text_say_it() {
        let draft = stored(Some(10), 1666);
        let outcome = run(ID, &draft);
        assert_eq!(outcome.findings[0].message, "The card says 10 min, the text now takes 7.");
        let fixed = fixed(&draft, &outcome);
        assert_eq!(fixed.meta.read_minutes, None);
        assert_eq!(run(ID, &fixed).measured, "7 min");
    }
}
