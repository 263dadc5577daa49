//! The whole parse, field by field, on small texts; and its promises on any text.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;
use crate::text::Span;

fn texts(document: &Document<'_>, layer: Layer) -> Vec<String> {
    document.runs.iter().filter(|run| run.layer == layer).map(|run| run.text.to_string()).collect()
}

#[test]
fn sorts_text_into_layers() {
    let document = Document::parse("# T `c`\n\nA *b* c\nd\n\n| h |\n|---|\n| x |\n\n- one\n  - two\n");
    assert_eq!(texts(&document, Layer::Heading), ["T "]);
    assert_eq!(texts(&document, Layer::Prose), ["A ", "b", " c\nd", "one", "two"]);
    assert_eq!(texts(&document, Layer::Cell), ["h", "x"]);
    assert_eq!(texts(&document, Layer::InlineCode), ["c"]);
    let in_list: Vec<bool> = document.paragraphs.iter().map(|p| p.in_list).collect();
    assert_eq!(in_list, [false, false, false, false, true, true]);
    assert_eq!(document.blocks.len(), 4);
    assert_eq!(document.blocks[1].span.of(document.source), "A *b* c\nd");
}

#[test]
fn headings_know_their_id_and_kind() {
    let document = Document::parse("# One & *two*\n\nOne & two\n===\n\n> ## In `quote`\n\n## X {#own .c onclick=x}\n");
    let ids: Vec<&str> = document.headings.iter().map(|h| h.id.as_str()).collect();
    assert_eq!(ids, ["one--two", "one--two-1", "in-quote", "own"]);
    assert_eq!(document.headings[0].text, "One & two");
    assert_eq!(document.headings[3].text, "X");
    let kinds: Vec<(bool, bool)> = document.headings.iter().map(|h| (h.top_level, h.setext)).collect();
    assert_eq!(kinds, [(true, false), (true, true), (false, false), (true, false)]);
    assert_eq!(document.headings[1].span.of(document.source), "One & two\n===");
}

#[test]
fn paragraphs_belong_to_sections() {
    let document = Document::parse("intro\n\n## A\n\ntext\n\n> ## no section\n\nmore\n\n[^1]: note [^1]\n");
    let sections: Vec<Option<usize>> = document.paragraphs.iter().map(|p| p.section).collect();
    assert_eq!(sections, [None, Some(0), Some(0), Some(0), Some(0), Some(0)]);
}

#[test]
fn links_of_every_kind() {
    let source = "[a *b*](/x \"t\") [r][ref] <https://a.b> <m@a.b> www.c.d/e_f_ ![i](p.png) [![alt](q.png)](/y) <a href=\"/z&amp;1\">raw</a>\n\n[ref]: /ref\n\n| [cell](/c) |\n|--|\n";
    let document = Document::parse(source);
    let found: Vec<(&str, &str, bool)> =
        document.links.iter().map(|link| (link.href.as_str(), link.text.as_str(), link.autolink)).collect();
    let expected = [
        ("/x", "a b", false),
        ("/ref", "r", false),
        ("https://a.b", "https://a.b", true),
        ("mailto:m@a.b", "m@a.b", true),
        ("http://www.c.d/e_f", "www.c.d/e_f", true),
        ("/y", "alt", false),
        ("/z&1", "raw", false),
        ("/c", "cell", false),
    ];
    assert_eq!(found, expected);
    assert_eq!(document.links[6].span.of(source), "<a href=\"/z&amp;1\">raw</a>");
    assert_eq!(document.links[7].layer, Layer::Cell);
    let raw = document.runs.iter().find(|run| run.text == "raw").unwrap();
    assert_eq!(raw.link, Some(6));
}

#[test]
fn images_markdown_and_raw() {
    let source =
        "![A *b* `c` ![in](n.png)](x.png \"T\") <img src=y.png alt='Y &amp; Z'>\n\n<p><img src=\"z.png\"></p>\n";
    let document = Document::parse(source);
    let found: Vec<(&str, &str, &str)> =
        document.images.iter().map(|i| (i.src.as_str(), i.alt.as_str(), i.title.as_str())).collect();
    assert_eq!(found, [("x.png", "A b c in", "T"), ("y.png", "Y & Z", ""), ("z.png", "", "")]);
    assert!(document.runs.iter().all(|run| run.text.trim().is_empty()));
    assert_eq!(document.images[2].span.of(source), "<img src=\"z.png\">");
}

