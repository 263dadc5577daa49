//! Names that every file system can hold: one function for folders and files alike.
//!
//! Linux, Windows and macOS disagree about letters, dots and devices; a bundle must unpack on all of
//! them with nothing overwritten. Same names in, same names out, whatever system exports. Reads no
//! disk: uniqueness is judged among the names given out so far.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longest name of one file or folder, in bytes.
pub const SEGMENT_BYTES: usize = 120;
/// Longest path inside a bundle, in bytes; a deeper one keeps its last segment only.
const PATH_BYTES: usize = 180;
/// An extension longer than this is part of the name.
const EXTENSION_BYTES: usize = 12;

/// One file or folder name, safe everywhere; `fallback` when nothing of it can stay.
pub fn segment(name: &str, fallback: &str) -> String {
    let plain: String = name.nfc().filter_map(plain_char).collect();
    let joined = collapse(&plain);
    let trimmed = joined.trim_matches(['-', '.', '_']);
    let kept = if trimmed.is_empty() { fallback } else { trimmed };
    let kept = if reserved(name) || reserved(kept) { format!("_{kept}") } else { kept.to_owned() };
    shorten(&kept)
}

/// Letters, digits and marks of every script, `-`, `_` and `.` stay; what cannot be seen goes; all
/// else becomes a hyphen.
fn plain_char(c: char) -> Option<char> {
    match c {
        '\u{FE00}'..='\u{FE0F}' | '\u{E0000}'..='\u{E0FFF}' | '\u{200B}'..='\u{200F}' | '\u{FEFF}' => None,
        '-' | '_' | '.' => Some(c),
        c if c.is_alphanumeric() || is_combining_mark(c) => Some(c),
        _ => Some('-'),
    }
}

/// Runs of hyphens become one.
fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !(c == '-' && out.ends_with('-')) {
            out.push(c);
        }
    }
    out
}

/// Names that Windows keeps for devices, with any extension.
fn reserved(name: &str) -> bool {
    let stem = name.split(['.', ':']).next().unwrap_or_default().trim().to_uppercase();
    if matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") {
        return true;
    }
    let Some(number) = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT")) else { return false };
    let mut rest = number.chars();
    matches!((rest.next(), rest.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
}

/// Cuts the stem, not the extension, on a character boundary.
fn shorten(name: &str) -> String {
    with_suffix(name, "")
}

/// `name-2.png` for `name.png` and `-2`, within the limit.
fn with_suffix(name: &str, suffix: &str) -> String {
    let (stem, extension) = split(name);
    let room = SEGMENT_BYTES.saturating_sub(extension.len() + suffix.len());
    let mut end = stem.len().min(room);
    while !stem.is_char_boundary(end) {
        end -= 1;
    }
    let stem = if end < stem.len() { stem[..end].trim_end_matches(['-', '.']) } else { stem };
    format!("{stem}{suffix}{extension}")
}

/// Stem, and extension with its dot.
fn split(name: &str) -> (&str, &str) {
    match name.rfind('.') {
        Some(at) if at > 0 && name.len() - at <= EXTENSION_BYTES => name.split_at(at),
        _ => (name, ""),
    }
}

/// What the least exact file system compares: compatibility forms and case folded.
fn key(name: &str) -> String {
    name.nfkc().flat_map(char::to_uppercase).flat_map(char::to_lowercase).nfkc().collect()
}

/// Paths given out in one folder. Files and folders never meet under one name.
#[derive(Debug, Default)]
pub struct Names {
    files: BTreeSet<String>,
    folders: BTreeSet<String>,
}

impl Names {
    /// Nobody else gets `path`.
    pub fn keep(&mut self, path: &str) {
        self.files.insert(key(path));
    }

    /// A safe path for `wanted` (segments apart by `/` or `\`), unlike any given out before.
    pub fn path(&mut self, wanted: &str, fallback: &str) -> String {
        let mut segments: Vec<String> = wanted
            .split(['/', '\\'])
            .filter(|part| !matches!(part.trim(), "" | "." | ".."))
            .map(|part| segment(part, fallback))
            .collect();
        let last = segments.pop().unwrap_or_else(|| segment("", fallback));
        if segments.iter().map(|part| part.len() + 1).sum::<usize>() + last.len() > PATH_BYTES {
            segments.clear();
        }
        let mut at = String::new();
        for folder in segments {
            at = self.folder(&at, &folder);
        }
        self.file(&at, &last)
    }

    /// A folder may be entered twice, but only where no file stands.
    fn folder(&mut self, inside: &str, name: &str) -> String {
        let path = first_free(inside, name, |path| !self.files.contains(path));
        self.folders.insert(key(&path));
        path + "/"
    }

    fn file(&mut self, inside: &str, name: &str) -> String {
        let path = first_free(inside, name, |path| !self.files.contains(path) && !self.folders.contains(path));
        self.files.insert(key(&path));
        path
    }
}

/// `name`, `name-2`, `name-3` … until `free` agrees with its key.
fn first_free(inside: &str, name: &str, free: impl Fn(&str) -> bool) -> String {
    let mut path = format!("{inside}{name}");
    let mut number = 2_u32;
    while !free(&key(&path)) {
        path = format!("{inside}{}", with_suffix(name, &format!("-{number}")));
        number += 1;
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_names_stay() {
        for name in ["diagram.png", "p95_before-after.v2.svg", "схема.png", "指南.md", "README"] {
            assert_eq!(segment(name, "file"), name);
        }
    }

    #[test]
    fn devices_of_windows_are_escaped_everywhere() {
        for name in ["CON.md", "con", "AUX", "Lpt¹.md", "COM6.tar.gz", "CONIN$.md", "NUL "] {
            assert!(segment(name, "file").starts_with('_'), "{name}");
        }
        assert_eq!(segment("COM.md", "file"), "COM.md");
        assert_eq!(segment("LPT10", "file"), "LPT10");
    }

    #[test]
    fn what_a_system_would_misread_is_replaced() {
        assert_eq!(segment("a.md:stream", "file"), "a.md-stream");
        assert_eq!(segment("..", "file"), "file");
        assert_eq!(segment("a. ", "file"), "a");
        assert_eq!(segment(".git", "file"), "git");
        assert_eq!(segment("--help.md", "file"), "help.md");
        assert_eq!(segment("a\u{202e}gpj.exe", "file"), "a-gpj.exe");
        assert_eq!(segment("a\n# h.md", "file"), "a-h.md");
    }

    #[test]
    fn long_names_keep_their_extension() {
        let name = segment(&format!("{}.png", "é".repeat(200)), "file");
        assert!(name.len() <= SEGMENT_BYTES && name.ends_with("é.png"), "{name}");
    }

    #[test]
    fn a_second_name_that_looks_the_same_gets_a_number() {
        let mut names = Names::default();
        names.keep("index.md");
        let given: Vec<String> = ["Index.MD", "a.png", "A.png", "./a.png", "a.png/b", "straße", "STRASSE"]
            .iter()
            .map(|n| names.path(n, "file"))
            .collect();
        assert_eq!(given, ["Index-2.MD", "a.png", "A-2.png", "a-3.png", "a-4.png/b", "straße", "STRASSE-2"]);
    }

    #[test]
    fn paths_stay_inside() {
        let mut names = Names::default();
        assert_eq!(names.path("a/../../x.md", "file"), "a/x.md");
        assert_eq!(names.path("C:\\x.md", "file"), "C/x.md");
        assert_eq!(names.path("/", "file"), "file");
        assert_eq!(names.path(&"d/".repeat(150), "file").split('/').count(), 1);
    }
}
