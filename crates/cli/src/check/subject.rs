//! What is judged: guides of a library, of folders, of single files, or of standard input.

use std::collections::HashSet;
use std::ffi::OsString;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use highbar_core::bar::{self, Input, Outcome, Profile};
use highbar_core::guide::{Draft, Meta};
use highbar_core::library::folder::{Folder, PageFile};
use highbar_core::markdown::Document;
use highbar_core::view::{ImportNote, Score};
use highbar_core::vocabulary::Vocabulary;
use highbar_core::world::World;
use highbar_core::{ErrorCode, checklist, parallel};

use super::{Checked, summary};
use crate::args::{self, Args};
use crate::failure::Failure;
use crate::{library, profile, roots};

/// Longest text read from standard input, in bytes.
const LARGEST_INPUT: u64 = 16 << 20;

/// A guide that was judged.
pub struct Subject {
    /// Path of the file as this place sees it; of a guide in a library, its slug.
    pub file: String,
    pub title: String,
    pub slug: String,
    /// The whole file; of a guide in a library, its text.
    pub source: Arc<str>,
    /// Byte of `source` where the text begins.
    pub body_at: usize,
    pub words: u32,
    pub read_minutes: u32,
    pub score: Score,
    pub outcomes: Vec<Outcome>,
    pub meta: Meta,
    /// The file on the disk, where there is one.
    pub path: Option<PathBuf>,
    /// Rule and number of findings that the baseline knows.
    pub old: HashSet<(&'static str, usize)>,
}

impl Subject {
    pub fn met(&self) -> bool {
        summary::met(&self.score)
    }

