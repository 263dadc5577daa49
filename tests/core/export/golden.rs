//! Whole bundles against files that were looked at once. `HIGHBAR_ACCEPT=1` takes what is made now.

use std::path::{Path, PathBuf};

use highbar_core::bundle::{Bundle, Order};
use highbar_core::guide::Kind;
use highbar_core::view::Target;

use super::shelf::{PIXEL, Shelf, TODAY, text};

fn shelf() -> Shelf {
    let body = "A callback may come twice. See [NestFi](/case-studies/nestfi/#impact) and [Redis](/stack/redis/).\n\n\
## What broke & why?\n\n![The flow of a payment](flow.png)\n\n> [!NOTE]\n> Press <kbd>Ctrl</kbd>.\n\n\
```go\nfmt.Println(\"{{< ledger >}}\")\n```\n\n| Store | Read |\n|---|---|\n| [Redis](/stack/redis/) | 3 ms |\n\n\
The guide on [scaling](/guides/scaling/) says more.[^1]\n\n[^1]: Measured with `wrk`.\n";
    let mut shelf = Shelf::default()
        .page(Kind::CaseStudy, "nestfi", "NestFi", "## Impact\n\nBuilt on [Redis](../stack/redis.md).\n")
        .page(Kind::StackItem, "redis", "Redis", "A store in memory.\n")
        .page(Kind::StackItem, "kafka", "Kafka", "Not reached.\n")
        .guide("staying-correct", body)
        .asset("flow.png", PIXEL);
    let page = shelf.last();
    page.draft.meta.title = "Scaling Isn’t the Hard Part — Staying Correct Is".into();
    page.draft.meta.case_studies = vec!["nestfi".into()];
    page.front_matter =
        "# kept as it is\ntitle: Scaling Isn’t the Hard Part — Staying Correct Is\nslug: 'staying-correct'\n\
summary: \"About staying-correct: what it's for.\"\ndate:   2026-02-04\ntags: [payments]\nstack: [Redis, PostgreSQL]\n\
caseStudies: [nestfi]\nreviewers:\n  - name: A. Rivera\n    on: 2026-02-03\nweight: 10\n"
            .into();
    shelf
}

fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden").join(name)
}

fn compare(name: &str, bundle: &Bundle) {
    let folder = golden(name);
    if std::env::var_os("HIGHBAR_ACCEPT").is_some() {
        let _ = std::fs::remove_dir_all(&folder);
        for (path, bytes) in &bundle.files {
            super::site::put(&folder, path, bytes);
        }
        return;
    }
    for (path, bytes) in &bundle.files {
        let expected = std::fs::read(folder.join(path)).unwrap_or_default();
        let (made, expected) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&expected));
        assert_eq!(made, expected, "{name}/{path} differs; look at it, then run again with HIGHBAR_ACCEPT=1");
    }
    assert_eq!(count(&folder), bundle.files.len(), "{name} holds files that are not made any more");
}

fn count(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).expect("golden files are there").flatten();
    entries.map(|entry| if entry.path().is_dir() { count(&entry.path()) } else { 1 }).sum()
}

#[test]
fn bundles_are_what_was_looked_at() {
    compare("plain", &shelf().plan(Target::Plain));
    compare("hugo", &shelf().plan(Target::Hugo));
    compare(
        "plain-draft",
        &shelf().order(
            &Order { target: Target::Plain, draft: true, today: TODAY, profile: highbar_core::bar::Profile::usual() },
            |_| true,
        ),
    );
}

#[test]
fn the_same_plan_is_the_same_bytes_in_any_order() {
    for target in [Target::Plain, Target::Hugo] {
        let first = shelf().plan(target);
        let mut turned = shelf();
        turned.pages.reverse();
        let again = turned.plan(target);
        assert_eq!(first.files, again.files);
        assert_eq!(first.rows, again.rows);
        let later = shelf().order(
            &Order { target, draft: false, today: "2030-01-01", profile: highbar_core::bar::Profile::usual() },
            |_| true,
        );
        assert_eq!(first.files, later.files);
    }
}

#[test]
fn the_manifest_tells_the_truth_about_every_file() {
    use sha2::{Digest, Sha256};
    for shelf in [shelf(), Shelf::sample()] {
        let bundle = shelf.order(
            &Order { target: Target::Plain, draft: true, today: TODAY, profile: highbar_core::bar::Profile::usual() },
            |_| true,
        );
        let manifest: serde_json::Value = serde_json::from_str(text(&bundle, "manifest.json")).expect("JSON");
        let files = manifest["files"].as_array().expect("a list");
        assert_eq!(files.len(), bundle.files.len() - 1);
        for file in files {
            let bytes = &bundle.files[file["path"].as_str().expect("a path")];
            let sum: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(
                (file["sha256"].as_str(), file["bytes"].as_u64()),
                (Some(sum.as_str()), Some(bytes.len() as u64))
            );
        }
    }
}

#[test]
fn the_manifest_holds_the_verdicts_of_the_bar() {
    let bundle = Shelf::sample().order(
        &Order { target: Target::Hugo, draft: true, today: TODAY, profile: highbar_core::bar::Profile::usual() },
        |_| true,
    );
    let manifest: serde_json::Value = serde_json::from_str(text(&bundle, "manifest.json")).expect("JSON");
    assert_eq!((&manifest["target"], &manifest["draft"]), (&"hugo".into(), &true.into()));
    let guides = manifest["guides"].as_array().expect("a list");
    assert_eq!(guides.len(), 6);
    let rules = highbar_core::bar::rules().len();
    for guide in guides {
        assert_eq!(guide["checks"].as_array().map(Vec::len), Some(rules), "{guide}");
        assert!(guide["met"].is_boolean() && guide["words"].as_u64() > Some(10));
    }
}
