//! A display to open windows on: the one that is there, or a virtual one.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};

/// A virtual display; gone when dropped.
pub struct Virtual {
    server: Child,
    pub name: String,
}

impl Virtual {
    /// Starts Xvfb on a display it finds free itself. `size` as in `1440x900`.
    pub fn start(size: &str) -> Result<Self> {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", &format!("{size}x24"), "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("Xvfb could not be started; is the package xvfb installed?")?;
        let mut number = String::new();
        if let Some(said) = server.stdout.take() {
            BufReader::new(said).read_line(&mut number)?;
        }
        let name = format!(":{}", number.trim());
        let display = Self { server, name };
        if number.trim().is_empty() {
            bail!("No virtual display could be started: Xvfb ended at once.")
        }
        Ok(display)
    }
}

impl Drop for Virtual {
    /// Asked to end, not killed: a killed server leaves its lock behind. The shell asks, for a small system has no
    /// program of that name.
    fn drop(&mut self) {
        let asked = Command::new("sh").args(["-c", &format!("kill {}", self.server.id())]).status();
        if !asked.is_ok_and(|status| status.success()) {
            let _ = self.server.kill();
        }
        let _ = self.server.wait();
    }
}

/// True when a window would be seen by somebody.
pub fn present() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}
