//! Verdicts → what a screen shows: the score, the checks in UTF-16, and what to do next.
//!
//! Judges nothing and words nothing new: order and form only.

use crate::bar::{Edit, Finding, Fix, Outcome, Place, Quote, Severity, State, Unlinked};
use crate::text::{Change, Places, Span};
use crate::view::{
    Check, Checklist, FindingView, FixView, Mention, NextStep, QuoteView, Score, WaivableView, WaiverView,
};

/// Findings sent per check, and quotes that a screen marks in the text.
const MOST: usize = 50;
/// Quotes of other checks that a screen shows.
const SHOWN: usize = 6;

/// Counts the required rules by state, and the advice beside them. Advice on a required rule leaves it passed.
pub fn score(outcomes: &[Outcome]) -> Score {
    let mut score = Score::default();
    for outcome in outcomes {
        if outcome.severity == Severity::Required {
            count(&mut score, outcome.state);
        }
        score.advice += u32::from(outcome.state == State::Advise && outcome.severity != Severity::Info);
    }
    score.required = score.passed + score.open + score.confirm + score.waived;
    score
}

fn count(score: &mut Score, state: State) {
    match state {
        State::Pass | State::Advise => score.passed += 1,
        State::Fail => score.open += 1,
        State::Confirm => score.confirm += 1,
        State::Waived => score.waived += 1,
        State::NotApplicable => {}
    }
}

/// `source` is the body the outcomes were made from; `caret` is in its UTF-16 units.
pub fn checklist(outcomes: &[Outcome], source: &str, reviewed_before: bool, caret: Option<u32>) -> Checklist {
    let places = Places::new(source);
    let checks = outcomes.iter().map(|outcome| check(outcome, &places)).collect();
    Checklist { score: score(outcomes), reviewed_before, checks, next: next(outcomes, &places, caret) }
}

fn check(outcome: &Outcome, places: &Places<'_>) -> Check {
    let rule = outcome.rule;
    let shown = outcome.evidence.iter().take(if is_marked(outcome) { MOST } else { SHOWN });
    Check {
        rule: rule.id.into(),
        name: rule.name.into(),
        group: rule.group().into(),
        severity: outcome.severity,
        state: outcome.state,
        measured: outcome.measured.clone(),
        threshold: outcome.threshold.clone(),
        evidence: shown.map(|evidence| quote(evidence, places)).collect(),
        more_evidence: more(outcome.evidence.len(), SHOWN),
        findings: outcome.findings.iter().take(MOST).map(|found| finding(found, places)).collect(),
        more_findings: more(outcome.findings.len(), MOST),
        waived: outcome.waived.iter().take(MOST).map(|found| finding(found, places)).collect(),
        waivers: outcome.held.iter().map(|held| WaiverView::new(&held.waiver, held.life, 0)).collect(),
        waivable: WaivableView::of(rule),
    }
}

/// What counts for results, links and stack is marked where it stands.
fn is_marked(outcome: &Outcome) -> bool {
    outcome.severity == Severity::Required && matches!(outcome.rule.group(), "outcomes" | "links" | "stack")
}

fn more(all: usize, shown: usize) -> u32 {
    u32::try_from(all.saturating_sub(shown)).unwrap_or(u32::MAX)
}

fn quote(quote: &Quote, places: &Places<'_>) -> QuoteView {
    let (span, field) = match quote.place {
        Place::Body(span) => (Some(places.span(span)), None),
        Place::Field(field) => (None, Some(field)),
    };
    let Quote { exact, prefix, suffix, label, .. } = quote.clone();
    QuoteView { span, field, exact, prefix, suffix, label }
}

/// `source` is the body the mentions were found in.
pub fn mentions(found: &[Unlinked], source: &str) -> Vec<Mention> {
    let places = Places::new(source);
    let mention = |one: &Unlinked| Mention {
        quote: quote(&one.quote, &places),
        kind: one.kind,
        path: one.path.clone(),
        times: u32::try_from(one.times).unwrap_or(u32::MAX),
    };
    found.iter().take(MOST).map(mention).collect()
}

fn finding(finding: &Finding, places: &Places<'_>) -> FindingView {
    let (question, sentence) = finding.ask.clone().map(|ask| (ask.text, ask.sentence)).unwrap_or_default();
    FindingView {
        quote: quote(&finding.quote, places),
        message: finding.message.clone(),
        why: finding.why.into(),
        fixes: finding.fixes.iter().map(|offered| fix(offered, places)).collect(),
        question,
        sentence,
    }
}

fn fix(fix: &Fix, places: &Places<'_>) -> FixView {
    let change = |edit: &Edit| {
        let span = places.span(edit.span);
        Change { from: span.from, to: span.to, insert: edit.insert.clone() }
    };
    FixView { label: fix.label.clone(), edits: fix.edits.iter().map(change).collect(), meta: fix.meta.clone() }
}

