//! Names of pages that the text mentions and never links: what an editor offers as links.
//!
//! One entry per page, at its first mention, prose before tables. A page that is linked once is done. Offers only;
//! whether a link is missing is judged by the rules.

use super::rules::page_path;
use super::{Input, Quote, Reading};
use crate::guide::Kind;
use crate::markdown::Layer;
use crate::text::Span;
use crate::vocabulary::{Named, Page, Target};

/// A page that is named and not linked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlinked {
    /// The first mention, in the source.
    pub span: Span,
    /// The words there, labelled with the page's name: "PostgreSQL".
    pub quote: Quote,
    pub kind: Kind,
    /// The address on the site.
    pub path: String,
    /// How often it is named.
    pub times: usize,
}

/// In the order of the text.
pub fn unlinked(input: &Input<'_>) -> Vec<Unlinked> {
    let reading = Reading::new(input);
    let mut found: Vec<Unlinked> = Vec::new();
    for place in places(&reading) {
        match found.iter_mut().find(|other| other.path == place.path) {
            Some(known) => known.times += 1,
            None => found.push(place),
        }
    }
    found.retain(|one| one.path != reading.path() && !is_linked(&reading, &one.path));
    found.sort_by_key(|one| one.span);
    found
}

/// Every free mention, prose first.
fn places(reading: &Reading<'_>) -> Vec<Unlinked> {
    let named = reading.mentions().iter().filter(|seen| !seen.linked);
    let mut places: Vec<(Layer, Unlinked)> =
        named.filter_map(|seen| Some((seen.layer, of(reading, seen.span, seen.named)?))).collect();
    places.extend(guides(reading));
    places.sort_by_key(|(layer, one)| (*layer != Layer::Prose, one.span));
    places.into_iter().map(|(_, one)| one).collect()
}

fn of(reading: &Reading<'_>, span: Span, named: Named) -> Option<Unlinked> {
    match named {
        Named::CaseStudy(at) => reading.vocabulary.pages.get(at).map(|page| page_at(reading, span, page)),
        Named::Stack(at) => {
            let item = reading.vocabulary.stack.get(at)?;
            let path = page_path(reading, item);
            let known = matches!(reading.resolve(&path).target, Target::Page(_));
            let quote = || reading.quote(span, item.name.clone());
            known.then(|| Unlinked { span, quote: quote(), kind: Kind::StackItem, path, times: 1 })
        }
    }
}

fn page_at(reading: &Reading<'_>, span: Span, page: &Page) -> Unlinked {
    let quote = reading.quote(span, page.title.clone());
    Unlinked { span, quote, kind: page.kind, path: page.path(), times: 1 }
}

/// Published guides named by their whole title, letter by letter.
fn guides(reading: &Reading<'_>) -> Vec<(Layer, Unlinked)> {
    let source = reading.document.source;
    let pages = reading.vocabulary.pages.iter();
    let guides = pages.filter(|page| page.kind.is_guide() && !page.is_draft() && page.title.contains(' '));
    let mut found = Vec::new();
    for page in guides {
        for (at, title) in source.match_indices(page.title.as_str()) {
            let span = Span::new(at, at + title.len());
            let run = reading.readable(span).filter(|run| run.link.is_none());
            found.extend(run.map(|run| (run.layer, page_at(reading, span, page))));
        }
    }
    found
}

fn is_linked(reading: &Reading<'_>, path: &str) -> bool {
    reading.links().any(|(link, resolved)| {
        let page = matches!(resolved.target, Target::Page(page) if page.path() == path);
        page && matches!(link.layer, Layer::Prose | Layer::Cell)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bar::Profile;
    use crate::bar::testing::{TODAY, draft};
    use crate::markdown::Document;
    use crate::vocabulary::sample;

    fn names(body: &str) -> Vec<String> {
        let (draft, vocabulary) = (draft(body), sample());
        let document = Document::parse(&draft.body);
        let input = Input {
            draft: &draft,
            document: &document,
            vocabulary: &vocabulary,
            assets: &[],
            today: TODAY,
            profile: Profile::usual(),
        };
        unlinked(&input).iter().map(|one| format!("{}@{}x{}", one.path, one.span.start, one.times)).collect()
    }

    #[test]
    fn offers_each_page_once_at_its_first_mention() {
        assert_eq!(names("Redis and Redis and Postgres.\n"), ["/stack/redis/@0x2", "/stack/postgresql/@20x1"]);
        assert_eq!(names("TaskForge ran it.\n"), ["/case-studies/taskforge/@0x1"]);
        assert_eq!(names("As Another guide says.\n"), ["/guides/other-guide/@3x1"]);
    }

    #[test]
    fn prose_comes_before_tables() {
        assert_eq!(names("| Redis |\n|---|\n| x |\n\nThen Redis.\n"), ["/stack/redis/@28x2"]);
    }

    #[test]
    fn leaves_alone_what_is_linked_or_not_text() {
        for body in [
            "[Redis](/stack/redis/) and Redis.\n",
            "`Redis`\n",
            "## Redis\n",
            "```\nRedis\n```\n",
            "[read of Redis](https://redis.io/)\n",
            "![Redis](images/flow.png)\n",
            "<!-- Redis -->\n",
            "Staying correct when payments arrive twice\n",
            "Reddish and redistribute.\n",
        ] {
            assert!(names(body).is_empty(), "{body}");
        }
    }
}
