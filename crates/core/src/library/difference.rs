//! Two versions → lines with the changed words marked. Pure.
//!
//! Lines that were only reworded show as one line holding both; unchanged stretches fold away.

use similar::{ChangeTag, DiffOp, TextDiff};

use crate::guide::Meta;
use crate::view::{DiffKind, DiffLine, DiffWord, Difference, FieldChange};

/// Unchanged lines shown around a change.
const CONTEXT: usize = 3;
/// Below this share of common words, two lines are two lines and not one reworded.
const ALIKE: f32 = 0.35;
/// A reworded line is looked for among this many old lines.
const NEAR: usize = 100;

/// What changed from one version (fields and body) to the other. `from` and `to` are left 0 and
/// the verdicts open.
pub(super) fn difference(before: (&Meta, &str), after: (&Meta, &str)) -> Difference {
    let diff = TextDiff::from_lines(before.1, after.1);
    let lines = Lines { old: before.1.split_inclusive('\n').collect(), new: after.1.split_inclusive('\n').collect() };
    let mut out = Vec::new();
    for op in diff.ops() {
        lines.write(op, &mut out);
    }
    let (words_added, words_removed) = counted(&out);
    Difference {
        from: 0,
        to: 0,
        places: places(&out),
        lines: folded(out),
        words_added,
        words_removed,
        fields: fields(before.0, after.0),
        verdicts: None,
    }
}

/// Words added and removed between two texts. Looks only at what lies between their common start and
/// end: a save changes little of a long text.
pub(super) fn words_changed(before: &str, after: &str) -> (u32, u32) {
    let (before, after) = middles(before, after);
    let diff = TextDiff::from_words(before, after);
    let (mut added, mut removed) = (0, 0);
    for change in diff.iter_all_changes().filter(|change| is_word(change.value())) {
        match change.tag() {
            ChangeTag::Insert => added += 1,
            ChangeTag::Delete => removed += 1,
            ChangeTag::Equal => {}
        }
    }
    (added, removed)
}

/// Both texts without what they share at either end, cut between words.
fn middles<'t>(before: &'t str, after: &'t str) -> (&'t str, &'t str) {
    let space = |byte: &u8| byte.is_ascii_whitespace();
    let same = before.bytes().zip(after.bytes()).take_while(|(a, b)| a == b).count();
    let start = before.as_bytes()[..same].iter().rposition(space).map_or(0, |at| at + 1);
    let (before, after) = (&before[start..], &after[start..]);
    let same = before.bytes().rev().zip(after.bytes().rev()).take_while(|(a, b)| a == b).count();
    let shared = &before.as_bytes()[before.len() - same..];
    let end = shared.iter().position(space).map_or(0, |at| same - at);
    (&before[..before.len() - end], &after[..after.len() - end])
}

fn is_word(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// Both sides, cut into lines with their ends.
struct Lines<'t> {
    old: Vec<&'t str>,
    new: Vec<&'t str>,
}

impl Lines<'_> {
    fn write(&self, op: &DiffOp, out: &mut Vec<DiffLine>) {
        let (old, new) = (op.old_range(), op.new_range());
        match op {
            DiffOp::Equal { .. } => out.extend(new.map(|at| self.plain(DiffKind::Same, at))),
            DiffOp::Insert { .. } => out.extend(new.map(|at| self.plain(DiffKind::Added, at))),
            DiffOp::Delete { .. } => out.extend(old.map(|at| self.plain(DiffKind::Removed, at))),
            DiffOp::Replace { .. } => self.replaced(old, new, out),
        }
    }

    /// `at` counts lines of the side the kind belongs to.
    fn plain(&self, kind: DiffKind, at: usize) -> DiffLine {
        let (text, number) = match kind {
            DiffKind::Removed => (self.old[at], 0),
            _ => (self.new[at], at as u32 + 1),
        };
        let text = text.trim_end_matches('\n');
        let words = if text.is_empty() { Vec::new() } else { vec![DiffWord { text: text.to_owned(), kind }] };
        DiffLine { kind, number, count: 1, words }
    }

    /// Pairs lines that are alike; the others were removed and added.
    fn replaced(&self, old: std::ops::Range<usize>, new: std::ops::Range<usize>, out: &mut Vec<DiffLine>) {
        let mut next = old.start;
        for at in new {
            let partner = self.partner(next..old.end, at);
            if let Some(partner) = partner {
                out.extend((next..partner).map(|line| self.plain(DiffKind::Removed, line)));
                out.push(self.reworded(partner, at));
                next = partner + 1;
            } else {
                out.push(self.plain(DiffKind::Added, at));
            }
        }
        out.extend((next..old.end).map(|line| self.plain(DiffKind::Removed, line)));
    }

    /// The old line most like the new one, if any is like it at all.
    fn partner(&self, old: std::ops::Range<usize>, new: usize) -> Option<usize> {
        let near = old.take(NEAR);
        let rated = near.map(|line| (line, likeness(self.old[line], self.new[new])));
        let best = rated.fold((0, 0.0), |best, rated| if rated.1 > best.1 { rated } else { best });
        (best.1 >= ALIKE).then_some(best.0)
    }

    fn reworded(&self, old: usize, new: usize) -> DiffLine {
        let (before, after) = (self.old[old].trim_end_matches('\n'), self.new[new].trim_end_matches('\n'));
        let mut words: Vec<DiffWord> = Vec::new();
        for change in TextDiff::from_words(before, after).iter_all_changes() {
            let kind = match change.tag() {
                ChangeTag::Equal => DiffKind::Same,
                ChangeTag::Delete => DiffKind::Removed,
                ChangeTag::Insert => DiffKind::Added,
            };
            match words.last_mut() {
                Some(last) if last.kind == kind => last.text.push_str(change.value()),
                _ => words.push(DiffWord { text: change.value().to_owned(), kind }),
            }
        }
        DiffLine { kind: DiffKind::Changed, number: new as u32 + 1, count: 1, words }
    }
}

