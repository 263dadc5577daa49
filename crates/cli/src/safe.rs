//! Text from files and names, made harmless for a terminal: what cannot be seen is spelled out.

use std::fmt::Write as _;

/// Controls, marks that turn the writing direction, and characters without width.
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// One line: hidden characters as `\u{202e}`, line ends and tabs as spaces.
pub fn line(text: &str) -> String {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' => out.push(' '),
            c if is_hidden(c) => drop(write!(out, "\\u{{{:x}}}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

/// JSON with hidden characters as `\uXXXX`; they can only stand inside its strings.
pub fn json(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c != '\n' && is_hidden(c) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spells_out_what_cannot_be_seen() {
        assert_eq!(line("a\u{1b}[31m\u{202e}b\u{85}\tc\n"), "a\\u{1b}[31m\\u{202e}b\\u{85} c ");
        assert_eq!(line("é — 🚀 指南"), "é — 🚀 指南");
    }

    #[test]
    fn json_stays_json() {
        let text = "\u{202e}\u{7f}\u{85}\u{e0041}é";
        let escaped = json(&serde_json::to_string(text).unwrap_or_default());
        assert!(escaped.is_ascii() || escaped.chars().all(|c| !is_hidden(c)));
        assert_eq!(serde_json::from_str::<String>(&escaped).ok().as_deref(), Some(text));
    }
}
