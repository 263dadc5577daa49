//! A folder of Markdown as pages in memory, without a library: for `--from FOLDER` and for import.
//!
//! Reading never fails on a page: what cannot be understood is a note. Nothing is written.

mod check;
mod export;
mod page;
mod pictures;

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use super::judge::Measure;
use crate::bar::Profile;
use crate::bar::passages::prints_of;
use crate::bar::profile::{LARGEST_PROFILE, Refused};
use crate::guide::{Kind, Meta};
use crate::markdown::Document;
use crate::store::folder::{Folder as Disk, LARGEST_TEXT, Unread};
use crate::view::ImportNote;
use crate::vocabulary::{Page, PagePrints, PageSaid, Passages, StackItem, Vocabulary};
use crate::{Error, ErrorCode, Result, bundle, parallel};

pub use check::Checked;
pub use page::PageFile;

/// Notes about files that were left out; more are only counted.
const MOST_NOTES: usize = 1_000;

/// Longest manifest that is looked at, in bytes.
const LARGEST_MANIFEST: u64 = 64 << 20;

/// The pages below a folder.
#[derive(Debug)]
pub struct Folder {
    /// By path.
    pub pages: Vec<PageFile>,
    /// What was left out or came in with a remark.
    pub notes: Vec<ImportNote>,
    /// What `bar.toml` at the root asks; the default bar where there is none.
    profile: std::result::Result<Arc<Profile>, Refused>,
    disk: Disk,
}

impl Folder {
    /// Reads every Markdown file below `root`, on all processors.
    pub fn read(root: &Path) -> Result<Self> {
        let disk = Disk::open(root)?;
        let mut walk = disk.walk();
        if is_bundle(&disk) {
            walk.files.retain(|file| !bundle::is_list_page(file));
        }
        let read = parallel::map(&walk.files, |file| (file.clone(), page_of(&disk, file)));
        let left_out = walk.left_out.into_iter().map(|(file, why)| skipped(&file, &why));
        Ok(Self::of(disk, read, left_out.collect()))
    }

    /// Reads one file as a folder of one page; pictures are looked for beside it.
    pub fn read_file(file: &Path) -> Result<Self> {
        let name = file.file_name().and_then(|name| name.to_str()).ok_or_else(|| {
            Error::new(ErrorCode::Invalid, format!("{} is not a file that can be read.", file.display()))
        })?;
        let root = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let disk = Disk::open(root)?;
        let outer = last_name(root);
        let read = page_of(&disk, name).map(|page| page.inside(outer.as_deref()));
        match read {
            Ok(page) => Ok(Self::of(disk, vec![(name.to_owned(), Ok(page))], Vec::new())),
            Err(why) => Err(Error::new(ErrorCode::Unreachable, format!("{}: {why}", file.display()))),
        }
    }

    fn of(disk: Disk, read: Vec<(String, std::result::Result<PageFile, Unread>)>, mut notes: Vec<ImportNote>) -> Self {
        let mut pages = Vec::with_capacity(read.len());
        for (file, result) in read {
            match result {
                Ok(page) => pages.push(page),
                Err(why) => notes.push(skipped(&file, &why)),
            }
        }
        tell_doubles_apart(&mut pages);
        notes.extend(pages.iter().filter_map(PageFile::note));
        notes.sort_by(|a, b| a.file.cmp(&b.file));
        Self { pages, notes: capped(notes), profile: profile_of(&disk), disk }
    }