/// Share of words two lines have in common.
fn likeness(old: &str, new: &str) -> f32 {
    let words = |text: &str| {
        let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        words.sort_unstable();
        words
    };
    let (old, new) = (words(old), words(new));
    if old.is_empty() || new.is_empty() {
        return 0.0;
    }
    let (mut a, mut b, mut common) = (0, 0, 0);
    while a < old.len() && b < new.len() {
        match old[a].cmp(&new[b]) {
            std::cmp::Ordering::Less => a += 1,
            std::cmp::Ordering::Greater => b += 1,
            std::cmp::Ordering::Equal => (a, b, common) = (a + 1, b + 1, common + 1),
        }
    }
    2.0 * common as f32 / (old.len() + new.len()) as f32
}

fn counted(lines: &[DiffLine]) -> (u32, u32) {
    let words = |kind: DiffKind| {
        let marked = lines.iter().flat_map(|line| &line.words).filter(|word| word.kind == kind);
        marked.map(|word| word.text.split_whitespace().filter(|word| is_word(word)).count() as u32).sum()
    };
    (words(DiffKind::Added), words(DiffKind::Removed))
}

/// Stretches of changed lines.
fn places(lines: &[DiffLine]) -> u32 {
    let changed = |line: &DiffLine| line.kind != DiffKind::Same;
    let starts = lines.iter().enumerate().filter(|(at, line)| changed(line) && (*at == 0 || !changed(&lines[at - 1])));
    starts.count() as u32
}

/// Unchanged lines further than `CONTEXT` from a change become one folded line.
fn folded(lines: Vec<DiffLine>) -> Vec<DiffLine> {
    let mut near = vec![false; lines.len()];
    for at in (0..lines.len()).filter(|at| lines[*at].kind != DiffKind::Same) {
        let end = (at + CONTEXT + 1).min(lines.len());
        near[at.saturating_sub(CONTEXT)..end].fill(true);
    }
    let mut out: Vec<DiffLine> = Vec::new();
    for (line, near) in lines.into_iter().zip(near) {
        match out.last_mut() {
            _ if near => out.push(line),
            Some(last) if last.kind == DiffKind::Folded => last.count += 1,
            _ => out.push(DiffLine { kind: DiffKind::Folded, number: 0, count: 1, words: Vec::new() }),
        }
    }
    out
}

