//! The walk on Unix: from one open directory to the next, links refused by the system itself.

use std::fs::File;
use std::io::Read as _;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;

use rustix::fs::{AtFlags, CWD, Dir, FileType, Mode, OFlags, fstat, openat, statat};
#[cfg(target_os = "linux")]
use rustix::fs::{ResolveFlags, openat2};
use rustix::io::Errno;

use super::{DEEPEST, Unread, Walk, below, is_page, passed_over, steps};
use crate::store::failure::io;
use crate::{Error, ErrorCode, Result};

/// An open folder.
#[derive(Debug)]
pub struct Folder {
    root: OwnedFd,
}

const FOLDER: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);
/// Never waits for the other end of a pipe.
const FILE: OFlags = OFlags::RDONLY.union(OFlags::NONBLOCK).union(OFlags::NOCTTY).union(OFlags::CLOEXEC);

impl Folder {
    /// The root itself may be reached through a link: the person named it.
    pub fn open(path: &Path) -> Result<Self> {
        let root = openat(CWD, path, FOLDER, Mode::empty()).map_err(|errno| match errno {
            Errno::NOTDIR => Error::new(ErrorCode::Invalid, format!("{} is not a folder.", path.display())),
            errno => io(&errno.into(), "read", path),
        })?;
        Ok(Self { root })
    }

    /// Every Markdown file below the root that can be a page.
    pub fn walk(&self) -> Walk {
        let mut walk = Walk::default();
        visit(self.root.as_fd(), "", 0, &mut walk);
        walk.sorted()
    }

    /// The bytes of an ordinary file of at most `limit` bytes.
    pub fn read(&self, path: &str, limit: u64) -> std::result::Result<Vec<u8>, Unread> {
        let (file, size) = self.file(path)?;
        if size > limit {
            return Err(Unread::TooLarge(size));
        }
        let mut bytes = Vec::with_capacity(size as usize);
        let read = File::from(file).take(limit + 1).read_to_end(&mut bytes);
        read.map_err(|error| Unread::Refused(error.to_string()))?;
        if bytes.len() as u64 > limit { Err(Unread::TooLarge(bytes.len() as u64)) } else { Ok(bytes) }
    }

    /// The size of an ordinary file.
    pub fn size(&self, path: &str) -> std::result::Result<u64, Unread> {
        self.file(path).map(|(_, size)| size)
    }

    fn file(&self, path: &str) -> std::result::Result<(OwnedFd, u64), Unread> {
        let steps = steps(path).ok_or(Unread::Link)?;
        let file = at_once(self.root.as_fd(), path).unwrap_or_else(|| self.step_by_step(&steps)).map_err(unread)?;
        let stat = fstat(&file).map_err(unread)?;
        match FileType::from_raw_mode(stat.st_mode) {
            FileType::RegularFile => Ok((file, stat.st_size.unsigned_abs())),
            _ => Err(Unread::Special),
        }
    }

    fn step_by_step(&self, steps: &[&str]) -> std::result::Result<OwnedFd, Errno> {
        let (name, folders) = steps.split_last().ok_or(Errno::NOENT)?;
        let mut here: Option<OwnedFd> = None;
        for folder in folders {
            let from = here.as_ref().map_or(self.root.as_fd(), |fd| fd.as_fd());
            here = Some(openat(from, *folder, FOLDER | OFlags::NOFOLLOW, Mode::empty())?);
        }
        let from = here.as_ref().map_or(self.root.as_fd(), |fd| fd.as_fd());
        openat(from, *name, FILE | OFlags::NOFOLLOW, Mode::empty())
    }
}

/// All steps as one where the system can take them so; it refuses links on the way as the single steps do. `None`
/// where it cannot, or where somebody moved folders meanwhile.
#[cfg(target_os = "linux")]
fn at_once(root: BorrowedFd<'_>, path: &str) -> Option<std::result::Result<OwnedFd, Errno>> {
    let resolve = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS;
    match openat2(root, path, FILE | OFlags::NOFOLLOW, Mode::empty(), resolve) {
        Err(Errno::NOSYS | Errno::PERM | Errno::AGAIN) => None,
        opened => Some(opened),
    }
}

#[cfg(not(target_os = "linux"))]
fn at_once(_: BorrowedFd<'_>, _: &str) -> Option<std::result::Result<OwnedFd, Errno>> {
    None
}

fn unread(errno: Errno) -> Unread {
    match errno {
        Errno::NOENT => Unread::Missing,
        Errno::LOOP | Errno::NOTDIR => Unread::Link,
        Errno::NXIO | Errno::ISDIR => Unread::Special,
        errno => Unread::Refused(std::io::Error::from(errno).to_string()),
    }
}

fn visit(folder: BorrowedFd<'_>, path: &str, depth: usize, walk: &mut Walk) {
    let entries = match Dir::read_from(folder) {
        Ok(entries) => entries,
        Err(errno) => return walk.left_out.push((path.to_owned(), unread(errno))),
    };
    let mut entries: Vec<_> = entries.filter_map(std::result::Result::ok).collect();
    entries.sort_by(|a, b| a.file_name().cmp(b.file_name()));
    for entry in entries {
        if entry.file_name() == c"." || entry.file_name() == c".." {
            continue;
        }
        if walk.full(path) {
            return;
        }
        let raw = entry.file_name();
        match raw.to_str() {
            Ok(name) => step(folder, raw, &below(path, name), name, entry.file_type(), depth, walk),
            Err(_) => walk.left_out.push((below(path, &raw.to_string_lossy()), Unread::Name)),
        }
    }
}

fn step(
    folder: BorrowedFd<'_>,
    raw: &std::ffi::CStr,
    path: &str,
    name: &str,
    kind: FileType,
    depth: usize,
    walk: &mut Walk,
) {
    let kind = match kind {
        FileType::Unknown => statat(folder, raw, AtFlags::SYMLINK_NOFOLLOW)
            .map_or(FileType::Unknown, |stat| FileType::from_raw_mode(stat.st_mode)),
        known => known,
    };
    match kind {
        FileType::Directory if passed_over(name) => {}
        FileType::Directory if depth + 1 >= DEEPEST => walk.left_out.push((path.to_owned(), Unread::TooDeep)),
        FileType::Directory => match openat(folder, raw, FOLDER | OFlags::NOFOLLOW, Mode::empty()) {
            Ok(inner) => visit(inner.as_fd(), path, depth + 1, walk),
            Err(errno) => walk.left_out.push((path.to_owned(), unread(errno))),
        },
        FileType::RegularFile if is_page(name) => walk.files.push(path.to_owned()),
        FileType::RegularFile => {}
        FileType::Symlink => walk.left_out.push((path.to_owned(), Unread::Link)),
        _ => walk.left_out.push((path.to_owned(), Unread::Special)),
    }
}
