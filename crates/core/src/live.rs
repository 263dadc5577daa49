//! The open guide: text, parse, preview and checklist under one edition.
//!
//! No disk, no clock: the library hands in what is needed and stores what comes out.

use std::sync::Arc;

use crate::bar::{self, Input, Profile};
use crate::checklist::{checklist, mentions};
use crate::guide::Draft;
use crate::markdown::{Document, Heading};
use crate::render::{RenderedBlock, Renderer, preview_id};
use crate::text::{self, Change, Places};
use crate::view::{Checklist, Html, Live, Mentions, OutlineItem, Patch};
use crate::vocabulary::Vocabulary;
use crate::{Error, ErrorCode, Result};

/// What surrounds the open text.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    pub vocabulary: Arc<Vocabulary>,
    pub profile: Arc<Profile>,
    /// Assets of this guide: path as the text names it, size in bytes.
    pub assets: Vec<(String, u64)>,
    /// `YYYY-MM-DD`.
    pub today: String,
    pub reviewed_before: bool,
}

/// A guide on the desk.
#[derive(Debug)]
pub struct OpenText {
    pub id: String,
    pub draft: Draft,
    pub edition: u32,
    /// Where the writer's caret was with the last change, UTF-16; what is near comes first.
    pub caret: Option<u32>,
    renderer: Renderer,
    /// The blocks the screen has: hash and line.
    shown: Vec<Shown>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shown {
    hash: u64,
    line: u32,
}

impl OpenText {
    pub fn new(id: &str, draft: Draft) -> Self {
        Self { id: id.to_owned(), draft, edition: 0, caret: None, renderer: Renderer::new(id), shown: Vec::new() }
    }

    /// Applies changes (each in coordinates of the text before all of them, ascending, disjoint) and
    /// answers with what follows. `edition` must be one above the last, else `Conflict`; changes that
    /// do not fit the text are `Invalid`. Either way nothing is changed.
    pub fn edit(&mut self, edition: u32, changes: &[Change], around: &Surroundings) -> Result<Live> {
        if edition != self.edition.wrapping_add(1) {
            let message = "The window and the library hold different editions of this text. Nothing was changed; open the guide again.";
            return Err(Error::new(ErrorCode::Conflict, message));
        }
        text::apply(&mut self.draft.body, changes)?;
        self.edition = edition;
        Ok(self.refresh(around, false))
    }

    /// Everything anew: for opening, and after fields, answers or the vocabulary changed. The patch
    /// replaces all blocks when `whole`, else only what differs from the last answer.
    pub fn refresh(&mut self, around: &Surroundings, whole: bool) -> Live {
        let document = Document::parse(&self.draft.body);
        let rendered = self.renderer.render(&document);
        let now: Vec<Shown> =
            rendered.blocks.iter().map(|block| Shown { hash: block.hash, line: block.line }).collect();
        let before = std::mem::replace(&mut self.shown, now);
        Live {
            edition: self.edition,
            patch: patch(&before, &self.shown, &rendered.blocks, whole),
            checklist: judge(&self.draft, &document, around, self.caret),
            outline: outline(&document),
            counts: document.counts(&around.profile.pace()),
            notice: rendered.notice.unwrap_or_default(),
        }
    }

    /// Pages that the text names and never links.
    pub fn mentions(&self, around: &Surroundings) -> Mentions {
        let document = Document::parse(&self.draft.body);
        let found = bar::unlinked(&input(&self.draft, &document, around));
        Mentions { edition: self.edition, mentions: mentions(&found, &self.draft.body) }
    }

