//! Front matter of plain bundles: the lines that were there, with the fields the library knows.
//!
//! What a reader of the bundle takes for granted – from the place of a page, or its first heading – is not
//! written, so that a file nobody edited comes out as it came in.

use super::Source;
use crate::front_matter::{self, Format, Known, beyond, commented, compose, named, outcomes, patch, read, set, split};
use crate::guide::{Meta, OutcomeAnswer, Status, Waiver};

/// A page on its way into a plain bundle.
pub struct Written<'a> {
    pub source: &'a Source<'a>,
    /// Path below the root of the bundle.
    pub place: &'a str,
    /// The text with its links pointed at the bundle.
    pub body: &'a str,
    /// Marked as a draft.
    pub draft: bool,
}

impl Written<'_> {
    /// The whole file, line ends plain. What reads it back finds the same fields and the same text.
    pub fn whole(&self) -> String {
        let (block, frame) = (self.block(), self.source.frame);
        if frame.is_bare() && block.is_empty() {
            let whole = frame.around(None, self.body);
            if matches!(split(&whole).format, Format::None | Format::Unclosed) {
                return whole;
            }
        }
        frame.around(Some(&block), self.body)
    }

    /// What stands between the fences. A block that cannot hold what must be said becomes comments.
    fn block(&self) -> String {
        let raw = self.source.front_matter;
        let block = self.said(self.fields());
        if block == raw || read(&block).readable { block } else { self.said(self.anew()) }
    }

    /// Only the fields that differ are written anew.
    fn fields(&self) -> String {
        let (raw, known) = (self.source.front_matter, read(self.source.front_matter));
        if raw.trim().is_empty() && self.source.frame.fences.is_none() {
            return compose(&self.source.draft.meta);
        }
        let there = self.named(&known);
        let mut meta = self.source.draft.meta.clone();
        if meta.title.is_empty() && known.meta.title.is_empty() {
            // A page without a title is called what its reader calls it.
            meta.title.clone_from(&there.title);
        }
        let block = match raw.trim() {
            "" => raw.to_owned() + &beyond(&there, &meta),
            _ => patch(raw, &there, &meta),
        };
        let wanted = self.named(&Known { kind: Some(meta.kind), meta, ..Known::default() });
        if self.named(&read(&block)) == wanted && !has_fence(&block) { block } else { self.anew() }
    }

    /// All fields; what was there as comments below them.
    fn anew(&self) -> String {
        let (raw, fields) = (self.source.front_matter, compose(&self.source.draft.meta));
        match raw.trim() {
            "" => fields,
            _ => fields + &commented(raw, "Kept from the file; it could not be changed in place:"),
        }
    }

    /// The fields a reader of the bundle finds in a page whose block says this.
    fn named(&self, known: &Known) -> Meta {
        named(self.place, self.body, known)
    }

    /// With everything that is no field of the guide.
    fn said(&self, block: String) -> String {
        let draft = &self.source.draft;
        let block = status(waivers(answers(block, &draft.answers), &draft.waivers), self.source);
        let word = if self.draft { "true" } else { "false" };
        match front_matter::word(&block, "draft") {
            None if !self.draft => block,
            Some(there) if there == word => block,
            _ => set(&block, "draft", word),
        }
    }
}

/// A line that would end the block early.
fn has_fence(block: &str) -> bool {
    block.lines().any(|line| matches!(line.trim_end(), "---" | "..."))
}