fn fields(before: &Meta, after: &Meta) -> Vec<FieldChange> {
    let rows = |meta: &Meta| {
        [
            ("Title", meta.title.clone()),
            ("Summary", meta.summary.clone()),
            ("Slug", meta.slug.clone()),
            ("Kind", meta.kind.as_str().replace('-', " ")),
            ("Date", meta.date.clone()),
            ("Updated", meta.updated.clone()),
            ("Tags", meta.tags.join(", ")),
            ("Stack", meta.stack.join(", ")),
            ("Case studies", meta.case_studies.join(", ")),
            ("Subjects", meta.subjects.join(", ")),
            ("Read time", meta.read_minutes.map(|minutes| format!("{minutes} min read")).unwrap_or_default()),
            ("Aliases", meta.aliases.join(", ")),
            ("Facet of", meta.facet_of.clone()),
            ("Version", meta.version.clone()),
        ]
    };
    let pairs = rows(before).into_iter().zip(rows(after)).filter(|(before, after)| before != after);
    pairs.map(|((field, before), (_, after))| FieldChange { field: field.into(), before, after }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(before: &str, after: &str) -> Difference {
        difference((&Meta::default(), before), (&Meta::default(), after))
    }

    fn kinds(found: &Difference) -> Vec<DiffKind> {
        found.lines.iter().map(|line| line.kind).collect()
    }

    #[test]
    fn marks_words_inside_a_reworded_line() {
        let found = body("p95 fell from 1.8 s to 300 ms\n", "p95 fell from 1.8 s to 240 ms\n");
        assert_eq!(kinds(&found), [DiffKind::Changed]);
        let words: Vec<_> = found.lines[0].words.iter().map(|word| (word.text.as_str(), word.kind)).collect();
        assert_eq!(
            words,
            [
                ("p95 fell from 1.8 s to ", DiffKind::Same),
                ("300", DiffKind::Removed),
                ("240", DiffKind::Added),
                (" ms", DiffKind::Same)
            ]
        );
        assert_eq!((found.words_added, found.words_removed, found.places), (1, 1, 1));
    }

    #[test]
    fn folds_what_did_not_change() {
        let before: String = (0..30).map(|n| format!("line {n}\n")).collect();
        let found = body(&before, &before.replace("line 15\n", "quite another sentence\n"));
        let folds: Vec<_> =
            found.lines.iter().filter(|line| line.kind == DiffKind::Folded).map(|line| line.count).collect();
        assert_eq!(folds, [12, 11]);
        assert_eq!(found.lines.len(), 2 + 3 + 2 + 3);
    }

    #[test]
    fn removed_lines_have_no_number() {
        let found = body("a\nb\nc\n", "a\nc\n");
        assert_eq!(found.lines.iter().map(|line| line.number).collect::<Vec<_>>(), [1, 0, 2]);
    }

    #[test]
    fn names_changed_fields() {
        let after = Meta { title: "New".into(), tags: vec!["a".into(), "b".into()], ..Meta::default() };
        let found = difference((&Meta::default(), ""), (&after, ""));
        let names: Vec<_> = found.fields.iter().map(|field| (field.field.as_str(), field.after.as_str())).collect();
        assert_eq!(names, [("Title", "New"), ("Tags", "a, b")]);
    }

    proptest::proptest! {
        #[test]
        fn counting_the_middle_counts_the_whole(start in "[ab é\\n]{0,20}", a in "[ab é]{0,8}", b in "[ab é]{0,8}", end in "[ab é\\n]{0,20}") {
            let (before, after) = (format!("{start}{a}{end}"), format!("{start}{b}{end}"));
            let (added, removed) = words_changed(&before, &after);
            let words = |text: &str| text.split_whitespace().count() as i64;
            proptest::prop_assert_eq!(i64::from(added) - i64::from(removed), words(&after) - words(&before));
            proptest::prop_assert_eq!(words_changed(&before, &before), (0, 0));
        }

        #[test]
        fn both_sides_can_be_read_back(before in "[ab \\n]{0,60}", after in "[ab \\n]{0,60}") {
            let lines = Lines { old: before.split_inclusive('\n').collect(), new: after.split_inclusive('\n').collect() };
            let mut rows = Vec::new();
            TextDiff::from_lines(&before, &after).ops().iter().for_each(|op| lines.write(op, &mut rows));
            proptest::prop_assert_eq!(side(&rows, DiffKind::Removed), before.lines().collect::<Vec<_>>().join("\n"));
            proptest::prop_assert_eq!(side(&rows, DiffKind::Added), after.lines().collect::<Vec<_>>().join("\n"));
        }
    }

    fn side(lines: &[DiffLine], other: DiffKind) -> String {
        let here =
            lines.iter().filter(|line| matches!(line.kind, DiffKind::Same | DiffKind::Changed) || line.kind == other);
        let text = |line: &DiffLine| {
            let words = line.words.iter().filter(|word| word.kind == DiffKind::Same || word.kind == other);
            words.map(|word| word.text.as_str()).collect::<String>()
        };
        here.map(text).collect::<Vec<_>>().join("\n")
    }
}
