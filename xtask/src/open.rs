//! `cargo xtask run`: set up, build, and open the app on the sample library.

use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::Duration;
use std::{fs, thread};

use anyhow::{Context, Result, bail};

use crate::display::{self, Virtual};
use crate::packages::{self, For};
use crate::{folders, shell, ui};

pub fn run(arguments: &[String]) -> Result<()> {
    let release = arguments.iter().any(|argument| argument == "--release");
    packages::ensure(For::Window)?;
    ui::packages()?;
    ui::build()?;
    build(release)?;
    let profile = if release { "release" } else { "debug" };
    let library = sample(profile)?;
    let app = folders::program(profile, "highbar-desktop");
    if display::present() {
        shell::run(Command::new(app).arg("--library").arg(library))
    } else {
        unseen(&app, &library)
    }
}

fn build(release: bool) -> Result<()> {
    let mut command =
        shell::cargo(&folders::root(), &["build", "--locked", "-p", "highbar-desktop", "-p", "highbar-cli"]);
    if release {
        command.arg("--release");
    }
    shell::run(&mut command)
}

/// The sample library, made once from `guides/`; changes made in it are kept.
pub fn sample(profile: &str) -> Result<PathBuf> {
    let library = folders::made("sample.highbar");
    if !library.exists() {
        fs::create_dir_all(folders::made(""))?;
        let mut import = Command::new(folders::program(profile, "highbar"));
        import.arg("--library").arg(&library).arg("import").arg(folders::root().join("guides"));
        shell::run(&mut import)?;
    }
    Ok(library)
}

/// Nobody is looking: open it in a virtual display, keep a picture, close it.
fn unseen(app: &Path, library: &Path) -> Result<()> {
    println!("\nNo display here: opening the window in a virtual one.");
    let display = Virtual::start("1440x900")?;
    let mut window = Command::new("dbus-run-session")
        .arg("--")
        .arg(app)
        .arg("--library")
        .arg(library)
        .env("DISPLAY", &display.name)
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .env_remove("WAYLAND_DISPLAY")
        .spawn()
        .context("dbus-run-session could not be started; is the package dbus installed?")?;
    let picture = folders::made("window.png");
    let taken = photograph(&mut window, &display.name, &picture);
    close(&mut window, &display.name);
    taken?;
    println!("\nHighbar opened. A picture of its window: {}", picture.display());
    Ok(())
}

/// Waits until the window shows more than one flat colour, then saves it.
fn photograph(window: &mut Child, display: &str, picture: &Path) -> Result<()> {
    for _ in 0..60 {
        thread::sleep(Duration::from_millis(500));
        if let Some(status) = window.try_wait()? {
            bail!("the app ended before its window was drawn ({status})");
        }
        let shot = Command::new("import").args(["-display", display, "-window", "root"]).arg(picture).status();
        if shot.is_ok_and(|status| status.success()) && colours(picture)? > 64 {
            // Drawn; give fonts and lists a moment to settle, then keep the final picture.
            thread::sleep(Duration::from_secs(2));
            return shell::read(Command::new("import").args(["-display", display, "-window", "root"]).arg(picture))
                .map(drop);
        }
    }
    bail!("the window stayed empty for 30 s; the last picture is {}", picture.display())
}

fn colours(picture: &Path) -> Result<u32> {
    let count = shell::read(Command::new("identify").args(["-format", "%k"]).arg(picture))?;
    Ok(count.trim().parse().unwrap_or(0))
}

/// Closes as a person would, so that the library is left in order.
fn close(window: &mut Child, display: &str) {
    let _ =
        Command::new("xdotool").args(["search", "--name", "Highbar", "windowclose"]).env("DISPLAY", display).status();
    for _ in 0..40 {
        if matches!(window.try_wait(), Ok(Some(_))) {
            return;
        }
        thread::sleep(Duration::from_millis(100));
    }
    let _ = window.kill();
    let _ = window.wait();
}
