//! `highbar export`: a bundle from the library or from a folder, and what happened on the way.

use std::path::{Path, PathBuf};

use highbar_core::ErrorCode;
use highbar_core::library::folder::Folder;
use highbar_core::view::{ExportRequest, Exported, Preflight, PreflightRow, Weight};
use highbar_core::world::World;
use serde::Serialize;

use crate::args::{self, Args};
use crate::failure::Failure;
use crate::output::{Exit, Report};
use crate::{import, library, safe};

/// What was written, with the rows of the preflight.
#[derive(Serialize)]
struct Written<'a> {
    #[serde(flatten)]
    exported: &'a Exported,
    rows: &'a [PreflightRow],
}

pub fn run(args: &Args, wanted: &args::Export) -> Result<Report, Failure> {
    let request = ExportRequest {
        guides: wanted.guides.clone(),
        target: wanted.target.into(),
        zip: wanted.zip,
        draft: wanted.draft,
    };
    let out = wanted.out.as_deref().map(|out| if wanted.zip { zip_file(out) } else { out.to_owned() });
    let source = Source::open(args, wanted, out.as_deref())?;
    let Some(out) = out.filter(|_| !wanted.dry_run) else {
        return Ok(planned(args, wanted, &source.preflight(&request)?, &source));
    };
    let (exported, told) = source.export(&request, &out)?;
    if args.json {
        return Ok(Report::json(&Written { exported: &exported, rows: &told }, Exit::Met));
    }
    let mut report = Report::done(rows(&told) + &written(&exported));
    report.remarks = source.notes();
    Ok(report)
}

/// Where the guides come from.
enum Source {
    Library(Box<highbar_core::library::Library>),
    Folder(Folder, String),
}

impl Source {
    fn open(args: &Args, wanted: &args::Export, out: Option<&Path>) -> Result<Self, Failure> {
        let Some(folder) = &wanted.from else { return Ok(Self::Library(Box::new(library::existing(args)?))) };
        if out.is_some_and(|out| lies_in(out, folder)) {
            let message =
                "The export would lie in the folder that it is made from. Name a place outside of it with --out.";
            return Err(Failure::new(ErrorCode::Invalid, message));
        }
        Ok(Self::Folder(Folder::read(folder)?, World::system().today()))
    }

    fn preflight(&self, request: &ExportRequest) -> Result<Preflight, Failure> {
        Ok(match self {
            Self::Library(library) => library.preflight(request)?,
            Self::Folder(folder, today) => folder.preflight(request, today)?,
        })
    }

    fn export(&self, request: &ExportRequest, out: &Path) -> Result<(Exported, Vec<PreflightRow>), Failure> {
        Ok(match self {
            Self::Library(library) => library.export_told(request, out)?,
            Self::Folder(folder, today) => folder.export_told(request, out, today)?,
        })
    }

    fn notes(&self) -> String {
        match self {
            Self::Library(_) => String::new(),
            Self::Folder(folder, _) => import::remarks(&folder.notes),
        }
    }
}

/// `--out guides --zip` writes `guides.zip`; into a folder that is there, `guides.zip` in it.
fn zip_file(out: &Path) -> PathBuf {
    if out.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip")) {
        return out.to_owned();
    }
    if out.is_dir() {
        return out.join("guides.zip");
    }
    let mut name = out.as_os_str().to_owned();
    name.push(".zip");
    PathBuf::from(name)
}

fn lies_in(out: &Path, folder: &Path) -> bool {
    let absolute = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_default();
    let mut there = absolute(out);
    // The destination may not exist yet; its nearest ancestor that does may be reached through links.
    if let Some((parent, name)) = out.parent().zip(out.file_name()).filter(|_| !out.exists()) {
        there = absolute(if parent.as_os_str().is_empty() { Path::new(".") } else { parent }).join(name);
    }
    there.starts_with(absolute(folder))
}

fn planned(args: &Args, wanted: &args::Export, preflight: &Preflight, source: &Source) -> Report {
    let exit = if wanted.draft || preflight.open.is_empty() { Exit::Met } else { Exit::NotMet };
    if args.json {
        return Report::json(preflight, exit);
    }
    let mut text = rows(&preflight.rows);
    for open in preflight.open.iter().filter(|_| !wanted.draft) {
        text.push_str(&format!("{}\n", safe::line(&open.title)));
        text.extend(open.checks.iter().map(|check| format!("  {}\n", safe::line(check))));
    }
    text.push_str(&format!("Would write {} files, {} KiB\n", preflight.files, preflight.kib));
    Report { text, remarks: source.notes(), exit }
}

fn rows(rows: &[PreflightRow]) -> String {
    rows.iter()
        .map(|row| format!("{:8}{}. {}\n", weight(row.weight), safe::line(&row.title), safe::line(&row.detail)))
        .collect()
}

fn weight(weight: Weight) -> &'static str {
    match weight {
        Weight::Stops => "Stops",
        Weight::Loss => "Loss",
        Weight::Changed => "Changed",
        Weight::Kept => "Kept",
    }
}

fn written(exported: &Exported) -> String {
    let Exported { path, files, changed, unchanged, removed, .. } = exported;
    format!(
        "Wrote {files} files to {}: {changed} changed, {unchanged} unchanged, {removed} removed\n",
        safe::line(path)
    )
}
