//! Where a link leads: a page of the library, the page itself, a file beside it, outside, or nowhere.
//!
//! Writers reach one page by many spellings: `/stack/redis`, `/stack/redis/`, `../stack/redis.md`,
//! `../../stack/redis/`. Relative addresses are read from the page's folder and from its section, and `..`
//! stops at the root, as in a browser. Opens nothing and fetches nothing.

use super::{Page, Vocabulary};

/// The sections of the site; the first segment of every page's address.
pub(super) const SECTIONS: [&str; 3] = ["guides", "case-studies", "stack"];

/// What a link means in the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target<'v> {
    /// The page the link stands on.
    Itself,
    Page(&'v Page),
    /// A list page every site has: the home page, `/guides/`, `/stack/`, `/tags/…`.
    List,
    /// A file beside the page, by the path it is stored under.
    Asset(String),
    /// An address inside the publication where nothing is; site path.
    Missing(String),
    /// `http`, `https` or `mailto`.
    External,
    /// An address that does nothing here, with the reason.
    Refused(&'static str),
}

/// A link's target with the place in it, percent-decoded, without `#`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved<'v> {
    pub target: Target<'v>,
    pub fragment: Option<String>,
}

pub(super) fn resolve<'v>(
    vocabulary: &'v Vocabulary,
    from: &str,
    assets: &[(String, u64)],
    href: &str,
) -> Resolved<'v> {
    let (address, fragment) = match href.trim().split_once('#') {
        Some((address, fragment)) => (address, Some(decode(fragment))),
        None => (href.trim(), None),
    };
    let address = address.split('?').next().unwrap_or_default();
    let target = match outside(address) {
        Some(target) => target,
        None if address.is_empty() && href.trim().is_empty() => Target::Missing(String::new()),
        None if address.is_empty() => Target::Itself,
        None => inside(vocabulary, from, assets, &decode(address)),
    };
    Resolved { target, fragment }
}

/// Addresses with a scheme or a host.
fn outside(address: &str) -> Option<Target<'static>> {
    if address.starts_with("//") {
        return Some(Target::External);
    }
    let (scheme, _) = address.split_once(':')?;
    if !scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.')) {
        return None;
    }
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" | "mailto" => Some(Target::External),
        _ => Some(Target::Refused("only http, https and mailto links do something here")),
    }
}

fn inside<'v>(vocabulary: &'v Vocabulary, from: &str, assets: &[(String, u64)], address: &str) -> Target<'v> {
    if let Some(asset) = asset(assets, address) {
        return Target::Asset(asset);
    }
    let absolute = address.starts_with('/');
    let mut folder: Vec<&str> = if absolute { Vec::new() } else { segments(from) };
    let first = join(&folder, address);
    folder.pop();
    let candidates = [first, join(&folder, address)];
    let known = candidates.iter().find_map(|path| page_at(vocabulary, from, path));
    known.unwrap_or_else(|| Target::Missing(site_path(&candidates[usize::from(!absolute)])))
}

fn asset(assets: &[(String, u64)], address: &str) -> Option<String> {
    let plain = address.trim_start_matches("./");
    assets.iter().map(|(path, _)| path).find(|path| path.trim_start_matches("./") == plain).cloned()
}

fn page_at<'v>(vocabulary: &'v Vocabulary, from: &str, path: &[String]) -> Option<Target<'v>> {
    let own = segments(from);
    if !own.is_empty() && own.iter().copied().eq(path.iter().map(String::as_str)) {
        return Some(Target::Itself);
    }
    match path {
        [] => Some(Target::List),
        [only] if SECTIONS.contains(&only.as_str()) || only == "tags" => Some(Target::List),
        [tags, _] if tags == "tags" => Some(Target::List),
        [section, slug] => vocabulary.page(section, slug).map(Target::Page),
        _ => None,
    }
}

fn segments(path: &str) -> Vec<&str> {
    path.split('/').filter(|segment| !segment.is_empty()).collect()
}

/// `folder` + `address`, dots folded, the page's file name and suffix dropped.
fn join(folder: &[&str], address: &str) -> Vec<String> {
    let mut path: Vec<String> = folder.iter().map(|segment| (*segment).to_owned()).collect();
    for segment in address.split('/') {
        match segment {
            "" | "." => {}
            ".." => drop(path.pop()),
            other => path.push(other.to_owned()),
        }
    }
    if let Some(last) = path.pop() {
        let stem = [".md", ".mdx", ".html"].iter().find_map(|suffix| last.strip_suffix(suffix)).unwrap_or(&last);
        if !matches!(stem, "index" | "_index") {
            path.push(stem.to_owned());
        }
    }
    path
}

fn site_path(path: &[String]) -> String {
    format!("/{}/", path.join("/"))
}

/// Percent-decoding; broken sequences stay as they are.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let digits = tail.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        let value = digits.filter(|_| first == b'%').and_then(|pair| u8::from_str_radix(pair, 16).ok());
        bytes.push(value.unwrap_or(first));
        rest = if value.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::sample;
    use super::*;

    const FROM: &str = "/guides/staying-correct/";

    fn told(href: &str) -> String {
        let vocabulary = sample();
        let assets = [("images/flow.png".to_owned(), 10)];
        let resolved = vocabulary.resolve(FROM, &assets, href);
        let target = match resolved.target {
            Target::Page(page) => page.path(),
            Target::Itself => "itself".into(),
            Target::List => "list".into(),
            Target::Asset(path) => format!("file {path}"),
            Target::Missing(path) => format!("missing {path}"),
            Target::External => "outside".into(),
            Target::Refused(_) => "refused".into(),
        };
        match resolved.fragment {
            Some(fragment) => format!("{target}#{fragment}"),
            None => target,
        }
    }

    #[test]
    fn many_spellings_reach_one_page() {
        for href in [
            "/stack/redis",
            "/stack/redis/",
            "/stack/redis.md",
            "/stack/redis/index.md",
            "/stack/redis/index.html",
            "../stack/redis.md",
            "../stack/redis/",
            "../../stack/redis/",
            "../../../stack/redis/",
            "/stack/./redis/",
            "/stack/redis?from=guide",
            "/stack/%72edis",
            " /stack/redis ",
        ] {
            assert_eq!(told(href), "/stack/redis/", "{href}");
        }
    }

    #[test]
    fn the_other_targets() {
        let cases = [
            ("#results", "itself#results"),
            ("/guides/staying-correct/#results", "itself#results"),
            ("/case-studies/nestfi#impact", "/case-studies/nestfi/#impact"),
            ("other-guide.md", "/guides/other-guide/"),
            ("../other-guide/", "/guides/other-guide/"),
            ("/", "list"),
            ("/guides/", "list"),
            ("/tags/payments/", "list"),
            ("images/flow.png", "file images/flow.png"),
            ("./images/flow.png", "file images/flow.png"),
            ("https://redis.io/docs#x", "outside#x"),
            ("mailto:a@b.c", "outside"),
            ("javascript:alert(1)", "refused"),
            ("/stack/rediss", "missing /stack/rediss/"),
            ("/stack/Redis", "missing /stack/Redis/"),
            ("images/gone.png", "missing /guides/images/gone.png/"),
            ("", "missing "),
            ("#", "itself#"),
            ("/stack/redis/%zz", "missing /stack/redis/%zz/"),
        ];
        for (href, expected) in cases {
            assert_eq!(told(href), expected, "{href}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_address_resolves(href in "\\PC{0,40}", from in "(/[a-z]{0,5}){0,4}") {
            sample().resolve(&from, &[], &href);
        }
    }
}
