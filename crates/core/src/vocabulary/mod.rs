//! What a guide may point at: the library's pages, stack items with their aliases, tags.
//!
//! A read-only snapshot; made by the store or from a folder. Resolves links (`target`), folds aliases
//! (`index`) and finds names in running text (`mention`). Reads no file and changes nothing.

use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

use crate::guide::{Kind, Status};

mod index;
mod mention;
mod near;
mod passages;
mod prints;
mod remembered;
mod target;

use index::Index;
pub use mention::{Mention, Named};
pub use near::nearest;
pub use passages::{PagePrints, PageSaid, Passages};
use remembered::Remembered;
pub use target::{Resolved, Target};

/// A page of the library as a link target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    pub kind: Kind,
    pub slug: String,
    pub title: String,
    pub status: Status,
    /// `YYYY-MM-DD` or empty.
    pub date: String,
    /// Ids of its headings as every target slugs them.
    pub anchors: Vec<String>,
}

impl Page {
    /// The address on the site: `/stack/redis/`.
    pub fn path(&self) -> String {
        format!("/{}/{}/", self.kind.section(), self.slug)
    }

    pub fn is_draft(&self) -> bool {
        self.status != Status::Approved
    }
}

/// A technology with its page and other names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StackItem {
    /// The official name: "PostgreSQL".
    pub name: String,
    pub slug: String,
    pub aliases: Vec<String>,
    /// Name of the item this is a facet of, or empty.
    pub facet_of: String,
    pub version: String,
    /// What ties the publication to its vendor: one of `TIES`, or empty.
    pub tie: String,
}

/// Tags of a technology's page that tell of a tie to its vendor.
pub const TIES: [&str; 3] = ["client", "partner", "employer"];

impl StackItem {
    /// The address of its page: `/stack/postgresql/`.
    pub fn path(&self) -> String {
        format!("/{}/{}/", Kind::StackItem.section(), self.slug)
    }
}

/// Everything outside a draft that its checks may read. Build with [`Vocabulary::new`]; the lists are
/// open for reading and are not changed afterwards, since names are indexed on first use.
#[derive(Debug, Default)]
pub struct Vocabulary {
    pub pages: Vec<Page>,
    pub stack: Vec<StackItem>,
    pub tags: Vec<String>,
    index: OnceLock<Index>,
    capitals: OnceLock<HashSet<String>>,
    near_paths: Remembered,
    near_slugs: Remembered,
    passages: Arc<Passages>,
}

impl Clone for Vocabulary {
    fn clone(&self) -> Self {
        let passages = Arc::clone(&self.passages);
        Self { passages, ..Self::new(self.pages.clone(), self.stack.clone(), self.tags.clone()) }
    }
}

impl Vocabulary {
    pub fn new(pages: Vec<Page>, stack: Vec<StackItem>, tags: Vec<String>) -> Self {
        Self { pages, stack, tags, ..Self::default() }
    }

    /// With what other pages say.
    pub fn with_passages(self, passages: Passages) -> Self {
        Self { passages: Arc::new(passages), ..self }
    }

    /// With what `other` knows that other pages say.
    pub fn with_passages_of(self, other: &Vocabulary) -> Self {
        Self { passages: Arc::clone(&other.passages), ..self }
    }

    /// What the library's guides and case studies say, this one among them.
    pub fn passages(&self) -> &Passages {
        &self.passages
    }

