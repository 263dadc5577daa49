//! The comparison's table of an open guide, and what changes of it are changes of the text.
//!
//! Changes nothing itself: the editor makes the changes, so that they can be undone like typing.

use super::{Library, lock};
use crate::bar::grid::Grid;
use crate::bar::subjects::Subjects;
use crate::guide::Draft;
use crate::markdown::Document;
use crate::text::{Change, Edit, Places};
use crate::view::{GridDeed, GridView};
use crate::vocabulary::Vocabulary;
use crate::{Error, ErrorCode, Result};

impl Library {
    /// Criteria × subjects of the open guide; empty where it compares nothing.
    pub fn grid(&self, id: &str) -> Result<GridView> {
        let open = self.found_on_desk(id)?;
        let open = lock(&open.guide);
        let draft = &open.text.draft;
        Ok(GridView::of(&read(draft, &self.vocabulary()), &Places::new(&draft.body)))
    }

    /// The changes of the text that do a deed to the grid: ascending, disjoint, in UTF-16 of the text now.
    pub fn grid_changes(&self, id: &str, deed: &GridDeed) -> Result<Vec<Change>> {
        let open = self.found_on_desk(id)?;
        let open = lock(&open.guide);
        let draft = &open.text.draft;
        let edits = edits(&read(draft, &self.vocabulary()), &draft.body, deed);
        if edits.is_empty() {
            return Err(Error::new(ErrorCode::NotFound, "The table has no such place. Nothing was changed."));
        }
        let places = Places::new(&draft.body);
        let change = |edit: Edit| {
            let span = places.span(edit.span);
            Change { from: span.from, to: span.to, insert: edit.insert }
        };
        Ok(edits.into_iter().map(change).collect())
    }
}

fn read(draft: &Draft, vocabulary: &Vocabulary) -> Grid {
    Grid::read(&Document::parse(&draft.body), &Subjects::of(&draft.meta, vocabulary))
}

fn edits(grid: &Grid, body: &str, deed: &GridDeed) -> Vec<Edit> {
    match deed {
        GridDeed::Set { criterion, subject, text } => {
            grid.set(body, *criterion as usize, *subject as usize, text).into_iter().collect()
        }
        GridDeed::AddCriterion { name, values } => {
            let values: Vec<&str> = values.iter().map(String::as_str).collect();
            grid.add_criterion(body, name, &values)
        }
        GridDeed::AddSubject { name } => grid.add_subject(body, name),
    }
}
