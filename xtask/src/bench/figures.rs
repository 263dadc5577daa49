//! Figures from samples: medians, percentiles, ratios of pairs.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// The `share` quantile (0 to 1) of samples; zero when there are none.
pub fn quantile(samples: &[f64], share: f64) -> f64 {
    let mut sorted = samples.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = (share * sorted.len().saturating_sub(1) as f64).round() as usize;
    sorted.get(at).copied().unwrap_or_default()
}

pub fn median(samples: &[f64]) -> f64 {
    quantile(samples, 0.5)
}

/// Wall time of a command in milliseconds, output thrown away; any exit status counts as a run.
pub fn time(command: &mut Command) -> Result<f64> {
    command.stdout(Stdio::null()).stderr(Stdio::null()).stdin(Stdio::null());
    let began = Instant::now();
    command.status().with_context(|| format!("{command:?} could not be started"))?;
    Ok(milliseconds(began.elapsed()))
}

pub fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Runs two measures in turn, after one unmeasured run of each; medians and the median ratio b / a.
pub struct Pairs {
    pub ours: f64,
    pub peer: f64,
    pub ratio: f64,
}

pub fn pairs(
    count: usize,
    mut ours: impl FnMut() -> Result<f64>,
    mut peer: impl FnMut() -> Result<f64>,
) -> Result<Pairs> {
    ours()?;
    peer()?;
    let (mut a, mut b, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..count {
        let (mine, theirs) = (ours()?, peer()?);
        a.push(mine);
        b.push(theirs);
        ratios.push(theirs / mine);
    }
    Ok(Pairs { ours: median(&a), peer: median(&b), ratio: median(&ratios) })
}

/// One line of the report.
pub fn report(what: &str, figure: &str, peer: &str, ratio: &str, budget: &str) {
    println!("{what:<44} {figure:<26} {peer:<40} {ratio:<12} budget {budget}");
}

/// The machine's load over the last minute.
pub fn load() -> String {
    std::fs::read_to_string("/proc/loadavg")
        .ok()
        .and_then(|text| text.split(' ').next().map(str::to_owned))
        .unwrap_or_else(|| "unknown".into())
}

#[cfg(test)]
mod tests {
    use super::{median, quantile};

    #[test]
    fn quantiles_of_few_and_none() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), 2.0);
        assert_eq!(quantile(&[1.0, 2.0, 3.0, 4.0, 5.0], 1.0), 5.0);
        assert_eq!(quantile(&[], 0.95), 0.0);
    }
}
