//! The wall: one allow-list for everything that is shown, whatever made it.
//!
//! No script, style, form, frame, vector drawing, `data-*` or event attribute passes. Ids get a prefix,
//! classes must be ours, every address is replaced by a stand-in.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;

use super::addresses::{Addresses, Picture, picture};
use super::allowed::{ATTRIBUTES, ELEMENTS, ID_PREFIX, OWN_ATTRIBUTES, is_class};

thread_local! {
    /// The table that the cleaning under way on this thread writes to; the builder is shared and has none.
    static ADDRESSES: RefCell<Option<Addresses>> = const { RefCell::new(None) };
}

static WALL: LazyLock<Builder<'static>> = LazyLock::new(wall);

fn wall() -> Builder<'static> {
    let mut own: HashMap<&str, HashSet<&str>> = HashMap::new();
    for (element, attributes) in OWN_ATTRIBUTES {
        own.insert(element, attributes.iter().copied().collect());
    }
    let mut builder = Builder::empty();
    builder
        .tags(ELEMENTS.iter().copied().collect())
        .clean_content_tags(["script", "style"].into())
        .generic_attributes(ATTRIBUTES.iter().copied().collect())
        .tag_attributes(own)
        .set_tag_attribute_values([("input", [("type", "checkbox"), ("disabled", "")].into())].into())
        .url_schemes(["http", "https", "mailto", "data"].into())
        .link_rel(Some("noopener noreferrer nofollow"))
        .id_prefix(Some(ID_PREFIX))
        .attribute_filter(attribute);
    builder
}

/// Makes any HTML safe; addresses are replaced and noted in the table.
pub fn clean(html: &str, addresses: &mut Addresses) -> String {
    ADDRESSES.set(Some(std::mem::take(addresses)));
    let safe = WALL.clean(html).to_string();
    *addresses = ADDRESSES.take().unwrap_or_default();
    safe
}

/// The wall alone: addresses that may stay are left as they are. For proofs, never for the screen.
pub fn clean_only(html: &str) -> String {
    ADDRESSES.set(None);
    WALL.clean(html).to_string()
}

/// The value an attribute may have, or `None` to drop it.
fn attribute<'v>(element: &str, name: &str, value: &'v str) -> Option<Cow<'v, str>> {
    match (element, name) {
        ("a", "href") => link(value),
        ("img", "src") => image(value),
        (_, "class") => classes(value),
        (_, "width" | "height") => is_number(value.trim_end_matches('%'), 4).then_some(value.into()),
        (_, "colspan" | "rowspan" | "span") => is_number(value, 2).then_some(value.into()),
        ("ol", "start") => is_number(value.trim_start_matches('-'), 9).then_some(value.into()),
        ("ol", "type") => ["1", "a", "A", "i", "I"].contains(&value).then_some(value.into()),
        (_, "align") => ["left", "right", "center", "justify"].contains(&value).then_some(value.into()),
        (_, "dir") => ["ltr", "rtl", "auto"].contains(&value).then_some(value.into()),
        _ => Some(value.into()),
    }
}

fn is_number(value: &str, digits: usize) -> bool {
    (1..=digits).contains(&value.len()) && value.bytes().all(|b| b.is_ascii_digit())
}

fn link(href: &str) -> Option<Cow<'_, str>> {
    if href.trim_start().get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:")) {
        return None;
    }
    ADDRESSES.with_borrow_mut(|addresses| match addresses {
        Some(addresses) => Some(addresses.stand_in(href).into()),
        None => Some(href.into()),
    })
}

fn image(src: &str) -> Option<Cow<'_, str>> {
    match picture(src) {
        Picture::Inside => Some(src.into()),
        Picture::Elsewhere => None,
        Picture::Beside(path) => ADDRESSES.with_borrow(|addresses| match addresses {
            Some(addresses) => Some(addresses.asset(&path).into()),
            None => Some(src.into()),
        }),
    }
}

fn classes(value: &str) -> Option<Cow<'_, str>> {
    let kept: Vec<&str> = value.split_ascii_whitespace().filter(|class| is_class(class)).take(8).collect();
    if kept.is_empty() { None } else { Some(kept.join(" ").into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(html: &str) -> String {
        clean(html, &mut Addresses::new("id"))
    }

    #[test]
    fn addresses_get_stand_ins() {
        let mut addresses = Addresses::new("id");
        let html = clean("<a href=\"/x?a&amp;b\">x</a> <a href=#y>y</a> <img src=a.png alt=b>", &mut addresses);
        assert!(
            html.contains("<a href=\"guide-link://localhost/0\" rel=\"noopener noreferrer nofollow\">x</a>"),
            "{html}"
        );
        assert!(html.contains("src=\"guide-asset://localhost/id/a.png\""), "{html}");
        assert_eq!((addresses.link(0), addresses.link(1)), (Some("/x?a&b"), Some("#y")));
    }

    #[test]
    fn nothing_else_leads_anywhere() {
        for html in [
            "<a href=\"javascript:x\">x</a>",
            "<a href=\"data:text/html,x\">x</a>",
            "<a href=\" DATA:x\">x</a>",
            "<a href=\"guide-link://localhost/9\">x</a>",
            "<img src=https://a.b/c.png>",
            "<img src=//a.b/c.png>",
            "<img srcset=a.png>",
            "<blockquote cite=\"https://a.b\">x</blockquote>",
            "<td background=x>",
            "<a href=x ping=y>",
        ] {
            let safe = cleaned(html);
            let gone = !safe.contains("9") && !safe.contains("a.b") && !safe.contains("src") && !safe.contains("ping");
            assert!(gone && !safe.contains("javascript") && !safe.to_lowercase().contains("data:"), "{html} → {safe}");
        }
    }

    #[test]
    fn classes_ids_and_inputs_are_ours() {
        let html = "<p id=app class='language-c++ evil hl-k footnote-ref' style=x onclick=y data-z=1>a</p><input type=text name=n checked>";
        let expected = "<p id=\"g-app\" class=\"language-c++ hl-k footnote-ref\">a</p><input checked=\"\" ";
        let safe = cleaned(html);
        assert!(safe.starts_with(expected), "{safe}");
        assert!(
            safe.contains("type=\"checkbox\"") && safe.contains("disabled=\"\"") && !safe.contains("name"),
            "{safe}"
        );
    }

    #[test]
    fn scripts_and_styles_vanish_with_their_content() {
        assert_eq!(cleaned("a<script>x</script><style>y</style><svg><p>b</p></svg><math>c</math>"), "a<p>b</p>c");
    }

    #[test]
    fn cleaning_twice_changes_nothing() {
        let once = clean_only(
            "<a href=x class=hl-k id=a>x<b>y</a>z</b><input><img src=a.png align=left><ol start=3 type=x><li>a",
        );
        assert_eq!(clean_only(&once), once);
    }
}
