//! A screen seen from outside: real key events in, real pixels out, over the X protocol.
//!
//! What is measured is what a person at this display would get: nothing of the page is asked.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ConnectionExt as _, ImageFormat, KEY_PRESS_EVENT, KEY_RELEASE_EVENT};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

/// A connection to a display.
pub struct Screen {
    connection: RustConnection,
    root: u32,
}

/// A rectangle of the screen, in pixels.
#[derive(Clone, Copy)]
pub struct Region {
    pub x: i16,
    pub y: i16,
    pub width: u16,
    pub height: u16,
}

impl Screen {
    pub fn open(display: &str) -> Result<Self> {
        let (connection, number) = RustConnection::connect(Some(display)).context("the display does not answer")?;
        let root = connection.setup().roots.get(number).context("the display has no screen")?.root;
        Ok(Self { connection, root })
    }

    /// Pixels of a region, as the server sends them.
    pub fn pixels(&self, region: Region) -> Result<Vec<u8>> {
        let Region { x, y, width, height } = region;
        let image = self.connection.get_image(ImageFormat::Z_PIXMAP, self.root, x, y, width, height, !0)?;
        Ok(image.reply()?.data)
    }

    /// How many different pixels a region holds.
    pub fn colours(&self, region: Region) -> Result<usize> {
        let pixels = self.pixels(region)?;
        Ok(pixels.chunks_exact(4).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect::<HashSet<_>>().len())
    }

    /// Presses and releases a key by its code.
    pub fn press(&self, key: u8) -> Result<()> {
        for kind in [KEY_PRESS_EVENT, KEY_RELEASE_EVENT] {
            self.connection.xtest_fake_input(kind, key, 0, self.root, 0, 0, 0)?;
        }
        self.connection.flush()?;
        Ok(())
    }

    /// Code of the key with this symbol: a Latin letter is its own, others as X11 numbers them.
    pub fn key(&self, symbol: u32) -> Result<u8> {
        let setup = self.connection.setup();
        let (first, last) = (setup.min_keycode, setup.max_keycode);
        let map = self.connection.get_keyboard_mapping(first, last - first + 1)?.reply()?;
        let per = usize::from(map.keysyms_per_keycode).max(1);
        let at = map.keysyms.chunks(per).position(|symbols| symbols.first() == Some(&symbol));
        Ok(first + u8::try_from(at.context("no key has this symbol")?)?)
    }

    /// Milliseconds until a region differs from `before`; an error after a second.
    pub fn until_changed(&self, region: Region, before: &[u8], since: Instant) -> Result<f64> {
        while since.elapsed() < Duration::from_secs(1) {
            if self.pixels(region)? != before {
                return Ok(super::figures::milliseconds(since.elapsed()));
            }
            std::thread::sleep(Duration::from_micros(200));
        }
        bail!("the screen did not change within a second")
    }

    /// True when the region stays as it is: the control without which a change proves nothing.
    pub fn still(&self, region: Region, time: Duration) -> Result<bool> {
        let (began, before) = (Instant::now(), self.pixels(region)?);
        while began.elapsed() < time {
            if self.pixels(region)? != before {
                return Ok(false);
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        Ok(true)
    }
}
