//! Folders of Markdown on their way in, friendly and hostile.
#![allow(clippy::unwrap_used, clippy::cloned_ref_to_slice_refs, clippy::new_without_default)]

use std::fs;
use std::path::{Path, PathBuf};

use highbar_core::front_matter;
use highbar_core::guide::{Kind, Meta, Status};
use highbar_core::library::folder::Folder;
use highbar_core::library::{Library, StoredGuide};
use highbar_core::view::{ImportReport, Query, Section};

use crate::data;
use crate::library::Desk;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0";

/// A folder to import, and a library beside it.
struct Source {
    folder: tempfile::TempDir,
    desk: Desk,
}

impl Source {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), desk: Desk::new() }
    }

    fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    fn write(&self, file: &str, bytes: impl AsRef<[u8]>) -> &Self {
        fs::create_dir_all(self.path(file).parent().unwrap()).unwrap();
        fs::write(self.path(file), bytes).unwrap();
        self
    }

    fn import(&self) -> ImportReport {
        self.desk.library.import(self.folder.path()).unwrap()
    }

    fn one(&self, slug: &str) -> StoredGuide {
        self.desk.library.stored(&[slug.to_owned()]).unwrap().remove(0)
    }
}

/// What the report says about a file.
fn note<'r>(report: &'r ImportReport, file: &str) -> &'r str {
    let found = report.notes.iter().find(|note| note.file == file);
    found.map_or_else(|| panic!("no note on {file}: {:?}", report.notes), |note| note.message.as_str())
}

fn counts(report: &ImportReport) -> (u32, u32, u32) {
    (report.added, report.updated, report.unchanged)
}

#[test]
fn reads_every_layout() {
    let source = Source::new();
    source
        .write("guides/one.md", "---\ntitle: One\ndate: 2026-01-02\n---\nText\n")
        .write("guides/two/index.md", "---\ntitle: Two\nkind: comparison\nstatus: in-review\n---\nText\n")
        .write("three/index.markdown", "---\ntitle: Three\n---\n")
        .write("case-studies/nestfi.md", "---\ntitle: NestFi\n---\n")
        .write("stack/redis/index.md", "---\ntitle: Redis\naliases: [redis-server]\n---\n")
        .write("README.md", "not a page")
        .write("three/lab/notes.md", "not a page")
        .write(".git/description.md", "not a page")
        .write("three/data.json", "{}");
    assert_eq!(counts(&source.import()), (5, 0, 0));
    let two = source.one("two");
    assert_eq!((two.draft.meta.kind, two.status, two.reviewed), (Kind::Comparison, Status::InReview, true));
    assert_eq!(source.one("redis").draft.meta.aliases, ["redis-server"]);
    assert_eq!((source.one("nestfi").status, source.one("one").status), (Status::Approved, Status::Draft));
    assert_eq!(source.one("one").front_matter, "title: One\ndate: 2026-01-02\n");
}

#[test]
fn only_what_changed_is_written_again() {
    let source = Source::new();
    source.write("a.md", "---\ntitle: A\n---\nText\n").write("b.md", "---\ntitle: B\n---\nText\n");
    source.import();
    assert_eq!(counts(&source.import()), (0, 0, 2));
    source.write("b.md", "---\ntitle: B\n---\nOther text\n");
    assert_eq!(counts(&source.import()), (0, 1, 1));
    let history = source.desk.library.history(&source.one("b").id).unwrap();
    assert_eq!(history.iter().map(|saved| saved.label.as_str()).collect::<Vec<_>>(), ["Imported from b.md"; 2]);
    assert_eq!((history[0].added, history[0].removed), (2, 1));
}

#[test]
fn work_done_in_the_library_is_not_undone() {
    let source = Source::new();
    source.write("a.md", "---\ntitle: A\n---\nText\n");
    source.import();
    let library = &source.desk.library;
    let id = source.one("a").id;
    let open = library.open_guide(&id).unwrap();
    library.set_meta(&id, Meta { summary: "Written here".into(), ..open.meta }).unwrap();
    assert_eq!(counts(&source.import()), (0, 0, 1));
    assert_eq!(source.one("a").draft.meta.summary, "Written here");
    source.write("a.md", "---\ntitle: A\n---\nNewer\n");
    let report = source.import();
    assert_eq!(counts(&report), (0, 1, 0));
    assert!(note(&report, "a.md").contains("the library's text is revision 2"), "{:?}", report.notes);
    assert_eq!(library.restore(&id, 2).unwrap().meta.summary, "Written here");
}

