//! One file → one page: front matter, text, and what was remarkable about them. Pure.

use std::sync::Arc;

use crate::front_matter::{self, Format};
use crate::guide::{Draft, Kind, Meta, Status};
use crate::library::create::slug_of;
use crate::text::{LineEnding, Text, normalise};
use crate::view::ImportNote;

/// A Markdown file as a page.
#[derive(Debug, Clone)]
pub struct PageFile {
    /// Path below the folder, with `/`.
    pub file: String,
    /// Between the fences, line ends plain; TOML as comments; may be empty.
    pub front_matter: String,
    pub draft: Draft,
    pub status: Status,
    /// The whole file as text, line ends plain: for showing places in it.
    pub source: Arc<str>,
    /// Byte of `source` where the body starts.
    pub body_at: usize,
    /// Line of `source` where the body starts, zero-based.
    pub body_line: u32,
    /// One sentence each.
    pub remarks: Vec<String>,
}

impl PageFile {
    /// Any bytes are a page.
    pub fn read(file: &str, bytes: &[u8]) -> Self {
        let text = normalise(bytes);
        let mut remarks = Vec::new();
        about_bytes(&text, &mut remarks);
        let split = front_matter::split(&text.text);
        let (raw, mut known) = block(split.format, split.raw);
        about_block(split.format, &mut known.remarks);
        let kind = known.kind.unwrap_or_else(|| kind_of(file));
        let mut meta = Meta { kind, ..known.meta };
        remarks.append(&mut known.remarks);
        let body_at = split.body_at + blank_lines(split.body);
        let body = text.text[body_at..].to_owned();
        let body_line = line_of(&text.text, body_at);
        name(file, &body, &mut meta, &mut remarks);
        Self {
            file: file.to_owned(),
            front_matter: raw,
            draft: Draft { meta, body, answers: known.answers, waivers: known.waivers },
            status: known.status.unwrap_or(if kind.is_guide() { Status::Draft } else { Status::Approved }),
            source: text.text.into(),
            body_at,
            body_line,
            remarks,
        }
    }

    /// For a file named alone: its folder says what the path below the root would have said.
    pub(super) fn inside(mut self, folder: Option<&str>) -> Self {
        if let Some(folder) = folder.filter(|_| stem(&self.file) == "index" && self.draft.meta.slug == "index") {
            self.draft.meta.slug = slug_of(folder);
        }
        self
    }

    /// The remarks as one line, when there are any.
    pub fn note(&self) -> Option<ImportNote> {
        let message = self.remarks.join(" ");
        (!message.is_empty()).then(|| ImportNote { file: self.file.clone(), skipped: false, message })
    }
}

fn about_bytes(text: &Text, remarks: &mut Vec<String>) {
    if text.invalid > 0 {
        remarks.push(format!("{} places were not UTF-8 and became “\u{fffd}”.", text.invalid));
    }
    if text.nuls > 0 {
        remarks.push(format!("{} NUL characters were taken out.", text.nuls));
    }
    if text.bom {
        remarks.push("The byte order mark was taken off.".into());
    }
    if text.line_ending != LineEnding::Lf || text.mixed {
        remarks.push("Line ends of another system were made plain.".into());
    }
}

/// The block as it is kept, and what it says.
fn block(format: Format, raw: &str) -> (String, front_matter::Known) {
    match format {
        Format::Toml => (
            front_matter::commented(raw, "Kept from the file: TOML front matter, not read."),
            front_matter::Known::default(),
        ),
        _ => (raw.to_owned(), front_matter::read(raw)),
    }
}