#[test]
fn code_blocks_know_where_the_info_goes() {
    let source = "- x\n  ~~~~ Rust,ignore\n  a\n  b\n  ~~~~\n\n```\nplain\n```\n\n    indented\n";
    let document = Document::parse(source);
    let found: Vec<(&str, bool, &str)> =
        document.code.iter().map(|c| (c.language.as_str(), c.fenced, c.text.as_str())).collect();
    assert_eq!(found, [("rust", true, "a\nb\n"), ("", true, "plain\n"), ("", false, "indented\n")]);
    assert!(source[document.code[0].info_at..].starts_with(" Rust"));
    assert!(source[..document.code[1].info_at].ends_with("```"));
    assert!(texts(&document, Layer::Prose) == ["x"]);
}

#[test]
fn raw_html_is_prose_but_for_code_and_comments() {
    let source = "<details>\n<summary>Why &amp; how</summary>\n<!-- a\nnote -->\n\nPress <kbd>Ctrl</kbd>+<!-- b -->C<br>now\n\n</details>\n\n<script>\nno()\n</script>\n\n> <div>quoted\n> text</div>\n";
    let document = Document::parse(source);
    let flows: Vec<String> = (0..document.paragraphs.len()).map(|index| document.flow(index).text).collect();
    assert_eq!(flows, ["Why & how", "Press Ctrl+C\nnow", "quoted\ntext"]);
    let comments: Vec<&str> = document.comments.iter().map(|span| span.of(source)).collect();
    assert_eq!(comments, ["<!-- a\nnote -->", "<!-- b -->"]);
    assert!(document.runs.last().unwrap().quoted);
    assert_eq!(document.runs.last().unwrap().span.of(source), "text");
}

#[test]
fn callouts_are_not_quotes() {
    let document = Document::parse("> [!NOTE]\n> callout\n\n> quote\n> > deeper\n");
    let quoted: Vec<(&str, bool)> = document.runs.iter().map(|run| (&*run.text, run.quoted)).collect();
    assert_eq!(quoted, [("callout", false), ("quote", true), ("deeper", true)]);
}

/// Everything a document says about places must hold for any text.
fn check_places(source: &str) {
    let document = Document::parse(source);
    let good = |span: Span| span.start <= span.end && source.get(span.start..span.end).is_some();
    assert!(document.blocks.iter().all(|b| good(b.span)));
    assert!(document.blocks.windows(2).all(|pair| pair[0].events.end == pair[1].events.start));
    assert_eq!(document.blocks.last().map_or(0, |b| b.events.end), document.events.len());
    assert!(document.headings.iter().all(|h| good(h.span) && !h.id.is_empty()));
    assert!(document.links.iter().all(|l| good(l.span)));
    assert!(document.images.iter().all(|i| good(i.span)));
    assert!(document.code.iter().all(|c| good(c.span) && c.span.start <= c.info_at && c.info_at <= c.span.end));
    assert!(document.comments.iter().all(|&span| good(span)));
    assert!(document.paragraphs.iter().all(|p| good(p.span) && p.runs.end <= document.runs.len()));
    for run in &document.runs {
        assert!(good(run.span), "{run:?}");
        let paragraph = &document.paragraphs[run.paragraph];
        assert!(paragraph.span.start <= run.span.start && run.span.end <= paragraph.span.end, "{run:?} {paragraph:?}");
    }
    for index in 0..document.paragraphs.len() {
        let flow = document.flow(index);
        for (at, _) in flow.text.char_indices() {
            assert!(good(flow.span(at..flow.text.len())));
        }
    }
}

/// Markdown-ish soup: the marks that matter, in any order.
fn soup() -> impl Strategy<Value = String> {
    let words = [
        "a",
        "é",
        "漢",
        "🧰",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\t",
        "# ",
        "## ",
        "- ",
        "1. ",
        "> ",
        "> [!NOTE]\n",
        "```",
        "~~~",
        "`",
        "*",
        "**",
        "_",
        "~~",
        "[",
        "]",
        "(",
        ")",
        "](",
        "[^1]",
        "[^1]: ",
        "[a]: /b\n",
        "![",
        "<",
        ">",
        "<a href=",
        "</a>",
        "<!--",
        "-->",
        "<div>",
        "</div>",
        "<script>",
        "</script>",
        "<details>",
        "&amp;",
        "&#",
        ";",
        "\\",
        "|",
        "|-|",
        "\n|-|\n",
        "---",
        "===",
        "{#x}",
        "http://a.b",
        "www.",
        "\"",
        "'",
        "\0",
        "\r",
        "    ",
        "- [ ] ",
        "<br>",
        "<pre>",
        "<img src=x alt=\"",
        "<?",
        "<![CDATA[",
    ];
    proptest::collection::vec(proptest::sample::select(words.to_vec()), 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_soup_has_good_places(source in soup()) {
        check_places(&source);
    }

    #[test]
    fn any_string_has_good_places(source in "\\PC{0,60}|[\\x00-\\x7f]{0,60}") {
        check_places(&source);
    }
}
