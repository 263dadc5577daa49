//! The language's door: texts in, slips out, through the lane the window uses.
#![allow(clippy::unwrap_used)]

mod guides;
mod lane;
mod slips;

use std::sync::mpsc::channel;

use highbar_core::library::ProofText;
use highbar_core::view::Proof;
use highbar_grammar::Lane;

/// Everything a lane says about a text, piece after piece.
fn proof(lane: &Lane, text: &ProofText) -> Proof {
    loop {
        let (send, receive) = channel();
        lane.read(text.clone(), move |proof| drop(send.send(proof)));
        let proof = receive.recv().unwrap().unwrap();
        if proof.done {
            return proof;
        }
    }
}

fn text(body: &str) -> ProofText {
    ProofText { body: body.into(), edition: 7, ..ProofText::default() }
}
