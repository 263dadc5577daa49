//! `links.stack`: each declared stack item is linked to its page, in prose or in a table.

use crate::bar::mentions::Seen;
use crate::bar::verdict::times;
use crate::bar::{Class, Edit, Field, Finding, Fix, Outcome, Quote, Reading, Rule, Scope, Severity, Waive};
use crate::guide::Kind;
use crate::markdown::Layer;
use crate::vocabulary::{Named, StackItem, Target};

pub const RULE: Rule = Rule {
    id: "links.stack",
    name: "Stack links",
    task: "Link the stack",
    why: "Readers follow a technology to the other guides about it.",
    version: "1.0.0",
    severity: Severity::Required,
    scope: Scope::Guides,
    class: Class::Exact,
    waive: Waive::USUAL,
    settings: &[],
    check,
};

/// A declared item: what the library knows of it, its page, and the link that counts.
struct Row<'a> {
    name: &'a str,
    item: Option<&'a StackItem>,
    path: String,
    link: Option<Quote>,
}

fn check(rule: &'static Rule, reading: &Reading<'_>) -> Outcome {
    let rows = rows(reading);
    if rows.is_empty() {
        return Outcome::not_applicable(rule);
    }
    let evidence: Vec<Quote> = rows.iter().filter_map(|row| row.link.clone()).collect();
    let open: Vec<&Row<'_>> = rows.iter().filter(|row| row.link.is_none()).collect();
    let linked = evidence.len();
    Outcome::of(rule, evidence, findings(rule, reading, &open)).counting(linked, rows.len())
}

/// The declared items, each once.
fn rows<'a>(reading: &Reading<'a>) -> Vec<Row<'a>> {
    let mut rows: Vec<Row<'a>> = Vec::new();
    for name in &reading.draft.meta.stack {
        let item = reading.vocabulary.item(name);
        let known = |row: &Row<'_>| item.is_some() && row.item == item;
        if !rows.iter().any(known) {
            let path = item.map_or_else(String::new, |item| page_path(reading, item));
            let link = item.and_then(|item| link(reading, item, &path));
            rows.push(Row { name, item, path, link });
        }
    }
    rows
}

/// A facet without a page of its own is served by its parent's.
pub(in crate::bar) fn page_path(reading: &Reading<'_>, item: &StackItem) -> String {
    let has_page = reading.vocabulary.page(Kind::StackItem.section(), &item.slug).is_some();
    let parent = reading.vocabulary.parent(item).filter(|_| !has_page);
    parent.unwrap_or(item).path()
}

fn link(reading: &Reading<'_>, item: &StackItem, path: &str) -> Option<Quote> {
    let counted = |layer: Layer| matches!(layer, Layer::Prose | Layer::Cell);
    let found = reading.links().find(|(link, resolved)| {
        let page = matches!(resolved.target, Target::Page(page) if page.path() == path);
        page && counted(link.layer) && !link.text.trim().is_empty()
    });
    found.map(|(link, _)| reading.quote(link.span, item.name.clone()))
}

