//! Which folder of pages a named file or folder belongs to: links and names are judged against it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use highbar_core::library::folder::PROFILE;

/// Folders that make their parent the root of a publication.
const SECTIONS: [&str; 3] = ["stack", "case-studies", "guides"];

/// The nearest folder, from `path` upwards, that holds a section or a profile; no further up than a repository.
/// A folder without one is its own root, a file has none.
fn root(path: &Path) -> Option<PathBuf> {
    let start = if path.is_dir() { Some(path) } else { path.parent() };
    for folder in start?.ancestors() {
        if SECTIONS.iter().any(|section| folder.join(section).is_dir()) || folder.join(PROFILE).is_file() {
            return Some(folder.to_owned());
        }
        if folder.join(".git").exists() {
            break;
        }
    }
    path.is_dir().then(|| path.to_owned())
}

/// What is asked for below one root: paths with `/`, the empty one for everything.
pub type Wanted = BTreeMap<PathBuf, Vec<String>>;

/// Paths by their roots, and the files that belong to none.
pub fn group(paths: &[PathBuf]) -> (Wanted, Vec<PathBuf>) {
    let mut wanted = Wanted::new();
    let mut alone = Vec::new();
    for path in paths {
        let whole = std::path::absolute(path).map(|path| folded(&path)).unwrap_or_else(|_| path.clone());
        match root(&whole) {
            Some(root) => {
                let below = whole.strip_prefix(&root).map(slashed).unwrap_or_default();
                wanted.entry(root).or_default().push(below);
            }
            None => alone.push(whole),
        }
    }
    (wanted, alone)
}

/// Without `.` and `..`, as written: links are not followed.
fn folded(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for step in path.components() {
        match step {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir => drop(out.pop()),
            step => out.push(step),
        }
    }
    out
}

fn slashed(path: &Path) -> String {
    let steps: Vec<String> = path.iter().map(|step| step.to_string_lossy().into_owned()).collect();
    steps.join("/")
}

/// True when the page at `file` is one of those wanted below its root.
pub fn is_wanted(file: &str, wanted: &[String]) -> bool {
    wanted.iter().any(|below| {
        below.is_empty() || file == below || file.strip_prefix(below.as_str()).is_some_and(|rest| rest.starts_with('/'))
    })
}

/// A path as a person at this place would write it.
pub fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(&here).unwrap_or(path).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_and_files_are_wanted_by_whole_steps() {
        let wanted = vec!["a/b".to_owned(), "c.md".to_owned()];
        for (file, expected) in [("a/b/c.md", true), ("a/bc.md", false), ("c.md", true), ("d/c.md", false)] {
            assert_eq!(is_wanted(file, &wanted), expected, "{file}");
        }
        assert!(is_wanted("x", &[String::new()]));
    }
}
