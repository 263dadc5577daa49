//! Front matter of plain bundles.

use super::Source;
use super::yaml::quoted;

/// The block with its fences and the blank line behind it.
pub fn plain(source: &Source<'_>, draft: bool) -> String {
    let meta = &source.draft.meta;
    let mut out = format!("---\ntitle: {}\n", quoted(&meta.title));
    if draft {
        out.push_str("draft: true\n");
    }
    out.push_str("---\n\n");
    out
}
