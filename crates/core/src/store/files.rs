//! The library's files on disk: private to their owner, and where they lie.

use std::fs;
use std::path::{Path, PathBuf};

use super::failure::io;
use crate::{Error, ErrorCode, Result};

/// Makes the folder and the file if they are not there, readable by their owner alone. Answers with a
/// warning when others may write into the folder.
pub(super) fn prepare(path: &Path) -> Result<String> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.exists()) {
        create_private_folder(folder).map_err(|error| io(&error, "create", folder))?;
    }
    if path.is_dir() {
        let message = format!("{} is a folder. A library is one file; name a file.", path.display());
        return Err(Error::new(ErrorCode::Invalid, message));
    }
    if !path.exists() {
        create_private_file(path).map_err(|error| io(&error, "create", path))?;
    }
    Ok(folder.filter(|folder| open_to_all(folder)).map(warning).unwrap_or_default())
}

fn warning(folder: &Path) -> String {
    format!("Everybody on this computer may write into {}. Move the library, or close the folder.", folder.display())
}

/// True for an empty file, and for one that starts like a database. One that cannot be read is left to
/// SQLite's own answer.
pub(super) fn is_database(path: &Path) -> bool {
    use std::io::Read as _;
    let mut start = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(16).read_to_end(&mut start));
    read.is_err() || start.is_empty() || start == b"SQLite format 3\0"
}

/// True when the file and, for SQLite's log, its folder may be written. Where the system cannot be
/// asked, that is found out by writing.
#[cfg(unix)]
pub(super) fn writable(path: &Path) -> bool {
    use rustix::fs::{Access, access};
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    [path, folder].iter().all(|place| access(*place, Access::WRITE_OK).is_ok())
}

#[cfg(not(unix))]
pub(super) fn writable(path: &Path) -> bool {
    fs::OpenOptions::new().read(true).write(true).open(path).is_ok()
}

/// Takes away what a killed program left half written.
pub(super) fn sweep(path: &Path) {
    for suffix in [".new", ".backup.new"] {
        let _ = fs::remove_file(beside(path, suffix));
    }
}

/// `library.highbar` → `library.highbar<suffix>`.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(suffix);
    path.with_file_name(name)
}

/// Makes a rename last through a power cut.
pub(super) fn sync_folder_of(path: &Path) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if cfg!(unix) { fs::File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(unix)]
fn create_private_folder(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn create_private_folder(folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)
}

#[cfg(unix)]
pub(super) fn create_private_file(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt as _;
    fs::OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(path).map(drop)
}

#[cfg(not(unix))]
pub(super) fn create_private_file(path: &Path) -> std::io::Result<()> {
    fs::OpenOptions::new().write(true).create(true).truncate(false).open(path).map(drop)
}

/// Writable by everybody, and not a shared folder where each keeps to their own files.
#[cfg(unix)]
fn open_to_all(folder: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(folder).is_ok_and(|found| found.permissions().mode() & 0o1002 == 0o002)
}

#[cfg(not(unix))]
fn open_to_all(_folder: &Path) -> bool {
    false
}
