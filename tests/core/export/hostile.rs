//! Texts that a site generator would run, drop or misread: built by the real Hugo, then read as a
//! reader would.

use highbar_core::bundle::{Bundle, Order};
use highbar_core::guide::Kind;
use highbar_core::view::{Target, Weight};

use super::shelf::{PIXEL, Shelf, TODAY, rows, text};
use super::site::{Site, no_hugo, seen};
use crate::data;

fn built(body: &str) -> Option<(Bundle, String)> {
    let shelf = Shelf::default().guide("a", body).asset("flow.png", PIXEL).page(
        Kind::StackItem,
        "redis",
        "Redis",
        "## Limits\n\nText.\n",
    );
    let bundle = shelf.plan(Target::Hugo);
    if no_hugo() {
        return None;
    }
    let site = Site::build(&bundle, &[]);
    assert_eq!(site.broken(), Vec::<String>::new(), "{}", text(&bundle, "content/guides/a/index.md"));
    Some((bundle, site.page("guides/a/index.html").to_owned()))
}

/// Builds a page of `body` and expects a reader to see each of `shown`.
fn shows(body: &str, shown: &[&str]) {
    let Some((bundle, html)) = built(body) else { return };
    let seen = seen(&html);
    for words in shown {
        assert!(
            seen.contains(words),
            "{words:?} is not seen in {seen:?}\n{}",
            text(&bundle, "content/guides/a/index.md")
        );
    }
}

#[test]
fn braces_are_seen_as_written() {
    shows(
        "Call `{{< figure src=\"x\" >}}` or {{% note %}} in prose.\n\n```go\n{{< a >}}\n{{%/* b */%}}\n{{ .Title }}\n```\n",
        &["{{< figure src=\"x\" >}}", "{{% note %}} in prose", "{{< a >}}", "{{%/* b */%}}", "{{ .Title }}"],
    );
    shows(
        "# {{< a >}} title\n\n- {{< b >}}\n\n> {{% c %}}\n\n| {{< d >}} |\n|---|\n| `{{< e >}}` |\n",
        &["{{< a >}} title", "{{< b >}}", "{{% c %}}", "{{< d >}}", "{{< e >}}"],
    );
}

#[test]
fn braces_without_an_end_are_shielded() {
    let body = "Before.\n```sh\necho {{< never\n```\nAfter `{{%` and [Redis](/stack/redis/#limits).\n\n- item {{< x\n\n      {{% deep\n\nEnd.\n";
    shows(body, &["echo {{< never", "After {{% and Redis", "item {{< x", "{{% deep", "End."]);
    let Some((bundle, _)) = built("a {{< b\n") else { return };
    assert!(rows(&bundle, Weight::Changed).contains(&"1 passage is shielded"));
    assert_eq!(rows(&bundle, Weight::Loss), Vec::<&str>::new());
}

#[test]
fn braces_no_escape_reaches_get_a_space_and_are_told() {
    let Some((bundle, html)) = built("a {{< b */>}} */%}} {{% c\n") else { return };
    assert!(seen(&html).contains("{ {"), "{html}");
    assert_eq!(rows(&bundle, Weight::Loss).len(), 1);
}

#[test]
fn the_mark_of_a_summary_in_code_is_code() {
    shows(
        "Intro.\n\n```html\n<!--more-->\n```\n\nBehind `<!--more-->` too.\n",
        &["<!--more-->", "Behind <!--more--> too."],
    );
}

#[test]
fn alerts_become_quotes_with_a_word() {
    let body = "> [!NOTE]\n> Mind *this*.\n\n- item\n\n  > [!WARNING]\n  > And `that`.\n  > - one\n";
    shows(body, &["Note Mind this.", "Warning And that. one"]);
    let Some((bundle, html)) = built(body) else { return };
    assert_eq!(html.matches("<blockquote>").count(), 2, "{html}");
    assert!(!html.contains("[!"), "{html}");
    assert_eq!(rows(&bundle, Weight::Loss), ["2 alerts become block quotes"]);
}

