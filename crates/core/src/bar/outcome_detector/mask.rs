//! Hides numbers that are never a quantity: addresses, references, versions, dates, ports, codes, idioms.
//!
//! The masked text has the same bytes in the same places, with `#` for hidden digits, so that spans found
//! in it are spans of the sentence. Decides nothing about claims.

use std::sync::LazyLock;

use regex::Regex;

struct Mask {
    pattern: Regex,
    /// Keep the number when a unit follows: "a 200 ms" is not a status code.
    unless_unit: bool,
}

/// In this order; what an earlier one hides, a later one does not see.
const PATTERNS: &[(&str, bool)] = &[
    // addresses
    (r"https?://\S+|www\.\S+|\b[\w.-]+\.(?:com|io|org|net|dev|app)\b(?:/\S*)?", false),
    (r"\b\d{1,3}(?:\.\d{1,3}){3}(?:/\d+)?|\b[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){3,}(?:/\d+)?|\s/\d{1,3}\b", false),
    // percentile labels
    (r"\bp\d{2,3}(?:\.\d+)?\b|\b\d{2}(?:\.\d+)?(?:th|st|nd|rd)[- ]percentiles?", false),
    // references
    (
        r"\b(?:RFC|CVE|ISO|IEC|IEEE|PEP|GEP|KEP|BCP|ADR|WCAG|GH|PR|pull request|issue|ticket|section|sec\.|table|tab\.|figure|fig\.|step|chapter|part|appendix|listing|lines?|lesson|phase|tier|level|layer|page|rule|item|option|example|exercise|case|type|scenario|stage|server|node|question|note|experiment|run|round|sprint|week|day|milestone|OAuth|HTTP|TLS|SSL|IPv|edition)(?:\s|-|/|v)*#?\d[\d.-]*",
        true,
    ),
    (r"#\d+(?:\.\d+)?|§\s?\d+(?:\.\d+)*|\bES\d{1,4}\b|\b(?-i:[A-Z]{2,6})-\d+\b|\[\d+\]|\(\d{1,2}\)", false),
    // versions
    (r"\bv\d+(?:\.\d+)*\b|\b\d+(?:\.\d+){2,}(?:[-+]\w+)?\b|\b\d+(?:\.\d+)*\.x\b|[\^~]\d+\.\d+", false),
    (
        r"\b(?:versions?|releases?|release branch|editions?|LTS|beta|alpha|rc|Java|JDK|PHP|Go|Node|iOS|Android|Chrome|Firefox|Safari|Edge|Windows|macOS|V8|Speedometer|JetStream|Octane)\s+v?\d+(?:\.\d+)*\+?",
        true,
    ),
    (r"\b(?:(?-i:[A-Z])[\w.+/-]*|etcd|kramdown|nginx|rustc|npm|gRPC)\s+v?\d{1,3}\.\d+\+?", true),
    (
        r"\b(?:Python|Rust|Redis|Postgres|PostgreSQL|MySQL|MariaDB|MongoDB|Next\.js|Node\.js|React|Vue|Angular|Svelte|NestJS|Nest|Express|Django|Rails|Laravel|Kubernetes|Debian|Ubuntu|Fedora|Alpine|TypeScript|Webpack|Vite|Prisma|Tailwind|Fastify|Vitess|Jekyll|Rouge|MkDocs|Linkerd|Sass|Bootstrap|Astro|Nuxt|Unicode|Level|Tier|Layer|Rev|Revision|Mark|Generation|Gen)\s+\d+(?:\.\d+)*\+?",
        true,
    ),
    // dates and times
    (
        r"\b\d{4}-\d{2}(?:-\d{2})?\b|\b\d{4}\s?H[12]\b|\b(?:H[12]|Q[1-4])(?:[ /-]\d{4})?\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b",
        false,
    ),
    (
        r"\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?,?\s+\d{1,4}(?:st|nd|rd|th)?\b(?:\s?[-–]\s?\d{1,2})?(?:,?\s+\d{4})?",
        false,
    ),
    (
        r"\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b(?:\s+\d{4})?",
        false,
    ),
    (r"\b\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?", false),
    (r"\b(?:19|20)\d{2}\b", true),
    // ports and codes
    (r"\bports?\s+\d+(?:(?:,|\s+and|\s+or)\s+\d+)*|:\d{2,5}\b", false),
    (r"\b[1-5]xx\b|\bHTTP\s+\d{3}\b", false),
    (
        r"\b(?:status(?:es)?|codes?|returns?|returned|returning|an?|errors?|exit|with|responses?|responded|answers?|answered)\s+(?:200|201|202|204|206|301|302|304|307|308|400|401|403|404|405|409|410|412|413|415|418|422|425|429|451|500|501|502|503|504|511)s?\b",
        true,
    ),
    (r"\b(?:status|codes?|exit(?:s|ed)?(?:\s+with)?)\s+\d{1,3}\b", true),
    // idioms
    (
        r"\b100\s?%\s+(?:sure|certain|confident|convinced|agree|compatible|correct|pure|safe|backwards?|fool|compliance|clear|happy|accurate|secure|reliable|uptime guarantee|of the time)",
        false,
    ),
    (
        r"\b24/7\b|\b\d{1,3}:\d{1,3}\b|\b\d+(?:\.\d+)?:1\b|\b80/20\b|\b(?:9|nine) times out of (?:10|ten)\b|\bhalf an hour\b|\bhalf[- ]?way\b|\bhalf-(?:open|life|time|hearted|closed|duplex)|\bhalf the (?:battle|story|fun|truth|work)\b|\bone of\b|\bno one\b|\btwo cents\b|\b10x (?:engineer|developer|programmer)s?\b|\bone by one\b|\bin one go\b|\bone[- ](?:way|click|off|time|size|to)\b|\b(?:two|one|three)[- ](?:way|phase|factor|step|tier|sided|fold approach)\b",
        false,
    ),
    (
        r"\bzero[- ](?:config(?:uration)?|knowledge|day|cost|copy|trust|based|effort|indexed|downtime|sum)\b|\bdouble[- ](?:entry|check(?:ed|ing)?|click(?:ed)?|quotes?|quoted|precision|buffering|dash)\b",
        false,
    ),
    // ordinals, identifiers, specifications
    (r"\b\d+(?:st|nd|rd|th)\b|^\s*\d+[.)]\s", false),
    (r"\b[A-Za-z_]+\d[\w]*(?:-\w+)*\b|\b0x[0-9a-fA-F]+\b", false),
    (
        r"\b\d+(?:\.\d+)?[- ]?(?:bit|vCPUs?|cores?|-?bits|px|rem|em|dpi|fps)\b|\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)-(?:node|member|tier|layer|line|column|character|digit|day|week|month|year|person|part|page|hour|minute|second|stage|replica|pod|broker|shard)s?\b",
        false,
    ),
];

