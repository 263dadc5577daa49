//! What credentials look like: the forms of vendors, and values given to telling names.
//!
//! Reads one piece of source at a time; knows no guide.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use aho_corasick::AhoCorasick;
use regex::{Captures, Regex};

/// A credential in a piece of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    pub value: Range<usize>,
    /// Only a vendor issues such a value.
    pub sure: bool,
    /// "a GitHub token".
    pub what: &'static str,
    /// What to write instead.
    pub placeholder: String,
}

/// Words of which one stands in every such value, form, what it is, placeholder.
const VENDORS: [(&str, &str, &str, &str); 19] = [
    ("AKIA ASIA", r"\b(?:AKIA|ASIA)[A-Z2-7]{16}\b", "an AWS access key", "YOUR_AWS_ACCESS_KEY_ID"),
    ("ghp_ gho_ ghu_ ghs_ ghr_", r"\bgh[pousr]_[A-Za-z0-9]{36,}\b", "a GitHub token", "YOUR_GITHUB_TOKEN"),
    ("github_pat_", r"\bgithub_pat_[A-Za-z0-9_]{50,}\b", "a GitHub token", "YOUR_GITHUB_TOKEN"),
    ("glpat-", r"\bglpat-[A-Za-z0-9_-]{20,}", "a GitLab token", "YOUR_GITLAB_TOKEN"),
    ("xox", r"\bxox[abeprs]-[0-9]+-[A-Za-z0-9-]{10,}", "a Slack token", "YOUR_SLACK_TOKEN"),
    (
        "hooks.slack.com",
        r"hooks\.slack\.com/services/T[A-Z0-9]{6,}/B[A-Z0-9]{6,}/[A-Za-z0-9]{20,}",
        "a Slack webhook",
        "YOUR_SLACK_WEBHOOK",
    ),
    ("k_live_", r"\b[sr]k_live_[A-Za-z0-9]{16,}\b", "a live Stripe key", "YOUR_STRIPE_KEY"),
    ("whsec_", r"\bwhsec_[A-Za-z0-9]{24,}\b", "a Stripe webhook secret", "YOUR_WEBHOOK_SECRET"),
    ("AIza", r"\bAIza[0-9A-Za-z_-]{35}\b", "a Google API key", "YOUR_GOOGLE_API_KEY"),
    ("GOCSPX-", r"\bGOCSPX-[0-9A-Za-z_-]{20,}", "a Google client secret", "YOUR_CLIENT_SECRET"),
    ("npm_", r"\bnpm_[A-Za-z0-9]{36}\b", "an npm token", "YOUR_NPM_TOKEN"),
    ("SG.", r"\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}", "a SendGrid key", "YOUR_SENDGRID_KEY"),
    ("sk-", r"\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{32,}", "an API key of a model provider", "YOUR_API_KEY"),
    (":AA", r"\b[0-9]{8,10}:AA[A-Za-z0-9_-]{33}\b", "a Telegram bot token", "YOUR_BOT_TOKEN"),
    ("dop_v1_", r"\bdop_v1_[0-9a-f]{64}\b", "a DigitalOcean token", "YOUR_DIGITALOCEAN_TOKEN"),
    ("hf_", r"\bhf_[A-Za-z0-9]{34}\b", "a Hugging Face token", "YOUR_TOKEN"),
    ("shpat_", r"\bshpat_[0-9a-fA-F]{32}\b", "a Shopify token", "YOUR_SHOPIFY_TOKEN"),
    ("eyJ", r"\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{20,}", "a signed web token", "YOUR_TOKEN"),
    (
        "-----BEGIN",
        r"(?s)-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----(?P<value>[^-]*?[A-Za-z0-9+/=]{40,}[^-]*)-----END",
        "a private key",
        "\nYOUR_PRIVATE_KEY\n",
    ),
];

/// `name = "value"`, `NAME=value`, `"name": "value"`.
const NAMED: &str = r#"(?P<name>[A-Za-z0-9_.-]*(?i-u:password|passwd|passkey|secret|token|key))["']?[ \t]*(?::|=|:=|=>)[ \t]*(?:["'`](?P<quoted>[^"'`\s]{8,})["'`]|(?P<bare>[A-Za-z0-9+/=_~-]{8,})(?:\s|$|[&;,`)]))"#;
/// Longer values are data.
const LONGEST: usize = 200;

