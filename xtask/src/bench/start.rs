//! P11: from starting the program to a window that shows a library of 1,000 guides, against an
//! empty Chromium window. Both are watched from outside, on a virtual display of their own.
//!
//! Ours counts as open when the list of guides is drawn; the peer when its empty page is.

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::screen::{Region, Screen};
use super::{figures, peers};
use crate::display::Virtual;
use crate::folders;

const GUIDES: usize = 1000;
/// Letters have soft edges: a list of guides shows more colours than this.
const TEXT: usize = 40;
/// An empty page is one flat colour; it counts as soon as it is not the display's own.
const EMPTY: usize = 0;
/// Where the first guides of the list stand.
const MIDDLE: Region = Region { x: 300, y: 150, width: 700, height: 300 };

pub fn run() -> Result<()> {
    let library = library(GUIDES)?;
    let pairs = figures::pairs(10, || open(&ours(&library), TEXT), || open(&chromium(), EMPTY))?;
    figures::report(
        &format!("P11 start to list drawn, {GUIDES} guides, median"),
        &format!("{:.0} ms", pairs.ours),
        &format!("empty Chromium app window: {:.0} ms", pairs.peer),
        &format!("{:.2} x", pairs.ours / pairs.peer),
        "2 x",
    );
    Ok(())
}

/// A library made once from copies of the sample guides.
fn library(guides: usize) -> Result<PathBuf> {
    let file = folders::made(&format!("measured-{guides}.highbar"));
    if !file.exists() {
        let folder = folders::made("measured-guides");
        peers::numbered(&folder.join("guides"), guides)?;
        let highbar = folders::program("release", "highbar");
        crate::shell::run(Command::new(highbar).arg("--library").arg(&file).arg("import").arg(&folder))?;
    }
    Ok(file)
}

fn ours(library: &Path) -> Vec<String> {
    let app = folders::program("release", "highbar-desktop");
    vec![app.display().to_string(), "--library".into(), library.display().to_string()]
}

fn chromium() -> Vec<String> {
    let profile = folders::made("chromium-profile").display().to_string();
    let page = "--app=data:text/html,<textarea autofocus style='width:90vw;height:90vh'>x</textarea><style>textarea{background:%23246;border:0}</style>";
    let quiet = ["--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
    let mut words: Vec<String> = ["chromium", "--no-sandbox", "--disable-gpu", page, "--window-size=1440,900"]
        .into_iter()
        .chain(quiet)
        .map(str::to_owned)
        .collect();
    words.push(format!("--user-data-dir={profile}"));
    words
}

/// Milliseconds from the start of a program until the middle of the screen has changed and shows more
/// than `colours` colours.
fn open(program: &[String], colours: usize) -> Result<f64> {
    let display = Virtual::start("1440x900")?;
    let screen = Screen::open(&display.name)?;
    let began = Instant::now();
    let mut child = start(program, &display.name)?;
    let drawn = until_drawn(&screen, colours, began);
    end(&mut child);
    drawn
}

fn start(program: &[String], display: &str) -> Result<Child> {
    let home = folders::made("measured-home");
    fs::create_dir_all(&home)?;
    Command::new("dbus-run-session")
        .arg("--")
        .args(program)
        .env("DISPLAY", display)
        .env("HOME", &home)
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .context("dbus-run-session could not be started")
}

fn until_drawn(screen: &Screen, colours: usize, began: Instant) -> Result<f64> {
    let before = screen.pixels(MIDDLE)?;
    while began.elapsed() < Duration::from_secs(20) {
        if screen.pixels(MIDDLE)? != before && screen.colours(MIDDLE)? > colours && (colours > 0 || { let p = screen.pixels(MIDDLE)?; p[0] == 0x66 && p[1] == 0x44 && p[2] == 0x22 }) {
            return Ok(figures::milliseconds(began.elapsed()));
        }
        thread::sleep(Duration::from_millis(2));
    }
    bail!("nothing was drawn within 20 s")
}

/// Ends the program and everything it started.
fn end(child: &mut Child) {
    let group = format!("-{}", child.id());
    let _ = Command::new("kill").args(["-9", "--", &group]).status();
    let _ = child.wait();
}
