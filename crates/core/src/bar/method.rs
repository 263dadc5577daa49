//! How a result was found: the words that say with what, over how long, on how many.
//!
//! A small lexicon over the words of one sentence. Whether that is enough is `outcomes.evidence`'s.

use std::ops::Range;

use super::months;

/// A word of a sentence: small letters without the marks around it, and its place.
struct Token<'t> {
    text: &'t str,
    small: String,
    range: Range<usize>,
    /// A mark that ends a phrase stands behind it.
    stops: bool,
}

const MEASURED: &[&str] = &[
    "measured",
    "recorded",
    "sampled",
    "profiled",
    "benchmarked",
    "timed",
    "traced",
    "tested",
    "load-tested",
    "counted",
    "captured",
    "observed",
    "monitored",
    "logged",
    "surveyed",
    "averaged",
];
const WITH: &[&str] =
    &["with", "over", "on", "across", "in", "by", "from", "using", "against", "at", "during", "for", "every"];
const TOOLS: &[&str] = &[
    "k6",
    "wrk",
    "wrk2",
    "autocannon",
    "lighthouse",
    "webpagetest",
    "pgbench",
    "pg_stat_statements",
    "prometheus",
    "grafana",
    "sentry",
    "datadog",
    "locust",
    "jmeter",
    "gatling",
    "hyperfine",
    "vegeta",
    "criterion",
    "flamegraph",
    "cloudwatch",
    "opentelemetry",
    "jaeger",
    "honeycomb",
    "sysbench",
    "redis-benchmark",
    "loki",
    "kibana",
    "plausible",
    "matomo",
    "pagespeed",
    "crux",
    "perf",
    "clinic.js",
    "artillery",
    "siege",
    "posthog",
    "mixpanel",
    "amplitude",
    "uptimerobot",
    "statuspage",
    "pagerduty",
];
const TOOL_PAIRS: &[(&str, &str)] = &[
    ("explain", "analyze"),
    ("new", "relic"),
    ("google", "analytics"),
    ("search", "console"),
    ("chrome", "devtools"),
    ("core", "web"),
    ("access", "logs"),
    ("query", "log"),
    ("server", "logs"),
    ("a/b", "test"),
    ("load", "test"),
];
const SAMPLES: &[&str] = &[
    "runs",
    "users",
    "requests",
    "sessions",
    "samples",
    "iterations",
    "callbacks",
    "pushes",
    "messages",
    "jobs",
    "orders",
    "queries",
    "connections",
    "loads",
    "visits",
    "builds",
    "deploys",
    "tests",
    "guests",
    "customers",
    "payments",
    "rows",
    "events",
    "devices",
];
const SPANS: &[&str] = &[
    "hour",
    "hours",
    "day",
    "days",
    "night",
    "nights",
    "week",
    "weeks",
    "weekend",
    "weekends",
    "month",
    "months",
    "quarter",
    "quarters",
    "year",
    "years",
    "sprint",
    "sprints",
    "fortnight",
    "season",
    "release",
    "releases",
];
const PLATFORM: &[&str] = &[
    "instance",
    "instances",
    "machine",
    "machines",
    "vm",
    "laptop",
    "phone",
    "droplet",
    "cluster",
    "server",
    "hardware",
    "macbook",
    "raspberry",
    "vcpu",
    "vcpus",
    "handset",
    "handsets",
    "3g",
    "4g",
];
const LEADS: &[&str] =
    &["over", "in", "during", "within", "across", "throughout", "for", "since", "between", "after", "by"];
const NOW: &[&str] = &["this", "last", "past", "every", "each"];

