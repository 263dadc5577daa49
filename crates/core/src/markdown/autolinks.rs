//! Bare web addresses in running text, by the rules of GitHub's autolink extension.
//!
//! Finds `http://`, `https://` and `www.`; leaves e-mail addresses alone.

use std::ops::Range;

const STARTS: [&str; 3] = ["https://", "http://", "www."];

/// True when the text may hold (part of) an address; cheap.
pub fn hint(text: &str) -> bool {
    text.contains("://") || text.contains("www.")
}

/// Byte ranges of the addresses in a text, in order.
pub fn find(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for start in starts(text) {
        if found.last().is_none_or(|last| last.end <= start)
            && let Some(end) = address_at(text, start)
        {
            found.push(start..end);
        }
    }
    found
}

/// Where an address may begin, in order.
fn starts(text: &str) -> Vec<usize> {
    let schemes = text.match_indices("://").filter_map(|(at, _)| scheme_before(text, at));
    let mut starts: Vec<usize> = schemes.chain(text.match_indices("www.").map(|(at, _)| at)).collect();
    starts.sort_unstable();
    starts
}

fn scheme_before(text: &str, colon: usize) -> Option<usize> {
    ["https", "http"].iter().find_map(|scheme| {
        let start = colon.checked_sub(scheme.len())?;
        text.get(start..colon)?.eq_ignore_ascii_case(scheme).then_some(start)
    })
}

/// The end of the address that starts here, if it is one.
fn address_at(text: &str, start: usize) -> Option<usize> {
    let before = text[..start].chars().next_back();
    if !before.is_none_or(|c| c.is_whitespace() || matches!(c, '*' | '_' | '~' | '(')) {
        return None;
    }
    let rest = &text[start..];
    let prefix = STARTS.iter().find(|p| rest.get(..p.len()).is_some_and(|r| r.eq_ignore_ascii_case(p)))?;
    let host_at = if *prefix == "www." { 0 } else { prefix.len() };
    if !valid_host(&rest[host_at..]) {
        return None;
    }
    let end = rest.find(|c: char| c.is_whitespace() || c == '<').unwrap_or(rest.len());
    let end = trim(&rest[..end]);
    (end > prefix.len()).then_some(start + end)
}

fn valid_host(rest: &str) -> bool {
    let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))).unwrap_or(rest.len());
    let labels: Vec<&str> = rest[..end].trim_end_matches('.').split('.').collect();
    let last_two = labels.iter().rev().take(2);
    labels.len() > 1 && labels.iter().all(|label| !label.is_empty()) && last_two.into_iter().all(|l| !l.contains('_'))
}

/// Length without trailing punctuation, unbalanced closing parentheses and a trailing entity.
fn trim(address: &str) -> usize {
    let mut end = address.len();
    let mut surplus = surplus_parentheses(address);
    while let Some(last) = address[..end].chars().next_back() {
        match last {
            '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '"' => end -= 1,
            ')' if surplus > 0 => {
                surplus -= 1;
                end -= 1;
            }
            ';' => end = entity_start(&address[..end]).unwrap_or(end - 1),
            _ => break,
        }
    }
    end
}

fn surplus_parentheses(address: &str) -> usize {
    let opening = address.bytes().filter(|&b| b == b'(').count();
    address.bytes().filter(|&b| b == b')').count().saturating_sub(opening)
}

/// Where a trailing `&name;` begins.
fn entity_start(address: &str) -> Option<usize> {
    let name_end = address.len() - 1;
    let ampersand = address[..name_end].trim_end_matches(|c: char| c.is_ascii_alphanumeric()).len();
    (ampersand < name_end && address[..ampersand].ends_with('&')).then(|| ampersand - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn finds_addresses_and_leaves_punctuation() {
        assert_eq!(addresses("see https://redis.io/docs/pubsub."), ["https://redis.io/docs/pubsub"]);
        assert_eq!(
            addresses("(www.google.com/search?q=Markup+(business))"),
            ["www.google.com/search?q=Markup+(business)"]
        );
        assert_eq!(addresses("www.a.org, HTTP://B.org/x&copy; end"), ["www.a.org", "HTTP://B.org/x"]);
        assert_eq!(addresses("é http://ü.example/ä!"), ["http://ü.example/ä"]);
    }

    #[test]
    fn leaves_what_is_none() {
        for text in
            ["xhttp://a.b", "http://", "www.", "ftp://a.b", "http://a_b.c_d", "http://nodots", "a://b", "wwww.a"]
        {
            assert!(addresses(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn ten_thousand_openers_take_no_time() {
        assert!(find(&"http://(".repeat(20_000)).is_empty());
        assert_eq!(find(&"http://a.b ".repeat(20_000)).len(), 20_000);
    }
}
