//! Bundles on their way to a folder or a zip file: whole or not at all.
//!
//! Everything is written beside the destination, synced, and put in its place by one rename; a crash
//! leaves the old bundle or the new one. Nothing that is not a Highbar bundle is ever replaced.

mod folder;
mod swap;
mod zipped;

use std::io;
use std::path::{Path, PathBuf};

use super::Bundle;
use super::manifest::{self, Earlier};
use crate::view::Exported;
use crate::{Error, ErrorCode, Result};

/// Where a bundle goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Container {
    Folder,
    Zip,
}

/// Writes the bundle to `out`, replacing the bundle of an earlier export. Refuses to replace
/// anything that is not a Highbar bundle.
pub fn write(bundle: &Bundle, out: &Path, container: Container) -> Result<Exported> {
    let out = destination(out)?;
    let earlier = match container {
        Container::Folder => folder::write(bundle, &out)?,
        Container::Zip => zipped::write(bundle, &out)?,
    };
    Ok(report(bundle, &out, &earlier))
}

/// The destination with a parent that exists; a link is not followed.
fn destination(out: &Path) -> Result<PathBuf> {
    let Some(name) = out.file_name() else {
        return Err(Error::new(ErrorCode::Invalid, format!("{} does not name a folder to write.", out.display())));
    };
    let parent = match out.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(parent).map_err(|error| trouble(&error, parent))?;
    let out = parent.join(name);
    if std::fs::symlink_metadata(&out).is_ok_and(|found| found.is_symlink()) {
        let message =
            format!("{} is a link. Nothing was written. Name the folder it points to instead.", out.display());
        return Err(Error::new(ErrorCode::Invalid, message));
    }
    Ok(out)
}

fn report(bundle: &Bundle, out: &Path, earlier: &Earlier) -> Exported {
    let known: std::collections::BTreeMap<&str, &str> =
        earlier.files.iter().map(|file| (file.path.as_str(), file.sha256.as_str())).collect();
    let own: Vec<(&String, &Vec<u8>)> = bundle.files.iter().filter(|(path, _)| *path != manifest::NAME).collect();
    let same = crate::parallel::map(&own, |(path, bytes)| {
        known.get(path.as_str()).is_some_and(|old| *old == manifest::sha256(bytes))
    });
    let unchanged = same.iter().filter(|same| **same).count();
    let removed = known.keys().filter(|path| !bundle.files.contains_key(**path)).count();
    Exported {
        path: out.display().to_string(),
        files: count(bundle.files.len()),
        changed: count(own.len() - unchanged),
        unchanged: count(unchanged),
        removed: count(removed),
        manifest: bundle.files.get(manifest::NAME).map(|bytes| manifest::sha256(bytes)).unwrap_or_default(),
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// What went wrong at `path`, what is safe, and what to do.
fn trouble(error: &io::Error, path: &Path) -> Error {
    let place = path.display();
    let (code, message) = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => (
            ErrorCode::DiskFull,
            format!(
                "The disk that holds {place} is full. What was there before is untouched. Free some space, or export elsewhere."
            ),
        ),
        io::ErrorKind::ReadOnlyFilesystem => (
            ErrorCode::Unreachable,
            format!("{place} is on a disk that can only be read. Nothing was changed. Export elsewhere."),
        ),
        io::ErrorKind::PermissionDenied => (
            ErrorCode::Unreachable,
            format!(
                "{place} may not be written. Nothing was changed. Ask for the right to write there, or export elsewhere."
            ),
        ),
        _ => (
            ErrorCode::Unreachable,
            format!("{place} could not be written ({error}). What was there before is untouched."),
        ),
    };
    Error::new(code, message)
}

/// Refusal to replace what nobody asked to lose.
fn refused(out: &Path, why: &str) -> Error {
    let message = format!(
        "{} {why}. Nothing was changed. Choose an empty folder, a new name, or an earlier export.",
        out.display()
    );
    Error::new(ErrorCode::Invalid, message)
}
