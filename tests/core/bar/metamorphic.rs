//! What must not change a verdict: reflowing paragraphs, other list markers, renamed references, more code.

use highbar_core::bar::{self, Input, State};
use highbar_core::guide::{Draft, Kind, Meta, Status};
use highbar_core::markdown::Document;
use highbar_core::vocabulary::{Page, StackItem, Vocabulary};
use proptest::prelude::*;

fn vocabulary() -> Vocabulary {
    let page = |kind: Kind, slug: &str, title: &str| Page {
        kind,
        slug: slug.into(),
        title: title.into(),
        status: Status::Approved,
        date: String::new(),
        anchors: vec!["impact".into()],
    };
    let item = |name: &str, slug: &str| StackItem { name: name.into(), slug: slug.into(), ..StackItem::default() };
    let pages = vec![
        page(Kind::CaseStudy, "nestfi", "NestFi"),
        page(Kind::StackItem, "redis", "Redis"),
        page(Kind::StackItem, "postgresql", "PostgreSQL"),
    ];
    Vocabulary::new(pages, vec![item("Redis", "redis"), item("PostgreSQL", "postgresql")], Vec::new())
}

fn draft(body: &str) -> Draft {
    let meta = Meta {
        title: "Staying correct".into(),
        summary: "A ledger that stays correct when callbacks are late, doubled or lost.".into(),
        slug: "staying-correct".into(),
        date: "2026-02-04".into(),
        stack: vec!["Redis".into(), "PostgreSQL".into()],
        case_studies: vec!["nestfi".into()],
        ..Meta::default()
    };
    Draft { meta, body: body.into(), ..Draft::default() }
}

/// Rule and state, for every rule.
fn verdicts(body: &str) -> Vec<(&'static str, State)> {
    let (draft, vocabulary, document) = (draft(body), vocabulary(), Document::parse(body));
    let assets = [("images/flow.png".to_owned(), 1000)];
    let input = Input {
        draft: &draft,
        document: &document,
        vocabulary: &vocabulary,
        assets: &assets,
        today: "2026-11-25",
        profile: bar::Profile::usual(),
    };
    bar::check(&input).into_iter().map(|outcome| (outcome.rule.id, outcome.state)).collect()
}

/// Sentences of which guides are made; some satisfy a rule, some break one, most say nothing.
const SENTENCES: [&str; 16] = [
    "Callbacks arrived twice, or before our own commit, and we believed them.",
    "It comes from [NestFi](/case-studies/nestfi/) and its first winter.",
    "The lock lives in [Redis](/stack/redis/) and fails closed.",
    "Every movement is two rows in [PostgreSQL](/stack/postgresql/) or nothing.",
    "Settlement p95 fell from 1.8 s to 240 ms, measured with k6 at 200 users.",
    "The worker has posted 48,211 callbacks without a double charge.",
    "Redis keeps nothing that must be true tomorrow.",
    "See [the results](#results) for the rest.",
    "See [a page](/stack/gone/) that is not there.",
    "TODO: say who paid for it.",
    "The timeout is 30 s by default, and our goal was 200 ms.",
    "Nothing got faster for the first three weeks.",
    "On Tuesday, 3 March 2026 the second node died.",
    "An array of `const` values is *not* a ledger.",
    "We would do it again, and sooner.",
    "Costs fell by 38 % after the move, from $310 to $192 a month.",
];

#[derive(Debug, Clone)]
enum Piece {
    Paragraph(Vec<usize>),
    List(Vec<usize>),
    Section(usize),
}

const HEADINGS: [&str; 5] = ["Results", "What broke", "One ledger", "Lessons", "Costs"];

fn pieces() -> impl Strategy<Value = Vec<Piece>> {
    let sentences = || prop::collection::vec(0..SENTENCES.len(), 1..5);
    let piece = prop_oneof![
        3 => sentences().prop_map(Piece::Paragraph),
        1 => sentences().prop_map(Piece::List),
        1 => (0..HEADINGS.len()).prop_map(Piece::Section),
    ];
    prop::collection::vec(piece, 1..14)
}

/// How a guide is written down without changing what it says.
#[derive(Clone, Copy)]
struct Style {
    marker: &'static str,
    /// Words per line; 0 keeps a paragraph on one line.
    width: usize,
    code: bool,
    references: bool,
}

const PLAIN: Style = Style { marker: "*", width: 0, code: false, references: false };

