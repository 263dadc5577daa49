//! The field `waivers`: rules that were set aside, read and written in one shape.
//!
//! A list of mappings with the keys `rule`, `version`, `scope`, `code`, `reason`, `by`, `with`, `at`, `expires`,
//! `textHash` and `quote`; empty ones are not written. Whether one holds is the bar's to say.

use super::value::Value;
use super::write::quoted;
use crate::guide::{Waiver, WaiverCode, WaiverScope};

/// Most waivers that are read of one file.
pub(super) const MOST: usize = 200;

/// One entry; `None` when it is none.
pub(super) fn waiver(value: &Value) -> Option<Waiver> {
    let one = |name| value.text(name);
    let scope = one("scope")?;
    let scope = if scope.is_empty() { WaiverScope::Guide } else { WaiverScope::parse(&scope)? };
    let rule = one("rule")?;
    let waiver = Waiver {
        version: one("version")?,
        scope,
        code: WaiverCode::parse(&one("code")?)?,
        reason: one("reason")?,
        by: one("by")?,
        with: one("with")?,
        at: one("at")?,
        expires: one("expires")?,
        text_hash: one("textHash")?.to_lowercase(),
        quote: one("quote")?,
        rule,
    };
    (!waiver.rule.is_empty()).then_some(waiver)
}

/// The whole list as YAML on one line.
pub fn written(waivers: &[Waiver]) -> String {
    let entries: Vec<String> = waivers.iter().map(entry).collect();
    format!("[{}]", entries.join(", "))
}

fn entry(waiver: &Waiver) -> String {
    let parts = [
        ("rule", waiver.rule.as_str()),
        ("version", &waiver.version),
        ("scope", waiver.scope.as_str()),
        ("code", waiver.code.as_str()),
        ("reason", &waiver.reason),
        ("by", &waiver.by),
        ("with", &waiver.with),
        ("at", &waiver.at),
        ("expires", &waiver.expires),
        ("textHash", &waiver.text_hash),
        ("quote", &waiver.quote),
    ];
    let filled = parts.into_iter().filter(|(_, text)| !text.is_empty());
    format!("{{{}}}", filled.map(|(name, text)| format!("{name}: {}", quoted(text))).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let full = Waiver {
            rule: "links.case-study".into(),
            version: "1.0.0".into(),
            scope: WaiverScope::Span,
            code: WaiverCode::ClientConfidential,
            reason: "NDA: \"no names\" until {2027}, #1".into(),
            by: "Ana".into(),
            with: "Otieno".into(),
            at: "2026-11-25T10:00:00Z".into(),
            expires: "2027-11-25".into(),
            text_hash: "00ff".into(),
            quote: "the bank".into(),
        };
        let bare = Waiver { rule: "length.words".into(), code: WaiverCode::HouseException, ..Waiver::default() };
        let all = vec![full, bare];
        let known = read(&format!("waivers: {}\n", written(&all)));
        assert_eq!((known.waivers, known.remarks), (all, Vec::<String>::new()));
    }

    #[test]
    fn what_is_no_waiver_is_remarked() {
        for broken in [
            "waivers: 3",
            "waivers:\n  - x",
            "waivers:\n  - rule: a\n    code: because",
            "waivers:\n  - code: temporary",
        ] {
            let known = read(broken);
            assert!(known.waivers.is_empty() && known.remarks.len() == 1, "{broken}");
        }
    }
}
