//! A copy of a guide and its lab to run in: sources only, nothing installed, built or measured.
//!
//! The guide comes along because a lab checks that the guide's code is its own.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::folders;

/// What a lab makes itself.
const MADE: [&str; 7] = ["node_modules", "dist", "evidence", ".next", ".venv", "__pycache__", "next-env.d.ts"];

/// Copies the guide of a lab below `target/labs`; the lab's folder in there.
pub fn of(lab: &Path) -> Result<PathBuf> {
    let guide = lab.parent().context("a lab lies in its guide's folder")?;
    let name = guide.file_name().context("a guide's folder has a name")?;
    let target = folders::root().join("target").join("labs").join(name);
    if target.exists() {
        fs::remove_dir_all(&target).with_context(|| format!("{} cannot be removed", target.display()))?;
    }
    folder(guide, &target)?;
    Ok(target.join("lab"))
}

/// Removes the copy of which `lab` is the lab's folder.
pub fn remove(lab: &Path) -> Result<()> {
    let guide = lab.parent().context("a lab lies in its guide's folder")?;
    fs::remove_dir_all(guide).with_context(|| format!("{} cannot be removed", guide.display()))
}

fn folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("{} cannot be made", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("{} cannot be read", from.display()))? {
        let entry = entry?;
        let name = entry.file_name();
        if MADE.iter().any(|made| name == *made) {
            continue;
        }
        let (from, to) = (entry.path(), to.join(&name));
        if entry.file_type()?.is_dir() {
            folder(&from, &to)?;
        } else {
            fs::copy(&from, &to).with_context(|| format!("{} cannot be copied", from.display()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn copies_sources_and_nothing_made() {
        let root = std::env::temp_dir().join(format!("highbar-lab-copy-{}", std::process::id()));
        for made in ["guide/lab/src", "guide/lab/node_modules", "guide/lab/evidence"] {
            fs::create_dir_all(root.join(made)).unwrap();
            fs::write(root.join(made).join("a.js"), "1").unwrap();
        }
        folder(&root.join("guide"), &root.join("copy")).unwrap();
        assert!(root.join("copy/lab/src/a.js").is_file());
        assert!(!root.join("copy/lab/node_modules").exists());
        assert!(!root.join("copy/lab/evidence").exists());
        fs::remove_dir_all(root).unwrap();
    }
}
