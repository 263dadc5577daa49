//! What holds for any bytes at all. The fuzz targets hand these what a fuzzer thinks of, the core's door hands them
//! damaged fixtures.
//!
//! Says nothing about whether a text is read well; only that it is read, within itself, and the same each time.

use highbar_core::bar::{self, Finding, Place, Profile};
use highbar_core::bundle::{self, Order, Source};
use highbar_core::front_matter;
use highbar_core::library::folder::PageFile;
use highbar_core::links::{LinkKind, classify};
use highbar_core::live::{OpenText, Surroundings, input};
use highbar_core::markdown::Document;
use highbar_core::render::Renderer;
use highbar_core::text::{Change, Places, normalise, restore};
use highbar_core::view::{Html, Live, Target};
use highbar_core::vocabulary::Vocabulary;

use crate::safe::assert_safe;

pub type Promise = fn(&[u8]);

pub const ALL: [(&str, Promise); 9] = [
    ("page", page),
    ("fields", fields),
    ("preview", preview),
    ("checks", checks),
    ("profile", profile),
    ("edits", edits),
    ("bundles", bundles),
    ("untouched", untouched),
    ("links", links),
];

fn read(bytes: &[u8]) -> PageFile {
    PageFile::read("guides/any.md", bytes)
}

/// A file is a page whose body stands in it, and comes back the same once it was cleaned.
pub fn page(bytes: &[u8]) {
    let text = normalise(bytes);
    let again = normalise(&restore(&text.text, text.bom, text.line_ending));
    assert_eq!(again.text, text.text);
    assert_eq!((again.invalid, again.nuls), (0, 0));
    let page = read(bytes);
    assert_eq!(*page.source, text.text);
    assert_eq!(page.source.get(page.body_at..), Some(page.draft.body.as_str()));
}

/// A field that is set is read back, and no other one changes.
pub fn fields(bytes: &[u8]) {
    let page = read(bytes);
    let before = front_matter::read(&page.front_matter);
    let mut meta = before.meta.clone();
    meta.title = "A: title, \"quoted\" # and not a comment".into();
    let after = front_matter::patch(&page.front_matter, &before.meta, &meta);
    if page.front_matter.trim().is_empty() {
        assert_eq!(after, page.front_matter);
        return;
    }
    assert_eq!(front_matter::read(&after).meta, meta, "{:?} -> {after:?}", page.front_matter);
}

/// Only what is on the list is shown.
pub fn preview(bytes: &[u8]) {
    let text = normalise(bytes).text;
    for block in Renderer::new("id").render(&Document::parse(&text)).blocks {
        assert_safe(&text, &block.html);
    }
}

/// What a check points at is in the text, and the same text is judged the same.
pub fn checks(bytes: &[u8]) {
    let draft = read(bytes).draft;
    let around = Surroundings { today: "2026-01-31".into(), ..Surroundings::default() };
    let document = Document::parse(&draft.body);
    let outcomes = bar::check(&input(&draft, &document, &around));
    for outcome in &outcomes {
        outcome.findings.iter().for_each(|finding| stands(finding, &draft.body));
    }
    let anew = Document::parse(&draft.body);
    assert!(outcomes == bar::check(&input(&draft, &anew, &around)), "judged in two ways: {:?}", draft.body);
}

fn stands(finding: &Finding, body: &str) {
    if let Place::Body(span) = finding.quote.place {
        assert!(body.get(span.start..span.end).is_some(), "{span:?} of {body:?}");
    }
    for fix in &finding.fixes {
        let mut free = 0;
        for edit in &fix.edits {
            assert!(edit.span.start >= free && body.get(edit.span.start..edit.span.end).is_some(), "{fix:?}");
            free = edit.span.end;
        }
    }
}

/// A profile is read, or refused at places that it has.
pub fn profile(bytes: &[u8]) {
    let text = normalise(bytes).text;
    for problem in Profile::read(&text).err().into_iter().flatten() {
        let (line, column, shown) = problem.place(&text);
        assert!(line >= 1 && column >= 1 && text.contains(shown), "{problem:?}");
    }
}

