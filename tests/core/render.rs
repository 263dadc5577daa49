//! Whole texts in, safe blocks out.

use highbar_core::markdown::Document;
use highbar_core::render::Renderer;
use proptest::prelude::*;

use crate::safe::assert_safe;

fn html(text: &str) -> String {
    let rendered = Renderer::new("id").render(&Document::parse(text));
    rendered.blocks.iter().map(|block| &*block.html).collect::<Vec<_>>().join("¶")
}

#[test]
fn headings_lists_tables_and_callouts() {
    assert_eq!(html("## A & b {onclick=x .c}"), "<h2 id=\"g-a--b\">A &amp; b</h2>\n");
    let tasks = html("- [x] a\n- [ ] b");
    assert_eq!(tasks.matches("type=\"checkbox\"").count(), 2, "{tasks}");
    assert_eq!(tasks.matches("class=\"task-item\"").count(), 2, "{tasks}");
    let table = html("| a | b |\n|:-:|--:|\n| c | d |");
    assert!(table.contains("<th align=\"center\">a</th>") && table.contains("<td align=\"right\">d</td>"), "{table}");
    let callout = html("> [!WARNING]\n> Mind it");
    assert!(callout.contains("class=\"markdown-alert markdown-alert-warning\""), "{callout}");
    assert!(callout.contains("<p class=\"markdown-alert-title\">Warning</p>"), "{callout}");
}

#[test]
fn code_is_highlighted_and_marked() {
    let code = html("```sql\nselect 1; -- x\n```");
    assert!(code.starts_with("<pre><code class=\"language-sql\"><span class=\"hl-k\">select</span>"), "{code}");
    assert_eq!(html("```\na<b\n```"), "<pre><code>a&lt;b\n</code></pre>\n");
    assert_eq!(html("```\"><script>x\na\n```").matches('<').count(), 4);
}

#[test]
fn footnotes_are_numbered_over_the_document_and_gathered() {
    let text = "a[^b] c[^a]\n\n[^a]: second\n\n[^b]: first\n\nd[^b]\n\n[^z]: nobody asks\n";
    let all = html(text);
    let blocks: Vec<&str> = all.split('¶').collect();
    assert_eq!(blocks.len(), 3, "{all}");
    assert!(blocks[0].contains("id=\"g-fnref-1\">1</a>") || blocks[0].contains("id=\"g-fnref-1\""), "{all}");
    assert!(blocks[1].contains("g-fnref-1-2"), "{all}");
    let notes = blocks[2];
    let order: Vec<usize> = ["first", "second", "nobody"].iter().filter_map(|word| notes.find(word)).collect();
    assert!(order.len() == 3 && order.is_sorted(), "{notes}");
    assert_eq!(notes.matches("footnote-backref").count(), 3, "{notes}");
}

#[test]
fn raw_html_over_several_blocks_is_one_block() {
    let all = html("<details>\n<summary>More</summary>\n\n**bold** <script>x</script>\n\n</details>\n\nafter");
    let blocks: Vec<&str> = all.split('¶').collect();
    assert_eq!(blocks.len(), 2, "{all}");
    assert!(blocks[0].starts_with("<details>") && blocks[0].contains("<strong>bold</strong>"), "{all}");
    assert!(!all.contains("script"), "{all}");
}

#[test]
fn pictures_from_elsewhere_are_boxes_with_their_address() {
    let all = html("![A chart](https://a.b/c.png) ![Mine](img/x%20y.png \"T\") <img src=//e.f/g.png>");
    assert!(all.contains("<span class=\"picture-elsewhere\">A chart <code>https://a.b/c.png</code></span>"), "{all}");
    assert!(all.contains("src=\"guide-asset://localhost/id/img/x%20y.png\" alt=\"Mine\" title=\"T\""), "{all}");
    assert_eq!(all.matches("<img").count(), 1, "{all}");
}

#[test]
fn lines_are_those_of_the_source() {
    let rendered = Renderer::new("id").render(&Document::parse("a\n\nb\nc\n\n\n# d\n\n[^1]: n\n\ne[^1]"));
    let lines: Vec<u32> = rendered.blocks.iter().map(|block| block.line).collect();
    assert_eq!(lines, [0, 2, 6, 10, 10]);
    assert_eq!(rendered.notice, None);
}

#[test]
fn caps_cut_and_say_so() {
    let deep = Renderer::new("id").render(&Document::parse(&format!("first\n\n{}x", "> ".repeat(5_000))));
    assert!(deep.blocks[1].html.contains("shown-as-text"), "{}", deep.blocks[1].html);
    assert!(deep.notice.is_some_and(|notice| notice.contains("Line 3")));
    let raw = Renderer::new("id").render(&Document::parse(&"<div>\n".repeat(30_000)));
    assert!(raw.notice.is_some() && raw.blocks[0].html.len() < 20_000);
    let long = Renderer::new("id").render(&Document::parse(&"word word\n\n".repeat(400_000)));
    assert!(long.notice.is_some_and(|notice| notice.contains("ends at line")));
}

/// Marks of Markdown and HTML, broken in every way.
fn soup() -> impl Strategy<Value = String> {
    let parts = [
        "a",
        "é🧰",
        " ",
        "\n",
        "\n\n",
        "# ",
        "- ",
        "1. ",
        "> ",
        "> [!TIP]\n",
        "```js\n",
        "```\n",
        "`",
        "*",
        "**",
        "~~",
        "[",
        "](",
        ")",
        "![",
        "[^1]",
        "[^1]: ",
        "[r]: javascript:x\n",
        "[r]",
        "<",
        ">",
        "<a href=javascript:x>",
        "</a>",
        "<!--",
        "-->",
        "<div onclick=x>",
        "</div>",
        "<script>",
        "</script>",
        "<style>",
        "<svg>",
        "<math>",
        "<details>",
        "</details>",
        "<img src=//x onerror=y>",
        "<b ",
        "<table><td>",
        "</table>",
        "<select>",
        "<template>",
        "<noscript>",
        "<iframe srcdoc=",
        "<input type=text>",
        "&lt;",
        "&#0;",
        "{#x onclick=y}",
        "https://a.b/c",
        "\"",
        "'",
        "=",
        "\0",
        "\u{202e}",
        "| a |\n|--|\n",
        "- [x] ",
        "<p style=x class=hl-k>",
        "<textarea>",
    ];
    proptest::collection::vec(proptest::sample::select(parts.to_vec()), 0..30).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn whatever_is_written_what_is_shown_is_safe(text in soup()) {
        let document = Document::parse(&text);
        let mut renderer = Renderer::new("id");
        let rendered = renderer.render(&document);
        for block in &rendered.blocks {
            assert_safe(&text, &block.html);
        }
        prop_assert_eq!(renderer.render(&document).blocks, rendered.blocks);
    }
}
