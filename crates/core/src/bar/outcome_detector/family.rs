//! What an outcome is about: latency, size, cost … told by the nouns around it and by its unit.

use std::sync::LazyLock;

use super::claim::Claim;
use super::item::Items;
use super::phrase::Book;
use super::quantity::Measure;

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
const NOUNS: &[(Family, &[&str])] = &[
    (Family::Cost, &["cost/costs/bill/spend/spending/hosting/invoice/paid/pay/pays"]),
    (Family::Memory, &["memory/heap/rss/ram/footprint/allocation/allocations"]),
    (
        Family::Size,
        &[
            "bundle/binary/payload/payloads/storage/disk/installer/smaller/larger/shrank/shrink/shrinks/compress*",
            "page weight",
            "file/image/index/code size",
            "size of",
        ],
    ),
    (
        Family::Reliability,
        &[
            "uptime/availability/downtime/outage/outages/incident/incidents/failure/failures/failed/crash*/retry/retries",
            "recover*/lost/duplicate/duplicates/page/pages/succeed/succeeds",
            "double charge*",
            "error/success rate",
        ],
    ),
    (Family::Throughput, &["throughput/rps/qps/tps/iops/drain*/ingest*", "per second"]),
    (Family::Score, &["score/scores/lighthouse/speedometer/jetstream/octane", "core web vitals"]),
    (Family::Resource, &["cpu/queries/requests/calls/energy/power/battery/connections/instructions/bandwidth/egress"]),
    (
        Family::Latency,
        &[
            "latency/p__/response/build/builds/compil*/startup/faster/slower/took/takes/second/seconds/millisecond*",
            "paint/render*/speed*/time/duration/delay/wait/lag",
        ],
    ),
    (Family::Effort, &["deploy*/release/releases/hours/onboard*/team/engineer/engineers/manual*/support"]),
    (
        Family::Quality,
        &[
            "test/tests/coverage/bug/bugs/defect/defects/finding/findings/accuracy/precision/recall/cache/unreconciled",
            "accessib*/mismatch*",
            "hit rate",
        ],
    ),
    (
        Family::Adoption,
        &[
            "user/users/download/downloads/visitor/visitors/visit/visits/install/installs/customer/customers/driver/drivers",
            "service/services/pod/pods/site/sites/teams",
        ],
    ),
    (Family::Business, &["revenue/conversion/orders/sales/basket/funding/churn/rate/rates/rated/ticket/tickets"]),
    (Family::Complexity, &["lines of", "dependencies/files/deployments/loc"]),
];

static BOOK: LazyLock<Book> = LazyLock::new(|| {
    let phrases: Vec<&'static [&'static str]> = NOUNS.iter().map(|(_, nouns)| *nouns).collect();
    Book::of(&phrases)
});

pub(super) fn of(items: &Items<'_>, claim: &Claim) -> Family {
    let measure = claim.after.and_then(|at| items.quantities.get(at)).map(|quantity| quantity.measure);
    let clause = items.get(claim.start).map_or(0, |item| item.clause);
    let found = BOOK.matches(items).into_iter().filter(|found| items[found.start].clause == clause);
    let named = found.map(|found| found.group).min().and_then(|group| NOUNS.get(group)).map(|(family, _)| *family);
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
