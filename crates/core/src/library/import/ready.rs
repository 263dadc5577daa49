//! Pages of a folder with everything that can be found out before the library is written to.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::guide::{Draft, OutcomeAnswer, Status, Waiver};
use crate::library::Library;
use crate::library::folder::{Folder, PageFile};
use crate::library::judge::{Kept, Measure, keep_document};
use crate::library::status::open_checks;
use crate::markdown::Document;
use crate::store::Tables;
use crate::vocabulary::{Page, Vocabulary};
use crate::{Result, parallel};

/// A page on its way in.
pub(super) struct Ready<'f> {
    pub page: &'f PageFile,
    /// Path as the text names it, size in bytes.
    pub assets: Vec<(String, u64)>,
    /// Of the whole file.
    pub hash: [u8; 32],
    /// `None` when the file is as it was at the last import.
    pub news: Option<News>,
}

/// What a changed page brings.
pub(super) struct News {
    /// With the answers the library has already.
    pub draft: Draft,
    pub status: Status,
    pub kept: Kept,
    pub remark: Option<&'static str>,
}

/// What the library knows of the pages: hash of the last import, and answers.
type Known = HashMap<(&'static str, String), ([u8; 32], Said)>;

/// What people said about a page: answers, and rules they set aside.
type Said = (Vec<OutcomeAnswer>, Vec<Waiver>);

impl Library {
    pub(super) fn ready_to_import<'f>(&self, folder: &'f Folder) -> Result<Vec<Ready<'f>>> {
        let documents = folder.documents();
        let vocabulary = joined(&self.vocabulary(), folder.vocabulary(&documents));
        let measure = Measure { vocabulary: Arc::new(vocabulary), ..self.measure() };
        let known = self.read(|tables| known(tables, folder))?;
        let pairs: Vec<(&PageFile, &Document<'_>)> = folder.pages.iter().zip(&documents).collect();
        Ok(parallel::map(&pairs, |(page, document)| {
            let assets = folder.assets(page, document);
            let hash = *blake3::hash(page.source.as_bytes()).as_bytes();
            let meta = &page.draft.meta;
            let (before, said) = known.get(&(meta.kind.section(), meta.slug.clone())).cloned().unwrap_or_default();
            let news = (before != hash).then(|| news(page, said, document, &assets, &measure));
            Ready { page, assets, hash, news }
        }))
    }
}

fn known(tables: &Tables<'_>, folder: &Folder) -> Result<Known> {
    let mut known = Known::new();
    for meta in folder.pages.iter().map(|page| &page.draft.meta) {
        if let Some(key) = tables.key_by_slug(meta.kind.section(), &meta.slug)? {
            let hash = tables.imported(key)?.unwrap_or_default();
            known
                .insert((meta.kind.section(), meta.slug.clone()), (hash, (tables.answers(key)?, tables.waivers(key)?)));
        }
    }
    Ok(known)
}

fn news(
    page: &PageFile,
    (answers, waivers): Said,
    document: &Document<'_>,
    assets: &[(String, u64)],
    measure: &Measure,
) -> News {
    let answers = merged(answers, &page.draft.answers);
    let waivers = joined_waivers(waivers, &page.draft.waivers);
    let draft = Draft { answers, waivers, ..page.draft.clone() };
    let kept = keep_document(&draft, document, assets, measure);
    let stops = page.status == Status::Approved && !open_checks(&kept.judged.outcomes).is_empty();
    let remark = "It says approved, but required checks are open; it came in as a draft.";
    let status = if stops { Status::Draft } else { page.status };
    News { draft, status, kept, remark: stops.then_some(remark) }
}

/// Answers given in the library win over those in the file about the same sentence.
fn merged(mut answers: Vec<OutcomeAnswer>, from_file: &[OutcomeAnswer]) -> Vec<OutcomeAnswer> {
    let known: HashSet<String> = answers.iter().map(|answer| answer.sentence.clone()).collect();
    answers.extend(from_file.iter().filter(|answer| !known.contains(&answer.sentence)).cloned());
    answers
}

/// Waivers given in the library win over those in the file that cover the same.
fn joined_waivers(mut waivers: Vec<Waiver>, from_file: &[Waiver]) -> Vec<Waiver> {
    let known: HashSet<String> = waivers.iter().map(Waiver::id).collect();
    waivers.extend(from_file.iter().filter(|waiver| !known.contains(&waiver.id())).cloned());
    waivers
}

/// The library's vocabulary with the folder's pages in it.
fn joined(here: &Vocabulary, there: Vocabulary) -> Vocabulary {
    let key = |page: &Page| (page.kind.section(), page.slug.clone());
    let told = Vocabulary::default().with_passages_of(&there);
    let (mut pages, mut stack, mut tags) = (there.pages, there.stack, there.tags);
    let known: HashSet<_> = pages.iter().map(key).collect();
    pages.extend(here.pages.iter().filter(|page| !known.contains(&key(page))).cloned());
    let slugs: HashSet<String> = stack.iter().map(|item| item.slug.clone()).collect();
    stack.extend(here.stack.iter().filter(|item| !slugs.contains(&item.slug)).cloned());
    tags.extend(here.tags.iter().cloned());
    Vocabulary::new(pages, stack, tags).with_passages_of(&told)
}
