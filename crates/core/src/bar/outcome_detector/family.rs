//! What an outcome is about: latency, size, cost … told by the nouns around it and by its unit.

use std::sync::LazyLock;

use regex::bytes::Regex;

use super::claim::Claim;
use super::quantity::Measure;
use super::skeleton::{Skeleton, pattern};

/// The family of a metric.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Family {
    Latency,
    Throughput,
    Size,
    Memory,
    Resource,
    Cost,
    Reliability,
    Quality,
    Adoption,
    Business,
    Effort,
    Score,
    Complexity,
}

impl Family {
    pub fn word(self) -> &'static str {
        match self {
            Family::Latency => "latency",
            Family::Throughput => "throughput",
            Family::Size => "size",
            Family::Memory => "memory",
            Family::Resource => "resources",
            Family::Cost => "cost",
            Family::Reliability => "reliability",
            Family::Quality => "quality",
            Family::Adoption => "adoption",
            Family::Business => "business",
            Family::Effort => "effort",
            Family::Score => "score",
            Family::Complexity => "complexity",
        }
    }
}

/// First match wins: the narrower nouns stand first.
const NOUNS: &[(Family, &str)] = &[
    (Family::Cost, r"costs?|bill|spend(?:ing)?|hosting|invoice|paid|pays?\b|\$"),
    (Family::Memory, r"memory|heap|RSS|RAM|footprint|allocations?"),
    (
        Family::Size,
        r"bundle|binary|payloads?|file size|page weight|image size|index size|code size|size of|storage|disk|installer|smaller|larger|shrank|shrinks?|compress\w*",
    ),
    (
        Family::Reliability,
        r"uptime|availability|downtime|outages?|incidents?|error rate|failures?|failed|crash\w*|retr(?:y|ies)|recover\w*|lost|duplicates?|double charges?|pages?|success rate|succeed",
    ),
    (Family::Throughput, r"throughput|rps|qps|tps|iops|requests per second|drain\w*|per second|ingest\w*"),
    (Family::Score, r"scores?|lighthouse|speedometer|jetstream|octane|benchmark suite|core web vitals"),
    (
        Family::Resource,
        r"cpu|queries|requests|calls|energy|power|battery|connections|instructions|disk i/o|bandwidth|egress",
    ),
    (
        Family::Latency,
        r"latency|p\d|p_+|response|load time|build time|builds?|compil\w*|startup|faster|slower|took|takes|seconds?|milliseconds?|paint|render\w*|speed\w*|time\b|duration|delay|wait|lag",
    ),
    (Family::Effort, r"deploy\w*|releases?|hours|onboard\w*|pull requests?|team|engineers?|manual\w*|support"),
    (
        Family::Quality,
        r"tests?|coverage|bugs?|defects?|findings?|accuracy|precision|recall|cache|hit rate|accessib\w*|mismatch\w*|unreconciled",
    ),
    (
        Family::Adoption,
        r"users?|downloads?|visitors?|visits?|installs?|customers?|drivers?|services?|pods?|sites?|teams",
    ),
    (Family::Business, r"revenue|conversion|orders|sales|basket|funding|churn|rate[ds]?|tickets?"),
    (Family::Complexity, r"lines of|dependencies|files|services|deployments|loc\b"),
];

static COMPILED: LazyLock<Vec<(Family, Regex)>> =
    LazyLock::new(|| NOUNS.iter().map(|(family, nouns)| (*family, pattern(&format!(r"\b(?:{nouns})")))).collect());

pub(super) fn of(skeleton: &Skeleton<'_>, claim: &Claim) -> Family {
    let measure = claim.after.and_then(|at| skeleton.quantities.get(at)).map(|quantity| quantity.measure);
    let clause = skeleton.clause(claim.span.start);
    let named = COMPILED.iter().find(|(_, nouns)| nouns.is_match(clause.as_bytes())).map(|(family, _)| *family);
    match (measure, named) {
        (Some(Measure::Money), Some(Family::Business)) => Family::Business,
        (Some(Measure::Money), _) => Family::Cost,
        (Some(Measure::Rate), _) => Family::Throughput,
        (Some(Measure::Power), _) => Family::Resource,
        (Some(Measure::Bytes), Some(Family::Memory)) => Family::Memory,
        (Some(Measure::Bytes), _) => Family::Size,
        (_, Some(family)) => family,
        (Some(Measure::Time), None) => Family::Latency,
        (_, None) => Family::Quality,
    }
}
