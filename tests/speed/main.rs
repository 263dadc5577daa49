//! What a keystroke and a search cost inside the process (with the argument `keys` a keystroke alone). Printed by
//! `cargo xtask bench core`; asserts nothing: a machine under load must not fail a test.
#![allow(clippy::unwrap_used)]

mod keystroke;
mod search;
mod text;

fn main() {
    keystroke::run();
    if std::env::args().all(|argument| argument != "keys") {
        search::run();
    }
}

/// The `share` quantile of samples in milliseconds.
fn quantile(samples: &mut [f64], share: f64) -> f64 {
    samples.sort_by(f64::total_cmp);
    samples[((samples.len() - 1) as f64 * share).round() as usize]
}

/// One line of the report.
fn report(what: &str, samples: &mut [f64], budget: f64) {
    let (median, p95) = (quantile(samples, 0.5), quantile(samples, 0.95));
    println!("{what:<56} p50 {median:>8.3} ms   p95 {p95:>8.3} ms   budget {budget} ms   ratio {:.2}", p95 / budget);
}

fn milliseconds(began: std::time::Instant) -> f64 {
    began.elapsed().as_secs_f64() * 1000.0
}
