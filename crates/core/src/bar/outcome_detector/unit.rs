//! Units behind a number: "%", "ms", "requests per second", "-fold", "out of 5".

use super::quantity::Measure;
use super::scan::Scan;

const TIME: &[&str] = &[
    "ns",
    "nanosecond",
    "nanoseconds",
    "µs",
    "μs",
    "us",
    "microsecond",
    "microseconds",
    "ms",
    "msec",
    "msecs",
    "millisecond",
    "milliseconds",
    "s",
    "sec",
    "secs",
    "second",
    "seconds",
    "min",
    "mins",
    "minute",
    "minutes",
    "h",
    "hr",
    "hrs",
    "hour",
    "hours",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "quarter",
    "quarters",
    "year",
    "years",
    "fortnight",
    "fortnights",
    "afternoon",
    "afternoons",
    "business day",
    "business days",
    "working day",
    "working days",
];
const SHORT_TIME: &[&str] = &["ms", "s", "sec", "secs", "seconds", "min"];
const BYTES: &[&str] = &[
    "kb",
    "mb",
    "gb",
    "tb",
    "pb",
    "kib",
    "mib",
    "gib",
    "tib",
    "pib",
    "byte",
    "bytes",
    "kbyte",
    "kbytes",
    "mbyte",
    "mbytes",
    "gbyte",
    "gbytes",
    "kilobyte",
    "kilobytes",
    "megabyte",
    "megabytes",
    "gigabyte",
    "gigabytes",
    "terabyte",
    "terabytes",
];
const RATES: &[&str] = &[
    "rps", "qps", "tps", "iops", "req/s", "ops/s", "kbps", "mbps", "gbps", "tbps", "kbit/s", "mbit/s", "gbit/s",
    "kb/s", "mb/s", "gb/s", "tb/s", "kib/s", "mib/s", "gib/s",
];
const THINGS: &[&str] = &[
    "requests",
    "queries",
    "transactions",
    "operations",
    "messages",
    "events",
    "jobs",
    "ops",
    "writes",
    "reads",
    "connections",
    "orders",
    "payments",
    "callbacks",
    "bookings",
    "visits",
    "sessions",
    "uploads",
    "builds",
    "deploys",
];
const POWER: &[&str] = &["mw", "w", "kw", "kwh", "watt", "watts", "mc", "millicore", "millicores"];
const MONEY: &[&str] =
    &["dollar", "dollars", "euro", "euros", "shilling", "shillings", "cent", "cents", "usd", "eur", "kes"];
const EACH: &[&str] = &[
    "s",
    "sec",
    "second",
    "min",
    "minute",
    "h",
    "hour",
    "day",
    "night",
    "week",
    "month",
    "quarter",
    "year",
    "request",
    "user",
    "core",
    "pod",
    "instance",
    "node",
    "room",
    "job",
    "message",
    "transaction",
];

type Reading = fn(&mut Scan<'_>) -> bool;

/// Reads a unit at the scan's place and moves behind it; `None` leaves the place alone.
pub(super) fn read(scan: &mut Scan<'_>) -> Option<Measure> {
    let readings: [(Reading, Measure); 8] = [
        (percent, Measure::Percent),
        (multiple, Measure::Multiple),
        (times, Measure::Multiple),
        (rate, Measure::Rate),
        (|scan| blank_then(scan, BYTES), Measure::Bytes),
        (time, Measure::Time),
        (|scan| blank_then(scan, POWER), Measure::Power),
        (|scan| blank_then(scan, MONEY), Measure::Money),
    ];
    let start = scan.at;
    let measure = readings.iter().find(|(reading, _)| scan.try_to(reading)).map(|(_, measure)| *measure)?;
    let often = measure == Measure::Multiple && {
        let long = scan.text[start..scan.at].trim_start().to_ascii_lowercase();
        long.starts_with("times") && scan.try_to(per)
    };
    if measure == Measure::Time {
        scan.try_to(per);
    }
    Some(if often { Measure::Rate } else { measure })
}

/// "out of 5", behind a number; the number is read by `quantity`.
pub(super) fn out_of(scan: &mut Scan<'_>) -> bool {
    scan.try_to(|scan| scan.eat_blank() && scan.eat("out of ") && scan.peek().is_some_and(|c| c.is_ascii_digit()))
}

fn blank_then(scan: &mut Scan<'_>, words: &[&str]) -> bool {
    scan.eat_blank();
    scan.eat_word(words)
}

fn percent(scan: &mut Scan<'_>) -> bool {
    scan.eat_blank();
    let sign = scan.eat_any(&['%', '‰']) || scan.eat_word(&["percent", "per cent"]);
    let points = scan.try_to(|scan| {
        if sign {
            scan.eat_blank();
        }
        let named = scan.eat("percentage ");
        (sign || named) && scan.eat_word(&["point", "points"])
    });
    sign || points || scan.eat_word(&["pp"])
}

/// "3x", "3 ×", "3.4-fold".
fn multiple(scan: &mut Scan<'_>) -> bool {
    if scan.eat("-fold") || scan.eat("fold") {
        return scan.is_bound();
    }
    scan.eat_blank();
    scan.eat_any(&['×']) || scan.eat_word(&["x"])
}

fn times(scan: &mut Scan<'_>) -> bool {
    blank_then(scan, &["times"])
}

fn rate(scan: &mut Scan<'_>) -> bool {
    scan.eat_blank();
    scan.eat_word(RATES) || scan.eat_word(THINGS) && per(scan)
}

/// "240 ms", "two-week", "0.63 CPU seconds", "1 min 50 s".
fn time(scan: &mut Scan<'_>) -> bool {
    if !scan.eat_any(&['-']) {
        scan.eat_blank();
    }
    scan.eat("cpu ");
    let read = scan.eat_word(TIME);
    scan.try_to(|scan| scan.eat_blank() && scan.eat_digits() > 0 && blank_then(scan, SHORT_TIME));
    read
}

/// "/s", "per second", "a day".
fn per(scan: &mut Scan<'_>) -> bool {
    if scan.eat("/") {
        scan.eat_blank();
    } else if !(scan.eat_blank() && scan.eat_word(&["per", "a", "an", "each", "every"]) && scan.eat_blank()) {
        return false;
    }
    scan.eat_word(EACH)
}
