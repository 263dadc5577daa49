//! `code.secret`: no live-looking credential, in code or prose, in addresses, alternative texts and comments.
//!
//! What only a vendor issues fails; what merely looks like it is asked about. Published sandbox values and
//! placeholders are let through. The findings never repeat the credential: reports travel. Files of pictures are
//! not opened here.

use std::cell::RefCell;
use std::rc::Rc;

use super::code_secret_patterns::{Hit, find};
use crate::bar::memory::{Memory, hash};
use crate::bar::{Class, Edit, Field, Finding, Fix, Outcome, Quote, Reading, Rule, Scope, Setting, Severity, State};
use crate::bar::{Waive, Words};
use crate::text::Span;

const PUBLISHED: Words = Words::new(
    "code.secret.published",
    &[
        "174379",
        "254708374149",
        "bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919",
        "AKIAIOSFODNN7EXAMPLE",
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    ],
    "Values of public sandboxes and manuals, which are no secrets.",
);

pub const RULE: Rule = Rule {
    id: "code.secret",
    name: "No secrets",
    task: "Take the secret out",
    why: "Whoever reads the guide can use it.",
    version: "1.0.0",
    severity: Severity::Required,
    scope: Scope::Everything,
    class: Class::Measured,
    waive: Waive::TWO,
    settings: &[Setting::Words(&PUBLISHED)],
    check,
};

thread_local! {
    static MEMORY: RefCell<Memory<Rc<[Hit]>>> = RefCell::default();
}

fn remembered(text: &str) -> Rc<[Hit]> {
    MEMORY.with_borrow_mut(|memory| memory.or(|| hash(text.as_bytes()), || find(text).into()))
}

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let published = reading.words(&PUBLISHED);
    let source = reading.document.source;
    let is_secret = |value: &str| !published.has(&value.to_lowercase());
    let mut sure = false;
    let mut findings = Vec::new();
    for piece in pieces(reading) {
        for hit in remembered(piece.of(source)).iter() {
            let span = Span::new(piece.start + hit.value.start, piece.start + hit.value.end);
            if is_secret(span.of(source)) {
                sure |= hit.sure;
                findings.push(in_text(rule, reading, hit, span));
            }
        }
    }
    for (field, text) in [(Field::Title, &reading.draft.meta.title), (Field::Summary, &reading.draft.meta.summary)] {
        let hits = remembered(text);
        let secret = hits.iter().filter(|hit| text.get(hit.value.clone()).is_some_and(is_secret));
        for hit in secret {
            sure |= hit.sure;
            findings.push(in_field(rule, reading, field, hit));
        }
    }
    let state = match (findings.is_empty(), sure) {
        (true, _) => State::Pass,
        (false, true) => State::Fail,
        (false, false) => State::Confirm,
    };
    Outcome::of(rule, Vec::new(), findings).state(state)
}

/// The blocks of the text, and what stands between them: definitions of links are no blocks.
fn pieces(reading: &Reading<'_>) -> Vec<Span> {
    let end = reading.document.source.len();
    let mut pieces = Vec::new();
    let mut at = 0;
    for span in reading.document.blocks.iter().map(|block| block.span).chain([Span::new(end, end)]) {
        if span.start > at {
            pieces.push(Span::new(at, span.start));
        }
        pieces.push(Span::new(span.start.max(at), span.end.max(at)));
        at = at.max(span.end);
    }
    let empty = |span: &Span| span.of(reading.document.source).trim().is_empty();
    pieces.retain(|span| !empty(span));
    pieces
}

fn message(hit: &Hit) -> String {
    match hit.sure {
        true => format!(
            "This is {}. Replace it, and revoke it where it was issued: earlier versions hold it too.",
            hit.what
        ),
        false => format!("This looks like {}. Is it in use? Then replace and revoke it.", hit.what),
    }
}

fn in_text(rule: &'static Rule, reading: &Reading<'_>, hit: &Hit, span: Span) -> Finding {
    let quote = masked(reading.quote(span, hit.what));
    let confidence = if hit.sure { 0.95 } else { 0.6 };
    Finding::of(rule, quote, message(hit)).fix(replace(reading, hit, span)).confidence(confidence)
}

fn in_field(rule: &'static Rule, reading: &Reading<'_>, field: Field, hit: &Hit) -> Finding {
    let meta = &reading.draft.meta;
    let text = if field == Field::Title { &meta.title } else { &meta.summary };
    let value = text.get(hit.value.clone()).unwrap_or_default().to_owned();
    let fix = Fix::meta(format!("Replace by {}", hit.placeholder), meta, |meta| {
        let text = if field == Field::Title { &mut meta.title } else { &mut meta.summary };
        *text = text.replace(&value, &hit.placeholder);
    });
    Finding::of(rule, masked(reading.field(field, value, hit.what)), message(hit)).fix(fix)
}

/// Enough to find it by.
fn masked(mut quote: Quote) -> Quote {
    let start: String = quote.exact.chars().take(4).collect();
    quote.exact = format!("{start}…");
    quote
}