/// What the screen holds after any changes is what a fresh one would show.
pub fn edits(bytes: &[u8]) {
    let around = Surroundings::default();
    let (keys, text) = bytes.split_at(bytes.len().min(24));
    let text = normalise(text).text;
    let mut open = OpenText::new("id", read(text.as_bytes()).draft);
    let mut screen = Vec::new();
    show(&mut screen, open.refresh(&around, true));
    for (key, edition) in keys.chunks(3).zip(1..) {
        let live = open.edit(edition, &[change(key, &text, &open)], &around);
        show(&mut screen, live.expect("the change fits the text"));
        let mut fresh = Vec::new();
        show(&mut fresh, open.refresh(&around, true));
        assert_eq!(shown(&screen), shown(&fresh), "{:?}", open.draft.body);
    }
}

/// Three bytes are a change: where, how much goes, and which piece of the text comes.
fn change(key: &[u8], text: &str, open: &OpenText) -> Change {
    let byte = |at: usize| key.get(at).copied().map_or(0, u32::from);
    let length = Places::new(&open.draft.body).length();
    let from = byte(0) * length / 256;
    let insert = text.chars().skip(byte(2) as usize).take(byte(2) as usize % 9).collect();
    Change { from, to: (from + byte(1) % 16).min(length), insert }
}

fn show(screen: &mut Vec<Html>, live: Live) {
    let patch = live.patch;
    let from = patch.from as usize;
    let behind = from + patch.inserted.len();
    screen.splice(from..from + (patch.removed as usize).min(screen.len() - from), patch.inserted);
    for block in &mut screen[behind..] {
        block.line = block.line.checked_add_signed(patch.line_shift).expect("lines stay in the text");
    }
}

fn shown(screen: &[Html]) -> Vec<(&str, u32)> {
    screen.iter().map(|block| (block.html.as_str(), block.line)).collect()
}

/// A bundle is the same each time, and each of its files lies inside it.
pub fn bundles(bytes: &[u8]) {
    let page = read(bytes);
    for target in [Target::Plain, Target::Hugo] {
        let files = planned(&page, target, true);
        assert!(files == planned(&page, target, true), "two bundles of {:?}", page.source);
        for name in files.keys() {
            let inside = name.split('/').all(|part| !matches!(part, "" | "." | ".."));
            assert!(inside && !name.contains(['\\', ':', '\0']), "{name:?}");
        }
    }
}

/// What nobody edited comes out byte for byte, wherever bytes were text and the place stayed the same. Where there
/// may be links, which follow their pages into the bundle, that is said of everything above the text.
pub fn untouched(bytes: &[u8]) {
    let (text, page) = (normalise(bytes), read(bytes));
    let lost = text.mixed || text.utf16 || text.invalid + text.nuls > 0 || text.text.starts_with('\u{feff}');
    let published = front_matter::word(&page.front_matter, "draft").is_some_and(|said| said != "false");
    let toml = front_matter::split(&text.text).format == front_matter::Format::Toml;
    if lost || published || toml || page.draft.meta.path() != "/guides/any/" {
        return;
    }
    let files = planned(&page, Target::Plain, false);
    let file = files.get("guides/any/index.md").expect("the page is in its bundle");
    let linked = page.draft.body.contains([']', '<']);
    let above = restore(&page.source[..page.body_at], text.bom, text.line_ending);
    let same = if linked { file.starts_with(&above) } else { file == bytes };
    assert!(same, "{:?} came out as {:?}", String::from_utf8_lossy(bytes), String::from_utf8_lossy(file));
}

fn planned(page: &PageFile, target: Target, draft: bool) -> std::collections::BTreeMap<String, Vec<u8>> {
    let source = Source {
        id: "id",
        status: page.status,
        draft: &page.draft,
        front_matter: &page.front_matter,
        frame: &page.frame,
        assets: vec![("./a b/../c.png".into(), vec![1])],
        outcomes: Vec::new(),
        words: 0,
        read_minutes: 1,
    };
    let order = Order { target, draft, today: "2026-01-31", profile: Profile::usual() };
    bundle::plan(&order, &[source], &[], &Vocabulary::default()).files
}

/// What leaves the window is an address of the web or of mail, and stays one when it is read again.
pub fn links(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let LinkKind::External(url) = classify(&text) {
        assert!(["http://", "https://", "mailto:"].iter().any(|scheme| url.starts_with(scheme)), "{url:?}");
        assert_eq!(classify(&url), LinkKind::External(url.clone()));
        assert!(!highbar_core::links::host(&url).is_empty(), "{url:?}");
    }
}
