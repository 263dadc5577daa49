//! What stands in for addresses in rendered HTML, and which images are shown at all.
//!
//! Every link becomes `guide-link://localhost/<n>`, every picture beside the guide
//! `guide-asset://localhost/<guide>/<path>`. The same address keeps its number as long as the
//! table lives, so that unchanged blocks stay unchanged.

use std::collections::HashMap;

use super::escape;
use crate::links::percent_decoded;

/// Longest picture that may stand in the text itself, as base64.
const LONGEST_DATA: usize = 2 * 1024 * 1024;

/// Addresses by number.
#[derive(Debug, Clone, Default)]
pub struct Addresses {
    guide: String,
    links: Vec<String>,
    numbers: HashMap<String, usize>,
}

impl Addresses {
    pub fn new(guide: &str) -> Self {
        Self { guide: guide.to_owned(), ..Self::default() }
    }

    /// The address as written behind a number.
    pub fn link(&self, number: usize) -> Option<&str> {
        self.links.get(number).map(String::as_str)
    }

    pub fn count(&self) -> usize {
        self.links.len()
    }

    /// What stands in for a link's address.
    pub fn stand_in(&mut self, href: &str) -> String {
        let number = match self.numbers.get(href) {
            Some(number) => *number,
            None => self.add(href),
        };
        format!("guide-link://localhost/{number}")
    }

    fn add(&mut self, href: &str) -> usize {
        self.links.push(href.to_owned());
        self.numbers.insert(href.to_owned(), self.links.len() - 1);
        self.links.len() - 1
    }

    /// What stands in for the path of a picture beside the guide.
    pub fn asset(&self, path: &str) -> String {
        let mut out = "guide-asset://localhost/".to_owned();
        escape::path(&mut out, &self.guide);
        out.push('/');
        escape::path(&mut out, path);
        out
    }
}

/// Where a picture comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picture {
    /// A file beside the guide: its path, decoded, without `./`.
    Beside(String),
    /// A small PNG, JPEG, GIF or WebP written into the text.
    Inside,
    /// Anything else; never loaded.
    Elsewhere,
}

/// Judges the address of a picture.
pub fn picture(src: &str) -> Picture {
    if is_inside(src) {
        return Picture::Inside;
    }
    let path = src.split(['?', '#']).next().unwrap_or_default();
    match String::from_utf8(percent_decoded(path.as_bytes())) {
        Ok(path) => beside(&path).map_or(Picture::Elsewhere, Picture::Beside),
        Err(_) => Picture::Elsewhere,
    }
}

fn is_inside(src: &str) -> bool {
    const TYPES: [&str; 4] = ["png", "jpeg", "gif", "webp"];
    let data = src.strip_prefix("data:image/").and_then(|rest| rest.split_once(";base64,"));
    data.is_some_and(|(kind, data)| {
        let plain = data.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'='));
        TYPES.contains(&kind) && data.len() <= LONGEST_DATA && plain
    })
}

/// A relative path that cannot climb, hide or name a device.
fn beside(path: &str) -> Option<String> {
    let path = path.trim_start_matches("./");
    let harmless = |segment: &str| {
        let odd = segment.contains(['%', '\\', ':']) || segment.chars().any(char::is_control);
        !matches!(segment, "" | "." | "..") && !odd
    };
    path.split('/').all(harmless).then(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_kept() {
        let mut addresses = Addresses::new("id é");
        assert_eq!(addresses.stand_in("/a"), "guide-link://localhost/0");
        assert_eq!(addresses.stand_in("/b"), "guide-link://localhost/1");
        assert_eq!(addresses.stand_in("/a"), "guide-link://localhost/0");
        assert_eq!((addresses.link(1), addresses.link(2)), (Some("/b"), None));
        assert_eq!(addresses.asset("img/a b.png"), "guide-asset://localhost/id%20%C3%A9/img/a%20b.png");
    }

    #[test]
    fn only_pictures_beside_and_inside_are_shown() {
        assert_eq!(picture("./img/a%20b.png?x#y"), Picture::Beside("img/a b.png".into()));
        assert_eq!(picture("data:image/png;base64,AAAA"), Picture::Inside);
        for src in [
            "",
            "https://a.b/c.png",
            "//a.b/c.png",
            "/c.png",
            "../c.png",
            "a/../c.png",
            "%2e%2e/c.png",
            "a%5cb.png",
            "a%00.png",
            "C:/x.png",
            "file:///x.png",
            "a%2525.png",
            "data:image/svg+xml;base64,AAAA",
            "data:image/png,AAAA",
            "data:text/html;base64,AAAA",
            "data:image/png;base64,A\"A",
            "javascript:x",
            "a//b.png",
        ] {
            assert_eq!(picture(src), Picture::Elsewhere, "{src}");
        }
    }
}
