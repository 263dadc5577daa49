//! `text.hidden`: no character a reader cannot see changes what they read or copy.
//!
//! Looks at the whole source, code included. Joiners in emoji and in scripts that need them, and direction
//! marks beside right-to-left prose, are left alone; the override characters never are.

use crate::bar::confusable::{self, Doubt};
use crate::bar::{Class, Finding, Fix, Outcome, Reading, Rule, Scope, Severity, Waive};
use crate::text::Span;

pub const RULE: Rule = Rule {
    id: "text.hidden",
    name: "Hidden characters",
    task: "Remove the hidden characters",
    why: "A reader who copies this gets other text than they see.",
    version: "1.0.0",
    severity: Severity::Required,
    scope: Scope::Everything,
    class: Class::Exact,
    waive: Waive::TWO_NOT_IN_CODE,
    settings: &[],
    check,
};

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let mut findings: Vec<Finding> = hidden(reading).into_iter().map(|span| finding(rule, reading, span)).collect();
    let code = reading.document.code.iter().flat_map(|code| confusable::in_code(reading.document.source, code.span));
    findings.extend(code.map(|doubt| mixed(rule, reading, &doubt)));
    let links = reading.document.links.iter();
    findings.extend(
        links.filter_map(|link| confusable::in_host(&link.href, link.span)).map(|doubt| mixed(rule, reading, &doubt)),
    );
    Outcome::of(rule, Vec::new(), findings)
}

/// Plain ASCII text, the common case, costs one look at each byte.
fn hidden(reading: &Reading<'_>) -> Vec<Span> {
    let source = reading.document.source;
    let mut spans = Vec::new();
    let mut at = 0;
    while let Some(next) = source.as_bytes().get(at..).and_then(first_suspicious) {
        at += next;
        let Some(c) = source.get(at..).and_then(|rest| rest.chars().next()) else { break };
        if is_hidden(c) && !is_wanted(reading, at, c) {
            spans.push(Span::new(at, at + c.len_utf8()));
        }
        at += c.len_utf8();
    }
    spans
}

/// Thirty-two bytes at a time: that is as fast as reading them.
fn first_suspicious(bytes: &[u8]) -> Option<usize> {
    let suspicious = |byte: u8| (byte >= 0x7f) | ((byte < 0x20) & (byte != b'\n') & (byte != b'\t'));
    let holds = |chunk: &&[u8]| chunk.iter().fold(false, |any, byte| any | suspicious(*byte));
    let clean = bytes.chunks(32).take_while(|chunk| !holds(chunk)).map(<[u8]>::len).sum();
    bytes.get(clean..)?.iter().position(|byte| suspicious(*byte)).map(|at| clean + at)
}

fn is_hidden(c: char) -> bool {
    let control = c.is_control() && !matches!(c, '\n' | '\t');
    control || is_direction(c) || is_zero_width(c) || matches!(c, '\u{e0000}'..='\u{e007f}')
}

fn is_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
}

fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

fn is_wanted(reading: &Reading<'_>, at: usize, c: char) -> bool {
    let source = reading.document.source;
    let in_code = reading.document.code.iter().any(|code| code.span.contains(at));
    let before = source[..at].chars().next_back();
    let after = source[at + c.len_utf8()..].chars().next();
    match c {
        '\u{202a}'..='\u{202e}' => false,
        '\u{e0020}'..='\u{e007f}' => follows_flag(&source[..at]),
        '\u{200d}' => is_pictograph(before) && is_pictograph(after) || !in_code && joins(before),
        '\u{200c}' => !in_code && joins(before),
        _ if is_direction(c) => !in_code && line(source, at).chars().any(is_right_to_left),
        _ => false,
    }
}

fn line(source: &str, at: usize) -> &str {
    let start = source[..at].rfind('\n').map_or(0, |end| end + 1);
    source[start..].split('\n').next().unwrap_or_default()
}

/// The flags of England, Scotland and Wales are a black flag and tags.
fn follows_flag(before: &str) -> bool {
    before.trim_end_matches(|c| matches!(c, '\u{e0020}'..='\u{e007f}')).ends_with('🏴')
}

fn is_pictograph(c: Option<char>) -> bool {
    c.is_some_and(|c| matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2190}'..='\u{21ff}' | '\u{2b00}'..='\u{2bff}' | '\u{fe0f}' | '\u{200d}'))
}

