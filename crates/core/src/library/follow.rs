//! Verdicts that follow a change elsewhere: a renamed page, a new stack item, a heading that moved.
//!
//! A guide's verdict depends on others only through their names and slugs, so only guides that say
//! one of the changed names are judged again. Done before the next list and when idle, never while
//! somebody waits for a save.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::judge::judge;
use super::list::{StoredGuide, stored};
use super::{Library, lock};
use crate::store::Verdict;
use crate::vocabulary::{Page, StackItem, Vocabulary};
use crate::{Error, ErrorCode, Result, parallel};

/// What happened since verdicts were last made true.
#[derive(Debug, Default)]
pub(super) struct Changed {
    /// Names and slugs that mean something else, in small letters.
    names: BTreeSet<String>,
    /// Something that concerns every guide: the profile.
    everything: bool,
    /// Keys of entries that were judged knowing all of it.
    judged: HashSet<i64>,
}

impl Changed {
    /// What happened just now, and who was judged knowing it (and all that was before).
    pub fn add(&mut self, names: BTreeSet<String>, judged: HashSet<i64>) {
        if names.is_empty() {
            self.judged.extend(judged);
        } else {
            self.judged = judged;
            self.names.extend(names);
        }
    }

    /// Every guide is to be judged again.
    pub fn all(&mut self) {
        self.everything = true;
        self.judged.clear();
    }

    fn is_nothing(&self) -> bool {
        self.names.is_empty() && !self.everything
    }

    /// Puts back what could not be dealt with; more may have happened since.
    fn put_back(&mut self, earlier: Changed) {
        if self.is_nothing() {
            self.judged.extend(earlier.judged);
        }
        self.names.extend(earlier.names);
        self.everything |= earlier.everything;
    }
}

/// Names and slugs that mean something else than before, in small letters.
pub(super) fn changed_names(before: &Vocabulary, after: &Vocabulary) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for page in differing(&before.pages, &after.pages, |page| (page.kind.section(), page.slug.clone())) {
        names.extend(page_names(page));
    }
    for item in differing(&before.stack, &after.stack, |item| item.slug.clone()) {
        names.extend(item_names(item));
    }
    let tags = |vocabulary: &Vocabulary| vocabulary.tags.iter().cloned().collect::<BTreeSet<_>>();
    names.extend(tags(before).symmetric_difference(&tags(after)).map(|tag| tag.to_lowercase()));
    names.remove("");
    names
}

fn page_names(page: &Page) -> [String; 2] {
    [page.slug.to_lowercase(), page.title.to_lowercase()]
}

fn item_names(item: &StackItem) -> impl Iterator<Item = String> {
    [&item.slug, &item.name].into_iter().chain(&item.aliases).map(|name| name.to_lowercase())
}

/// Both versions of everything that is not the same on both sides.
fn differing<'v, T: PartialEq, K: std::hash::Hash + Eq>(
    before: &'v [T],
    after: &'v [T],
    key: impl Fn(&T) -> K,
) -> Vec<&'v T> {
    let known: HashMap<K, &T> = before.iter().map(|thing| (key(thing), thing)).collect();
    let there: HashMap<K, &T> = after.iter().map(|thing| (key(thing), thing)).collect();
    let gone = known.iter().filter(|(key, thing)| there.get(key) != Some(thing)).map(|(_, thing)| *thing);
    let come = there.iter().filter(|(key, thing)| known.get(key) != Some(thing)).map(|(_, thing)| *thing);
    gone.chain(come).collect()
}

impl Library {
    /// Judges again what may follow from changes since the last call. Never waits for another writer:
    /// what could not be written now is tried again next time.
    pub(super) fn follow_changes(&self) {
        let changed = std::mem::take(&mut *lock(&self.changed));
        if !changed.is_nothing() && self.judge_again(&changed).is_err() {
            lock(&self.changed).put_back(changed);
        }
    }

    fn judge_again(&self, changed: &Changed) -> Result<()> {
        let names: Vec<&str> = changed.names.iter().map(String::as_str).collect();
        let guides = self.read(|tables| {
            let rows = tables.entries("guides")?.into_iter().filter(|row| !changed.judged.contains(&row.key));
            rows.map(|row| Ok((row.key, stored(tables, row)?))).collect::<Result<Vec<_>>>()
        })?;
        let measure = self.measure();
        let verdicts = parallel::map(&guides, |(key, guide)| {
            let concerned = changed.everything || names.len() > MANY || says_one_of(guide, &names);
            concerned.then(|| (*key, judge(&guide.draft, &guide.assets, &measure).verdict))
        });
        self.store_verdicts(verdicts.into_iter().flatten().collect())
    }

    fn store_verdicts(&self, verdicts: Vec<(i64, Verdict)>) -> Result<()> {
        if verdicts.is_empty() {
            return Ok(());
        }
        let mut writer = self.writer.try_lock().map_err(|_| Error::new(ErrorCode::Locked, "Somebody is writing."))?;
        writer.write_now(|tables| verdicts.iter().try_for_each(|(key, verdict)| tables.set_verdict(*key, verdict)))
    }
}

/// More names than this concern everybody; looking for each would take longer than judging.
const MANY: usize = 64;

fn says_one_of(guide: &StoredGuide, names: &[&str]) -> bool {
    let meta = &guide.draft.meta;
    let labels = meta.tags.iter().chain(&meta.stack).chain(&meta.case_studies).chain(&meta.subjects);
    let declared: Vec<String> = labels.map(|name| name.to_lowercase()).collect();
    let body = guide.draft.body.to_lowercase();
    names.iter().any(|name| body.contains(name) || meta.slug == *name || declared.iter().any(|known| known == name))
}