/// One step per check that is not done, best first: one-click fixes of required rules, questions, what is near the
/// caret, writing by the smallest gap, advice. Ties go by the order of the text, then of the checklist.
fn next(outcomes: &[Outcome], places: &Places<'_>, caret: Option<u32>) -> Vec<NextStep> {
    let caret = caret.map(|unit| places.byte(unit));
    let wanted =
        |o: &&Outcome| o.severity != Severity::Info && matches!(o.state, State::Fail | State::Confirm | State::Advise);
    let open = outcomes.iter().filter(wanted);
    let mut steps: Vec<(i32, usize, &Outcome, &Finding)> = open
        .filter_map(|outcome| {
            let first = first(outcome, caret)?;
            let start = body(first).map_or(usize::MAX, |span| span.start);
            Some((worth(outcome, first, caret), start, outcome, first))
        })
        .collect();
    steps.sort_by_key(|(worth, start, ..)| (std::cmp::Reverse(*worth), *start));
    steps.into_iter().map(|(.., outcome, first)| step(outcome, first, places)).collect()
}

/// The finding of a check to begin with: one near the caret, else the first.
fn first(outcome: &Outcome, caret: Option<usize>) -> Option<&Finding> {
    let near = outcome.findings.iter().find(|finding| is_near(finding, caret));
    near.or_else(|| outcome.findings.first())
}

fn body(finding: &Finding) -> Option<Span> {
    match finding.quote.place {
        Place::Body(span) => Some(span),
        Place::Field(_) => None,
    }
}

/// Bytes from the caret within which something is near: a paragraph or so.
const NEAR: usize = 400;

fn is_near(finding: &Finding, caret: Option<usize>) -> bool {
    let (Some(span), Some(caret)) = (body(finding), caret) else { return false };
    span.start <= caret.saturating_add(NEAR) && caret <= span.end.saturating_add(NEAR)
}

fn step(outcome: &Outcome, first: &Finding, places: &Places<'_>) -> NextStep {
    // Where a doubted rule asks about itself, the step is still what is to be done.
    let asked = first.ask.as_ref().filter(|ask| !ask.sentence.is_empty());
    let title = match (asked, mends(first)) {
        (Some(ask), _) => ask.text.clone(),
        (None, Some(fix)) => fix.label.clone(),
        (None, None) => outcome.rule.task.to_owned(),
    };
    NextStep { rule: outcome.rule.id.into(), title, finding: finding(first, places) }
}

/// The first fix, unless it takes away what it is about: that is the writer's own idea to have.
fn mends(finding: &Finding) -> Option<&Fix> {
    finding.fixes.first().filter(|fix| !fix.label.starts_with("Remove ") && !fix.label.starts_with("Delete "))
}

/// `gate · 100 + quick · 30 + near · 10 − effort`; a question is a little less quick than a fix.
fn worth(outcome: &Outcome, first: &Finding, caret: Option<usize>) -> i32 {
    let gate = if outcome.severity == Severity::Required { 100 } else { 0 };
    let near = if is_near(first, caret) { 10 } else { 0 };
    match (&first.ask, mends(first)) {
        (Some(_), _) => gate + near + 20,
        (None, Some(_)) => gate + near + 30,
        (None, None) => gate + near - effort(outcome),
    }
}