/// Where a sentence says how something was measured; the whole phrase, from its first word to the next stop.
pub(super) fn method(sentence: &str) -> Option<Range<usize>> {
    let tokens = tokens(sentence);
    // The clearest sign speaks, wherever it stands.
    let signs: [fn(&[Token<'_>], usize) -> bool; 4] = [is_measured, is_tool, is_platform, is_sample];
    let first = signs.iter().find_map(|sign| (0..tokens.len()).find(|at| sign(&tokens, *at)))?;
    let mut end = first;
    while !tokens[end].stops
        && end + 1 < tokens.len()
        && !matches!(tokens[end + 1].small.as_str(), "and" | "but" | "which")
    {
        end += 1;
    }
    Some(tokens[first].range.start..tokens[end].range.end)
}

/// Where a sentence says over how long, or when: "over two weeks", "this quarter", "since March".
pub(super) fn window(sentence: &str) -> Option<Range<usize>> {
    let tokens = tokens(sentence);
    (0..tokens.len()).find_map(|start| {
        let lead = tokens[start].small.as_str();
        let reach = if LEADS.contains(&lead) { 5 } else { 0 };
        let reach = if NOW.contains(&lead) { 1 } else { reach };
        let stopped = (start..start + reach).find(|at| tokens.get(*at).is_none_or(|token| token.stops));
        let last = stopped.unwrap_or(start + reach).min(tokens.len().saturating_sub(1));
        let end = (start + 1..=last).find(|at| is_span(&tokens, start, *at))?;
        let end = lengthened(&tokens, end);
        Some(tokens[start].range.start..tokens[end].range.end)
    })
}

fn tokens(sentence: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    for part in sentence.split([' ', '\n', '\t', '\u{a0}']) {
        let start = part.as_ptr() as usize - sentence.as_ptr() as usize;
        let opened = part.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '`');
        let text = opened.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '%' | '`'));
        let from = start + part.len() - opened.len();
        let behind = opened.get(text.len()..).unwrap_or_default();
        if text.is_empty() {
            if let Some(last) = tokens.last_mut().filter(|_| !part.is_empty()) {
                let last: &mut Token<'_> = last;
                last.stops = true;
            }
            continue;
        }
        let small = text.trim_matches('`').to_lowercase();
        let stops = behind.contains([',', ';', ':', '.', ')', '!', '?']);
        tokens.push(Token { text, small, range: from..from + text.len(), stops });
    }
    tokens
}

