//! `stack.discussed`: a declared item is spoken of, not only listed.
//!
//! Two sentences name it, one of them says something of it, and together they have some length or the code uses
//! it. A sentence that names three items and says nothing of this one is a roll-call. What is said is not judged.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use super::stack_signs::SIGNS;
use crate::bar::memory::{Memory, hash, mix};
use crate::bar::mentions::Seen;
use crate::bar::profile::{Profile, WordList};
use crate::bar::prose::Sentence;
use crate::bar::verdict::{count, times};
use crate::bar::{
    Class, Field, Finding, Fix, Number, Outcome, Quote, Reading, Rule, Scope, Setting, Severity, State, Waive,
};
use crate::markdown::Layer;
use crate::vocabulary::{Named, StackItem};

const SENTENCES: Number =
    Number::count("stack.discussed.sentences", 2.0, "sentences", "Sentences that name an item at least.");
const WORDS: Number = Number::count(
    "stack.discussed.words",
    25.0,
    "words",
    "Words of the sentences that name an item at least, unless the code uses it.",
);
const LIST: Number =
    Number::count("stack.discussed.list", 3.0, "items", "Items in one sentence that make it a list of names.");

pub const RULE: Rule = Rule {
    id: "stack.discussed",
    name: "Stack discussed",
    task: "Say what each item did",
    why: "Who follows a technology here wants to read about it.",
    version: "1.0.0",
    severity: Severity::Required,
    scope: Scope::Guides,
    class: Class::Measured,
    waive: Waive::USUAL,
    settings: &[Setting::Number(&SENTENCES), Setting::Number(&WORDS), Setting::Number(&LIST), Setting::Words(&SIGNS)],
    check,
};

/// What the text says of a declared item.
struct Row<'a> {
    item: &'a StackItem,
    named: Vec<Naming<'a>>,
    used: bool,
}

/// A sentence that names the item.
struct Naming<'a> {
    seen: Seen,
    sentence: Sentence<'a>,
    roll_call: bool,
}

#[derive(PartialEq)]
enum Verdict {
    Discussed,
    Thin,
    Missing,
}

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let items = items(reading);
    if items.is_empty() {
        return Outcome::not_applicable(rule);
    }
    let signed = signed(reading);
    let rows: Vec<Row<'_>> = items.iter().map(|item| row(reading, item, &items, &signed)).collect();
    let discussed = rows.iter().filter(|row| judge(reading, row) == Verdict::Discussed);
    let evidence: Vec<Quote> = discussed.filter_map(|row| evidence(reading, row)).collect();
    let open = rows.iter().filter(|row| judge(reading, row) != Verdict::Discussed);
    let findings: Vec<Finding> = open.map(|row| finding(rule, reading, row)).collect();
    let missing = rows.iter().any(|row| judge(reading, row) == Verdict::Missing);
    let good = rows.len() - findings.len();
    let outcome = Outcome::of(rule, evidence, findings).counting(good, rows.len());
    if outcome.findings.is_empty() || missing { outcome } else { outcome.state(State::Confirm) }
}

/// Declared items that the library knows, each once.
fn items<'a>(reading: &Reading<'a>) -> Vec<&'a StackItem> {
    let mut items: Vec<&StackItem> = Vec::new();
    for item in reading.draft.meta.stack.iter().filter_map(|name| reading.vocabulary.item(name)) {
        if !items.contains(&item) {
            items.push(item);
        }
    }
    items
}

fn row<'a>(reading: &'a Reading<'_>, item: &'a StackItem, declared: &[&StackItem], signed: &[&StackItem]) -> Row<'a> {
    let meant: Vec<bool> = reading.vocabulary.stack.iter().map(|named| means(reading, named, item, declared)).collect();
    let stands_for = |seen: &&Seen| matches!(seen.named, Named::Stack(at) if meant.get(at) == Some(&true));
    let seen = reading.mentions().iter().filter(|seen| seen.layer == Layer::Prose).filter(stands_for);
    let mut named: Vec<Naming<'_>> = Vec::new();
    for seen in seen {
        let Some(sentence) = sentence(reading, seen) else { continue };
        let roll_call = is_roll_call(reading, seen, &sentence);
        match named.last_mut().filter(|last| (last.seen.paragraph, last.sentence.at) == (seen.paragraph, sentence.at)) {
            Some(last) => last.roll_call &= roll_call,
            None => named.push(Naming { seen: *seen, sentence, roll_call }),
        }
    }
    Row { item, named, used: is_used(reading, item, signed) }
}

/// A facet or a parent stands for the item where it is not declared itself.
fn means(reading: &Reading<'_>, named: &StackItem, item: &StackItem, declared: &[&StackItem]) -> bool {
    let related = || reading.vocabulary.parent(named) == Some(item) || reading.vocabulary.parent(item) == Some(named);
    named == item || (!declared.contains(&named) && related())
}

fn sentence<'a>(reading: &'a Reading<'_>, seen: &Seen) -> Option<Sentence<'a>> {
    let prose = reading.prose();
    let said = prose.binary_search_by_key(&seen.paragraph, |said| said.paragraph).ok().map(|at| &prose[at])?;
    said.sentence_at(seen.at).and_then(|number| said.sentences().nth(number))
}

