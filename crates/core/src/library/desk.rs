//! Open guides: the text while it is typed. Nothing here waits for a disk except opening.

use std::sync::{Arc, Mutex};

use super::list::{asset_sizes, stored};
use super::{Library, StoredGuide, lock};
use crate::guide::{Draft, Status};
use crate::live::{OpenText, Surroundings};
use crate::store::{EntryRow, Tables};
use crate::text::Change;
use crate::view::{Live, Mentions, OpenGuide};
use crate::{Error, ErrorCode, Result};

/// A guide on the desk, with its locks: `saving` is held through a whole save, `guide` only as long as
/// something is read or changed in memory.
pub(super) struct Open {
    pub saving: Mutex<()>,
    pub guide: Mutex<OnDesk>,
}

/// A guide on the desk.
pub(super) struct OnDesk {
    pub text: OpenText,
    pub status: Status,
    /// The stored revision this text started from.
    pub base: u32,
    pub assets: Vec<(String, u64)>,
    pub reviewed: bool,
    /// Another program's text is the guide's text now; opening again shows it.
    pub stale: bool,
    /// The text as it was last read or written, to tell whether anything was typed since.
    saved_body: String,
}

impl OnDesk {
    /// After a save: what is on the disk is what was taken from here.
    pub fn settled(&mut self, written: Draft, revision: u32, status: Status) {
        self.text.draft.meta = written.meta;
        self.saved_body = written.body;
        self.base = revision;
        self.status = status;
        self.stale = false;
    }

    /// What a save needs: text and fields, the revision they started from, the files beside them, and
    /// whether anything was typed since the last save.
    pub fn taken(&self) -> (Draft, u32, Vec<(String, u64)>, bool) {
        let draft = self.text.draft.clone();
        let typed = draft.body != self.saved_body;
        (draft, self.base, self.assets.clone(), typed)
    }

    /// Puts another text in the place of this one, as when opening; editions go on counting.
    pub fn replace(&mut self, body: &str) {
        let draft = Draft { body: body.to_owned(), ..self.text.draft.clone() };
        let edition = self.text.edition;
        self.text = OpenText::new(&self.text.id, draft);
        self.text.edition = edition;
    }
}

impl Library {
    /// Lays a guide on the desk. Opening twice gives the same text.
    pub fn open_guide(&self, id: &str) -> Result<OpenGuide> {
        self.changed_elsewhere();
        self.on_desk(id)?;
        self.whole(id)
    }

    /// Changes the open text; see `live::OpenText::edit`.
    pub fn edit(&self, id: &str, edition: u32, changes: &[Change]) -> Result<Live> {
        self.edit_at(id, edition, changes, None)
    }

    /// As `edit`, with the caret after the change (UTF-16): of steps that weigh the same, the near one is next.
    pub fn edit_at(&self, id: &str, edition: u32, changes: &[Change], caret: Option<u32>) -> Result<Live> {
        let open = self.found_on_desk(id)?;
        let mut open = lock(&open.guide);
        let around = self.around(&open);
        open.text.caret = caret.or(open.text.caret);
        open.text.edit(edition, changes, &around)
    }

    /// Pages that the open text names and never links, each at its first mention.
    pub fn mentions(&self, id: &str) -> Result<Mentions> {
        let open = self.found_on_desk(id)?;
        let open = lock(&open.guide);
        let around = self.around(&open);
        Ok(open.text.mentions(&around))
    }

    /// Saves and takes the guide off the desk. It stays there when it could not be saved; a conflict is
    /// said, but what was typed is kept in the history and the guide is closed.
    pub fn close_guide(&self, id: &str) -> Result<()> {
        let saved = self.save_if_open(id);
        if saved.as_ref().map_or_else(|error| error.code == ErrorCode::Conflict, |()| true) {
            lock(&self.desk).remove(id);
        }
        saved
    }

    /// The guide as it is on the desk, with everything a screen shows.
    pub(super) fn whole(&self, id: &str) -> Result<OpenGuide> {
        let open = self.found_on_desk(id)?;
        let mut open = lock(&open.guide);
        let around = self.around(&open);
        let live = open.text.refresh(&around, true);
        Ok(OpenGuide {
            id: id.to_owned(),
            status: open.status,
            meta: open.text.draft.meta.clone(),
            text: open.text.draft.body.clone(),
            saved_revision: open.base,
            live,
        })
    }

    pub(super) fn around(&self, open: &OnDesk) -> Surroundings {
        Surroundings {
            vocabulary: self.vocabulary(),
            profile: self.profile(),
            assets: open.assets.clone(),
            today: self.world.today(),
            reviewed_before: open.reviewed,
        }
    }

    pub(super) fn found_on_desk(&self, id: &str) -> Result<Arc<Open>> {
        let found = lock(&self.desk).get(id).map(Arc::clone);
        found.ok_or_else(|| Error::new(ErrorCode::NotFound, "This guide is not open."))
    }

    /// Opens the guide unless it is open; one that another program wrote since is read anew when
    /// nothing was typed here, or when what was typed is already kept as a conflict copy.
    pub(super) fn on_desk(&self, id: &str) -> Result<()> {
        let row = self.read(|tables| tables.entry(id))?;
        if row.trashed {
            return Err(Error::new(ErrorCode::NotFound, "This page is in the trash. Take it out to open it."));
        }
        if let Ok(open) = self.found_on_desk(id) {
            let open = lock(&open.guide);
            let typed = open.text.draft.body != open.saved_body;
            if open.base == row.revision || (typed && !open.stale) {
                return Ok(());
            }
        }
        let (base, guide) = self.read(|tables| whole_or_earlier(tables, row))?;
        let open = OnDesk {
            saved_body: guide.draft.body.clone(),
            text: OpenText::new(id, guide.draft),
            status: guide.status,
            base,
            assets: guide.assets,
            reviewed: guide.reviewed,
            stale: false,
        };
        lock(&self.desk).insert(id.to_owned(), Arc::new(Open { saving: Mutex::new(()), guide: Mutex::new(open) }));
        Ok(())
    }

    /// Reads the files of an open guide anew.
    pub(super) fn refresh_assets(&self, id: &str) -> Result<()> {
        let assets = self.read(|tables| asset_sizes(tables, tables.entry(id)?.key))?;
        if let Ok(open) = self.found_on_desk(id) {
            lock(&open.guide).assets = assets;
        }
        Ok(())
    }
}

/// The guide and its revision; when it was damaged on the disk, its newest whole version, whose text is
/// the guide's again with the next save.
fn whole_or_earlier(tables: &Tables<'_>, row: EntryRow) -> Result<(u32, StoredGuide)> {
    let (key, revision) = (row.key, row.revision);
    let (status, reviewed, id) = (row.status, row.reviewed, row.id.clone());
    match stored(tables, row) {
        Err(error) if error.code == ErrorCode::Damaged => {
            let Some((_, whole)) = tables.newest_whole(key)? else { return Err(error) };
            let answers = tables.answers(key).unwrap_or_default();
            let draft =
                Draft { meta: whole.meta, body: whole.body, answers, waivers: tables.waivers(key).unwrap_or_default() };
            let (front_matter, frame, assets) = (whole.front_matter, whole.frame, asset_sizes(tables, key)?);
            let (words, read_minutes) = (0, 0);
            let guide = StoredGuide { id, status, draft, front_matter, frame, assets, reviewed, words, read_minutes };
            Ok((revision, guide))
        }
        other => other.map(|guide| (revision, guide)),
    }
}
