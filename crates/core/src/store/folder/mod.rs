//! A folder of somebody else's files, read without trust: bounded, and never through a link.
//!
//! Finds Markdown and reads single files below the root. Does not know what is in them, and writes
//! nothing. On Unix every step is taken from an open directory, so that nothing can be swapped for a
//! link in between.

#[cfg(not(unix))]
mod portable;
#[cfg(unix)]
mod unix;

#[cfg(not(unix))]
pub use portable::Folder;
#[cfg(unix)]
pub use unix::Folder;

/// Most Markdown files one folder may hold.
pub const MOST_FILES: usize = 100_000;
/// Largest text, in bytes.
pub const LARGEST_TEXT: u64 = 16 * 1024 * 1024;
/// Deepest folder below the root.
const DEEPEST: usize = 32;

/// What a walk found, sorted by path.
#[derive(Debug, Default)]
pub struct Walk {
    /// Paths of Markdown files below the root, with `/`.
    pub files: Vec<String>,
    /// What was left out, and why.
    pub left_out: Vec<(String, Unread)>,
}

/// Why a file was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    Missing,
    /// A symbolic link, or a path that leaves the folder.
    Link,
    /// A pipe, device or socket.
    Special,
    /// Larger than allowed; holds the size.
    TooLarge(u64),
    /// The name is not text.
    Name,
    TooDeep,
    TooMany,
    /// The system's own words.
    Refused(String),
}

impl std::fmt::Display for Unread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Unread::Missing => f.write_str("It is not there."),
            Unread::Link => f.write_str("It is a link. Links are not followed; put the file itself here."),
            Unread::Special => f.write_str("It is not an ordinary file."),
            Unread::TooLarge(size) => write!(f, "It is too large ({} MiB).", size.div_ceil(1024 * 1024)),
            Unread::Name => f.write_str("Its name is not readable text. Rename it."),
            Unread::TooDeep => write!(f, "It lies more than {DEEPEST} folders deep."),
            Unread::TooMany => {
                write!(f, "The folder holds more than {MOST_FILES} Markdown files; the rest was left out.")
            }
            Unread::Refused(why) => write!(f, "It cannot be read: {why}."),
        }
    }
}

impl Walk {
    fn sorted(mut self) -> Self {
        self.files.sort_unstable();
        self.left_out.sort_by(|a, b| a.0.cmp(&b.0));
        self
    }

    fn full(&mut self, folder: &str) -> bool {
        if self.files.len() < MOST_FILES {
            return false;
        }
        if !self.left_out.iter().any(|(_, why)| *why == Unread::TooMany) {
            self.left_out.push((folder.to_owned(), Unread::TooMany));
        }
        true
    }
}

/// Hidden folders and laboratories (programs and their results) hold no pages.
fn passed_over(folder: &str) -> bool {
    folder.starts_with('.') || matches!(folder, "lab" | "node_modules")
}

fn is_page(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    !name.starts_with('.') && lower != "readme.md" && (lower.ends_with(".md") || lower.ends_with(".markdown"))
}

fn below(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// The steps of a relative path; `None` when one of them would leave the folder or is no name.
fn steps(path: &str) -> Option<Vec<&str>> {
    let steps: Vec<&str> = path.split('/').collect();
    // Where `\` and `:` part names they are no part of one.
    let parts = if cfg!(windows) { &['\0', '\\', ':'][..] } else { &['\0'][..] };
    let harmless = |step: &&str| !step.is_empty() && *step != "." && *step != ".." && !step.contains(parts);
    steps.iter().all(harmless).then_some(steps)
}