/// Many names in one sentence, and no verb behind this one.
fn is_roll_call(reading: &Reading<'_>, seen: &Seen, sentence: &Sentence<'_>) -> bool {
    let range = sentence.range();
    let here = reading.mentions_in(seen.paragraph).iter().filter(|other| range.contains(&other.at));
    let names: BTreeSet<usize> = here
        .filter_map(|other| match other.named {
            Named::Stack(at) => Some(at),
            Named::CaseStudy(_) => None,
        })
        .collect();
    let behind = sentence.text().get(seen.at - range.start + (seen.span.end - seen.span.start)..).unwrap_or_default();
    names.len() >= reading.count(&LIST) && !says_something(behind)
}

/// The next word is a verb in the present or past, as far as its ending tells.
fn says_something(behind: &str) -> bool {
    const VERBS: [&str; 18] = [
        "is", "was", "has", "had", "can", "will", "does", "did", "may", "must", "kept", "held", "ran", "took", "gave",
        "made", "sent", "wrote",
    ];
    const NOT: [&str; 9] = ["as", "plus", "versus", "across", "less", "this", "its", "others", "thus"];
    let next = behind.trim_start_matches([')', '*', '_', '\'', '’']).split_whitespace().next();
    let Some(word) = next.filter(|_| behind.starts_with([' ', ')', '\u{a0}'])) else { return false };
    let plain = word.chars().all(|c| c.is_ascii_lowercase());
    let shaped = word.len() > 3 && (word.ends_with('s') || word.ends_with("ed")) && !NOT.contains(&word);
    plain && (VERBS.contains(&word) || shaped)
}

/// Items that the code shows signs of.
fn signed<'a>(reading: &Reading<'a>) -> Vec<&'a StackItem> {
    let signs = reading.words(&SIGNS);
    let found = reading.document.code.iter().flat_map(|block| signs_in(signs, reading.profile, &block.text).to_vec());
    let names: BTreeSet<String> = found.collect();
    names.iter().filter_map(|name| reading.vocabulary.item(name)).collect()
}

thread_local! {
    static SIGNED: RefCell<Memory<Rc<[String]>>> = RefCell::default();
}

/// Names of the items of which a block of code shows signs; remembered by its text and the profile's words.
fn signs_in(signs: &WordList, profile: &Profile, code: &str) -> Rc<[String]> {
    let look = || {
        let names: BTreeSet<&str> = signs.find(code).map(|(_, sign)| sign.instead.as_str()).collect();
        names.into_iter().map(str::to_owned).collect()
    };
    SIGNED.with_borrow_mut(|memory| memory.or(|| mix(profile.words_hash(), hash(code.as_bytes())), look))
}

/// Imported in some block of code, or set up by what only it understands.
fn is_used(reading: &Reading<'_>, item: &StackItem, signed: &[&StackItem]) -> bool {
    let is_it = |at: usize| {
        let imported = reading.vocabulary.stack.get(at);
        imported == Some(item) || (imported.is_some() && reading.vocabulary.parent(item) == imported)
    };
    reading.imported().iter().any(|(at, _)| is_it(*at)) || signed.contains(&item)
}

fn judge(reading: &Reading<'_>, row: &Row<'_>) -> Verdict {
    let enough = row.named.len() >= reading.count(&SENTENCES) && row.named.iter().any(|named| !named.roll_call);
    match (enough, row.used || words(row) >= reading.count(&WORDS)) {
        (false, _) => Verdict::Missing,
        (true, false) => Verdict::Thin,
        (true, true) => Verdict::Discussed,
    }
}

fn words(row: &Row<'_>) -> usize {
    row.named.iter().map(|named| named.sentence.words()).sum()
}

/// The longest sentence that says something of it.
fn evidence(reading: &Reading<'_>, row: &Row<'_>) -> Option<Quote> {
    let best = row.named.iter().filter(|named| !named.roll_call).max_by_key(|named| named.sentence.words())?;
    let place = reading.place(best.sentence.paragraph, best.sentence.range());
    Some(reading.quote(place, format!("{} · {}", row.item.name, count(row.named.len(), "sentence"))))
}

fn finding(rule: &'static Rule, reading: &Reading<'_>, row: &Row<'_>) -> Finding {
    let name = &row.item.name;
    let quote = match row.named.first() {
        Some(named) => reading.quote(named.seen.span, name.clone()),
        None => reading.field(Field::Stack, name, ""),
    };
    let sentences = row.named.len();
    let lists = row.named.iter().all(|named| named.roll_call);
    let message = match () {
        () if sentences == 0 => format!("{name} is declared and never spoken of. Say what it did here, or drop it."),
        () if lists => format!("{name} appears {}, in a list. Say what it did here, or drop it.", times(sentences)),
        () if judge(reading, row) == Verdict::Thin => {
            let (sentences, words) = (count(sentences, "sentence"), count(words(row), "word"));
            format!("{name} has {sentences} with {words} in all. Is that enough for who comes for {name}?")
        }
        () => format!("{name} appears {}. Say more of what it did here, or drop it.", times(sentences)),
    };
    let remove = Fix::meta(format!("Remove {name} from the stack"), &reading.draft.meta, |meta| {
        meta.stack.retain(|other| reading.vocabulary.item(other) != Some(row.item));
    });
    Finding::of(rule, quote, message).fix(remove).confidence(0.8)
}

#[cfg(test)]
#[path = "stack_discussed_tests.rs"]
pub mod tests;