#[test]
fn an_open_guide_shows_the_imported_text_when_it_is_opened_again() {
    let source = Source::new();
    source.write("a.md", "---\ntitle: A\n---\nText\n");
    source.import();
    let id = source.one("a").id;
    source.desk.library.open_guide(&id).unwrap();
    source.write("a.md", "---\ntitle: A\n---\nNewer\n");
    source.import();
    assert_eq!(source.desk.library.open_guide(&id).unwrap().text, "Newer\n");
}

#[test]
fn pictures_come_along_once() {
    let source = Source::new();
    source
        .write(
            "a/index.md",
            "---\ntitle: A\n---\n![x](./flow%20chart.png) ![y](flow%20chart.png \"t\") ![z](../shared/y.png)\n",
        )
        .write("a/flow chart.png", PNG)
        .write("a/not-named.png", PNG)
        .write("shared/y.png", [PNG, b"y"].concat())
        .write("b.md", "---\ntitle: B\n---\n![x](/img/z.png) ![](https://example.org/a.png) ![](gone.png)\n")
        .write("static/img/z.png", PNG);
    let report = source.import();
    assert_eq!(report.assets, 3);
    let a = source.one("a");
    let paths: Vec<_> = a.assets.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["../shared/y.png", "flow chart.png"]);
    assert_eq!(source.desk.library.asset(&a.id, "flow chart.png").unwrap().media_type, "image/png");
    assert_eq!(source.one("b").assets, [("/img/z.png".to_owned(), PNG.len() as u64)]);
    assert_eq!(source.import().assets, 0);
}

#[test]
fn broken_bytes_come_in_with_a_word() {
    let source = Source::new();
    source
        .write("utf8.md", b"---\ntitle: A\n---\nbroken \xff\xfe byte\n")
        .write("bom.md", b"\xef\xbb\xbf---\r\ntitle: B\r\n---\r\nText\r\n")
        .write("utf16.md", b"\xff\xfe-\0-\0-\0\n\0t\0i\0t\0l\0e\0:\0 \0C\0\n\0-\0-\0-\0\n\0x\0")
        .write("zero.md", b"---\ntitle: D\n---\na\0b\n")
        .write("empty.md", b"")
        .write("mixed.md", b"---\ntitle: F\r\n---\ntext\r\n")
        .write("only-fence.md", b"---\ntitle: E\n");
    let report = source.import();
    assert_eq!(report.added, 7);
    assert!(note(&report, "utf8.md").contains("UTF-8"));
    assert!(note(&report, "utf16.md").contains("UTF-16") && note(&report, "mixed.md").contains("not all alike"));
    assert!(report.notes.iter().all(|note| note.file != "bom.md"), "what comes out as it came in is no news");
    assert_eq!(
        (source.one("bom").draft.body.as_str(), source.one("bom").front_matter.as_str()),
        ("Text\n", "title: B\n")
    );
    assert_eq!((source.one("utf16").draft.meta.title.as_str(), source.one("utf16").draft.body.as_str()), ("C", "x"));
    assert_eq!(source.one("zero").draft.body, "ab\n");
    assert_eq!(source.one("only-fence").draft.body, "---\ntitle: E\n");
    assert!(note(&report, "only-fence.md").contains("none closes it"));
}

