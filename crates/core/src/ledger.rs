//! Results of the open guide → what a screen shows: the ledger, with what linked case studies say themselves; the form;
//! why a number does not count.
//!
//! Order and form only; what a result is, `bar` knows.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::bar::outcome_detector::{self, ASK};
use crate::bar::outcome_form::{self, Composed, Part};
use crate::bar::{self, Agreement, Entry, Figure, Input, Reading, sentences};
use crate::guide::{Draft, Kind, OutcomeRecord};
use crate::markdown::{Document, Layer, Run};
use crate::text::{Places, Span, Utf16Span};
use crate::view::{ComposedOutcome, Ledger, LedgerRow, NumberNote, OutcomeForm, ProjectFigure};
use crate::vocabulary::Target;

/// A case study of the library, as it is stored.
#[derive(Debug, Clone, Copy)]
pub struct Project<'a> {
    pub id: &'a str,
    pub draft: &'a Draft,
}

/// Slugs of the case studies that a draft links or declares, each once.
pub fn projects(input: &Input<'_>) -> BTreeSet<String> {
    let reading = Reading::new(input);
    let linked = reading.links().filter_map(|(_, resolved)| match resolved.target {
        Target::Page(page) if page.kind == Kind::CaseStudy => Some(page.slug.clone()),
        _ => None,
    });
    let declared = input.draft.meta.case_studies.iter().filter_map(|name| input.vocabulary.case_study(name));
    linked.chain(declared.map(|page| page.slug.clone())).collect()
}

/// Every result of a draft that counts, may count or was turned down, each beside what `projects` state themselves.
pub fn ledger(input: &Input<'_>, edition: u32, projects: &[Project<'_>]) -> Ledger {
    let places = Places::new(&input.draft.body);
    let told: Vec<Told<'_>> = projects.iter().map(|project| told(input, *project)).collect();
    let rows = bar::ledger(&Reading::new(input)).into_iter().map(|entry| row(entry, &places, &told)).collect();
    Ledger { edition, rows, projects: projects.iter().map(|project| project.draft.meta.title.clone()).collect() }
}

/// What one case study says.
struct Told<'a> {
    project: Project<'a>,
    figures: Vec<Figure>,
}

fn told<'a>(input: &Input<'_>, project: Project<'a>) -> Told<'a> {
    let document = Document::parse(&project.draft.body);
    let read = Input { draft: project.draft, document: &document, assets: &[], ..*input };
    Told { project, figures: bar::figures(&Reading::new(&read)) }
}

/// The figure about the same metric: of any case study one that agrees, else one that differs.
fn project_figure(parts: &OutcomeRecord, told: &[Told<'_>]) -> Option<ProjectFigure> {
    let found = told.iter().filter_map(|told| Some((told.project, bar::beside(parts, &told.figures)?)));
    let (project, (figure, agreement)) = found.min_by_key(|(_, (_, agreement))| *agreement != Agreement::Agrees)?;
    Some(ProjectFigure {
        id: project.id.to_owned(),
        title: project.draft.meta.title.clone(),
        span: Places::new(&project.draft.body).span(figure.span),
        sentence: figure.sentence.clone(),
        value: figure.value.clone(),
        agrees: agreement == Agreement::Agrees,
    })
}

fn row(entry: Entry, places: &Places<'_>, told: &[Told<'_>]) -> LedgerRow {
    let project = project_figure(&entry.parts, told);
    let rung = entry.rung();
    let Entry { place, sentence, parts, change, problem, compared, method, shown, counts, by, at, recorded } = entry;
    LedgerRow {
        span: place.map(|place| places.span(place)),
        sentence,
        metric: parts.metric,
        before: parts.before,
        after: parts.after,
        change,
        problem,
        window: parts.window,
        has_baseline: compared,
        has_method: method.is_some(),
        has_evidence: !parts.evidence.is_empty() || !shown.is_empty(),
        method: method.map_or(parts.method, |method| method.text),
        evidence: parts.evidence,
        shown: shown.into_iter().map(|shown| shown.text).collect(),
        rung,
        counts,
        by,
        at,
        recorded,
        project,
    }
}

