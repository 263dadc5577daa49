//! The open guide: text, parse, preview and checklist under one edition.
//!
//! No disk, no clock: the library hands in what is needed and stores what comes out.

use std::sync::Arc;

use crate::guide::Draft;
use crate::text::Change;
use crate::view::Live;
use crate::vocabulary::Vocabulary;
use crate::{Error, ErrorCode, Result};

/// What surrounds the open text.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    pub vocabulary: Arc<Vocabulary>,
    /// Assets of this guide: path as the text names it, size in bytes.
    pub assets: Vec<(String, u64)>,
    /// `YYYY-MM-DD`.
    pub today: String,
    pub reviewed_before: bool,
}

/// A guide on the desk.
#[derive(Debug)]
pub struct OpenText {
    pub id: String,
    pub draft: Draft,
    pub edition: u32,
}

impl OpenText {
    pub fn new(id: &str, draft: Draft) -> Self {
        Self { id: id.to_owned(), draft, edition: 0 }
    }

    /// Applies changes (each in coordinates of the text before all of them, ascending, disjoint) and
    /// answers with what follows. `edition` must be one above the last, else `Conflict` and nothing
    /// is changed.
    pub fn edit(&mut self, _edition: u32, _changes: &[Change], _around: &Surroundings) -> Result<Live> {
        Err(Error::new(ErrorCode::Failed, "not built"))
    }

    /// Everything anew: for opening, and after fields, answers or the vocabulary changed. The patch
    /// replaces all blocks when `whole`, else only what differs from the last answer.
    pub fn refresh(&mut self, _around: &Surroundings, _whole: bool) -> Live {
        unreachable!()
    }

    /// Address behind the n-th link of the last rendering.
    pub fn link(&self, _n: usize) -> Option<&str> {
        None
    }
}
