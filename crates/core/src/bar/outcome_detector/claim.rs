//! Phrases that assert something about a quantity, with their points.
//!
//! Only the form of the words is judged; doubts (goals, examples, settings) are `veto`'s.

use std::sync::LazyLock;

use super::item::Items;
use super::phrase::{Book, Match};
use super::quantity::Measure;

/// The form of words a claim takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    FromTo,
    Was,
    Change,
    Comparison,
    DownTo,
    Level,
    Verb,
    Work,
    Zero,
}

/// A claim about items `start..end`; `after` and `before` are indices of quantities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Claim {
    pub form: Form,
    pub points: i32,
    pub start: usize,
    pub end: usize,
    pub after: Option<usize>,
    pub before: Option<usize>,
}

/// Which of two quantities is the older one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pair {
    None,
    BeforeFirst,
    AfterFirst,
}

type Row = (Form, i32, Pair, &'static [&'static str]);

const TABLE: &[Row] = &[
    (
        Form::FromTo,
        4,
        Pair::BeforeFirst,
        &[
            "from Q to Q to Q",
            "from Q ~7 to Q",
            "went from Q ~4 to Q",
            "Q → Q",
            "used/previously/formerly/earlier/once ~20 Q * now ~12 Q",
            "replac* Q * with/by Q",
            "took/needed/used/cost/ran ~12 Q * now take/takes/need*/use/uses/cost*/finish*/run/runs ~10 Q",
            // One value then, one of the same kind now.
            "was/were/sat/stood/took/needed/had/fired/ran/cost/averaged/required/hovered ~12 Q ~12 today/now/since/nowadays ~10 Q=",
            "was/were/sat/stood/took/needed/had/fired/ran/cost/averaged/required/hovered ~12 Q ~8 Q= ~3 today/now",
            "used/once/previously/formerly/originally ~20 Q ~8 Q= ~3 now/today",
            "used/once/previously/formerly/originally ~20 Q * it/they/that ~6 Q= ~3 now/today",
            "used to ~12 Q ; the/it/they/now/today ~8 Q=",
            "had ~5 Q ~2 was/were/is/are/took/takes ~4 Q=",
            "needed/took/used/cost/ran ~8 Q ~6 needs/need/takes/take/uses/use/costs/cost/runs/run ~3 Q=",
            "Q ~6 in # ~5 Q= ~3 in/by #",
            "Q ~6 before ~5 Q= ~6 after/since/afterwards/now",
            "before ~12 Q * after/afterwards/now/since/today ~12 Q",
        ],
    ),
    (
        Form::FromTo,
        4,
        Pair::AfterFirst,
        &[
            "Q * they/it/that/which used to ~10 Q",
            "Q * where it/they/we was/were/used/took/had/needed ~10 Q",
            "Q * which before/previously ~10 Q",
            "Q * where/while the old/previous/former ~3 took/needed/had/used/was ~6 Q",
            "Q ~10 instead of ~6 Q",
            "Q ~10 rather than ~6 Q",
            "Q ~10 in place of ~6 Q",
            "Q ~4 , not a/the/an ~2 Q",
            "Q ~2 , was/were/formerly/previously ~3 Q",
            "T/P/B/M/R ~8 ,/; ~4 it/they/that/there was/were/had ~6 Q=",
        ],
    ),
    (
        Form::Was,
        4,
        Pair::AfterFirst,
        &[
            "Q ~7 down/up from Q",
            "to Q from Q",
            "Q ~8 ( was/previously/before/from Q",
            "Q ~8 ( down/up from Q",
            "Q ~6 against/versus/vs the? Q",
            "Q ~6 , against/versus ~1 Q",
            "Q ~6 compared to/with the? Q",
        ],
    ),
    (Form::Was, 3, Pair::AfterFirst, &["Q ~10 over the baseline/median ~4 Q"]),
    (
        Form::Comparison,
        3,
        Pair::None,
        &[
            "Q times? ~1 @more",
            "Q times? ~1 as fast/many/much/long/large/big/small",
            "Q times? ~1 the size",
            "faster/slower/smaller/larger/cheaper/better/longer/shorter ~8 by Q",
            "X/P of what",
            "P/X of its/the/their former/previous/old/original",
            "X of the size/memory/cost/price",
            "X the/as size/memory/cost/price/time/traffic/load/many/much",
            "X what it/we",
        ],
    ),
    (Form::DownTo, 3, Pair::None, &["@down ~7 to Q"]),
    (
        Form::Change,
        3,
        Pair::None,
        &[
            "@change ~12 Q",
            "go/goes/gone/going/went/come/comes/came/coming up/down ~12 Q",
            "downloaded/installed/viewed/deployed ~4 X",
            "P/T/B/R/M/X/W ~8 @gain",
            "is/are/was/were/went down/up by? Q",
            ", up/down by? Q",
            "@metric ~6 D",
            "D ~6 @metric",
            "we X the/our",
            "got/gave/won/gained/get/gives ~5 T ~1 back",
            "took/takes T/B/P off/out/away",
            "grew/grown/up/rose/increased X",
        ],
    ),
    (Form::Change, 4, Pair::None, &["@plural D in/within/over/after/since"]),
    (
        Form::Level,
        2,
        Pair::None,
        &[
            "@metric ~6 @be @still? @still? Q",
            "@metric P/T/B/R",
            "P/T/B/R of? p__/average/median/mean/peak/tail? @metric",
            "P/N of",
            "came/comes/amounted/amounts to ~1 P/T/B/R/M",
            "resulted/resulting/results in ~6 P/T/B/R/M/X",
            "^ ~8 : Q $",
        ],
    ),
    (
        Form::Level,
        3,
        Pair::None,
        &[
            "in/for P of all? the? cases/requests/users/sessions/reads/attempts",
            "P of the time",
            "@metric ~4 reached/stayed/remained/averaged ~3 P/T/B/R",
            "P of ~3 are/were/finish/complete/stay ~3 T",
            "P of the/our ~3 were/had/failed/needed/ended/arrived/succeeded/came/got",
            "answered/served/handled/reproduced/caught/matched/survived/passed/cleared P of",
            "we/i ~1 clocked/measured/recorded/timed ~8 at Q",
            "recover/recovers/hit/hits/catches/serve/serves P of",
        ],
    ),
    (
        Form::Work,
        3,
        Pair::None,
        &[
            "^ out of N ~10 , N ~2 ended/failed/arrived/succeeded/were/went",
            "^ of N ~10 , N arrived/succeeded/completed/recovered/passed/failed/reconciled/landed",
            "audit found N",
            "N ~3 have adopted/switched/moved/migrated/signed",
            "shut/turn/turned down/off ~1 N",
            "retire/retired/decommissioned ~1 N",
            "N of the? N ~2 failed/timed/arrived/succeeded/ended/got/came/passed/recovered",
            "we closed N of the? N",
            "paid/pays for itself in/within/after T",
            "took/brought in ~1 M",
            "ran up ~1 M",
            "earned/grossed/spared/saved ~3 M",
        ],
    ),
    (Form::Verb, 1, Pair::None, &["@took ~5 Q"]),
    (Form::Verb, 2, Pair::None, &["now ~2 @took ~4 P/T/B/R/M", "@took ~4 P/T/B/R/M now"]),
    (
        Form::Work,
        2,
        Pair::None,
        &[
            "@did ~2 N",
            "shipped to ~2 N",
            "N ~4 were/was/arrived/succeeded/completed/used/recovered/reconciled/failed/failing/lost",
            "N ~4 have/had been",
        ],
    ),
    (
        Form::Zero,
        3,
        Pair::None,
        &[
            "had/have/has/with/saw/were/was/found/and no/zero/N ~2 @harm",
            "zero ~2 @harm",
            "without a single/any/one? ~2 @harm",
            "without any/an/one ~2 @harm",
            "not a single ~2 @harm",
            "none ~2 @harm",
            "never had/saw/lost ~2 @harm",
            "not one ~4 was/were/has/had/failed/got/went",
            "lost/dropped/missed/skipped/cost us? no ~3 write/writes/message/messages/order/orders/event/events/payment/payments/job/jobs/row/rows/update/updates/request/requests/data",
            "no/zero/N data loss",
            "no/zero/N ~1 double charge*/booking*/payment*/post*",
            "without a/any single? double charge*/booking*/payment*/post*",
        ],
    ),
];

