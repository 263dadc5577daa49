//! `meta.slug`: lower-case words and hyphens, at most 75 characters, nobody else's, akin to the title.
//!
//! Changes of a published slug are the library's business: it keeps the redirects.

use crate::bar::{Class, Field, Finding, Fix, Number, Outcome, Reading, Rule, Scope, Setting, Severity, Waive};

const LONGEST: Number = Number::count("meta.slug.max", 75.0, "characters", "Longest slug.");

/// Words that say nothing about a page.
const STOP_WORDS: [&str; 34] = [
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "can", "do", "for", "from", "has", "how", "i", "if", "in",
    "is", "isn", "it", "its", "most", "my", "of", "on", "or", "s", "t", "than", "that", "the", "this", "to",
];

pub const RULE: Rule = Rule {
    id: "meta.slug",
    name: "Slug",
    task: "Mend the slug",
    why: "The slug is the address of the page.",
    version: "1.1.0",
    severity: Severity::Required,
    scope: Scope::Everything,
    class: Class::Exact,
    waive: Waive::USUAL,
    settings: &[Setting::Number(&LONGEST)],
    check,
};

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let slug = &reading.draft.meta.slug;
    let quote = reading.field(Field::Slug, slug, "");
    match complaint(reading, slug) {
        None => Outcome::of(rule, vec![quote], Vec::new()),
        Some(message) => Outcome::of(rule, Vec::new(), vec![Finding::of(rule, quote, message).fix(slugified(reading))]),
    }
}

fn complaint(reading: &Reading<'_>, slug: &str) -> Option<String> {
    let title = &reading.draft.meta.title;
    let longest = reading.count(&LONGEST);
    match slug {
        "" => Some("There is no slug, so the page has no address.".into()),
        _ if !well_formed(slug) => Some("A slug is small letters, digits and single hyphens.".into()),
        _ if slug.len() > longest => Some(format!("{} characters; {longest} are the most.", slug.len())),
        _ if taken(reading, slug) => Some(format!("Another page has the address {}.", reading.path())),
        _ if !akin(slug, title) => {
            Some("The slug shares no word with the title. Readers take it for another page.".into())
        }
        _ => None,
    }
}

fn well_formed(slug: &str) -> bool {
    let part =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    slug.split('-').all(part)
}

/// The snapshot holds this page as well, so one is not enough.
fn taken(reading: &Reading<'_>, slug: &str) -> bool {
    let section = reading.draft.meta.kind.section();
    let same = reading.vocabulary.pages.iter().filter(|page| page.slug == slug && page.kind.section() == section);
    same.count() > 1
}

/// They share a word that means something, however either of them joins it ("realtime", "real-time"); a title
/// without such words asks for none.
fn akin(slug: &str, title: &str) -> bool {
    let title = words(title);
    let parts: Vec<String> = slug.split('-').map(str::to_owned).collect();
    let (of_title, of_slug) = (joined(&title), joined(&parts));
    let telling = |word: &&String| !STOP_WORDS.contains(&word.as_str());
    title.is_empty()
        || of_slug.iter().filter(telling).any(|word| of_title.iter().any(|other| stem(word) == stem(other)))
}

/// Each word, and two or three in a row written as one.
fn joined(words: &[String]) -> Vec<String> {
    (1..=3).flat_map(|count| words.windows(count).map(<[String]>::concat)).collect()
}

fn words(title: &str) -> Vec<String> {
    let slug = slug::slugify(title.replace(['\'', '’'], ""));
    let telling = slug.split('-').filter(|word| !word.is_empty() && !STOP_WORDS.contains(word));
    telling.map(str::to_owned).collect()
}

/// "payments" and "payment", "caches" and "cache" are one word here.
fn stem(word: &str) -> &str {
    let plain = word.len() < 4 || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is");
    let singular = if plain { word } else { word.strip_suffix("es").or(word.strip_suffix('s')).unwrap_or(word) };
    if singular.len() > 3 { singular.strip_suffix('e').unwrap_or(singular) } else { singular }
}

