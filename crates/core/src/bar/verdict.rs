//! Small constructors that keep rules short: verdicts, findings, fixes.
//!
//! The state follows from the findings unless a rule says otherwise.

use super::{Edit, Finding, Fix, Outcome, Question, Quote, Reading, Rule, Severity, State};
use crate::guide::Meta;
use crate::text::Span;

impl Outcome {
    /// No finding: pass. Findings: a required rule fails, any other advises.
    pub(super) fn of(rule: &'static Rule, evidence: Vec<Quote>, findings: Vec<Finding>) -> Self {
        let state = match (findings.is_empty(), rule.severity) {
            (true, _) => State::Pass,
            (false, Severity::Required) => State::Fail,
            (false, _) => State::Advise,
        };
        Self {
            rule,
            severity: rule.severity,
            state,
            measured: String::new(),
            threshold: String::new(),
            evidence,
            findings,
            waived: Vec::new(),
            held: Vec::new(),
        }
    }

    pub(super) fn not_applicable(rule: &'static Rule) -> Self {
        Self { state: State::NotApplicable, ..Self::of(rule, Vec::new(), Vec::new()) }
    }

    /// "5" of "6".
    pub(super) fn counting(mut self, measured: impl ToString, threshold: impl ToString) -> Self {
        self.measured = measured.to_string();
        self.threshold = threshold.to_string();
        self
    }

    /// As a rule of this severity: what is open of a required rule is advice of any other, and the reverse.
    pub(super) fn weighed(mut self, severity: Severity) -> Self {
        let required = |severity| severity == Severity::Required;
        self.state = match self.state {
            State::Fail | State::Confirm if required(self.severity) && !required(severity) => State::Advise,
            State::Advise if required(severity) && !required(self.severity) => State::Fail,
            state => state,
        };
        self.severity = severity;
        self
    }

    pub(super) fn state(mut self, state: State) -> Self {
        self.state = state;
        self
    }
}

impl Finding {
    pub(super) fn of(rule: &'static Rule, quote: Quote, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { quote, message, why: rule.why, fixes: Vec::new(), ask: None, confidence: 1.0 }
    }

    pub(super) fn fix(mut self, fix: impl Into<Option<Fix>>) -> Self {
        self.fixes.extend(fix.into());
        self
    }

    pub(super) fn ask(mut self, text: &str, sentence: &str) -> Self {
        self.ask = Some(Question { text: text.to_owned(), sentence: sentence.to_owned() });
        self
    }

    pub(super) fn confidence(mut self, confidence: f32) -> Self {
        self.confidence = confidence;
        self
    }
}

impl Fix {
    /// Edits of the text, sorted here; they never overlap.
    pub(super) fn edits(label: impl Into<String>, mut edits: Vec<Edit>) -> Self {
        edits.sort_by_key(|edit| edit.span);
        Self { label: label.into(), edits, meta: None, exact: false }
    }

    pub(super) fn edit(label: impl Into<String>, span: Span, insert: impl Into<String>) -> Self {
        Self::edits(label, vec![Edit { span, insert: insert.into() }])
    }

    /// New fields, made from the present ones.
    pub(super) fn meta(label: impl Into<String>, old: &Meta, change: impl FnOnce(&mut Meta)) -> Self {
        let mut meta = old.clone();
        change(&mut meta);
        Self { label: label.into(), edits: Vec::new(), meta: Some(meta), exact: false }
    }

    /// Marks a fix that needs no decision.
    pub(super) fn exact(self) -> Self {
        Self { exact: true, ..self }
    }
}

/// "1.5 per 1,000 words": how often a text does something.
pub(super) fn per_thousand(reading: &Reading<'_>, number: usize) -> String {
    let words = reading.document.words().body().words().max(1) as usize;
    let tenths = number * 10_000 / words.max(100);
    format!("{}.{} per 1,000 words", tenths / 10, tenths % 10)
}

/// "1 word", "2 words".
pub(super) fn count(number: usize, noun: &str) -> String {
    format!("{} {noun}{}", grouped(number), if number == 1 { "" } else { "s" })
}

/// "1,980".
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// "once", "twice", "3 times".
pub(super) fn times(number: usize) -> String {
    match number {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{} times", grouped(number)),
    }
}

/// "Redis", "Redis and NestJS", "Redis, NestJS and React".
pub(super) fn listed<S: AsRef<str>>(names: &[S]) -> String {
    match names {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_lists_for_people() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1980), "1,980");
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(count(1, "word"), "1 word");
        assert_eq!(count(12, "word"), "12 words");
        assert_eq!(times(2), "twice");
        assert_eq!(listed(&["a", "b", "c"]), "a, b and c");
        assert_eq!(listed::<&str>(&[]), "");
    }
}