#[test]
fn raw_html_becomes_markdown_or_leaves_its_words() {
    let body = "Press <kbd>Ctrl</kbd>, go <a href=\"/stack/redis/#limits\">there</a>, <b>now</b>.<br>\nH<sub>2</sub>O <!-- c --> \
<script>alert(1)</script>end <img src=\"flow.png\" alt=\"A flow\">\n\n\
<details>\n<summary>More *here*</summary>\n\nInside **text**.\n\n</details>\n\n\
- item\n  <div>in <span>a</span> list</div>\n\n<div onclick=\"x()\"><script>evil()</script><p>One</p><p>Two &amp; three</p></div>\n";
    shows(
        body,
        &["Press Ctrl, go there, now.", "H2O", "end", "More *here*", "Inside text.", "in a list", "One Two & three"],
    );
    let Some((bundle, html)) = built(body) else { return };
    for wanted in [
        "<code>Ctrl</code>",
        "<strong>now</strong>",
        "href=\"/sub/stack/redis/#limits\"",
        "<img src=\"flow.png\" alt=\"A flow\"",
    ] {
        assert!(html.contains(wanted), "{wanted} is not in {html}");
    }
    for unwanted in ["alert(1)", "evil()", "onclick"] {
        assert!(!html.contains(unwanted), "{unwanted} is in {html}");
    }
    assert!(rows(&bundle, Weight::Changed).contains(&"5 pieces of raw HTML become Markdown"), "{:?}", bundle.rows);
}

#[test]
fn headings_keep_the_anchors_that_links_use() {
    let headings = [
        "Results",
        "Results",
        "What broke & why?",
        "Node.js 20: a_b – c",
        "`code` and *stress*",
        "[Link](/stack/redis/) here",
        "Привет, мир",
        "🚀",
        "Closed ##",
        "Explicit {#own-id}",
        "Explicit again {#own-id}",
        "Class {.wide}",
        "C++",
        "  Spaces   inside",
        "1.2.3",
        "<b>Bold</b> \\* &amp; {{< x >}}",
        "under_score",
        "Results-1",
        "É",
        "(parens)",
    ];
    let mut body: String = headings.iter().map(|heading| format!("## {heading}\n\nText.\n\n")).collect();
    body.push_str("Setext *one*\n===\n\nSetext\nover lines\n---\n\n> ## Quoted\n\n- ## Listed & done\n\n##\n\n");
    let ids: Vec<String> =
        highbar_core::markdown::Document::parse(&body).headings.iter().map(|heading| heading.id.clone()).collect();
    for id in &ids {
        body.push_str(&format!("[{}](#{})\n", "to", id));
    }
    let Some((bundle, html)) = built(&body) else { return };
    let found: Vec<String> = html
        .split("<h")
        .skip(2)
        .filter_map(|rest| rest.split("id=\"").nth(1)?.split('"').next().map(str::to_owned))
        .collect();
    assert_eq!(found, ids, "{}", text(&bundle, "content/guides/a/index.md"));
    assert_eq!(rows(&bundle, Weight::Loss), ["1 piece of raw HTML loses its tags"], "{:?}", bundle.rows);
}

#[test]
fn marks_inside_marks_of_a_heading_do_not_stop_hugo() {
    let body = "# *~~Rust~~Fest* one\n\n## **a[^1] [~b~](/stack/redis/)**\n\n**R ~~N~~ G**\n---\n\nA ~single~ mark.\n\n**One <del>two</del>** <b>~~three~~</b><br>four\n---\n\n\
| ~~*a[^1]*~~ <del>*b*</del> |\n|---|\n| *~~c~~* |\n\n[^1]: Note.\n";
    shows(body, &["RustFest one", "R N G", "A single mark.", "One two three four"]);
    let Some((bundle, html)) = built(body) else { return };
    assert!(html.contains("<del>single</del>") && html.contains("footnote-ref"), "{html}");
    assert_eq!(
        rows(&bundle, Weight::Loss),
        ["3 pieces of raw HTML lose their tags", "3 headings lose the lines through their words"]
    );
}

