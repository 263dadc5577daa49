//! Colours for code: a few classes, found by the grammars of many languages.
//!
//! Only says what a word is; how it looks is the style sheet's matter.

use std::sync::LazyLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

use super::escape;

/// Longer blocks stay plain.
const LONGEST: usize = 32 * 1024;

/// A line longer than this makes its block plain: grammars are slow on minified code.
const LONGEST_LINE: usize = 2_000;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

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

/// Code as escaped text with class spans, or `None` when the language is not known, the block is too
/// long, or the grammar fails.
pub fn html(language: &str, code: &str) -> Option<String> {
    if code.len() > LONGEST || code.lines().any(|line| line.len() > LONGEST_LINE) {
        return None;
    }
    let syntax = syntax(language)?;
    let mut painter = Painter { out: String::with_capacity(code.len() * 2), class: "", stack: ScopeStack::new() };
    let mut state = ParseState::new(syntax);
    for line in LinesWithEndings::from(code) {
        painter.line(&mut state, line)?;
    }
    painter.switch("");
    Some(painter.out)
}

fn syntax(language: &str) -> Option<&'static SyntaxReference> {
    let token = match language {
        "" | "text" | "plain" | "plaintext" | "txt" => return None,
        "console" | "shell" | "shell-session" => "sh",
        "golang" => "go",
        "jsonc" | "json5" => "json",
        "mjs" | "cjs" => "js",
        other => other,
    };
    SYNTAXES.find_syntax_by_token(token)
}

/// Writes text and opens and closes spans; neighbours of one class share one.
struct Painter {
    out: String,
    class: &'static str,
    stack: ScopeStack,
}

impl Painter {
    fn line(&mut self, state: &mut ParseState, line: &str) -> Option<()> {
        let mut at = 0;
        for (end, change) in state.parse_line(line, &SYNTAXES).ok()? {
            self.text(line.get(at..end)?);
            at = end;
            self.stack.apply(&change).ok()?;
        }
        self.text(line.get(at..)?);
        Some(())
    }

    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.switch(class_of(&self.stack));
        escape::text(&mut self.out, text);
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
fn class_of(stack: &ScopeStack) -> &'static str {
    let class = |scope: &Scope| CLASSES.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).map(|(_, class)| *class);
    stack.as_slice().iter().rev().find_map(class).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_words_are() {
        let html = html("ts", "const a = \"b<c\"; // d\n").unwrap_or_default();
        assert_eq!(
            html,
            "<span class=\"hl-k\">const</span> a = <span class=\"hl-s\">\"b&lt;c\"</span>; <span class=\"hl-c\">// d</span>\n"
        );
    }

    #[test]
    fn knows_the_languages_guides_use() {
        for language in [
            "ts",
            "tsx",
            "js",
            "json",
            "sql",
            "bash",
            "console",
            "yaml",
            "rust",
            "go",
            "python",
            "java",
            "html",
            "css",
            "dockerfile",
            "toml",
            "diff",
            "graphql",
            "nginx",
            "http",
        ] {
            assert!(syntax(language).is_some(), "{language}");
        }
    }

    #[test]
    fn leaves_strangers_and_giants_plain() {
        assert_eq!(html("klingon", "x"), None);
        assert_eq!(html("", "x"), None);
        assert_eq!(html("js", &"x;\n".repeat(LONGEST)), None);
        assert_eq!(html("js", &"x".repeat(LONGEST_LINE + 1)), None);
    }
}
