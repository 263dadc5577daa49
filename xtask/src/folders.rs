//! Where things lie in the checkout.

use std::path::{Path, PathBuf};

/// Top of the checkout.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

pub fn ui() -> PathBuf {
    root().join("ui")
}

/// Everything a command makes for itself goes below `target`.
pub fn made(name: &str) -> PathBuf {
    target().join("highbar").join(name)
}

fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// A program built by cargo, in `debug` or `release`.
pub fn program(profile: &str, name: &str) -> PathBuf {
    target().join(profile).join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}
