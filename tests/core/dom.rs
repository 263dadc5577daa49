//! HTML read as a browser reads it: to compare what two spellings mean, and to look at every element.

use std::rc::Rc;

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// An element as it was parsed.
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
}

/// The tree empties itself when the document is dropped: keep it while looking.
fn parse(html: &str) -> RcDom {
    let context = QualName::new(None, ns!(html), local_name!("div"));
    parse_fragment(RcDom::default(), ParseOpts::default(), context, Vec::new(), false).one(html)
}

fn root(dom: &RcDom) -> Handle {
    dom.document.children.borrow()[0].clone()
}

/// Every element, and whether there are comments or anything else that is neither element nor text.
pub fn elements(html: &str) -> (Vec<Element>, usize) {
    let (mut found, mut strange) = (Vec::new(), 0);
    let dom = parse(html);
    let mut stack: Vec<Handle> = root(&dom).children.borrow().clone();
    while let Some(node) = stack.pop() {
        match &node.data {
            NodeData::Element { name, attrs, .. } if name.ns == ns!(html) => {
                let attributes =
                    attrs.borrow().iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect();
                found.push(Element { name: name.local.to_string(), attributes });
            }
            NodeData::Text { .. } => {}
            _ => strange += 1,
        }
        stack.extend(node.children.borrow().iter().cloned());
    }
    (found, strange)
}

const BLOCKS: [&str; 26] = [
    "blockquote",
    "body",
    "dd",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
    "html",
];

/// A node still to be looked at, among its siblings.
struct Place {
    siblings: Rc<Vec<Handle>>,
    index: usize,
    depth: usize,
    pre: bool,
}

/// What HTML means, as lines: white space that nobody sees is folded, attributes are sorted.
pub fn meaning(html: &str) -> String {
    let dom = parse(html);
    let mut out = String::new();
    let mut stack = Vec::new();
    push_children(&mut stack, &root(&dom), 0, false);
    while let Some(place) = stack.pop() {
        let node = &place.siblings[place.index];
        let line = line(node, &place);
        if !line.is_empty() {
            out.push_str(&format!("{} {line}\n", place.depth));
        }
        let pre = place.pre || matches!(&node.data, NodeData::Element { name, .. } if &*name.local == "pre");
        push_children(&mut stack, node, place.depth + 1, pre);
    }
    out
}

fn push_children(stack: &mut Vec<Place>, node: &Handle, depth: usize, pre: bool) {
    let siblings = Rc::new(node.children.borrow().clone());
    for index in (0..siblings.len()).rev() {
        stack.push(Place { siblings: siblings.clone(), index, depth, pre });
    }
}

fn line(node: &Handle, place: &Place) -> String {
    match &node.data {
        NodeData::Element { name, attrs, .. } => {
            let attrs = attrs.borrow();
            let mut attributes: Vec<String> =
                attrs.iter().map(|a| format!("{}={:?}", a.name.local, &*a.value)).collect();
            attributes.sort();
            format!("<{} {}>", name.local, attributes.join(" "))
        }
        NodeData::Text { contents } if place.pre => format!("{:?}", &**contents.borrow()),
        NodeData::Text { contents } => {
            let edge = |index: Option<usize>| index.is_none_or(|index| place.siblings.get(index).is_none_or(is_block));
            let text = folded(&contents.borrow(), edge(place.index.checked_sub(1)), edge(Some(place.index + 1)));
            if text.is_empty() { text } else { format!("{text:?}") }
        }
        NodeData::Comment { contents } => format!("<!--{contents}-->"),
        _ => String::new(),
    }
}

fn is_block(node: &Handle) -> bool {
    matches!(&node.data, NodeData::Element { name, .. } if BLOCKS.contains(&&*name.local))
}

fn folded(text: &str, at_start: bool, at_end: bool) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            ' ' | '\n' | '\t' => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    let out = if at_start { out.trim_start_matches(' ') } else { &out };
    if at_end { out.trim_end_matches(' ').to_owned() } else { out.to_owned() }
}

#[test]
fn meaning_tells_what_differs_and_only_that() {
    assert_eq!(meaning("<p>a  b</p>\n<ul>\n<li>c</li></ul>"), meaning("<p>a b</p><ul><li>c</li>\n</ul>"));
    assert_ne!(meaning("<p>a b</p>"), meaning("<p>a<em> b</em></p>"));
    assert_ne!(meaning("<em>a</em> b"), meaning("<em>a</em>b"));
    assert_ne!(meaning("<pre>a  b</pre>"), meaning("<pre>a b</pre>"));
    assert_eq!(elements("<p>a<b id=x>c</b><!-- d --></p>").0.len(), 2);
    assert_eq!(elements("<p>a<b id=x>c</b><!-- d --></p>").1, 1);
}