    /// Address behind the n-th link of the last rendering.
    pub fn link(&self, n: usize) -> Option<&str> {
        self.renderer.link(n)
    }
}

fn judge(draft: &Draft, document: &Document<'_>, around: &Surroundings, caret: Option<u32>) -> Checklist {
    checklist(&bar::check(&input(draft, document, around)), &draft.body, around.reviewed_before, caret)
}

/// What rules read.
pub fn input<'a>(draft: &'a Draft, document: &'a Document<'a>, around: &'a Surroundings) -> Input<'a> {
    Input {
        draft,
        document,
        vocabulary: &around.vocabulary,
        assets: &around.assets,
        today: &around.today,
        profile: &around.profile,
    }
}

/// Top-level headings, for the outline.
fn outline(document: &Document<'_>) -> Vec<OutlineItem> {
    let places = Places::new(document.source);
    let sections = &document.words().sections;
    let item = |(index, heading): (usize, &Heading)| OutlineItem {
        level: heading.level.into(),
        text: heading.text.clone(),
        at: places.utf16(heading.span.start),
        id: preview_id(&heading.id),
        words: sections.get(index).map_or(0, |tally| tally.words()),
    };
    document.headings.iter().enumerate().filter(|(_, heading)| heading.top_level).map(item).collect()
}

/// What turns the blocks before into the blocks now. Blocks behind the change may have moved, all by
/// the same number of lines.
fn patch(before: &[Shown], now: &[Shown], blocks: &[RenderedBlock], whole: bool) -> Patch {
    let shift = match (before.last(), now.last()) {
        (Some(before), Some(now)) => i64::from(now.line) - i64::from(before.line),
        _ => 0,
    };
    let moved = |(before, now): &(&Shown, &Shown)| {
        before.hash == now.hash && i64::from(before.line) + shift == i64::from(now.line)
    };
    let same = if whole { 0 } else { before.iter().zip(now).take_while(|(before, now)| before == now).count() };
    let rest = (before.len() - same).min(now.len() - same);
    let kept = if whole { 0 } else { before.iter().rev().zip(now.iter().rev()).take(rest).take_while(moved).count() };
    let inserted = &blocks[same..blocks.len() - kept];
    Patch {
        from: same as u32,
        removed: (before.len() - same - kept) as u32,
        inserted: inserted.iter().map(|block| Html { html: block.html.to_string(), line: block.line }).collect(),
        line_shift: if kept == 0 { 0 } else { shift as i32 },
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn open(body: &str) -> OpenText {
        OpenText::new("id", Draft { body: body.into(), ..Draft::default() })
    }

    fn change(from: u32, to: u32, insert: &str) -> Change {
        Change { from, to, insert: insert.into() }
    }

    /// What a screen does with a patch: a splice, which takes no more than there is.
    fn apply(screen: &mut Vec<Html>, patch: Patch) {
        let from = patch.from as usize;
        let removed = (patch.removed as usize).min(screen.len() - from);
        let behind = from + patch.inserted.len();
        screen.splice(from..from + removed, patch.inserted);
        for block in &mut screen[behind..] {
            block.line = block.line.checked_add_signed(patch.line_shift).unwrap();
        }
    }

    fn plain(screen: &[Html]) -> Vec<(String, u32)> {
        screen.iter().map(|block| (block.html.clone(), block.line)).collect()
    }

    /// All HTML with numbers of links replaced by their addresses.
    fn resolved(text: &OpenText, screen: &[Html]) -> String {
        let html: String = screen.iter().map(|block| format!("{}: {}\n", block.line, block.html)).collect();
        let mut parts = html.split("guide-link://localhost/");
        let mut out = parts.next().unwrap().to_owned();
        for part in parts {
            let (number, rest) = part.split_once('"').unwrap();
            out += &format!("{}\"{rest}", text.link(number.parse().unwrap()).unwrap());
        }
        out
    }

    #[test]
    fn a_key_in_one_paragraph_sends_one_block() {
        let around = Surroundings::default();
        let mut text = open("# One\n\ntwo\n\nthree\n");
        let whole = text.refresh(&around, true);
        assert_eq!((whole.patch.from, whole.patch.removed, whole.patch.inserted.len()), (0, 0, 3));
        let live = text.edit(1, &[change(10, 10, " and a half")], &around).unwrap();
        assert_eq!((live.patch.from, live.patch.removed, live.patch.inserted.len()), (1, 1, 1));
        assert_eq!(live.patch.inserted[0].html.trim(), "<p>two and a half</p>");
        let live = text.edit(2, &[change(0, 0, "\n\n")], &around).unwrap();
        assert_eq!(
            (live.patch.from, live.patch.removed, live.patch.inserted.len(), live.patch.line_shift),
            (0, 0, 0, 2)
        );
    }

    #[test]
    fn an_edition_out_of_turn_changes_nothing() {
        let around = Surroundings::default();
        let mut text = open("abc");
        assert_eq!(text.edit(2, &[change(0, 1, "")], &around).unwrap_err().code, ErrorCode::Conflict);
        assert_eq!(text.edit(1, &[change(0, 9, "")], &around).unwrap_err().code, ErrorCode::Invalid);
        assert_eq!((text.draft.body.as_str(), text.edition), ("abc", 0));
    }

    #[test]
    fn the_outline_counts_in_utf16_and_names_places_of_the_preview() {
        let live = open("🧰 漢\n\n# T\n\n## A b\n\none two\n\n> # quoted\n").refresh(&Surroundings::default(), true);
        let items: Vec<(u32, &str, u32, &str, u32)> = live
            .outline
            .iter()
            .map(|item| (item.level, item.text.as_str(), item.at, item.id.as_str(), item.words))
            .collect();
        assert_eq!(items, [(1, "T", 6, "g-t", 0), (2, "A b", 11, "g-a-b", 5)]);
    }

    #[test]
    fn links_are_found_by_their_number() {
        let mut text = open("[a](/x) [b](#y)");
        let html = text.refresh(&Surroundings::default(), true).patch.inserted[0].html.clone();
        assert!(html.contains("guide-link://localhost/1"));
        assert_eq!((text.link(0), text.link(1), text.link(2)), (Some("/x"), Some("#y"), None));
    }

    fn pieces() -> impl Strategy<Value = String> {
        let parts = [
            "a",
            "é🧰",
            "\n",
            "\n\n",
            "# h\n",
            "- x\n",
            "> q\n",
            "```rs\nfn x\n```\n",
            "[^1]",
            "[^1]: n\n",
            "[r]",
            "[r]: /u\n",
            "[l](/p)",
            "<details>\n\n",
            "</details>\n\n",
            "| a |\n|--|\n| b |\n",
            "<b>",
            "<!--",
            "-->",
            "![i](p.png)",
            "- [ ] t\n",
            "***",
            "=\n",
        ];
        proptest::collection::vec(proptest::sample::select(parts.to_vec()), 0..14).prop_map(|parts| parts.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn patches_lead_to_what_a_fresh_rendering_shows(body in pieces(), edits in proptest::collection::vec((any::<u32>(), 0u32..8, pieces()), 1..6)) {
            let around = Surroundings::default();
            let mut text = open(&body);
            let mut screen = Vec::new();
            apply(&mut screen, text.refresh(&around, true).patch);
            for (number, (at, length, insert)) in edits.into_iter().enumerate() {
                let all = Places::new(&text.draft.body).length();
                let from = at % (all + 1);
                let live = text.edit(number as u32 + 1, &[change(from, (from + length).min(all), &insert)], &around).unwrap();
                apply(&mut screen, live.patch);
                let mut fresh = Vec::new();
                apply(&mut fresh, text.refresh(&around, true).patch);
                prop_assert_eq!(plain(&screen), plain(&fresh));
                let mut other = open(&text.draft.body);
                let anew = other.refresh(&around, true);
                prop_assert_eq!(resolved(&other, &anew.patch.inserted), resolved(&text, &screen));
                prop_assert_eq!(anew.counts, live.counts);
            }
        }
    }
}
