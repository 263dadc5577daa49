//! What spelling and grammar cost and say: `cargo run --release -p highbar-grammar --example measure -- FOLDER`.
//!
//! Prints start, memory, time per text, and every slip in the folder's guides. Asserts nothing.

use std::path::Path;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use highbar_core::library::Library;
use highbar_core::view::{Proof, Query, Section, SlipKind};
use highbar_core::world::World;
use highbar_core::{Error, Result};
use highbar_grammar::Lane;

fn main() -> Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "guides".into());
    let room = tempfile::tempdir().map_err(|error| Error::new(highbar_core::ErrorCode::Failed, error.to_string()))?;
    let library = Library::open(&room.path().join("measure.highbar"), World::system())?;
    library.import(Path::new(&folder))?;
    println!("before: {}", memory());
    let lane = Lane::new();
    for section in [Section::Guides, Section::CaseStudies, Section::Stack] {
        for card in library.list(&Query { section, limit: 1_000, ..Query::default() })?.cards {
            read(&library, &lane, &card.id, &card.title)?;
        }
    }
    println!("after: {}", memory());
    Ok(())
}

fn read(library: &Library, lane: &Lane, id: &str, title: &str) -> Result<()> {
    let text = library.open_guide(id)?.text;
    let start = Instant::now();
    let mut rounds = Vec::new();
    let proof = loop {
        let proof = ask(library, lane, id)?;
        rounds.push(start.elapsed());
        if proof.done {
            break proof;
        }
    };
    let again = Instant::now();
    ask(library, lane, id)?;
    report(title, &text, &proof, &rounds, again.elapsed());
    library.close_guide(id)
}

fn ask(library: &Library, lane: &Lane, id: &str) -> Result<Proof> {
    let (send, receive) = channel();
    let text = library.proof_text(id)?.unwrap_or_default();
    lane.read(text, move |proof| drop(send.send(proof)));
    receive.recv().ok().flatten().ok_or_else(|| Error::new(highbar_core::ErrorCode::Failed, "no answer"))
}

fn report(title: &str, text: &str, proof: &Proof, rounds: &[Duration], again: Duration) {
    let (first, all) = (rounds.first().copied().unwrap_or_default(), rounds.last().copied().unwrap_or_default());
    println!(
        "{title}: {} bytes, first {first:.1?}, all {all:.1?}, again {again:.1?}, {} slips",
        text.len(),
        proof.slips.len()
    );
    for slip in &proof.slips {
        let sign = if slip.kind == SlipKind::Spelling { "S" } else { "G" };
        println!("  {sign} {} | {:?} → {:?} | {}", slip.rule, slip.words, slip.suggestions, slip.message);
    }
}

/// Resident memory now and at most, as Linux counts it.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let lines = status.lines().filter(|line| line.starts_with("VmRSS") || line.starts_with("VmHWM"));
    lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join(", ")
}
