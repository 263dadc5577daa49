//! What may stand in the preview, judged as a browser would read it. Knows no vectors.

use highbar_core::render::{ATTRIBUTES, ELEMENTS, OWN_ATTRIBUTES, is_class};

use crate::dom;

/// True when an attribute may stand where it stands, with the value it has.
fn is_allowed(element: &str, name: &str, value: &str) -> bool {
    let own = OWN_ATTRIBUTES.iter().any(|(owner, names)| *owner == element && names.contains(&name));
    match (element, name) {
        ("a", "href") => value.strip_prefix("guide-link://localhost/").is_some_and(|n| n.parse::<usize>().is_ok()),
        ("a", "rel") => value == "noopener noreferrer nofollow",
        ("img", "src") => value.starts_with("guide-asset://localhost/id/") || value.starts_with("data:image/"),
        ("input", "type") => value == "checkbox",
        ("input", "disabled") => value.is_empty(),
        (_, "id") => value.starts_with("g-"),
        (_, "class") => value.split(' ').all(is_class),
        _ => own || ATTRIBUTES.contains(&name),
    }
}

/// Looks at every element as a browser would make it.
pub fn assert_safe(id: &str, html: &str) {
    let (elements, strange) = dom::elements(html);
    assert_eq!(strange, 0, "{id}: {html}");
    for element in elements {
        assert!(ELEMENTS.contains(&element.name.as_str()), "{id}: <{}> in {html}", element.name);
        for (name, value) in &element.attributes {
            assert!(is_allowed(&element.name, name, value), "{id}: {name}={value:?} in {html}");
        }
    }
}
