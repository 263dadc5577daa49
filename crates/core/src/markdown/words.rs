//! How many words a text has and how long it takes to read. One number everywhere.
//!
//! Counted on the parse, never on raw lines: code blocks, alternative text, comments and link
//! destinations do not count; a code span or a bare address counts as one word.

use serde::Serialize;
use specta::Type;

use super::tally::{Counter, Tally};
use super::{Document, Layer, Pace, Paragraph};

/// Words by layer, by paragraph and by section.
#[derive(Debug, Default)]
pub struct Words {
    pub prose: Tally,
    pub headings: Tally,
    pub cells: Tally,
    /// Not in the total: code blocks, and alternative texts.
    pub code: Tally,
    pub alt: Tally,
    /// One per `Document::paragraphs`; main titles hold 0.
    pub paragraphs: Vec<Tally>,
    /// Before the first heading.
    pub introduction: Tally,
    /// One per `Document::headings`: its own words and what follows, without subsections.
    pub sections: Vec<Tally>,
}

/// What the status line shows: words by layer, what was not counted, and the read time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Counts {
    pub words: u32,
    pub prose_words: u32,
    pub heading_words: u32,
    pub cell_words: u32,
    pub code_words: u32,
    pub alt_words: u32,
    pub read_minutes: u32,
}

impl Words {
    /// Body words, what the bar measures.
    pub fn body(&self) -> Tally {
        self.prose + self.headings + self.cells
    }
}

impl Document<'_> {
    /// Word counts; computed once per parse.
    pub fn words(&self) -> &Words {
        self.words.get_or_init(|| count(self))
    }

    /// "N min read", at least 1.
    pub fn read_minutes(&self, pace: &Pace) -> u32 {
        let seconds = pace.text(self.words().body()) + pace.code(&self.code) + pace.images(self.images.len());
        ((seconds / 60.0).round() as u32).max(1)
    }

    /// What the status line shows.
    pub fn counts(&self, pace: &Pace) -> Counts {
        let words = self.words();
        Counts {
            words: words.body().words(),
            prose_words: words.prose.words(),
            heading_words: words.headings.words(),
            cell_words: words.cells.words(),
            code_words: words.code.words(),
            alt_words: words.alt.words(),
            read_minutes: self.read_minutes(pace),
        }
    }
}

fn count(document: &Document<'_>) -> Words {
    let mut words = Words { sections: vec![Tally::default(); document.headings.len()], ..Words::default() };
    for paragraph in &document.paragraphs {
        let tally = if is_title(document, paragraph) { Tally::default() } else { paragraph_tally(document, paragraph) };
        *match paragraph.layer {
            Layer::Heading => &mut words.headings,
            Layer::Cell => &mut words.cells,
            Layer::Prose | Layer::InlineCode => &mut words.prose,
        } += tally;
        let section = paragraph.section.and_then(|index| words.sections.get_mut(index));
        *section.unwrap_or(&mut words.introduction) += tally;
        words.paragraphs.push(tally);
    }
    words.code = document.code.iter().map(|code| Tally::of(&code.text)).sum();
    words.alt = document.images.iter().map(|image| Tally::of(&image.alt)).sum();
    words
}

/// A main title is no body text.
fn is_title(document: &Document<'_>, paragraph: &Paragraph) -> bool {
    let own = |index: usize| document.headings.get(index).filter(|heading| heading.span == paragraph.span);
    paragraph.layer == Layer::Heading && paragraph.section.and_then(own).is_some_and(|heading| heading.level == 1)
}

