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

/// The candidate nearest to `wanted` by edit distance, if it is near enough to be meant. The first of
/// several that are equally near.
pub fn nearest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = wanted.chars().flat_map(char::to_lowercase).collect();
    if wanted.len() > LONGEST {
        return None;
    }
    let mut near = (wanted.len() / 3).clamp(1, MOST_EDITS);
    let mut best = None;
    let mut letters = Vec::new();
    for candidate in candidates {
        // A character is at most four bytes: what is far longer or shorter needs no second look.
        if candidate.len() > 4 * (wanted.len() + near) || candidate.len() + near < wanted.len() {
            continue;
        }
        letters.clear();
        letters.extend(candidate.chars().flat_map(char::to_lowercase));
        if let Some(far) = distance(&wanted, &letters, near) {
            best = Some(candidate);
            match far.checked_sub(1) {
                Some(nearer) => near = nearer,
                None => break,
            }
        }
    }
    best
}

/// More edits than these make another name, however long it is.
const MOST_EDITS: usize = 8;
/// Names longer than this are not compared.
const LONGEST: usize = 200;

/// Two names without what they begin and end with alike: that is no distance.
fn unlike<'n>(a: &'n [char], b: &'n [char]) -> (&'n [char], &'n [char]) {
    let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[start..], &b[start..]);
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    (&a[..a.len() - end], &b[..b.len() - end])
}

/// Insertions, deletions, substitutions and swaps of neighbours between two names, if there are `most`
/// or fewer. Only cells within `most` of the diagonal can matter, and only they are filled.
fn distance(a: &[char], b: &[char], most: usize) -> Option<usize> {
    let (a, b) = unlike(a, b);
    if a.len().abs_diff(b.len()) > most || b.len() > LONGEST {
        return None;
    }
    let far = most + 1;
    let (mut before, mut above) = (vec![far; b.len() + 1], (0..=b.len()).collect::<Vec<usize>>());
    let mut row = vec![far; b.len() + 1];
    let mut least_above = 0;
    for i in 1..=a.len() {
        row.fill(far);
        row[0] = i;
        for j in i.saturating_sub(most).max(1)..=(i + most).min(b.len()) {
            let change = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            let swap = if swapped { before[j - 2] + 1 } else { far };
            row[j] = change.min(above[j] + 1).min(row[j - 1] + 1).min(swap);
        }
        let least = row.iter().copied().min().unwrap_or(far);
        if least > most && least_above > most {
            return None;
        }
        least_above = least;
        std::mem::swap(&mut before, &mut above);
        std::mem::swap(&mut above, &mut row);
    }
    above.last().copied().filter(|distance| *distance <= most)
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

    #[test]
    fn nearest_offers_only_what_was_meant() {
        let pages = ["/stack/redis/", "/stack/react/", "/case-studies/taskforge/"];
        assert_eq!(nearest("/stack/Redis/", pages), Some("/stack/redis/"));
        assert_eq!(nearest("/case-studies/taskforg/", pages), Some("/case-studies/taskforge/"));
        assert_eq!(nearest("/about/", pages), None);
        assert_eq!(nearest("x", []), None);
    }

    /// The whole table, as in a textbook.
    fn plain_distance(a: &[char], b: &[char]) -> usize {
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                table[i][j] = match (i, j) {
                    (0, far) | (far, 0) => far,
                    _ => {
                        let same = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                        let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                        let swap = if swapped { table[i - 2][j - 2] + 1 } else { usize::MAX };
                        same.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1).min(swap)
                    }
                };
            }
        }
        table[a.len()][b.len()]
    }

    proptest::proptest! {
        #[test]
        fn the_narrow_table_says_what_the_whole_one_says(a in "[abc]{0,12}", b in "[abc]{0,12}", most in 0_usize..8) {
            let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            let whole = plain_distance(&a, &b);
            proptest::prop_assert_eq!(distance(&a, &b, most), (whole <= most).then_some(whole));
        }

        #[test]
        fn any_address_resolves(href in "\\PC{0,40}", from in "(/[a-z]{0,5}){0,4}") {
            sample().resolve(&from, &[], &href);
        }
    }
}
