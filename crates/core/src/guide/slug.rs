//! Titles and names of files → segments of an address. Knows nothing of which ones are taken.

/// Longest slug made from a title, in bytes.
const SLUG: usize = 80;

/// A title as a slug, cut at a word when it is long.
pub fn slug_of(title: &str) -> String {
    let slug = slug::slugify(title.replace(['’', '\'', '‘'], ""));
    match slug.as_str() {
        "" => "untitled".into(),
        reserved if is_device(reserved) => format!("{reserved}-page"),
        short if short.len() <= SLUG => slug,
        long => {
            let cut = &long[..SLUG];
            cut.rsplit_once('-').map_or(cut, |(whole, _)| whole).to_owned()
        }
    }
}

/// Names that Windows keeps for devices: no file or folder can have them there.
fn is_device(name: &str) -> bool {
    let numbered = |prefix| {
        name.strip_prefix(prefix).is_some_and(|rest: &str| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
    };
    matches!(name, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}