static BOOK: LazyLock<Book> = LazyLock::new(|| {
    let phrases: Vec<&'static [&'static str]> = TABLE.iter().map(|(.., phrases)| *phrases).collect();
    Book::of(&phrases)
});

/// Signs that somebody measured.
const CUES: &[&str] = &[
    "we ~1 measured/observed/saw/recorded/see/found/have/had/now/achieved/reduced/cut/removed/halved/closed",
    "measured/observed/recorded/now/results/result/shows/show/since/benchmark/benchmarks/after/became",
    "in our ~1 test/tests/benchmark/benchmarks/measurement/measurements/experience/production",
    "our ~1 benchmarks/benchmark/framework/measurements",
    "resulted/resulting in",
    "thanks to",
    "on average/the",
    "as a result",
    "as of this writing",
    "by moving/switching/using/converting/leveraging/removing/reusing",
    "in production/#",
    "by/since #",
    "through/over the ~2 peak/sale/weekend/night/season",
    "on the new",
    "during the",
    "at peak",
    "year on year",
    "in the/its/our/their first/last/past",
    "over the/a/two/three/four/six/T",
    "this quarter/month/week/year",
    "has/have been/improved/dropped/increased/fallen/reduced/processed/had/seen",
];
const AVERAGES: &[&str] = &["p__/percentile/average/median/peak", "the/a mean", "mean @metric"];

