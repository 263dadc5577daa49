//! The allow-list: what may stand in a preview. Everything else is removed by `sanitise`.

/// Everything that may stand in a preview.
pub const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "article",
    "aside",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "i",
    "img",
    "input",
    "ins",
    "kbd",
    "li",
    "mark",
    "nav",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "rtc",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Attributes any of them may have.
pub const ATTRIBUTES: &[&str] = &["class", "dir", "id", "lang", "title"];

/// Attributes of single elements. `rel` is written, never read.
pub const OWN_ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href"]),
    ("col", &["align", "span"]),
    ("colgroup", &["align", "span"]),
    ("details", &["open"]),
    ("img", &["alt", "height", "src", "width"]),
    ("input", &["checked"]),
    ("ol", &["reversed", "start", "type"]),
    ("table", &["align"]),
    ("td", &["align", "colspan", "rowspan"]),
    ("th", &["align", "colspan", "rowspan", "scope"]),
    ("time", &["datetime"]),
    ("tr", &["align"]),
];

/// Classes that the preview's style sheet knows.
const CLASSES: &[&str] = &[
    "hl-c",
    "hl-d",
    "hl-f",
    "hl-i",
    "hl-k",
    "hl-n",
    "hl-s",
    "math-display",
    "math-inline",
    "picture-elsewhere",
    "shown-as-text",
];

/// Openings of classes that may go on with letters, digits and hyphens.
const CLASS_STEMS: &[&str] = &["language-", "footnote-", "footnotes", "task-", "markdown-alert"];

/// In front of every id, so that none meets a name of the app.
pub const ID_PREFIX: &str = "g-";

/// True for the classes of the preview's style sheet.
pub fn is_class(class: &str) -> bool {
    let tail = |stem: &&str| class.strip_prefix(*stem);
    let plain =
        |tail: &str| tail.len() <= 32 && tail.bytes().all(|b| b.is_ascii_alphanumeric() || b"+#_-".contains(&b));
    CLASSES.contains(&class) || CLASS_STEMS.iter().filter_map(tail).any(plain)
}
