//! Which library a command works on, and opening it.

use std::path::PathBuf;

use highbar_core::ErrorCode;
use highbar_core::library::Library;
use highbar_core::world::World;

use crate::args::Args;
use crate::failure::Failure;

/// `--library`, else `HIGHBAR_LIBRARY`, else the window's own.
fn path(args: &Args) -> Result<PathBuf, Failure> {
    match &args.library {
        Some(path) if !path.as_os_str().is_empty() => Ok(path.clone()),
        _ => Ok(Library::default_path()?),
    }
}

/// A library that is there.
pub fn existing(args: &Args) -> Result<Library, Failure> {
    let path = path(args)?;
    if !path.exists() {
        let message = format!(
            "There is no library at {}. Begin one with “highbar import FOLDER” or “highbar new TITLE”, name another with --library, or work on a folder with --from.",
            path.display()
        );
        return Err(Failure::new(ErrorCode::NotFound, message));
    }
    Ok(Library::open(&path, World::system())?)
}

/// A library that is made where there is none.
pub fn made(args: &Args) -> Result<Library, Failure> {
    Ok(Library::open(&path(args)?, World::system())?)
}
