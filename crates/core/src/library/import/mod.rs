//! A folder of Markdown → entries of the library. Idempotent; one transaction for all of it.
//!
//! A page belongs to the entry with its slug in its section. A file that did not change since it was
//! last imported changes nothing, whatever was written in the library meanwhile; one that did change
//! becomes a new revision, and the text before it stays in the history.

mod ready;

use std::collections::HashSet;
use std::path::Path;

use super::Library;
use super::folder::{Folder, PROFILE, PageFile};
use super::write::{Written, before, write_state};
use crate::guide::Status;
use crate::store::{EntryRow, NewEntry, Tables};
use crate::view::{ImportNote, ImportReport};
use crate::{ErrorCode, Result};

use ready::{News, Ready};

/// Largest file taken along with a page, in bytes.
const LARGEST: u64 = 32 * 1024 * 1024;

/// One import under way.
struct Import<'i> {
    tables: &'i Tables<'i>,
    folder: &'i Folder,
    by: String,
    /// RFC 3339, UTC.
    at: &'i str,
    report: ImportReport,
    /// Keys of entries that were judged with all pages of the folder in view.
    judged: HashSet<i64>,
}

impl Library {
    /// Reads a folder of Markdown into the library. Idempotent.
    pub fn import(&self, folder: &Path) -> Result<ImportReport> {
        self.save_all()?;
        let folder = Folder::read(folder)?;
        let ready = self.ready_to_import(&folder)?;
        let at = self.now();
        let (report, judged) = self.write(|tables| {
            let by = super::list::settings(tables)?.person;
            let mut import =
                Import { tables, folder: &folder, by, at: &at, report: report(&folder), judged: HashSet::new() };
            for page in &ready {
                import.page(page, || self.world.id())?;
            }
            import.tags(&ready)?;
            Ok((import.report, import.judged))
        })?;
        self.vocabulary_changed_beside(judged)?;
        Ok(ImportReport { notes: with_bar(report.notes, &folder, self.profile().hash()), ..report })
    }
}

/// Says so when the folder has a bar of its own that is not the library's: a library keeps its bar.
fn with_bar(mut notes: Vec<ImportNote>, folder: &Folder, library: &str) -> Vec<ImportNote> {
    let message = match folder.profile() {
        Ok(profile) if profile.hash().is_empty() || profile.hash() == library => return notes,
        Ok(_) => {
            "The folder has a bar of its own. The library keeps its bar; take this one over with “highbar bar use”."
        }
        Err(_) => "The folder's bar cannot be read. The library keeps its bar; “highbar bar test” says what is wrong.",
    };
    let (file, message) = (PROFILE.to_owned(), message.to_owned());
    notes.insert(0, ImportNote { file, skipped: true, message });
    notes
}

/// What is known before a page is written.
fn report(folder: &Folder) -> ImportReport {
    ImportReport { notes: folder.notes.clone(), ..ImportReport::default() }
}

