//! What a check remembers changes no verdict: a text that was edited step by step is judged, to the last letter, as by
//! a thread that never saw it before.

#![allow(clippy::unwrap_used)]

use highbar_core::bar::{Input, Profile, check};
use highbar_core::guide::Draft;
use highbar_core::markdown::Document;
use highbar_core::vocabulary::{PagePrints, PageSaid, Passages, StackItem, Vocabulary};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::mutations::Good;

/// Blocks that rules read: results, repetitions, names, code, headings with figures, marks of style, odd letters.
const BLOCKS: [&str; 22] = [
    "Settlement p95 fell from 1.8 s to 240 ms, measured with k6.",
    "Settlement p95 fell from `1.8 s` to **240 ms**, measured with k6.",
    "The worker has posted 48,211 callbacks without a double charge. Before that it was 12 a day.",
    "The ledger keeps every payment in one table, each callback finds its row by the key that the bank gave it, and a sweep posts the late ones before the day is closed and the books are read by anybody else.",
    "The ledger keeps every payment in one table, each callback finds its row by the key that the bank gave it, and a sweep posts all late ones before the day is closed and the books are read by anybody else.",
    "> The ledger keeps every payment in one table, each callback finds its row by the key that the bank gave it, and a sweep posts the late ones before the day is closed and the books are read by anybody else.",
    "Redis locks and PostgreSQL keeps; Redis, Postgres and MongoDB are three names. MongoDB is gone.",
    "[Redis](/stack/redis/) locks the row, and [PostgreSQL](/stack/postgresql/) keeps it for 40 % less.",
    "Redis kept the lock for 30 s and the the queue was blazing fast, recently.",
    "```sql\nCREATE TABLE moves (id int) -- Redis\n```",
    "```ts\nimport Redis from \"ioredis\";\nredis.publish(\"a\", 1);\n```",
    "## Results: 38 % less",
    "## Summary",
    "## What we learned",
    "| p95 | before | after |\n|---|---|---|\n| read | 1.8 s | 240 ms |",
    "* one\n* two, a study of 53 % of mobile users\n* [here](/gone/)",
    "Permission is hereby granted, free of charge, to any person obtaining a copy of this software and the files beside it, to deal in the software without limits and to use, copy and change it.",
    "A zero\u{200b}width, a “quote”, <b>tags</b> and &amp; 7&nbsp;ms[^1]\n\n[^1]: A note of 12 MB.",
    "一二三。四五 Redis 12 ms。",
    "It was significantly faster. Everything was made by them and is used by all, just so.",
    "![A chart](images/flow.png) TODO example.com",
    "",
];

/// A library of names, among them one that comes and goes, with a page that says what the guide says.
fn vocabulary(good: &Good, more: bool) -> Vocabulary {
    let old = &good.vocabulary;
    let mut stack = old.stack.clone();
    stack.extend(more.then(|| StackItem { name: "Ledger".into(), slug: "ledger".into(), ..StackItem::default() }));
    let said = Document::parse(BLOCKS[3]);
    let prints = highbar_core::bar::passages::prints_of(&said);
    let page = PageSaid { path: "/guides/other/".into(), title: "Other".into(), revision: 0 };
    let page = PagePrints { page, prints };
    Vocabulary::new(old.pages.clone(), stack, old.tags.clone()).with_passages(Passages::new(vec![page]))
}

/// Everything the bar says, in words.
fn told(draft: &Draft, vocabulary: &Vocabulary, profile: &Profile) -> String {
    let document = Document::parse(&draft.body);
    let input = Input { draft, document: &document, vocabulary, assets: &[], today: "2026-12-01", profile };
    format!("{:#?}", check(&input))
}

/// One step: a block put in the place of another, put in, or a letter typed inside one.
#[derive(Debug, Clone)]
enum Step {
    Replace(Index, &'static str),
    Insert(Index, &'static str),
    Type(Index, char),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let block = || (any::<Index>(), select(BLOCKS.to_vec()));
    let letter = (any::<Index>(), select(vec!['e', ' ', '3', '.', '*', '`', '\n', '’']));
    let step = prop_oneof![
        block().prop_map(|(at, block)| Step::Replace(at, block)),
        block().prop_map(|(at, block)| Step::Insert(at, block)),
        letter.prop_map(|(at, letter)| Step::Type(at, letter)),
    ];
    prop::collection::vec(step, 1..6)
}

fn applied(blocks: &mut Vec<String>, step: &Step) {
    let place = |at: &Index, blocks: &[String]| at.index(blocks.len());
    match step {
        Step::Replace(at, block) => {
            let place = place(at, blocks);
            blocks[place] = (*block).to_owned();
        }
        Step::Insert(at, block) => blocks.insert(place(at, blocks), (*block).to_owned()),
        Step::Type(at, letter) => {
            let place = place(at, blocks);
            let text = &mut blocks[place];
            let middle = (0..=text.len() / 2).rev().find(|at| text.is_char_boundary(*at)).unwrap();
            text.insert(middle, *letter);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn an_edited_text_is_judged_like_a_new_one(
        start in prop::collection::vec(select(BLOCKS.to_vec()), 1..14),
        steps in steps(),
        strict in any::<bool>(),
    ) {
        let good = Good::guide("staying-correct");
        let words = if strict { "[style.hype]\nwords.add = [\"ledger\"]\n" } else { "" };
        let profile = Profile::read(&format!("version = 1\n{words}")).unwrap();
        let mut blocks: Vec<String> = start.iter().map(|block| (*block).to_owned()).collect();
        for (number, step) in steps.iter().enumerate() {
            applied(&mut blocks, step);
            let draft = Draft { body: blocks.join("\n\n"), ..good.draft.clone() };
            let vocabulary = vocabulary(&good, number % 2 == 1);
            let remembered = told(&draft, &vocabulary, &profile);
            let fresh = std::thread::scope(|scope| scope.spawn(|| told(&draft, &vocabulary, &profile)).join().unwrap());
            prop_assert_eq!(remembered, fresh);
        }
    }
}