fn at<'t>(tokens: &'t [Token<'_>], at: usize) -> &'t str {
    tokens.get(at).map_or("", |token| token.small.as_str())
}

/// "measured with k6", "we profiled it on".
fn is_measured(tokens: &[Token<'_>], here: usize) -> bool {
    let near = (here + 1..here + 4).any(|next| WITH.contains(&at(tokens, next)));
    MEASURED.contains(&at(tokens, here)) && near && !tokens[here].stops
}

fn is_tool(tokens: &[Token<'_>], here: usize) -> bool {
    let word = at(tokens, here);
    TOOLS.contains(&word) || TOOL_PAIRS.contains(&(word, at(tokens, here + 1)))
}

/// "200 users", "1,000 runs": a number before a thing that is sampled, led by a word that says so.
fn is_sample(tokens: &[Token<'_>], here: usize) -> bool {
    let led = ["over", "across", "from", "of", "with", "at", "in", "after"].contains(&at(tokens, here.wrapping_sub(1)));
    let counted = is_number(&tokens[here]);
    let thing = (here + 1..here + 3).any(|next| SAMPLES.contains(&at(tokens, next)) && !tokens[next - 1].stops);
    let long = SPANS.contains(&at(tokens, here + 1)) && matches!(at(tokens, here.wrapping_sub(1)), "over" | "across");
    led && counted && (thing || long)
}

/// "on a t3.medium", "on the client's laptop".
fn is_platform(tokens: &[Token<'_>], here: usize) -> bool {
    let led = at(tokens, here) == "on" && matches!(at(tokens, here + 1), "a" | "an" | "the" | "one" | "two" | "our");
    led && !tokens[here + 1].stops
        && (here + 2..here + 6)
            .take_while(|next| *next == here + 2 || !tokens.get(next - 1).is_none_or(|t| t.stops))
            .any(|next| {
                PLATFORM.contains(&at(tokens, next))
                    || at(tokens, next).split_once('.').is_some_and(|(family, size)| {
                        family.len() < 5 && family.contains(|c: char| c.is_ascii_digit()) && size.len() > 3
                    })
            })
}

fn is_number(token: &Token<'_>) -> bool {
    const WORDS: &[&str] = &[
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty", "thirty", "hundred",
    ];
    token.text.starts_with(|c: char| c.is_ascii_digit()) || WORDS.contains(&token.small.as_str())
}

/// The word at `end` closes a span of time that a lead opened at `start`.
fn is_span(tokens: &[Token<'_>], start: usize, end: usize) -> bool {
    let word = at(tokens, end);
    let lead = at(tokens, start);
    let named = tokens[end].text.starts_with(char::is_uppercase) && months::LONG.contains(&word);
    let year = word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|b| b.is_ascii_digit());
    let quarter = word.len() == 2 && word.starts_with('q') && word.ends_with(|c: char| c.is_ascii_digit());
    let counted = (start + 1..end).any(|at| {
        is_number(&tokens[at])
            || matches!(tokens[at].small.as_str(), "a" | "the" | "first" | "last" | "past" | "that" | "this" | "one")
    });
    SPANS.contains(&word) && (counted || NOW.contains(&lead))
        || named
        || (year || quarter) && !matches!(lead, "for" | "by")
}

/// "since March 2025", "between 3 and 17 March": the year, and the second half.
fn lengthened(tokens: &[Token<'_>], end: usize) -> usize {
    let next = at(tokens, end + 1);
    let year = next.len() == 4 && next.starts_with("20") && next.bytes().all(|b| b.is_ascii_digit());
    if year && !tokens[end].stops { end + 1 } else { end }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_how() {
        for (sentence, expected) in [
            ("p95 fell to 240 ms, measured with k6 at 200 virtual users.", "measured with k6 at 200 virtual users"),
            ("We profiled it with flamegraphs.", "profiled it with flamegraphs"),
            ("`EXPLAIN ANALYZE` gave 0.4 s.", "`EXPLAIN ANALYZE` gave 0.4 s"),
            ("Prometheus shows 240 ms.", "Prometheus shows 240 ms"),
            ("It held 240 ms over 1,000 runs.", "1,000 runs"),
            ("It fell across two weeks.", "two weeks"),
            ("It took 240 ms on a t3.medium.", "on a t3.medium"),
            ("It took 240 ms on the client's laptop, once.", "on the client's laptop"),
        ] {
            assert_eq!(method(sentence).map(|range| &sentence[range]), Some(expected), "{sentence}");
        }
        for sentence in [
            "p95 fell from 1.8 s to 240 ms.",
            "We measured twice.",
            "It runs on a schedule.",
            "Users were happy.",
            "It is tested.",
            "",
        ] {
            assert_eq!(method(sentence), None, "{sentence}");
        }
    }

    #[test]
    fn says_when() {
        for (sentence, expected) in [
            ("p95 fell to 240 ms over two weeks, measured with k6.", Some("over two weeks")),
            ("It fell in the first month.", Some("in the first month")),
            ("Downtime was zero in the seven months since the move.", Some("in the seven months")),
            ("It is 11 minutes this quarter.", Some("this quarter")),
            ("It fell since March 2025.", Some("since March 2025")),
            ("It doubled in Q3.", Some("in Q3")),
            ("It fell from 3 weeks to 240 ms.", None),
            ("It answers in 240 ms.", None),
            ("It may fall.", None),
        ] {
            assert_eq!(window(sentence).map(|range| &sentence[range]), expected, "{sentence}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_sentence_is_survived(sentence in "(measured |with |over |on a |k6|200 |users|weeks|this |, |\\.|é|`|\u{a0}|since March |20[0-9]{2} ){0,12}") {
            for range in [method(&sentence), window(&sentence)].into_iter().flatten() {
                proptest::prop_assert!(sentence.get(range).is_some());
            }
        }
    }
}