fn about_block(format: Format, remarks: &mut Vec<String>) {
    match format {
        Format::None | Format::Yaml => {}
        Format::Toml => remarks.push("The front matter is TOML, which is not read yet. It is kept as comments.".into()),
        Format::Unclosed => {
            remarks.push("A line “---” opens the file and none closes it; all of it was taken as text.".into());
        }
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

/// Title and slug, from the block, the first heading, or the path.
fn name(file: &str, body: &str, meta: &mut Meta, remarks: &mut Vec<String>) {
    let path_name = name_of(file);
    if meta.title.is_empty() {
        meta.title = first_heading(body).unwrap_or_else(|| humanised(path_name));
        remarks.push(format!("No title in the front matter; “{}” was taken.", shortened(&meta.title)));
    }
    let wanted = if meta.slug.is_empty() { path_name.to_owned() } else { meta.slug.clone() };
    meta.slug = slug_of(&wanted);
    if meta.slug != wanted {
        remarks.push(format!(
            "“{}” cannot be part of an address everywhere; the slug became “{}”.",
            shortened(&wanted),
            meta.slug
        ));
    }
}

/// `redis` of `stack/redis.md` and of `stack/redis/index.md`.
fn name_of(file: &str) -> &str {
    match stem(file) {
        "index" | "_index" => file.rsplit('/').nth(1).unwrap_or("index"),
        stem => stem,
    }
}

fn stem(file: &str) -> &str {
    let last = file.rsplit('/').next().unwrap_or(file);
    last.rsplit_once('.').map_or(last, |(stem, _)| stem)
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

fn shortened(text: &str) -> String {
    match text.char_indices().nth(120) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// Bytes of the blank lines at the start: they part the block from the text and belong to neither.
fn blank_lines(body: &str) -> usize {
    body.split_inclusive('\n').take_while(|line| line.trim().is_empty()).map(str::len).sum()
}

fn line_of(text: &str, at: usize) -> u32 {
    text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(file: &str, text: &str) -> PageFile {
        PageFile::read(file, text.as_bytes())
    }

    #[test]
    fn path_and_block_say_what_a_page_is() {
        let read = page("case-studies/nestfi.md", "---\ntitle: NestFi\nx: 1\n---\n\nText\n");
        assert_eq!((read.draft.meta.kind, read.status), (Kind::CaseStudy, Status::Approved));
        assert_eq!((read.draft.meta.slug.as_str(), read.draft.body.as_str()), ("nestfi", "Text\n"));
        assert_eq!((read.body_line, &read.source[read.body_at..]), (5, "Text\n"));
        assert_eq!(read.remarks, Vec::<String>::new());
        let read = page("stack/redis/index.md", "---\ntitle: A\nkind: comparison\n---\n");
        assert_eq!((read.draft.meta.kind, read.draft.meta.slug.as_str()), (Kind::Comparison, "redis"));
    }

    #[test]
    fn a_bare_text_gets_its_names_from_heading_and_path() {
        let read = page("notes/Late Callbacks.md", "# Late callbacks #\n\nText");
        assert_eq!(
            (read.draft.meta.title.as_str(), read.draft.meta.slug.as_str()),
            ("Late callbacks", "late-callbacks")
        );
        assert_eq!(read.draft.body, "# Late callbacks #\n\nText");
        assert_eq!(read.remarks.len(), 2);
        assert_eq!(page("a_b-c.md", "").draft.meta.title, "A b c");
    }

    #[test]
    fn blank_lines_before_the_text_are_not_text() {
        for (file, body) in [
            ("---\ntitle: A\n---\n\n \n    code\n", "    code\n"),
            ("---\ntitle: A\n---\nText", "Text"),
            ("\n\nText", "Text"),
            ("---\ntitle: A\n---\n\n \n", ""),
        ] {
            let read = page("a.md", file);
            assert_eq!((read.draft.body.as_str(), &read.source[read.body_at..]), (body, body), "{file:?}");
        }
    }

    #[test]
    fn remarks_on_bytes_and_fences() {
        let read = PageFile::read("a.md", b"\xef\xbb\xbf---\r\ntitle: A\r\n---\r\nB\xff\r\n");
        assert_eq!((read.front_matter.as_str(), read.draft.body.as_str()), ("title: A\n", "B\u{fffd}\n"));
        assert_eq!(read.remarks.len(), 3, "{:?}", read.remarks);
        let read = page("a.md", "+++\ntitle = \"A\"\n+++\nB");
        assert!(read.front_matter.contains("# title = \"A\""));
        assert_eq!(read.draft.body, "B");
        assert!(page("a.md", "---\ntitle: A\nB").remarks.iter().any(|remark| remark.contains("none closes")));
    }
}
