//! Changed fields into an existing block, touching only their lines.
//!
//! An editor for YAML does the work where it can (it keeps quotes, spacing and comments); each of its
//! answers is read again and believed only when every other field and every other line is what it was.
//! Else the lines are replaced as text, under the same proof.

use std::ops::Range;
use std::str::FromStr as _;

use super::lines::{range_of, spliced};
use super::read::{self, FIELDS};
use super::value::Value;
use super::write::{Written, commented, compose, fields};
use super::yaml;
use crate::guide::Meta;

/// The block with the fields that differ between `old` and `new` rewritten and every other byte kept.
/// An empty block stays empty. One that cannot be read is replaced, and kept as comments.
pub fn patch(raw: &str, old: &Meta, new: &Meta) -> String {
    if raw.trim().is_empty() {
        return raw.to_owned();
    }
    let pairs = fields(old).into_iter().zip(fields(new));
    let mut block = raw.to_owned();
    for (_, (field, value)) in pairs.filter(|(before, after)| before != after) {
        match changed(&block, field, &value) {
            Some(next) => block = next,
            None => return compose(new) + &commented(raw, "Kept from the file; the fields above take its place:"),
        }
    }
    block
}

/// The block with one field said in so many words; `value` is YAML as it stands, and the field need not
/// be one of `Meta`. An unreadable block stays behind it.
pub fn set(raw: &str, field: &str, value: &str) -> String {
    changed(raw, field, &Written::Plain(value.to_owned())).unwrap_or_else(|| format!("{field}: {value}\n{raw}"))
}

/// The block with one field set; `None` when no way of doing it can be proved harmless.
fn changed(block: &str, field: &str, value: &Written) -> Option<String> {
    let before = yaml::parse(block).ok()?;
    let (key, there) = key_of(&before, field);
    let by_tree = || by_tree(block, &key, value);
    let by_lines = || Some(spliced(block, &key, value));
    let proof = Proof { block, before: &before, key: &key, field, value };
    let ways: [&dyn Fn() -> Option<String>; 2] = if there { [&by_tree, &by_lines] } else { [&by_lines, &by_tree] };
    ways.iter().filter_map(|way| way()).find(|after| proof.holds(after))
}

/// The spelling under which the reader found the field, or the canonical one; and whether it stands.
fn key_of(entries: &[(String, Value)], field: &str) -> (String, bool) {
    let spellings = FIELDS.iter().find(|(name, _)| *name == field).map_or(&[][..], |(_, keys)| keys);
    let understood =
        |(key, value): &&(String, Value)| spellings.contains(&key.as_str()) && read::understands(field, value);
    let found = entries.iter().find(understood).map(|(key, _)| key.clone());
    let key = found.unwrap_or_else(|| field.to_owned());
    let there = entries.iter().any(|(known, _)| *known == key);
    (key, there)
}

/// The editor works on foreign input: should it ever panic, lines are spliced instead.
fn by_tree(block: &str, key: &str, value: &Written) -> Option<String> {
    let edit = || {
        let file = yaml_edit::YamlFile::from_str(block).ok()?;
        let document = file.document()?;
        let done = match value {
            Written::Nothing => document.remove(key).is_some(),
            Written::Text(text) => document.set(key, text.as_str()),
            Written::Number(number) => document.set(key, i64::from(*number)),
            Written::Plain(yaml) => match yaml.parse::<bool>() {
                Ok(answer) => document.set(key, answer),
                Err(_) => document.set(key, yaml.as_str()),
            },
            Written::List(_) => false,
        };
        done.then(|| file.to_string())
    };
    std::panic::catch_unwind(edit).ok().flatten()
}

/// What must be true of a changed block.
struct Proof<'p> {
    block: &'p str,
    before: &'p [(String, Value)],
    key: &'p str,
    field: &'p str,
    value: &'p Written,
}