#[test]
fn front_matter_that_is_none_is_kept_and_named() {
    let source = Source::new();
    let bomb: String = "a: &a [x,x,x,x,x,x,x,x,x]\n".to_owned()
        + &('b'..='z')
            .zip('a'..)
            .map(|(next, last)| format!("{next}: &{next} [{}]\n", vec![format!("*{last}"); 9].join(",")))
            .collect::<String>();
    source
        .write("bomb.md", format!("---\n{bomb}---\nText\n"))
        .write("broken.md", "---\ntitle: [A\n---\nText\n")
        .write("toml.md", "+++\ntitle = \"A\"\ndraft = true\n+++\nText\n")
        .write("list.md", "---\n- a\n---\nText\n")
        .write("wrong.md", "---\ntitle: {a: b}\ntags: 1\nsummary: Fine\n---\nText\n");
    let report = source.import();
    assert_eq!(report.added, 5);
    assert!(note(&report, "bomb.md").contains("cannot be read"));
    assert_eq!(source.one("bomb").front_matter, bomb);
    assert_eq!(source.one("broken").front_matter, "title: [A\n");
    assert!(source.one("toml").front_matter.contains("# draft = true\n"));
    assert!(note(&report, "toml.md").contains("TOML"));
    assert!(note(&report, "list.md").contains("cannot be read"));
    assert_eq!(
        (source.one("wrong").draft.meta.summary.as_str(), source.one("wrong").draft.meta.tags.len()),
        ("Fine", 1)
    );
    for page in ["bomb", "broken", "toml", "list", "wrong"] {
        assert_eq!(source.one(page).draft.body, "Text\n", "{page}");
    }
}

#[test]
fn too_large_and_too_deep_is_left_out() {
    let source = Source::new();
    source.write("large.md", vec![b'x'; 50 * 1024 * 1024]).write("fine.md", "---\ntitle: A\n---\n");
    source.write(&format!("{}deep.md", "d/".repeat(40)), "---\ntitle: D\n---\n");
    let report = source.import();
    assert_eq!(report.added, 1);
    assert!(note(&report, "large.md").contains("50 MiB"));
    assert!(report.notes.iter().any(|note| note.skipped && note.message.contains("folders deep")));
}

#[test]
fn two_pages_of_one_slug_both_come_in() {
    let source = Source::new();
    source
        .write("a/same.md", "---\ntitle: First\n---\n")
        .write("b/same.md", "---\ntitle: Second\n---\n")
        .write("stack/same.md", "---\ntitle: Third\n---\n");
    let report = source.import();
    assert_eq!(report.added, 3);
    assert!(note(&report, "b/same.md").contains("a/same.md already has the slug “same”; this page became “same-2”"));
    assert_eq!(source.one("same-2").draft.meta.title, "Second");
    assert_eq!(counts(&source.import()), (0, 0, 3));
}

#[cfg(unix)]
#[test]
fn nothing_is_read_through_links_pipes_or_sockets() {
    use std::os::unix::fs::symlink;
    let source = Source::new();
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret.md"), "---\ntitle: Secret\n---\n").unwrap();
    fs::write(outside.path().join("secret.png"), PNG).unwrap();
    source.write("a/index.md", "---\ntitle: A\n---\n![](link.png) ![](../../secret.png) ![](folder/secret.png) ![](/etc/passwd) ![](pipe.png)\n");
    symlink(outside.path().join("secret.md"), source.path("link.md")).unwrap();
    symlink(outside.path(), source.path("folder")).unwrap();
    symlink(source.folder.path(), source.path("loop")).unwrap();
    symlink("/nowhere", source.path("dangling.md")).unwrap();
    symlink(outside.path().join("secret.png"), source.path("a/link.png")).unwrap();
    symlink(outside.path(), source.path("a/folder")).unwrap();
    for pipe in ["pipe.md", "a/pipe.png"] {
        assert!(std::process::Command::new("mkfifo").arg(source.path(pipe)).status().unwrap().success());
    }
    let _socket = std::os::unix::net::UnixListener::bind(source.path("socket.md")).unwrap();
    let report = source.import();
    assert_eq!((report.added, report.assets), (1, 0));
    for file in ["link.md", "folder", "loop", "dangling.md"] {
        assert!(note(&report, file).contains("Links are not followed"), "{file}");
    }
    for file in ["pipe.md", "socket.md"] {
        assert!(note(&report, file).contains("not an ordinary file"), "{file}");
    }
    assert!(source.one("a").assets.is_empty());
}

