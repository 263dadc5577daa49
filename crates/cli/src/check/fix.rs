//! `--fix`: applies the fixes that are exact, whose only way is one way, and that change no meaning. Everything else
//! is a person's to decide.
//!
//! A file is replaced as a whole or not at all, with its own line ends. What is not plain text is left alone.

use std::path::Path;

use highbar_core::ErrorCode;
use highbar_core::bar::{Class, Edit, Finding, Fix, Outcome};
use highbar_core::front_matter;
use highbar_core::guide::Meta;
use highbar_core::text::{Text, normalise, restore};
use similar::TextDiff;

use super::baseline::replace;
use super::open::is_open;
use super::subject::Subject;
use super::{Checked, not_a_file};
use crate::failure::Failure;
use crate::safe;

/// The answer when there was nothing to do.
pub const NOTHING: &str = "Nothing to mend without a person\n";

/// Applies them; answers with what was done. With `dry` nothing is written and the answer is the difference.
pub fn apply(checked: &Checked, dry: bool) -> Result<String, Failure> {
    let mut out = String::new();
    for subject in &checked.subjects {
        let fixes = exact(subject);
        if fixes.is_empty() {
            continue;
        }
        let path = subject.path.as_deref().ok_or_else(|| not_a_file(&subject.file))?;
        out.push_str(&mend(subject, path, &fixes, dry)?);
    }
    if out.is_empty() {
        out.push_str(NOTHING);
    }
    Ok(out)
}

/// The fixes that need no decision.
fn exact(subject: &Subject) -> Vec<&Fix> {
    let open = subject.outcomes.iter().filter(|outcome| is_open(outcome) && outcome.rule.class == Class::Exact);
    open.flat_map(|outcome: &Outcome| &outcome.findings).filter_map(only_one).collect()
}

fn only_one(finding: &Finding) -> Option<&Fix> {
    match finding.fixes.as_slice() {
        [one] if one.exact && finding.ask.is_none() => Some(one),
        _ => None,
    }
}

fn mend(subject: &Subject, path: &Path, fixes: &[&Fix], dry: bool) -> Result<String, Failure> {
    let bytes = std::fs::read(path).map_err(|error| {
        Failure::new(ErrorCode::Unreachable, format!("{} could not be read ({error}).", path.display()))
    })?;
    let before = normalise(&bytes);
    if *before.text != *subject.source || !is_plain(&before) {
        return Ok(format!("{}: left as it is; it is not plain UTF-8 text with one kind of line ends\n", subject.file));
    }
    let edits = without_overlaps(fixes);
    let mut after = edited(subject, &edits);
    let meta = fixes.iter().find_map(|fix| fix.meta.as_ref());
    let fields = meta.and_then(|meta| with_fields(subject, &after, meta));
    let count = edits.1 + usize::from(fields.is_some());
    after = fields.unwrap_or(after);
    if after == before.text {
        return Ok(String::new());
    }
    if dry {
        let name = safe::line(&subject.file);
        let diff = TextDiff::from_lines(&before.text, &after);
        let shown = diff.unified_diff().header(&name, &name).to_string();
        return Ok(shown.split('\n').map(safe::line).collect::<Vec<_>>().join("\n"));
    }
    replace(path, &restore(&after, before.bom, before.line_ending))?;
    Ok(format!("{}: {count} mended\n", safe::line(&subject.file)))
}

fn is_plain(text: &Text) -> bool {
    text.invalid == 0 && text.nuls == 0 && !text.mixed
}

/// Edits of fixes that fit beside each other, and how many fixes they are.
fn without_overlaps<'f>(fixes: &[&'f Fix]) -> (Vec<&'f Edit>, usize) {
    let mut taken: Vec<&Edit> = Vec::new();
    let mut count = 0;
    for fix in fixes.iter().filter(|fix| !fix.edits.is_empty()) {
        let free = |edit: &Edit| {
            taken.iter().all(|other| edit.span.end < other.span.start || other.span.end < edit.span.start)
        };
        if fix.edits.iter().all(free) {
            taken.extend(&fix.edits);
            count += 1;
        }
    }
    taken.sort_by_key(|edit| edit.span);
    (taken, count)
}

fn edited(subject: &Subject, (edits, _): &(Vec<&Edit>, usize)) -> String {
    let mut text = subject.source.to_string();
    for edit in edits.iter().rev() {
        text.replace_range(subject.body_at + edit.span.start..subject.body_at + edit.span.end, &edit.insert);
    }
    text
}

/// The text with changed fields; `None` where there is no block to write them in.
fn with_fields(subject: &Subject, text: &str, meta: &Meta) -> Option<String> {
    let split = front_matter::split(text);
    let raw = split.raw;
    let at = raw.as_ptr() as usize - text.as_ptr() as usize;
    if split.format != front_matter::Format::Yaml {
        return None;
    }
    let block = front_matter::patch(raw, &subject.meta, meta);
    // A block that resists is left alone.
    (front_matter::read(&block).readable && block != raw)
        .then(|| format!("{}{block}{}", &text[..at], &text[at + raw.len()..]))
}