impl Proof<'_> {
    fn holds(&self, after: &str) -> bool {
        let Ok(entries) = yaml::parse(after) else { return false };
        self.others(self.before).eq(self.others(&entries)) && self.says(after) && self.touches_only_its_lines(after)
    }

    fn others<'e>(&'e self, entries: &'e [(String, Value)]) -> impl Iterator<Item = &'e (String, Value)> {
        entries.iter().filter(|(key, _)| key != self.key)
    }

    fn says(&self, after: &str) -> bool {
        if let Written::Plain(yaml) = self.value {
            let wanted = yaml::parse(&format!("{}: {yaml}", self.key)).unwrap_or_default();
            let found = yaml::parse(after).unwrap_or_default().into_iter().filter(|(key, _)| key == self.key);
            return found.eq(wanted);
        }
        let known = read::read(after);
        fields(&known.meta).iter().any(|(field, value)| *field == self.field && value == self.value)
    }

    fn touches_only_its_lines(&self, after: &str) -> bool {
        // A mapping in braces or with question marks has no lines of its own; its values were compared.
        let Range { start, end } = match range_of(self.block, self.key) {
            Some(range) => range,
            None if self.before.iter().any(|(key, _)| key == self.key) => return true,
            None => self.block.len()..self.block.len(),
        };
        let (head, tail) = (&self.block[..start], &self.block[end..]);
        if after.len() < head.len() + tail.len() || !after.starts_with(head) || !after.ends_with(tail) {
            return false;
        }
        let middle = &after[head.len()..after.len() - tail.len()];
        middle.is_empty() || middle.ends_with('\n') || tail.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guide::Kind;

    fn with(change: impl FnOnce(&mut Meta)) -> Meta {
        let mut meta = Meta::default();
        change(&mut meta);
        meta
    }

    /// The block after its own reading was changed.
    fn edited(raw: &str, change: impl FnOnce(&mut Meta)) -> String {
        let old = read::read(raw).meta;
        let mut new = old.clone();
        change(&mut new);
        patch(raw, &old, &new)
    }

    #[test]
    fn keeps_quotes_spacing_comments_and_order() {
        let raw = "# mine\nweight:  0x1F\ntitle:   'A'   # keep\n\n# about tags\ntags: [a, 'b']  # two\nparams:\n    x: [1,\n  2]\n";
        assert_eq!(edited(raw, |meta| meta.title = "B".into()), raw.replace("'A'", "B"));
        assert_eq!(edited(raw, |meta| meta.title = "B: c".into()), raw.replace("'A'", "'B: c'"));
        assert_eq!(edited(raw, |meta| meta.tags.push("c d".into())), raw.replace("[a, 'b']", "[a, b, c d]"));
        assert_eq!(edited(raw, |meta| meta.tags.clear()), raw.replace("tags: [a, 'b']  # two\n", ""));
        assert_eq!(edited(raw, |meta| meta.date = "2026-01-01".into()), format!("{raw}date: 2026-01-01\n"));
        assert_eq!(edited(raw, |_| ()), raw);
    }

    #[test]
    fn keeps_the_spelling_of_keys() {
        assert_eq!(edited("description: A\n", |meta| meta.summary = "B".into()), "description: B\n");
        assert_eq!(
            edited("\"case_studies\": [a]\n", |meta| meta.case_studies = vec!["b".into()]),
            "\"case_studies\": [b]\n"
        );
        let raw = "type: post\ntitle: A\n";
        assert_eq!(edited(raw, |meta| meta.kind = Kind::Comparison), format!("{raw}kind: comparison\n"));
    }

    #[test]
    fn keeps_line_ends_and_list_styles() {
        let raw = "title: A\r\ntags:\r\n- a\r\nx: 1\r\n";
        assert_eq!(edited(raw, |meta| meta.title = "B".into()), raw.replace(": A", ": B"));
        assert_eq!(edited(raw, |meta| meta.tags.push("b".into())), raw.replace("- a\r\n", "- a\r\n- b\r\n"));
        let raw = "tags:\n    - a # why\n    - b\n\n# c\nx: 1";
        assert_eq!(edited(raw, |meta| drop(meta.tags.remove(0))), "tags:\n    - b\n\n# c\nx: 1");
        assert_eq!(edited(raw, |meta| meta.title = "T".into()), format!("{raw}\ntitle: T\n"));
    }

    #[test]
    fn multi_line_values_give_way_whole() {
        let raw = "summary: >-\n  long\n\n  text\n\n# next\ntitle: |\n  A\n  B\nx: 1\n";
        assert_eq!(edited(raw, |meta| meta.summary = "short".into()), raw.replace(">-\n  long\n\n  text", "short"));
        assert_eq!(edited(raw, |meta| meta.title = "T".into()), raw.replace("|\n  A\n  B", "T"));
    }

    #[test]
    fn odd_mappings_are_edited_or_replaced_but_never_broken() {
        for raw in [
            "{title: A, x: 1}\n",
            "? title\n: A\nx: 1\n",
            "title: &t A\nx: *t\n",
            "title: A\ntitle: C\nx: 1\n",
            "title: !!str A\nx: 1\n",
            "title:\n  - not a title\nx: 1\n",
            "\"title\" : A\nx: 1\n",
            "title: \"A\n  continues\"\nx: 1\n",
        ] {
            let after = edited(raw, |meta| meta.title = "New: one".into());
            let known = read::read(&after);
            assert_eq!(known.meta.title, "New: one", "{raw:?} became {after:?}");
            assert!(known.unknown.contains(&"x".to_owned()) || after.contains("# x: "), "{raw:?} became {after:?}");
        }
    }

    #[test]
    fn a_block_that_cannot_be_read_is_kept_as_comments() {
        let after = patch("title: [A\nx: 1\n", &Meta::default(), &with(|meta| meta.title = "B".into()));
        assert_eq!(read::read(&after).meta.title, "B");
        assert!(after.contains("# title: [A\n# x: 1\n"));
        assert_eq!(patch("", &Meta::default(), &with(|meta| meta.title = "B".into())), "");
    }

    mod property {
        use super::*;
        use proptest::prelude::*;

        /// Lines of a block: a key with one of many values, a comment, nothing.
        fn block() -> impl Strategy<Value = (Vec<String>, &'static str)> {
            let value = prop_oneof![
                Just(" plain text".to_owned()),
                Just(" 'it''s' # why".to_owned()),
                Just(" \"a \\\"b\\\"\"".to_owned()),
                Just(" [a, \"b, c\", 3]".to_owned()),
                Just("\n- a\n- b # c".to_owned()),
                Just("\n    - a\n\n    - b".to_owned()),
                Just(" {a: 1, b: [x]}".to_owned()),
                Just("\n  deep:\n    deeper: 1".to_owned()),
                Just(" >\n  folded\n  text\n".to_owned()),
                Just(" |-\n  kept\n\n  text".to_owned()),
                Just("".to_owned()),
                Just(" ~".to_owned()),
                Just(" 0x1F".to_owned()),
                Just(" 2026-01-02T03:04:05Z".to_owned()),
                "[a-zA-Zäé漢 ]{1,12}".prop_map(|text| format!(" x{text}x")),
            ];
            let keys = [
                "title",
                "summary",
                "description",
                "tags",
                "stack",
                "date",
                "lastmod",
                "weight",
                "params",
                "x y",
                "caseStudies",
            ];
            let line = (0..keys.len(), value, 0..4).prop_map(move |(key, value, what)| match what {
                0 => (None, "# a comment: with colon".to_owned()),
                1 if key % 3 == 0 => (None, String::new()),
                _ => (Some(keys[key]), format!("{}:{value}", keys[key])),
            });
            let lines = prop::collection::vec(line, 1..10).prop_map(|lines| {
                let mut seen = Vec::new();
                let mut kept = Vec::new();
                for (key, line) in lines {
                    if key.is_none_or(|key| !seen.contains(&key)) {
                        seen.extend(key);
                        kept.push(line);
                    }
                }
                kept
            });
            (lines, prop_oneof![Just("\n"), Just("\r\n")])
        }

        fn text() -> impl Strategy<Value = String> {
            "[ -~äé漢“—]{1,20}".prop_map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        }

        proptest! {
            #![proptest_config(ProptestConfig::with_cases(600))]

            #[test]
            fn one_field_changes_only_its_lines((lines, end) in block(), field in 0..5, new in text(), items in prop::collection::vec(text(), 0..4)) {
                let raw: String = lines.iter().map(|line| line.replace('\n', end) + end).collect();
                prop_assume!(!raw.trim().is_empty());
                let old = read::read(&raw).meta;
                let mut meta = old.clone();
                let field = match field {
                    0 => { meta.title = new; "title" }
                    1 => { meta.summary = new; "summary" }
                    2 => { meta.tags = items; read::tidy(&mut meta.tags); "tags" }
                    3 => { meta.stack = items; read::tidy(&mut meta.stack); "stack" }
                    _ => { meta.date = "2027-03-04".into(); "date" }
                };
                let after = patch(&raw, &old, &meta);
                // Every line that belongs to another key, and every comment and blank line, is there as it was.
                let known = FIELDS.iter().find(|(name, _)| *name == field).map(|(_, keys)| *keys).unwrap_or_default();
                let mut rest = after.as_str();
                for line in lines.iter().filter(|line| !known.iter().any(|key| line.starts_with(&format!("{key}:")))) {
                    let whole = line.replace('\n', end) + end;
                    let at = rest.find(&whole);
                    prop_assert!(at.is_some(), "{whole:?} is not in {rest:?} (from {raw:?})");
                    rest = &rest[at.unwrap_or_default() + whole.len()..];
                }
                let again = read::read(&after).meta;
                prop_assert_eq!(again, meta, "{:?} became {:?}", raw, after);
            }

            #[test]
            fn any_text_can_be_patched(raw in "\\PC{0,80}|[a-z:\\-\\[\\]{}&*!|>'\"#%@ \\n\\t]{0,80}", new in text()) {
                let old = read::read(&raw).meta;
                let meta = Meta { title: new, ..old.clone() };
                let after = patch(&raw, &old, &meta);
                if !raw.trim().is_empty() {
                    prop_assert_eq!(read::read(&after).meta.title, meta.title, "{:?} became {:?}", raw, after);
                }
            }
        }
    }
}
