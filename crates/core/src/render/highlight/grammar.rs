//! Which grammar reads which language, and where a grammar stands between two lines.

use std::sync::LazyLock;

use syntect::parsing::{ParseState, ScopeStack, SyntaxReference, SyntaxSet};

use super::painter::Painter;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// The grammar for the first word of an info string.
pub fn syntax(language: &str) -> Option<&'static SyntaxReference> {
    let token = match language {
        "" | "text" | "plain" | "plaintext" | "txt" => return None,
        "console" | "shell" | "shell-session" => "sh",
        "golang" => "go",
        "jsonc" | "json5" => "json",
        // The TypeScript grammar takes 17 times as long as this one, which tells the same few classes apart.
        "mjs" | "cjs" | "jsx" | "ts" | "mts" | "cts" | "tsx" | "typescript" => "js",
        other => other,
    };
    SYNTAXES.find_syntax_by_token(token)
}

/// What a grammar knows between two lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    state: ParseState,
    scopes: ScopeStack,
}

impl Spot {
    pub fn start(syntax: &SyntaxReference) -> Self {
        Self { state: ParseState::new(syntax), scopes: ScopeStack::new() }
    }

    /// Reads a line: its HTML and what is known behind it. `None` when the grammar fails.
    pub fn after(&self, line: &str) -> Option<(String, Self)> {
        let mut next = self.clone();
        let mut painter = Painter::default();
        let mut at = 0;
        for (end, change) in next.state.parse_line(line, &SYNTAXES).ok()? {
            painter.text(line.get(at..end)?, &next.scopes);
            at = end;
            next.scopes.apply(&change).ok()?;
        }
        painter.text(line.get(at..)?, &next.scopes);
        Some((painter.finish(), next))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_languages_guides_use() {
        let languages = [
            "ts",
            "tsx",
            "jsx",
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
        ];
        for language in languages {
            assert!(syntax(language).is_some(), "{language}");
        }
        assert!(syntax("text").is_none());
    }

    #[test]
    fn says_what_words_are() {
        let start = syntax("ts").map(Spot::start);
        let html =
            start.and_then(|spot| spot.after("const a = \"b<c\"; // d\n")).map(|(html, _)| html).unwrap_or_default();
        let expected = "<span class=\"hl-k\">const</span> a = <span class=\"hl-s\">\"b&lt;c\"</span>; <span class=\"hl-c\">// d</span>\n";
        assert_eq!(html.replace("\n</span>", "</span>\n"), expected);
    }
}
