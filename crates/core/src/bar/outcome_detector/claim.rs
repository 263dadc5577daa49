//! Patterns that assert something about a quantity, with their points.
//!
//! Only the form of the words is judged; doubts (goals, examples, settings) are `veto`'s.

use std::sync::LazyLock;

use regex::bytes::Regex;

use super::quantity::Measure;
use super::skeleton::{ANY, Skeleton, pattern};
use crate::text::Span;

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

/// A claim. Spans are bytes of the skeleton, `after` and `before` indices of its quantities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Claim {
    pub form: Form,
    pub points: i32,
    pub span: Span,
    pub after: Option<usize>,
    pub before: Option<usize>,
}

struct Pattern {
    form: Form,
    points: i32,
    regex: Regex,
    /// The first of two quantities is the one before.
    before_first: bool,
    /// The pattern holds two values of one thing.
    pair: bool,
}

/// Where one statement ends and another begins inside a sentence.
pub(super) static STOPS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:;|—|–)\s|:\s|,\s(?:but|and|while|whereas|so|which|where|though|although|since|because|as|yet)\s|\s(?:but|whereas|although|while)\s",
    )
});

const CHANGE: &str = r"(?:reduc|decreas|increas|improv|dropp|drops|drop\b|fell|fall|shr[aiu]nk|cut\b|cuts\b|cutting|sav(?:e|es|ed|ing|ings)\b|grew|grow|rose|ris(?:e|es|en|ing)\b|lower(?:ed|s|ing)|rais(?:ed|es|ing)|speed|sped|boost|gain|los(?:t|es|s|ing)\b|slash|doubl|tripl|quadrupl|halv|climb|jump|regress|trimm|shav|eliminat|remov|add(?:s|ed)\b|declin|degrad|accelerat|outperform|brought|went (?:up|down)|overhead|represents|savings|longer)";
const METRIC: &str = r"(?:latency|latencies|p_+|throughput|time|times|load|memory|heap|cpu|usage|consumption|size|footprint|bundle|binary|storage|bill|costs?|price|score|rate|ratio|errors?|failures?|crashes|downtime|uptime|availability|traffic|requests?|queries|calls|conversion|coverage|accuracy|lag|delay|duration|speed|performance|overhead|builds?|deploy(?:s|ments?)?|releases|recovery|sessions|users|visits|downloads|revenue|funding|basket|tickets|pages|rows|duplicates|callbacks|payments|jobs|reads|writes|paint|energy|allocations?|bandwidth|dependencies|lines|instructions?|rebuilds|compilations?|backups|reconnects?|startup|growth|process|percentile|QPS|RPS|number of|users|tickets|deployments|checks|queries|work)";
const NOUN_GAP: &str = r"(?:\s[^\s.;:]+){0,6}?";

