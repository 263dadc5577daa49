//! Raw HTML on its way to the wall: pictures that are not shown become boxes with their address, and
//! tags are counted, since the time the wall takes grows with the square of the depth.

use std::collections::HashMap;

use super::addresses::{Picture, picture};
use super::escape;
use crate::markdown::{Piece, RawTag, pieces};

/// Tags with more attributes are left out.
const ATTRIBUTES: usize = 100;

/// Writes raw HTML as it is, but for pictures from elsewhere and absurd tags.
pub fn write(out: &mut String, html: &str) {
    for (piece, range) in pieces(html) {
        match piece {
            Piece::Tag(tag) if tag.attributes.len() > ATTRIBUTES => {}
            Piece::Tag(tag) if is_elsewhere(&tag) => {
                placeholder(out, tag.attribute("src").unwrap_or_default(), tag.attribute("alt").unwrap_or_default());
            }
            _ => out.push_str(&html[range]),
        }
    }
}

fn is_elsewhere(tag: &RawTag) -> bool {
    tag.name == "img" && !tag.closing && picture(tag.attribute("src").unwrap_or_default()) == Picture::Elsewhere
}

/// Stands where a picture would: what it shows, and where it lies.
pub fn placeholder(out: &mut String, src: &str, alt: &str) {
    out.push_str("<span class=\"picture-elsewhere\">");
    escape::text(out, if alt.trim().is_empty() { "Picture not shown" } else { alt });
    out.push_str(" <code>");
    escape::text(out, src.get(..src.floor_char_boundary(200)).unwrap_or_default());
    out.push_str("</code></span>");
}

/// Elements without an end.
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// How hard HTML is to sanitise.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Weight {
    /// Most elements open at one place.
    pub depth: usize,
    /// Sum over all elements of those open around them.
    pub work: usize,
}

/// Steps the wall needs to write the texts between tags: for every character it escapes it looks ahead
/// to the next tag.
pub fn escaping(html: &str) -> usize {
    let (mut steps, mut escapes, mut length) = (0, 0, 0);
    for byte in html.bytes() {
        match byte {
            b'<' | b'>' => {
                steps += escapes * length;
                (escapes, length) = (0, 0);
            }
            _ => {
                escapes += usize::from(matches!(byte, b'&' | 0xc2));
                length += 1;
            }
        }
    }
    steps + escapes * length
}

/// Weighs HTML by counting tags. Counts too much rather than too little.
pub fn weigh(html: &str) -> Weight {
    let mut weight = Weight::default();
    let mut open: HashMap<String, usize> = HashMap::new();
    let mut depth = 0;
    for (piece, _) in pieces(html) {
        let Piece::Tag(tag) = piece else { continue };
        if tag.closing {
            if let Some(count) = open.get_mut(&tag.name).filter(|count| **count > 0) {
                *count -= 1;
                depth -= 1;
            }
        } else if !VOID.contains(&tag.name.as_str()) {
            *open.entry(tag.name).or_default() += 1;
            depth += 1;
            weight.depth = weight.depth.max(depth);
            weight.work += depth;
        }
    }
    weight
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_from_elsewhere_become_boxes() {
        let mut out = String::new();
        write(&mut out, "<p><img src='https://a.b/c.png' alt=\"A<B\"><IMG SRC=d.png></p>");
        let boxed = "<span class=\"picture-elsewhere\">A&lt;B <code>https://a.b/c.png</code></span>";
        assert_eq!(out, format!("<p>{boxed}<IMG SRC=d.png></p>"));
    }

    #[test]
    fn absurd_tags_are_left_out() {
        let mut out = String::new();
        let attributes: String = (0..101).map(|n| format!(" a{n}")).collect();
        write(&mut out, &format!("a<b{attributes}>c"));
        assert_eq!(out, "ac");
    }

    #[test]
    fn escapes_count_by_the_text_they_stand_in() {
        assert_eq!(escaping("<p>a&amp;b</p>"), 7);
        assert_eq!(escaping(&"<p>a&amp;b</p>".repeat(10)), 70);
        assert_eq!(escaping(&"\u{a0}".repeat(1_000)), 2_000_000);
    }

    #[test]
    fn depth_is_what_stays_open() {
        assert_eq!(weigh("<a><b></a></x><i><br><br>").depth, 2);
        assert_eq!(weigh(&"<p>x</p>".repeat(1_000)), Weight { depth: 1, work: 1_000 });
        assert_eq!(weigh(&"<b></x>".repeat(600)).depth, 600);
    }
}
