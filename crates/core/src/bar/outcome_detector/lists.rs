//! Named lists of words that many patterns share.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Name and words; `*` at the end of a word stands for any ending.
const LISTS: &[(&str, &str)] = &[
    (
        "metric",
        "latency latencies p__ throughput time times load memory heap cpu usage consumption size footprint bundle binary \
         storage bill cost costs price score rate ratio error errors failure failures crashes downtime uptime \
         availability traffic request requests queries calls conversion coverage accuracy lag delay duration speed \
         performance overhead build builds deploy deploys deployment deployments releases recovery sessions users \
         visits downloads revenue funding basket ticket tickets pages rows duplicates callbacks payments jobs reads \
         writes paint energy allocation allocations bandwidth dependencies lines instruction instructions rebuilds \
         compilation compilations backups reconnect reconnects startup growth process percentile qps rps number checks \
         work pause pauses staleness freshness jitter roundtrip roundtrips",
    ),
    (
        "change",
        "reduc* decreas* increas* improv* dropp* drops drop fell fall falls fallen shrank shrink* shrunk cut cuts cutting \
         save saves saved saving savings grew grow* rose rise rises risen rising lowered lowers lowering raised raises \
         raising speed* sped boost* gain* lost loses loss losing slash* doubl* tripl* quadrupl* halv* climb* jump* \
         regress* trimm* shav* eliminat* remov* adds added declin* degrad* accelerat* outperform* brought overhead \
         represents longer slipped slips crept creeps eased eases freed frees spared spares dipped dips surged soar* \
         plunged shorten* sank sunk slid swelled multiplied worsen* deleted",
    ),
    (
        "gain",
        "reduction decrease increase improvement drop saving savings growth gain gains regression speedup speedups \
         slowdown overhead decline boost win wins cut cuts dip jump rise",
    ),
    (
        "more",
        "faster slower smaller larger bigger fewer less more lower higher better cheaper longer shorter quicker greater \
         lighter heavier sooner worse leaner tighter quieter slimmer denser",
    ),
    (
        "down",
        "down reduced reduces cut brought shrank shrunk shrinks dropped drops fell lowered decreased grew rose increased \
         improved went scale scaled scaling brings get gets got",
    ),
    (
        "be",
        "is was are were of at stay stays stayed settled average averages averaged under within below between \
         consistently to reached in for only came comes sits sat stands stood peaks peaked been remain remains \
         remained",
    ),
    ("still", "now only consistently always at under below between still about"),
    (
        "took",
        "took take takes served serves handled handles held holds delivered delivers finish finishes finished recovers \
         recovered complete completes completed achieves achieved achieving reaches reached sustains sustained use uses \
         used consume consumes spend spends spending spent saw sees run runs ran last lasts lasted earned rate rates \
         rated require requires introduce introduces cost costs pay pays paid measured hit hits processes support \
         supports supported settled needs needed fired fires peaks peaked clocked scored sustain answered answers kept \
         keeps absorbed absorbs burned occupied weighs weighed",
    ),
    (
        "did",
        "processed served migrated closed recovered drained delivered handled scheduled posted moved fixed resolved \
         deleted removed used completed sent arrived onboarded reconciled settled converted built deployed imported \
         synced booked matched reproduced tracked answered survived found followed caught detected flagged blocked prevented",
    ),
    (
        "harm",
        "downtime error errors incident incidents outage outages failure failures retry retries duplicate duplicates lost \
         losses critical crashes regression regressions finding findings complaint complaints rollback rollbacks failed \
         missed mismatch mismatches discrepancy discrepancies conflicts oversells overbookings timeouts disconnects",
    ),
];

/// The bit of a list; a name that is none has no bit and matches nothing.
pub(super) fn bit(name: &str) -> u32 {
    LISTS.iter().position(|(other, _)| *other == name).map_or(0, |at| 1 << at)
}

struct Lexicon {
    words: FxHashMap<&'static str, u32>,
    /// By the first three letters.
    beginnings: FxHashMap<&'static str, Vec<(&'static str, u32)>>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon { words: FxHashMap::default(), beginnings: FxHashMap::default() };
    for (at, (_, words)) in LISTS.iter().enumerate() {
        for word in words.split_whitespace() {
            match word.strip_suffix('*') {
                Some(stem) => lexicon.beginnings.entry(&stem[..3]).or_default().push((stem, 1 << at)),
                None => *lexicon.words.entry(word).or_default() |= 1 << at,
            }
        }
    }
    lexicon
});

/// The lists that hold a word.
pub(super) fn lists(word: &str) -> u32 {
    let exact = LEXICON.words.get(word).copied().unwrap_or_default();
    let stems = word.get(..3).and_then(|first| LEXICON.beginnings.get(first)).into_iter().flatten();
    stems.filter(|(stem, _)| word.starts_with(stem)).fold(exact, |lists, (_, bit)| lists | bit)
}