/// Points, form, whether the first quantity is the older one, whether it is a pair, and the words.
fn table() -> Vec<(Form, i32, bool, bool, String)> {
    let q = ANY;
    let compare = r"(?:faster|slower|smaller|larger|bigger|fewer|less|more|lower|higher|better|cheaper|longer|shorter|quicker|greater|as (?:fast|many|much|long|large|big|small)|the size)";
    vec![
        (Form::FromTo, 4, true, true, format!(r"\bfrom (?:(?:an?|the) (?:average|median) of )?{q}(?:\s[^\s;]+){{0,7}}?\s(?:up to|down to|to) (?:just |only |an? )?{q}")),
        (Form::FromTo, 4, true, true, format!(r"\bfrom {q} to {q} to (?:just )?{q}")),
        (Form::FromTo, 4, true, true, format!(r"{q}`?\s?(?:→|⇒|->|-->|=>)\s?`?{q}")),
        (Form::FromTo, 4, true, true, format!(r"\b(?:used to|previously|formerly|earlier|once)\b[^.;]*?{q}.*?\bnow\b.*?{q}")),
        (Form::FromTo, 4, false, true, format!(r"{q}[^.]*?[;,]?\s(?:(?:they|it|that|which) used to|where (?:it|they|we) (?:was|were|used|took|had|needed)|which (?:used to|before|previously)|instead of|rather than|down from|up from|in place of)\b[^.;]*?{q}")),
        (Form::FromTo, 4, true, true, format!(r"\breplac(?:es|ed|ing) {q}.*?\b(?:with|by) {q}")),
        (Form::FromTo, 4, true, true, format!(r"\b(?:took|needed|used|cost|ran)\b[^.;]*?{q}[^.]*?\bnow (?:takes?|needs?|uses?|costs?|finish(?:es)?|runs?)\b[^.;]*?{q}")),
        (Form::FromTo, 4, true, true, format!(r"\bwent from (?:about |every )?{q}(?:\s[^\s;]+){{0,4}}? to {q}")),
        (Form::Was, 4, false, true, format!(r"{q}(?:\s[^\s;]+){{0,6}}?,? (?:down|up) from {q}")),
        (Form::Was, 4, false, true, format!(r"\bto (?:just )?{q} from {q}")),
        (Form::Was, 4, false, true, format!(r"{q}[^.;(]*?\((?:was|previously|before|down from|up from|from) {q}")),
        (Form::Was, 4, false, true, format!(r"{q}(?:\s[^\s;]+){{0,5}}?,? (?:against|compared (?:to|with)|versus|vs\.?) (?:the )?{q}(?:\s\S+){{0,3}}\s?(?:before|last|previous|old|with the|in the|$|\.)")),
        (Form::Was, 3, false, true, format!(r"{q}[^.;]*?, (?:over the (?:baseline|median)|{q} over the baseline)[^.;]*?{q}")),
        (Form::Comparison, 3, false, false, format!(r"{q}(?: times)?(?:[ -][^\s.;,]+){{0,1}}? {compare}")),
        (Form::Comparison, 3, false, false, format!(r"(?:faster|slower|smaller|larger|cheaper|better|longer|shorter) (?:than [^.;]*?)?by {q}")),
        (Form::Comparison, 3, false, false, r"(?:Ⓧ|Ⓟ) of what\b|\bⓍ what (?:it|we)\b|ⓍⓅ as (?:fast|much|many)".to_owned()),
        (Form::DownTo, 3, false, false, format!(r"\b(?:down|reduced|reduces|cut|brought|shrank|shrunk|shrinks|dropped|drops|fell|lowered|decreased|grew|rose|increased|improved|went|scaled?|scaling|brings|gets?|got)\b(?:\s[^\s.;]+){{0,7}}? to {q}")),
        (Form::Change, 3, false, false, format!(r"\b{CHANGE}\w*\b[^.;:]{{0,70}}?{q}")),
        (Form::Change, 3, false, false, format!(r"{q}[^.;:]{{0,50}}?\b(?:reduction|decrease|increase|improvement|drop|saving|savings|growth|gain|gains|regression|speed-?ups?|slowdown|overhead|loss|decline|boost|wins?|win)\b")),
        (Form::Change, 3, false, false, format!(r"\b(?:is|are|was|were|went) (?:down|up)(?: by)? {q}|, (?:up|down) (?:by )?{q}")),
        (Form::Change, 3, false, false, format!(r"\b{METRIC}\b[^.;]{{0,40}}?\b(?:doubled|halved|tripled|quadrupled)|\b(?:doubled|halved|tripled|doubling|halving)\b[^.;]{{0,40}}\b{METRIC}\b")),
        (Form::Change, 3, false, false, format!(r"\bwe Ⓧ\s(?:the|our)\b|\b{METRIC}\b[^.;]{{0,25}}? (?:has |have |nearly |almost |more than |roughly )*Ⓧ(?:\.|,|$)|(?:grew|grown|up|rose|increased) Ⓧ")),
        (Form::Level, 2, false, false, format!(r"\b{METRIC}\b{NOUN_GAP}\s(?:is|was|are|were|of|at|stays?|stayed|settled|averages?|averaged|under|within|below|between|consistently|to|reached|in|for|only)(?: (?:now|only|consistently|always|at|under|below|between|still|about))* {q}")),
        (Form::Level, 2, false, false, format!(r"\b{METRIC} [ⓅⓉⒷⓇ]|[ⓅⓉⒷⓇ] (?:of )?(?:p_+|average|median|mean|peak|tail)?\s?{METRIC}\b")),
        (Form::Level, 2, false, false, r"\b(?:Ⓟ|Ⓝ) of (?:the |our |its |all |timed|failed|[a-z-]+ed )?[^.;]{0,60}".to_owned()),
        (Form::Level, 3, false, false, r"\b(?:in|for) Ⓟ of (?:all )?(?:the )?(?:cases|requests|users|sessions|reads|attempts)|Ⓟ of the time|\b(?:recovers?|hits?|catches|serves?) Ⓟ of".to_owned()),
        (Form::Work, 3, false, false, "^of Ⓝ [^.;]{3,60}, Ⓝ [a-z]+ed\\b|\\baudit found Ⓝ|\\bwe closed Ⓝ of the Ⓝ|(?:paid|pays) for itself (?:in|within|after) Ⓣ".to_owned()),
        (Form::Level, 2, false, false, format!(r"^[^:]{{3,40}}: {q}$")),
        (Form::Verb, 1, false, false, format!(r"\b(?:took|takes?|served|serves|handled|handles|held|holds|delivered|delivers|finish(?:es|ed)?|recover(?:s|ed)|complet(?:es|ed?)|achiev(?:es|ed|ing)|reach(?:es|ed)|sustain(?:s|ed)|uses?|used|consumes?|spend(?:s|ing)?|spent|saw|sees|runs?|ran|lasts?|lasted|earned|rate[sd]?|require|requires|introduces?|costs?|pays?|paid|measured|hit|hits|processes|support(?:s|ed)?|settled|paid for itself)\b(?:\s[^\s.;]+){{0,5}}? {q}")),
        (Form::Work, 2, false, false, r"\b(?:processed|served|migrated|closed|recovered|drained|delivered|handled|scheduled|posted|moved|fixed|resolved|deleted|removed|used|completed|sent|arrived|shipped to|onboarded|reconciled|settled|converted|built|deployed|imported|synced)\b(?:\s[^\s.;]+){0,2}? Ⓝ".to_owned()),
        (Form::Work, 2, false, false, r"Ⓝ (?:[^\s.;]+ ){1,4}?(?:were|was|have been|had been|arrived|succeeded|completed|used|recovered|reconciled|failed|failing|lost)\b".to_owned()),
    ]
}

