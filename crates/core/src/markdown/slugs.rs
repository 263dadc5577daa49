//! Heading ids as GitHub and Hugo make them, unique in a document.

use std::collections::HashMap;

/// The id of a heading text before numbering: lower case, letters, digits, `-` and `_` only,
/// a hyphen for each space. `heading` when nothing is left.
pub fn slug(text: &str) -> String {
    let text = text.trim();
    let mut slug = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'a'..='z' | '0'..='9' | '-' | '_' => slug.push(c),
            'A'..='Z' => slug.push(c.to_ascii_lowercase()),
            ' ' | '\n' => slug.push('-'),
            c if !c.is_ascii() && c.is_alphanumeric() => slug.extend(c.to_lowercase()),
            _ => {}
        }
    }
    if slug.is_empty() { "heading".to_owned() } else { slug }
}

/// Ids given out so far.
#[derive(Debug, Default)]
pub struct Slugs {
    taken: HashMap<String, usize>,
}

impl Slugs {
    /// The id for the next heading; `explicit` is what `{#id}` says.
    pub fn next(&mut self, text: &str, explicit: Option<&str>) -> String {
        let base = explicit.map_or_else(|| slug(text), str::to_owned);
        let mut id = base.clone();
        while self.taken.contains_key(&id) {
            let number = self.taken.entry(base.clone()).or_default();
            *number += 1;
            id = format!("{base}-{number}");
        }
        self.taken.insert(id.clone(), 0);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spells_ids_as_github_does() {
        assert_eq!(slug("What broke & why?"), "what-broke--why");
        assert_eq!(slug("Node.js 20: a_b – c"), "nodejs-20-a_b--c");
        assert_eq!(slug("Привет, мир"), "привет-мир");
        assert_eq!(slug("🚀"), "heading");
    }

    #[test]
    fn numbers_repeats_and_never_repeats_a_number() {
        let mut slugs = Slugs::default();
        let ids: Vec<String> = ["A", "A-1", "A", "A", "A"].iter().map(|text| slugs.next(text, None)).collect();
        assert_eq!(ids, ["a", "a-1", "a-2", "a-3", "a-4"]);
        assert_eq!(slugs.next("Z", Some("a")), "a-5");
    }
}
