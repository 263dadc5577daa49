//! A folder of Markdown → entries of the library. Idempotent; one transaction for all of it.
//!
//! A page belongs to the entry with its slug in its section. A file that did not change since it was
//! last imported changes nothing, whatever was written in the library meanwhile; one that did change
//! becomes a new revision, and the text before it stays in the history.

use std::path::Path;

use super::Library;
use super::folder::{Folder, PageFile};
use super::judge::{Judged, judge_document};
use super::save::{Written, write_state};
use crate::guide::{Draft, OutcomeAnswer, Status};
use crate::markdown::Document;
use crate::store::{EntryRow, NewEntry, Tables};
use crate::view::{ImportNote, ImportReport};
use crate::vocabulary::Vocabulary;
use crate::{Result, parallel};

/// Largest file taken along with a page, in bytes.
const LARGEST: u64 = 32 * 1024 * 1024;

/// A page with everything that can be known before the library is touched.
struct Ready<'f> {
    page: &'f PageFile,
    assets: Vec<(String, u64)>,
    judged: Judged,
    status: Status,
    /// Of front matter, text and title as they came.
    hash: [u8; 32],
}

impl Library {
    /// Reads a folder of Markdown into the library. Idempotent.
    pub fn import(&self, folder: &Path) -> Result<ImportReport> {
        self.save_all()?;
        let folder = Folder::read(folder)?;
        let documents = folder.documents();
        let vocabulary = self.vocabulary_with(&folder, &documents);
        let today = self.world.today();
        let pairs: Vec<(&PageFile, &Document<'_>)> = folder.pages.iter().zip(&documents).collect();
        let ready = parallel::map(&pairs, |(page, document)| prepare(&folder, page, document, &vocabulary, &today));
        let mut report = ImportReport { notes: folder.notes.clone(), ..ImportReport::default() };
        report.notes.extend(ready.iter().filter_map(Ready::note));
        let at = self.now();
        self.write(|tables| {
            let by = super::list::settings(tables)?.person;
            for page in &ready {
                self.import_page(tables, &folder, page, &by, &at, &mut report)?;
            }
            add_tags(tables, &ready, &at)
        })?;
        self.vocabulary_changed()?;
        report.notes.sort_by(|a, b| a.file.cmp(&b.file));
        Ok(report)
    }

    /// The library's vocabulary with the folder's pages in it.
    fn vocabulary_with(&self, folder: &Folder, documents: &[Document<'_>]) -> Vocabulary {
        let (here, there) = (self.vocabulary(), folder.vocabulary(documents));
        let mut pages = there.pages;
        let mut stack = there.stack;
        let key = |page: &crate::vocabulary::Page| (page.kind.section(), page.slug.clone());
        let known: std::collections::HashSet<_> = pages.iter().map(key).collect();
        pages.extend(here.pages.iter().filter(|page| !known.contains(&key(page))).cloned());
        let names: std::collections::HashSet<String> = stack.iter().map(|item| item.slug.clone()).collect();
        stack.extend(here.stack.iter().filter(|item| !names.contains(&item.slug)).cloned());
        let mut tags = there.tags;
        tags.extend(here.tags.iter().cloned());
        Vocabulary::new(pages, stack, tags)
    }

    fn import_page(
        &self,
        tables: &Tables<'_>,
        folder: &Folder,
        ready: &Ready<'_>,
        by: &str,
        at: &str,
        report: &mut ImportReport,
    ) -> Result<()> {
        let meta = &ready.page.draft.meta;
        let known = tables.entry_by_slug(meta.kind.section(), &meta.slug)?;
        let key = match known {
            Some(row) => {
                if tables.imported(row.key)?.is_some_and(|hash| hash == ready.hash) {
                    report.unchanged += 1;
                    return self.finish_page(tables, folder, row.key, ready, at, report);
                } else if update(tables, &row, ready, by, at, report)? {
                    report.updated += 1;
                } else {
                    report.unchanged += 1;
                }
                row.key
            }
            None => {
                report.added += 1;
                add(tables, &self.world.id(), ready, by, at)?
            }
        };
        for answer in &ready.page.draft.answers {
            tables.set_answer(key, answer)?;
        }
        self.finish_page(tables, folder, key, ready, at, report)
    }

    fn finish_page(
        &self,
        tables: &Tables<'_>,
        folder: &Folder,
        key: i64,
        ready: &Ready<'_>,
        at: &str,
        report: &mut ImportReport,
    ) -> Result<()> {
        tables.set_imported(key, &ready.page.file, &ready.hash)?;
        assets(tables, folder, key, ready, at, report)
    }
}

impl Ready<'_> {
    fn note(&self) -> Option<ImportNote> {
        let message = match (self.page.status, self.status) {
            (Status::Approved, Status::Draft) => {
                "It says approved, but required checks are open; it came in as a draft."
            }
            _ => return None,
        };
        Some(ImportNote { file: self.page.file.clone(), skipped: false, message: message.into() })
    }
}

fn prepare<'f>(
    folder: &Folder,
    page: &'f PageFile,
    document: &Document<'_>,
    vocabulary: &Vocabulary,
    today: &str,
) -> Ready<'f> {
    let assets = folder.assets(page, document);
    let judged = judge_document(&page.draft, document, vocabulary, &assets, today);
    let stops = page.status == Status::Approved && !super::status::open_checks(&judged.outcomes).is_empty();
    Ready {
        page,
        assets,
        judged,
        status: if stops { Status::Draft } else { page.status },
        hash: *blake3::hash(page.source.as_bytes()).as_bytes(),
    }
}