static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let compile = |(form, points, before_first, pair, words): (Form, i32, bool, bool, String)| Pattern {
        form,
        points,
        regex: pattern(&words),
        before_first,
        pair,
    };
    table().into_iter().map(compile).collect()
});

static NONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?:had|have|has|with|saw|were|was|found|and) (?:no|zero|Ⓝ)|zero|without (?:a single|any|one|an?)|not a single|none|never (?:had|saw|lost))\b(?:\s[^\s.;]+){0,2}?\s(?:downtime|data loss|double (?:charges?|bookings?|payments?|posts?)|errors?|incidents?|outages?|failures?|retr(?:y|ies)|duplicates?|lost|losses|critical|crashes|regressions?|findings?|complaints?|rollbacks?|failed|missed)\b",
    )
});

static CUES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:we (?:\w+ )?(?:measured|observed|saw|recorded|see|found|have|had|now|achieved|reduced|cut|removed|halved|closed)|measured|observed|recorded|in our (?:\w+ )?(?:tests?|benchmarks?|measurements?|experience|production)|our (?:\w+[- ]?\w* )?(?:benchmarks?|framework|measurements?)|now|resulted in|resulting in|results?|shows?|since|thanks to|on average|benchmarks?|as a result|after|by (?:moving|switching|using|converting|leveraging|removing|reusing)|in production|as of this writing|in (?:19|20|##)##|on the new|during the|in the (?:first|last|past)|over (?:the|a|two|three|four|six|Ⓣ)|this (?:quarter|month|week|year)|became|has (?:been|improved|dropped|increased|fallen|reduced)|have (?:been|improved|processed|had|seen)|at peak|year on year)\b",
    )
});
static METRIC_NAMED: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"\b{METRIC}\b")));
static AVERAGE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bp_+|percentile|\b(?:average|median|mean|p_+|peak)\b"));

/// "No downtime": an outcome without a digit.
pub(super) fn says_none(sentence: &str) -> bool {
    NONE.is_match(sentence.as_bytes())
}

