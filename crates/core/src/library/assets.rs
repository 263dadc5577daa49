//! Images of guides: known by their content, named sanely, kept once.

use super::Library;
use crate::{Error, ErrorCode, Result};

/// Largest file kept, in bytes.
const LARGEST: usize = 32 * 1024 * 1024;

/// A file of a guide with its type by content, never by name.
#[derive(Debug, Clone)]
pub struct Asset {
    pub media_type: &'static str,
    pub bytes: Vec<u8>,
}

impl Library {
    /// An image of a guide, for the preview.
    pub fn asset(&self, id: &str, path: &str) -> Result<Asset> {
        let bytes = self.read(|tables| tables.asset_bytes(tables.entry(id)?.key, path))?;
        Ok(Asset { media_type: media_type(&bytes).unwrap_or("application/octet-stream"), bytes })
    }

    /// Stores an image beside a guide; answers with the path the text should name.
    pub fn add_asset(&self, id: &str, name: &str, bytes: &[u8]) -> Result<String> {
        if bytes.len() > LARGEST {
            return Err(Error::new(ErrorCode::Invalid, "That file is larger than 32 MiB. Make it smaller first."));
        }
        let Some(extension) = media_type(bytes).and_then(extension) else {
            return Err(Error::new(
                ErrorCode::Invalid,
                "That is not an image Highbar knows (PNG, JPEG, GIF, WebP, AVIF or SVG). Nothing was added.",
            ));
        };
        let at = self.now();
        let path = self.write(|tables| {
            let key = tables.entry(id)?.key;
            let known = tables.assets(key)?;
            let hash = blake3::hash(bytes);
            if let Some(same) = known.iter().find(|asset| asset.hash == hash.as_bytes()[..]) {
                return Ok(same.path.clone());
            }
            let path = free_name(name, extension, |path| known.iter().any(|asset| asset.path == path));
            tables.set_asset(key, &path, bytes, &at)?;
            Ok(path)
        })?;
        self.refresh_assets(id)?;
        Ok(path)
    }
}

/// `Screen Shot (2).PNG` → `screen-shot-2.png`, numbered when taken.
fn free_name(name: &str, extension: &str, taken: impl Fn(&str) -> bool) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let stem = slug::slugify(stem);
    let stem = if stem.is_empty() { "image" } else { &stem[..stem.len().min(60)] };
    let mut path = format!("{stem}.{extension}");
    let mut number = 2;
    while taken(&path) {
        path = format!("{stem}-{number}.{extension}");
        number += 1;
    }
    path
}

/// The type of an image by its first bytes; `None` for anything else.
pub(super) fn media_type(bytes: &[u8]) -> Option<&'static str> {
    let known = infer::get(bytes).map(|kind| kind.mime_type());
    match known {
        Some(kind @ ("image/png" | "image/jpeg" | "image/gif" | "image/webp" | "image/avif")) => Some(kind),
        _ => is_svg(bytes).then_some("image/svg+xml"),
    }
}

fn is_svg(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let head: String = text.chars().take(2000).collect();
    text.starts_with("<svg")
        || ((text.starts_with("<?xml") || text.starts_with("<!--") || text.starts_with("<!DOCTYPE svg"))
            && head.contains("<svg"))
}

fn extension(media_type: &str) -> Option<&'static str> {
    Some(match media_type {
        "image/png" => "png",
        "image/jpeg" => "jpg",
        "image/gif" => "gif",
        "image/webp" => "webp",
        "image/avif" => "avif",
        "image/svg+xml" => "svg",
        _ => return None,
    })
}
