//! Escaping, for text, attributes and addresses.

use std::fmt::Write;

/// Text between tags.
pub fn text(out: &mut String, text: &str) {
    escaped(out, text, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        _ => None,
    });
}

/// An attribute's value, between double quotes.
pub fn attribute(out: &mut String, value: &str) {
    escaped(out, value, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        _ => None,
    });
}

fn escaped(out: &mut String, text: &str, replacement: impl Fn(u8) -> Option<&'static str>) {
    let mut copied = 0;
    for (at, byte) in text.bytes().enumerate() {
        if let Some(entity) = replacement(byte) {
            out.push_str(&text[copied..at]);
            out.push_str(entity);
            copied = at + 1;
        }
    }
    out.push_str(&text[copied..]);
}

/// An address as the CommonMark examples spell it: percent-encoded where needed, then as an attribute.
pub fn address(out: &mut String, address: &str) {
    for c in address.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '\'' => out.push_str("&#x27;"),
            c if c.is_ascii_alphanumeric() || "-_.+!*(),%#@?=;:/$~".contains(c) => out.push(c),
            c => percent(out, c),
        }
    }
}

/// A path for a URL: everything but unreserved characters and `/` percent-encoded.
pub fn path(out: &mut String, path: &str) {
    for c in path.chars() {
        if c.is_ascii_alphanumeric() || "-_.~/".contains(c) { out.push(c) } else { percent(out, c) }
    }
}

fn percent(out: &mut String, c: char) {
    let mut buffer = [0; 4];
    for byte in c.encode_utf8(&mut buffer).bytes() {
        // Writing to a string cannot fail.
        let _ = write!(out, "%{byte:02X}");
    }
}

#[cfg(test)]
mod tests {
    fn made(escape: fn(&mut String, &str), input: &str) -> String {
        let mut out = String::new();
        escape(&mut out, input);
        out
    }

    #[test]
    fn escapes_what_must_be_and_nothing_else() {
        assert_eq!(made(super::text, "a<b> & \"é\""), "a&lt;b&gt; &amp; \"é\"");
        assert_eq!(made(super::attribute, "\"'<"), "&quot;'&lt;");
        assert_eq!(made(super::address, "/ä b?x=1&y=%20"), "/%C3%A4%20b?x=1&amp;y=%20");
        assert_eq!(made(super::path, "a b/é?.png"), "a%20b/%C3%A9%3F.png");
    }
}