static MASKS: LazyLock<Vec<Mask>> = LazyLock::new(|| {
    let compile = |(pattern, unless_unit): &(&str, bool)| Mask {
        pattern: super::quantity::regex(&format!("(?i){pattern}")),
        unless_unit: *unless_unit,
    };
    PATTERNS.iter().map(compile).collect()
});

static UNIT_FOLLOWS: LazyLock<Regex> = LazyLock::new(|| {
    super::quantity::regex(
        r"^(?:\s?(?:%|ms|µs|μs|s|kB|KB|MB|GB|KiB|MiB|GiB|x|×|k|million)\b|\s?[%×]|\s(?:percent|seconds?|minutes?|hours?|days?|weeks?|months?|times)\b|,\d{3}|\.\d)",
    )
});

static QUANTITY_IN_CODE: LazyLock<Regex> = LazyLock::new(|| {
    super::quantity::regex(r"(?i)^[~<>≈]?\s?\d[\d.,]*\s?(?:%|x|×|ns|µs|us|ms|s|m|min|h|[kmgt]i?b|k|m)?$")
});

/// The sentence with everything that is no quantity hidden; same length in bytes.
pub(super) fn mask(sentence: &str) -> String {
    let mut text = hide_code(sentence);
    for mask in MASKS.iter() {
        let found: Vec<_> = mask.pattern.find_iter(&text).map(|found| found.range()).collect();
        for range in found {
            let unit = mask.unless_unit && text.get(range.end..).is_some_and(|rest| UNIT_FOLLOWS.is_match(rest));
            if !unit {
                hide(&mut text, range);
            }
        }
    }
    text
}

/// True for inline code that is a bare quantity: "1.664s".
pub fn is_quantity(code: &str) -> bool {
    QUANTITY_IN_CODE.is_match(code)
}

/// Inline code says nothing a reader measures, unless it is a bare quantity: `` `1.664s` ``.
fn hide_code(sentence: &str) -> String {
    let mut text = sentence.to_owned();
    let ticks: Vec<usize> = sentence.match_indices('`').map(|(at, _)| at).collect();
    for pair in ticks.chunks_exact(2) {
        let range = pair[0] + 1..pair[1];
        if !is_quantity(&sentence[range.clone()]) {
            let hidden = "_".repeat(range.len());
            text.replace_range(range, &hidden);
        }
    }
    text
}

/// Digits become `#`, number words `_`; other letters stay, for they may name the metric. "p95" becomes
/// "p__", a word still.
fn hide(text: &mut String, range: std::ops::Range<usize>) {
    let hidden: String = match &text[range.clone()] {
        part if part.starts_with(['p', 'P']) && part.len() < 6 => {
            part.chars().map(|c| if c.is_ascii_digit() { '_' } else { c }).collect()
        }
        part if part.bytes().any(|byte| byte.is_ascii_digit()) => {
            part.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect()
        }
        part => "_".repeat(part.len()),
    };
    text.replace_range(range, &hidden);
}
