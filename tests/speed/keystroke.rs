//! P9, and the core's share of P7 and P8: one key typed into a long guide; and a whole guide checked for the first
//! time.

use std::sync::Arc;
use std::thread;
use std::time::Instant;

use highbar_core::bar::passages::prints_of;
use highbar_core::bar::{self, Input, Profile};
use highbar_core::guide::{Draft, Meta};
use highbar_core::library::folder::Folder;
use highbar_core::live::{OpenText, Surroundings};
use highbar_core::markdown::Document;
use highbar_core::text::Change;
use highbar_core::text::prints::BITS;
use highbar_core::vocabulary::{PagePrints, PageSaid, Passages, Vocabulary};

use crate::{milliseconds, report, text};

const KEYS: usize = 200;
const FIRST_LOOKS: usize = 40;
const GUIDES: u64 = 10_000;
/// About 5,000 words.
const GUIDE: usize = 33_000;

pub fn run() {
    let mut guide = draft(GUIDE);
    let ends = guide.body.match_indices("\n\n").map(|(at, _)| at).take_while(|at| *at < GUIDE);
    guide.body.truncate(ends.last().unwrap());
    let words = Document::parse(&guide.body).counts(&Profile::usual().pace()).words;
    let rules = bar::rules().len();
    report(&format!("{words} words parsed and checked, cold, {rules} rules"), &mut first_looks(&guide), 5.0);
    report(&format!("{words} words, checklist per key, {rules} rules"), &mut checklist(&guide, &vocabulary()), 2.0);
    let many = among_many(&guide);
    report(&format!("the same among {GUIDES} guides"), &mut checklist(&guide, &many), 2.0);
    for (size, budget, frame) in [(100_000, 2.0, 16.7), (1_000_000, 8.3, 33.0)] {
        let draft = draft(size);
        report(&format!("P9 checklist per key, {} kB", size / 1000), &mut checklist(&draft, &vocabulary()), budget);
        report(&format!("whole answer per key, {} kB", size / 1000), &mut answers(draft), frame);
    }
}

fn draft(size: usize) -> Draft {
    let stack = ["NestJS", "TypeScript", "PostgreSQL", "MongoDB", "Redis"].map(str::to_owned).to_vec();
    let meta = Meta { title: "Staying correct".into(), slug: "staying-correct".into(), stack, ..Meta::default() };
    Draft { meta, body: text::guide(size), ..Draft::default() }
}

fn vocabulary() -> Arc<Vocabulary> {
    let folder = Folder::read(&text::root().join("guides")).unwrap();
    Arc::new(folder.vocabulary(&folder.documents()))
}

/// A library that says as much as ten thousand guides do, this one among them.
fn among_many(draft: &Draft) -> Vocabulary {
    let spread = |number: u64| number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - BITS);
    let other = |guide: u64| {
        let mut prints: Vec<u64> = (0..300).map(|print| spread(guide * 300 + print)).collect();
        prints.sort_unstable();
        PagePrints { page: PageSaid { path: format!("/guides/{guide}/"), ..PageSaid::default() }, prints }
    };
    let own = PageSaid { path: draft.meta.path(), ..PageSaid::default() };
    let own = PagePrints { page: own, prints: prints_of(&Document::parse(&draft.body)) };
    let known = vocabulary();
    let pages = Passages::new((0..GUIDES).map(other).chain([own]).collect());
    Vocabulary::new(known.pages.clone(), known.stack.clone(), known.tags.clone()).with_passages(pages)
}

/// Parse and bar with nothing remembered: each look on a thread of its own.
fn first_looks(draft: &Draft) -> Vec<f64> {
    let vocabulary = vocabulary();
    let look = || {
        let began = Instant::now();
        let document = Document::parse(&draft.body);
        assert!(!bar::check(&input(draft, &document, &vocabulary)).is_empty());
        milliseconds(began)
    };
    (0..FIRST_LOOKS).map(|_| thread::scope(|scope| scope.spawn(look).join().unwrap())).collect()
}

fn input<'a>(draft: &'a Draft, document: &'a Document<'a>, vocabulary: &'a Vocabulary) -> Input<'a> {
    Input { draft, document, vocabulary, assets: &[], today: "2026-01-01", profile: Profile::usual() }
}

/// The bar alone on a text that changes by one letter each time; parsing is not counted.
fn checklist(draft: &Draft, vocabulary: &Vocabulary) -> Vec<f64> {
    let mut draft = draft.clone();
    (0..KEYS)
        .map(|key| {
            draft.body.insert(place(&draft.body, key), 'e');
            let document = Document::parse(&draft.body);
            let input = input(&draft, &document, vocabulary);
            let began = Instant::now();
            let outcomes = bar::check(&input);
            let time = milliseconds(began);
            assert!(!outcomes.is_empty());
            time
        })
        .collect()
}

/// Everything the core does for one key: change, parse, render, bar, checklist, patch.
fn answers(draft: Draft) -> Vec<f64> {
    let around = Surroundings { vocabulary: vocabulary(), today: "2026-01-01".into(), ..Surroundings::default() };
    let length = draft.body.encode_utf16().count() as u32;
    let mut open = OpenText::new("measured", draft);
    open.refresh(&around, true);
    (0..KEYS as u32)
        .map(|key| {
            let at = (length / 2 + key * 37) % length;
            let change = Change { from: at, to: at, insert: "e".into() };
            let began = Instant::now();
            let live = open.edit(open.edition + 1, &[change], &around).unwrap();
            let time = milliseconds(began);
            assert!(live.counts.words > 0);
            time
        })
        .collect()
}

fn place(text: &str, key: usize) -> usize {
    let wanted = (text.len() / 2 + key * 997) % text.len();
    (wanted..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