/// `scheme://user:password@host`.
const ADDRESS: &str =
    r#"(?-u:\b)[A-Za-z][A-Za-z0-9+.-]*://[^\s:/@"'<>`]+:(?P<quoted>[^\s@/"'<>`]{6,})@(?P<host>[^\s/:"'<>`]+)"#;

/// A way to find credentials, tried where one of some words stands.
struct Form {
    pattern: &'static str,
    /// Made ready when it is first tried: most texts lead to none. `None` for a pattern that cannot be read, which a
    /// test rules out.
    regex: OnceLock<Option<Regex>>,
    read: fn(&Captures<'_>, usize) -> Option<Hit>,
}

impl Form {
    fn regex(&self) -> Option<&Regex> {
        self.regex.get_or_init(|| Regex::new(self.pattern).ok()).as_ref()
    }
}

/// Every form, by its place among the vendors and behind them; and the words that lead to them.
struct Forms {
    forms: Vec<Form>,
    leads: AhoCorasick,
    /// The form of each word.
    led: Vec<usize>,
}

static FORMS: LazyLock<Option<Forms>> = LazyLock::new(Forms::new);

impl Forms {
    fn new() -> Option<Self> {
        let vendors = VENDORS.iter().map(|(words, form, ..)| (*words, *form, of_vendor as _));
        let others = [("password passwd passkey secret token key", NAMED, named as _), ("://", ADDRESS, address as _)];
        let (mut forms, mut led, mut leads): (Vec<Form>, Vec<usize>, Vec<&str>) = Default::default();
        for (words, pattern, read) in vendors.chain(others) {
            for word in words.split(' ') {
                leads.push(word);
                led.push(forms.len());
            }
            forms.push(Form { pattern, regex: OnceLock::new(), read });
        }
        let leads = AhoCorasick::builder().ascii_case_insensitive(true).build(leads).ok()?;
        Some(Self { forms, leads, led })
    }

    /// Those worth trying, in order.
    fn of(&self, text: &str) -> impl Iterator<Item = (usize, &Form)> {
        // Looked for once, from behind: a text may be nothing but addresses.
        let host = text.rfind('@').unwrap_or_default();
        let found = self.leads.find_overlapping_iter(text).filter_map(|word| {
            let at = *self.led.get(word.pattern().as_usize())?;
            let behind = text.get(word.end()..)?;
            let may_be = match at.checked_sub(VENDORS.len()) {
                None => true,
                Some(0) => gives(behind),
                Some(_) => host >= word.end(),
            };
            may_be.then_some(at)
        });
        let led: BTreeSet<usize> = found.collect();
        led.into_iter().filter_map(|at| Some((at, self.forms.get(at)?)))
    }
}

/// Behind a telling name a value is given: most keys and tokens of a text are only spoken of.
fn gives(behind: &str) -> bool {
    let behind = behind.strip_prefix(['"', '\'']).unwrap_or(behind);
    behind.trim_start_matches([' ', '\t']).starts_with([':', '='])
}

/// Every credential in the text, the sure ones first; none twice.
pub fn find(text: &str) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    for (at, form) in FORMS.iter().flat_map(|forms| forms.of(text)) {
        let found = form.regex().into_iter().flat_map(|regex| regex.captures_iter(text));
        for hit in found.filter_map(|found| (form.read)(&found, at)) {
            let inside = |other: &Hit| other.value.start < hit.value.end && hit.value.start < other.value.end;
            if at < VENDORS.len() || !hits.iter().any(inside) {
                hits.push(hit);
            }
        }
    }
    hits
}

fn of_vendor(found: &Captures<'_>, at: usize) -> Option<Hit> {
    let (.., what, placeholder) = VENDORS.get(at)?;
    let value = found.name("value").or(found.get(0)).filter(|value| !is_placeholder(value.as_str()))?;
    Some(Hit { value: value.range(), sure: true, what, placeholder: (*placeholder).to_owned() })
}

