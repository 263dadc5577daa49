//! `highbar new`: a guide from the template of its kind.

use highbar_core::guide::Kind;
use serde::Serialize;

use crate::args::{Args, New};
use crate::failure::Failure;
use crate::output::{Exit, Report};
use crate::{library, safe};

#[derive(Serialize)]
struct Made<'a> {
    id: &'a str,
    slug: &'a str,
    title: &'a str,
    kind: Kind,
}

pub fn run(args: &Args, wanted: &New) -> Result<Report, Failure> {
    let library = library::made(args)?;
    let id = library.create(wanted.kind.into(), &wanted.title)?;
    let stored = library.stored(std::slice::from_ref(&id))?;
    let meta = stored.first().map(|guide| guide.draft.meta.clone()).unwrap_or_default();
    if args.json {
        let made = Made { id: &id, slug: &meta.slug, title: &meta.title, kind: meta.kind };
        return Ok(Report::json(&made, Exit::Met));
    }
    Ok(Report::done(format!("{}\n", safe::line(&meta.path()))))
}