/// The form for what is selected, or for the sentence at the caret: the record kept with it, or what it says.
pub fn form(input: &Input<'_>, edition: u32, selected: Utf16Span) -> OutcomeForm {
    let places = Places::new(&input.draft.body);
    let (from, to) = (places.byte(selected.from), places.byte(selected.to));
    let reading = Reading::new(input);
    let found = reading.outcomes().iter().find(|found| found.whole.start <= from && to <= found.whole.end);
    let (span, sentence) = match found {
        Some(found) => (found.whole, found.sentence().to_owned()),
        None => sentence_at(input.document, from, to),
    };
    let record = found.and_then(|found| found.record(&reading)).cloned();
    let record = record.unwrap_or_else(|| outcome_form::parse(&sentence));
    OutcomeForm { edition, span: places.span(span), sentence, composed: composed(&record), record }
}

/// The sentence that holds a place, as a reader sees it; nothing, at that place, where none stands.
fn sentence_at(document: &Document<'_>, from: usize, to: usize) -> (Span, String) {
    let nothing = (Span::new(to, to), String::new());
    let Some((paragraph, at)) = place_in_flow(document, from) else { return nothing };
    let flow = document.flow(paragraph);
    let ranges = sentences(&flow.text);
    let Some(range) = ranges.into_iter().find(|range| range.contains(&at)) else { return nothing };
    let text = flow.text.get(range.clone()).unwrap_or_default();
    (flow.span(range), text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The paragraph of prose or the cell at a byte, and the byte of its flow.
fn place_in_flow(document: &Document<'_>, byte: usize) -> Option<(usize, usize)> {
    let behind = document.runs.partition_point(|run| run.span.start <= byte);
    let run: &Run<'_> = document.runs.get(behind.checked_sub(1)?).filter(|run| byte <= run.span.end)?;
    let runs: Range<usize> = document.paragraphs.get(run.paragraph)?.runs.clone();
    let before: usize = document.runs.get(runs.start..behind - 1)?.iter().map(|run| run.text.len()).sum();
    let exact = run.text.len() == run.span.end - run.span.start;
    let inside = if exact { byte - run.span.start } else { 0 };
    let readable = matches!(run.layer, Layer::Prose | Layer::Cell | Layer::InlineCode | Layer::Heading);
    readable.then_some((run.paragraph, before + inside.min(run.text.len())))
}

/// What a form becomes.
pub fn composed(record: &OutcomeRecord) -> ComposedOutcome {
    let Composed { sentence, record, change, problem, missing } = outcome_form::compose(record);
    let missing = missing.into_iter().map(|part| name(part).to_owned()).collect();
    ComposedOutcome { sentence, record, change, problem, missing }
}

fn name(part: Part) -> &'static str {
    match part {
        Part::Metric => "metric",
        Part::After => "after",
        Part::Before => "before",
        Part::Method => "method",
        Part::Window => "window",
        Part::Evidence => "evidence",
    }
}

/// What becomes of the number at a place; `None` where no number stands.
pub fn number(document: &Document<'_>, at: u32) -> Option<NumberNote> {
    let places = Places::new(document.source);
    let (paragraph, byte) = place_in_flow(document, places.byte(at))?;
    let flow = document.flow(paragraph);
    if let Some((_, code)) = flow.run_at(byte).filter(|(_, run)| is_code(run)) {
        let holds = code.text.bytes().any(|byte| byte.is_ascii_digit());
        let message = "Not counted: stands in code.".to_owned();
        return holds.then(|| NumberNote { span: places.span(code.span), counts: false, message });
    }
    let text = flow.text.replace('\n', " ");
    let range = sentences(&text).into_iter().find(|range| range.contains(&byte))?;
    let note = outcome_detector::explain(text.get(range.clone())?, byte - range.start)?;
    let span = flow.span(range.start + note.span.start..range.start + note.span.end);
    let heading = document.paragraphs.get(paragraph)?.layer == Layer::Heading;
    let hit = note.hit.filter(|hit| hit.score >= ASK && !heading);
    let message = match &hit {
        Some(hit) => format!("Part of a result: {}.", hit.label()),
        None if heading => "Not counted: stands in a heading.".to_owned(),
        None => format!("Not counted: {}.", note.reason),
    };
    Some(NumberNote { span: places.span(span), counts: hit.is_some(), message })
}

/// Code that is no bare quantity.
fn is_code(run: &Run<'_>) -> bool {
    run.layer == Layer::InlineCode && !outcome_detector::is_quantity(&run.text)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::bar::{Profile, Rung};
    use crate::guide::{Evidence, Meta, OutcomeAnswer};
    use crate::vocabulary::sample;

    const BODY: &str = "# T\n\nÄh. Settlement p95 fell from 1.8 s to 240 ms.\nWe measured it with k6 over two weeks.\n\nIt listens on port 5432.\n";
    const SAID: &str = "Settlement p95 fell from 1.8 s to 240 ms.";

    fn with<T>(body: &str, answers: Vec<OutcomeAnswer>, read: impl FnOnce(&Input<'_>) -> T) -> T {
        let draft = Draft { body: body.into(), answers, ..Draft::default() };
        let document = Document::parse(&draft.body);
        let (vocabulary, profile) = (sample(), Profile::usual());
        read(&Input {
            draft: &draft,
            document: &document,
            vocabulary: &vocabulary,
            assets: &[],
            today: "2026-01-01",
            profile,
        })
    }

    fn recorded(sentence: &str, evidence: Vec<Evidence>) -> OutcomeAnswer {
        let record =
            OutcomeRecord { before: "1,800 ms".into(), after: "0.24 s".into(), evidence, ..OutcomeRecord::default() };
        OutcomeAnswer {
            sentence: sentence.into(),
            counts: true,
            by: "Ana".into(),
            at: "2026-01-01T00:00:00Z".into(),
            record: Some(record),
        }
    }

    #[test]
    fn a_row_climbs_by_what_is_told() {
        let row =
            |body: &str, answers: Vec<OutcomeAnswer>| with(body, answers, |input| ledger(input, 3, &[]).rows.remove(0));
        let open = row(BODY, Vec::new());
        assert_eq!(
            (open.metric.as_str(), open.before.as_str(), open.after.as_str()),
            ("Settlement p95", "1.8 s", "240 ms")
        );
        assert_eq!((open.change.as_str(), open.rung, open.counts), ("87 % less", Rung::Explained, None));
        assert_eq!(row("p95 is 240 ms now.\n", Vec::new()).rung, Rung::Stated);
        assert_eq!(row(&format!("{SAID}\n"), Vec::new()).rung, Rung::Compared);
        let link = vec![Evidence::Link { link: "https://example.org/run".into() }];
        let full = row(BODY, vec![recorded(SAID, link)]);
        assert_eq!(
            (full.rung, full.counts, full.by.as_str(), full.recorded),
            (Rung::Evidenced, Some(true), "Ana", true)
        );
        let wrong = row("The bundle shrank by 64 % (412 kB → 222 kB).\n", Vec::new());
        assert_eq!(wrong.problem, "From 412 kB to 222 kB is 46 %; the text says 64 %.");
    }

    #[test]
    fn a_record_follows_its_values_and_waits_without_them() {
        let rows =
            |body: &str| with(body, vec![recorded("As it was.", Vec::new())], |input| ledger(input, 0, &[]).rows);
        let found = rows(BODY);
        assert!(found.len() == 1 && found[0].recorded && found[0].span.is_some());
        let lost = rows("Nothing here.\n");
        assert!(lost.len() == 1 && lost[0].span.is_none() && lost[0].problem.contains("nowhere"));
    }

    #[test]
    fn a_row_shows_what_the_case_study_says_itself() {
        let page = |body: &str| Draft {
            meta: Meta { title: "NestFi".into(), kind: Kind::CaseStudy, ..Meta::default() },
            body: body.into(),
            ..Draft::default()
        };
        let beside = |body: &str| {
            let page = page(body);
            let ledger = with(BODY, Vec::new(), |input| ledger(input, 3, &[Project { id: "n", draft: &page }]));
            assert_eq!(ledger.projects, ["NestFi"]);
            ledger.rows.into_iter().next().and_then(|row| row.project)
        };
        let agreed = beside("Schön. Settlement p95 fell from 1,800 ms to 0.24 s.\n").unwrap();
        assert!(agreed.agrees && agreed.title == "NestFi" && agreed.id == "n");
        assert_eq!(agreed.span.from, 7, "in UTF-16 units");
        let differs = beside("Settlement p95 fell from 1.8 s to 300 ms.\n").unwrap();
        assert_eq!((differs.agrees, differs.value.as_str()), (false, "1.8 s → 300 ms"));
        assert!(beside("Nothing is published about it.\n").is_none());
    }

    #[test]
    fn case_studies_are_those_linked_and_those_declared() {
        let body = "See [NestFi](/case-studies/nestfi/) and [it again](/case-studies/nestfi/#x).\n";
        assert_eq!(with(body, Vec::new(), projects), BTreeSet::from(["nestfi".to_owned()]));
        assert!(with("No link.\n", Vec::new(), projects).is_empty());
    }

    #[test]
    fn the_form_is_filled_from_the_sentence_at_the_caret() {
        with(BODY, Vec::new(), |input| {
            let form = form(input, 1, Utf16Span { from: 20, to: 20 });
            assert_eq!((form.sentence.as_str(), form.record.after.as_str()), (SAID, "240 ms"));
            assert_eq!((form.span.from, form.composed.change.as_str()), (9, "87 % less"));
        });
        with("\n\n", Vec::new(), |input| {
            let form = form(input, 1, Utf16Span { from: 1, to: 1 });
            assert!(form.sentence.is_empty() && form.record.is_empty() && form.span == Utf16Span { from: 1, to: 1 });
        });
    }

    #[test]
    fn a_number_says_why_it_is_not_counted() {
        let note = |body: &str, word: &str| {
            let document = Document::parse(body);
            let at = Places::new(body).utf16(body.find(word).unwrap() + 1);
            number(&document, at).map(|note| (note.counts, note.message))
        };
        assert_eq!(note(BODY, "5432"), Some((false, "Not counted: looks like a port.".into())));
        assert_eq!(
            note(BODY, "240 ms"),
            Some((true, "Part of a result: Settlement p95 · 240 ms · from 1.8 s.".into()))
        );
        assert_eq!(
            note("# p95 fell from 3 s to 2 s\n", "3 s"),
            Some((false, "Not counted: stands in a heading.".into()))
        );
        assert_eq!(
            note("It runs `LIMIT 40 OFFSET 2` there.\n", "40"),
            Some((false, "Not counted: stands in code.".into()))
        );
        assert_eq!(note(BODY, "Settle"), None);
    }

    proptest::proptest! {
        #[test]
        fn any_place_of_any_text_is_survived(body in "(p95 fell |from 3 s |to 2 s|\\. |\n|# |`40`|é|🧰|\\| a \\|\n|[0-9]{2}){0,12}", from in 0u32..80, length in 0u32..9) {
            with(&body, Vec::new(), |input| {
                form(input, 0, Utf16Span { from, to: from + length });
                number(input.document, from);
                ledger(input, 0, &[]);
            });
        }
    }
}
