//! A place to run the real binary in: a folder of its own, no library but its own, no colours.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// A temporary folder, and the command run in it.
pub struct Desk {
    folder: TempDir,
}

/// What a run left behind.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// Standard output as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.out))
    }
}

impl Desk {
    pub fn new() -> Self {
        Self { folder: TempDir::new().expect("a temporary folder") }
    }

    /// With a publication of three pages in `pages/`: one guide that is short, a project, an item.
    pub fn with_pages() -> Self {
        let desk = Self::new();
        let guide = "---\ntitle: Short guide about queues\nsummary: What happened.\nslug: short\ndate: 2026-01-02\nstack: [Redis]\n---\n\n\
We use [Redis](/stack/redis/#limits) in [NestFi](/case-studies/nestfi/).\n\n## Results\n\nTODO: measure.\n";
        desk.put("pages/guides/short.md", guide);
        desk.put("pages/case-studies/nestfi.md", "---\ntitle: NestFi\n---\n\nA project.\n");
        desk.put("pages/stack/redis.md", "---\ntitle: Redis\n---\n\n## Limits\n\nText.\n");
        desk
    }

    pub fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    pub fn put(&self, below: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(below);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).expect("folders can be made");
        std::fs::write(&path, text).expect("files can be written");
        path
    }

    /// The command, with the desk's own library.
    pub fn command(&self) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("highbar"));
        command.current_dir(self.folder.path()).env("HIGHBAR_LIBRARY", self.path("lib.highbar"));
        command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env("HOME", self.folder.path());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        ran(self.command().args(arguments))
    }
}

pub fn ran(command: &mut Command) -> Ran {
    let output = command.output().expect("the program runs");
    Ran {
        code: output.status.code().expect("it ends by itself"),
        out: String::from_utf8(output.stdout).expect("output is UTF-8"),
        err: String::from_utf8(output.stderr).expect("output is UTF-8"),
    }
}

/// The project's own guides.
pub fn guides() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../guides")
}