/// What a writer said about sentences travels with the guide, in any order. Where the file names no time, the time
/// of the import is the library's own.
fn answers(block: String, answers: &[OutcomeAnswer]) -> String {
    let sorted = |mut answers: Vec<OutcomeAnswer>| {
        answers.sort_by(|a, b| a.sentence.cmp(&b.sentence));
        answers
    };
    let answers = sorted(answers.to_vec());
    let mut there = sorted(read(&block).answers);
    there.iter_mut().zip(&answers).for_each(|(there, answer)| undated(&mut there.at, &answer.at));
    if there == answers {
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
    let mut there = sorted(read(&block).waivers);
    there.iter_mut().zip(&waivers).for_each(|(there, waiver)| undated(&mut there.at, &waiver.at));
    if there == waivers {
        return block;
    }
    set(&block, "waivers", &front_matter::waivers(&waivers))
}

fn undated(there: &mut String, here: &str) {
    if there.is_empty() {
        here.clone_into(there);
    }
}

/// Named when a reader would take another one for granted.
fn status(block: String, source: &Source<'_>) -> String {
    let granted = if source.draft.meta.kind.is_guide() { Status::Draft } else { Status::Approved };
    if read(&block).status.unwrap_or(granted) == source.status {
        return block;
    }
    set(&block, "status", source.status.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guide::{Draft, Kind};
    use crate::text::Frame;

    /// A page below `guides/a/`, without text.
    fn page(raw: &str, draft: &Draft, status: Status, as_draft: bool) -> String {
        let (outcomes, assets, frame) = (Vec::new(), Vec::new(), &Frame::default());
        let (id, words, read_minutes) = ("a", 0, 1);
        let source = Source { id, status, draft, front_matter: raw, frame, assets, outcomes, words, read_minutes };
        Written { source: &source, place: "guides/a/index.md", body: &draft.body, draft: as_draft }.whole()
    }

    fn written(raw: &str, meta: Meta, status: Status, draft: bool) -> String {
        page(raw, &Draft { meta, ..Draft::default() }, status, draft)
    }

    /// The fields as they come in from the same place.
    fn read_in(raw: &str) -> Meta {
        named("guides/a/index.md", "", &read(raw))
    }

    #[test]
    fn keeps_every_line_that_still_holds() {
        let raw = "# mine\ntitle:   'A'\nx: {y: [1]}\ntags: [a,  b]\n";
        let meta = read_in(raw);
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
            let meta = Meta { title: "A".into(), slug: "a".into(), ..Meta::default() };
            let text = Draft { meta, answers: said.clone(), ..Draft::default() };
            let block = page(raw, &text, Status::Draft, false);
            assert_eq!(read(split(&block).raw).answers, said, "{block}");
            assert!(!raw.contains("x: 1") || block.contains("\nx: 1\n"), "{block}");
        }
    }

    #[test]
    fn a_draft_that_is_one_no_more_says_so() {
        let raw = "title: A\ndraft: true\n";
        assert_eq!(
            written(raw, read_in(raw), Status::Approved, false),
            "---\ntitle: A\ndraft: false\nstatus: approved\n---\n"
        );
    }

    #[test]
    fn a_title_that_was_taken_away_goes_with_its_line() {
        let raw = "title: A\nx: 1\n";
        let untitled = Meta { title: String::new(), ..read_in(raw) };
        assert_eq!(written(raw, untitled.clone(), Status::Draft, false), "---\nx: 1\n---\n");
        assert_eq!(written("x: 1\n", untitled, Status::Draft, false), "---\nx: 1\n---\n");
    }

    #[test]
    fn what_cannot_be_changed_in_place_is_kept_as_comments() {
        let meta = Meta { title: "A b".into(), slug: "a".into(), kind: Kind::StackItem, ..Meta::default() };
        for raw in ["{title: B, x: 1}\n", "title: [\n", "\"ti\\x74le\": B\n", "? title\n: B\n"] {
            let block = written(raw, meta.clone(), Status::Approved, false);
            let inside = block.trim_start_matches("---\n").trim_end_matches("---\n");
            assert_eq!(read_in(inside), meta, "{raw}: {block}");
        }
    }

    proptest::proptest! {
        #[test]
        fn reads_back_the_same(raw in "([a-z]{1,5}: ?[\\PC]{0,8}\\n|[ -~]{0,12}\\n|title: x\\n|tags:\\n- a\\n){0,5}", title in "[!-~é—][ -~é—]{0,19}") {
            let meta = Meta { title: title.split_whitespace().collect::<Vec<_>>().join(" "), slug: "a".into(), ..Meta::default() };
            let block = written(&raw, meta.clone(), Status::Draft, true);
            let split = split(&block);
            let back = read_in(split.raw);
            proptest::prop_assert_eq!((back.title, back.slug, split.body), (meta.title, meta.slug, ""));
        }
    }
}
