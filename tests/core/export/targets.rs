//! What lies where in each target, and what the preflight says about it.

use highbar_core::bundle::Order;
use highbar_core::guide::Kind;
use highbar_core::view::{Target, Weight};

use super::shelf::{PIXEL, Shelf, TODAY, rows, text};
use super::site::{Site, no_hugo};

fn small() -> Shelf {
    Shelf::default()
        .guide("staying-correct", "See [Redis](/stack/redis/#limits) and [the project](../case-studies/nestfi.md).\n\n![Flow](images/flow.png)\n")
        .asset("images/flow.png", PIXEL)
        .page(Kind::StackItem, "redis", "Redis", "## Limits\n\nUsed in [NestFi](/case-studies/nestfi/).\n")
        .page(Kind::CaseStudy, "nestfi", "NestFi", "Built on [PostgreSQL](/stack/postgresql/).\n")
        .page(Kind::StackItem, "postgresql", "PostgreSQL", "No links.\n")
        .page(Kind::StackItem, "kafka", "Kafka", "Nobody links here.\n")
}

#[test]
fn a_plain_bundle_holds_what_is_reached() {
    let bundle = small().plan(Target::Plain);
    let paths: Vec<&str> = bundle.files.keys().map(String::as_str).collect();
    assert_eq!(
        paths,
        [
            "case-studies/index.md",
            "case-studies/nestfi/index.md",
            "guides/staying-correct/images/flow.png",
            "guides/staying-correct/index.md",
            "index.json",
            "index.md",
            "manifest.json",
            "stack/index.md",
            "stack/postgresql/index.md",
            "stack/redis/index.md",
        ]
    );
    let guide = text(&bundle, "guides/staying-correct/index.md");
    assert!(guide.contains("[Redis](../../stack/redis/index.md#limits)"), "{guide}");
    assert!(guide.contains("[the project](../../case-studies/nestfi/index.md)"), "{guide}");
    assert!(guide.contains("![Flow](images/flow.png)"), "{guide}");
    assert_eq!(rows(&bundle, Weight::Loss), Vec::<&str>::new());
    assert_eq!(rows(&bundle, Weight::Kept), ["4 links, 1 image"]);
}

#[test]
fn the_index_shows_what_the_publication_shows() {
    let shelf = small().guide("newer", "Text.\n");
    let mut shelf = shelf;
    shelf.last().draft.meta.date = "2026-03-01".into();
    shelf.last().draft.meta.title = "*Newer* [one]".into();
    let bundle = shelf.plan(Target::Plain);
    let index = text(&bundle, "index.md");
    assert!(index.starts_with("# Guides\n\nTechnical deep dives and comparisons from production projects."), "{index}");
    let newer = index.find("\\*Newer\\* \\[one\\]").expect("newest first");
    assert!(newer < index.find("Guide staying-correct").expect("older behind"));
    assert!(
        index.contains("Redis · PostgreSQL\n\n2026-02-04 · 1 min read · [Read guide](guides/staying-correct/index.md)"),
        "{index}"
    );
    let json: serde_json::Value = serde_json::from_str(text(&bundle, "index.json")).expect("JSON");
    assert_eq!(json["guides"][0]["title"], "*Newer* [one]");
    assert_eq!(json["guides"][1]["readTime"], "1 min read");
    assert_eq!(json["guides"][1]["path"], "guides/staying-correct/index.md");
    assert_eq!(json["guides"][1]["stack"][1], "PostgreSQL");
}

#[test]
fn every_relative_link_of_a_plain_bundle_finds_its_file() {
    let bundle = Shelf::sample().order(
        &Order { target: Target::Plain, draft: true, today: TODAY, profile: highbar_core::bar::Profile::usual() },
        |_| true,
    );
    let mut followed = 0;
    for (path, bytes) in bundle.files.iter().filter(|(path, _)| path.ends_with(".md")) {
        let page = std::str::from_utf8(bytes).expect("UTF-8");
        for rest in page.split("](").skip(1) {
            let address = rest.split([')', ' ']).next().unwrap_or_default();
            if address.contains(':') || address.starts_with('#') {
                continue;
            }
            let target = address.split('#').next().unwrap_or_default();
            let mut steps: Vec<&str> = path.split('/').collect();
            steps.pop();
            for step in target.split('/') {
                match step {
                    ".." => drop(steps.pop().map(str::to_owned)),
                    name => steps.push(name),
                }
            }
            assert!(bundle.files.contains_key(&steps.join("/")), "{path}: {address}");
            followed += 1;
        }
    }
    assert!(followed > 40, "only {followed} links were there to follow");
}

