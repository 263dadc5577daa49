//! A whole good guide, broken in one way at a time: the rule it is about speaks up, and no other required rule.
//!
//! The rules' own tables hold short texts; here a fault hides among two thousand words. Starts from the guides of
//! the sample library.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use highbar_core::bar::{Finding, Fix, Input, Outcome, Place, Profile, Quote, Severity, State, check, rules};
use highbar_core::guide::{Draft, OutcomeAnswer};
use highbar_core::library::folder::Folder;
use highbar_core::markdown::{Document, Layer};
use highbar_core::text::Span;
use highbar_core::vocabulary::Vocabulary;

/// A guide of the sample library with everything around it.
pub struct Good {
    pub draft: Draft,
    pub vocabulary: Vocabulary,
    assets: Vec<(String, u64)>,
}

/// The sample library.
pub fn guides() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../guides")
}

impl Good {
    pub fn guide(slug: &str) -> Self {
        let folder = Folder::read(&guides()).unwrap();
        let documents = folder.documents();
        let vocabulary = folder.vocabulary(&documents);
        let at = folder.pages.iter().position(|page| page.draft.meta.slug == slug).unwrap();
        let assets = folder.assets(&folder.pages[at], &documents[at]);
        Self { draft: folder.pages[at].draft.clone(), vocabulary, assets }
    }

    /// Runs the bar and asks one thing of every outcome.
    fn ask<T>(&self, draft: &Draft, ask: impl Fn(&Outcome) -> T) -> Vec<T> {
        let document = Document::parse(&draft.body);
        let (vocabulary, assets) = (&self.vocabulary, &self.assets);
        let profile = Profile::usual();
        let input = Input { draft, document: &document, vocabulary, assets, today: "2026-12-01", profile };
        check(&input).iter().map(ask).collect()
    }

    /// State and severity by rule.
    pub fn verdicts(&self, draft: &Draft) -> BTreeMap<&'static str, (State, Severity)> {
        let verdict = |outcome: &Outcome| (outcome.rule.id, (outcome.state, outcome.severity));
        self.ask(draft, verdict).into_iter().collect()
    }

    /// State, number of findings, whether all places lie inside the text, and all that is said.
    pub fn outcomes(&self, draft: &Draft) -> Vec<(State, usize, bool, String)> {
        let inside = |outcome: &Outcome| {
            let fits = |span: Span| draft.body.get(span.start..span.end).is_some();
            let placed = |quote: &Quote| match quote.place {
                Place::Body(span) => fits(span),
                Place::Field(_) => true,
            };
            let fixes = |finding: &Finding| {
                let fits = |fix: &Fix| fix.edits.iter().all(|edit| fits(edit.span));
                finding.fixes.iter().all(fits) && placed(&finding.quote)
            };
            outcome.evidence.iter().all(placed) && outcome.findings.iter().all(fixes)
        };
        self.ask(draft, |outcome| (outcome.state, outcome.findings.len(), inside(outcome), format!("{outcome:?}")))
    }
}

fn is_open(state: State) -> bool {
    matches!(state, State::Fail | State::Confirm | State::Advise)
}

