//! The walk where directories cannot be held open: every step is looked at before it is taken.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::{DEEPEST, Unread, Walk, below, is_page, passed_over, steps};
use crate::store::failure::io;
use crate::{Error, ErrorCode, Result};

/// A folder by its real path.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    pub fn open(path: &Path) -> Result<Self> {
        let root = fs::canonicalize(path).map_err(|error| io(&error, "read", path))?;
        if !root.is_dir() {
            return Err(Error::new(ErrorCode::Invalid, format!("{} is not a folder.", path.display())));
        }
        Ok(Self { root })
    }

    /// Every Markdown file below the root that can be a page.
    pub fn walk(&self) -> Walk {
        let mut walk = Walk::default();
        visit(&self.root, "", 0, &mut walk);
        walk.sorted()
    }

    /// The bytes of an ordinary file of at most `limit` bytes.
    pub fn read(&self, path: &str, limit: u64) -> std::result::Result<Vec<u8>, Unread> {
        let size = self.size(path)?;
        if size > limit {
            return Err(Unread::TooLarge(size));
        }
        let mut bytes = Vec::new();
        let file = fs::File::open(self.root.join(path)).map_err(|error| unread(&error))?;
        file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| unread(&error))?;
        if bytes.len() as u64 > limit { Err(Unread::TooLarge(bytes.len() as u64)) } else { Ok(bytes) }
    }

    /// The size of an ordinary file.
    pub fn size(&self, path: &str) -> std::result::Result<u64, Unread> {
        let mut at = self.root.clone();
        let mut last = None;
        for step in steps(path).ok_or(Unread::Link)? {
            at.push(step);
            let metadata = fs::symlink_metadata(&at).map_err(|error| unread(&error))?;
            if metadata.is_symlink() {
                return Err(Unread::Link);
            }
            last = Some(metadata);
        }
        last.filter(fs::Metadata::is_file).map(|metadata| metadata.len()).ok_or(Unread::Special)
    }
}

fn unread(error: &std::io::Error) -> Unread {
    match error.kind() {
        std::io::ErrorKind::NotFound => Unread::Missing,
        _ => Unread::Refused(error.to_string()),
    }
}

fn visit(folder: &Path, path: &str, depth: usize, walk: &mut Walk) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return walk.left_out.push((path.to_owned(), unread(&error))),
    };
    let mut entries: Vec<_> = entries.filter_map(std::result::Result::ok).collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        if walk.full(path) {
            return;
        }
        let raw = entry.file_name();
        let Some(name) = raw.to_str() else {
            walk.left_out.push((below(path, &raw.to_string_lossy()), Unread::Name));
            continue;
        };
        let here = below(path, name);
        match entry.file_type() {
            Ok(kind) if kind.is_symlink() => walk.left_out.push((here, Unread::Link)),
            Ok(kind) if kind.is_dir() && passed_over(name) => {}
            Ok(kind) if kind.is_dir() && depth + 1 >= DEEPEST => walk.left_out.push((here, Unread::TooDeep)),
            Ok(kind) if kind.is_dir() => visit(&entry.path(), &here, depth + 1, walk),
            Ok(kind) if kind.is_file() && is_page(name) => walk.files.push(here),
            Ok(_) => {}
            Err(error) => walk.left_out.push((here, unread(&error))),
        }
    }
}
