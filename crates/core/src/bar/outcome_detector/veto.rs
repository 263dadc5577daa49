//! Doubts: words that make a number a goal, a setting, an example, somebody else's figure.
//!
//! Each takes points away and has a name a writer can disagree with. Nothing here is final: the writer's
//! answer stands above every doubt.

use std::sync::LazyLock;

use regex::bytes::Regex;

use super::claim::{Claim, Form};
use super::quantity::Measure;
use super::skeleton::{Skeleton, pattern};

pub(super) struct Doubt {
    pub points: i32,
    pub reason: Option<&'static str>,
}

struct Veto {
    reason: &'static str,
    points: i32,
    /// Looked up in the whole sentence instead of the claim's clause.
    sentence: bool,
    regex: Regex,
}

/// Reason, points, whole sentence?, words.
const TABLE: &[(&str, i32, bool, &str)] = &[
    ("looks like a question", -4, true, r"\?\s*$"),
    (
        "looks like a hypothesis",
        -3,
        false,
        r"\b(?:would|will|shall|could (?:be|save|take|reach|hold|serve|cut|mean|reduce|increase)|might|may|can (?:be|save|reach|reduce|increase|improve|cut|take up)|if|assum(?:e|es|ing)|suppose|imagine|say,|let's say|potentially|theoretically|in theory|(?:we|they|i|you|is|are) expect(?:s|ed)?|hope|plan(?:s|ned)? to|estimated to|unless|when you|once you|whether|you(?:'ll| will| could| might| may| should))\b",
    ),
    ("looks like a hypothesis", -3, true, r"^(?:suppose|imagine|assume|say|consider|what if|let's|if)\b"),
    (
        "looks like an example",
        -3,
        true,
        r"^(?:for (?:example|instance)|e\.g\.)|\bfor (?:example|instance), (?:if|a|an|setting|suppose|consider)\b|\bas an example\b",
    ),
    (
        "looks like a goal",
        -3,
        false,
        r"\b(?:goals?|target(?:s|ed)?|aim(?:s|ed|ing)?|SLOs?|SLAs?|budgets?|should|must|(?:you|we|they) need to|ought|(?:is|are) important to|recommend(?:s|ed|ation)?|suggest(?:s|ed)?|guideline|guidance|ideally|objective|asked for|asks for|require(?:s|d)? (?:at least|a minimum)|has to|have to|promise|make sure|typically Ⓑ|is enough|contract)\b",
    ),
    (
        "looks like an instruction",
        -3,
        false,
        r"^\W*(?:set|use|run|add|replace|increase|reduce|lower|raise|keep|aim|choose|pick|create|install|open|wait|visit|click|enter|type|change|configure|make|note|remember|try|give|allow|start|stop|let|don't|do not|avoid|select|specify|see|update|upgrade|consider|explore|bind|build|copy|ensure|repeat|cut|leave|enable|limit|test|verify|go|put|call|switch|turn|drop) (?:the|a|an|your|up|to|this|it|that|at|in|on|for|with|it|no|Ⓝ|Ⓣ|Ⓑ|Ⓟ|about|cut-over|[`a-z]+s|`\S+)\b|^(?:to \w+ing?\b.*|to (?:increase|reduce|raise|lower|get|avoid|set|run)\b.*):\s*$",
    ),
    (
        "looks like a setting",
        -3,
        false,
        r"\b(?:(?:by |the |a )?default(?:s|ed)? (?:to|is|of|value|limit|timeout|Ⓝ|Ⓑ|Ⓣ|`)|by default|default Ⓝ|timeouts?|time-?outs?|interval|threshold|limit(?:s|ed)? (?:to|of|is)|maximum|minimum|max|min|configur(?:e|es|ed|able|ing)\b|the settings?|set to|sets|parameter|option|retention|expir(?:e|es|y|ed|ing)|ttl|rotat(?:e|ed|es)|every Ⓣ|grace period|backoff|keep-?alive|rate limit\w*|allows?|permits?|quota|capped|cap|bans?|buffer pool (?:of|size)|polling (?:interval|frequency)|retr(?:y|ies) up to|chunk|snapshots?|buffer(?:s|ing)|resolution|up to Ⓝ|in steps|fades?|older than|longer than Ⓣ|larger than|marked|delays? the|jitter|recycl\w*|evict\w*)\b",
    ),
    (
        "looks like a limit",
        -3,
        false,
        r"\b(?:at most|no more than|cannot (?:exceed|be)|can(?:not)? (?:only|hold|be)|exceeds?|exceeded|up to Ⓝ|between Ⓝ and Ⓝ|limits?|character limit|fits? in|wide|must be|long enough|hard-?coded?|hard codes)\b",
    ),
    (
        "looks like the set-up of a test",
        -3,
        false,
        r"\b(?:simulat\w*|load test(?:ed|s)? with|concurrency|virtual users|we (?:ran|used|repeated|started|inserted|created|tested|rented|deployed|provisioned|generated)|test(?:s|ed)? (?:was|were)? ?(?:ran|run|on|with|used)|ran (?:the|each|for)|runs? on|hosted on|machine|cluster of|instance type|data ?set|samples? of|sampled|comprises?|consists? of|composed of|equipped|hardware|laptop|workload of|warm-?up|iterations|inserting|benchmark (?:used|uses|consists|ran|runs)|rows? table|team of|sprints?)\b",
    ),
    (
        "looks like somebody else's figure",
        -4,
        true,
        r"\b(?:survey\w*|respondents?|said that|answered|indicated|study|studies|research(?:ers)?|according to (?:the|a|an|(?-i:[A-Z]))|reports? that|statist\w*|market|poll(?:ed)?|stack overflow|gartner|forrester|google found|of (?:developers|companies|mobile users|websites|the web|all websites)|worldwide|globally|industry|world's|rust users|daily usage|non-users|can write|of users (?:have|said|prefer)|percent of users|percentage of (?:people|users|respondents)|stated|participants|selected option|their favou?rite|option was)\b",
    ),
    ("looks like a heading", -3, true, r"^(?:how (?:we|i|to)|results|why|what)\b[^.!?,]*[^.!?,]$"),
    (
        "looks like a price",
        -2,
        false,
        r"\b(?:pric(?:e|es|ed|ing)|plan (?:costs?|starts?)|costs? Ⓜ(?: Ⓡ)?(?:/| per| a) (?:month|year|seat|user)|per seat|free tier|subscription|starts? at|charges? Ⓜ|billed|fee)\b",
    ),
    (
        "looks like the state before",
        -3,
        false,
        r"\b(?:still takes?|used to (?:take|be|run|need)|^before\b|before (?:we|containers|that)\b|previously|in the past|at the (?:time|start|beginning) of the (?:project|incident)|slowly reaching|initially|originally|massive|was massive|bottleneck|problem|slowness|worst|suffered|struggl\w*|overhead, thus|adding up to|at that (?:time|point)|took as long as|would take|too (?:slow|long|high|many)|thus causing|the outage|old (?:version|system|code|setup|pipeline)|the best case)\b",
    ),
    (
        "looks like release activity",
        -3,
        true,
        r"\b(?:pull requests|PRs|commits|contributors?|edge releases|stable releases|releases? (?:includes?|brings?|contains?)|merged|new features|bugs?\b.*\bversion|was released|shipped (?:Ⓝ|##)|changelog|downloads? of this|stars|patches|lints|project goals|grants?|sponsors?)\b",
    ),
    (
        "looks like output of a tutorial",
        -2,
        true,
        r"\b(?:you(?:'ll| will| should)? (?:see|notice|get|have)|(?:we|you) can see (?:here|the|that)|notice that|as shown|the output|should (?:look|show|see)|the following|in this (?:tutorial|step|example|guide)|shown above|as shown below|your (?:server|cluster|site|app|application|system|browser|machine)|the command)\b",
    ),
    (
        "looks like a definition",
        -2,
        true,
        r"\b(?:is (?:defined|called|known) as|are (?:called|defined)|means that|equals?|stands for|refers to|1 ?(?:KiB|MiB|GiB)|in general|by definition|is equivalent to|i\.e\.|represented (?:as|by|in)|bytes long|is encoded|encod(?:es|ed) (?:as|in)|ranging from Ⓝ to Ⓝ|in the range|integer values|codes? from)\b|=\s?[0-7]",
    ),
    (
        "looks like a schedule",
        -2,
        false,
        r"\b(?:every (?:day|week|month|hour|morning|Ⓣ|other)|on a recurring|scheduled|released every|each (?:week|month)|in (?:the next )?Ⓣ,? we (?:will|plan)|ago\b|Ⓣ ago|for (?:more than|over|nearly)? ?Ⓣ (?:now|we)|for two decades|deadline|until|meets?|weekly|monthly|Ⓣ later|later this|coming Ⓣ|over the next|next (?:year|month))\b",
    ),
    (
        "looks like how long an instruction takes",
        -3,
        true,
        r"\b(?:takes? (?:about|around|up to|only|a|roughly)? ?Ⓣ to (?:complete|finish|install|propagate|read|set up|follow)|this (?:may|might|can|will|could) take|wait (?:for )?Ⓣ|after Ⓣ,? you|min(?:ute)? read|propagat\w*)\b",
    ),
    (
        "looks like an inventory",
        -2,
        false,
        r"\b(?:there (?:are|were)|contains?|includes?|lists?|consist|has Ⓝ (?:pages|files|tables|columns|steps|parts|fields|options|services)|we have Ⓝ|supports? Ⓝ|comes with|the following Ⓝ|these Ⓝ|our Ⓝ|in Ⓝ (?:ways|steps|parts|phases|languages|countries)|(?:the )?first Ⓝ|last Ⓝ|Ⓝ (?:ways|steps|reasons|options|parts|types|kinds|modes|phases|things|places|questions|methods|approaches|strategies|examples|components|layers|lessons|rules|principles|categories|columns|fields|arguments|parameters|cases|variants|tips|bits|digits|characters|letters|different|main|more|other|times)\b)\b",
    ),
];