fn paragraph_tally(document: &Document<'_>, paragraph: &Paragraph) -> Tally {
    let mut counter = Counter::default();
    let mut address = None;
    for run in document.runs.get(paragraph.runs.clone()).unwrap_or_default() {
        let link = run.link.filter(|&index| document.links.get(index).is_some_and(|link| link.autolink));
        match (run.layer, link) {
            (Layer::InlineCode, _) => counter.one(),
            (_, Some(_)) if link == address => {}
            (_, Some(_)) => counter.one(),
            _ => counter.text(&run.text),
        }
        address = link;
    }
    counter.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "# Staying correct\n\n\
        We moved the ledger to *append-only* rows, `balance()` became a view, and nothing is lost now.\n\n\
        ## What it cost us in speed\n\n\
        | Step | Before |\n|---|---|\n| p95 read | 1.8 s |\n| write | 3 ms |\n\n\
        - one item\n- two\n\n```sql\nselect 1;\nselect 2;\nselect 3;\n```\n\n\
        ![Alternative text is free](x.png)\n\n<!-- a note to myself -->\n";

    fn words(text: &str) -> u32 {
        Document::parse(text).counts(&Pace::default()).words
    }

    #[test]
    fn worked_examples() {
        assert_eq!(words("It's a real-time, end-to-end flow — p95 fell from 1.8 s to 240 ms."), 13);
        assert_eq!(words("Call `redis.publish(channel, msg)` and read https://redis.io/docs/pubsub."), 5);
        assert_eq!(words("Node.js 20 + NestJS/Fastify: 3,500 events/s (±2 %)."), 6);
        assert_eq!(words("e.g. and/or vs. 24/7 1:1"), 5);
        assert_eq!(words("实时协作需要可靠的消息传递。"), 7);
        assert_eq!(words("リアルタイム通信にSocket.ioを使う"), 7);
        assert_eq!(words("การสื่อสารแบบเรียลไทม์"), 7);
        assert_eq!(words("실시간 협업은 신뢰할 수 있는 메시지 전달이 필요합니다."), 8);
        assert_eq!(words("🚀 🚀 → • *"), 0);
    }

    #[test]
    fn a_small_guide_of_every_layer() {
        let counts = Document::parse(SAMPLE).counts(&Pace::default());
        assert_eq!((counts.prose_words, counts.heading_words, counts.cell_words), (19, 6, 9));
        assert_eq!((counts.words, counts.code_words, counts.alt_words, counts.read_minutes), (34, 6, 4, 1));
    }

    #[test]
    fn words_go_on_across_marks_but_not_across_breaks() {
        assert_eq!(words("**bold**ness and snake\\_case<br>next\nline"), 5);
        assert_eq!(words("`GET`/`POST` or `Map`s"), 4);
        assert_eq!(words("- a\n- b\n\n| c | d |\n|---|---|\n"), 4);
        assert_eq!(words("see [the long text](https://a.b/c) and <https://x.y/a–b>"), 6);
        assert_eq!(words("a[^1] b\n\n[^1]: note <!-- not this --> <kbd>Esc</kbd>"), 4);
    }

    #[test]
    fn half_words_are_rounded_once_for_the_guide() {
        assert_eq!(words("实时协作需要可靠的消息传递。\n\n实时协作需要可靠的消息传递。"), 13);
    }

    #[test]
    fn sections_add_up_to_the_body() {
        let document = Document::parse("# T\n\nin tro\n\n## A b\n\nc d e\n\n### F\n\ng\n\n## H\n");
        let words = document.words();
        assert_eq!(words.introduction.words(), 0);
        let sections: Vec<u32> = words.sections.iter().map(|tally| tally.words()).collect();
        assert_eq!(sections, [2, 5, 2, 1]);
        assert_eq!(document.counts(&Pace::default()).words, 10);
    }

    fn minutes(words: usize, blocks: &[usize], images: usize) -> u32 {
        let code: String = blocks.iter().map(|lines| format!("\n```\n{}```\n", "x\n".repeat(*lines))).collect();
        let text = format!("{}\n{code}\n{}", "word ".repeat(words), "![](a.png)\n\n".repeat(images));
        Document::parse(&text).read_minutes(&Pace::default())
    }

    #[test]
    fn read_times_of_the_table() {
        assert_eq!(minutes(800, &[], 0), 3);
        assert_eq!(minutes(1_000, &[12, 20], 1), 5);
        assert_eq!(minutes(1_600, &[18, 25, 30, 14, 22], 3), 10);
        assert_eq!(minutes(1_600, &[], 3), 7);
        assert_eq!(minutes(1_450, &[120], 0), 8);
        assert_eq!(minutes(1_300, &[], 14), 7);
        assert_eq!(Document::parse(&"字".repeat(4_000)).read_minutes(&Pace::default()), 8);
        assert_eq!(minutes(0, &[], 0), 1);
    }

    #[test]
    fn a_publication_may_read_at_its_own_pace() {
        let text = format!("{}\n\n```\n{}```\n\n![](a.png)\n", "word ".repeat(1_000), "x\n".repeat(60));
        let minutes = |pace: Pace| Document::parse(&text).read_minutes(&pace);
        assert_eq!(minutes(Pace::default()), 6);
        assert_eq!(minutes(Pace { words_per_minute: 100.0, ..Pace::default() }), 11);
        assert_eq!(minutes(Pace { code_line_seconds: 6.0, code_lines: 60.0, ..Pace::default() }), 10);
        assert_eq!(minutes(Pace { image_seconds: 200.0, ..Pace::default() }), 9);
        assert_eq!(minutes(Pace { words_per_minute: 0.0, ..Pace::default() }), 1_001);
    }
}
