//! `links.external`: links to other sites use `https`.
//!
//! Nothing is fetched: Highbar makes no request of its own, so whether a source still answers is not known here.
//! What can be told from the text is that an address travels in the open.

use super::links_broken::readdress;
use crate::bar::{Class, Edit, Finding, Fix, Outcome, Reading, Rule, Scope, Setting, Severity, Waive, Words};
use crate::markdown::Link;
use crate::text::Span;
use crate::vocabulary::Target;

const HOSTS: Words = Words::new(
    "links.external.hosts",
    &["localhost", "127.0.0.1", "0.0.0.0", "[::1]", "example.com", "example.org", "example.net", "neverssl.com"],
    "Hosts that may be linked with http, each with all below it.",
);
/// Names that no public site can have.
const PRIVATE: [&str; 6] = [".local", ".localhost", ".internal", ".test", ".example", ".invalid"];

pub const RULE: Rule = Rule {
    id: "links.external",
    name: "Sources",
    task: "Use https for sources",
    why: "What travels in the open can be changed on its way to the reader.",
    version: "1.0.0",
    severity: Severity::Recommended,
    scope: Scope::Everything,
    class: Class::Exact,
    waive: Waive::USUAL,
    settings: &[Setting::Words(&HOSTS)],
    check,
};

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let external =
        reading.links().filter(|(link, resolved)| resolved.target == Target::External && host(&link.href).is_some());
    let links: Vec<&Link> = external.map(|(link, _)| link).collect();
    if links.is_empty() {
        return Outcome::not_applicable(rule);
    }
    let open = |link: &&&Link| is_open(reading, link);
    let (findings, all) = (links.iter().filter(open).map(|link| finding(rule, reading, link)), links.len());
    let findings: Vec<Finding> = findings.collect();
    let edits: Vec<Edit> = links.iter().filter(open).filter_map(|link| closed(reading, link)).collect();
    let together = (edits.len() > 1).then(|| Fix::edits(format!("Use https for all {}", edits.len()), edits));
    let findings: Vec<Finding> = findings.into_iter().map(|finding| finding.fix(together.clone())).collect();
    let good = all - findings.len();
    Outcome::of(rule, Vec::new(), findings).counting(good, all)
}

/// The host of an `http` or `https` address, in small letters, without user and port.
fn host(href: &str) -> Option<String> {
    let (scheme, rest) = href.trim().split_once("://")?;
    if !["http", "https"].contains(&scheme.to_ascii_lowercase().as_str()) {
        return None;
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default().to_lowercase();
    match host.find(']') {
        Some(end) => Some(host[..=end].to_owned()),
        None => Some(host.split(':').next().unwrap_or_default().to_owned()),
    }
}

/// An `http` address on a public site, as the writer wrote it.
fn is_open(reading: &Reading<'_>, link: &Link) -> bool {
    let scheme = link.href.trim().get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http://"));
    let guessed = link.autolink && !link.span.of(reading.document.source).to_ascii_lowercase().contains("http://");
    scheme && !guessed && host(&link.href).is_some_and(|host| is_public(reading, &host))
}

fn is_public(reading: &Reading<'_>, host: &str) -> bool {
    let below = host.match_indices('.').map(|(at, _)| &host[at + 1..]);
    let allowed = std::iter::once(host).chain(below).any(|name| reading.words(&HOSTS).has(name));
    let private = PRIVATE.iter().any(|end| host.ends_with(end)) || !host.contains('.') || is_private(host);
    !allowed && !private
}

/// Addresses of a network at home: `10.…`, `192.168.…`, `172.16.…` to `172.31.…`, `169.254.…`.
fn is_private(host: &str) -> bool {
    host.parse::<std::net::Ipv4Addr>().is_ok_and(|address| address.is_private() || address.is_link_local())
        || host.starts_with('[')
}

fn finding(rule: &'static Rule, reading: &Reading<'_>, link: &Link) -> Finding {
    let host = host(&link.href).unwrap_or_default();
    let message = format!("{host} is linked with http. Most sites answer to https as well; try it.");
    let fix = closed(reading, link).map(|edit| Fix::edits("Use https", vec![edit]));
    Finding::of(rule, reading.quote(link.span, ""), message).fix(fix).confidence(0.9)
}

/// The address with `https`, where it stands in the link itself.
fn closed(reading: &Reading<'_>, link: &Link) -> Option<Edit> {
    if !link.autolink {
        return readdress(reading, link, &format!("https{}", link.href.trim().get(4..)?));
    }
    let at = link.span.start + link.span.of(reading.document.source).to_ascii_lowercase().find("http://")?;
    Some(Edit { span: Span::new(at, at + 4), insert: "https".into() })
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::State;
    use crate::bar::testing::{Cases, applied, draft, fixed, on, run};

    const ID: &str = "links.external";

    pub fn cases() -> Cases {
        Cases::of(ID)
            .broken([
                "[docs](http://redis.io/)",
                "[docs](HTTP://redis.io/)",
                "<http://redis.io>",
                "See http://redis.io/docs today.",
                "[docs](http://redis.io:8080/)",
                "[docs](http://user@redis.io/)",
                "[docs](<http://redis.io/a b>)",
                "[docs][r]\n\n[r]: http://redis.io/",
                "<a href=\"http://redis.io/\">docs</a>",
                "[docs](http://8.8.8.8/)",
                "[docs](http://notexample.com/)",
                "## [docs](http://redis.io/)",
            ])
            .sound([
                "[docs](https://redis.io/)",
                "[docs](https://redis.io/?from=http://redis.io/)",
                "[local](http://localhost:3000/)",
                "[local](http://127.0.0.1/)",
                "[local](http://api.localhost/)",
                "[local](http://192.168.1.4/)",
                "[local](http://db:5432/)",
                "[local](http://printer.local/)",
                "[local](http://[::1]:8080/)",
                "[an example](http://www.example.com/x)",
                "See www.redis.io for more.",
            ])
            .sound(["", "[in](/stack/redis/)", "`http://redis.io`", "<ana@redis.io>", "```\nhttp://redis.io\n```"])
    }

    #[test]
    fn one_or_all_change() {
        let draft = draft("[a](http://redis.io/x \"t\") and <http://nestjs.com> or http://a.io.\n");
        let outcome = run(ID, &draft);
        assert_eq!(fixed(&draft, &outcome).body, draft.body.replace("http://redis", "https://redis"));
        let all = applied(&draft, &outcome.findings[0].fixes[1]);
        assert_eq!(all.body, draft.body.replace("http:", "https:"));
        assert_eq!(run(ID, &all).state, State::Pass);
    }

    #[test]
    fn counts_what_is_closed() {
        let outcome = on(ID, "[a](https://a.io) [b](http://b.io) [in](/stack/redis/)");
        assert_eq!((outcome.measured.as_str(), outcome.threshold.as_str()), ("1", "2"));
    }
}
