//! A bundle as a folder.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use super::super::Bundle;
use super::super::manifest::{self, Earlier};
use super::{refused, swap, trouble};
use crate::Result;

/// Left behind by file managers; nobody misses them.
const LITTER: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];
/// Named in a refusal; the rest is counted.
const NAMED: usize = 3;

/// Writes the folder anew beside `out` and swaps the two. Answers with the manifest that was there.
pub fn write(bundle: &Bundle, out: &Path) -> Result<Earlier> {
    let earlier = replaceable(out)?;
    let parent = out.parent().unwrap_or(Path::new("."));
    let fresh = tempfile::Builder::new()
        .prefix(".highbar-export-")
        .tempdir_in(parent)
        .map_err(|error| trouble(&error, parent))?;
    let content = fresh.path().join("bundle");
    fill(bundle, &content, out).map_err(|error| trouble(&error, out))?;
    swap::replace(&content, out, fresh.path()).map_err(|error| trouble(&error, out))?;
    Ok(earlier)
}

/// The manifest of the bundle at `out`, an empty one where nothing is; an error where something else
/// is, or where files lie that no export put there.
fn replaceable(out: &Path) -> Result<Earlier> {
    let found = match fs::symlink_metadata(out) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Earlier::default()),
        Err(error) => return Err(trouble(&error, out)),
        Ok(found) => found,
    };
    if !found.is_dir() {
        return Err(refused(out, "is a file, not a folder"));
    }
    let present = present(out).map_err(|error| trouble(&error, out))?;
    if present.is_empty() {
        return Ok(Earlier::default());
    }
    let bytes = fs::read(out.join(manifest::NAME)).unwrap_or_default();
    let Some(earlier) = manifest::read(&bytes) else {
        return Err(refused(out, "holds files and is not a Highbar export"));
    };
    let known: BTreeSet<&str> = earlier.files.iter().map(|file| file.path.as_str()).chain([manifest::NAME]).collect();
    let foreign: Vec<&String> = present.iter().filter(|path| !known.contains(path.as_str())).collect();
    if foreign.is_empty() { Ok(earlier) } else { Err(refused(out, &foreigners(&foreign))) }
}

fn foreigners(paths: &[&String]) -> String {
    let named: Vec<&str> = paths.iter().take(NAMED).map(|path| path.as_str()).collect();
    let more = if paths.len() > NAMED { format!(" and {} more", paths.len() - NAMED) } else { String::new() };
    format!("holds files that no export put there ({}{more})", named.join(", "))
}

/// Every file below a folder, `/` between segments. Links count as files. A folder deeper than any
/// export makes is named itself.
fn present(root: &Path) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder))? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            if entry.file_type()?.is_dir() && path.split('/').count() < 64 {
                folders.push(path);
            } else if !LITTER.contains(&name.as_str()) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Writes every file below `content`; a file that `out` already holds byte for byte is linked, so
/// that its times stay.
fn fill(bundle: &Bundle, content: &Path, out: &Path) -> io::Result<()> {
    let folders: BTreeSet<&Path> = bundle.files.keys().filter_map(|path| Path::new(path).parent()).collect();
    fs::create_dir(content)?;
    for folder in &folders {
        fs::create_dir_all(content.join(folder))?;
    }
    for (path, bytes) in &bundle.files {
        let target = content.join(path);
        let old = out.join(path);
        let same = fs::metadata(&old).is_ok_and(|found| found.is_file() && found.len() == bytes.len() as u64)
            && fs::read(&old).is_ok_and(|there| there == *bytes);
        if !(same && fs::hard_link(&old, &target).is_ok()) {
            File::create_new(&target)?.write_all(bytes)?;
        }
    }
    swap::sync_all(content, bundle.files.keys().map(String::as_str), &folders)
}