#[cfg(unix)]
#[test]
fn names_of_other_systems_become_slugs() {
    use std::os::unix::ffi::OsStrExt as _;
    let source = Source::new();
    let odd = [
        "a<b>.md",
        "CON.md",
        "aux/index.md",
        "trailing. .md",
        "指南.md",
        "q?*.md",
        "-rf.md",
        "a\\b.md",
        "C:x.md",
        "tab\there.md",
    ];
    for name in odd {
        source.write(name, "---\ntitle: T\n---\n");
    }
    fs::write(source.folder.path().join(std::ffi::OsStr::from_bytes(b"\xff\xfe.md")), "x").unwrap();
    let report = source.import();
    assert_eq!(report.added as usize, odd.len());
    assert!(report.notes.iter().any(|note| note.skipped && note.message.contains("name is not readable")));
    assert!(note(&report, "CON.md").contains("the slug became “con-page”"));
    for card in source.desk.library.list(&Query::default()).unwrap().cards {
        let sane = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(!card.slug.is_empty() && card.slug.chars().all(sane), "{}", card.slug);
    }
}

#[test]
fn approved_without_the_bar_comes_in_as_a_draft() {
    let source = Source::new();
    source.write("a.md", "---\ntitle: A\nstatus: approved\n---\nToo short.\n");
    let report = source.import();
    let guide = source.one("a");
    match source.desk.library.overview().unwrap().rules.is_empty() {
        true => println!("skipped: no rule is built yet"),
        false => {
            assert_eq!(guide.status, Status::Draft);
            assert!(note(&report, "a.md").contains("came in as a draft"));
        }
    }
}

#[test]
fn what_is_no_folder_is_said_so() {
    let desk = Desk::new();
    let file = desk.folder.path().join("a.md");
    fs::write(&file, "x").unwrap();
    for path in [file.as_path(), Path::new("/no/such/folder")] {
        let error = desk.library.import(path).unwrap_err();
        assert!(error.message.contains(&path.display().to_string()), "{error}");
    }
}

#[test]
fn a_folder_can_be_read_without_a_library() {
    let source = Source::new();
    source
        .write("a/index.md", "---\ntitle: A\ntags: [x]\n---\n\n## First\n\n![i](i.png) [r](/stack/redis/)\n")
        .write("a/i.png", PNG)
        .write("stack/redis.md", "---\ntitle: Redis\n---\n## Limits\n");
    let folder = Folder::read(source.folder.path()).unwrap();
    let documents = folder.documents();
    let vocabulary = folder.vocabulary(&documents);
    assert_eq!((folder.pages.len(), vocabulary.tags.as_slice()), (2, &["x".to_owned()][..]));
    assert_eq!(vocabulary.page("stack", "redis").unwrap().anchors, ["limits"]);
    let page = &folder.pages[0];
    assert_eq!(folder.assets(page, &documents[0]), [("i.png".to_owned(), PNG.len() as u64)]);
    assert_eq!(folder.bytes(page, "i.png", 1024).unwrap(), PNG);
    assert_eq!((page.body_line, page.source.lines().nth(5)), (5, Some("## First")));
    let one = Folder::read_file(&source.path("a/index.md")).unwrap();
    assert_eq!((one.pages.len(), one.pages[0].draft.meta.slug.as_str()), (1, "a"));
    assert_eq!(one.assets(&one.pages[0], &one.documents()[0]).len(), 1);
    assert!(Folder::read_file(&source.path("none.md")).is_err());
}

#[test]
fn hostile_front_matter_is_read_or_kept_and_never_harmed() {
    for entry in data::vectors("yaml").unwrap_or_default() {
        let Some(yaml) = data::text(&entry, "yaml") else { continue };
        let id = data::id(&entry);
        let known = front_matter::read(&yaml);
        let fenced = format!("---\n{yaml}\n---\nText\n");
        let page = highbar_core::library::folder::PageFile::read("a.md", fenced.as_bytes());
        assert!(page.source.ends_with(&page.draft.body), "{id}");
        if yaml.trim().is_empty() || yaml.len() > front_matter::MAX_BLOCK {
            continue;
        }
        let new = Meta { version: "9.9".into(), ..known.meta.clone() };
        let patched = front_matter::patch(&yaml, &known.meta, &new);
        assert_eq!(front_matter::read(&patched).meta, new, "{id}: {patched:?}");
        let expect = entry["expect"].as_str().unwrap_or_default();
        if known.readable && expect.contains("byte-for-byte") && !yaml.contains(['{', '?', '\r']) {
            assert!(patched.starts_with(&yaml), "{id}: {patched:?}");
        }
        if expect.starts_with("error") {
            assert!(!known.readable, "{id}");
        }
    }
}

