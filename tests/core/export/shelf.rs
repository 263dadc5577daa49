//! Pages for bundles: the sample library, or texts written in a test.

use std::path::{Path, PathBuf};

use highbar_core::bar::{self, Input};
use highbar_core::bundle::{self, Bundle, Order, Source};
use highbar_core::guide::{Draft, Kind, Meta, Status};
use highbar_core::library::folder::Folder;
use highbar_core::markdown::Document;
use highbar_core::text::Frame;
use highbar_core::view::{PreflightRow, Target, Weight};
use highbar_core::vocabulary::{Page, Vocabulary};

pub const TODAY: &str = "2026-12-01";

/// One page as a test writes it.
pub struct Written {
    pub id: String,
    pub draft: Draft,
    pub front_matter: String,
    pub frame: Frame,
    pub assets: Vec<(String, Vec<u8>)>,
}

/// Pages that may be exported, and what they may point at.
#[derive(Default)]
pub struct Shelf {
    pub pages: Vec<Written>,
    pub judged: bool,
}

/// The smallest picture: one pixel.
pub const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\0\x05\0\x01\xff\x89\x99=\x1d\0\0\0\0IEND\xaeB`\x82";

impl Shelf {
    /// The project's own guides.
    pub fn sample() -> Self {
        let folder = Folder::read(&guides()).expect("the sample library can be read");
        let documents = folder.documents();
        let pages = folder.pages.iter().zip(&documents).map(|(page, document)| {
            let named = folder.assets(page, document);
            let bytes = |path: &str| folder.bytes(page, path, 64 << 20).expect("a picture that has a size has bytes");
            Written {
                id: page.file.clone(),
                draft: page.draft.clone(),
                front_matter: page.front_matter.clone(),
                frame: page.frame.clone(),
                assets: named.iter().map(|(path, _)| (path.clone(), bytes(path))).collect(),
            }
        });
        Self { pages: pages.collect(), judged: true }
    }

    pub fn page(mut self, kind: Kind, slug: &str, title: &str, body: &str) -> Self {
        let meta = Meta { kind, slug: slug.into(), title: title.into(), ..Meta::default() };
        let draft = Draft { meta, body: body.into(), ..Draft::default() };
        let (front_matter, frame) = (String::new(), Frame::default());
        self.pages.push(Written { id: slug.into(), draft, front_matter, frame, assets: Vec::new() });
        self
    }

    pub fn guide(self, slug: &str, body: &str) -> Self {
        let title = format!("Guide {slug}");
        let mut shelf = self.page(Kind::DeepDive, slug, &title, body);
        let meta = &mut shelf.last().draft.meta;
        (meta.date, meta.tags) = ("2026-02-04".into(), vec!["payments".into()]);
        (meta.summary, meta.stack) =
            (format!("About {slug}: what it's for."), vec!["Redis".into(), "PostgreSQL".into()]);
        shelf
    }

    /// Puts a file beside the page written last.
    pub fn asset(mut self, path: &str, bytes: &[u8]) -> Self {
        self.last().assets.push((path.into(), bytes.into()));
        self
    }

    pub fn last(&mut self) -> &mut Written {
        self.pages.last_mut().expect("a page was written")
    }

    pub fn plan(&self, target: Target) -> Bundle {
        self.order(&Order { target, draft: false, today: TODAY, profile: bar::Profile::usual() }, |_| true)
    }

    /// Plans with those guides that `chosen` says.
    pub fn order(&self, order: &Order<'_>, chosen: impl Fn(&Meta) -> bool) -> Bundle {
        let vocabulary = self.vocabulary();
        let (guides, pages): (Vec<&Written>, Vec<&Written>) =
            self.pages.iter().partition(|page| page.draft.meta.kind.is_guide());
        let guides = guides.into_iter().filter(|page| chosen(&page.draft.meta));
        let guides: Vec<Source<'_>> = guides.map(|page| self.source(page, &vocabulary)).collect();
        let pages: Vec<Source<'_>> = pages.iter().map(|page| self.source(page, &vocabulary)).collect();
        bundle::plan(order, &guides, &pages, &vocabulary)
    }

    fn source<'a>(&self, page: &'a Written, vocabulary: &Vocabulary) -> Source<'a> {
        let document = Document::parse(&page.draft.body);
        let assets: Vec<(String, u64)> =
            page.assets.iter().map(|(path, bytes)| (path.clone(), bytes.len() as u64)).collect();
        let input = Input {
            draft: &page.draft,
            document: &document,
            vocabulary,
            assets: &assets,
            today: TODAY,
            profile: bar::Profile::usual(),
        };
        let counts = document.counts(&highbar_core::markdown::Pace::default());
        Source {
            id: &page.id,
            status: Status::Approved,
            draft: &page.draft,
            front_matter: &page.front_matter,
            frame: &page.frame,
            assets: page.assets.clone(),
            outcomes: if self.judged && page.draft.meta.kind.is_guide() { bar::check(&input) } else { Vec::new() },
            words: counts.words,
            read_minutes: counts.read_minutes,
        }
    }

    fn vocabulary(&self) -> Vocabulary {
        let pages = self.pages.iter().map(|page| Page {
            kind: page.draft.meta.kind,
            slug: page.draft.meta.slug.clone(),
            title: page.draft.meta.title.clone(),
            status: Status::Approved,
            date: page.draft.meta.date.clone(),
            anchors: Document::parse(&page.draft.body).headings.iter().map(|heading| heading.id.clone()).collect(),
        });
        Vocabulary::new(pages.collect(), Vec::new(), vec!["payments".into()])
    }
}

pub fn guides() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../guides")
}

/// A file of a bundle as text.
pub fn text<'b>(bundle: &'b Bundle, path: &str) -> &'b str {
    let bytes = bundle.files.get(path).unwrap_or_else(|| panic!("{path} is not among {:?}", bundle.files.keys()));
    std::str::from_utf8(bytes).expect("pages are UTF-8")
}

/// Titles of the rows of one weight.
pub fn rows(bundle: &Bundle, weight: Weight) -> Vec<&str> {
    let rows: Vec<&PreflightRow> = bundle.rows.iter().filter(|row| row.weight == weight).collect();
    rows.iter().map(|row| row.title.as_str()).collect()
}
