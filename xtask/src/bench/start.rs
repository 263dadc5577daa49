//! P11: from starting the program to a window that shows a library of 1,000 guides, against an
//! empty Chromium window. Both are watched from outside, on a virtual display of their own.
//!
//! Twice, with the same measure on both sides: until the window stands there, whatever it shows, and until
//! its own page is drawn. Ours is drawn when the list of guides is, the peer's when its one colour is.

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
/// The colour of the peer's page, as the web writes it and as the display holds it (blue first).
const COLOUR: &str = "%23224466";
const PIXEL: [u8; 3] = [0x66, 0x44, 0x22];
/// Where the first guides of the list stand.
const MIDDLE: Region = Region { x: 300, y: 150, width: 700, height: 300 };

/// True when what is waited for is to be seen; `before`: the pixels of the empty display.
type Seen = fn(screen: &Screen, before: &[u8]) -> Result<bool>;

pub fn run() -> Result<()> {
    let library = library(GUIDES)?;
    for (what, our_mark, peer_mark) in [("window", changed as Seen, changed as Seen), ("list drawn", list, page)] {
        let pairs = figures::pairs(10, || open(&ours(&library), our_mark), || open(&chromium(), peer_mark))?;
        figures::report(
            &format!("P11 start to {what}, {GUIDES} guides, median"),
            &format!("{:.0} ms", pairs.ours),
            &format!("empty Chromium app window, the same: {:.0} ms", pairs.peer),
            &format!("{:.2} x", pairs.ours / pairs.peer),
            "2 x",
        );
    }
    Ok(())
}

fn changed(screen: &Screen, before: &[u8]) -> Result<bool> {
    Ok(screen.pixels(MIDDLE)? != before)
}

fn list(screen: &Screen, before: &[u8]) -> Result<bool> {
    Ok(changed(screen, before)? && screen.colours(MIDDLE)? > TEXT)
}

fn page(screen: &Screen, _: &[u8]) -> Result<bool> {
    Ok(screen.pixels(MIDDLE)?.starts_with(&PIXEL))
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
    let page = format!(
        "--app=data:text/html,<textarea autofocus style='width:90vw;height:90vh;background:{COLOUR}'>x</textarea>"
    );
    let quiet = ["--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
    let mut words: Vec<String> = ["chromium", "--no-sandbox", "--disable-gpu", &page, "--window-size=1440,900"]
        .into_iter()
        .chain(quiet)
        .map(str::to_owned)
        .collect();
    words.push(format!("--user-data-dir={profile}"));
    words
}

/// Milliseconds from the start of a program until something is seen in the middle of the screen.
fn open(program: &[String], seen: Seen) -> Result<f64> {
    let display = Virtual::start("1440x900")?;
    let screen = Screen::open(&display.name)?;
    let before = screen.pixels(MIDDLE)?;
    let began = Instant::now();
    let mut child = start(program, &display.name)?;
    let waited = until(began, || seen(&screen, &before));
    end(&mut child);
    waited
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

fn until(began: Instant, seen: impl Fn() -> Result<bool>) -> Result<f64> {
    while began.elapsed() < Duration::from_secs(20) {
        if seen()? {
            return Ok(figures::milliseconds(began.elapsed()));
        }
        thread::sleep(Duration::from_millis(2));
    }
    bail!("nothing was drawn within 20 s")
}

/// Ends the program and everything it started.
fn end(child: &mut Child) {
    let _ = Command::new("sh").args(["-c", &format!("kill -s KILL -- -{}", child.id())]).status();
    let _ = child.wait();
}
