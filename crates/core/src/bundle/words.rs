//! The sentences of the preflight: what a row says for each fact and target.
//!
//! `{n}` stands for the count, `{eg}` for the first example in quotes.

use super::fact::Fact;
use crate::view::{Target, Weight};

/// A row's weight and sentences.
pub struct Wording {
    pub weight: Weight,
    pub one: &'static str,
    pub many: &'static str,
    pub detail: &'static str,
}

/// `None` for what is told in the row of what was kept.
pub fn wording(target: Target, fact: Fact) -> Option<Wording> {
    stops(fact).or_else(|| links(target, fact)).or_else(|| losses(fact)).or_else(|| changes(fact))
}

fn words(weight: Weight, one: &'static str, many: &'static str, detail: &'static str) -> Option<Wording> {
    Some(Wording { weight, one, many, detail })
}

fn stops(fact: Fact) -> Option<Wording> {
    let stop = |one, many, detail| words(Weight::Stops, one, many, detail);
    match fact {
        Fact::NothingChosen => stop("No guide is chosen", "No guide is chosen", "Choose at least one."),
        Fact::BarOpen => stop(
            "1 guide does not meet the bar",
            "{n} guides do not meet the bar",
            "Close the open checks, or export as a draft.",
        ),
        _ => None,
    }
}

/// A plain bundle keeps addresses it cannot point anywhere; a site would break on them.
fn links(target: Target, fact: Fact) -> Option<Wording> {
    let plain = target == Target::Plain;
    let loss = |one, many, kept, dropped| words(Weight::Loss, one, many, if plain { kept } else { dropped });
    match fact {
        Fact::LinkNowhere => loss(
            "1 link leads to nothing in the library",
            "{n} links lead to nothing in the library",
            "{eg} stays as written.",
            "{eg} goes; the words stay.",
        ),
        Fact::LinkElsewhere => loss(
            "1 link leads to a guide outside this export",
            "{n} links lead to guides outside this export",
            "{eg} stays as written. Export that guide too, and it becomes a relative path.",
            "{eg} goes; the words stay. Export that guide too to keep it.",
        ),
        Fact::LinkRefused => loss(
            "1 link has an address that does nothing",
            "{n} links have addresses that do nothing",
            "{eg} stays as written.",
            "{eg} goes; the words stay.",
        ),
        Fact::AnchorGone => loss(
            "1 anchor is not in its page",
            "{n} anchors are not in their pages",
            "{eg} stays as written.",
            "{eg} goes; the link leads to the top of the page.",
        ),
        Fact::ImageGone => loss(
            "1 image is not stored with its guide",
            "{n} images are not stored with their guides",
            "{eg} stays as written.",
            "{eg} goes; its alternative text stays.",
        ),
        _ => None,
    }
}

fn losses(fact: Fact) -> Option<Wording> {
    let loss = |one, many, detail| words(Weight::Loss, one, many, detail);
    match fact {
        Fact::Alert => loss(
            "1 alert becomes a block quote",
            "{n} alerts become block quotes",
            "Hugo styles alerts only with a render hook.",
        ),
        Fact::RawHtml => loss(
            "1 piece of raw HTML loses its tags",
            "{n} pieces of raw HTML lose their tags",
            "{eg} is left out by Hugo; the words stay.",
        ),
        Fact::HeadingStrike => loss(
            "1 heading loses the line through its words",
            "{n} headings lose the lines through their words",
            "{eg} would stop Hugo where it stands.",
        ),
        Fact::BraceSpaced => loss(
            "1 pair of braces gets a space",
            "{n} pairs of braces get a space",
            "Hugo would run them where they stand, and no escape reaches there.",
        ),
        Fact::DateUnreadable => {
            loss("1 date is left out", "{n} dates are left out", "{eg} is not a date that Hugo reads.")
        }
        Fact::FieldLeftOut => loss(
            "1 block of front matter is left out",
            "{n} blocks of front matter are left out",
            "{eg} cannot be read; the fields of the library are written.",
        ),
        Fact::DateAhead => loss(
            "1 guide is dated ahead",
            "{n} guides are dated ahead",
            "{eg} is still to come: Hugo leaves the guide out until then.",
        ),
        _ => None,
    }
}

fn changes(fact: Fact) -> Option<Wording> {
    let change = |one, many, detail| words(Weight::Changed, one, many, detail);
    match fact {
        Fact::MarkedDraft => change(
            "1 page is marked as a draft",
            "{n} pages are marked as drafts",
            "Sites leave drafts out unless they are asked to show them.",
        ),
        Fact::FieldsUnderParams => change(
            "Stack and read time move under params",
            "Stack and read time move under params",
            "Hugo keeps top-level names for itself.",
        ),
        Fact::HtmlConverted => change(
            "1 piece of raw HTML becomes Markdown",
            "{n} pieces of raw HTML become Markdown",
            "{eg} reads the same in Markdown, and Hugo leaves raw HTML out.",
        ),
        Fact::BracePair => change(
            "1 pair of braces is escaped",
            "{n} pairs of braces are escaped",
            "So that Hugo does not run them. Readers see them as written.",
        ),
        Fact::BraceGuard => change(
            "1 passage is shielded",
            "{n} passages are shielded",
            "They hold braces that Hugo would run. Readers see them as written.",
        ),
        Fact::HeadingId => change(
            "1 heading names its anchor",
            "{n} headings name their anchors",
            "Hugo would spell them otherwise, and links to them would break.",
        ),
        Fact::Typography => change(
            "Quotes and dashes of 1 page are typeset",
            "Quotes and dashes of {n} pages are typeset",
            "Hugo turns straight quotes, -- and ... in prose into typographic ones. Code stays.",
        ),
        Fact::LinkRewritten => change(
            "1 link becomes a relative path",
            "{n} links become relative paths",
            "So that file viewers and code hosts can follow them.",
        ),
        Fact::Renamed => {
            change("1 file gets another name", "{n} files get other names", "{eg} would not be safe on every system.")
        }
        _ => None,
    }
}
