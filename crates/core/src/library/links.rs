//! What a click on a link of the preview should do. Opens nothing itself.

use super::{Library, lock};
use crate::Result;
use crate::links::{LinkKind, classify, host};
use crate::render::preview_id;
use crate::view::LinkAction;
use crate::vocabulary::Target;

impl Library {
    /// What the n-th link of the open guide's preview does.
    pub fn link(&self, id: &str, n: u32) -> Result<LinkAction> {
        let (href, from, assets) = {
            let open = self.found_on_desk(id)?;
            let open = lock(&open.guide);
            let href = open.text.link(n as usize).map(str::to_owned);
            (href, open.text.draft.meta.path(), open.assets.clone())
        };
        match href {
            Some(href) => self.action(&href, &from, &assets),
            None => Ok(refuse("This link is not in the text any more.")),
        }
    }

    fn action(&self, href: &str, from: &str, assets: &[(String, u64)]) -> Result<LinkAction> {
        Ok(match classify(href) {
            LinkKind::Fragment(id) => LinkAction::Scroll { id: place(&id) },
            LinkKind::External(url) => LinkAction::Ask { host: host(&url), url },
            LinkKind::Refused(why) => refuse(why),
            LinkKind::Internal { fragment, .. } => self.internal(href, from, assets, fragment.unwrap_or_default())?,
        })
    }

    fn internal(&self, href: &str, from: &str, assets: &[(String, u64)], anchor: String) -> Result<LinkAction> {
        let vocabulary = self.vocabulary();
        Ok(match vocabulary.resolve(from, assets, href).target {
            Target::Itself => LinkAction::Scroll { id: place(&anchor) },
            Target::Page(page) => {
                let found = self.read(|tables| tables.entry_by_slug(page.kind.section(), &page.slug))?;
                match found {
                    Some(row) => LinkAction::Open { id: row.id, anchor: place(&anchor) },
                    None => refuse("That page is not in the library any more."),
                }
            }
            Target::List => refuse("That is a list page of the published site; it is not in the library."),
            Target::Asset(path) => refuse(&format!("{path} is a file beside this page, not a page.")),
            Target::Missing(path) => refuse(&format!("There is no page at {path} in the library.")),
            Target::External => refuse("This is not a complete web address."),
            Target::Refused(why) => refuse(why),
        })
    }
}

/// The element of the preview that a fragment names; empty for the top of the page.
fn place(fragment: &str) -> String {
    if fragment.is_empty() { String::new() } else { preview_id(fragment) }
}

fn refuse(message: &str) -> LinkAction {
    LinkAction::Refuse { message: message.to_owned() }
}