    fn of(file: String, page: &PageFile, outcomes: Vec<Outcome>, words: u32, read_minutes: u32) -> Self {
        Self {
            file,
            title: page.draft.meta.title.clone(),
            slug: page.draft.meta.slug.clone(),
            source: page.source.clone(),
            body_at: page.body_at,
            words,
            read_minutes,
            score: checklist::score(&outcomes),
            outcomes,
            meta: page.draft.meta.clone(),
            path: None,
            old: HashSet::new(),
        }
    }
}

/// What everything is judged by.
struct Bar {
    /// `YYYY-MM-DD`.
    today: String,
    /// From `--bar`; else each folder and the library have their own.
    given: Option<Arc<Profile>>,
}

impl Bar {
    /// A folder with the profile it is judged by, told at once when that cannot be read.
    fn over(&self, folder: Folder) -> Result<Folder, Failure> {
        if let Some(profile) = &self.given {
            return Ok(folder.judged_by(Arc::clone(profile)));
        }
        folder.profile().map_err(profile::failure)?;
        Ok(folder)
    }
}

/// Everything asked for, judged.
pub fn judged(args: &Args, wanted: &args::Check) -> Result<Checked, Failure> {
    let bar = Bar { today: World::system().today(), given: profile::given(wanted.bar.as_deref())? };
    let mut checked = Checked { subjects: Vec::new(), notes: Vec::new() };
    if let Some(folder) = &wanted.from {
        from_folder(folder, &wanted.paths, &bar, &mut checked)?;
    } else if wanted.paths.is_empty() {
        from_library(args, &[], &bar, &mut checked)?;
    } else {
        let (paths, slugs, input) = sorted(&wanted.paths);
        if input {
            from_input(&bar, &mut checked)?;
        }
        from_paths(&paths, &bar, &mut checked)?;
        if !slugs.is_empty() {
            from_library(args, &slugs, &bar, &mut checked)?;
        }
    }
    Ok(checked)
}

/// Paths that exist, names that can only be slugs, and whether standard input is asked for. What
/// looks like a path and is none is kept as one, to be told.
fn sorted(given: &[OsString]) -> (Vec<PathBuf>, Vec<String>, bool) {
    let (mut paths, mut slugs, mut input) = (Vec::new(), Vec::new(), false);
    for word in given {
        let path = PathBuf::from(word);
        match word.to_str() {
            Some("-") => input = true,
            Some(slug) if !path.exists() && !slug.contains(['/', '\\', '.']) => slugs.push(slug.to_owned()),
            _ => paths.push(path),
        }
    }
    (paths, slugs, input)
}

fn from_library(args: &Args, slugs: &[String], bar: &Bar, checked: &mut Checked) -> Result<(), Failure> {
    let library = library::existing(args)?;
    let vocabulary = library.vocabulary();
    let profile = bar.given.clone().unwrap_or_else(|| library.profile());
    let mut guides = library.stored(slugs)?;
    guides.retain(|guide| {
        let is_guide = guide.draft.meta.kind.is_guide();
        if !is_guide {
            checked.notes.push(beside_the_bar(&guide.draft.meta.slug));
        }
        is_guide
    });
    checked.subjects.extend(parallel::map(&guides, |guide| {
        let outcomes = outcomes(&guide.draft, &vocabulary, &guide.assets, &bar.today, &profile);
        Subject {
            file: guide.draft.meta.slug.clone(),
            title: guide.draft.meta.title.clone(),
            slug: guide.draft.meta.slug.clone(),
            source: guide.draft.body.as_str().into(),
            body_at: 0,
            words: guide.words,
            read_minutes: guide.read_minutes,
            score: checklist::score(&outcomes),
            outcomes,
            meta: guide.draft.meta.clone(),
            path: None,
            old: HashSet::new(),
        }
    }));
    Ok(())
}

fn outcomes(
    draft: &Draft,
    vocabulary: &Vocabulary,
    assets: &[(String, u64)],
    today: &str,
    profile: &Profile,
) -> Vec<Outcome> {
    let document = Document::parse(&draft.body);
    bar::check(&Input { draft, document: &document, vocabulary, assets, today, profile })
}

fn beside_the_bar(file: &str) -> ImportNote {
    let message = "This is no guide; the bar is for guides.".to_owned();
    ImportNote { file: file.to_owned(), skipped: true, message }
}

/// A folder as a library of its own. `named` are slugs, or files and folders below it.
fn from_folder(folder: &Path, named: &[OsString], bar: &Bar, checked: &mut Checked) -> Result<(), Failure> {
    let read = bar.over(Folder::read(folder)?)?;
    let names: Vec<String> =
        named.iter().map(|name| name.to_string_lossy().trim_start_matches("./").to_owned()).collect();
    for name in &names {
        let is_named =
            |page: &PageFile| page.draft.meta.slug == *name || roots::is_wanted(&page.file, std::slice::from_ref(name));
        if !read.pages.iter().any(is_named) {
            let message = format!("There is no guide “{name}” in {}.", folder.display());
            return Err(Failure::new(ErrorCode::NotFound, message));
        }
    }
    let wanted = |page: &PageFile| {
        names.is_empty() || names.contains(&page.draft.meta.slug) || roots::is_wanted(&page.file, &names)
    };
    add(&read, folder, wanted, bar, checked)?;
    checked.notes.extend(read.notes);
    none_found(folder, checked)
}

fn none_found(folder: &Path, checked: &Checked) -> Result<(), Failure> {
    if checked.subjects.is_empty() && checked.notes.is_empty() {
        let message = format!("{} holds no guide. Guides are Markdown files (.md).", folder.display());
        return Err(Failure::new(ErrorCode::NotFound, message));
    }
    Ok(())
}

fn add(
    read: &Folder,
    root: &Path,
    wanted: impl Fn(&PageFile) -> bool,
    bar: &Bar,
    checked: &mut Checked,
) -> Result<(), Failure> {
    for judged in read.check(wanted, &bar.today)? {
        let file = roots::shown(&root.join(&judged.page.file));
        let subject = Subject::of(file, judged.page, judged.outcomes, judged.words, judged.read_minutes);
        checked.subjects.push(Subject { path: Some(root.join(&judged.page.file)), ..subject });
    }
    Ok(())
}

/// Files and folders, each against the publication it lies in.
fn from_paths(paths: &[PathBuf], bar: &Bar, checked: &mut Checked) -> Result<(), Failure> {
    if let Some(gone) = paths.iter().find(|path| std::fs::symlink_metadata(path).is_err()) {
        let message = format!("{} is not there: no file, no folder, and no guide of that name.", gone.display());
        return Err(Failure::new(ErrorCode::NotFound, message));
    }
    let (groups, mut alone) = roots::group(paths);
    for (root, wanted) in groups {
        let read = bar.over(Folder::read(&root)?)?;
        let present =
            |below: &String| read.pages.iter().any(|page| roots::is_wanted(&page.file, std::slice::from_ref(below)));
        alone.extend(wanted.iter().filter(|below| !present(below)).map(|below| root.join(below)));
        beside(&read, &root, &wanted, checked);
        add(&read, &root, |page| roots::is_wanted(&page.file, &wanted), bar, checked)?;
        let noted = read.notes.into_iter().filter(|note| roots::is_wanted(&note.file, &wanted));
        checked.notes.extend(noted.map(|note| ImportNote { file: roots::shown(&root.join(&note.file)), ..note }));
    }
    for path in alone {
        if path.is_dir() {
            none_found(&path, checked)?;
            continue;
        }
        let read = bar.over(Folder::read_file(&path)?)?;
        add(&read, path.parent().unwrap_or(Path::new("")), |_| true, bar, checked)?;
        checked.notes.extend(read.notes);
    }
    Ok(())
}

/// A page that is named itself and is no guide deserves a word.
fn beside(read: &Folder, root: &Path, wanted: &[String], checked: &mut Checked) {
    let named = |page: &&PageFile| !page.draft.meta.kind.is_guide() && wanted.contains(&page.file);
    let notes = read.pages.iter().filter(named).map(|page| beside_the_bar(&roots::shown(&root.join(&page.file))));
    checked.notes.extend(notes);
}

fn from_input(bar: &Bar, checked: &mut Checked) -> Result<(), Failure> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(LARGEST_INPUT + 1).read_to_end(&mut bytes);
    read.map_err(|error| Failure::new(ErrorCode::Unreachable, format!("Standard input could not be read ({error}).")))?;
    if bytes.len() as u64 > LARGEST_INPUT {
        return Err(Failure::new(ErrorCode::Invalid, "Standard input holds more than 16 MiB. It was not judged."));
    }
    let page = PageFile::read("stdin.md", &bytes);
    let profile = bar.given.clone().unwrap_or_default();
    let outcomes = outcomes(&page.draft, &Vocabulary::default(), &[], &bar.today, &profile);
    let counts = Document::parse(&page.draft.body).counts(&profile.pace());
    let minutes = page.draft.meta.read_minutes.unwrap_or(counts.read_minutes);
    checked.subjects.push(Subject::of("-".to_owned(), &page, outcomes, counts.words, minutes));
    checked.notes.extend(page.note());
    Ok(())
}
