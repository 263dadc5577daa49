//! Setting a rule aside for an open guide, taking that back, and what is set aside.

use super::health::rule;
use super::judge::judge;
use super::list::stored;
use super::{Library, lock};
use crate::bar::waivers::{Held, Life, cover, cover_all, end, fault};
use crate::bar::{self, Finding, Input, Outcome, Place, Reading, Rule};
use crate::guide::{Draft, Waiver, WaiverCode, WaiverScope};
use crate::markdown::Document;
use crate::text::Places;
use crate::view::{Live, WaiveRequest, WaiverView};
use crate::{Error, ErrorCode, Result};

impl Library {
    /// Sets a rule aside as the text on the desk now reads, in the name of the person of the settings. `Invalid` says
    /// what the rule does not allow; nothing is stored then.
    pub fn waive(&self, id: &str, request: &WaiveRequest) -> Result<Live> {
        let rule = rule(&request.rule)?;
        let open = self.found_on_desk(id)?;
        let (draft, assets) = {
            let on_desk = lock(&open.guide);
            (on_desk.text.draft.clone(), on_desk.assets.clone())
        };
        let by = self.read(super::list::settings)?.person;
        let waiver = self.waiver(rule, request, &draft, &assets, by)?;
        self.change_waivers(id, |tables, key| {
            tables.set_waiver(key, &waiver)?;
            tables.count_use(rule.id, deed(waiver.code), &waiver.at)
        })
    }

    /// Says that a finding is no fault where a doubted rule asks: a waiver of this one place, without a form.
    pub fn dismiss(&self, id: &str, request: &WaiveRequest) -> Result<Live> {
        let asks = self.profile().doubt(rule(&request.rule)?).is_some();
        if !asks {
            let message = "This rule does not ask any more. Set it aside with a reason.";
            return Err(Error::new(ErrorCode::Invalid, message));
        }
        let (scope, code) = (WaiverScope::Span, WaiverCode::FalsePositive);
        self.waive(id, &WaiveRequest { scope, code, reason: SAID_NO.into(), ..request.clone() })
    }

    /// Takes a waiver back; see `Waiver::id`.
    pub fn unwaive(&self, id: &str, waiver: &str) -> Result<Live> {
        self.found_on_desk(id)?;
        self.change_waivers(id, |tables, key| {
            let there = tables.waivers(key)?.into_iter().find(|there| there.id() == waiver);
            let there = there.ok_or_else(|| Error::new(ErrorCode::NotFound, "This waiver is not there any more."))?;
            tables.uncount_use(&there.rule, deed(there.code))?;
            tables.remove_waiver(key, &there).map(drop)
        })
    }

    /// Every waiver of an open guide and how it stands, oldest first.
    pub fn waivers(&self, id: &str) -> Result<Vec<WaiverView>> {
        let open = self.found_on_desk(id)?;
        let (draft, assets) = {
            let on_desk = lock(&open.guide);
            (on_desk.text.draft.clone(), on_desk.assets.clone())
        };
        let outcomes = judge(&draft, &assets, &self.measure()).outcomes;
        let often = self.read(|tables| tables.waivers_per_rule())?;
        let held: Vec<&Held> = outcomes.iter().flat_map(|outcome| &outcome.held).collect();
        Ok(draft
            .waivers
            .iter()
            .map(|waiver| {
                let life = held.iter().find(|held| held.waiver == *waiver).map_or(Life::NotNeeded, |held| held.life);
                let times = often.iter().find(|(rule, _)| *rule == waiver.rule).map_or(0, |(_, times)| *times);
                WaiverView::new(waiver, life, times)
            })
            .collect())
    }

    fn waiver(
        &self,
        rule: &'static Rule,
        request: &WaiveRequest,
        draft: &Draft,
        assets: &[(String, u64)],
        by: String,
    ) -> Result<Waiver> {
        let (measure, document) = (self.measure(), Document::parse(&draft.body));
        let input = Input {
            draft,
            document: &document,
            vocabulary: &measure.vocabulary,
            assets,
            today: &measure.today,
            profile: &measure.profile,
        };
        let reading = Reading::new(&input);
        let outcome = bar::judge(rule, &reading);
        let (text_hash, quote) = covered(&reading, &outcome, request)?;
        let expires =
            if request.expires.is_empty() { end(request.code, &measure.today) } else { request.expires.clone() };
        let waiver = Waiver {
            rule: rule.id.into(),
            version: rule.version.into(),
            scope: request.scope,
            code: request.code,
            reason: super::vocabulary::one_line(&request.reason),
            by,
            with: super::vocabulary::one_line(&request.with),
            at: self.now(),
            expires,
            text_hash,
            quote,
        };
        match fault(rule, &waiver) {
            Some(fault) => Err(Error::new(ErrorCode::Invalid, fault)),
            None if !waiver.expires.is_empty() && waiver.expires < measure.today => {
                Err(Error::new(ErrorCode::Invalid, "A waiver cannot end before today."))
            }
            None => Ok(waiver),
        }
    }

    fn change_waivers(
        &self,
        id: &str,
        change: impl FnOnce(&crate::store::Tables<'_>, i64) -> Result<()>,
    ) -> Result<Live> {
        let open = self.found_on_desk(id)?;
        let measure = self.measure();
        let waivers = self.counting(|tables| {
            let row = tables.entry(id)?;
            let key = row.key;
            change(tables, key)?;
            let guide = stored(tables, row)?;
            tables.set_verdict(key, &judge(&guide.draft, &guide.assets, &measure).verdict)?;
            Ok(guide.draft.waivers)
        })?;
        let mut on_desk = lock(&open.guide);
        on_desk.text.draft.waivers = waivers;
        let around = self.around(&on_desk);
        Ok(on_desk.text.refresh(&around, false))
    }
}

/// The reason of a waiver that is the answer to a question.
const SAID_NO: &str = "Said to be no fault when the bar asked.";

/// What a waiver counts as: to call a finding wrong is to dismiss it.
fn deed(code: WaiverCode) -> &'static str {
    if code == WaiverCode::FalsePositive { "dismiss" } else { "waive" }
}

/// What a waiver would cover, as a hash and as words.
fn covered(reading: &Reading<'_>, outcome: &Outcome, request: &WaiveRequest) -> Result<(String, String)> {
    let none = || Error::new(ErrorCode::NotFound, "The rule has nothing to say here any more. Nothing was set aside.");
    // What other waivers cover stays covered by them: this one is about the whole all the same.
    let all: Vec<Finding> = outcome.findings.iter().chain(&outcome.waived).cloned().collect();
    if request.scope == WaiverScope::Guide {
        let open = matches!(outcome.state, bar::State::Fail | bar::State::Advise | bar::State::Confirm);
        return if open { Ok((cover_all(reading.document, &all), String::new())) } else { Err(none()) };
    }
    let places = Places::new(reading.document.source);
    let same_words = || all.iter().filter(|finding| finding.quote.exact == request.exact);
    let here = |finding: &&Finding| match finding.quote.place {
        Place::Body(span) => request.span == Some(places.span(span)),
        Place::Field(field) => request.field == Some(field),
    };
    let found = same_words().find(here).or_else(|| same_words().next()).ok_or_else(none)?;
    Ok((cover(reading.document, found), found.quote.exact.clone()))
}
