//! The detector against sentences made for it: what it must see, what it must leave alone, what it reads.

#![allow(clippy::unwrap_used)]

use super::*;

/// What a writer may count by hand.
fn has_quantity(sentence: &str) -> bool {
    Sentence::at(sentence).is_some_and(|read| read.has_quantity() || !read.hits().is_empty())
}

fn best(sentence: &str) -> Option<Hit> {
    detect(sentence).into_iter().next()
}

fn score(sentence: &str) -> i32 {
    best(sentence).map_or(0, |hit| hit.score)
}

#[test]
fn sees_results() {
    for sentence in [
        "Settlement p95 fell from 1.8 s to 240 ms, measured with k6 at 200 users over two weeks.",
        "The worker has posted 48,211 callbacks without a double charge.",
        "Costs fell by 38 % after we moved the queue.",
        "The locks cost us 11 ms on every write, and we added 3 ms to the median.",
        "Bundle size shrank by 46 % (412 kB → 222 kB).",
        "Error rate went down to 0.2 % from 5 %.",
        "Deploys that used to take a whole afternoon now finish in nine minutes.",
        "We have had no unplanned downtime in the seven months since the migration.",
        "The new build is 3x faster than the old one.",
        "Mean time to recovery is 11 minutes this quarter against 74 minutes last quarter.",
        "Compression made things worse: CPU rose by 22%.",
        "The index took the slowest report from `11 s` to `0.4 s`.",
        "Support tickets went from about 40 a week to 3.",
        "Query time improved from 4.1 s to 1.9 s.",
    ] {
        assert!(score(sentence) >= ASK, "{sentence}: {:?}", best(sentence));
    }
}

#[test]
fn sees_two_values_of_one_thing_however_they_are_told() {
    for sentence in [
        "The median call took 1.4 s in March and takes 310 ms today.",
        "The importer is a 12 ms affair, not a 900 ms one.",
        "Customers reported 14 wrong balances in May and 2 in August.",
        "Each message costs us €0.004; with the old vendor it was €0.03.",
        "Pages at night dropped to 2 in the quarter, against 37 in the one before.",
        "It processes a batch in 3 seconds, where the old code took 20 seconds.",
    ] {
        let hit = best(sentence).unwrap_or_else(|| panic!("{sentence}"));
        assert!(hit.score >= ASK && hit.before.is_some(), "{sentence}: {hit:?}");
    }
}

#[test]
fn sees_results_that_name_no_change() {
    for sentence in [
        "The cache hit ratio reached 97 %.",
        "In our own services we saw CPU go down by 4 %.",
        "The index occupies 40 % of its former size.",
        "The support team got nine hours a week back.",
        "Since March, uptime has been 99.98 %.",
        "More than 400 teams have adopted it.",
        "We clocked the slowest of a thousand syncs at 230 ms.",
        "The shop took in $86,000 on its first weekend.",
    ] {
        assert!(score(sentence) >= ASK, "{sentence}: {:?}", best(sentence));
    }
}

#[test]
fn takes_states_before_facts_and_other_peoples_figures_for_what_they_are() {
    for sentence in [
        "The profile showed that 40 % of the time was spent in the parser.",
        "The service was using 6 GB and growing.",
        "The old importer needed 9 GB and crashed on every second file.",
        "A channel send usually costs about 50 ns.",
        "If each request takes 10 ms, then one worker serves 100 requests per second.",
        "The vendor told us that latency would fall by 90 %.",
        "92 % of developers said they test by hand.",
        "Compilation is faster (e.g. 46 % on one site).",
        "A message may not be larger than 256 kB.",
    ] {
        assert!(score(sentence) < ASK, "{sentence}: {:?}", best(sentence));
    }
}

#[test]
fn a_month_is_no_maybe() {
    assert!(score("In May latency fell from 1.8 s to 240 ms.") >= ASK);
    assert!(score("Latency may fall from 1.8 s to 240 ms.") < ASK);
}

#[test]
fn leaves_the_never_classes_alone() {
    for sentence in [
        "We run PostgreSQL 16.2 and Node 20.11.",
        "It was released on 12 March 2026 at 10:30.",
        "The server listens on port 5432.",
        "The host is 10.0.0.12 in 10.0.0.0/16.",
        "A duplicate returns 409, a stale one 422.",
        "RFC 6455 and CVE-2021-45046 tell more, see #482.",
        "There are 3 steps and 2 ways to do it.",
        "The timeout is 30 s by default.",
        "Retry up to 5 times with a backoff of 2 s.",
        "Our goal was a p95 below 200 ms.",
        "The SLO is 99.9% of requests under 300 ms.",
        "This would cut the bill by 40 %.",
        "If latency fell by half, we could keep one node.",
        "Suppose p95 fell from 1.8 s to 240 ms.",
        "Did p95 fall from 1.8 s to 240 ms?",
        "1 KiB = 1,024 bytes.",
        "We are 100 % sure it works 24/7.",
        "According to a survey, 53 % of respondents left.",
        "This release brings 40 pull requests from 12 contributors.",
        "Set the pool to 20 connections.",
        "p95 dropped from XX ms to YY ms.",
        "Performance improved dramatically.",
        "Messages are lost, doubled, or shown in the wrong order.",
        "The connection drops, and two clients edit at once.",
        "The monolith gains a second deployment.",
        "Double-entry bookkeeping needs two rows.",
        "A doubled callback is answered once.",
        "Each doubled callback was dropped by the index.",
        "A second callback arrived and was dropped.",
        "Two people edited one note, and both saved.",
        "",
        "…",
    ] {
        assert!(score(sentence) < ASK, "{sentence}: {:?}", best(sentence));
    }
}