fn write(pieces: &[Piece], style: Style) -> String {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Paragraph(sentences) => text.push_str(&flow(sentences, style, "")),
            Piece::List(sentences) => {
                for (at, sentence) in sentences.iter().enumerate() {
                    let marker = if style.marker == "1." { format!("{}.", at + 1) } else { style.marker.to_owned() };
                    let indent = " ".repeat(marker.len() + 1);
                    text.push_str(&format!("{marker} {}\n", flow(&[*sentence], style, &indent)));
                }
            }
            Piece::Section(heading) => text.push_str(&format!("## {}\n", HEADINGS[*heading])),
        }
        text.push_str("\n\n");
        if style.code {
            text.push_str("```ts\nconst latency = 'fell from 2 s to 1 s'; // [a](/gone/) TODO\n```\n\n");
        }
    }
    if style.references { referenced(&text) } else { text }
}

fn flow(sentences: &[usize], style: Style, indent: &str) -> String {
    let text = sentences.iter().map(|at| SENTENCES[*at]).collect::<Vec<_>>().join(" ");
    if style.width == 0 {
        return text;
    }
    let words: Vec<&str> = text.split(' ').collect();
    let lines: Vec<String> = words.chunks(style.width).map(|line| line.join(" ")).collect();
    // A line that begins like a list or a heading would be one.
    let safe = lines.iter().skip(1).all(|line| line.starts_with(|c: char| c.is_alphabetic()));
    if safe { lines.join(&format!("\n{indent}")) } else { text }
}

/// `[words](/address/)` → `[words][n]`, the addresses at the end.
fn referenced(text: &str) -> String {
    let (mut out, mut ends, mut rest) = (String::new(), String::new(), text);
    let mut count = 0;
    while let Some((before, after)) = rest.split_once("](") {
        let (address, tail) = after.split_once(')').unwrap_or((after, ""));
        count += 1;
        out.push_str(&format!("{before}][r{count}]"));
        ends.push_str(&format!("[r{count}]: {address}\n"));
        rest = tail;
    }
    format!("{out}{rest}\n{ends}")
}

fn without_code_rules(verdicts: Vec<(&'static str, State)>) -> Vec<(&'static str, State)> {
    let by_length = ["code.language", "meta.read-time", "structure.empty-section"];
    verdicts.into_iter().filter(|(rule, _)| !by_length.contains(rule)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn reflowing_changes_nothing(pieces in pieces(), width in 3usize..12) {
        prop_assert_eq!(verdicts(&write(&pieces, PLAIN)), verdicts(&write(&pieces, Style { width, ..PLAIN })));
    }

    #[test]
    fn list_markers_change_nothing(pieces in pieces(), marker in prop::sample::select(vec!["-", "+", "1."])) {
        prop_assert_eq!(verdicts(&write(&pieces, PLAIN)), verdicts(&write(&pieces, Style { marker, ..PLAIN })));
    }

    #[test]
    fn reference_links_change_nothing(pieces in pieces()) {
        prop_assert_eq!(verdicts(&write(&pieces, PLAIN)), verdicts(&write(&pieces, Style { references: true, ..PLAIN })));
    }

    #[test]
    fn code_blocks_change_nothing_but_what_is_about_code(pieces in pieces()) {
        let plain = without_code_rules(verdicts(&write(&pieces, PLAIN)));
        prop_assert_eq!(plain, without_code_rules(verdicts(&write(&pieces, Style { code: true, ..PLAIN }))));
    }

    #[test]
    fn any_text_is_judged(body in "(\\PC|[\n#*`\\[\\]()|>_-]){0,300}") {
        let verdicts = verdicts(&body);
        prop_assert_eq!(verdicts.len(), bar::rules().len());
    }
}

#[test]
fn every_open_verdict_has_a_finding_and_every_fix_fits_the_text() {
    let body = write(&(0..SENTENCES.len()).map(|at| Piece::Paragraph(vec![at])).collect::<Vec<_>>(), PLAIN);
    let (draft, vocabulary, document) = (draft(&body), vocabulary(), Document::parse(&body));
    let input = Input {
        draft: &draft,
        document: &document,
        vocabulary: &vocabulary,
        assets: &[],
        today: "2026-11-25",
        profile: bar::Profile::usual(),
    };
    for outcome in bar::check(&input) {
        let open = matches!(outcome.state, State::Fail | State::Advise | State::Confirm);
        assert_eq!(open, !outcome.findings.is_empty(), "{:?}", outcome.rule);
        for fix in outcome.findings.iter().flat_map(|finding| &finding.fixes) {
            assert!(fix.edits.is_sorted_by_key(|edit| edit.span));
            assert!(fix.edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
            assert!(fix.edits.iter().all(|edit| body.get(edit.span.start..edit.span.end).is_some()));
        }
    }
}