#[test]
fn a_guide_outside_the_export_is_told() {
    let shelf = Shelf::default().guide("a", "See [b](/guides/b/).\n").guide("b", "Text.\n");
    let only_a = |target| {
        shelf.order(
            &Order { target, draft: false, today: TODAY, profile: highbar_core::bar::Profile::usual() },
            |meta| meta.slug == "a",
        )
    };
    let plain = only_a(Target::Plain);
    assert!(text(&plain, "guides/a/index.md").contains("[b](/guides/b/)"));
    assert_eq!(rows(&plain, Weight::Loss), ["1 link leads to a guide outside this export"]);
    let hugo = only_a(Target::Hugo);
    assert!(text(&hugo, "content/guides/a/index.md").contains("See b."));
    assert_eq!(rows(&hugo, Weight::Loss), ["1 link leads to a guide outside this export"]);
}

#[test]
fn a_hugo_page_has_its_fields_where_hugo_looks() {
    let bundle = small().plan(Target::Hugo);
    let page = text(&bundle, "content/guides/staying-correct/index.md");
    for line in [
        "title: \"Guide staying-correct\"\n",
        "description: \"About staying-correct: what it's for.\"\n",
        "slug: \"staying-correct\"\n",
        "date: 2026-02-04T00:00:00Z\n",
        "draft: false\n",
        "tags: [\"payments\"]\n",
        "params:\n  kind: \"deep-dive\"\n  stack: [\"Redis\", \"PostgreSQL\"]\n",
        "  readMinutes: 1\n",
        "[Redis]({{< relref \"/stack/redis#limits\" >}})",
    ] {
        assert!(page.contains(line), "{line} is not in {page}");
    }
    assert!(rows(&bundle, Weight::Changed).contains(&"Stack and read time move under params"));
}

#[test]
fn hugo_builds_the_sample_library_without_a_warning() {
    if no_hugo() {
        return;
    }
    let bundle = Shelf::sample().order(
        &Order { target: Target::Hugo, draft: true, today: TODAY, profile: highbar_core::bar::Profile::usual() },
        |_| true,
    );
    let site = Site::build(&bundle, &["--buildDrafts"]);
    assert!(site.pages.len() > 30, "{:?}", site.pages.keys());
    assert_eq!(site.broken(), Vec::<String>::new());
    assert!(site.pages.keys().any(|page| page == "guides/staying-correct/index.html"));
}

#[test]
fn a_draft_export_stays_out_of_a_site_until_asked_for() {
    if no_hugo() {
        return;
    }
    let bundle = small().order(
        &Order { target: Target::Hugo, draft: true, today: TODAY, profile: highbar_core::bar::Profile::usual() },
        |_| true,
    );
    assert!(rows(&bundle, Weight::Changed).contains(&"4 pages are marked as drafts"));
    let site = Site::build(&bundle, &[]);
    assert!(!site.pages.contains_key("guides/staying-correct/index.html"));
    assert_eq!(site.broken(), Vec::<String>::new());
    assert!(Site::build(&bundle, &["--buildDrafts"]).pages.contains_key("guides/staying-correct/index.html"));
}

#[test]
fn a_guide_dated_ahead_is_told_and_breaks_no_build() {
    if no_hugo() {
        return;
    }
    let mut shelf =
        Shelf::default().guide("now", "See [later](/guides/later/).\n").guide("later", "See [now](/guides/now/).\n");
    shelf.last().draft.meta.date = "2999-01-01".into();
    let bundle = shelf.plan(Target::Hugo);
    assert_eq!(rows(&bundle, Weight::Loss), ["1 guide is dated ahead"]);
    let site = Site::build(&bundle, &[]);
    assert!(!site.pages.contains_key("guides/later/index.html"));
    assert_eq!(Site::build(&bundle, &["--buildFuture"]).pages.len(), site.pages.len() + 1);
}

#[test]
fn an_open_bar_stops_the_export_and_a_draft_does_not() {
    let mut shelf = Shelf::sample();
    shelf.pages.retain(|page| page.draft.meta.slug == "one-backend-mistake");
    if shelf.plan(Target::Plain).rows.iter().all(|row| row.weight != Weight::Stops) {
        println!("skipped: the bar has no rules or the sample meets it");
        return;
    }
    assert_eq!(rows(&shelf.plan(Target::Plain), Weight::Stops), ["1 guide does not meet the bar"]);
    let draft = shelf.order(
        &Order { target: Target::Plain, draft: true, today: TODAY, profile: highbar_core::bar::Profile::usual() },
        |_| true,
    );
    assert_eq!(rows(&draft, Weight::Stops), Vec::<&str>::new());
    assert_eq!(rows(&Shelf::default().plan(Target::Plain), Weight::Stops), ["No guide is chosen"]);
}