#[test]
fn links_in_every_spelling_arrive() {
    let body = "[a](/stack/redis) [b](../stack/redis.md#limits) [c](</stack/redis/> \"T\") [d][r] [r][] [r]\n\
[list](/stack/) [home](/) [tag](/tags/payments/) [self](/guides/a/) [img ![x](flow.png)](/stack/redis/)\n\
[file](flow.png) <https://example.com/> [out](https://example.com/?q={{<a>}}) [gone](/stack/none/) [js](javascript:alert(1)) [no](#none)\n\n\
| [cell](/stack/redis/#limits) |\n|---|\n| ![p](./flow.png) |\n\nNote[^1].\n\n[^1]: See [Redis](/stack/redis/).\n\n[r]: /stack/redis/#limits \"Title\"\n";
    let Some((bundle, html)) = built(body) else { return };
    assert_eq!(html.matches("/sub/stack/redis/#limits").count(), 5, "{html}");
    assert!(!html.contains("javascript") && seen(&html).contains("gone js no"), "{html}");
    assert_eq!(
        rows(&bundle, Weight::Loss),
        [
            "1 link leads to nothing in the library",
            "1 link has an address that does nothing",
            "1 anchor is not in its page"
        ]
    );
}

#[test]
fn a_missing_picture_leaves_its_words() {
    let Some((bundle, html)) = built("![A *lost* picture](gone.png) and ![](also-gone.png)\n") else { return };
    assert!(seen(&html).contains("A lost picture and") && !html.contains("<img"), "{html}");
    assert_eq!(rows(&bundle, Weight::Loss), ["2 images are not stored with their guides"]);
}

#[test]
fn colons_at_the_beginning_of_lines_define_nothing() {
    let Some((_, html)) = built("Term\n: not a definition\n\n: nor this\n") else { return };
    assert!(!html.contains("<dl>") && seen(&html).contains("Term : not a definition : nor this"), "{html}");
}

#[test]
fn fields_of_any_text_build() {
    let mut shelf = Shelf::default().guide("a", "Text.\n");
    let meta = &mut shelf.last().draft.meta;
    meta.title = "\"Quotes\" : #hash {{< x >}} \\ \u{0}\u{85}\u{2028}\u{feff} 2026-01-01".into();
    meta.summary = "--- yes: [no, {on}] %!@`\n\t* & ' \u{1f680}".into();
    meta.tags = vec!["C#".into(), "2026".into(), "null".into(), "a: b".into(), "Ünï cödé".into()];
    meta.updated = "yesterday".into();
    meta.stack = vec!["- x".into(), "~".into()];
    let bundle = shelf.plan(Target::Hugo);
    assert_eq!(rows(&bundle, Weight::Loss), ["1 date is left out"]);
    if no_hugo() {
        return;
    }
    let site = Site::build(&bundle, &[]);
    assert!(site.page("guides/a/index.html").contains("&#34;Quotes&#34; : #hash {{&lt; x &gt;}}"));
}

#[test]
fn every_vector_of_hostile_markdown_builds() {
    if no_hugo() {
        return;
    }
    let mut shelf = Shelf::default();
    for name in
        ["markdown_authored", "markdown_cve", "markdown_extra", "gfm_regression", "commonmark_0.31.2", "gfm_0.29"]
    {
        for (at, entry) in data::vectors(name).unwrap_or_default().iter().enumerate() {
            if let Some(body) = data::text(entry, "markdown").filter(|body| body.len() < 100_000) {
                shelf = shelf.guide(&format!("{}-{at}", name.replace(['_', '.'], "-")), &body);
            }
        }
    }
    if shelf.pages.is_empty() {
        return;
    }
    let bundle = shelf.order(
        &Order { target: Target::Hugo, draft: false, today: TODAY, profile: highbar_core::bar::Profile::usual() },
        |_| true,
    );
    let site = Site::build(&bundle, &[]);
    assert!(site.pages.len() > shelf.pages.len());
    let ours: Vec<String> =
        site.broken().into_iter().filter(|line| line.contains("relref") || line.contains("{{")).collect();
    assert_eq!(ours, Vec::<String>::new());
    for html in site.pages.values() {
        assert!(!html.to_lowercase().contains("<script"), "{html}");
    }
}

