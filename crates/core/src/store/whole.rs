//! One hash over fields and text of an entry: tells a damaged one from a whole one.

use crate::guide::Meta;

/// BLAKE3 over every field that is not empty, front matter, body, and the frame as it is stored. What a later
/// version adds is empty in old rows and so does not change their hash.
pub(super) fn hash_of(meta: &Meta, front_matter: &str, body: &str, frame: &str) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    let mut take = |name: &str, value: &str| {
        if !value.is_empty() {
            hasher.update(name.as_bytes()).update(&(value.len() as u64).to_le_bytes()).update(value.as_bytes());
        }
    };
    take("kind", meta.kind.as_str());
    for (name, value) in texts(meta) {
        take(name, value);
    }
    for (name, values) in lists(meta) {
        values.iter().for_each(|value| take(name, value));
    }
    take("read-minutes", &meta.read_minutes.map(|minutes| minutes.to_string()).unwrap_or_default());
    take("front-matter", front_matter);
    take("body", body);
    take("frame", frame);
    *hasher.finalize().as_bytes()
}

fn texts(meta: &Meta) -> [(&'static str, &str); 7] {
    [
        ("title", &meta.title),
        ("summary", &meta.summary),
        ("slug", &meta.slug),
        ("date", &meta.date),
        ("updated", &meta.updated),
        ("facet-of", &meta.facet_of),
        ("version", &meta.version),
    ]
}

fn lists(meta: &Meta) -> [(&'static str, &[String]); 5] {
    [
        ("tag", &meta.tags),
        ("stack", &meta.stack),
        ("case-study", &meta.case_studies),
        ("subject", &meta.subjects),
        ("alias", &meta.aliases),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_counts() {
        let plain = hash_of(&Meta::default(), "", "", "");
        let with = |change: fn(&mut Meta)| {
            let mut meta = Meta::default();
            change(&mut meta);
            hash_of(&meta, "", "", "")
        };
        let all = [
            with(|meta| meta.kind = crate::guide::Kind::CaseStudy),
            with(|meta| meta.title = "a".into()),
            with(|meta| meta.summary = "a".into()),
            with(|meta| meta.slug = "a".into()),
            with(|meta| meta.date = "a".into()),
            with(|meta| meta.updated = "a".into()),
            with(|meta| meta.facet_of = "a".into()),
            with(|meta| meta.version = "a".into()),
            with(|meta| meta.tags = vec!["a".into()]),
            with(|meta| meta.stack = vec!["a".into()]),
            with(|meta| meta.case_studies = vec!["a".into()]),
            with(|meta| meta.subjects = vec!["a".into()]),
            with(|meta| meta.aliases = vec!["a".into()]),
            with(|meta| meta.read_minutes = Some(1)),
            hash_of(&Meta::default(), "a", "", ""),
            hash_of(&Meta::default(), "", "a", ""),
            hash_of(&Meta::default(), "", "", "a"),
            plain,
        ];
        let distinct: std::collections::HashSet<_> = all.iter().collect();
        assert_eq!(distinct.len(), all.len());
    }
}
