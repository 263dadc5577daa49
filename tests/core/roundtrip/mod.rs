//! What was not edited comes back byte for byte: any front matter, any blank lines, any text, in and out again.
//! The fields themselves are held in `front_matter`; here whole files.
#![allow(clippy::unwrap_used)]

mod library;

use highbar_core::bar::Profile;
use highbar_core::bundle::{self, Order, Source};
use highbar_core::front_matter::{Format, split};
use highbar_core::guide::{Draft, Meta};
use highbar_core::library::folder::{Folder, PageFile};
use highbar_core::text::normalise;
use highbar_core::view::Target;
use highbar_core::vocabulary::Vocabulary;
use proptest::prelude::*;

use crate::import::corpus;

/// Bytes of the one page of a plain bundle.
fn written(page: &PageFile) -> Vec<u8> {
    let source = Source {
        id: "a",
        status: page.status,
        draft: &page.draft,
        front_matter: &page.front_matter,
        frame: &page.frame,
        assets: Vec::new(),
        outcomes: Vec::new(),
        words: 0,
        read_minutes: 1,
    };
    planned(source)
}

fn planned(source: Source<'_>) -> Vec<u8> {
    let place = format!("{}/index.md", source.draft.meta.path().trim_matches('/'));
    let order = Order { target: Target::Plain, draft: false, today: "2026-01-31", profile: Profile::usual() };
    let mut files = bundle::plan(&order, &[source], &[], &Vocabulary::default()).files;
    files.remove(&place).unwrap_or_else(|| panic!("{place} is not among {:?}", files.keys()))
}

/// Shown as text, so that a difference can be read.
fn shown(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A file in pieces: everything above the text, and the text.
#[derive(Debug, Clone)]
struct Pieces {
    bom: &'static str,
    end: &'static str,
    opening: &'static str,
    block: String,
    closing: &'static str,
    gap: String,
    body: String,
}

impl Pieces {
    fn file(&self) -> Vec<u8> {
        self.with(&self.block, &self.body)
    }

    fn with(&self, block: &str, body: &str) -> Vec<u8> {
        let plain = [self.opening, block, self.closing, &self.gap, body].concat();
        (self.bom.to_owned() + &plain.replace('\n', self.end)).into_bytes()
    }

    fn page(&self) -> PageFile {
        PageFile::read("guides/other-place.md", &self.file())
    }
}

fn block() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just("summary:   'it''s'  # why\n".to_owned()),
        Just("slug: other-place\n".to_owned()),
        Just("kind: comparison\n".to_owned()),
        Just("tags: [a,  \"b c\"]\n".to_owned()),
        Just("stack:\n    - Redis # one\n\n    - Kafka\n".to_owned()),
        Just("readTime: 12 min read\n".to_owned()),
        Just("draft: false\n".to_owned()),
        Just("weight: 0x1F\nparams: {a: 1}\n".to_owned()),
        Just("title: twice\n".to_owned()),
        Just("[not yaml\n".to_owned()),
        Just("# a comment\n".to_owned()),
        Just("\n".to_owned()),
        Just("  \n".to_owned()),
        "[a-z]{1,6}: [ -~]{0,12}\n".prop_map(|line| line),
    ];
    prop::collection::vec(line, 0..6).prop_map(|lines| lines.concat())
}

fn blank_lines() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), Just("\n".to_owned()), "(\n|  \n|\t\n){0,5}"]
}

fn body() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("# A heading\n\nText.".to_owned()),
        Just("    code\n".to_owned()),
        Just("---\n\nText\n".to_owned()),
        Just("Text\n\n---\n\na: 1\n---\n\n\n".to_owned()),
        // No bracket closes: links follow their pages into the bundle.
        "[!-\\\\^-~é漢]{1,3}[ -\\\\^-~é漢\n]{0,40}",
    ]
}

fn pieces() -> impl Strategy<Value = Pieces> {
    (fenced(), any::<bool>()).prop_map(|(pieces, with_block)| match with_block {
        true => pieces,
        false => Pieces { opening: "", block: String::new(), closing: "", ..pieces },
    })
}