/// A text put together by chance, the same for the same number.
fn chance(seed: u64) -> String {
    const PIECES: &[&str] = &[
        "word ",
        "*",
        "**",
        "~~",
        "~",
        "`",
        "``",
        "\n",
        "\n\n",
        "# ",
        "## ",
        "\n---\n",
        "\n===\n",
        "> ",
        "- ",
        "1. ",
        "  ",
        "    ",
        "[a](/stack/redis/#limits)",
        "[",
        "](/stack/redis/)",
        "![p](flow.png)",
        "<b>",
        "</b>",
        "<kbd>x</kbd>",
        "<br>",
        "<div>",
        "</div>\n\n",
        "<!-- c -->",
        "<a href=\"/stack/redis/\">",
        "</a>",
        "{{<",
        ">}}",
        "{{%",
        "%}}",
        "/*",
        "*/",
        "{#id}",
        "{.c}",
        "[^1]",
        "\n\n[^1]: note\n\n",
        "| a | b |\n|---|---|\n| c | d |\n",
        "\n```\n",
        "\n~~~go\n",
        "> [!NOTE]\n> ",
        "<!--more-->",
        "\\",
        "&amp;",
        "&#35;",
        ": ",
        "\n: ",
        "https://e.org/x ",
        "<https://e.org>",
        "\n\n[r]: /stack/redis/ \"t\"\n\n",
        "[r]",
        "\t",
        "$",
        "\"",
        "'",
        "--",
        "...",
        "é",
        "🚀",
        "[x](#none)",
        "- [ ] ",
        "<script>",
        "</script>",
        "<details>\n<summary>s</summary>\n\n",
        "</details>\n",
        "\n***\n",
        "_",
        "__",
        "|",
        "\u{a0}",
        "![",
        "<",
        ">",
        "{",
        "}",
        "\n+++\n",
    ];
    let mut state = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    let mut text = String::new();
    for _ in 0..40 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        text.push_str(PIECES[(state >> 33) as usize % PIECES.len()]);
    }
    text
}

#[test]
fn texts_of_chance_build_and_their_links_arrive() {
    if no_hugo() {
        return;
    }
    let first: u64 = std::env::var("HIGHBAR_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let chance_of = |seed: u64| chance(first * 100_000 + seed);
    let mut shelf = Shelf::default().page(Kind::StackItem, "redis", "Redis", "## Limits\n\nText.\n");
    for seed in 0..400 {
        shelf = shelf.guide(&format!("g{seed}"), &chance_of(seed)).asset("flow.png", PIXEL);
    }
    let bundle = shelf.plan(Target::Hugo);
    let site = Site::build(&bundle, &[]);
    // Hugo's own footnotes, and brackets that two readers of Markdown may well pair differently.
    let broken: Vec<String> = site.broken().into_iter().filter(|line| !line.contains(": #fn")).collect();
    let source = |line: &str| {
        let seed = line.split('/').nth(1).and_then(|page| page.strip_prefix('g')).and_then(|seed| seed.parse().ok());
        seed.map(chance_of)
    };
    let shown: Vec<String> = broken.iter().map(|line| format!("{line}: {:?}", source(line))).collect();
    assert!(broken.len() <= 4, "{shown:#?}");
    for (path, html) in &site.pages {
        assert!(!html.contains("<script"), "{path}: {html}");
    }
}
