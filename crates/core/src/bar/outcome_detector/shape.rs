//! What the form of one written number says: an address, a version, a date, a name, or a plain number.

use super::scan::Scan;

/// The form of a chunk that holds a digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// No quantity, whatever stands around it; and why.
    Name(&'static str),
    /// 1900 to 2099: a year unless a unit follows.
    Year,
    Number,
}

const ENDS: [&str; 6] = ["com", "io", "org", "net", "dev", "app"];
const BITS: [&str; 11] = ["bit", "bits", "vcpu", "vcpus", "core", "cores", "px", "rem", "em", "dpi", "fps"];
const NOUNS: [&str; 22] = [
    "node",
    "member",
    "tier",
    "layer",
    "line",
    "column",
    "character",
    "digit",
    "day",
    "week",
    "month",
    "year",
    "person",
    "part",
    "page",
    "hour",
    "minute",
    "second",
    "stage",
    "replica",
    "pod",
    "broker",
];

/// `whole` is the chunk with its marks, `core` without; `first` when it begins the sentence.
pub(super) fn of(whole: &str, core: &str, first: bool) -> Shape {
    let name = match () {
        () if is_address(core) => Some("looks like an address"),
        () if is_percentile(core) => Some("names a percentile"),
        () if is_reference(whole, core, first) => Some("looks like a reference"),
        () if is_version(core) => Some("looks like a version"),
        () if is_date(core) => Some("looks like a date or a time"),
        () if is_ordinal(core) => Some("looks like a place in an order"),
        () if is_identifier(core) => Some("is part of a name"),
        () if is_specification(core) => Some("looks like a specification"),
        () => None,
    };
    match name {
        Some(reason) => Shape::Name(reason),
        None if is_year(core) => Shape::Year,
        None => Shape::Number,
    }
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_address(core: &str) -> bool {
    let host = core.split(['/', ':']).next().unwrap_or_default();
    let domain = host.rsplit_once('.').is_some_and(|(name, end)| !digits(name) && ENDS.contains(&end));
    let parts: Vec<&str> = core.split('/').next().unwrap_or_default().split('.').collect();
    let v4 = parts.len() == 4 && parts.iter().all(|part| digits(part) && part.len() <= 3);
    let v6 = core.matches(':').count() >= 3 && core.bytes().all(|b| b.is_ascii_hexdigit() || matches!(b, b':' | b'/'));
    core.contains("://") || core.starts_with("www.") || domain || v4 || v6 || core.strip_prefix('/').is_some_and(digits)
}

/// "p95", "P99.9".
fn is_percentile(core: &str) -> bool {
    let number = core.strip_prefix(['p', 'P']).unwrap_or_default();
    let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
    digits(whole) && (2..=3).contains(&whole.len()) && digits(part)
}

/// "#482", "§4.2", "[1]", "(1)"; "1." at the start of a sentence.
fn is_reference(whole: &str, core: &str, first: bool) -> bool {
    let marked = core.strip_prefix(['#', '§']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let bracketed =
        digits(core) && core.len() <= 2 && (whole.starts_with('[') || whole.starts_with('(') && whole.contains(')'));
    let listed = first && digits(core) && whole.get(core.len()..).is_some_and(|rest| matches!(rest, "." | ")"));
    marked || bracketed || listed
}

/// "v1", "1.2.3", "8.x", "^8.3".
fn is_version(core: &str) -> bool {
    let core = core.trim_end_matches('+');
    let marked = core.strip_prefix(['v', 'V', '^']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let stem = core.split(['-', '+']).next().unwrap_or_default();
    let parts: Vec<&str> = stem.split('.').collect();
    let dotted = parts.len() > 2 && parts.iter().all(|part| digits(part));
    let open = core.strip_suffix(".x").is_some_and(|rest| rest.split('.').all(digits));
    marked || dotted || open
}

/// "2026-03-12", "2026-03", "3/12/2026", "2024H2", "10:30", "24/7", "4.5:1", "2025h2".
fn is_date(core: &str) -> bool {
    let parts = |mark: char| core.split(mark).collect::<Vec<_>>();
    let all = |parts: &[&str]| parts.len() > 1 && parts.iter().all(|part| digits(part));
    let dashed = parts('-');
    let iso = all(&dashed) && dashed[0].len() == 4 && dashed[1..].iter().all(|part| part.len() == 2);
    let slashed = parts('/');
    let slash = all(&slashed) && (slashed.len() == 3 || matches!(core, "24/7" | "80/20"));
    let colons = parts(':');
    let ratio =
        colons.len() > 1 && colons.iter().all(|part| part.trim_end_matches(['a', 'p', 'm']).split('.').all(digits));
    let half = core.len() == 6 && core.get(..4).is_some_and(digits) && core[4..].starts_with(['H', 'h', 'Q']);
    let clock = core.len() <= 4
        && core
            .to_ascii_lowercase()
            .strip_suffix('m')
            .is_some_and(|rest| rest.strip_suffix(['a', 'p']).is_some_and(digits));
    iso || slash || ratio || half || clock
}

/// "99th", "99.9th-percentile".
fn is_ordinal(core: &str) -> bool {
    let number = core.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let end = number.split('-').next().unwrap_or_default();
    number.len() < core.len() && matches!(end, "st" | "nd" | "rd" | "th")
}

/// "k8s", "sha256", "CVE-2021", "localhost:8080", "0x1f", "4xx".
fn is_identifier(core: &str) -> bool {
    let small = core.to_ascii_lowercase();
    let money = ["kes", "ksh", "usd", "eur", "gbp", "us$"].iter().any(|sign| small.starts_with(sign));
    let named = core.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && !money;
    let port = core.strip_prefix(':').is_some_and(digits);
    let class = core.len() == 3 && small.ends_with("xx");
    // "two-phase9/10ms" is nobody's name: what stands behind a slash speaks for itself.
    named && !core.contains(['→', '%']) || port || class || small.starts_with("0x")
}

/// "64-bit", "4vCPU", "5-node".
fn is_specification(core: &str) -> bool {
    let number = core.len() - core.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
    let rest = core.get(number..).unwrap_or_default().to_ascii_lowercase();
    let noun = rest.strip_prefix('-').map(|noun| noun.trim_end_matches('s'));
    let hyphened = noun.is_some_and(|noun| NOUNS.contains(&noun) || BITS.contains(&noun));
    number > 0 && (hyphened || BITS.contains(&rest.as_str()))
}

fn is_year(core: &str) -> bool {
    core.len() == 4 && digits(core) && (core.starts_with("19") || core.starts_with("20"))
}

const UNITS: [&str; 17] =
    ["%", "ms", "µs", "μs", "s", "kb", "mb", "gb", "kib", "mib", "gib", "x", "×", "k", "million", "m", "percent"];
const UNIT_WORDS: [&str; 15] =
    ["%", "ms", "µs", "s", "kb", "mb", "gb", "x", "×", "million", "percent", "seconds", "minutes", "hours", "times"];

/// True when a unit is written on the number, or is the next word: "a 200 ms pause" names no status.
pub(super) fn unit_follows(core: &str, after: &str) -> bool {
    let mut scan = Scan::new(core, 0);
    while scan.eat_any(&['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', ',', '~', '<', '>', '-', '–']) {}
    let on = scan.rest().to_ascii_lowercase();
    let next = after.to_ascii_lowercase();
    let grouped = core.contains(',');
    let words = UNIT_WORDS.contains(&next.as_str())
        || matches!(
            next.as_str(),
            "second" | "minute" | "hour" | "day" | "days" | "weeks" | "week" | "months" | "month"
        );
    grouped || UNITS.contains(&on.as_str()) || on.is_empty() && words
}
