//! Front matter of plain bundles: the lines that were there, with the fields the library knows.

use super::Source;
use crate::front_matter::{self, commented, compose, outcomes, patch, read, set};
use crate::guide::{Meta, OutcomeAnswer, Status, Waiver};

/// The block with its fences. What reads it back finds the same fields.
pub fn plain(source: &Source<'_>, draft: bool) -> String {
    let block = fields(source.front_matter, &source.draft.meta);
    let block = answers(block, &source.draft.answers);
    let block = status(waivers(block, &source.draft.waivers), source);
    let block =
        if draft || says_draft(&block) { set(&block, "draft", if draft { "true" } else { "false" }) } else { block };
    format!("---\n{block}---\n")
}

/// Only the fields that differ are written anew; a block that resists becomes comments.
fn fields(raw: &str, meta: &Meta) -> String {
    if raw.trim().is_empty() {
        return compose(meta);
    }
    let block = patch(raw, &read(raw).meta, meta);
    if read(&block).meta == *meta && !has_fence(&block) {
        return block;
    }
    compose(meta) + &commented(raw, "Kept from the file; it could not be changed in place:")
}

/// A block and the text below it, one blank line between them: as most files have it.
pub fn above(block: String, body: &str) -> String {
    let blank: usize = body.split_inclusive('\n').take_while(|line| line.trim().is_empty()).map(str::len).sum();
    match &body[blank..] {
        "" => block,
        text => block + "\n" + text,
    }
}

/// A line that would end the block early.
fn has_fence(block: &str) -> bool {
    block.lines().any(|line| matches!(line.trim_end(), "---" | "..."))
}

/// What a writer said about sentences travels with the guide, in any order.
fn answers(block: String, answers: &[OutcomeAnswer]) -> String {
    let sorted = |mut answers: Vec<OutcomeAnswer>| {
        answers.sort_by(|a, b| a.sentence.cmp(&b.sentence));
        answers
    };
    let answers = sorted(answers.to_vec());
    if sorted(read(&block).answers) == answers {
        return block;
    }
    set(&block, "outcomes", &outcomes(&answers))
}

/// What was set aside travels with the guide, in any order.
fn waivers(block: String, waivers: &[Waiver]) -> String {
    let sorted = |mut waivers: Vec<Waiver>| {
        waivers.sort_by_key(Waiver::id);
        waivers
    };
    let waivers = sorted(waivers.to_vec());
    if sorted(read(&block).waivers) == waivers {
        return block;
    }
    set(&block, "waivers", &front_matter::waivers(&waivers))
}

/// Named when a reader would take another one for granted.
fn status(block: String, source: &Source<'_>) -> String {
    let granted = if source.draft.meta.kind.is_guide() { Status::Draft } else { Status::Approved };
    if read(&block).status.unwrap_or(granted) == source.status {
        return block;
    }
    set(&block, "status", source.status.as_str())
}

fn says_draft(block: &str) -> bool {
    block.lines().any(|line| line.split(':').next().is_some_and(|key| key.trim_end() == "draft"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guide::{Draft, Kind};

    fn written(raw: &str, meta: Meta, status: Status, draft: bool) -> String {
        let text = Draft { meta, ..Draft::default() };
        let (outcomes, assets) = (Vec::new(), Vec::new());
        plain(
            &Source { id: "a", status, draft: &text, front_matter: raw, assets, outcomes, words: 0, read_minutes: 1 },
            draft,
        )
    }

    #[test]
    fn keeps_every_line_that_still_holds() {
        let raw = "# mine\ntitle:   'A'\nx: {y: [1]}\ntags: [a,  b]\n";
        let meta = read(raw).meta;
        assert_eq!(written(raw, meta.clone(), Status::Draft, false), format!("---\n{raw}---\n"));
        let changed = Meta { title: "B: c".into(), ..meta };
        let expected = raw.replace("'A'", "'B: c'");
        assert_eq!(
            written(raw, changed, Status::Approved, true),
            format!("---\n{expected}status: approved\ndraft: true\n---\n")
        );
    }

    #[test]
    fn answers_travel_with_the_guide() {
        let answer = |sentence: &str, counts| OutcomeAnswer {
            sentence: sentence.into(),
            counts,
            by: "Ana: \"A\"".into(),
            at: "2026-01-01T00:00:00Z".into(),
            record: None,
        };
        let said = vec![answer("It's 3 %.", false), answer("p95 fell, from 1.8 s to \"240 ms\": {x} #1", true)];
        for raw in ["title: A\n", "title: A\noutcomes:\n  - sentence: Old\n    counts: true\nx: 1\n", ""] {
            let meta = Meta { title: "A".into(), ..Meta::default() };
            let text = Draft { meta, answers: said.clone(), ..Draft::default() };
            let (outcomes, assets) = (Vec::new(), Vec::new());
            let source = Source {
                id: "a",
                status: Status::Draft,
                draft: &text,
                front_matter: raw,
                assets,
                outcomes,
                words: 0,
                read_minutes: 1,
            };
            let block = plain(&source, false);
            assert_eq!(read(front_matter::split(&block).raw).answers, said, "{block}");
            assert!(!raw.contains("x: 1") || block.contains("\nx: 1\n"), "{block}");
        }
    }

    #[test]
    fn one_blank_line_parts_block_and_text() {
        for body in ["Text\n", "\nText\n", "\n \n\nText\n"] {
            assert_eq!(above("---\n---\n".into(), body), "---\n---\n\nText\n");
        }
        assert_eq!(above("---\n".into(), "    code"), "---\n\n    code");
        assert_eq!((above("---\n".into(), "\n\n"), above("---\n".into(), "")), ("---\n".into(), "---\n".into()));
    }

    #[test]
    fn a_draft_that_is_one_no_more_says_so() {
        let raw = "title: A\ndraft: true\n";
        assert_eq!(
            written(raw, read(raw).meta, Status::Approved, false),
            "---\ntitle: A\ndraft: false\nstatus: approved\n---\n"
        );
    }

    #[test]
    fn what_cannot_be_changed_in_place_is_kept_as_comments() {
        let meta = Meta { title: "A".into(), slug: "a".into(), kind: Kind::StackItem, ..Meta::default() };
        for raw in ["{title: B, x: 1}\n", "title: [\n", "\"ti\\x74le\": B\n", "? title\n: B\n"] {
            let block = written(raw, meta.clone(), Status::Approved, false);
            let inside = block.trim_start_matches("---\n").trim_end_matches("---\n");
            assert_eq!(read(inside).meta, meta, "{raw}: {block}");
        }
    }

    proptest::proptest! {
        #[test]
        fn reads_back_the_same(raw in "([a-z]{1,5}: ?[\\PC]{0,8}\\n|[ -~]{0,12}\\n|title: x\\n|tags:\\n- a\\n){0,5}", title in "[ -~é—]{1,20}") {
            let meta = Meta { title: title.split_whitespace().collect::<Vec<_>>().join(" "), slug: "a".into(), ..Meta::default() };
            let block = written(&raw, meta.clone(), Status::Draft, true);
            let split = front_matter::split(&block);
            let back = read(split.raw);
            proptest::prop_assert_eq!((back.meta.title, back.meta.slug, split.body), (meta.title, meta.slug, ""));
        }
    }
}