static SIGNS: LazyLock<Book> = LazyLock::new(|| Book::of(&[CUES, AVERAGES]));

/// False when nothing can be claimed without a quantity: such a claim says that something was not.
pub(super) fn may_deny(small: &str) -> bool {
    DENIALS.iter().any(|denial| small.contains(denial))
}

/// One of these is in every phrase that needs no quantity.
const DENIALS: [&str; 4] = ["no", "zero", "without", "never"];

/// The best claim about each quantity, and claims that need none.
pub(super) fn find(items: &Items<'_>) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    for found in BOOK.matches(items) {
        if let Some(claim) = read(items, found) {
            keep_best(&mut claims, claim);
        }
    }
    if claims.is_empty() {
        return claims;
    }
    let signs = SIGNS.matches(items);
    for claim in &mut claims {
        claim.points += bonus(items, &signs, claim) - unnamed(items, claim);
    }
    claims
}

fn read(items: &Items<'_>, found: Match) -> Option<Claim> {
    let (form, points, pair, _) = *TABLE.get(found.group)?;
    let (start, end) = (found.start, found.end);
    let mut inside = items.quantities_in(start, end);
    let first = inside.next();
    let last = inside.next_back().or(first);
    if form == Form::Zero && items.quantities_in(start, end).any(|at| items.quantities[at].number != Some(0.0)) {
        return None;
    }
    let (after, before) = match pair {
        Pair::BeforeFirst => (last, first),
        Pair::AfterFirst => (first, last),
        Pair::None => (last, None),
    };
    if is_adjective(items, start, end) {
        return None;
    }
    if form == Form::FromTo && is_spread(items, start) {
        return Some(Claim { form: Form::Change, points: points - 2, start, end, after: last, before: None });
    }
    if pair != Pair::None && !comparable(items, first, last) {
        return Some(Claim { form: Form::Change, points: points - 2, start, end, after, before: None });
    }
    Some(Claim { form, points, start, end, after, before: before.filter(|before| Some(*before) != after) })
}

/// "a doubled callback", "each halved page": no change, but what kind of thing.
fn is_adjective(items: &Items<'_>, start: usize, end: usize) -> bool {
    let led = |at: usize| at.checked_sub(1).and_then(|at| items.get(at)).map_or("", |item| item.word);
    let kind =
        |at: usize| matches!(led(at), "a" | "an" | "the" | "each" | "every" | "no" | "any" | "one" | "this" | "that");
    let only = (start..end).filter(|at| items[*at].quantity.is_some());
    let mut words = only.filter(|at| items[*at].doubled);
    words.next().is_some_and(kind) && (start..end).filter(|at| items[*at].quantity.is_some()).count() == 1
}

