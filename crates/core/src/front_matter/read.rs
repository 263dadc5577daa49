//! A block of front matter → the fields the library knows, tolerant of wrong types.
//!
//! A field that cannot be understood is a remark; the others are kept. Unknown fields stay in the
//! raw block and are only named here.

use super::value::Value;
use super::{outcomes, waivers, yaml};
use crate::guide::{Kind, Meta, OutcomeAnswer, Status, Waiver};

/// What a block said.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Known {
    pub meta: Meta,
    /// `None` when the block names no kind.
    pub kind: Option<Kind>,
    /// From `status`, or from `draft`.
    pub status: Option<Status>,
    /// From `outcomes`: sentences a person counted as measured results, or not.
    pub answers: Vec<OutcomeAnswer>,
    /// From `waivers`: rules that were set aside.
    pub waivers: Vec<Waiver>,
    /// Fields kept as they are because the library has no use for them.
    pub unknown: Vec<String>,
    /// What was not understood, one sentence each.
    pub remarks: Vec<String>,
    /// False when the whole block could not be read.
    pub readable: bool,
}

/// Spellings of each field; the first is the one new blocks get.
pub(super) const FIELDS: &[(&str, &[&str])] = &[
    ("title", &["title"]),
    ("summary", &["summary", "description"]),
    ("slug", &["slug"]),
    ("kind", &["kind", "type"]),
    ("date", &["date"]),
    ("updated", &["updated", "lastmod", "modified"]),
    ("tags", &["tags"]),
    ("stack", &["stack"]),
    ("caseStudies", &["caseStudies", "case_studies", "case-studies"]),
    ("subjects", &["subjects"]),
    ("readTime", &["readTime", "read_time", "readingTime", "reading_time"]),
    ("aliases", &["aliases"]),
    ("facetOf", &["facetOf", "facet_of"]),
    ("version", &["version"]),
    ("status", &["status"]),
    ("draft", &["draft"]),
    ("outcomes", &["outcomes"]),
    ("waivers", &["waivers"]),
];

/// Name of the field a key stands for.
pub(super) fn field_of(key: &str) -> Option<&'static str> {
    FIELDS.iter().find(|(_, keys)| keys.contains(&key)).map(|(field, _)| *field)
}

/// The fields the library has no use for, with their values; nothing of a block that cannot be read.
pub fn unknown(raw: &str) -> Vec<(String, Value)> {
    let entries = yaml::parse(raw).unwrap_or_default();
    entries.into_iter().filter(|(key, _)| field_of(key).is_none()).collect()
}

/// What stands behind a key, as text; empty where it is no text, `None` where the key does not stand.
pub fn word(raw: &str, key: &str) -> Option<String> {
    let found = yaml::parse(raw).unwrap_or_default().into_iter().find(|(known, _)| known == key);
    found.map(|(_, value)| value.one_text().unwrap_or_default())
}

/// Reads a block (between the fences). Any text is an acceptable block.
pub fn read(raw: &str) -> Known {
    let entries = match yaml::parse(raw) {
        Ok(entries) => entries,
        Err(why) => {
            let remark = format!("The front matter cannot be read ({why}). It is kept as it is.");
            return Known { remarks: vec![remark], ..Known::default() };
        }
    };
    let mut known = Known { readable: true, ..Known::default() };
    let mut seen: Vec<&'static str> = Vec::new();
    for (key, value) in &entries {
        match field_of(key) {
            Some(field) if seen.contains(&field) => known.remark(key, "stands twice; the first was taken"),
            Some(field) if known.take(field, value).is_some() => seen.push(field),
            Some(_) => known.remark(key, "was not understood and is kept as it is"),
            None => known.unknown.push(key.clone()),
        }
    }
    known
}

/// True when the field can have this value.
pub(super) fn understands(field: &str, value: &Value) -> bool {
    Known::default().take(field, value).is_some()
}

impl Known {
    fn remark(&mut self, key: &str, what: &str) {
        let key: String = key.chars().take(40).collect();
        self.remarks.push(format!("Field “{key}” {what}."));
    }

