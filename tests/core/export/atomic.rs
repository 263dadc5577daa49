//! Bundles on real disks: whole or not at all, again and again, and never over somebody's files.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use highbar_core::ErrorCode;
use highbar_core::bundle::disk::{self, Container};
use highbar_core::bundle::{Bundle, Order};
use highbar_core::view::Target;
use tempfile::TempDir;

use super::shelf::{PIXEL, Shelf, TODAY};

fn bundle(guides: &[(&str, &str)]) -> Bundle {
    let shelf =
        guides.iter().fold(Shelf::default(), |shelf, (slug, body)| shelf.guide(slug, body).asset("p.png", PIXEL));
    shelf.order(
        &Order { target: Target::Plain, draft: false, today: TODAY, profile: highbar_core::bar::Profile::usual() },
        |_| true,
    )
}

fn on_disk(root: &Path) -> BTreeMap<String, Vec<u8>> {
    fn collect(folder: &Path, below: &str, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if below.is_empty() { name } else { format!("{below}/{name}") };
            if entry.path().is_dir() {
                collect(&entry.path(), &path, found);
            } else {
                found.insert(path, fs::read(entry.path()).expect("a file"));
            }
        }
    }
    let mut found = BTreeMap::new();
    collect(root, "", &mut found);
    found
}

/// Nothing but these names is in the folder.
fn holds_only(folder: &Path, names: &[&str]) {
    let mut found: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    found.sort();
    assert_eq!(found, names);
}

#[test]
fn a_folder_holds_exactly_the_bundle() {
    let room = TempDir::new().expect("a folder");
    let out = room.path().join("new/bundle");
    let made = bundle(&[("a", "One.\n")]);
    let told = disk::write(&made, &out, Container::Folder).expect("written");
    assert_eq!(on_disk(&out), made.files);
    assert_eq!((told.files, told.changed, told.unchanged, told.removed), (5, 4, 0, 0));
    holds_only(&room.path().join("new"), &["bundle"]);
}

#[test]
fn exporting_again_changes_nothing_and_keeps_times() {
    let room = TempDir::new().expect("a folder");
    let out = room.path().join("bundle");
    let made = bundle(&[("a", "One.\n"), ("b", "Two.\n")]);
    let first = disk::write(&made, &out, Container::Folder).expect("written");
    let time = |path: &str| fs::metadata(out.join(path)).and_then(|found| found.modified()).expect("a time");
    let before = time("guides/a/index.md");
    std::thread::sleep(std::time::Duration::from_millis(20));
    let again = disk::write(&made, &out, Container::Folder).expect("written");
    assert_eq!((again.changed, again.unchanged, again.removed), (0, 6, 0));
    assert_eq!((again.manifest, time("guides/a/index.md")), (first.manifest, before));
    let fewer = bundle(&[("a", "Changed.\n")]);
    let told = disk::write(&fewer, &out, Container::Folder).expect("written");
    assert_eq!((told.changed, told.unchanged, told.removed), (3, 1, 2));
    assert_eq!(on_disk(&out), fewer.files);

    holds_only(room.path(), &["bundle"]);
}

#[test]
fn nothing_but_a_bundle_is_replaced() {
    let room = TempDir::new().expect("a folder");
    let made = bundle(&[("a", "One.\n")]);
    let mine = room.path().join("mine");
    fs::create_dir(&mine).expect("made");
    fs::write(mine.join("thesis.md"), "Years of work").expect("written");
    let refused = disk::write(&made, &mine, Container::Folder).expect_err("not a bundle");
    assert_eq!(refused.code, ErrorCode::Invalid);
    assert!(
        refused.message.contains("is not a Highbar export") && refused.message.contains("Nothing was changed"),
        "{refused}"
    );

    let out = room.path().join("bundle");
    disk::write(&made, &out, Container::Folder).expect("written");
    fs::write(out.join("guides/notes.txt"), "mine").expect("written");
    let refused = disk::write(&made, &out, Container::Folder).expect_err("a file of mine is in it");
    assert!(refused.message.contains("guides/notes.txt"), "{refused}");
    assert_eq!(fs::read(out.join("guides/notes.txt")).expect("still there"), b"mine");

    let file = room.path().join("file");
    fs::write(&file, "text").expect("written");
    for container in [Container::Folder, Container::Zip] {
        assert_eq!(disk::write(&made, &file, container).expect_err("a file").code, ErrorCode::Invalid);
    }
    assert_eq!(fs::read(&file).expect("still there"), b"text");
    assert!(disk::write(&made, &out, Container::Zip).expect_err("a folder").message.contains("is a folder"));
    holds_only(room.path(), &["bundle", "file", "mine"]);
}

