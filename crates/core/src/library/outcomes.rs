//! What people say about measured results of an open guide: answers and records.

use super::judge::judge;
use super::list::stored;
use super::{Library, lock};
use crate::Result;
use crate::guide::OutcomeAnswer;
use crate::view::Live;

impl Library {
    /// Stores an answer to a question of the bar; `None` takes it back, and with it the record.
    pub fn answer(&self, id: &str, sentence: &str, counts: Option<bool>) -> Result<Live> {
        self.say(id, sentence, |before| {
            let record = before.and_then(|before| before.record);
            counts.map(|counts| OutcomeAnswer { counts, record, ..OutcomeAnswer::default() })
        })
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