/// A fault: the rule it breaks, the required rules it may break on the way, and the deed.
type Fault = (&'static str, &'static [&'static str], fn(&mut Draft));

fn swap(draft: &mut Draft, from: &str, to: &str) {
    assert!(draft.body.contains(from), "the guide does not hold {from:?}");
    draft.body = draft.body.replacen(from, to, 1);
}

fn append(draft: &mut Draft, text: &str) {
    draft.body.push_str(&format!("\n\n{text}\n"));
}

/// Replaces the source at `span`.
fn put(draft: &mut Draft, span: Span, text: &str) {
    draft.body.replace_range(span.start..span.end, text);
}

/// Something of the parse of the body as it stands.
fn parsed<T>(draft: &Draft, ask: impl FnOnce(&Document<'_>) -> T) -> T {
    ask(&Document::parse(&draft.body))
}

/// Every link to a page becomes its words.
fn unlink(draft: &mut Draft, path: &str) {
    let spans = parsed(draft, |document| {
        let links = document.links.iter().filter(|link| link.href.trim_end_matches('/') == path);
        links.map(|link| (link.span, link.text.clone())).collect::<Vec<_>>()
    });
    assert!(!spans.is_empty(), "nothing links {path}");
    spans.iter().rev().for_each(|(span, text)| put(draft, *span, text));
}

/// Takes plain paragraphs out until one word is missing.
fn shorten(draft: &mut Draft) {
    draft.meta.read_minutes = None;
    while parsed(draft, |document| document.words().body().words()) >= 800 {
        let longest = parsed(draft, |document| {
            let prose = document.paragraphs.iter().filter(|paragraph| paragraph.layer == Layer::Prose);
            let inner = prose.filter(|paragraph| paragraph.section.is_some());
            inner.max_by_key(|paragraph| paragraph.span.end - paragraph.span.start).map(|paragraph| paragraph.span)
        });
        put(draft, longest.unwrap(), "Short.");
    }
}

/// Headings that promise a lesson say something else.
fn without_lessons(draft: &mut Draft) {
    let spans = parsed(draft, |document| {
        let late = document.headings.iter().filter(|heading| heading.span.start > draft.body.len() / 3);
        late.map(|heading| (heading.span, heading.level, heading.span.start)).collect::<Vec<_>>()
    });
    for (span, level, at) in spans.into_iter().rev() {
        put(draft, span, &format!("{} Part {at}", "#".repeat(usize::from(level))));
    }
}

fn without_introduction(draft: &mut Draft) {
    let first = draft.body.find("\n## ").unwrap();
    let links = parsed(draft, |document| {
        let early = document.links.iter().filter(|link| link.span.start < first);
        early.map(|link| link.span.of(document.source).to_owned()).collect::<Vec<_>>()
    });
    draft.body.replace_range(..first, "");
    append(draft, &links.join(" "));
}

fn passive(draft: &mut Draft) {
    draft.meta.read_minutes = None;
    append(draft, &"The row was written. ".repeat(90));
}

fn long_section(draft: &mut Draft) {
    draft.meta.read_minutes = None;
    append(draft, &format!("## More\n\n{}", "word ".repeat(400)));
}

const STYLE_AND_FRESH: &[Fault] = &[
    ("style.sentence-length", &[], |draft| append(draft, &format!("It went on{}.", " and on".repeat(30)))),
    ("style.passive", &[], passive),
    ("style.weasel", &[], |draft| append(draft, "It was quite slow.")),
    ("style.hype", &[], |draft| append(draft, "A blazing ledger.")),
    ("style.hype", &[], |draft| draft.meta.title.push('!')),
    ("style.inclusive", &[], |draft| append(draft, "It is on the whitelist.")),
    ("style.acronym", &[], |draft| append(draft, "The QZX asks. The QZX answers.")),
    ("style.repeat", &[], |draft| append(draft, "It met the the lock.")),
    ("fresh.relative-date", &[], |draft| append(draft, "Recently it held.")),
    ("fresh.review-due", &[], |draft| (draft.meta.date, draft.meta.updated) = ("2024-02-04".into(), String::new())),
    ("fresh.review-due", &[], |draft| append(draft, "<!-- expires 2026-11-30 -->")),
];

const CODE_AND_IMAGES: &[Fault] = &[
    ("code.language", &[], |draft| swap(draft, "```sql\n", "```\n")),
    ("code.language", &[], |draft| append(draft, "```jvascript\nlet a;\n```")),
    ("code.secret", &[], |draft| append(draft, &format!("```env\nCONSUMER_SECRET={}\n```", "q7Xw2LkT0uVn5Bd3"))),
    ("code.secret", &[], |draft| append(draft, &format!("The key is {}{}.", "AKIA", "R7Q2M5XWZK4TNB3V"))),
    ("code.explained", &[], |draft| append(draft, &format!("## More\n\n```ts\n{}```", "step();\n".repeat(61)))),
    ("images.alt", &[], |draft| append(draft, "![](two-callbacks.svg)")),
    ("images.alt-quality", &[], |draft| append(draft, "![two-callbacks.svg](two-callbacks.svg)")),
    ("images.exists", &[], |draft| swap(draft, "](two-callbacks.svg)", "](two-callbacks.png)")),
];

const META: &[Fault] = &[
    ("meta.title-length", &["structure.title"], |draft| draft.meta.title = "Staying correct".into()),
    ("meta.summary", &[], |draft| draft.meta.summary = draft.meta.title.clone()),
    ("meta.summary", &[], |draft| draft.meta.summary.clear()),
    ("meta.summary-voice", &[], |draft| draft.meta.summary.insert_str(0, "In this guide: ")),
    ("meta.slug", &[], |draft| draft.meta.slug = "Staying_Correct".into()),
    ("meta.slug", &[], |draft| draft.meta.slug = "something-else".into()),
    ("meta.date", &[], |draft| draft.meta.date = "12/03/2026".into()),
    ("meta.date", &[], |draft| append(draft, "It broke on Monday, 3 March 2026.")),
    ("meta.read-time", &[], |draft| draft.meta.read_minutes = Some(99)),
];

const STRUCTURE_AND_TEXT: &[Fault] = &[
    (
        "length.words",
        &[
            "outcomes.measured",
            "outcomes.baseline",
            "outcomes.evidence",
            "outcomes.promise",
            "stack.discussed",
            "structure.lessons",
            "links.stack",
        ],
        shorten,
    ),
    ("structure.title", &[], |draft| append(draft, "# Results\n\nText.")),
    ("structure.headings", &[], |draft| append(draft, "## Costs\n\nText.\n\n#### Deep\n\nText.")),
    ("structure.empty-section", &[], |draft| append(draft, "## Costs")),
    ("structure.intro", &["stack.discussed"], without_introduction),
    ("structure.lessons", &["links.anchor"], without_lessons),
    ("structure.section-length", &[], long_section),
    ("text.placeholder", &[], |draft| append(draft, "TODO: say who paid.")),
    ("text.hidden", &[], |draft| append(draft, "admin\u{202e}resu")),
];

const LINKS_AND_STACK: &[Fault] = &[
    ("links.case-study", &[], |draft| unlink(draft, "/case-studies/nestfi")),
    ("links.stack", &[], |draft| unlink(draft, "/stack/redis")),
    ("links.broken", &[], |draft| append(draft, "See [a page](/stack/rediss/).")),
    ("links.anchor", &[], |draft| append(draft, "See [the part](#not-a-part).")),
    ("links.text", &[], |draft| append(draft, "See [here](/stack/redis/).")),
    ("stack.declared", &["links.stack", "stack.discussed"], |draft| draft.meta.stack.push("Cassandra".into())),
    ("stack.declared", &["links.stack", "stack.discussed"], |draft| draft.meta.stack.clear()),
    ("stack.discussed", &["links.stack"], |draft| draft.meta.stack.push("Kubernetes".into())),
    ("stack.undeclared", &[], |draft| append(draft, "Kubernetes starts. Kubernetes runs. Kubernetes stops.")),
    ("outcomes.measured", &["outcomes.baseline", "outcomes.evidence"], |draft| draft.answers.clear()),
];

fn without_tables(draft: &mut Draft) {
    draft.meta.read_minutes = None;
    let lines = draft.body.lines().filter(|line| !line.starts_with('|'));
    draft.body = lines.collect::<Vec<_>>().join("\n");
}

/// Faults of a comparison.
const COMPARE: &[Fault] = &[
    ("compare.subjects", &["compare.table", "compare.when-to-choose"], |draft| {
        draft.meta.subjects.push("Fastify".into())
    }),
    (
        "compare.table",
        &["links.stack", "stack.discussed", "outcomes.baseline", "outcomes.evidence", "outcomes.measured"],
        without_tables,
    ),
    ("compare.when-to-choose", &[], |draft| {
        draft.body = draft.body.replace("Choose ", "There is ").replace("## When to choose which", "## Which")
    }),
    ("compare.criteria", &[], one_sided),
    ("structure.lessons", &["compare.when-to-choose", "links.anchor"], without_lessons),
    ("links.stack", &[], |draft| unlink(draft, "/stack/django")),
    ("text.hidden", &[], |draft| append(draft, "admin\u{202e}resu")),
];

fn one_sided(draft: &mut Draft) {
    draft.meta.read_minutes = None;
    append(draft, &format!("## Forms\n\n{}", "Django checks each field of a form before it is stored. ".repeat(12)));
}

/// The guide's results are these two, in a section of their own.
fn only_results(draft: &mut Draft, sentences: [&str; 2]) {
    draft.meta.read_minutes = None;
    append(draft, &format!("## Numbers\n\n{}\n\n{}", sentences[0], sentences[1]));
    let answer = |sentence: &str| OutcomeAnswer { sentence: sentence.into(), counts: true, ..OutcomeAnswer::default() };
    draft.answers = sentences.map(answer).to_vec();
}

fn without_baselines(draft: &mut Draft) {
    only_results(draft, ["The ledger posted 48,211 callbacks.", "The sweep served 900 requests per second."]);
}

fn without_evidence(draft: &mut Draft) {
    only_results(draft, ["Double postings fell from 2,752 to 3.", "Lost payments fell from 136 to 7."]);
}

const OUTCOMES: &[Fault] = &[
    ("outcomes.baseline", &["outcomes.evidence", "outcomes.measured"], without_baselines),
    ("outcomes.evidence", &["outcomes.measured"], without_evidence),
    ("outcomes.arithmetic", &[], |draft| append(draft, "The bundle shrank from 412 kB to 222 kB, 64 % less.")),
    ("outcomes.promise", &[], |draft| draft.meta.summary.push_str(" Costs fell by 73 %.")),
    ("outcomes.vague", &[], |draft| append(draft, "It became significantly faster.")),
];

fn faults() -> impl Iterator<Item = &'static Fault> {
    [STYLE_AND_FRESH, CODE_AND_IMAGES, META, STRUCTURE_AND_TEXT, LINKS_AND_STACK, OUTCOMES].into_iter().flatten()
}

#[test]
fn one_fault_opens_its_rule_and_no_other_required_one() {
    let mut wrong = misses(&Good::guide("staying-correct"), faults());
    wrong.extend(misses(&Good::guide("one-backend-mistake"), COMPARE.iter()));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Faults that open another rule than their own, or none.
fn misses<'f>(good: &Good, faults: impl Iterator<Item = &'f Fault>) -> Vec<String> {
    let before = good.verdicts(&good.draft);
    let mut wrong = Vec::new();
    for (at, (rule, along, deed)) in faults.enumerate() {
        let mut draft = good.draft.clone();
        deed(&mut draft);
        let after = good.verdicts(&draft);
        let opened = |id: &&str| is_open(after[*id].0) && !is_open(before[*id].0);
        let opened: BTreeSet<&str> = after.keys().copied().filter(|id| opened(id)).collect();
        if !opened.contains(rule) {
            wrong.push(format!("{at}: {rule} says nothing"));
        }
        let required = |id: &&&str| after[**id].1 == Severity::Required;
        let other = opened.iter().filter(required).filter(|id| *id != rule && !along.contains(id));
        wrong.extend(other.map(|other| format!("{at}: {rule} breaks {other} as well")));
    }
    wrong
}

/// No required rule is left without a guide that it stops.
#[test]
fn every_required_rule_has_its_fault() {
    let broken: BTreeSet<&str> = faults().chain(COMPARE).map(|(rule, ..)| *rule).collect();
    let required = rules().iter().filter(|rule| rule.severity == Severity::Required).map(|rule| rule.id);
    let without: Vec<&str> = required.filter(|id| !broken.contains(id)).collect();
    assert_eq!(without, [""; 0]);
    assert!(broken.iter().all(|id| rules().iter().any(|rule| rule.id == *id)));
}

/// Taste never holds a guide back: whatever style and readability say, the score of required rules stays.
#[test]
fn style_and_readability_never_gate() {
    let good = Good::guide("staying-correct");
    let mut draft = good.draft.clone();
    for (rule, _, deed) in faults() {
        if rule.starts_with("style.") {
            deed(&mut draft);
        }
    }
    let taste = |id: &str| id.starts_with("style.") || id.starts_with("readability.");
    let (before, after) = (good.verdicts(&good.draft), good.verdicts(&draft));
    assert!(after.iter().filter(|(id, (state, _))| taste(id) && *state == State::Advise).count() >= 7);
    for (id, (state, severity)) in &after {
        assert!(
            !taste(id) || (*severity != Severity::Required && !matches!(state, State::Fail | State::Confirm)),
            "{id}"
        );
        let required = *severity == Severity::Required;
        assert!(!required || is_open(*state) == is_open(before[id].0), "{id}");
    }
}

/// What is typed into a guide one letter at a time is judged as if it had been there from the start.
#[test]
fn what_is_remembered_changes_no_verdict() {
    let good = Good::guide("staying-correct");
    let typed = "It met the the whitelist, quite recently. The QZX asks!";
    let mut draft = good.draft.clone();
    draft.body.push_str("\n\n");
    for letter in typed.chars() {
        draft.body.push(letter);
        good.verdicts(&draft);
    }
    let remembered = good.verdicts(&draft);
    let fresh = std::thread::spawn(move || Good::guide("staying-correct").verdicts(&draft)).join().unwrap();
    assert_eq!(remembered, fresh);
}