    /// The parse of every page, in order, on all processors.
    pub fn documents(&self) -> Vec<Document<'_>> {
        parallel::map(&self.pages, |page| Document::parse(&page.draft.body))
    }

    /// What these pages may point at: each other. `documents` are those of `documents()`.
    pub fn vocabulary(&self, documents: &[Document<'_>]) -> Vocabulary {
        self.vocabulary_of(self.told(documents))
    }

    /// Of every page; one without a document in `documents` is parsed for it and let go of.
    fn told(&self, documents: &[Document<'_>]) -> Vec<(Page, Option<PagePrints>)> {
        let pages: Vec<(usize, &PageFile)> = self.pages.iter().enumerate().collect();
        parallel::map(&pages, |(at, page)| match documents.get(*at) {
            Some(document) => page.told(document),
            None => page.told(&Document::parse(&page.draft.body)),
        })
    }

    fn vocabulary_of(&self, told: Vec<(Page, Option<PagePrints>)>) -> Vocabulary {
        let (pages, prints): (Vec<Page>, Vec<Option<PagePrints>>) = told.into_iter().unzip();
        let passages = Passages::new(prints.into_iter().flatten().collect());
        Vocabulary::new(pages, self.stack(), self.tags()).with_passages(passages)
    }

    /// What these pages are judged by, or what is wrong with their profile.
    pub fn profile(&self) -> std::result::Result<&Arc<Profile>, &Refused> {
        self.profile.as_ref()
    }

    /// Judges by this profile, whatever lies at the root.
    pub fn judged_by(mut self, profile: Arc<Profile>) -> Self {
        self.profile = Ok(profile);
        self
    }

    fn measure(&self, vocabulary: Vocabulary, today: &str) -> Result<Measure> {
        let profile = Arc::clone(self.profile.as_ref().map_err(Error::from)?);
        Ok(Measure { vocabulary: Arc::new(vocabulary), profile, today: today.to_owned() })
    }

    /// The stack items among the pages.
    pub fn stack(&self) -> Vec<StackItem> {
        let items = self.pages.iter().filter(|page| page.draft.meta.kind == Kind::StackItem);
        items.map(|page| super::vocabulary::stack_item(&page.draft.meta)).collect()
    }

    fn tags(&self) -> Vec<String> {
        let mut tags: Vec<String> = self.pages.iter().flat_map(|page| page.draft.meta.tags.iter().cloned()).collect();
        tags.sort_unstable();
        tags.dedup();
        tags
    }

    /// The pictures a page shows that are there: path as the text names it, and size.
    pub fn assets(&self, page: &PageFile, document: &Document<'_>) -> Vec<(String, u64)> {
        let paths = pictures::named(document);
        let sized = paths.into_iter().filter_map(|path| {
            let places = pictures::places(&page.file, &path);
            places.iter().find_map(|place| self.disk.size(place).ok()).map(|size| (path, size))
        });
        sized.collect()
    }

    /// The bytes of a picture of a page.
    pub fn bytes(&self, page: &PageFile, path: &str, limit: u64) -> std::result::Result<Vec<u8>, Unread> {
        let mut why = Unread::Missing;
        for place in pictures::places(&page.file, path) {
            match self.disk.read(&place, limit) {
                Ok(bytes) => return Ok(bytes),
                Err(Unread::Missing) => {}
                Err(other) => why = other,
            }
        }
        Err(why)
    }
}

/// Where a folder keeps its profile.
pub const PROFILE: &str = "bar.toml";

/// A profile that is there and cannot be read is refused, never passed over.
fn profile_of(disk: &Disk) -> std::result::Result<Arc<Profile>, Refused> {
    match disk.read(PROFILE, LARGEST_PROFILE as u64) {
        Ok(bytes) => Profile::read_named(PROFILE, &String::from_utf8_lossy(&bytes)).map(Arc::new),
        Err(Unread::Missing) => Ok(Arc::default()),
        Err(why) => Err(Refused::unread(PROFILE, &why.to_string())),
    }
}

/// True for a folder that an export wrote: its lists of pages are no pages.
fn is_bundle(disk: &Disk) -> bool {
    disk.read(bundle::MANIFEST, LARGEST_MANIFEST).is_ok_and(|bytes| bundle::is_manifest(&bytes))
}

fn page_of(disk: &Disk, file: &str) -> std::result::Result<PageFile, Unread> {
    disk.read(file, LARGEST_TEXT).map(|bytes| PageFile::read(file, &bytes))
}

fn skipped(file: &str, why: &Unread) -> ImportNote {
    ImportNote { file: file.to_owned(), skipped: true, message: format!("Left out. {why}") }
}

fn capped(mut notes: Vec<ImportNote>) -> Vec<ImportNote> {
    let more = notes.len().saturating_sub(MOST_NOTES);
    if more > 0 {
        notes.truncate(MOST_NOTES);
        let message = format!("{more} more notes are not shown.");
        notes.push(ImportNote { file: String::new(), skipped: false, message });
    }
    notes
}

/// Gives the second page of a slug in a section a slug of its own.
fn tell_doubles_apart(pages: &mut [PageFile]) {
    let mut taken: HashMap<(&'static str, String), String> = HashMap::new();
    for page in pages {
        let section = page.draft.meta.kind.section();
        let wanted = page.draft.meta.slug.clone();
        let mut slug = wanted.clone();
        let mut number = 2;
        while taken.contains_key(&(section, slug.clone())) {
            slug = format!("{wanted}-{number}");
            number += 1;
        }
        if slug != wanted {
            let first = taken.get(&(section, wanted.clone())).cloned().unwrap_or_default();
            page.remarks.push(format!("{first} already has the slug “{wanted}”; this page became “{slug}”."));
        }
        taken.insert((section, slug.clone()), page.file.clone());
        page.draft.meta.slug = slug;
    }
}

/// Last name of a folder, also of `.`.
fn last_name(folder: &Path) -> Option<String> {
    let whole = std::path::absolute(folder).ok()?;
    whole.file_name().map(|name| name.to_string_lossy().into_owned())
}

impl PageFile {
    /// What others may point at here, and what it says where it says something of its own.
    fn told(&self, document: &Document<'_>) -> (Page, Option<PagePrints>) {
        let speaks = self.draft.meta.kind != Kind::StackItem;
        (self.as_target(document), speaks.then(|| self.prints(document)))
    }

    fn prints(&self, document: &Document<'_>) -> PagePrints {
        let Meta { title, .. } = &self.draft.meta;
        let page = PageSaid { path: self.draft.meta.path(), title: title.clone(), revision: 0 };
        PagePrints { page, prints: prints_of(document) }
    }

    fn as_target(&self, document: &Document<'_>) -> Page {
        Page {
            kind: self.draft.meta.kind,
            slug: self.draft.meta.slug.clone(),
            title: self.draft.meta.title.clone(),
            status: self.status,
            date: self.draft.meta.date.clone(),
            anchors: document.headings.iter().map(|heading| heading.id.clone()).collect(),
        }
    }
}
