//! Attack strings and specifications as data: every entry, every time.

use highbar_core::links::{LinkKind, classify};

use crate::data;

#[test]
fn every_address_is_judged_as_expected() {
    let Some(entries) = data::vectors("urls") else { return };
    let mut wrong = Vec::new();
    for entry in &entries {
        let url = data::text(entry, "url").expect("an address");
        let verdict = match classify(&url) {
            LinkKind::External(_) => "confirm-then-open",
            LinkKind::Internal { .. } | LinkKind::Fragment(_) => "open-inside-app",
            LinkKind::Refused(_) => "block",
        };
        if entry["expect"] != verdict {
            wrong.push((data::id(entry), verdict));
        }
    }
    assert!(entries.len() > 50 && wrong.is_empty(), "{wrong:?}");
}
