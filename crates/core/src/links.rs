//! What a link may do. One function classifies every address a guide can hold.
//!
//! Does not resolve against the library (`vocabulary` does) and opens nothing.

use url::{Host, Url};

/// Longer addresses do nothing.
const LONGEST: usize = 2_048;
const LONG: &str = "The address is longer than 2,048 bytes, so it is not opened.";

/// Steps up from a page to the root of the publication: `/guides/slug/`.
const DEPTH: usize = 2;

/// Where a link leads, judged by its text alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkKind {
    /// `#results`: a place in the same page. Holds the fragment without `#`.
    Fragment(String),
    /// A relative or site-absolute address of a page inside the publication: path without query,
    /// fragment; both percent-decoded.
    Internal { path: String, fragment: Option<String> },
    /// `http`, `https` or `mailto`, parsed and re-serialised, host in punycode.
    External(String),
    /// Everything else, with the reason in words ("javascript: links do nothing here").
    Refused(&'static str),
}

/// Judges an address as written.
pub fn classify(href: &str) -> LinkKind {
    judge(href).unwrap_or_else(LinkKind::Refused)
}

/// The host of an external address as the network sees it, or the mail address. Never empty for what
/// `classify` calls external.
pub fn host(url: &str) -> String {
    match Url::parse(url) {
        Ok(url) if url.scheme() == "mailto" => url.path().to_owned(),
        Ok(url) => url.host_str().unwrap_or_default().to_owned(),
        Err(_) => String::new(),
    }
}

type Verdict = Result<LinkKind, &'static str>;

fn judge(href: &str) -> Verdict {
    if href.len() > LONGEST {
        return Err(LONG);
    }
    if href.chars().any(char::is_control) {
        return Err("The address holds control characters, so it is not opened.");
    }
    if href.trim().is_empty() {
        return Err("The link has no address yet.");
    }
    if let Some(fragment) = href.strip_prefix('#') {
        return Ok(LinkKind::Fragment(decoded(fragment)?));
    }
    match scheme(href) {
        Some(scheme) => with_scheme(&scheme.to_ascii_lowercase(), href),
        None => internal(href),
    }
}

/// What stands before a colon that comes before any slash, question mark or hash.
fn scheme(href: &str) -> Option<&str> {
    let end = href.find([':', '/', '?', '#'])?;
    href[end..].starts_with(':').then_some(&href[..end])
}

fn with_scheme(scheme: &str, href: &str) -> Verdict {
    match scheme {
        "http" | "https" => web(href, scheme.len()),
        "mailto" => mail(href),
        "javascript" | "vbscript" => Err("Links that run a script do nothing here."),
        "file" => Err("Links to files on a computer are not opened."),
        "data" | "blob" => Err("Links that hold their own content do nothing here."),
        _ => Err("Only web and mail addresses are opened, and pages of this publication."),
    }
}

fn web(href: &str, scheme_length: usize) -> Verdict {
    const BROKEN: &str = "This is not a complete web address.";
    if !href[scheme_length..].starts_with("://") || href.contains('\\') {
        return Err(BROKEN);
    }
    let url = Url::parse(href).map_err(|_| BROKEN)?;
    match url.host() {
        None => Err(BROKEN),
        Some(Host::Domain(name)) if name.ends_with(".localhost") => Err("This address belongs to the app itself."),
        Some(_) => external(url),
    }
}

/// As it would be opened: each character that an address cannot hold takes up to twelve bytes there.
fn external(url: Url) -> Verdict {
    if url.as_str().len() > LONGEST { Err(LONG) } else { Ok(LinkKind::External(url.into())) }
}

fn mail(href: &str) -> Verdict {
    let url = Url::parse(href).map_err(|_| "This is not a complete mail address.")?;
    if !url.path().contains('@') {
        return Err("This is not a complete mail address.");
    }
    let attaches = url.query_pairs().any(|(name, _)| name.to_ascii_lowercase().starts_with("attach"));
    if attaches { Err("Mail links that attach a file are not opened.") } else { external(url) }
}

fn internal(href: &str) -> Verdict {
    const OUTSIDE: &str = "The address leads out of the publication.";
    if href.starts_with("//") || href.contains('\\') {
        return Err(OUTSIDE);
    }
    let (before, fragment) = match href.split_once('#') {
        Some((before, fragment)) => (before, Some(decoded(fragment)?)),
        None => (href, None),
    };
    let path = decoded(before.split('?').next().unwrap_or_default())?;
    if climbs(&path) || path.contains(['\\', ':', '%']) || path.chars().any(is_invisible) {
        return Err(OUTSIDE);
    }
    if !is_page(&path) {
        return Err("Files are not opened from here, only pages of this publication.");
    }
    Ok(LinkKind::Internal { path, fragment })
}

