//! `style.inclusive`: words that leave nobody out, each with another word to write.
//!
//! Names, quotes and code stay as they are: a product's "master" branch is called what it is called.

use crate::bar::profile::Profile;
use crate::bar::prose::{Mark, Prose};
use crate::bar::remark::{Remark, article, fields, in_field, remarks};
use crate::bar::{Class, Field, Finding, Fix, Outcome, Reading, Rule, Scope, Setting, Severity, Waive, Words};
use crate::markdown::Layer;

const WORDS: Words = Words::new(
    "style.inclusive.words",
    &[
        "whitelist → allowlist",
        "whitelists → allowlists",
        "whitelisted → allowed",
        "whitelisting → allowing",
        "blacklist → denylist",
        "blacklists → denylists",
        "blacklisted → denied",
        "blacklisting → denying",
        "master/slave → primary/replica",
        "master-slave → primary-replica",
        "slave → replica",
        "slaves → replicas",
        "master node → primary node",
        "master database → primary database",
        "master server → primary server",
        "grandfathered → exempt",
        "sanity check → quick check",
        "sanity-check → check",
        "sanity test → quick test",
        "dummy value → placeholder",
        "dummy data → sample data",
        "man hours → hours of work",
        "man-hours → hours of work",
        "manpower → staff",
        "man-in-the-middle → on-path",
        "middleman → go-between",
        "mankind → people",
        "man-made → artificial",
        "chairman → chair",
        "guys → everyone",
        "he or she → they",
        "he/she → they",
        "s/he → they",
        "his or her → their",
        "his/her → their",
        "him or her → them",
        "crazy → surprising",
        "insane → extreme",
        "insanely → extremely",
        "lame → weak",
        "cripple → limit",
        "crippled → limited",
        "crippling → severe",
        "blind to → unaware of",
        "tone-deaf → careless",
        "handicapped → disabled",
        "retarded → delayed",
        "gypped → cheated",
        "ghetto → makeshift",
        "hold hostage → block",
        "spirit animal → favourite",
        "tribal knowledge → unwritten knowledge",
    ],
    "Words to avoid, with what to write instead.",
);

const ALLOW: Words = Words::new("style.inclusive.allow", &[], "Words of the list that this publication lets pass.");

pub const RULE: Rule = Rule {
    id: "style.inclusive",
    name: "Inclusive words",
    task: "Use words that include",
    why: "A word that hurts a reader loses that reader.",
    version: "1.0.0",
    severity: Severity::Recommended,
    scope: Scope::Guides,
    class: Class::Measured,
    waive: Waive::USUAL,
    settings: &[Setting::Words(&WORDS), Setting::Words(&ALLOW)],
    check,
};

pub fn marks(prose: &Prose, profile: &Profile) -> Vec<Mark> {
    if prose.quoted {
        return Vec::new();
    }
    let allowed = profile.words(&ALLOW);
    let found = prose.listed(profile.words(&WORDS)).filter(|(words, _)| {
        let text = prose.lower.get(prose.place(words.clone())).unwrap_or_default();
        !prose.words[words.start].quoted && !allowed.has(text) && !is_name(prose, words.start)
    });
    found.map(|(words, instead)| Mark { rule: RULE.id, range: prose.place(words), note: instead.to_owned() }).collect()
}

/// A capital that neither a sentence nor a heading asks for.
fn is_name(prose: &Prose, at: usize) -> bool {
    let starts = prose.sentences.iter().any(|sentence| sentence.words.start == at);
    let shouted = prose.written(at).chars().all(|c| !c.is_lowercase());
    prose.layer == Some(Layer::Prose) && prose.written(at).starts_with(char::is_uppercase) && !starts && !shouted
}

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let mut findings = Vec::new();
    for (field, prose) in fields(reading) {
        findings.extend(prose.marks(rule.id).map(|mark| in_a_field(rule, reading, field, &prose, mark)));
    }
    let found = remarks(rule, reading, &[Layer::Heading, Layer::Prose, Layer::Cell]);
    findings.extend(found.iter().map(|remark| finding(rule, reading, remark)));
    Outcome::of(rule, Vec::new(), findings)
}

fn says(word: &str, instead: &str) -> String {
    if instead.is_empty() {
        format!("“{word}” is on the house list. Choose another word.")
    } else {
        format!("“{word}” → “{instead}” (house list).")
    }
}

fn finding(rule: &'static Rule, reading: &Reading<'_>, remark: &Remark<'_>) -> Finding {
    let instead = &remark.mark.note;
    remark.finding(rule, reading, says(remark.words(), instead)).fix(remark.replaced(reading, instead)).confidence(0.8)
}

fn in_a_field(rule: &'static Rule, reading: &Reading<'_>, field: Field, prose: &Prose, mark: &Mark) -> Finding {
    let quote = in_field(reading, field, prose, mark);
    let (from, to) = (quote.exact.clone(), mark.note.clone());
    let fix = (!to.is_empty() && from.starts_with(char::is_lowercase)).then(|| {
        Fix::meta(format!("Write “{to}”"), &reading.draft.meta, |meta| {
            let text = if field == Field::Title { &mut meta.title } else { &mut meta.summary };
            if let Some((before, after)) = text.clone().split_once(&*from) {
                let (eaten, article) = article(before, &to).unwrap_or_default();
                *text = format!("{}{article}{to}{after}", &before[..before.len() - eaten]);
            }
        })
    });
    Finding::of(rule, quote, says(&from, &mark.note)).fix(fix)
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::State;
    use crate::bar::testing::{Cases, draft, fixed, on, run, with};

    const ID: &str = "style.inclusive";

    pub fn cases() -> Cases {
        Cases::of(ID)
            .broken([
                "Put it on the whitelist.",
                "A master/slave pair.",
                "Two slaves follow.",
                "A sanity check first.",
                "Blacklisted hosts are refused.",
                "## The whitelist",
                "| Whitelist |\n|---|",
                "* He or she signs in.",
                "It took forty man-hours.",
                "The **blacklist** grew.",
                "WHITELIST the host.",
                "A man-in-the-middle reads it.",
            ])
            .broken([with(|meta| meta.summary = "How a whitelist of hosts keeps payments in order at last.".into())])
            .sound([
                "Put it on the allowlist.",
                "Push to the master branch.",
                "Run `whitelist` there.",
                "```\nwhitelist\n```",
                "The option is called “whitelist”.",
                "> Use the whitelist.",
                "[hosts](/whitelist/)",
                "A scrum master said so.",
                "Then `kill -9` the process.",
                "The band Slave plays.",
                "Blackboards and whitewash.",
                "Enslaved is another word.",
                "A check for sanity.",
            ])
    }

    #[test]
    fn writes_the_other_word() {
        let cases = [
            ("Whitelisted hosts.", "Allowed hosts."),
            ("A sanity\ncheck.", "A quick check."),
            ("Keep a whitelist.", "Keep an allowlist."),
            ("A master/slave pair.", "A primary/replica pair."),
        ];
        for (before, after) in cases {
            let draft = draft(before);
            let fixed = fixed(&draft, &run(ID, &draft));
            assert_eq!(fixed.body, after);
            assert_eq!(run(ID, &fixed).state, State::Pass);
        }
        assert_eq!(on(ID, "The whitelist.").findings[0].message, "“whitelist” → “allowlist” (house list).");
    }

    #[test]
    fn mends_a_summary() {
        let draft = with(|meta| meta.summary = "Hosts on a whitelist.".into());
        assert_eq!(fixed(&draft, &run(ID, &draft)).meta.summary, "Hosts on an allowlist.");
    }
}
