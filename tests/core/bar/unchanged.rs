//! Whole guides written down another way: reflowed, with other list markers, by reference, with `\r\n`, with one
//! more block of code. What they say is the same, so no verdict changes.
//!
//! Small generated texts are in `metamorphic`; here are the real ones, and every hostile text at hand.

#![allow(clippy::unwrap_used)]

use highbar_core::bar::outcome_detector::{ASK, Pair, Slip, detect, pairs};
use highbar_core::bar::{Input, Profile, State, check};
use highbar_core::guide::Draft;
use highbar_core::library::folder::Folder;
use highbar_core::markdown::{Document, Layer};
use highbar_core::text::Span;

use super::mutations::{Good, guides};
use crate::{data, pathological, vectors};

/// A deep dive and a comparison.
const GUIDES: [&str; 2] = ["staying-correct", "one-backend-mistake"];

/// States before and after, side by side where they differ.
fn differences(rewrite: impl Fn(&str) -> String) -> Vec<String> {
    let mut found = Vec::new();
    for slug in GUIDES {
        let good = Good::guide(slug);
        let mut other = good.draft.clone();
        other.body = rewrite(&good.draft.body);
        assert_ne!(other.body, good.draft.body, "{slug} is not rewritten");
        let (before, after) = (good.verdicts(&good.draft), good.verdicts(&other));
        let changed = before.iter().filter(|(id, verdict)| after.get(*id) != Some(verdict));
        found.extend(changed.map(|(id, verdict)| format!("{slug}: {id} {verdict:?} → {:?}", after.get(*id))));
    }
    found
}

fn replaced(body: &str, edits: impl IntoIterator<Item = (Span, String)>) -> String {
    let mut text = body.to_owned();
    let mut edits: Vec<(Span, String)> = edits.into_iter().collect();
    edits.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    edits.iter().for_each(|(span, by)| text.replace_range(span.start..span.end, by));
    text
}

/// Paragraphs outside lists with a line end after about `width` letters, where no list, heading or quote begins.
fn reflowed(body: &str, width: usize) -> String {
    let document = Document::parse(body);
    let prose = document.paragraphs.iter().filter(|paragraph| paragraph.layer == Layer::Prose && !paragraph.in_list);
    let plain = prose.filter(|paragraph| !paragraph.span.of(body).contains(['\n', '<', '>']));
    replaced(body, plain.map(|paragraph| (paragraph.span, wrapped(paragraph.span.of(body), width))))
}

fn wrapped(text: &str, width: usize) -> String {
    let mut line = 0;
    let mut out = String::new();
    for word in text.split(' ') {
        let safe = word.starts_with(|c: char| c.is_alphabetic());
        if line > width && safe {
            out.push('\n');
            line = 0;
        } else if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
        line += word.len() + 1;
    }
    out
}

/// Every line outside code that begins an item.
fn with_markers(body: &str, marker: &str) -> String {
    let document = Document::parse(body);
    let in_code = |at: usize| document.code.iter().any(|code| code.span.start <= at && at < code.span.end);
    let mut at = 0;
    let mut out = String::new();
    for line in body.split_inclusive('\n') {
        match line.strip_prefix("* ").or(line.strip_prefix("- ")).filter(|_| !in_code(at)) {
            Some(item) => out.push_str(&format!("{marker} {item}")),
            None => out.push_str(line),
        }
        at += line.len();
    }
    out
}

/// `[words](/address/)` → `[words][r1]`, the addresses at the end.
fn by_reference(body: &str) -> String {
    let document = Document::parse(body);
    let mut definitions = String::from("\n");
    let mut edits = Vec::new();
    for (at, link) in document.links.iter().enumerate() {
        let source = link.span.of(body);
        let tail = format!("]({})", link.href);
        if source.starts_with('[') && source.ends_with(&tail) {
            let start = link.span.end - tail.len();
            edits.push((Span::new(start, link.span.end), format!("][r{at}]")));
            definitions.push_str(&format!("[r{at}]: {}\n", link.href));
        }
    }
    replaced(body, edits) + &definitions
}

#[test]
fn reflowing_a_guide_changes_no_verdict() {
    for width in [40, 72, 100] {
        assert_eq!(differences(|body| reflowed(body, width)), [""; 0]);
    }
}

#[test]
fn list_markers_change_no_verdict() {
    for marker in ["-", "+"] {
        let listed = |body: &str| with_markers(&format!("{body}\n\n* One more.\n* And one.\n"), marker);
        let plain = |body: &str| format!("{body}\n\n* One more.\n* And one.\n");
        let good = Good::guide(GUIDES[0]);
        let judged = |body: String| good.verdicts(&Draft { body, ..good.draft.clone() });
        assert_eq!(judged(listed(&good.draft.body)), judged(plain(&good.draft.body)));
    }
}

#[test]
fn links_by_reference_change_no_verdict() {
    assert_eq!(differences(by_reference), [""; 0]);
}