fn add(tables: &Tables<'_>, id: &str, ready: &Ready<'_>, by: &str, at: &str) -> Result<i64> {
    let key = tables.insert_entry(&NewEntry { id, status: ready.status, meta: &ready.page.draft.meta, at })?;
    answers(tables, key, ready.page, at)?;
    write(tables, key, ready, &ready.page.draft, ready.status, by, at, None)?;
    if ready.status != Status::Draft {
        tables.set_status(key, ready.status)?;
    }
    Ok(key)
}

/// True when the file says something else than the library.
fn update(
    tables: &Tables<'_>,
    row: &EntryRow,
    ready: &Ready<'_>,
    by: &str,
    at: &str,
    report: &mut ImportReport,
) -> Result<bool> {
    let text = super::save::mended(tables, row)?;
    let page = ready.page;
    if text.body == page.draft.body && text.front_matter == page.front_matter && row.meta == page.draft.meta {
        return Ok(false);
    }
    if tables.imported_revision(row.key)?.is_some_and(|revision| revision < row.revision) {
        let message = format!(
            "Both the file and the page in the library had changed. The file was taken; the library's text is revision {}.",
            row.revision
        );
        report.notes.push(ImportNote { file: page.file.clone(), skipped: false, message });
    }
    answers(tables, row.key, page, at)?;
    let draft = Draft { answers: tables.answers(row.key)?, ..page.draft.clone() };
    let status = match (row.status, ready.status) {
        (Status::Approved, Status::Approved) | (_, Status::Draft) => ready.status,
        (Status::Approved, _) => Status::Draft,
        (kept, _) => kept,
    };
    let before = super::save::previous(tables, row)?;
    write(tables, row.key, ready, &draft, status, by, at, before.as_deref())?;
    Ok(true)
}

#[allow(clippy::too_many_arguments)]
fn write(
    tables: &Tables<'_>,
    key: i64,
    ready: &Ready<'_>,
    draft: &Draft,
    status: Status,
    by: &str,
    at: &str,
    before: Option<&str>,
) -> Result<()> {
    let label = format!("Imported from {}", ready.page.file);
    let written = Written { draft, front_matter: &ready.page.front_matter, status, label: &label, by, at, before };
    write_state(tables, key, &written, &ready.judged).map(drop)
}

/// Answers that came with the file; those given here about the same sentence stay.
fn answers(tables: &Tables<'_>, key: i64, page: &PageFile, at: &str) -> Result<()> {
    let known = tables.answers(key)?;
    for answer in &page.draft.answers {
        if !known.iter().any(|there| there.sentence == answer.sentence) {
            let at = if answer.at.is_empty() { at.to_owned() } else { answer.at.clone() };
            tables.set_answer(key, &OutcomeAnswer { at, ..answer.clone() })?;
        }
    }
    Ok(())
}

fn assets(
    tables: &Tables<'_>,
    folder: &Folder,
    key: i64,
    ready: &Ready<'_>,
    at: &str,
    report: &mut ImportReport,
) -> Result<()> {
    for (path, _) in &ready.assets {
        match folder.bytes(ready.page, path, LARGEST) {
            Ok(bytes) => report.assets += u32::from(tables.set_asset(key, path, &bytes, at)?),
            Err(why) => report.notes.push(ImportNote {
                file: ready.page.file.clone(),
                skipped: false,
                message: format!("The picture {path} was left out. {why}"),
            }),
        }
    }
    Ok(())
}

fn add_tags(tables: &Tables<'_>, ready: &[Ready<'_>], at: &str) -> Result<()> {
    let mut tags: Vec<&String> = ready.iter().flat_map(|ready| &ready.page.draft.meta.tags).collect();
    tags.sort_unstable();
    tags.dedup();
    tags.into_iter().try_for_each(|tag| tables.insert_tag(tag, at).map(drop))
}