fn slugified(reading: &Reading<'_>) -> Option<Fix> {
    let mut slug = String::new();
    let room = reading.count(&LONGEST).saturating_sub(3);
    for word in words(&reading.draft.meta.title) {
        if slug.len() + word.len() + 1 > room {
            break;
        }
        slug = if slug.is_empty() { word } else { format!("{slug}-{word}") };
    }
    if slug.is_empty() {
        return None;
    }
    let free = (1..100).map(|n| if n == 1 { slug.clone() } else { format!("{slug}-{n}") }).find(|slug| {
        *slug != reading.draft.meta.slug && reading.vocabulary.page(reading.draft.meta.kind.section(), slug).is_none()
    })?;
    Some(Fix::meta(format!("Use {free}"), &reading.draft.meta, |meta| meta.slug = free.clone()))
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::State;
    use crate::bar::testing::{Cases, fixed, run, run_with, with};
    use crate::vocabulary::{Vocabulary, sample};

    const ID: &str = "meta.slug";

    fn slug(slug: &str) -> crate::guide::Draft {
        with(|meta| meta.slug = slug.to_owned())
    }

    /// A title of its own, and a slug.
    fn titled(title: &str, slug: &str) -> crate::guide::Draft {
        with(|meta| (meta.title, meta.slug) = (title.to_owned(), slug.to_owned()))
    }

    pub fn cases() -> Cases {
        Cases::of(ID)
            .broken(
                [
                    "",
                    "Staying-correct",
                    "staying_correct",
                    "staying--correct",
                    "-staying",
                    "staying-",
                    "staying correct",
                    "stäying",
                    "staying/correct",
                    "staying.correct",
                    "something-else",
                ]
                .map(slug),
            )
            .broken([slug(&"staying".repeat(11))])
            .broken([
                // Letters that stand in a row only where two words of the title meet.
                slug("rivet"),
                slug("ectwhen"),
                titled("How It Is Done", "how-it-is"),
                titled("Process the Queue", "proceed"),
            ])
            .sound(
                [
                    "staying-correct",
                    "staying",
                    "payments",
                    "payment-ledger",
                    "2026-payments",
                    "correct",
                    "twice",
                    "arrive-twice-x",
                    "staying-cor-rect",
                    "when-payments",
                    "a-correct-ledger",
                ]
                .map(slug),
            )
            .sound([
                titled("Real-Time Sync", "realtime"),
                titled("Realtime Sync", "real-time"),
                titled("Apps Like WhatsApp", "whats-app"),
                titled("Caches That Fail", "cache"),
                titled("One Database", "databases"),
                titled("Next.js and Django", "nextjs-django"),
                titled("How It Is", "anything"),
            ])
    }

    #[test]
    fn makes_one_from_the_title() {
        let draft = slug("Nope");
        let fixed = fixed(&draft, &run(ID, &draft));
        assert_eq!(fixed.meta.slug, "staying-correct-when-payments-arrive-twice");
        let long = with(|meta| {
            meta.title = "Élan vital ".repeat(20);
            meta.slug = "x y".into();
        });
        let fixed = super::super::super::testing::fixed(&long, &run(ID, &long));
        assert!(fixed.meta.slug.starts_with("elan-vital-elan") && fixed.meta.slug.len() <= 75);
        assert_eq!(run(ID, &fixed).state, State::Pass);
    }

    #[test]
    fn two_pages_cannot_share_an_address() {
        let mut pages = sample().pages;
        let mut twin = pages[4].clone();
        twin.slug = "staying-correct".into();
        pages.extend([twin.clone(), twin]);
        let vocabulary = Vocabulary::new(pages, Vec::new(), Vec::new());
        let outcome = run_with(ID, &slug("staying-correct"), &vocabulary);
        assert_eq!(outcome.findings[0].message, "Another page has the address /guides/staying-correct/.");
    }

    #[test]
    fn a_title_in_another_script_asks_for_no_word() {
        let draft = with(|meta| {
            meta.title = "…".into();
            meta.slug = "payments".into();
        });
        assert_eq!(run(ID, &draft).state, State::Pass);
    }
}