fn named(found: &Captures<'_>, _: usize) -> Option<Hit> {
    let name = found.name("name")?.as_str();
    let quoted = found.name("quoted");
    let value = quoted.or(found.name("bare"))?;
    let text = value.as_str();
    let plain = name.to_lowercase().replace(['_', '-', '.'], "");
    let long = text.chars().nth(LONGEST).is_some();
    if long || is_harmless_name(&plain) || is_placeholder(text) || !is_mixed(text) || is_uuid(text) {
        return None;
    }
    let daraja = plain.ends_with("consumerkey") || plain.ends_with("consumersecret") || plain.ends_with("passkey");
    let password = plain.ends_with("password") || plain.ends_with("passwd");
    let what = match () {
        () if daraja && text.len() >= 16 && is_one_word(text) => "a consumer key, secret or passkey",
        () if password && (quoted.is_some() || is_one_word(text)) => "a password",
        () if !password && is_random(text) => "a key, secret or token",
        () => return None,
    };
    Some(Hit { value: value.range(), sure: daraja, what, placeholder: format!("YOUR_{}", screaming(name)) })
}

fn address(found: &Captures<'_>, _: usize) -> Option<Hit> {
    let (value, host) = (found.name("quoted")?, found.name("host")?.as_str());
    let local = !host.contains('.') || host.starts_with("127.") || host.starts_with("0.0.");
    let real = !local && is_mixed(value.as_str()) && !is_placeholder(value.as_str());
    let placeholder = "YOUR_PASSWORD".to_owned();
    real.then(|| Hit { value: value.range(), sure: false, what: "a password in an address", placeholder })
}

/// Names that end like a secret and hold none.
fn is_harmless_name(plain: &str) -> bool {
    const HARMLESS: [&str; 20] = [
        "public",
        "primary",
        "foreign",
        "cache",
        "idempot",
        "partition",
        "sort",
        "object",
        "dedup",
        "lock",
        "row",
        "map",
        "routing",
        "i18n",
        "translation",
        "group",
        "sharding",
        "storage",
        "hot",
        "short",
    ];
    HARMLESS.iter().any(|word| plain.contains(word))
}

/// What manuals write where a secret goes.
fn is_placeholder(value: &str) -> bool {
    const SAYS: [&str; 22] = [
        "example",
        "xxxx",
        "changeme",
        "change-me",
        "change_me",
        "your",
        "placeholder",
        "dummy",
        "sample",
        "redacted",
        "insert",
        "replace",
        "fake",
        "password",
        "passw0rd",
        "postgres",
        "secret",
        "****",
        "....",
        "123456",
        "process.env",
        "sandbox",
    ];
    let small = value.to_lowercase();
    let slot = value.starts_with(['$', '<', '{', '%', '[']) || value.contains("${") || value.contains("{{");
    slot || SAYS.iter().any(|word| small.contains(word))
        || small.ends_with("test")
        || small.starts_with("test")
        || small.starts_with("sk_test")
        || small.starts_with("pk_")
}

fn is_mixed(value: &str) -> bool {
    value.bytes().any(|byte| byte.is_ascii_digit()) && value.bytes().any(|byte| byte.is_ascii_alphabetic())
}

fn is_one_word(value: &str) -> bool {
    value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=_-".contains(&byte))
}

fn is_uuid(value: &str) -> bool {
    let parts: Vec<usize> = value.split('-').map(str::len).collect();
    parts == [8, 4, 4, 4, 12]
}

/// Twenty characters or more with more than four bits each; hexadecimal ones cannot have more than four, so
/// thirty-two of them with more than three.
fn is_random(value: &str) -> bool {
    let hexadecimal = value.bytes().all(|byte| byte.is_ascii_hexdigit());
    let long = value.len() >= if hexadecimal { 32 } else { 20 };
    let digest = ["sha1-", "sha256-", "sha384-", "sha512-"].iter().any(|start| value.starts_with(start));
    long && !digest && is_one_word(value) && entropy(value) > if hexadecimal { 3.0 } else { 4.0 }
}

