//! What a page is where its block does not say: kind, title and slug from its place and its first heading.
//!
//! One reading for the way in and the way out, so that nothing is written that a reader takes for granted.
//! Touches no file: a place is a path with `/`.

use super::Known;
use crate::guide::{Kind, Meta, slug_of};

/// The fields of a page: what its block says, and for the rest what `file` and the first heading of `body` say.
pub fn named(file: &str, body: &str, known: &Known) -> Meta {
    let kind = known.kind.unwrap_or_else(|| kind_of(file));
    let mut meta = Meta { kind, ..known.meta.clone() };
    meta.slug = slug_of(wanted_slug(file, &meta));
    if meta.title.is_empty() {
        meta.title = first_heading(body).unwrap_or_else(|| humanised(name_of(file)));
    }
    meta
}

/// The slug as the block or the path spells it, fit for an address or not.
pub fn wanted_slug<'n>(file: &'n str, said: &'n Meta) -> &'n str {
    if said.slug.is_empty() { name_of(file) } else { &said.slug }
}

/// `redis` of `stack/redis.md`.
pub fn stem(file: &str) -> &str {
    let last = file.rsplit('/').next().unwrap_or(file);
    last.rsplit_once('.').map_or(last, |(stem, _)| stem)
}

/// The first letters of a text that may be long.
pub fn shortened(text: &str) -> String {
    match text.char_indices().nth(120) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// `case-studies/` and `stack/` anywhere in the path say what a page without `kind` is.
fn kind_of(file: &str) -> Kind {
    let mut folders = file.split('/').rev().skip(1);
    let found = folders.find_map(|folder| match folder {
        "case-studies" => Some(Kind::CaseStudy),
        "stack" => Some(Kind::StackItem),
        "guides" => Some(Kind::DeepDive),
        _ => None,
    });
    found.unwrap_or_default()
}

/// `redis` of `stack/redis.md` and of `stack/redis/index.md`.
fn name_of(file: &str) -> &str {
    match stem(file) {
        "index" | "_index" => file.rsplit('/').nth(1).unwrap_or("index"),
        stem => stem,
    }
}

fn first_heading(body: &str) -> Option<String> {
    let line = body.lines().map(str::trim).find(|line| !line.is_empty())?;
    let title = line.strip_prefix("# ")?.trim_end_matches('#').trim();
    (!title.is_empty()).then(|| shortened(title))
}

fn humanised(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.trim().chars();
    letters.next().map_or_else(|| "Untitled page".into(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::front_matter::read;

    fn of(file: &str, body: &str, block: &str) -> (Kind, String, String) {
        let meta = named(file, body, &read(block));
        (meta.kind, meta.slug, meta.title)
    }

    #[test]
    fn the_block_comes_first_then_place_and_heading() {
        let own = |kind, slug: &str, title: &str| (kind, slug.to_owned(), title.to_owned());
        assert_eq!(of("stack/redis.md", "", ""), own(Kind::StackItem, "redis", "Redis"));
        assert_eq!(of("stack/redis/index.md", "# A #\n", "kind: comparison\n"), own(Kind::Comparison, "redis", "A"));
        assert_eq!(of("a_b-c.md", "Text\n# No title\n", ""), own(Kind::DeepDive, "a-b-c", "A b c"));
        assert_eq!(
            of("case-studies/x.md", "# A\n", "title: B\nslug: Y z\n"),
            own(Kind::CaseStudy, "y-z", "B"),
            "a slug is made fit"
        );
    }
}
