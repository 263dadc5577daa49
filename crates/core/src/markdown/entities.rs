//! Character references inside raw HTML: numbers, and the names people type. Others stay as written.

const NAMES: [(&str, &str); 24] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{a0}"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("hellip", "…"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("copy", "©"),
    ("reg", "®"),
    ("trade", "™"),
    ("times", "×"),
    ("deg", "°"),
    ("micro", "µ"),
    ("plusmn", "±"),
    ("rarr", "→"),
    ("larr", "←"),
];

/// Decodes the reference that starts at the `&` opening `text`: characters and length in bytes.
pub fn decode(text: &str) -> Option<(String, usize)> {
    let end = text.bytes().take(12).position(|b| b == b';')?;
    let name = text.get(1..end)?;
    let decoded = match name.strip_prefix('#') {
        Some(number) => numeric(number)?.to_string(),
        None => NAMES.iter().find(|(known, _)| *known == name)?.1.to_owned(),
    };
    Some((decoded, end + 1))
}

fn numeric(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    code.ok().and_then(char::from_u32).filter(|&c| c != '\0')
}

/// Decodes every reference in an attribute's value.
pub fn decode_all(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let (decoded, length) = decode(&rest[at..]).unwrap_or_else(|| ("&".to_owned(), 1));
        out.push_str(&decoded);
        rest = &rest[at + length..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_known_references_only() {
        assert_eq!(
            decode_all("a&amp;b &#x41;&#66; &mdash; &nope; & &#0; &#xFFFFFFFF;"),
            "a&b AB — &nope; & &#0; &#xFFFFFFFF;"
        );
        assert_eq!(decode("&"), None);
        assert_eq!(decode("&é;"), None);
    }
}
