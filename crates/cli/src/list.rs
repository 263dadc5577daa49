//! `highbar list`: one line for each guide, as wide as it needs to be.

use highbar_core::view::{Card, CardList, Query, Section, Sort};

use crate::args::{Args, List};
use crate::check::summary;
use crate::failure::Failure;
use crate::output::{Exit, Report};
use crate::{library, safe};

pub fn run(args: &Args, wanted: &List) -> Result<Report, Failure> {
    let query = Query {
        text: wanted.search.clone(),
        section: wanted.section.into(),
        statuses: wanted.status.iter().map(|status| (*status).into()).collect(),
        sort: Sort::Newest,
        ..Query::default()
    };
    let list = library::existing(args)?.list(&query)?;
    if args.json {
        return Ok(Report::json(&list, Exit::Met));
    }
    Ok(Report::done(text(&list, query.section)))
}

fn text(list: &CardList, section: Section) -> String {
    if list.cards.is_empty() {
        return "Nothing here.\n".to_owned();
    }
    let guides = section == Section::Guides;
    let rows: Vec<Vec<String>> = list.cards.iter().map(|card| if guides { guide(card) } else { page(card) }).collect();
    let mut out = table(&rows);
    if guides {
        out.push_str(&format!("\n{} of {} meet the bar\n", list.met, list.total));
    }
    out
}

fn guide(card: &Card) -> Vec<String> {
    vec![
        safe::line(&card.slug),
        safe::line(&card.date),
        format!("{} min read", card.read_minutes),
        card.status.as_str().to_owned(),
        summary::of(&card.score),
        safe::line(&card.title),
    ]
}

fn page(card: &Card) -> Vec<String> {
    vec![safe::line(&card.slug), card.status.as_str().to_owned(), safe::line(&card.title)]
}

/// Columns two spaces apart, the last one as it is.
fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or_default()).collect();
    let mut out = String::new();
    for row in rows {
        let (last, others) = row.split_last().map_or((String::new(), &[][..]), |(last, others)| (last.clone(), others));
        for (cell, width) in others.iter().zip(&widths) {
            out.push_str(&format!("{cell:width$}  "));
        }
        out.push_str(&last);
        out.push('\n');
    }
    out
}
