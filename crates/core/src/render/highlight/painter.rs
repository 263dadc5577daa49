//! Scopes → class spans. Neighbours of one class share a span; every line closes its own.

use std::sync::LazyLock;

use syntect::parsing::{Scope, ScopeStack};

use crate::render::escape;

/// Scopes by prefix, the most telling first, and their classes.
static CLASSES: LazyLock<Vec<(Scope, &'static str)>> = LazyLock::new(|| {
    let table = [
        ("comment", "hl-c"),
        ("punctuation.definition.comment", "hl-c"),
        ("string", "hl-s"),
        ("constant.character", "hl-s"),
        ("constant", "hl-n"),
        ("markup.inserted", "hl-i"),
        ("markup.deleted", "hl-d"),
        ("keyword.operator", ""),
        ("keyword", "hl-k"),
        ("storage", "hl-k"),
        ("entity.name.tag", "hl-k"),
        ("entity.name", "hl-f"),
        ("support.function", "hl-f"),
        ("variable.function", "hl-f"),
        ("support.type", "hl-f"),
    ];
    table.iter().filter_map(|(scope, class)| Some((Scope::new(scope).ok()?, *class))).collect()
});

/// Writes one line.
#[derive(Default)]
pub struct Painter {
    out: String,
    class: &'static str,
}

impl Painter {
    pub fn text(&mut self, text: &str, scopes: &ScopeStack) {
        if !text.is_empty() {
            self.switch(class_of(scopes));
            escape::text(&mut self.out, text);
        }
    }

    pub fn finish(mut self) -> String {
        self.switch("");
        self.out
    }

    fn switch(&mut self, class: &'static str) {
        if class == self.class {
            return;
        }
        if !self.class.is_empty() {
            self.out.push_str("</span>");
        }
        if !class.is_empty() {
            self.out.push_str("<span class=\"");
            self.out.push_str(class);
            self.out.push_str("\">");
        }
        self.class = class;
    }
}

/// The innermost scope that says something.
fn class_of(scopes: &ScopeStack) -> &'static str {
    let class = |scope: &Scope| CLASSES.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).map(|(_, class)| *class);
    scopes.as_slice().iter().rev().find_map(class).unwrap_or_default()
}