fn decoded(text: &str) -> Result<String, &'static str> {
    let bytes: Vec<u8> = percent_decoded(text.as_bytes());
    let text = String::from_utf8(bytes).map_err(|_| "The address is broken: its %-signs do not spell characters.")?;
    if text.chars().any(char::is_control) {
        Err("The address holds control characters, so it is not opened.")
    } else {
        Ok(text)
    }
}

/// `%41` → `A`; a `%` that starts no pair of digits stays.
pub(crate) fn percent_decoded(bytes: &[u8]) -> Vec<u8> {
    let digit = |b: Option<&u8>| b.and_then(|&b| (b as char).to_digit(16));
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        match (bytes[at], digit(bytes.get(at + 1)), digit(bytes.get(at + 2))) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 3;
            }
            (byte, ..) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    out
}

/// True when `..` leads above the root of the publication.
fn climbs(path: &str) -> bool {
    let mut depth = if path.starts_with('/') { 0 } else { DEPTH as isize };
    path.split('/').any(|segment| {
        depth += match segment {
            "" | "." => 0,
            ".." => -1,
            _ => 1,
        };
        depth < 0
    })
}

/// A folder-like address, or a Markdown or HTML file beside the guide.
fn is_page(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or_default();
    match last.trim_start_matches('.').rsplit_once('.') {
        None => true,
        Some((_, extension)) => !path.starts_with('/') && matches!(extension, "md" | "markdown" | "html"),
    }
}

/// Characters that change how an address looks without being seen.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn refused(href: &str) -> bool {
        matches!(classify(href), LinkKind::Refused(_))
    }

    fn page(path: &str, fragment: Option<&str>) -> LinkKind {
        LinkKind::Internal { path: path.into(), fragment: fragment.map(str::to_owned) }
    }

    #[test]
    fn outside_addresses_are_written_anew() {
        assert!(matches!(classify(&format!("mailto:@{}", "\u{fffd}".repeat(400))), LinkKind::Refused(_)));
        assert_eq!(classify("HTTPS://例え.jp"), LinkKind::External("https://xn--r8jz45g.jp/".into()));
        assert_eq!(classify("https://a.b/\u{202e}gnp.exe"), LinkKind::External("https://a.b/%E2%80%AEgnp.exe".into()));
        assert_eq!(host("https://user@例え.jp:8/x"), "xn--r8jz45g.jp");
        assert_eq!(host("mailto:a@b.c?subject=x"), "a@b.c");
    }

    #[test]
    fn pages_of_the_publication() {
        assert_eq!(classify("/stack/redis/?x#limits"), page("/stack/redis/", Some("limits")));
        assert_eq!(classify("../other/"), page("../other/", None));
        assert_eq!(classify("../../stack/redis/"), page("../../stack/redis/", None));
        assert_eq!(classify("my%20file.md#a%20b"), page("my file.md", Some("a b")));
        assert_eq!(classify("#r%C3%A9sum%C3%A9"), LinkKind::Fragment("résumé".into()));
        assert_eq!(classify("#"), LinkKind::Fragment(String::new()));
    }

    #[test]
    fn everything_else_is_refused() {
        for href in [
            "",
            " ",
            "../../../x",
            "/../x",
            "//host/x",
            "\\\\host\\x",
            "a\\b",
            "javascript:x",
            "java\tscript:x",
            "C:/x",
            "x.exe",
            "/x.md",
            "https:/a.b",
            "https://",
            "https://a.b:99999",
            "http://ipc.localhost/x",
            "mailto:",
            "mailto:a@b?attach=/etc/passwd",
            "a%00.md",
            "a%FF.md",
            "%2e%2e/%2e%2e/%2e%2e/x",
            "a%5cb",
            "a\u{200b}b",
            "tel:1",
            "data:text/html,x",
        ] {
            assert!(refused(href), "{href:?} is {:?}", classify(href));
        }
        assert!(refused(&format!("https://a.b/{}", "x".repeat(2_048))));
    }

    proptest! {
        #[test]
        fn only_three_schemes_ever_get_out(href in "\\PC{0,40}|[a-z:/\\\\#?.%@0-9\\x00-\\x20]{0,40}") {
            if let LinkKind::External(url) = classify(&href) {
                prop_assert!(["http://", "https://", "mailto:"].iter().any(|scheme| url.starts_with(scheme)));
                prop_assert!(url.is_ascii() && !host(&url).is_empty());
                prop_assert_eq!(classify(&url), LinkKind::External(url.clone()));
            }
        }
    }
}
