//! What people say about measured results of an open guide: answers and records.

use std::collections::BTreeSet;

use sha2::{Digest as _, Sha256};

use super::judge::judge;
use super::list::stored;
use super::{Library, StoredGuide, lock};
use crate::bar::Input;
use crate::guide::{Evidence, Kind, OutcomeAnswer, OutcomeRecord};
use crate::ledger::Project;
use crate::markdown::Document;
use crate::text::Utf16Span;
use crate::view::{ComposedOutcome, Ledger, Live, NumberNote, OutcomeForm};
use crate::{Result, ledger};

impl Library {
    /// Stores an answer to a question of the bar; `None` takes it back, and with it the record.
    pub fn answer(&self, id: &str, sentence: &str, counts: Option<bool>) -> Result<Live> {
        let mut said = None;
        let live = self.say(id, sentence, |before| {
            said = before.as_ref().map(|before| before.counts);
            let record = before.and_then(|before| before.record);
            counts.map(|counts| OutcomeAnswer { counts, record, ..OutcomeAnswer::default() })
        })?;
        self.count_answer(said, counts)?;
        Ok(live)
    }

    /// An answer counts as a deed once; one that is changed or taken back counts no more.
    fn count_answer(&self, before: Option<bool>, now: Option<bool>) -> Result<()> {
        let (rule, at) = ("outcomes.measured", self.now());
        let deed = |counts: bool| if counts { "accept" } else { "dismiss" };
        self.counting(|tables| {
            before.map_or(Ok(()), |before| tables.uncount_use(rule, deed(before)))?;
            now.map_or(Ok(()), |now| tables.count_use(rule, deed(now), &at))
        })
    }

    /// Stores a record with the sentence that tells it; the sentence counts from then on.
    pub fn record_outcome(&self, id: &str, sentence: &str, record: &OutcomeRecord) -> Result<Live> {
        let record = Some(ledger::composed(record).record).filter(|record| !record.is_empty());
        self.say(id, sentence, |_| Some(OutcomeAnswer { counts: true, record, ..OutcomeAnswer::default() }))
    }

    /// Every result of the open guide, in its parts, beside what the case studies it links say themselves.
    pub fn ledger(&self, id: &str) -> Result<Ledger> {
        self.look(id, |input, edition| {
            let stored = self.case_studies(&ledger::projects(input))?;
            let projects: Vec<Project<'_>> =
                stored.iter().map(|guide| Project { id: &guide.id, draft: &guide.draft }).collect();
            Ok(ledger::ledger(input, edition, &projects))
        })?
    }

    /// Case studies by slug, as stored; those that are gone are left out.
    fn case_studies(&self, slugs: &BTreeSet<String>) -> Result<Vec<StoredGuide>> {
        self.read(|tables| {
            let rows = slugs.iter().map(|slug| tables.entry_by_slug(Kind::CaseStudy.section(), slug));
            let rows: Vec<_> = rows.collect::<Result<_>>()?;
            rows.into_iter().flatten().map(|row| stored(tables, row)).collect()
        })
    }

    /// The form for what is selected, or for the sentence at the caret (UTF-16 places).
    pub fn outcome_form(&self, id: &str, selected: Utf16Span) -> Result<OutcomeForm> {
        self.look(id, |input, edition| ledger::form(input, edition, selected))
    }

    /// What a form becomes, while it is typed.
    pub fn compose_outcome(&self, record: &OutcomeRecord) -> ComposedOutcome {
        ledger::composed(record)
    }

    /// Why the number at a place (UTF-16) counts or does not; `None` where no number stands.
    pub fn number_note(&self, id: &str, at: u32) -> Result<Option<NumberNote>> {
        self.look(id, |input, _| ledger::number(input.document, at))
    }

    /// A file as evidence: its name and the hash of its bytes. The file itself stays where it is.
    pub fn evidence_file(&self, name: &str, bytes: &[u8]) -> Evidence {
        let hash = Sha256::digest(bytes);
        let sha256 = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        Evidence::File { file: super::vocabulary::one_line(name), sha256 }
    }

    /// Reads the open text as the bar does, with its edition.
    fn look<T>(&self, id: &str, read: impl FnOnce(&Input<'_>, u32) -> T) -> Result<T> {
        let open = self.found_on_desk(id)?;
        let (draft, edition, around) = {
            let open = lock(&open.guide);
            (open.text.draft.clone(), open.text.edition, self.around(&open))
        };
        let document = Document::parse(&draft.body);
        Ok(read(&crate::live::input(&draft, &document, &around), edition))
    }

    /// Replaces what was said about a sentence; who and when are filled in here.
    fn say(
        &self,
        id: &str,
        sentence: &str,
        change: impl FnOnce(Option<OutcomeAnswer>) -> Option<OutcomeAnswer>,
    ) -> Result<Live> {
        let open = self.found_on_desk(id)?;
        let (at, sentence) = (self.now(), super::vocabulary::one_line(sentence));
        let measure = self.measure();
        let answers = self.write(|tables| {
            let row = tables.entry(id)?;
            let key = row.key;
            let before = tables.answers(key)?.into_iter().find(|answer| answer.sentence == sentence);
            match change(before) {
                Some(answer) => {
                    let by = super::list::settings(tables)?.person;
                    tables.set_answer(key, &OutcomeAnswer { sentence, by, at, ..answer })?;
                }
                None => tables.remove_answer(key, &sentence)?,
            }
            let guide = stored(tables, row)?;
            tables.set_verdict(key, &judge(&guide.draft, &guide.assets, &measure).verdict)?;
            Ok(guide.draft.answers)
        })?;
        let mut open_guide = lock(&open.guide);
        open_guide.text.draft.answers = answers;
        let around = self.around(&open_guide);
        Ok(open_guide.text.refresh(&around, false))
    }
}