    /// `None` when the value is not one the field can have.
    fn take(&mut self, field: &str, value: &Value) -> Option<()> {
        match field {
            "kind" => self.take_kind(value),
            "status" => self.take_status(value),
            "draft" => self.take_draft(value),
            "readTime" => self.take_read_time(value),
            "outcomes" => self.take_outcomes(value),
            "waivers" => self.take_waivers(value),
            _ => take_text(&mut self.meta, field, value).or_else(|| take_list(&mut self.meta, field, value)),
        }
    }

    fn take_kind(&mut self, value: &Value) -> Option<()> {
        let name = value.one_text()?.to_lowercase().replace([' ', '_'], "-");
        let kind = Kind::parse(&name).or(match name.as_str() {
            "guide" => Some(Kind::DeepDive),
            "stack" => Some(Kind::StackItem),
            _ => None,
        })?;
        self.kind = Some(kind);
        self.meta.kind = kind;
        Some(())
    }

    fn take_status(&mut self, value: &Value) -> Option<()> {
        let name = value.one_text()?.to_lowercase().replace([' ', '_'], "-");
        self.status = Some(Status::parse(&name).or((name == "published").then_some(Status::Approved))?);
        Some(())
    }

    fn take_draft(&mut self, value: &Value) -> Option<()> {
        match value.one_text()?.as_str() {
            "true" => self.status = self.status.or(Some(Status::Draft)),
            "false" => {}
            _ => return None,
        }
        Some(())
    }

    fn take_waivers(&mut self, value: &Value) -> Option<()> {
        let Value::List(items) = value else { return matches!(value, Value::Null).then_some(()) };
        self.waivers = items.iter().take(waivers::MOST).map(waivers::waiver).collect::<Option<_>>()?;
        Some(())
    }

    fn take_outcomes(&mut self, value: &Value) -> Option<()> {
        let Value::List(items) = value else { return matches!(value, Value::Null).then_some(()) };
        self.answers = items.iter().map(outcomes::answer).collect::<Option<_>>()?;
        Some(())
    }

    fn take_read_time(&mut self, value: &Value) -> Option<()> {
        let text = value.one_text()?;
        let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
        let minutes = digits.parse().ok().filter(|minutes| (1..=999).contains(minutes))?;
        let rest = text[digits.len()..].trim_start();
        if !(rest.is_empty() || rest.starts_with("min")) {
            return None;
        }
        self.meta.read_minutes = Some(minutes);
        Some(())
    }
}

fn take_text(meta: &mut Meta, field: &str, value: &Value) -> Option<()> {
    let slot = text_field(meta, field)?;
    *slot = match value {
        Value::Null => String::new(),
        other => other.one_text()?,
    };
    if matches!(field, "date" | "updated") {
        keep_the_day(slot);
    }
    Some(())
}

fn take_list(meta: &mut Meta, field: &str, value: &Value) -> Option<()> {
    let slot = list_field(meta, field)?;
    let texts = match value {
        Value::Null => Vec::new(),
        Value::Text(text) => text.split(',').map(str::to_owned).collect(),
        Value::List(items) => items.iter().map(Value::one_text).collect::<Option<Vec<_>>>()?,
        Value::Map(_) => return None,
    };
    *slot = texts.iter().map(|text| text.trim().to_owned()).collect();
    tidy(slot);
    Some(())
}

/// No empty name, none twice.
pub(super) fn tidy(names: &mut Vec<String>) {
    let mut seen = std::collections::HashSet::new();
    names.retain(|name| !name.is_empty() && seen.insert(name.clone()));
}

pub(super) fn text_field<'a>(meta: &'a mut Meta, field: &str) -> Option<&'a mut String> {
    Some(match field {
        "title" => &mut meta.title,
        "summary" => &mut meta.summary,
        "slug" => &mut meta.slug,
        "date" => &mut meta.date,
        "updated" => &mut meta.updated,
        "facetOf" => &mut meta.facet_of,
        "version" => &mut meta.version,
        _ => return None,
    })
}

