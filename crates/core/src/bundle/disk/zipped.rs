//! A bundle as a zip file: same bundle, same bytes, whoever makes it and when.

use std::fs;
use std::io::{self, Cursor, Read, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::super::Bundle;
use super::super::manifest::{self, Earlier};
use super::{refused, swap, trouble};
use crate::Result;

/// Longest manifest that is read back, in bytes.
const MANIFEST_BYTES: u64 = 64 << 20;

/// Writes the archive beside `out` and renames it over. Answers with the manifest that was there.
pub fn write(bundle: &Bundle, out: &Path) -> Result<Earlier> {
    let earlier = replaceable(out)?;
    let bytes = archive(bundle).map_err(|error| trouble(&error, out))?;
    save(&bytes, out).map_err(|error| trouble(&error, out))?;
    Ok(earlier)
}

fn replaceable(out: &Path) -> Result<Earlier> {
    match fs::File::open(out) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Earlier::default()),
        Err(error) => Err(trouble(&error, out)),
        Ok(_) if out.is_dir() => Err(refused(out, "is a folder, not a zip file")),
        Ok(file) => earlier(file).ok_or_else(|| refused(out, "is not a Highbar export")),
    }
}

fn earlier(file: fs::File) -> Option<Earlier> {
    let mut archive = ZipArchive::new(file).ok()?;
    let entry = archive.by_name(manifest::NAME).ok()?;
    let mut bytes = Vec::new();
    entry.take(MANIFEST_BYTES).read_to_end(&mut bytes).ok()?;
    manifest::read(&bytes)
}

/// Sorted names, a fixed time, plain permissions.
fn archive(bundle: &Bundle) -> io::Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in &bundle.files {
        writer.start_file(path.as_str(), options)?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

fn save(bytes: &[u8], out: &Path) -> io::Result<()> {
    let parent = out.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".highbar-export-").tempfile_in(parent)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    readable(file.as_file())?;
    file.persist(out).map_err(|error| error.error)?;
    swap::sync_folder(parent)
}

/// Temporary files are private; an export is not.
#[cfg(unix)]
fn readable(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_file: &fs::File) -> io::Result<()> {
    Ok(())
}