#[test]
fn hostile_names_stay_in_their_folder() {
    let source = Source::new();
    let mut written = 0;
    for entry in data::vectors("names").unwrap_or_default() {
        let listed = entry["names"].as_array().cloned().unwrap_or_else(|| vec![entry["name"].clone()]);
        for (at, name) in listed.iter().filter_map(|name| name.as_str()).enumerate() {
            let folder =
                source.path(&format!("v{}/{at}", data::id(&entry).replace(|c: char| !c.is_ascii_alphanumeric(), "-")));
            let file = folder.join(name.trim_start_matches('/'));
            let inside = !name.split('/').any(|step| step == "..");
            if inside
                && fs::create_dir_all(file.parent().unwrap()).is_ok()
                && fs::write(&file, "---\ntitle: N\n---\n").is_ok()
            {
                written += 1;
            }
        }
    }
    let report = source.import();
    assert!(report.added <= written);
    let all = Query { section: Section::Guides, ..Query::default() };
    assert_eq!(source.desk.library.list(&all).unwrap().total, report.added);
    assert_eq!(source.import().added, 0);
}

/// Real Markdown, unpacked; `None` with a word when it is not there.
pub fn corpus(name: &str) -> Option<tempfile::TempDir> {
    let folder = tempfile::tempdir().unwrap();
    let archive = data::folder().join("corpora").join(name);
    if !archive.exists() {
        println!("skipped: no test data for {name}");
        return None;
    }
    let tar = std::process::Command::new("tar").arg("xzf").arg(&archive).arg("-C").arg(folder.path()).status().unwrap();
    thin_out(folder.path(), &mut 0);
    tar.success().then_some(folder)
}

/// Keeps one page in five (`HIGHBAR_WHOLE_CORPORA`: all), for the sake of debug builds.
fn thin_out(folder: &Path, seen: &mut u32) {
    if std::env::var_os("HIGHBAR_WHOLE_CORPORA").is_some() {
        return;
    }
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            thin_out(&entry, seen);
        } else if entry.extension().is_some_and(|ending| ending == "md") {
            *seen += 1;
            if !(*seen).is_multiple_of(5) {
                fs::remove_file(entry).unwrap();
            }
        }
    }
}

#[test]
fn real_folders_come_in_whole_and_stay_as_they_are() {
    for name in ["hetzner-tutorials.tar.gz", "rust-blog.tar.gz"] {
        let Some(folder) = corpus(name) else { continue };
        let pages = Folder::read(folder.path()).unwrap();
        let desk = Desk::new();
        let report = desk.library.import(folder.path()).unwrap();
        assert_eq!(report.added as usize, pages.pages.len(), "{name}");
        for page in &pages.pages {
            one_field_changes_only_its_lines(&page.front_matter, &page.file);
        }
        check_stored(&desk.library, &pages);
        assert_eq!(counts(&desk.library.import(folder.path()).unwrap()), (0, 0, report.added), "{name}");
        println!("{name}: {} pages, {} notes", report.added, report.notes.len());
    }
}

fn check_stored(library: &Library, pages: &Folder) {
    for page in &pages.pages {
        let section = page.draft.meta.kind.section();
        let stored = library.stored(&[page.draft.meta.slug.clone()]).unwrap().remove(0);
        if stored.draft.meta.kind.section() == section {
            assert_eq!(
                (&stored.draft.body, &stored.front_matter),
                (&page.draft.body, &page.front_matter),
                "{}",
                page.file
            );
        }
    }
}

fn one_field_changes_only_its_lines(raw: &str, file: &str) {
    if raw.trim().is_empty() {
        return;
    }
    let old = front_matter::read(raw).meta;
    let new = Meta { title: "Another: title".into(), ..old.clone() };
    let after = front_matter::patch(raw, &old, &new);
    assert_eq!(front_matter::read(&after).meta, new, "{file}");
    let kept =
        raw.lines().filter(|line| !line.starts_with("title:")).all(|line| after.lines().any(|other| other == line));
    assert!(kept && after.lines().count().abs_diff(raw.lines().count()) <= 1, "{file}: {after}");
}