/// The best claim about each quantity, and claims that need none.
pub(super) fn find(skeleton: &Skeleton<'_>) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    let patterns = if skeleton.quantities.is_empty() { &[] } else { PATTERNS.as_slice() };
    for pattern in patterns {
        for found in pattern.regex.find_iter(skeleton.text.as_bytes()) {
            keep_best(&mut claims, read(skeleton, pattern, skeleton.span(found)));
        }
    }
    for found in NONE.find_iter(skeleton.text.as_bytes()) {
        let span = skeleton.span(found);
        if skeleton.within(span).all(|at| is_zero(skeleton, at)) {
            let after = skeleton.within(span).next();
            keep_best(&mut claims, Claim { form: Form::Zero, points: 3, span, after, before: None });
        }
    }
    for claim in &mut claims {
        claim.points += bonus(skeleton, claim) - unnamed(skeleton, claim);
    }
    claims
}

fn is_zero(skeleton: &Skeleton<'_>, at: usize) -> bool {
    skeleton.quantities.get(at).is_some_and(|quantity| skeleton.value(quantity) == "0")
}

fn read(skeleton: &Skeleton<'_>, pattern: &Pattern, span: Span) -> Claim {
    let mut inside = skeleton.within(span);
    let (first, last) = (inside.next(), inside.next_back());
    let last = last.or(first);
    let (after, before) = match (pattern.pair, pattern.before_first) {
        (true, true) => (last, first),
        (true, false) => (first, last),
        _ => (last, None),
    };
    let (mut form, mut points) = (pattern.form, pattern.points);
    if pattern.pair && !comparable(skeleton, first, last) {
        (form, points) = (Form::Change, points - 2);
    }
    let before = before.filter(|before| pattern.pair && Some(*before) != after && form != Form::Change);
    Claim { form, points, span, after, before }
}

/// Two values of one thing have one measure; a bare number takes that of its partner.
fn comparable(skeleton: &Skeleton<'_>, first: Option<usize>, last: Option<usize>) -> bool {
    let measure = |at: Option<usize>| at.and_then(|at| skeleton.quantities.get(at)).map(|quantity| quantity.measure);
    match (measure(first), measure(last)) {
        (Some(a), Some(b)) => a == b || a == Measure::Count || b == Measure::Count || mixed(a, b),
        _ => false,
    }
}

/// "From every 4–6 weeks to 3–4 times a day".
fn mixed(a: Measure, b: Measure) -> bool {
    matches!((a, b), (Measure::Time, Measure::Rate) | (Measure::Rate, Measure::Time))
}

/// One claim per main quantity: the one with most points.
fn keep_best(claims: &mut Vec<Claim>, claim: Claim) {
    let same = |other: &&mut Claim| other.after == claim.after || overlap(other.span, claim.span);
    match claims.iter_mut().find(same) {
        Some(other) if other.points < claim.points => *other = claim,
        Some(_) => {}
        None => claims.push(claim),
    }
}

fn overlap(a: Span, b: Span) -> bool {
    a.start < b.end && b.start < a.end
}

/// A bare number changes nothing until a metric is named; a number word is often no measure at all.
fn unnamed(skeleton: &Skeleton<'_>, claim: &Claim) -> i32 {
    let quantity = claim.after.and_then(|at| skeleton.quantities.get(at));
    let bare = quantity.is_some_and(|quantity| {
        let digits = skeleton.value(quantity).bytes().any(|byte| byte.is_ascii_digit());
        quantity.measure == Measure::Count || (quantity.measure == Measure::Multiple && !digits)
    });
    let named = || METRIC_NAMED.is_match(skeleton.clause(claim.span.start).as_bytes());
    i32::from(claim.form == Form::Change && bare && !named())
}

fn bonus(skeleton: &Skeleton<'_>, claim: &Claim) -> i32 {
    let clause = skeleton.clause(claim.span.start);
    let measure = claim.after.and_then(|at| skeleton.quantities.get(at)).map(|quantity| quantity.measure);
    let rate = claim.form == Form::Verb && measure == Some(Measure::Rate);
    i32::from(skeleton.says(&CUES)) + i32::from(AVERAGE.is_match(clause.as_bytes())) + i32::from(rate)
}