    /// Words of capitals alone in titles, names, aliases and tags ("SQL" of "SQL for ledgers"): looked for once,
    /// since there may be ten thousand titles.
    pub fn capitals(&self) -> &HashSet<String> {
        self.capitals.get_or_init(|| {
            let stack = self.stack.iter().flat_map(|item| item.aliases.iter().chain([&item.name]));
            let all = stack.chain(self.pages.iter().map(|page| &page.title)).chain(&self.tags);
            let words = all.flat_map(|name| name.split(|c: char| !c.is_alphanumeric()));
            let loud = words.filter(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_uppercase()));
            loud.map(str::to_owned).collect()
        })
    }

    /// Makes what is otherwise made at the first question, so that no keystroke waits for it.
    pub fn made_ready(&self) {
        self.index();
        self.capitals();
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(self))
    }

    /// The item a name means: its own name or one of its aliases, whatever the case, the spaces and the
    /// dots ("postgres", "Socket.IO", "next js"). Facets are items of their own.
    pub fn item(&self, name: &str) -> Option<&StackItem> {
        self.index().item(name).and_then(|at| self.stack.get(at))
    }

    /// The page with this slug in this section.
    pub fn page(&self, section: &str, slug: &str) -> Option<&Page> {
        self.index().page(section, slug).and_then(|at| self.pages.get(at))
    }

    /// The page whose address is nearest to `path`, if one is near enough to be meant.
    pub fn nearest_page(&self, path: &str) -> Option<&Page> {
        let at = self.near_paths.or(path, || {
            let paths = self.index().paths();
            let hit = nearest(path, paths.iter().map(String::as_str))?;
            paths.iter().position(|path| path == hit)
        });
        at.and_then(|at| self.pages.get(at))
    }

    /// The page whose slug is nearest to `slug`, if one is near enough to be meant.
    pub fn nearest_slug(&self, slug: &str) -> Option<&Page> {
        let at = self.near_slugs.or(slug, || {
            let hit = nearest(slug, self.pages.iter().map(|page| page.slug.as_str()))?;
            self.pages.iter().position(|page| page.slug == hit)
        });
        at.and_then(|at| self.pages.get(at))
    }

    /// The case study with this slug or title.
    pub fn case_study(&self, name: &str) -> Option<&Page> {
        let section = Kind::CaseStudy.section();
        self.page(section, name)
            .or_else(|| self.pages.iter().find(|page| page.kind == Kind::CaseStudy && page.title == name))
    }

    /// The item of the same library that `item` is a facet of.
    pub fn parent(&self, item: &StackItem) -> Option<&StackItem> {
        if item.facet_of.is_empty() { None } else { self.item(&item.facet_of) }
    }

    /// Names of stack items and case studies in `text`: word-bounded, longest first, in order.
    pub fn mentions(&self, text: &str) -> Vec<Mention> {
        self.index().mentions(text)
    }

    /// Equal for two vocabularies that find the same mentions in every text.
    pub fn names_hash(&self) -> u64 {
        self.index().names_hash()
    }

    /// Where a link on the page at `from` (`/guides/staying-correct/`) leads. `assets` are the paths of
    /// the files beside that page.
    pub fn resolve<'v>(&'v self, from: &str, assets: &[(String, u64)], href: &str) -> Resolved<'v> {
        target::resolve(self, from, assets, href)
    }
}

#[cfg(test)]
pub(crate) fn sample() -> Vocabulary {
    let page = |kind: Kind, slug: &str, title: &str| Page {
        kind,
        slug: slug.into(),
        title: title.into(),
        status: Status::Approved,
        date: "2025-01-01".into(),
        anchors: vec!["impact".into(), "what-it-is".into()],
    };
    let stack = [
        ("PostgreSQL", "postgresql", "Postgres,pg", ""),
        ("Redis", "redis", "", ""),
        ("Redis (Pub/Sub)", "redis-pub-sub", "", "Redis"),
        ("Socket.io", "socket-io", "", ""),
        ("Next.js", "next-js", "", ""),
        ("NestJS", "nestjs", "Nest", ""),
        ("M-Pesa Daraja", "m-pesa-daraja", "Daraja", ""),
        ("Express", "express", "", ""),
        ("MongoDB", "mongodb", "Mongo", ""),
        ("TypeScript", "typescript", "", ""),
        ("React", "react", "", ""),
    ];
    let mut pages = vec![
        page(Kind::CaseStudy, "taskforge", "TaskForge"),
        page(Kind::CaseStudy, "nestfi", "NestFi"),
        page(Kind::CaseStudy, "fits-by-aliv", "Fits by Aliv"),
        page(Kind::CaseStudy, "inkly", "Inkly"),
        page(Kind::DeepDive, "other-guide", "Another guide"),
    ];
    pages.extend(stack.iter().map(|(name, slug, ..)| page(Kind::StackItem, slug, name)));
    let item = |(name, slug, aliases, facet_of): (&str, &str, &str, &str)| StackItem {
        name: name.into(),
        slug: slug.into(),
        aliases: aliases.split(',').filter(|alias| !alias.is_empty()).map(Into::into).collect(),
        facet_of: facet_of.into(),
        ..StackItem::default()
    };
    Vocabulary::new(pages, stack.into_iter().map(item).collect(), vec!["payments".into()])
}
