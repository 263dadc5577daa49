//! What `text.duplicate` lets through and what it does not.

#![allow(clippy::unwrap_used)]

use crate::bar::passages::prints_of;
use crate::bar::testing::{Cases, draft, fixed, run_with};
use crate::bar::{Outcome, Severity, State};
use crate::markdown::Document;
use crate::vocabulary::{PagePrints, PageSaid, Passages, Vocabulary, sample};

const ID: &str = "text.duplicate";

/// Words that differ from each other, from a number on.
fn distinct(from: usize, count: usize) -> String {
    let letters =
        |number: usize| number.to_string().bytes().map(|digit| char::from(b'a' + digit - b'0')).collect::<String>();
    let words: Vec<String> = (from..from + count).map(|number| format!("w{}", letters(number))).collect();
    words.join(" ")
}

/// The sample library with one other guide of this text.
fn library(path: &str, body: &str) -> Vocabulary {
    let prints = prints_of(&Document::parse(body));
    let page = PageSaid { path: path.into(), title: "Another guide".into(), ..PageSaid::default() };
    let page = PagePrints { page, prints };
    sample().with_passages(Passages::new(vec![page]))
}

/// Against a library whose other guide says the words from 0 to 400.
fn beside(body: &str) -> Outcome {
    run_with(ID, &draft(body), &library("/guides/other-guide/", &distinct(0, 400)))
}

pub fn cases() -> Cases {
    let (own, sixty, para) = (distinct(1000, 600), distinct(50, 60), distinct(2000, 30));
    let inside = [
        format!("{para}\n\n{para}\n"),
        format!("{para}\n\n## A\n\n{own}\n\n{para}\n"),
        format!("* {para}\n* {para}\n"),
        format!("{para}\n\n**{para}**\n"),
        format!("{para}\n\n{} and\n", para),
        format!("{para}\n\n{}\n", para.to_uppercase()),
        format!("{para}\n\n{}\n", para.replace(' ', "\n")),
    ];
    let across = [
        format!("{own}\n\n{sixty}\n"),
        format!("{own}\n\n{} {sixty} {}\n", distinct(3000, 9), distinct(4000, 9)),
        format!("{own}\n\n{}\n\n{}\n", distinct(50, 35), distinct(85, 35)),
        format!("{own}\n\n{}\n", sixty.replace(' ', "\n")),
        format!("{own}\n\n* {sixty}\n"),
        format!("{}\n\n{}\n", distinct(5000, 200), distinct(0, 40)),
    ];
    let near = [
        String::new(),
        own.clone(),
        format!("{own}\n\n> {sixty}\n"),
        format!("{own}\n\n> [!NOTE]\n> {sixty}\n"),
        format!("{own}\n\n```\n{sixty}\n```\n"),
        format!("{own}\n\n{}\n", distinct(50, 20)),
        format!("{own}\n\nLicensed under {sixty}\n"),
        format!("{own}\n\n| {sixty} |\n|---|\n"),
        format!("{own}\n\n<!-- {sixty} -->\n"),
        format!("{para}\n\n> {para}\n"),
        format!("{para}\n\n{}\n", para.split(' ').rev().collect::<Vec<_>>().join(" ")),
        format!("{para}\n\n{} {}\n", distinct(2000, 15), distinct(6000, 15)),
    ];
    let beside = |body: String| (draft(&body), library("/guides/other-guide/", &distinct(0, 400)));
    Cases::of(ID).broken(inside).broken(across.map(beside)).sound(near.map(beside))
}

#[test]
fn another_guide_under_a_new_name_stops_it() {
    let outcome = beside(&format!("{}\n\n{}\n", distinct(0, 200), distinct(7000, 200)));
    assert_eq!((outcome.state, outcome.severity), (State::Fail, Severity::Required));
    let same = library("/guides/staying-correct/", &distinct(0, 400));
    assert_eq!(run_with(ID, &draft(&distinct(0, 400)), &same).state, State::Pass);
}

#[test]
fn shows_the_passage_and_where_it_stands() {
    let outcome = beside(&format!("{}\n\nNew words. {}.\n", distinct(1000, 900), distinct(50, 60)));
    let finding = &outcome.findings[0];
    assert!(finding.message.contains("in a row stand in “Another guide” (/guides/other-guide/) as well."));
    assert!(finding.quote.exact.split(' ').count() >= 46 && distinct(50, 60).contains(&finding.quote.exact));
}

#[test]
fn the_one_with_the_number_stays() {
    let words = distinct(0, 40);
    let draft = draft(&format!("{words} 42\n\nBetween.\n\n{words}\n\nEnd.\n"));
    let outcome = run_with(ID, &draft, &sample());
    assert!(outcome.findings[0].message.ends_with("say the same. Keep the first: it has the number."));
    assert_eq!(fixed(&draft, &outcome).body, format!("{words} 42\n\nBetween.\n\nEnd.\n"));
}
