//! One file → one page: front matter, text, and what was remarkable about them. Pure.

use std::sync::Arc;

use crate::front_matter::{self, Format, Split, named, shortened, stem, wanted_slug};
use crate::guide::{Draft, Meta, Status, slug_of};
use crate::text::{Fences, Frame, Text, blank_start, normalise};
use crate::view::ImportNote;

/// A Markdown file as a page.
#[derive(Debug, Clone)]
pub struct PageFile {
    /// Path below the folder, with `/`.
    pub file: String,
    /// Between the fences, line ends plain; TOML as comments; may be empty.
    pub front_matter: String,
    /// What stands around front matter and text.
    pub frame: Frame,
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
        let body_at = split.body_at + blank_start(split.body);
        let frame = frame(&text, &split, body_at);
        let body = text.text[body_at..].to_owned();
        let body_line = line_of(&text.text, body_at);
        let meta = named(file, &body, &known);
        let kind = meta.kind;
        remarks.append(&mut known.remarks);
        about_names(file, &known.meta, &meta, &mut remarks);
        Self {
            file: file.to_owned(),
            front_matter: raw,
            frame,
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
    if text.utf16 {
        remarks.push("It was UTF-16; it is written as UTF-8.".into());
    }
    if text.mixed {
        remarks.push("Its line ends were not all alike; they are written alike.".into());
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

/// What stood around front matter and text. TOML is kept as comments, between fences of YAML.
fn frame(text: &Text, split: &Split<'_>, body_at: usize) -> Frame {
    let gap = &text.text[split.body_at..body_at];
    let (opening, closing) =
        if split.format == Format::Toml { ("---\n", "---\n") } else { (split.opening, split.closing) };
    let says_nothing = gap.is_empty() && (closing.is_empty() || body_at == text.text.len());
    Frame {
        bom: text.bom,
        line_ending: text.line_ending,
        fences: Some(Fences(opening.to_owned(), closing.to_owned())),
        gap: (!says_nothing).then(|| gap.to_owned()),
    }
}

/// Where title and slug are not as the block says.
fn about_names(file: &str, said: &Meta, meta: &Meta, remarks: &mut Vec<String>) {
    if said.title.is_empty() {
        remarks.push(format!("No title in the front matter; “{}” was taken.", shortened(&meta.title)));
    }
    let wanted = wanted_slug(file, said);
    if meta.slug != wanted {
        remarks.push(format!(
            "“{}” cannot be part of an address everywhere; the slug became “{}”.",
            shortened(wanted),
            meta.slug
        ));
    }
}

fn line_of(text: &str, at: usize) -> u32 {
    text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guide::Kind;
    use crate::text::LineEnding;

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
        assert_eq!(read.remarks.len(), 1, "{:?}", read.remarks);
        let read = PageFile::read("a.md", b"---\r\ntitle: A\r\n---\nB");
        assert!(read.remarks.iter().any(|remark| remark.contains("not all alike")), "{:?}", read.remarks);
        let read = page("a.md", "+++\ntitle = \"A\"\n+++\nB");
        assert!(read.front_matter.contains("# title = \"A\""));
        assert_eq!(read.draft.body, "B");
        assert!(page("a.md", "---\ntitle: A\nB").remarks.iter().any(|remark| remark.contains("none closes")));
    }

    #[test]
    fn what_stands_around_is_kept() {
        let kept = |bytes: &[u8]| {
            let frame = PageFile::read("a.md", bytes).frame;
            let Fences(opening, closing) = frame.fences.clone().unwrap_or_default();
            (frame.bom, frame.line_ending, opening, closing, frame.gap)
        };
        let own = |bom, ending, opening: &str, closing: &str, gap: Option<&str>| {
            (bom, ending, opening.to_owned(), closing.to_owned(), gap.map(str::to_owned))
        };
        let (lf, crlf) = (LineEnding::Lf, LineEnding::CrLf);
        assert_eq!(kept(b"---\na: 1\n---\nText"), own(false, lf, "---\n", "---\n", Some("")));
        assert_eq!(kept(b"--- \na: 1\n...\n\n \nText"), own(false, lf, "--- \n", "...\n", Some("\n \n")));
        assert_eq!(kept(b"\xef\xbb\xbf---\r\n---\r\n\r\nText\r\n"), own(true, crlf, "---\n", "---\n", Some("\n")));
        assert_eq!(kept(b"---\na: 1\n---"), own(false, lf, "---\n", "---", None));
        assert_eq!(
            (kept(b"Text"), kept(b"\n\nText")),
            (own(false, lf, "", "", None), own(false, lf, "", "", Some("\n\n")))
        );
        assert_eq!(kept(b"+++\na = 1\n+++\nText"), own(false, lf, "---\n", "---\n", Some("")));
    }
}