#[cfg(unix)]
#[test]
fn a_link_is_not_followed() {
    let room = TempDir::new().expect("a folder");
    let elsewhere = room.path().join("elsewhere");
    fs::create_dir(&elsewhere).expect("made");
    let link = room.path().join("link");
    std::os::unix::fs::symlink(&elsewhere, &link).expect("linked");
    let made = bundle(&[("a", "One.\n")]);
    for container in [Container::Folder, Container::Zip] {
        assert!(disk::write(&made, &link, container).expect_err("a link").message.contains("is a link"));
    }
    holds_only(&elsewhere, &[]);
}

#[test]
fn a_zip_is_the_same_bytes_whenever_it_is_made() {
    let room = TempDir::new().expect("a folder");
    let (one, two) = (room.path().join("one.zip"), room.path().join("two.zip"));
    let made = bundle(&[("a", "One.\n")]);
    disk::write(&made, &one, Container::Zip).expect("written");
    std::thread::sleep(std::time::Duration::from_millis(20));
    disk::write(&made, &two, Container::Zip).expect("written");
    let bytes = fs::read(&one).expect("a file");
    assert_eq!(bytes, fs::read(&two).expect("a file"));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
    let names: Vec<String> = (0..archive.len())
        .map(|at| archive.by_index(at).expect("an entry").name().expect("a name").into_owned())
        .collect();
    assert_eq!(names, made.files.keys().cloned().collect::<Vec<_>>());
    assert_eq!(archive.by_index(0).expect("an entry").unix_mode().map(|mode| mode & 0o777), Some(0o644));
    let again = disk::write(&bundle(&[("a", "Two.\n")]), &one, Container::Zip).expect("written");
    assert_eq!((again.changed, again.unchanged), (1, 3));
    holds_only(room.path(), &["one.zip", "two.zip"]);
}

/// A small disk of its own, for as long as the value lives.
#[cfg(target_os = "linux")]
struct SmallDisk(TempDir);

#[cfg(target_os = "linux")]
impl SmallDisk {
    fn mount() -> Option<Self> {
        let folder = TempDir::new().expect("a folder");
        let mounted = std::process::Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"])
            .arg(folder.path())
            .output()
            .is_ok_and(|run| run.status.success());
        if !mounted {
            println!("skipped: a small disk cannot be mounted here");
        }
        mounted.then_some(Self(folder))
    }

    fn remount(&self, how: &str) {
        let run =
            std::process::Command::new("mount").args(["-o", how]).arg(self.0.path()).output().expect("mount runs");
        assert!(run.status.success());
    }
}

#[cfg(target_os = "linux")]
impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg(self.0.path()).output();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_or_read_only_disk_leaves_the_old_bundle() {
    let Some(small) = SmallDisk::mount() else { return };
    let (out, zip) = (small.0.path().join("bundle"), small.0.path().join("bundle.zip"));
    let old = bundle(&[("a", "One.\n")]);
    disk::write(&old, &out, Container::Folder).expect("fits");
    disk::write(&old, &zip, Container::Zip).expect("fits");
    let before = on_disk(small.0.path());
    let noise: String =
        (0..40_000_u32).map(|n| char::from_u32(0x4e00 + n.wrapping_mul(7919) % 20_000).unwrap_or('x')).collect();
    let large = bundle(&[("a", &noise)]);
    for (place, container) in [(&out, Container::Folder), (&zip, Container::Zip)] {
        let full = disk::write(&large, place, container).expect_err("does not fit");
        assert_eq!(full.code, ErrorCode::DiskFull, "{full}");
        assert!(full.message.contains("is full") && full.message.contains("untouched"), "{full}");
        assert_eq!(on_disk(small.0.path()), before);
    }
    small.remount("remount,ro");
    for (place, container) in [(&out, Container::Folder), (&zip, Container::Zip)] {
        let refused = disk::write(&old, place, container).expect_err("read-only");
        assert_eq!(refused.code, ErrorCode::Unreachable);
        assert!(refused.message.contains("can only be read"), "{refused}");
    }
    assert_eq!(on_disk(small.0.path()), before);
}
