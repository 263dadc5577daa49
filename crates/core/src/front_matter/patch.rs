//! Changed fields into an existing block, touching only their lines.

use super::write::{self, Written, fields, lines};
use super::{read::FIELDS, yaml};
use crate::guide::Meta;

/// The block with the fields that differ between `old` and `new` rewritten and every other byte kept.
pub fn patch(raw: &str, old: &Meta, new: &Meta) -> String {
    let changed: Vec<(&str, Written)> = fields(old)
        .into_iter()
        .zip(fields(new))
        .filter(|(before, after)| before != after)
        .map(|(_, after)| after)
        .collect();
    if changed.is_empty() || raw.trim().is_empty() {
        return if raw.trim().is_empty() { raw.to_owned() } else { raw.to_owned() };
    }
    if yaml::parse(raw).is_err() {
        return write::compose(new) + &write::commented(raw, "Kept from the file; it could not be read:");
    }
    let mut block = raw.to_owned();
    for (field, value) in &changed {
        block = splice(&block, field, value);
    }
    block
}

/// The block with one field said in so many words; `value` is YAML as it stands. An unreadable block
/// stays as comments behind it.
pub fn set(raw: &str, field: &str, value: &str) -> String {
    match yaml::parse(raw) {
        Ok(_) => splice(raw, field, &Written::Plain(value.to_owned())),
        Err(_) => format!("{field}: {value}\n{raw}"),
    }
}

fn splice(raw: &str, field: &str, value: &Written) -> String {
    let keys = FIELDS.iter().find(|(name, _)| name == &field).map_or(&[][..], |(_, keys)| keys);
    let mut out = String::new();
    let mut dropping = false;
    let mut done = false;
    for line in raw.split_inclusive('\n') {
        let top = !line.starts_with([' ', '\t', '#', '\r', '\n']) && !line.starts_with("- ");
        if top {
            let key = line.split(':').next().unwrap_or_default().trim().trim_matches(['"', '\'']);
            dropping = keys.contains(&key);
            if dropping && !done {
                out.push_str(&lines(key, value));
                done = true;
            }
        }
        if !dropping {
            out.push_str(line);
        }
    }
    if !done {
        out.push_str(&lines(field, value));
    }
    out
}