/// With front matter.
fn fenced() -> impl Strategy<Value = Pieces> {
    let fences = prop_oneof![
        4 => Just(("---\n", "---\n")),
        1 => Just(("--- \n", "...\n")),
        1 => Just(("---\n", "---\t\n")),
    ];
    let end = prop_oneof![Just("\n"), Just("\r\n"), Just("\r")];
    let marked = prop_oneof![3 => Just(""), 1 => Just("\u{feff}")];
    (marked, end, fences, block(), blank_lines(), body()).prop_map(
        |(bom, end, (opening, closing), block, gap, body)| Pieces { bom, end, opening, block, closing, gap, body },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { max_global_rejects: 20_000, ..ProptestConfig::with_cases(1500) })]

    #[test]
    fn an_untouched_file_comes_back_byte_for_byte(pieces in pieces()) {
        let file = pieces.file();
        prop_assert_eq!(shown(&written(&pieces.page())), shown(&file));
    }

    #[test]
    fn an_edited_text_leaves_everything_above_it(pieces in pieces(), text in "[a-z]{1,6}\n\n[a-z ]{0,20}\n") {
        // A page that is called by its first heading keeps its name when that goes.
        prop_assume!(!pieces.body.starts_with('#'));
        let mut page = pieces.page();
        let had_text = !page.draft.body.is_empty();
        page.draft.body = text.clone();
        // Where there was nothing to part, there is one blank line now.
        let unsaid = !had_text && pieces.gap.is_empty() && !pieces.opening.is_empty();
        let gap = if unsaid { "\n".to_owned() } else { pieces.gap.clone() };
        // A file of one line does not say how its lines end.
        let end = if pieces.with(&pieces.block, &pieces.body).contains(&pieces.end.as_bytes()[0]) { pieces.end } else { "\n" };
        let expected = Pieces { gap, end, ..pieces.clone() }.with(&pieces.block, &text);
        prop_assert_eq!(shown(&written(&page)), shown(&expected));
    }

    #[test]
    fn an_edited_field_changes_only_its_line(pieces in fenced(), above in block(), new in "[a-z]{1,9} [a-z]{1,9}") {
        let whole = |title: &str| format!("{above}title: {title}\n{}", pieces.block);
        let pieces = Pieces { block: whole("Old"), ..pieces };
        let page = pieces.page();
        // Twice the same key, or what is no YAML, has no line of its own to change.
        prop_assume!(page.draft.meta.title == "Old" && !pieces.block.contains("twice"));
        let meta = Meta { title: new.clone(), ..page.draft.meta.clone() };
        let page = PageFile { draft: Draft { meta, ..page.draft.clone() }, ..page };
        let expected = pieces.with(&pieces.block.replace("title: Old\n", &format!("title: {new}\n")), &pieces.body);
        prop_assert_eq!(shown(&written(&page)), shown(&expected));
    }

    #[test]
    fn what_was_written_comes_in_the_same(pieces in pieces(), tag in "x[a-z]{1,5}") {
        let mut page = pieces.page();
        page.draft.meta.tags.push(tag);
        let place = format!("{}/index.md", page.draft.meta.path().trim_matches('/'));
        let again = PageFile::read(&place, &written(&page));
        prop_assert_eq!(&again.draft.meta, &page.draft.meta);
        prop_assert_eq!(again.draft.body, page.draft.body);
    }
}

#[test]
fn a_text_that_begins_like_front_matter_is_none() {
    let mut page = PageFile::read("guides/a.md", b"Text\n");
    page.draft.meta.title = "A".into();
    page.draft.body = "---\nx: 1\n---\nText\n".into();
    let again = PageFile::read("guides/a/index.md", &written(&page));
    assert_eq!((again.draft.body, again.draft.meta.title), (page.draft.body, "A".to_owned()));
}

#[test]
fn only_what_a_reader_would_not_guess_is_added() {
    let told = |file: &str, text: &str| shown(&written(&PageFile::read(file, text.as_bytes())));
    assert_eq!(told("guides/queues.md", "# Queues\n\nText\n"), "# Queues\n\nText\n");
    assert_eq!(told("notes/Late Callbacks.md", "Text\n"), "---\ntitle: Late Callbacks\n---\n\nText\n");
    assert_eq!(told("a.md", "---\ntitle: A\n---\nText\n"), "---\ntitle: A\n---\nText\n");
    assert_eq!(told("a.md", "---\ntitle: A\nslug: B c\n---\nText\n"), "---\ntitle: A\nslug: B c\n---\nText\n");
}

/// TOML is kept as comments, what is no text cannot be kept, two pages cannot have one address: everything else is
/// exact.
#[test]
fn real_files_come_back_byte_for_byte() {
    for name in ["hetzner-tutorials.tar.gz", "rust-blog.tar.gz"] {
        let Some(folder) = corpus(name) else { continue };
        let (mut same, mut kept_otherwise) = (0, 0);
        for page in &Folder::read(folder.path()).unwrap().pages {
            let bytes = std::fs::read(folder.path().join(&page.file)).unwrap();
            let text = normalise(&bytes);
            let renamed = page.remarks.iter().any(|remark| remark.contains("already has the slug"));
            if renamed
                || split(&text.text).format == Format::Toml
                || text.mixed
                || text.utf16
                || text.invalid + text.nuls > 0
            {
                kept_otherwise += 1;
                continue;
            }
            assert!(written(page) == bytes, "{name}: {} came back otherwise", page.file);
            same += 1;
        }
        println!("{name}: {same} pages came back, {kept_otherwise} could not");
    }
}
