//! Putting a finished folder in the place of an old one, and making sure it is on the disk.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::Path;

/// Moves `fresh` to `out`. What was at `out` ends up below `scratch`, which the caller throws away.
pub fn replace(fresh: &Path, out: &Path, scratch: &Path) -> io::Result<()> {
    if out.exists() {
        exchange(fresh, out, &scratch.join("replaced"))?;
    } else {
        fs::rename(fresh, out)?;
    }
    sync_folder(out.parent().unwrap_or(Path::new(".")))
}

/// One step where the system offers it: at no moment is nothing there.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(fresh: &Path, out: &Path, aside: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    match renameat_with(CWD, fresh, CWD, out, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(()),
        Err(_) => two_steps(fresh, out, aside),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(fresh: &Path, out: &Path, aside: &Path) -> io::Result<()> {
    two_steps(fresh, out, aside)
}

/// The old one aside, the new one in; back again when the second step fails.
fn two_steps(fresh: &Path, out: &Path, aside: &Path) -> io::Result<()> {
    fs::rename(out, aside)?;
    fs::rename(fresh, out).inspect_err(|_| {
        let _ = fs::rename(aside, out);
    })
}

/// Everything below `root` onto the disk: one call for the whole file system on Linux, which is many
/// times faster than one per file.
#[cfg(target_os = "linux")]
pub fn sync_all<'f>(root: &Path, _files: impl Iterator<Item = &'f str>, _folders: &BTreeSet<&Path>) -> io::Result<()> {
    rustix::fs::syncfs(File::open(root)?)?;
    Ok(())
}

#[cfg(not(target_os = "linux"))]
pub fn sync_all<'f>(root: &Path, files: impl Iterator<Item = &'f str>, folders: &BTreeSet<&Path>) -> io::Result<()> {
    for file in files {
        File::open(root.join(file))?.sync_all()?;
    }
    for folder in folders {
        sync_folder(&root.join(folder))?;
    }
    sync_folder(root)
}

#[cfg(unix)]
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
pub fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}