/// "anywhere from 4 % to 20 %", "ranging from 11 % to 19 %": one value, not two.
fn is_spread(items: &Items<'_>, start: usize) -> bool {
    let before = (start.saturating_sub(2)..start).map(|at| items[at].word);
    before.into_iter().any(|word| {
        matches!(
            word,
            "anywhere"
                | "ranging"
                | "range"
                | "ranges"
                | "ranged"
                | "varies"
                | "varied"
                | "vary"
                | "varying"
                | "somewhere"
        )
    })
}

fn measure(items: &Items<'_>, at: Option<usize>) -> Option<Measure> {
    at.and_then(|at| items.quantities.get(at)).map(|quantity| quantity.measure)
}

/// Two values of one thing have one measure; a bare number takes that of its partner. "From every 4–6 weeks to 3–4
/// times a day" is a rate both times.
fn comparable(items: &Items<'_>, first: Option<usize>, last: Option<usize>) -> bool {
    match (measure(items, first), measure(items, last)) {
        (Some(Measure::Time), Some(Measure::Rate)) | (Some(Measure::Rate), Some(Measure::Time)) => true,
        (Some(a), Some(b)) => a == b || a == Measure::Count || b == Measure::Count,
        _ => false,
    }
}

/// One claim per main quantity and stretch of words: the one with most points.
fn keep_best(claims: &mut Vec<Claim>, claim: Claim) {
    let overlap = |other: &Claim| other.start < claim.end && claim.start < other.end;
    match claims.iter_mut().find(|other| other.after == claim.after || overlap(other)) {
        Some(other) if other.points < claim.points => *other = claim,
        Some(_) => {}
        None => claims.push(claim),
    }
}

/// A bare number changes nothing until a metric is named; a number word is often no measure at all.
fn unnamed(items: &Items<'_>, claim: &Claim) -> i32 {
    let bare = claim.after.and_then(|at| items.quantities.get(at)).is_some_and(|quantity| {
        quantity.measure == Measure::Count || (quantity.measure == Measure::Multiple && quantity.number.is_none())
    });
    let clause = items.get(claim.start).map_or(0, |item| item.clause);
    let metric = super::lists::bit("metric");
    let named = || items.iter().any(|item| item.clause == clause && item.lists & metric != 0);
    i32::from(claim.form == Form::Change && bare && !is_measured(items, claim) && !named())
}

/// "by two thirds", "a quarter of the codebase": a number word that says of what.
fn is_measured(items: &Items<'_>, claim: &Claim) -> bool {
    let Some(at) =
        (claim.start..claim.end).find(|at| items[*at].quantity.is_some() && items[*at].quantity == claim.after)
    else {
        return false;
    };
    let word = |at: Option<usize>| at.and_then(|at| items.get(at)).map_or("", |item| item.word);
    let share = items[at].measure == Some(Measure::Multiple);
    share && (word(at.checked_sub(1)) == "by" || word(Some(at + 1)) == "of")
}

fn bonus(items: &Items<'_>, signs: &[Match], claim: &Claim) -> i32 {
    let clause = items.get(claim.start).map_or(0, |item| item.clause);
    let cue = signs.iter().any(|sign| sign.group == 0);
    let average = signs.iter().any(|sign| sign.group == 1 && items[sign.start].clause == clause);
    let exact = |at: Option<usize>| measure(items, at).is_some_and(|measure| measure != Measure::Count);
    let both = matches!(claim.form, Form::FromTo | Form::Was) && exact(claim.after) && exact(claim.before);
    let rate = claim.form == Form::Verb && measure(items, claim.after) == Some(Measure::Rate);
    i32::from(cue) + i32::from(average) + i32::from(rate) + i32::from(both)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_needs_no_quantity_denies_something() {
        let measures = ["Q", "Q=", "P", "T", "B", "R", "M", "X", "W", "N", "D"];
        let led = |word: &str| measures.contains(&word) || may_deny(word);
        for phrase in TABLE.iter().flat_map(|(.., phrases)| *phrases) {
            assert!(phrase.split(' ').any(|element| element.split('/').all(led)), "{phrase}");
        }
    }
}
