//! `text.placeholder`: nothing is left to fill in.
//!
//! Looks at prose, cells, headings and comments, never at code. A `todo` app is no placeholder.

use std::sync::LazyLock;

use regex::Regex;

use crate::bar::{Class, Finding, Outcome, Reading, Rule, Scope, Severity, Waive};
use crate::markdown::Layer;
use crate::text::Span;

pub const RULE: Rule = Rule {
    id: "text.placeholder",
    name: "Placeholders",
    task: "Fill in the placeholders",
    why: "A placeholder that gets published is the first thing readers quote.",
    version: "1.0.0",
    severity: Severity::Required,
    scope: Scope::Everything,
    class: Class::Measured,
    waive: Waive::NEVER,
    settings: &[],
    check,
};

static TOKENS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let words = r"(?-u:\b)(?:TODO|TODOCS|TBD|TBC|FIXME|XXX+|TK|TKTK)(?-u:\b)|[Ll]orem ipsum";
    let slots = r"\[(?:insert|INSERT|Insert|add|TBD|todo) [^\]\n]+\]|<(?:your|YOUR|insert) [^>\n]+>|[▢▯]";
    let units =
        r"(?-u:\b)(?:XX+|YY+|NN) ?(?:ms|s|%|kB|KB|MB|GB|users|requests|minutes|hours|days)|(?-u:\b)YYYY(?-u:\b)";
    Regex::new(&format!("{words}|{slots}|{units}")).ok()
});

/// Words behind `TODO` that make it a thing spoken about.
const ABOUT: [&str; 9] = [" comment", " comments", " list", " lists", " app", " item", " items", " marker", "s "];

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let mut spans: Vec<Span> = tokens(reading);
    spans
        .extend(reading.document.links.iter().filter(|link| is_empty(&link.href, link.autolink)).map(|link| link.span));
    spans.sort_unstable();
    spans.dedup();
    let findings = spans.into_iter().map(|span| finding(rule, reading, span)).collect();
    Outcome::of(rule, Vec::new(), findings)
}

fn tokens(reading: &Reading<'_>) -> Vec<Span> {
    let source = reading.document.source;
    let Some(regex) = TOKENS.as_ref() else { return Vec::new() };
    let found = regex.find_iter(source).map(|found| Span::from(found.range()));
    found.filter(|span| !is_about(source, *span) && is_readable(reading, *span)).collect()
}

fn is_about(source: &str, span: Span) -> bool {
    let after = source.get(span.end..).unwrap_or_default();
    let date =
        span.of(source) == "YYYY" && (after.starts_with('-') || after.starts_with('/') || after.starts_with("MM"));
    date || span.of(source) == "TODO" && ABOUT.iter().any(|about| after.starts_with(about))
}

/// In a comment, in text that is not code, or in a tag that stands in text.
fn is_readable(reading: &Reading<'_>, span: Span) -> bool {
    let document = reading.document;
    if document.comments.iter().any(|comment| comment.contains(span.start)) {
        return true;
    }
    if document.code.iter().any(|code| code.span.contains(span.start)) {
        return false;
    }
    let behind = document.runs.partition_point(|run| run.span.start <= span.start);
    let run = behind.checked_sub(1).and_then(|at| document.runs.get(at));
    match run.filter(|run| run.span.contains(span.start)) {
        Some(run) => run.layer != Layer::InlineCode,
        None => span.of(document.source).starts_with('<'),
    }
}

/// `[text]()` and links to the addresses of examples.
fn is_empty(href: &str, autolink: bool) -> bool {
    let host = href.split_once("://").map(|(_, rest)| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let example = matches!(host, Some("example.com" | "www.example.com"));
    href.trim().is_empty() || example && !autolink
}

fn finding(rule: &'static Rule, reading: &Reading<'_>, span: Span) -> Finding {
    let quote = reading.quote(span, "");
    let message = match quote.exact.as_str() {
        link if link.contains("]()") || link.contains("example.com") => "This link has no address yet.".to_owned(),
        _ => format!("“{}” is still to fill in.", quote.exact),
    };
    Finding::of(rule, quote, message).confidence(0.95)
}

#[cfg(test)]
pub(super) mod tests {
    use crate::bar::testing::{Cases, on};

    const ID: &str = "text.placeholder";

    pub fn cases() -> Cases {
        Cases::of(ID)
            .broken([
                "TODO: the numbers.",
                "The rest is TBD.",
                "FIXME",
                "p95 fell to XXX.",
                "It took XX ms.",
                "Costs fell by TK percent.",
                "Lorem ipsum dolor.",
                "[insert chart here]",
                "Use <your key here> there.",
                "from ▢ to 240 ms",
                "<!-- TODO: cut -->",
                "* TODO",
                "| TBD |\n|---|\n",
                "## TODO\n",
                "See [the report]().",
                "See [the report](https://example.com/report).",
                "Since YYYY it runs.",
            ])
            .sound([
                "",
                "A todo app.",
                "TaskForge calls it To-do.",
                "`TODO` stays in the code.",
                "```\n// TODO: later\n```",
                "    TODO indented",
                "We grepped for TODO comments.",
                "A TODO list.",
                "Dates are YYYY-MM-DD.",
                "Mastodon't.",
                "XXL shirts and XX chromosomes.",
                "The TKIP cipher.",
                "[insert](/stack/redis/) a row.",
                "An array[insert] call.",
                "Open <https://example.com/x>.",
                "<div class=\"your card\">x</div>",
                "[a](/stack/redis/?q=TODO)",
            ])
    }

    #[test]
    fn points_at_the_words() {
        let outcome = on(ID, "One.\n\nThe gain was XX % here.\n");
        assert_eq!(outcome.findings.len(), 1);
        assert_eq!(outcome.findings[0].message, "“XX %” is still to fill in.");
        assert_eq!(outcome.findings[0].quote.prefix, "The gain was ");
    }
}