pub(super) fn list_field<'a>(meta: &'a mut Meta, field: &str) -> Option<&'a mut Vec<String>> {
    Some(match field {
        "tags" => &mut meta.tags,
        "stack" => &mut meta.stack,
        "caseStudies" => &mut meta.case_studies,
        "subjects" => &mut meta.subjects,
        "aliases" => &mut meta.aliases,
        _ => return None,
    })
}

/// `2025-01-15T10:00:00Z` and `2025-01-15 10:00` name a day; anything else stays as written, for the
/// bar to judge.
fn keep_the_day(date: &mut String) {
    let bytes = date.as_bytes();
    let shaped = bytes.len() > 10 && bytes[4] == b'-' && bytes[7] == b'-' && matches!(bytes[10], b'T' | b't' | b' ');
    if shaped && date[..10].parse::<jiff::civil::Date>().is_ok() {
        date.truncate(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_a_person_counted() {
        let known = read(
            "outcomes:\n  - sentence: \"p95  fell\\n to 2 s\"\n    counts: true\n    by: Ana\n    at: 2026-01-01T00:00:00Z\n",
        );
        let said = known.answers.first().expect("an answer");
        assert_eq!((said.sentence.as_str(), said.counts, said.by.as_str()), ("p95 fell to 2 s", true, "Ana"));
        for broken in [
            "outcomes: 3",
            "outcomes:\n  - x",
            "outcomes:\n  - sentence: x\n    counts: maybe",
            "outcomes:\n  - counts: true",
        ] {
            let known = read(broken);
            assert!(known.answers.is_empty() && known.remarks.len() == 1, "{broken}");
        }
    }

    #[test]
    fn reads_the_fields_in_their_spellings() {
        let known = read(concat!(
            "title: \"Staying Correct\"\ndescription: How to\nslug: staying-correct\ntype: comparison\n",
            "date: 2026-02-04T10:00:00Z\nlastmod: 2026-03-01\ntags: [payments, ledger]\n",
            "stack:\n  - NestJS\n  - Redis (Pub/Sub)\ncase_studies: nestfi, aegis\nread_time: 12 min read\nversion: 1.10\n",
        ));
        assert_eq!(known.remarks, Vec::<String>::new());
        let meta = known.meta;
        assert_eq!((meta.title.as_str(), meta.summary.as_str()), ("Staying Correct", "How to"));
        assert_eq!(
            (meta.kind, meta.date.as_str(), meta.updated.as_str()),
            (Kind::Comparison, "2026-02-04", "2026-03-01")
        );
        assert_eq!(meta.tags, ["payments", "ledger"]);
        assert_eq!(meta.stack, ["NestJS", "Redis (Pub/Sub)"]);
        assert_eq!(meta.case_studies, ["nestfi", "aegis"]);
        assert_eq!((meta.read_minutes, meta.version.as_str()), (Some(12), "1.10"));
    }

    #[test]
    fn one_wrong_field_spoils_no_other() {
        let known = read("title: [a, b]\ntags: {x: 1}\nreadTime: soon\nkind: poem\nstatus: [x]\nsummary: Fine\n");
        assert_eq!(known.meta.summary, "Fine");
        assert_eq!(known.remarks.len(), 5, "{:?}", known.remarks);
        assert!(known.readable);
    }

    #[test]
    fn names_unknown_fields_and_doubles() {
        let known = read("title: A\nsummary: B\ndescription: C\nweight: 3\nparams:\n  x: 1\n");
        assert_eq!(known.unknown, ["weight", "params"]);
        assert_eq!((known.meta.summary.as_str(), known.remarks.len()), ("B", 1));
    }

    #[test]
    fn reads_the_status() {
        assert_eq!(read("status: In Review\n").status, Some(Status::InReview));
        assert_eq!(read("draft: true\n").status, Some(Status::Draft));
        assert_eq!(read("draft: false\n").status, None);
        assert_eq!(read("status: published\n").status, Some(Status::Approved));
    }

    #[test]
    fn an_unreadable_block_is_a_remark() {
        let known = read("title: \"open\nx: [\n");
        assert!(!known.readable);
        assert_eq!((known.remarks.len(), known.meta), (1, Meta::default()));
    }
}
