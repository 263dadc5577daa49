//! `cargo xtask pixels DISPLAY X Y WIDTH HEIGHT COUNT`: presses a key COUNT times on a display and
//! measures how long each takes to change a region. After each the letter is taken back, so that text and
//! caret stay where they are and the caret never comes into the region. Called by the window benchmark;
//! prints JSON.

use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::screen::{Region, Screen};

/// Between two keys: a fast typist.
const PAUSE: Duration = Duration::from_millis(100);
/// X11's number of the Backspace key.
const BACKSPACE: u32 = 0xff08;
/// How long nothing may move before the first key.
const CONTROL: Duration = Duration::from_secs(3);

pub fn run(arguments: &[String]) -> Result<()> {
    let [display, x, y, width, height, count] = arguments else { bail!("pixels takes DISPLAY X Y WIDTH HEIGHT COUNT") };
    let screen = Screen::open(display)?;
    let region = Region { x: x.parse()?, y: y.parse()?, width: width.parse()?, height: height.parse()? };
    if !screen.still(region, CONTROL)? {
        bail!("control failed: the region changes without a key, so a change would prove nothing");
    }
    let times = measure(&screen, region, count.parse().context("COUNT is not a number")?)?;
    println!("[{}]", times.iter().map(|time| format!("{time:.3}")).collect::<Vec<_>>().join(","));
    Ok(())
}

fn measure(screen: &Screen, region: Region, count: usize) -> Result<Vec<f64>> {
    let letter = |letter: char| screen.key(u32::from(letter));
    let (keys, back) = ([letter('e')?, letter('n')?, letter('i')?], screen.key(BACKSPACE)?);
    let mut times = Vec::with_capacity(count);
    for key in keys.iter().cycle().take(count) {
        let before = screen.pixels(region)?;
        let pressed = Instant::now();
        screen.press(*key)?;
        times.push(screen.until_changed(region, &before, pressed)?);
        thread::sleep(PAUSE / 2);
        screen.press(back)?;
        thread::sleep(PAUSE / 2);
    }
    Ok(times)
}
