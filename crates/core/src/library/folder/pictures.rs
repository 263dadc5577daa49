//! Which files a text shows, and where they may lie below the folder. Pure.

use crate::links::percent_decoded;
use crate::markdown::Document;

/// Most pictures of one page.
const MOST: usize = 1_000;

/// Pictures named by a path, as the text names them: decoded, without `./`, query or fragment.
pub(super) fn named(document: &Document<'_>) -> Vec<String> {
    let mut paths: Vec<String> = document.images.iter().filter_map(|image| local(&image.src)).collect();
    paths.sort_unstable();
    paths.dedup();
    paths.truncate(MOST);
    paths
}

fn local(src: &str) -> Option<String> {
    let path = src.split(['?', '#']).next().unwrap_or_default();
    let elsewhere =
        path.is_empty() || path.starts_with("//") || path.split('/').next().unwrap_or_default().contains(':');
    (!elsewhere).then(|| decoded(path.trim_start_matches("./")))
}

/// Percent signs undone once; what then is no text stays as it was.
fn decoded(path: &str) -> String {
    String::from_utf8(percent_decoded(path.as_bytes())).unwrap_or_else(|_| path.to_owned())
}

/// Paths below the root where the picture of the page at `file` may be, likeliest first.
pub(super) fn places(file: &str, path: &str) -> Vec<String> {
    if let Some(absolute) = path.strip_prefix('/') {
        return [joined("", absolute), joined("static", absolute), joined("public", absolute)]
            .into_iter()
            .flatten()
            .collect();
    }
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    joined(folder, path).into_iter().collect()
}

/// `folder/path` with dots folded; `None` when it leaves the root.
fn joined(folder: &str, path: &str) -> Option<String> {
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()?),
            name => steps.push(name),
        }
    }
    (!steps.is_empty()).then(|| steps.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_paths_and_leaves_addresses() {
        let read = |src: &str| local(src);
        assert_eq!(read("./a%20b.png?x#y").as_deref(), Some("a b.png"));
        assert_eq!(read("../img/a.png").as_deref(), Some("../img/a.png"));
        assert_eq!(read("100%.png").as_deref(), Some("100%.png"));
        for src in ["https://x/a.png", "//x/a.png", "data:image/png;base64,", "C:/a.png", "#a", ""] {
            assert_eq!(read(src), None, "{src}");
        }
    }

    #[test]
    fn stays_below_the_root() {
        assert_eq!(places("a/index.md", "x.png"), ["a/x.png"]);
        assert_eq!(places("a/b.md", "../img/x.png"), ["img/x.png"]);
        assert_eq!(places("a/b.md", "../../x.png"), Vec::<String>::new());
        assert_eq!(places("a/b.md", "/x.png"), ["x.png", "static/x.png", "public/x.png"]);
    }
}
