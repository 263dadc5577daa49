//! The lane: nothing before the first question, the newest text wins, a long text comes in pieces.

use std::sync::mpsc::channel;

use highbar_core::library::ProofText;
use highbar_grammar::Lane;

use crate::{proof, text};

#[test]
fn nothing_is_loaded_before_the_first_question_or_after_it_was_let_go() {
    let lane = Lane::new();
    assert!(!lane.is_awake());
    assert_eq!(proof(&lane, &text("Teh end.")).edition, 7);
    assert!(lane.is_awake());
    lane.rest();
    while lane.is_awake() {
        std::thread::yield_now();
    }
    assert_eq!(proof(&lane, &text("Teh end.")).slips.len(), 1, "it comes back when it is asked");
}

#[test]
fn every_question_is_answered_once_and_the_newest_with_its_slips() {
    let lane = Lane::new();
    let (send, receive) = channel();
    for edition in 0..50 {
        let send = send.clone();
        let text = ProofText { edition, ..text(&format!("Teh {} end of the line.", "very ".repeat(edition as usize))) };
        lane.read(text, move |proof| drop(send.send((edition, proof))));
    }
    drop(send);
    let answers: Vec<_> = receive.iter().collect();
    let editions: std::collections::BTreeSet<u32> = answers.iter().map(|(edition, _)| *edition).collect();
    assert_eq!((answers.len(), editions.len()), (50, 50));
    let (_, newest) = answers.iter().find(|(edition, _)| *edition == 49).unwrap();
    assert_eq!(newest.as_ref().map(|proof| (proof.edition, proof.slips.len())), Some((49, 1)));
    assert!(answers.iter().all(|(edition, proof)| proof.as_ref().is_none_or(|proof| proof.edition == *edition)));
}

#[test]
fn a_question_that_waits_when_it_is_let_go_is_answered_with_nothing() {
    let lane = Lane::new();
    let (send, receive) = channel();
    for _ in 0..2 {
        let send = send.clone();
        lane.read(text("Teh end."), move |proof| {
            let _ = send.send(proof.is_some());
        });
    }
    lane.rest();
    drop(send);
    assert_eq!(receive.iter().count(), 2);
}

#[test]
fn a_long_text_comes_in_pieces() {
    let lane = Lane::new();
    let body: String = (0..60)
        .map(|at| format!("{} of the ledger waits for teh lock of row {at} here.\n\n", "word ".repeat(30)))
        .collect();
    let (send, receive) = channel();
    lane.read(text(&body), move |proof| drop(send.send(proof)));
    let first = receive.recv().unwrap().unwrap();
    assert!(!first.done && !first.slips.is_empty() && first.slips.len() < 60, "{}", first.slips.len());
    assert_eq!(proof(&lane, &text(&body)).slips.len(), 60);
}
