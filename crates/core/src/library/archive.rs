//! Guides that are kept and no longer worked on: out of the lists and the counts, and out of what is exported unless it
//! is named. They are opened and linked to as before.

use super::Library;
use crate::store::Tables;
use crate::view::Overview;
use crate::{Error, ErrorCode, Result};

impl Library {
    /// Puts guides into the archive.
    pub fn archive(&self, ids: &[String]) -> Result<Overview> {
        let at = self.now();
        self.set_archived(ids, Some(&at))
    }

    /// Takes guides out of the archive, as they were.
    pub fn unarchive(&self, ids: &[String]) -> Result<Overview> {
        self.set_archived(ids, None)
    }

    fn set_archived(&self, ids: &[String], at: Option<&str>) -> Result<Overview> {
        self.write(|tables| ids.iter().try_for_each(|id| put(tables, id, at)))?;
        self.overview()
    }
}

fn put(tables: &Tables<'_>, id: &str, at: Option<&str>) -> Result<()> {
    let row = tables.entry(id)?;
    if !row.meta.kind.is_guide() {
        let message = "Only guides are archived. A page that is not needed goes to the trash.";
        return Err(Error::new(ErrorCode::Invalid, message));
    }
    tables.set_archived(row.key, at)
}