fn findings(rule: &'static Rule, reading: &Reading<'_>, open: &[&Row<'_>]) -> Vec<Finding> {
    let edits: Vec<Edit> = open.iter().filter_map(|row| edit(reading, row)).map(|(edit, _)| edit).collect();
    let all = (edits.len() > 1).then(|| Fix::edits(format!("Link all {}", edits.len()), edits));
    open.iter().map(|row| finding(rule, reading, row, all.as_ref())).collect()
}

fn finding(rule: &'static Rule, reading: &Reading<'_>, row: &Row<'_>, all: Option<&Fix>) -> Finding {
    let name = row.name;
    if let Some((edit, seen)) = edit(reading, row) {
        let quote = reading.quote(edit.span, name);
        let message = format!("{name} is declared and mentioned {}, never linked.", times(seen));
        let fix = Fix::edits(format!("Link {name}"), vec![edit]).exact();
        return Finding::of(rule, quote, message).fix(fix).fix(all.cloned());
    }
    let message = match row.item {
        Some(_) => format!("{name} is declared and never mentioned. Say what it did here, or remove it."),
        None => format!("{name} has no page to link to: the library does not know it."),
    };
    let remove = Fix::meta(format!("Remove {name} from the stack"), &reading.draft.meta, |meta| {
        meta.stack.retain(|other| other != name);
    });
    Finding::of(rule, reading.field(Field::Stack, name, ""), message).fix(remove)
}

/// Links the first mention, in prose before tables; with how often the item is mentioned.
fn edit(reading: &Reading<'_>, row: &Row<'_>) -> Option<(Edit, usize)> {
    let item = row.item?;
    let own = mentions(reading, item);
    let mentions = if own.is_empty() { parent_mentions(reading, item) } else { own };
    let free = || mentions.iter().filter(|seen| !seen.linked);
    let first = free().find(|seen| seen.layer == Layer::Prose).or_else(|| free().next())?;
    Some((reading.link_edit(first.span, &row.path), mentions.len()))
}

fn mentions(reading: &Reading<'_>, item: &StackItem) -> Vec<Seen> {
    let positions = reading.positions(item);
    let is_item = |seen: &&Seen| matches!(seen.named, Named::Stack(at) if positions.contains(&at));
    reading.mentions().iter().filter(is_item).copied().collect()
}

/// "Redis" stands for "Redis (Pub/Sub)" where Redis itself is not declared.
fn parent_mentions(reading: &Reading<'_>, item: &StackItem) -> Vec<Seen> {
    let declared =
        |parent: &StackItem| reading.draft.meta.stack.iter().any(|name| reading.vocabulary.item(name) == Some(parent));
    match reading.vocabulary.parent(item) {
        Some(parent) if !declared(parent) => mentions(reading, parent),
        _ => Vec::new(),
    }
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::bar::State;
    use crate::bar::testing::{Cases, applied, draft, fixed, on, run};

    const ID: &str = "links.stack";
    const BOTH: &str = "[PostgreSQL](/stack/postgresql/) and [Redis](/stack/redis/)";

    pub fn cases() -> Cases {
        Cases::of(ID)
            .broken([
                "",
                "PostgreSQL and Redis.",
                "[PostgreSQL](/stack/postgresql/) and Redis.",
                "[PostgreSQL](/stack/postgresql/) and `[Redis](/stack/redis/)`",
                "[PostgreSQL](/stack/postgresql/)\n\n## [Redis](/stack/redis/)\n",
                "[PostgreSQL](/stack/postgresql/) and [Redis](/stack/react/)",
                "[PostgreSQL](/stack/postgresql/) and [Redis](https://redis.io/)",
                "[PostgreSQL](/stack/postgresql/) and [](/stack/redis/)",
                "[PostgreSQL](/stack/postgresql/) and [Redis](/stack/redis-pub-sub/)",
                "[PostgreSQL](/stack/postgresql/)\n\n```\n[Redis](/stack/redis/)\n```\n",
                "[PostgreSQL](/stack/postgresql/) <!-- [Redis](/stack/redis/) -->",
            ])
            .sound([
                BOTH,
                "[Postgres](/stack/postgresql) and [a lock](/stack/redis)",
                "* [pg](../stack/postgresql.md)\n* [Redis](../stack/redis.md)",
                "| [pg](/stack/postgresql/) | [Redis](/stack/redis/) |\n|---|---|\n",
                "> [pg](/stack/postgresql/#impact)\n\n[Redis](/stack/redis/index.html)",
                "[p][p] [r][r]\n\n[p]: /stack/postgresql/\n[r]: /stack/redis/",
                "**[pg](/stack/postgresql/)** *[Redis](/stack/redis/)*",
                "[`pg`](/stack/postgresql/) [`Redis`](/stack/redis/)",
                "Redis, Redis, Redis [Redis](/stack/redis/) [pg](/stack/postgresql/)",
                "a[^1]\n\n[^1]: [pg](/stack/postgresql/) [Redis](/stack/redis/)",
            ])
    }

    #[test]
    fn links_one_or_all() {
        let draft = draft("## Redis\n\nPostgres keeps it. Redis and Redis lock it, `Redis` not.\n");
        let outcome = run(ID, &draft);
        assert_eq!((outcome.measured.as_str(), outcome.threshold.as_str()), ("0", "2"));
        assert_eq!(outcome.findings[1].message, "Redis is declared and mentioned twice, never linked.");
        let all = applied(&draft, &outcome.findings[0].fixes[1]);
        assert_eq!(run(ID, &all).state, State::Pass);
        assert!(all.body.contains("[Postgres](/stack/postgresql/) keeps it. [Redis](/stack/redis/) and Redis"));
        let one = fixed(&draft, &outcome);
        assert_eq!(run(ID, &one).measured, "1");
    }

    #[test]
    fn an_item_never_mentioned_can_be_removed() {
        let draft = draft("[PostgreSQL](/stack/postgresql/)");
        let outcome = run(ID, &draft);
        assert!(outcome.findings[0].message.contains("never mentioned"));
        assert_eq!(fixed(&draft, &outcome).meta.stack, ["PostgreSQL"]);
    }

    #[test]
    fn a_mention_inside_a_link_is_not_linked_again() {
        let draft = draft("[Redis outside](https://redis.io/) then [PostgreSQL](/stack/postgresql/).");
        assert!(run(ID, &draft).findings[0].fixes.iter().all(|fix| fix.edits.is_empty()));
    }

    #[test]
    fn the_parent_stands_for_its_facet() {
        let mut draft = draft("Redis fans out.");
        draft.meta.stack = vec!["Redis (Pub/Sub)".into()];
        let fixed = fixed(&draft, &run(ID, &draft));
        assert_eq!(fixed.body, "[Redis](/stack/redis-pub-sub/) fans out.");
        assert_eq!(run(ID, &fixed).state, State::Pass);
    }

    #[test]
    fn nothing_declared_is_not_applicable_and_doubles_count_once() {
        let mut draft = draft(BOTH);
        draft.meta.stack.push("Postgres".into());
        assert_eq!(run(ID, &draft).threshold, "2");
        draft.meta.stack.clear();
        assert_eq!(run(ID, &draft).state, State::NotApplicable);
        assert_eq!(on(ID, BOTH).evidence[1].label, "Redis");
    }
}