static VETOES: LazyLock<Vec<Veto>> = LazyLock::new(|| {
    let compile = |(reason, points, sentence, words): &(&'static str, i32, bool, &str)| Veto {
        reason,
        points: *points,
        sentence: *sentence,
        regex: pattern(words),
    };
    TABLE.iter().map(compile).collect()
});

static TIMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:now|since|after|over|in the (?:first|last)|this (?:month|quarter|year|week)|today|so far|per##|p_+|median|average|peak|in production|on the first try|within|ed\b)|\w+ed\b|\b(?:was|were|had|has|have|fell|rose|cut|took|shrank|saw|held|ran|went|grew|brought|our|we|us)\b",
    )
});

/// Adds up the doubts about a claim; the heaviest one names the reason.
pub(super) fn weigh(skeleton: &Skeleton<'_>, claim: &Claim) -> Doubt {
    let clause = skeleton.clause(claim.span.start);
    let mut doubt = Doubt { points: 0, reason: None };
    let mut heaviest = 0;
    for veto in VETOES.iter() {
        let text = if veto.sentence { skeleton.text.as_str() } else { clause };
        if veto.regex.is_match(text.as_bytes()) {
            let points = softened(veto, claim);
            doubt.points += points;
            if points < heaviest {
                (heaviest, doubt.reason) = (points, Some(veto.reason));
            }
        }
    }
    if bare_level(skeleton, claim) {
        doubt.points -= 2;
        doubt.reason = doubt.reason.or(Some("looks like a fact, not a result"));
    }
    doubt
}

/// Both values in one sentence are rarely a setting or a state before.
fn softened(veto: &Veto, claim: &Claim) -> i32 {
    let both = matches!(claim.form, Form::FromTo | Form::Was) && claim.before.is_some();
    match veto.reason {
        "looks like the state before" | "looks like an inventory" | "looks like the set-up of a test" if both => 0,
        "looks like a setting" | "looks like a limit" if both => -2,
        "looks like the state before" if claim.form == Form::Comparison || claim.form == Form::Zero => 0,
        "looks like the set-up of a test" if claim.form == Form::Comparison => -1,
        _ => veto.points,
    }
}

/// "The page weighs 3 MB": present tense, no time, nobody who saw it.
fn bare_level(skeleton: &Skeleton<'_>, claim: &Claim) -> bool {
    let level = matches!(claim.form, Form::Level | Form::Verb | Form::Work);
    let count = claim.after.and_then(|at| skeleton.quantities.get(at)).is_some_and(|q| q.measure == Measure::Count);
    level && claim.points < 3 && !(count && claim.form == Form::Work) && !skeleton.says(&TIMED)
}
