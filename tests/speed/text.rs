//! Texts to measure on: the written sample guide, repeated under new headings to any size.

use std::fs;
use std::path::{Path, PathBuf};

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Body of the longest sample guide.
fn body() -> String {
    let guides = fs::read_dir(root().join("guides")).unwrap().flatten();
    let texts = guides.filter_map(|entry| fs::read_to_string(entry.path().join("index.md")).ok());
    let longest = texts.max_by_key(String::len).unwrap();
    longest.splitn(3, "---\n").nth(2).unwrap().trim_start().to_owned()
}

/// About `size` bytes of guide: real sentences, links, code and tables; no two parts alike.
pub fn guide(size: usize) -> String {
    let body = body();
    let mut text = String::with_capacity(size + body.len());
    for part in 1.. {
        if text.len() >= size {
            return text;
        }
        for line in body.lines() {
            text.push_str(line);
            // Numbers every paragraph, so that nothing is answered from a memory of the part before.
            if line.ends_with('.') {
                text.push_str(&format!(" Part {part} says so."));
            }
            text.push('\n');
        }
    }
    text
}

/// Case studies and stack pages of the sample, so that links of the copies lead somewhere.
pub fn pages(folder: &Path) {
    for section in ["case-studies", "stack"] {
        fs::create_dir_all(folder.join(section)).unwrap();
        for page in fs::read_dir(root().join("guides").join(section)).unwrap().flatten() {
            fs::copy(page.path(), folder.join(section).join(page.file_name())).unwrap();
        }
    }
}
