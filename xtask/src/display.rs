//! A display to open windows on: the one that is there, or a virtual one.

use std::process::{Child, Command, Stdio};
use std::time::Duration;
use std::{fs, thread};

use anyhow::{Context, Result, bail};

/// A virtual display; gone when dropped.
pub struct Virtual {
    server: Child,
    pub name: String,
}

impl Virtual {
    /// Starts Xvfb on the first free display. `size` as in `1440x900`.
    pub fn start(size: &str) -> Result<Self> {
        for number in 90..200 {
            if fs::exists(format!("/tmp/.X{number}-lock")).unwrap_or(true) {
                continue;
            }
            if let Some(display) = Self::try_start(number, size)? {
                return Ok(display);
            }
        }
        bail!("No virtual display could be started. Is the package xvfb installed?")
    }

    fn try_start(number: u32, size: &str) -> Result<Option<Self>> {
        let name = format!(":{number}");
        let screen = format!("{size}x24");
        let mut server = Command::new("Xvfb")
            .args([&name, "-screen", "0", &screen, "-nolisten", "tcp"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("Xvfb could not be started; is the package xvfb installed?")?;
        for _ in 0..50 {
            thread::sleep(Duration::from_millis(100));
            if server.try_wait()?.is_some() {
                return Ok(None);
            }
            if fs::exists(format!("/tmp/.X11-unix/X{number}")).unwrap_or(false) {
                return Ok(Some(Self { server, name }));
            }
        }
        server.kill()?;
        Ok(None)
    }
}

impl Drop for Virtual {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// True when a window would be seen by somebody.
pub fn present() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}