#[test]
fn a_block_of_code_changes_no_verdict() {
    let code = "```ts\n// fell from 2 s to 1 s; see [a](/gone/) TODO\nconst recently = \"very\";\n```";
    let changed = differences(|body| format!("{body}\n\n{code}\n\nThat is the whole of it.\n"));
    // A guide without code has nothing to name a language of.
    let other: Vec<&String> = changed.iter().filter(|line| !line.contains("code.language (NotApplicable")).collect();
    assert!(other.is_empty(), "{other:?}");
}

#[test]
fn line_ends_of_windows_change_no_verdict() {
    let judged = |text: &dyn Fn(&str) -> String| {
        let folder = tempfile::tempdir().unwrap();
        for slug in GUIDES {
            let source = std::fs::read_to_string(guides().join(slug).join("index.md")).unwrap();
            let place = folder.path().join("guides").join(slug);
            std::fs::create_dir_all(&place).unwrap();
            std::fs::write(place.join("index.md"), text(&source)).unwrap();
        }
        let read = Folder::read(folder.path()).unwrap();
        let documents = read.documents();
        let vocabulary = read.vocabulary(&documents);
        let judge = |(page, document): (&highbar_core::library::folder::PageFile, &Document<'_>)| {
            let (draft, profile) = (&page.draft, Profile::usual());
            let input = Input { draft, document, vocabulary: &vocabulary, assets: &[], today: "2026-12-01", profile };
            format!("{:?}", check(&input))
        };
        read.pages.iter().zip(&documents).map(judge).collect::<Vec<String>>()
    };
    let plain = judged(&|text| text.to_owned());
    assert_eq!(plain.len(), GUIDES.len());
    assert_eq!(judged(&|text| text.replace('\n', "\r\n")), plain);
}

/// Sentences the detector counts or asks about; `true` when "Suppose" takes them out of its sight.
const RESULTS: [&str; 10] = [
    "Settlement p95 fell from 1.8 s to 240 ms after the move.",
    "Costs fell by 38 % after the move, from $310 to $192 a month.",
    "The bundle shrank from 412 kB to 222 kB.",
    "We cut the build from 11 minutes to 4.",
    "The worker posted 48,211 callbacks without a double charge.",
    "Memory use dropped by 41 %, from 1.9 GB to 1.1 GB.",
    "Throughput rose from 900 to 2,400 requests per second.",
    "Double postings fell from 2,752 to 0 across 16,069 callbacks.",
    "Error rates halved, from 2 % to 1 %.",
    "Cold starts are 3 times faster than before, measured over 200 runs.",
];

#[test]
fn suppose_takes_a_result_away() {
    let score = |text: &str| detect(text).first().map_or(0, |hit| hit.score);
    for result in RESULTS {
        assert!(score(result) >= ASK, "{result}: {}", score(result));
        let small = result[..1].to_lowercase() + &result[1..];
        for start in ["Suppose", "Suppose that"] {
            let supposed = format!("{start} {small}");
            assert!(score(&supposed) < ASK, "{supposed}: {}", score(&supposed));
        }
    }
}

#[test]
fn other_units_keep_the_arithmetic() {
    for (figure, verb, slip) in [
        ("87 % less", "fell", None),
        ("64 % less", "fell", Some(Slip::Figure)),
        ("87 % more", "rose", Some(Slip::Direction)),
    ] {
        for (from, to) in [("1.8 s", "240 ms"), ("1,800 ms", "240 ms"), ("1,800 ms", "0.24 s"), ("1.8 s", "0.24 s")] {
            let sentence = format!("Settlement p95 {verb} from {from} to {to}, {figure}.");
            let slips: Vec<Option<Slip>> = pairs(&sentence).iter().map(Pair::slip).collect();
            assert_eq!(slips, [slip], "{sentence}");
        }
    }
}

/// Judged twice, on two threads, with nothing remembered: the same to the last letter.
#[test]
fn verdicts_are_the_same_every_time() {
    for slug in GUIDES {
        let tell = move || {
            let good = Good::guide(slug);
            format!("{:?}", good.outcomes(&good.draft))
        };
        let other = std::thread::spawn(tell).join().unwrap();
        assert_eq!(tell(), other);
        assert_eq!(tell(), other);
    }
}

/// Attacks and texts made to be slow: each is judged, every finding lies inside the text, every fix fits.
#[test]
fn hostile_texts_are_judged() {
    let good = Good::guide(GUIDES[0]);
    let mut texts = vectors::attacks();
    let slow = data::vectors("pathological").unwrap_or_default();
    texts.extend(slow.iter().map(|entry| (data::id(entry).to_owned(), pathological::text(entry))));
    for (id, mut body) in texts {
        let end = (0..=body.len().min(4_000)).rev().find(|at| body.is_char_boundary(*at)).unwrap_or(0);
        body.truncate(end);
        let draft = Draft { body: body.replace('\r', "\n"), ..good.draft.clone() };
        for outcome in good.outcomes(&draft) {
            let open = matches!(outcome.0, State::Fail | State::Advise | State::Confirm);
            assert_eq!(open, outcome.1 > 0, "{id}: {outcome:?}");
            assert!(outcome.2, "{id}: a place outside the text");
        }
    }
}