impl Import<'_> {
    fn page(&mut self, ready: &Ready<'_>, new_id: impl FnOnce() -> String) -> Result<()> {
        let meta = &ready.page.draft.meta;
        let known = self.tables.entry_by_slug(meta.kind.section(), &meta.slug)?;
        let key = match (&known, &ready.news) {
            (Some(row), None) => self.unchanged(row, ready.page)?,
            (Some(row), Some(news)) => self.update(row, ready, news)?,
            (None, Some(news)) => self.add(ready, news, &new_id())?,
            // Known a moment ago, in the trash now: the next import will see it as new.
            (None, None) => return Ok(()),
        };
        self.assets(key, ready)
    }

    /// Blank lines, fences and line ends are no revision: the page learns them, whatever became of its text
    /// meanwhile. A damaged text is left for the history to heal.
    fn unchanged(&mut self, row: &EntryRow, page: &PageFile) -> Result<i64> {
        self.report.unchanged += 1;
        if self.tables.frame(row.key)? != page.frame {
            match self.tables.set_frame(row, &page.frame) {
                Err(error) if error.code != ErrorCode::Damaged => return Err(error),
                _ => {}
            }
        }
        Ok(row.key)
    }

    fn add(&mut self, ready: &Ready<'_>, news: &News, id: &str) -> Result<i64> {
        self.report.added += 1;
        let (meta, status) = (&ready.page.draft.meta, news.status);
        let key = self.tables.insert_entry(&NewEntry { id, status, meta, at: self.at })?;
        self.write(key, ready, news, status, None)?;
        if status != Status::Draft {
            self.tables.set_status(key, status)?;
        }
        Ok(key)
    }

    /// Writes a revision unless the file says what the library says already.
    fn update(&mut self, row: &EntryRow, ready: &Ready<'_>, news: &News) -> Result<i64> {
        let (there, page) = (before(self.tables, row)?, ready.page);
        let text = &there.text;
        if text.body == page.draft.body && text.front_matter == page.front_matter && row.meta == page.draft.meta {
            self.tables.set_imported(row.key, &page.file, &ready.hash)?;
            return self.unchanged(row, page);
        }
        self.report.updated += 1;
        if self.tables.imported_revision(row.key)?.is_some_and(|revision| revision < row.revision) {
            self.note(&page.file, format!(
                "Both the file and the page in the library had changed. The file was taken; the library's text is revision {}.",
                row.revision
            ));
        }
        let status = match (row.status, news.status) {
            (Status::Approved, Status::Approved) | (_, Status::Draft) => news.status,
            (Status::Approved, _) => Status::Draft,
            (kept, _) => kept,
        };
        self.write(row.key, ready, news, status, there.revision.as_deref())?;
        Ok(row.key)
    }

    fn write(&mut self, key: i64, ready: &Ready<'_>, news: &News, status: Status, before: Option<&str>) -> Result<()> {
        let page = ready.page;
        for answer in &news.draft.answers {
            let at = if answer.at.is_empty() { self.at.to_owned() } else { answer.at.clone() };
            self.tables.set_answer(key, &crate::guide::OutcomeAnswer { at, ..answer.clone() })?;
        }
        for waiver in &news.draft.waivers {
            let at = if waiver.at.is_empty() { self.at.to_owned() } else { waiver.at.clone() };
            self.tables.set_waiver(key, &crate::guide::Waiver { at, ..waiver.clone() })?;
        }
        if let Some(remark) = news.remark {
            self.note(&page.file, remark.to_owned());
        }
        let label = format!("Imported from {}", page.file);
        let (by, at) = (self.by.as_str(), self.at);
        let (front_matter, frame) = (&page.front_matter, &page.frame);
        let written = Written { draft: &news.draft, front_matter, frame, status, label: &label, by, at, before };
        write_state(self.tables, key, &written, &news.kept)?;
        self.judged.insert(key);
        self.tables.set_imported(key, &page.file, &ready.hash)
    }

    fn assets(&mut self, key: i64, ready: &Ready<'_>) -> Result<()> {
        for (path, _) in &ready.assets {
            match self.folder.bytes(ready.page, path, LARGEST) {
                Ok(bytes) => self.report.assets += u32::from(self.tables.set_asset(key, path, &bytes, self.at)?),
                Err(why) => self.note(&ready.page.file, format!("The picture {path} was left out. {why}")),
            }
        }
        Ok(())
    }

    fn note(&mut self, file: &str, message: String) {
        let after = self.report.notes.partition_point(|note| note.file.as_str() <= file);
        self.report.notes.insert(after, ImportNote { file: file.to_owned(), skipped: false, message });
    }

    fn tags(&self, ready: &[Ready<'_>]) -> Result<()> {
        let mut tags: Vec<&String> = ready.iter().flat_map(|ready| &ready.page.draft.meta.tags).collect();
        tags.sort_unstable();
        tags.dedup();
        tags.into_iter().try_for_each(|tag| self.tables.insert_tag(tag, self.at).map(drop))
    }
}