/// What is missing, in fiftieths of what is asked; 5 where a rule has no number.
fn effort(outcome: &Outcome) -> i32 {
    let number = |text: &str| text.replace(',', "").parse::<i32>().ok();
    match (number(&outcome.measured), number(&outcome.threshold)) {
        (Some(measured), Some(asked)) if asked > measured => ((asked - measured) * 50 / asked.max(1)).clamp(1, 50),
        _ => 5,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::bar::{Input, Profile, check as judge};
    use crate::guide::{Draft, Kind, Meta};
    use crate::markdown::Document;
    use crate::vocabulary::sample;

    fn outcomes(draft: &Draft) -> Vec<Outcome> {
        let document = Document::parse(&draft.body);
        let input = Input {
            draft,
            document: &document,
            vocabulary: &sample(),
            assets: &[],
            today: "2026-11-25",
            profile: Profile::usual(),
        };
        judge(&input)
    }

    fn draft(body: &str) -> Draft {
        let meta = Meta { title: "Correct payments".into(), stack: vec!["Redis".into()], ..Meta::default() };
        Draft { meta, body: body.into(), ..Draft::default() }
    }

    #[test]
    fn the_score_counts_what_applies() {
        let outcomes = outcomes(&draft("Text.\n"));
        let score = score(&outcomes);
        let required = outcomes.iter().filter(|o| o.rule.severity == Severity::Required);
        assert_eq!(score.required as usize, required.filter(|o| o.state != State::NotApplicable).count());
        assert_eq!(score.required, score.passed + score.open + score.confirm + score.waived);
        assert!(score.open > 0 && score.passed > 0);
    }

    #[test]
    fn places_are_in_utf16() {
        let draft = draft("🧰 Redis.\n");
        let list = checklist(&outcomes(&draft), &draft.body, false, None);
        let links = list.checks.iter().find(|check| check.rule == "links.stack").unwrap();
        let span = links.findings[0].quote.span.unwrap();
        assert_eq!((span.from, span.to), (3, 8));
        let change = &links.findings[0].fixes[0].edits[0];
        assert_eq!((change.from, change.to, change.insert.as_str()), (3, 8, "[Redis](/stack/redis/)"));
    }

    #[test]
    fn one_click_comes_first_and_advice_last() {
        let draft = draft("Redis fell from 1.8 s to 240 ms. Costs fell by 38 % after the move.\n\n#### Deep.\n");
        let list = checklist(&outcomes(&draft), &draft.body, false, None);
        let order: Vec<&str> = list.next.iter().map(|step| step.rule.as_str()).collect();
        let at = |rule: &str| order.iter().position(|other| *other == rule).unwrap();
        assert!(at("links.stack") < at("outcomes.measured"), "{order:?}");
        assert!(at("outcomes.measured") < at("length.words"), "{order:?}");
        assert!(at("length.words") < at("structure.headings"), "{order:?}");
        assert_eq!(list.next[at("links.stack")].title, "Link Redis");
        assert_eq!(list.next[at("outcomes.measured")].title, "Is this a result you measured?");
        assert_eq!(list.next[at("length.words")].title, "Write more");
    }

    #[test]
    fn what_is_near_the_caret_comes_before_what_weighs_the_same() {
        let far = "Words between them. ".repeat(40);
        let draft = draft(&format!("#### Deep.\n\n{far}\n\n```\nx = 1;\n```\n"));
        let outcomes = outcomes(&draft);
        let advice = |caret: Option<u32>| -> Vec<String> {
            let list = checklist(&outcomes, &draft.body, false, caret);
            let advice = list.next.into_iter().map(|step| step.rule);
            advice.filter(|rule| rule == "code.language" || rule == "structure.headings").collect()
        };
        let end = u32::try_from(draft.body.len()).unwrap();
        assert_eq!(advice(Some(0)), ["structure.headings", "code.language"]);
        assert_eq!(advice(Some(end)), ["code.language", "structure.headings"]);
        let required = checklist(&outcomes, &draft.body, false, Some(end)).next;
        assert_ne!(required[0].rule, "code.language", "nearness never lifts advice over what is required");
    }

    #[test]
    fn a_step_of_a_rule_that_asks_about_itself_says_what_to_do() {
        use crate::bar::profile::Uses;
        let often = Profile::default().doubting(|_| Uses { dismissed: 60, ..Uses::default() });
        let (draft, vocabulary) = (draft("![](a.png)\n"), sample());
        let document = Document::parse(&draft.body);
        let (assets, today, profile) = (&[][..], "2026-11-25", &often);
        let outcomes =
            judge(&Input { draft: &draft, document: &document, vocabulary: &vocabulary, assets, today, profile });
        let next = checklist(&outcomes, &draft.body, false, None).next;
        let step = next.iter().find(|step| step.rule == "images.alt").unwrap();
        assert_eq!(step.finding.question, "Is this a fault? 60 of 60 times it was not.");
        assert_ne!(step.title, step.finding.question);
    }

    #[test]
    fn findings_are_capped_and_counted() {
        let draft = draft(&"TODO it.\n\n".repeat(70));
        let list = checklist(&outcomes(&draft), &draft.body, true, None);
        let check = list.checks.iter().find(|check| check.rule == "text.placeholder").unwrap();
        assert_eq!((check.findings.len(), check.more_findings), (50, 20));
        assert!(list.reviewed_before);
    }

    #[test]
    fn evidence_is_sent_as_it_is_shown() {
        let links = "Beside [Redis](/stack/redis/) it stands.\n\n";
        let draft = draft(&(0..60).map(|n| format!("## Part {n}\n\n{links}")).collect::<String>());
        let list = checklist(&outcomes(&draft), &draft.body, true, None);
        let shown = |id: &str| {
            let check = list.checks.iter().find(|check| check.rule == id).unwrap();
            (check.evidence.len(), check.more_evidence)
        };
        assert_eq!((shown("structure.headings"), shown("links.broken")), ((6, 54), (50, 54)));
    }

    #[test]
    fn pages_that_are_no_guides_are_asked_less() {
        let mut draft = draft("Text.\n");
        draft.meta.kind = Kind::CaseStudy;
        let outcomes = outcomes(&draft);
        let state = |id: &str| outcomes.iter().find(|o| o.rule.id == id).unwrap().state;
        assert_eq!(state("length.words"), State::NotApplicable);
        assert_eq!(state("outcomes.measured"), State::NotApplicable);
        assert_eq!(state("text.hidden"), State::Pass);
    }
}
