//! System packages: installed through apt where that may be done, named exactly where it may not.
//!
//! Only Debian and its kin are set up by itself. Elsewhere the needs are said in words.

use std::process::Command;

use anyhow::{Result, bail};

use crate::shell;

/// What the window needs to be built and shown, with or without a display.
const WINDOW: &[&str] = &[
    "build-essential",
    "pkg-config",
    "libwebkit2gtk-4.1-dev",
    "librsvg2-dev",
    "xvfb",
    "dbus",
    "xdotool",
    "imagemagick",
];
/// What the tests drive besides.
const TESTS: &[&str] = &["webkit2gtk-driver", "hugo", "git"];
/// Peers of the benchmarks.
const PEERS: &[&str] = &["chromium"];

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum For {
    Window,
    Tests,
    Benchmarks,
}

/// Installs what is missing, or says the one line that does.
pub fn ensure(purpose: For) -> Result<()> {
    if !cfg!(target_os = "linux") {
        return elsewhere();
    }
    if !shell::exists("dpkg-query") {
        println!(
            "No Debian package tools here. Highbar needs WebKitGTK 4.1 with headers, a C compiler and pkg-config;"
        );
        println!(
            "the tests also need WebKitWebDriver, Xvfb, dbus-run-session, xdotool, ImageMagick and Hugo. Going on."
        );
        return Ok(());
    }
    let missing = missing(purpose);
    if missing.is_empty() { Ok(()) } else { install(&missing) }
}

fn elsewhere() -> Result<()> {
    println!("Set-up by itself is for Debian. Here Highbar needs Rust, Node 20 and the system's web view");
    println!("(macOS 13: Xcode command line tools; Windows 10: WebView2 and the MSVC build tools). Going on.");
    Ok(())
}

fn missing(purpose: For) -> Vec<&'static str> {
    let mut wanted = WINDOW.to_vec();
    if purpose != For::Window {
        wanted.extend(TESTS);
    }
    if purpose == For::Benchmarks {
        wanted.extend(PEERS);
    }
    wanted.into_iter().filter(|package| !installed(package)).collect()
}

fn installed(package: &str) -> bool {
    shell::read(Command::new("dpkg-query").args(["-W", "-f=${Status}", package]))
        .is_ok_and(|status| status.trim() == "install ok installed")
}

fn install(packages: &[&str]) -> Result<()> {
    let line = format!("apt-get install --yes --no-install-recommends {}", packages.join(" "));
    let root = shell::read(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    let sudo = !root && shell::succeeds(Command::new("sudo").args(["-n", "true"]));
    if !root && !sudo {
        bail!("Some system packages are missing and need root. Run this, then try again:\n\n  sudo {line}\n");
    }
    let before = if root { "" } else { "sudo " };
    let script = format!("export DEBIAN_FRONTEND=noninteractive; {before}apt-get update -q && {before}{line}");
    shell::run(Command::new("sh").args(["-c", &script]))
}