#[test]
fn reads_the_parts() {
    let hit = best("Settlement p95 fell from 1.8 s to 240 ms, measured with k6.").unwrap();
    assert_eq!((hit.value.as_str(), hit.unit.as_str(), hit.before.as_deref()), ("240", "ms", Some("1.8 s")));
    assert_eq!((hit.family, hit.baseline), (Family::Latency, Baseline::FromTo));
    assert_eq!(hit.label(), "Settlement p95 · 240 ms · from 1.8 s");
    let hit = best("Error rate went down to 0.2 % from 5 %.").unwrap();
    assert_eq!((hit.value.as_str(), hit.before.as_deref()), ("0.2", Some("5 %")));
    let hit = best("The new build is 3x faster than the old one.").unwrap();
    assert_eq!((hit.value.as_str(), hit.baseline), ("3", Baseline::Named));
    let hit = best("Costs fell by 38 % after the move.").unwrap();
    assert_eq!((hit.family, hit.baseline), (Family::Cost, Baseline::Implicit));
}

#[test]
fn a_refused_number_has_a_reason() {
    assert_eq!(best("Our goal was a p95 below 200 ms.").unwrap().veto, Some("looks like a goal"));
    assert_eq!(best("Latency would fall by 40 %.").unwrap().veto, Some("looks like a hypothesis"));
}

#[test]
fn supposing_removes_an_outcome() {
    for sentence in ["p95 fell from 1.8 s to 240 ms.", "costs fell by 38 % after the move."] {
        assert!(score(sentence) >= ASK);
        assert!(score(&format!("Suppose {sentence}")) < ASK, "{sentence}");
    }
}

#[test]
fn quantities_a_writer_may_count() {
    for sentence in ["12 people signed it.", "It took a fortnight.", "There was no downtime.", "We halved it."] {
        assert!(has_quantity(sentence), "{sentence}");
    }
    for sentence in ["Nobody objected.", "We use Redis 7.2.", "See RFC 6455.", ""] {
        assert!(!has_quantity(sentence), "{sentence}");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(1024))]

    #[test]
    fn any_sentence_is_survived(sentence in "(from |to |by |fell |p95|v1|[0-9]{1,4}|\\.|,|:|/|#|%|ms|a |one-|half-|twice| |`|→|é|µs|\u{a0}|\u{2009}|€|KES |\\(|x|-|~){0,24}") {
        has_quantity(&sentence);
        is_quantity(&sentence);
        (0..sentence.len()).step_by(9).for_each(|at| drop(explain(&sentence, at)));
        for hit in detect(&sentence) {
            proptest::prop_assert!(sentence.get(hit.span.start..hit.span.end).is_some(), "{sentence:?} {hit:?}");
        }
    }
}
#[test]
fn labels_speak_the_words_of_the_sentence() {
    for (sentence, label) in [
        ("Settlement p95 fell from 1.8 s to 240 ms, measured with k6.", "Settlement p95 · 240 ms · from 1.8 s"),
        ("The worker has posted 48,211 callbacks without a double charge.", "double charge · 0"),
        ("Costs fell by 38 % after we moved the queue.", "Costs · 38 %"),
        ("Bundle size shrank by 46 % (412 kB → 222 kB).", "Bundle size · 222 kB · from 412 kB"),
        (
            "Deploys that used to take a whole afternoon now finish in nine minutes.",
            "Deploys · nine minutes · from a whole afternoon",
        ),
        ("We have had no unplanned downtime in the seven months since the migration.", "unplanned downtime · 0"),
        (
            "Mean time to recovery is 11 minutes this quarter against 74 minutes last quarter.",
            "Mean time to recovery · 11 minutes · from 74 minutes",
        ),
        ("The index took the slowest report from `11 s` to `0.4 s`.", "slowest report · 0.4 s · from 11 s"),
        ("Support tickets went from about 40 a week to 3.", "Support tickets · 3 · from 40"),
        ("We reduced API requests by 87%.", "API requests · 87%"),
        ("This gave a 40 % reduction in build time.", "build time · 40 %"),
        ("It saved us $310 a month.", "cost · $310"),
        ("In production, unreconciled callbacks dropped from 2,752 to 0.", "unreconciled callbacks · 0 · from 2,752"),
    ] {
        assert_eq!(best(sentence).map(|hit| hit.label()).as_deref(), Some(label), "{sentence}");
    }
}

#[test]
fn a_number_says_why_it_does_not_count() {
    for (sentence, number, reason) in [
        ("It listens on port 5432.", "5432", "looks like a port"),
        ("We run PostgreSQL 16.2.", "16.2", "looks like a version"),
        ("It returned 409 twice.", "409", "looks like a status code"),
        ("See RFC 6455 for more.", "6455", "looks like a reference"),
        ("It began on 2026-03-12 at noon.", "2026", "looks like a date or a time"),
        ("It began in 2024 and went on.", "2024", "looks like a year"),
        ("The host is 10.0.0.12 there.", "10.0", "looks like an address"),
        ("Our p95 is fine.", "95", "names a percentile"),
        ("We are 100 % sure of it.", "100", "is a figure of speech"),
        ("Our goal was a p95 below 200 ms.", "200", "looks like a goal"),
        ("Costs would fall by 40 %.", "40", "looks like a hypothesis"),
        ("The number 12 is nice.", "12", "nothing is said to have changed, or to have been reached"),
    ] {
        let explained = explain(sentence, sentence.find(number).unwrap() + 1).unwrap();
        assert_eq!(explained.reason, reason, "{sentence} {explained:?}");
    }
    let counted = explain("p95 fell from 1.8 s to 240 ms.", 15).unwrap();
    assert!(counted.hit.is_some_and(|hit| hit.score >= ASK));
    assert_eq!(explain("No number here.", 4), None);
}