/// Bits per character.
fn entropy(value: &str) -> f64 {
    let mut counts = [0u32; 256];
    value.bytes().for_each(|byte| counts[usize::from(byte)] += 1);
    let share = |count: u32| f64::from(count) / value.len() as f64;
    counts.into_iter().filter(|count| *count > 0).map(share).map(|share| -share * share.log2()).sum()
}

/// `consumerSecret` → `CONSUMER_SECRET`.
fn screaming(name: &str) -> String {
    let mut text = String::new();
    let mut small = false;
    for c in name.rsplit('.').next().unwrap_or(name).chars() {
        if c.is_ascii_uppercase() && small {
            text.push('_');
        }
        small = c.is_ascii_lowercase();
        text.push(if c == '-' { '_' } else { c.to_ascii_uppercase() });
    }
    let bare = text.trim_start_matches("YOUR_").trim_matches('_');
    if bare.is_empty() { "SECRET".to_owned() } else { bare.to_owned() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used)]
    use proptest::prelude::{Just, Strategy as _};

    use super::*;

    #[test]
    fn every_form_is_read() {
        let forms = FORMS.as_ref().map(|forms| &forms.forms);
        assert!(forms.is_some_and(|forms| forms.iter().all(|form| form.regex().is_some())));
    }

    #[test]
    fn names_become_placeholders() {
        assert_eq!(screaming("consumerSecret"), "CONSUMER_SECRET");
        assert_eq!(screaming("app.api-key"), "API_KEY");
        assert_eq!(screaming("AWS_SECRET"), "AWS_SECRET");
    }

    #[test]
    fn randomness() {
        assert!(is_random("q8Zr3LkT0uXw5Vn2Bd7Yc1MfGhJs"));
        assert!(is_random("9c1d0a7be24f83561fa0c47d92b8e35a"));
        assert!(!is_random("checkout-success-message-1"));
        assert!(!is_random("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1"));
    }

    /// Looked through once for each of its addresses, this would take minutes.
    #[test]
    fn a_text_of_addresses_alone_holds_none() {
        assert_eq!(find(&"://x ".repeat(1_000_000)), []);
    }

    /// A pattern as a generator reads it: without bounds and names.
    fn generated(pattern: &str) -> String {
        ["(?s)", r"\b"].iter().fold(pattern.replace("?P<value>", ""), |pattern, sign| pattern.replace(sign, ""))
    }

    /// The same for patterns whose names and flags a generator does not know.
    fn ascii(pattern: &str) -> String {
        let signs = ["?P<name>", "?P<quoted>", "?P<bare>", "?P<host>", r"(?-u:\b)"];
        let plain = signs.iter().fold(pattern.to_owned(), |pattern, sign| pattern.replace(sign, ""));
        plain.replace("(?i-u:", "(?:").replace(r"(?:\s|$|", r"(?:\s|")
    }

    proptest::proptest! {
        #[test]
        fn every_value_of_a_vendor_is_led_to(
            (at, value) in (0..VENDORS.len()).prop_flat_map(|at| {
                (Just(at), proptest::string::string_regex(&generated(VENDORS[at].1)).expect("a pattern"))
            })
        ) {
            let forms = FORMS.as_ref().expect("patterns");
            proptest::prop_assert!(forms.of(&value).any(|(led, _)| led == at), "{value}");
        }

        #[test]
        fn every_named_value_and_address_is_led_to(
            named in proptest::string::string_regex(&ascii(NAMED)).expect("a pattern"),
            address in proptest::string::string_regex(&ascii(ADDRESS)).expect("a pattern")
        ) {
            let forms = FORMS.as_ref().expect("patterns");
            for (at, value) in [(VENDORS.len(), named), (VENDORS.len() + 1, address)] {
                proptest::prop_assert!(forms.of(&value).any(|(led, _)| led == at), "{value}");
            }
        }

        #[test]
        fn any_text_is_searched(text in "(\\PC|[ \n=:\"'_-]|key|secret|-----BEGIN PRIVATE KEY-----|://a:b@){0,60}") {
            for hit in find(&text) {
                proptest::prop_assert!(text.get(hit.value).is_some());
            }
        }
    }
}
