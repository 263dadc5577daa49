//! Table `labels`: the tags, stack names, case studies and subjects of each entry, in order.

use rusqlite::params;

use super::Tables;
use crate::Result;

/// What a label is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    Tag,
    Stack,
    CaseStudy,
    Subject,
}

impl Label {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Label::Tag => "tag",
            Label::Stack => "stack",
            Label::CaseStudy => "case-study",
            Label::Subject => "subject",
        }
    }
}

impl Tables<'_> {
    /// The labels of one entry, in order.
    pub fn labels(&self, key: i64, what: Label) -> Result<Vec<String>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT name FROM labels WHERE entry = ?1 AND what = ?2 ORDER BY position")?;
        let names = statement.query_map(params![key, what.as_str()], |row| row.get(0))?;
        Ok(names.collect::<rusqlite::Result<_>>()?)
    }

    /// Replaces the labels of one entry.
    pub(super) fn set_labels(&self, key: i64, what: Label, names: &[String]) -> Result<()> {
        if self.labels(key, what)? == names {
            return Ok(());
        }
        self.connection
            .prepare_cached("DELETE FROM labels WHERE entry = ?1 AND what = ?2")?
            .execute(params![key, what.as_str()])?;
        let mut statement = self
            .connection
            .prepare_cached("INSERT INTO labels (entry, what, position, name) VALUES (?1, ?2, ?3, ?4)")?;
        for (position, name) in names.iter().enumerate() {
            statement.execute(params![key, what.as_str(), position as i64, name])?;
        }
        Ok(())
    }

    /// Every name in use and the number of guides outside the trash that carry it.
    pub fn label_counts(&self, what: Label) -> Result<Vec<(String, u32)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT name, count(DISTINCT entry) FROM labels JOIN entries ON entries.key = labels.entry \
             WHERE what = ?1 AND section = 'guides' AND trashed_at IS NULL GROUP BY name ORDER BY name",
        )?;
        let counts = statement.query_map([what.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(counts.collect::<rusqlite::Result<_>>()?)
    }
}