/// Everywhere at once.
fn replace(reading: &Reading<'_>, hit: &Hit, span: Span) -> Fix {
    let source = reading.document.source;
    let value = span.of(source);
    let places = source.match_indices(value).map(|(at, _)| Span::new(at, at + value.len()));
    let edits = places.map(|span| Edit { span, insert: hit.placeholder.clone() }).collect();
    Fix::edits(format!("Replace by {}", hit.placeholder.trim()), edits)
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::State;
    use crate::bar::testing::{Cases, draft, fixed, on, run, with};

    const ID: &str = "code.secret";

    /// Written in two halves, so that no scanner takes this file for a leak.
    fn whole(parts: &[&str]) -> String {
        parts.concat()
    }

    pub fn cases() -> Cases {
        let aws = whole(&["AKIA", "R7Q2M5XWZK4TNB3V"]);
        let token = whole(&["ghp_", "a8Kd0sLw92mXq4RtYb6VnC3zHf7GjP1eUoQi"]);
        let bearer = whole(&["eyJhbGciOiJIUzI1NiJ9", ".eyJzdWIiOiI0MiIsIm4iOiJhIn0", ".q8Zr3LkT0uXw5Vn2Bd7Yc1Mf"]);
        let body = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7";
        let stripe = whole(&["sk_", "live_", "51H8sKqLw92mXq4RtYb6Vn"]);
        Cases::of(ID)
            .broken([
                format!("```sh\nexport AWS_ACCESS_KEY_ID={aws}\n```"),
                format!("The key is {aws}."),
                format!("`{token}`"),
                format!("[link](https://api.example.org/?token={token})"),
                format!("<!-- {token} -->"),
                format!("```http\nAuthorization: Bearer {bearer}\n```"),
                format!("```\n-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----\n```"),
                format!("```ts\nconst stripe = new Stripe(\"{stripe}\");\n```"),
                "```env\nCONSUMER_SECRET=q7Xw2LkT0uVn5Bd3\n```".to_owned(),
                "```ts\nconst consumerKey = 'Zr3LkT0uXw5Vn2Bd7Yc1MfGq';\n```".to_owned(),
                "```ts\nconst passkey = \"9c1d0a7be24f83561fa0c47d92b8e35a\";\n```".to_owned(),
                "```yaml\napi_key: \"q8Zr3LkT0uXw5Vn2Bd7Yc1MfGhJs\"\n```".to_owned(),
                "```ts\ndb.connect({ password: \"hunter2-and-3\" });\n```".to_owned(),
                "```\npostgres://app:Vn2Bd7Yc1Mf@db.prod.example.org/ledger\n```".to_owned(),
                format!("[x]\n\n[x]: https://api.example.org/?token={token}\n"),
            ])
            .broken([with(|meta| meta.summary = format!("A ledger, with {token} in its summary."))])
            .sound([
                "```env\nCONSUMER_SECRET=YOUR_CONSUMER_SECRET\n```",
                "```ts\nconst key = process.env.CONSUMER_KEY;\n```",
                "```env\nAWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\n```",
                "```ts\nconst passkey = \"bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919\";\n```",
                "```http\nIdempotency-Key: 550e8400-e29b-41d4-a716-446655440000\n```",
                "```json\n\"integrity\": \"sha512-q8Zr3LkT0uXw5Vn2Bd7Yc1MfGhJsq8Zr3LkT0uXw5Vn2Bd7Yc1Mf==\"\n```",
                "```yaml\npassword: ${DB_PASSWORD}\n```",
                "```ts\nconst password = \"password123\";\n```",
                "```\npostgres://postgres:postgres@localhost:5432/ledger\n```",
                "```\n-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----\n```",
                "```ts\nconst cacheKey = \"user-7f3b-session-2026-11-25-node-4\";\n```",
                "```sh\ngit checkout 9fedb95a7be24f83561fa0c47d92b8e35a1c0d2e\n```",
                "Shortcode 174379 and phone 254708374149.",
                "```ts\nconst token = \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\";\n```",
                "```sql\nPRIMARY KEY (transfer_id, account)\n```",
                "A password: something long you know.",
                "```env\nSTRIPE_KEY=sk_test_51H8sKqLw92mXq4RtYb6Vn\n```",
            ])
    }

    #[test]
    fn what_a_vendor_issues_fails_and_the_rest_is_asked_about() {
        let token = whole(&["ghp_", "a8Kd0sLw92mXq4RtYb6VnC3zHf7GjP1eUoQi"]);
        assert_eq!(on(ID, &token).state, State::Fail);
        assert_eq!(on(ID, "```\npassword = \"hunter2-and-3\"\n```").state, State::Confirm);
    }

    #[test]
    fn replaces_it_everywhere_and_never_repeats_it() {
        let secret = "q7Xw2LkT0uVn5Bd3";
        let draft = draft(&format!("```env\nCONSUMER_SECRET={secret}\n```\n\nSend `{secret}`.\n"));
        let outcome = run(ID, &draft);
        assert!(!format!("{:?}", outcome.findings[0].quote.exact).contains(secret));
        assert!(!outcome.findings[0].message.contains(secret));
        let fixed = fixed(&draft, &outcome);
        assert_eq!(fixed.body, "```env\nCONSUMER_SECRET=YOUR_CONSUMER_SECRET\n```\n\nSend `YOUR_CONSUMER_SECRET`.\n");
        assert_eq!(run(ID, &fixed).state, State::Pass);
    }
}