/// Arabic, Persian, Syriac, and the scripts of India and its neighbours join and part letters with these.
fn joins(before: Option<char>) -> bool {
    before.is_some_and(|c| matches!(c, '\u{600}'..='\u{8ff}' | '\u{900}'..='\u{dff}' | '\u{e00}'..='\u{109f}' | '\u{1780}'..='\u{18af}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'))
}

fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

fn finding(rule: &'static Rule, reading: &Reading<'_>, span: Span) -> Finding {
    let source = reading.document.source;
    let c = span.of(source).chars().next().unwrap_or_default();
    let name = name(c);
    let before = source[..span.start].split_whitespace().next_back().filter(|_| span.start > 0).unwrap_or_default();
    let word: String = before.chars().rev().take(20).collect::<Vec<_>>().into_iter().rev().collect();
    let place = if word.is_empty() { "here".to_owned() } else { format!("after “{word}”") };
    let quote = reading.quote(span, format!("U+{:04X}", u32::from(c)));
    let message = format!("{name} (U+{:04X}) hides {place}.", u32::from(c));
    let every: Vec<_> = hidden(reading);
    let all = (every.len() > 1).then(|| {
        let edits = every.iter().map(|span| crate::bar::Edit { span: *span, insert: String::new() }).collect();
        Fix::edits(format!("Remove all {}", every.len()), edits)
    });
    Finding::of(rule, quote, message).fix(all).fix(Fix::edit("Remove it", span, ""))
}

fn name(c: char) -> &'static str {
    match c {
        '\u{202e}' => "A right-to-left override",
        '\u{202d}' => "A left-to-right override",
        c if is_direction(c) => "A direction mark",
        '\u{feff}' => "A byte order mark",
        '\u{200b}' => "A zero-width space",
        c if is_zero_width(c) => "A zero-width joiner",
        '\u{e0000}'..='\u{e007f}' => "A tag character",
        _ => "A control character",
    }
}

fn mixed(rule: &'static Rule, reading: &Reading<'_>, doubt: &Doubt) -> Finding {
    let quote = reading.quote(doubt.span, "");
    let message = format!("“{}” mixes {} with letters that look alike.", doubt.word, doubt.scripts);
    let fix = doubt.plain.as_ref().map(|plain| Fix::edit(format!("Write {plain}"), doubt.span, plain.as_str()));
    Finding::of(rule, quote, message).fix(fix)
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::State;
    use crate::bar::testing::{Cases, draft, fixed, on, run};

    const ID: &str = "text.hidden";

    pub fn cases() -> Cases {
        Cases::of(ID)
            .broken([
                "admin\u{202e}resu\n",
                "```js\nif (x) { //\u{2066} end\n```\n",
                "pass\u{200b}word\n",
                "a\u{2060}b\n",
                "```\nkey\u{feff}\n```\n",
                "tag\u{e0041}\n",
                "bell\u{7}\n",
                "c1\u{85}x\n",
                "a\u{200d}b\n",
                "plain \u{200e} mark\n",
                "`co\u{200c}de`\n",
                "```\nvar \u{430}dmin = 1\n```\n",
                "[x](https://\u{440}aypal.com/)\n",
                "```\nif\u{a0}\u{200f}x\n```\n",
            ])
            .sound([
                "",
                "Plain text, tab\tand “quotes” — and 1.8\u{a0}s.\n",
                "👩\u{200d}💻 works\n",
                "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}\n",
                "می\u{200c}خواهم\n",
                "क्\u{200d}ष\n",
                "שלום \u{2067}abc\u{2069} שלום\n",
                "Привет, мир\n",
                "```\n// Привет\nlet µs = 1; let Δt = 2;\n```\n",
                "[x](https://пример.рф/)\n",
                "Ελληνικά and naïve café\n",
                "soft\u{ad}hyphen\n",
            ])
    }

    #[test]
    fn names_the_character_and_removes_it() {
        let draft = draft("User admin\u{202e} and pass\u{200b}word.\n");
        let outcome = run(ID, &draft);
        assert_eq!(outcome.findings[0].message, "A right-to-left override (U+202E) hides after “admin”.");
        assert_eq!(outcome.findings[0].quote.label, "U+202E");
        let fixed = fixed(&draft, &outcome);
        assert_eq!(fixed.body, "User admin and password.\n");
        assert_eq!(run(ID, &fixed).state, State::Pass);
    }

    #[test]
    fn offers_the_plain_word() {
        let draft = draft("```\nvar \u{430}dmin = 1\n```\n");
        assert_eq!(fixed(&draft, &run(ID, &draft)).body, "```\nvar admin = 1\n```\n");
        assert!(on(ID, "`x`\n").findings.is_empty());
    }
}
