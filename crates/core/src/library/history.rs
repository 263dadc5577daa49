//! Saved versions of a guide: the list, what changed, and the way back.

use super::difference::difference;
use super::judge::judge;
use super::list::asset_sizes;
use super::{Library, lock};
use crate::bar::{Outcome, Severity, State};
use crate::guide::{Draft, Meta};
use crate::store::{RevisionRow, Tables};
use crate::view::{Difference, OpenGuide, Revision, VerdictChange};
use crate::{Result, checklist};

impl Library {
    /// Newest first.
    pub fn history(&self, id: &str) -> Result<Vec<Revision>> {
        let rows = self.read(|tables| tables.revisions(tables.entry(id)?.key))?;
        Ok(rows.into_iter().map(revision).collect())
    }

    /// What changed between two revisions; `to == 0` is the text as it is now, saved or not.
    pub fn difference(&self, id: &str, from: u32, to: u32) -> Result<Difference> {
        let before = self.read(|tables| version(tables, id, from))?;
        let after = match to {
            0 => self.as_it_is(id)?,
            to => self.read(|tables| version(tables, id, to))?,
        };
        let mut found = difference((&before.0, &before.1), (&after.0, &after.1));
        (found.from, found.to) = (from, to);
        found.verdicts = self.verdicts(id, before, after)?;
        Ok(found)
    }

    /// What the bar says of two versions now; answers and waivers are those of now.
    fn verdicts(&self, id: &str, before: (Meta, String), after: (Meta, String)) -> Result<Option<VerdictChange>> {
        if !before.0.kind.is_guide() || !after.0.kind.is_guide() {
            return Ok(None);
        }
        let (answers, waivers, assets) = self.read(|tables| {
            let key = tables.entry(id)?.key;
            Ok((tables.answers(key)?, tables.waivers(key)?, asset_sizes(tables, key)?))
        })?;
        let measure = self.measure();
        let judged = |(meta, body): (Meta, String)| {
            let draft = Draft { meta, body, answers: answers.clone(), waivers: waivers.clone() };
            judge(&draft, &assets, &measure).outcomes
        };
        Ok(Some(verdict_change(&judged(before), &judged(after))))
    }

    /// Makes an old revision the newest one; nothing in between is lost.
    pub fn restore(&self, id: &str, number: u32) -> Result<OpenGuide> {
        self.on_desk(id)?;
        self.save(id)?;
        let (mut meta, body) = self.read(|tables| version(tables, id, number))?;
        self.read(|tables| {
            let row = tables.entry(id)?;
            // An address that another page took meanwhile stays there.
            if tables.slug_taken(meta.kind.section(), &meta.slug, row.key)? {
                (meta.slug, meta.kind) = (row.meta.slug, row.meta.kind);
            }
            Ok(())
        })?;
        lock(&self.found_on_desk(id)?.guide).replace(&body);
        self.save_as(id, &format!("Restored revision {number}"), Some(meta))?;
        self.whole(id)
    }

    fn as_it_is(&self, id: &str) -> Result<(Meta, String)> {
        if let Ok(open) = self.found_on_desk(id) {
            let open = lock(&open.guide);
            return Ok((open.text.draft.meta.clone(), open.text.draft.body.clone()));
        }
        self.read(|tables| {
            let row = tables.entry(id)?;
            let body = tables.text(&row)?.body;
            Ok((row.meta, body))
        })
    }
}

/// Both in the order of the checklist.
fn verdict_change(before: &[Outcome], after: &[Outcome]) -> VerdictChange {
    let turned = |to: fn(&Outcome) -> bool, from: fn(&Outcome) -> bool| {
        let pairs = before.iter().zip(after).filter(|(before, after)| from(before) && to(after));
        pairs.map(|(_, after)| after.rule.name.to_owned()).collect()
    };
    VerdictChange {
        before: checklist::score(before),
        after: checklist::score(after),
        met: turned(is_met, is_open),
        lost: turned(is_open, is_met),
    }
}

fn is_open(outcome: &Outcome) -> bool {
    outcome.severity == Severity::Required && matches!(outcome.state, State::Fail | State::Confirm)
}

fn is_met(outcome: &Outcome) -> bool {
    let met = matches!(outcome.state, State::Pass | State::Advise | State::Waived);
    outcome.severity == Severity::Required && met
}

fn version(tables: &Tables<'_>, id: &str, number: u32) -> Result<(Meta, String)> {
    let revision = tables.revision(tables.entry(id)?.key, number)?;
    Ok((revision.meta, revision.body))
}

fn revision(row: RevisionRow) -> Revision {
    let RevisionRow { number, at, by, label, words, added, removed } = row;
    Revision { number, at, by, label, words, added, removed }
}
