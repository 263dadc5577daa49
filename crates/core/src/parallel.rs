//! One function over many items on all cores, answers in the order of the items.
//!
//! For work on whole libraries. Deliberately absent: a pool, queues, stopping half way.

use std::num::NonZero;
use std::slice::Chunks;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

/// Fewer items than this are not worth a thread.
const WORTH: usize = 8;
/// Most items that a thread takes at once, so that none works long after the others have ended.
const CHUNK: usize = 8;
/// A thread comes back about so often.
const TURNS: usize = 4;

/// `items.map(work)`, shared among the machine's cores.
pub fn map<'i, T: Sync, R: Send>(items: &'i [T], work: impl Fn(&'i T) -> R + Sync) -> Vec<R> {
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get).min(items.len() / WORTH);
    if cores < 2 {
        return items.iter().map(work).collect();
    }
    let chunk = (items.len() / (cores * TURNS)).clamp(1, CHUNK);
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..cores {
            let (sender, next, work) = (sender.clone(), &next, &work);
            scope.spawn(move || take_chunks(items.chunks(chunk), next, work, &sender));
        }
        drop(sender);
        let mut answers: Vec<(usize, Vec<R>)> = receiver.into_iter().collect();
        answers.sort_by_key(|(at, _)| *at);
        answers.into_iter().flat_map(|(_, chunk)| chunk).collect()
    })
}

fn take_chunks<'i, T, R>(
    chunks: Chunks<'i, T>,
    next: &AtomicUsize,
    work: &impl Fn(&'i T) -> R,
    answers: &mpsc::Sender<(usize, Vec<R>)>,
) {
    loop {
        let at = next.fetch_add(1, Ordering::Relaxed);
        let Some(chunk) = chunks.clone().nth(at) else { return };
        if answers.send((at, chunk.iter().map(work).collect())).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_order() {
        for count in [0, 1, 15, 16, 17, 30, 1000, 1001] {
            let items: Vec<usize> = (0..count).collect();
            assert_eq!(map(&items, |n| n * 2), items.iter().map(|n| n * 2).collect::<Vec<_>>());
        }
    }
}
