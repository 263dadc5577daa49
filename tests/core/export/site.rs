//! A minimal Hugo site around a bundle, built by the real Hugo, and a walk through what it built.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use highbar_core::bundle::Bundle;
use tempfile::TempDir;

const CONFIG: &str = "baseURL = \"https://example.org/sub/\"\ntitle = \"Site\"\nlanguageCode = \"en\"\n";
const SINGLE: &str = "<!doctype html><html><head><title>{{ .Title }}</title></head><body><h1>{{ .Title }}</h1>\
<p>{{ .Description }}</p>{{ .Content }}</body></html>\n";
const LIST: &str = "<!doctype html><html><head><title>{{ .Title }}</title></head><body><h1>{{ .Title }}</h1>{{ .Content }}\
<ul>{{ range .Pages }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a> {{ .Summary }}</li>{{ end }}</ul></body></html>\n";

/// True with a word on the console when Hugo is not installed.
pub fn no_hugo() -> bool {
    let missing = Command::new("hugo").arg("version").output().is_err();
    if missing {
        println!("skipped: hugo is not installed");
    }
    missing
}

/// A built site.
pub struct Site {
    folder: TempDir,
    /// Path below the site's root, and text, of each HTML file.
    pub pages: BTreeMap<String, String>,
}

impl Site {
    /// Builds a site that holds the bundle; any warning of Hugo fails the test.
    pub fn build(bundle: &Bundle, arguments: &[&str]) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        put(folder.path(), "hugo.toml", CONFIG.as_bytes());
        put(folder.path(), "layouts/_default/single.html", SINGLE.as_bytes());
        put(folder.path(), "layouts/_default/list.html", LIST.as_bytes());
        for (path, bytes) in &bundle.files {
            put(folder.path(), path, bytes);
        }
        let run = Command::new("hugo")
            .args(["--panicOnWarning", "--source"])
            .arg(folder.path())
            .args(arguments)
            .output()
            .expect("hugo runs");
        let said = format!("{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
        assert!(run.status.success() && !said.contains("WARN") && !said.contains("ERROR"), "{said}");
        let mut pages = BTreeMap::new();
        collect(&folder.path().join("public"), String::new(), &mut pages);
        Self { folder, pages }
    }

    pub fn page(&self, path: &str) -> &str {
        self.pages.get(path).unwrap_or_else(|| panic!("{path} is not among {:?}", self.pages.keys()))
    }

    /// Follows every link and image inside the site; answers with those that lead nowhere.
    pub fn broken(&self) -> Vec<String> {
        let mut broken = Vec::new();
        for (page, html) in &self.pages {
            for address in attributes(html, &["href", "src"]) {
                if let Some(why) = self.dead(page, &address) {
                    broken.push(format!("{page}: {address} ({why})"));
                }
            }
        }
        broken
    }

    fn dead(&self, page: &str, address: &str) -> Option<String> {
        let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
        let path = match path.strip_prefix("https://example.org") {
            Some(inside) => inside,
            None if path.contains(':') || path.starts_with("//") => return None,
            None => path,
        };
        let target = self.target(page, &decoded(path));
        match self.pages.get(&target) {
            Some(html) if !fragment.is_empty() => {
                let ids: BTreeSet<String> = attributes(html, &["id"]).into_iter().collect();
                (!ids.contains(&decoded(fragment))).then(|| format!("no such place in {target}"))
            }
            Some(_) => None,
            None if self.folder.path().join("public").join(&target).is_file() => None,
            None => Some(format!("{target} does not exist")),
        }
    }

    /// The file behind an address of a page.
    fn target(&self, page: &str, path: &str) -> String {
        let mut steps: Vec<&str> = match path.strip_prefix("/sub/") {
            Some(_) => Vec::new(),
            None if path.starts_with('/') => vec!["outside the site"],
            None => page.split('/').filter(|step| *step != "index.html").collect(),
        };
        let rest = path.strip_prefix("/sub/").unwrap_or(path);
        if path.is_empty() {
            return page.to_owned();
        }
        for step in rest.split('/') {
            match step {
                "" | "." => {}
                ".." => drop(steps.pop()),
                name => steps.push(name),
            }
        }
        let joined = steps.join("/");
        match (joined.is_empty(), path.ends_with('/') || path == "..") {
            (true, _) => "index.html".to_owned(),
            (false, true) => format!("{joined}/index.html"),
            (false, false) => joined,
        }
    }
}

pub fn put(root: &Path, path: &str, bytes: &[u8]) {
    let file = root.join(path);
    std::fs::create_dir_all(file.parent().expect("files lie in folders")).expect("folders can be made");
    std::fs::write(file, bytes).expect("files can be written");
}

fn collect(folder: &PathBuf, below: String, pages: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(folder).expect("built").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if below.is_empty() { name } else { format!("{below}/{name}") };
        if entry.path().is_dir() {
            collect(&entry.path(), path, pages);
        } else if path.ends_with(".html") {
            pages.insert(path, std::fs::read_to_string(entry.path()).expect("pages are UTF-8"));
        }
    }
}

/// Values of attributes, entities decoded.
fn attributes(html: &str, names: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for name in names {
        for rest in html.split(&format!(" {name}=\"")).skip(1) {
            let value = rest.split('"').next().unwrap_or_default();
            found.push(value.replace("&#43;", "+").replace("&#39;", "'").replace("&amp;", "&"));
        }
    }
    found
}

fn decoded(path: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = path.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let hex = tail
            .get(..2)
            .and_then(|pair| std::str::from_utf8(pair).ok())
            .and_then(|pair| u8::from_str_radix(pair, 16).ok());
        match hex.filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The text a reader sees, white space folded.
pub fn seen(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    let decoded = ["&lt;=<", "&gt;=>", "&quot;=\"", "&#34;=\"", "&#39;='", "&amp;=&"];
    let plain =
        decoded.iter().filter_map(|pair| pair.split_once('=')).fold(out, |text, (from, to)| text.replace(from, to));
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
