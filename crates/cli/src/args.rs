//! What can be said on the command line, and the help for it.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::TypedValueParser as _;
use clap::{Parser, Subcommand, ValueEnum};
use highbar_core::guide::{Kind, Status};
use highbar_core::view;

const EXIT_CODES: &str = "\
Exit codes:
  0  done; every guide looked at meets the bar
  1  a guide does not meet the bar
  2  the command was not understood
  3  it could not be done (a file, a disk, a library)";

/// Check engineering guides against the bar, export them, and keep a library of them
///
/// Works on a library (one file, shared with the Highbar window), or on any folder of Markdown with
/// --from. The same rules and the same bytes as in the window.
#[derive(Parser)]
#[command(name = "highbar", version, about, after_help = EXIT_CODES, max_term_width = 100)]
#[command(propagate_version = true, subcommand_required = true, arg_required_else_help = true)]
pub struct Args {
    /// The library file. Without it: HIGHBAR_LIBRARY, else the one the window opens
    #[arg(long, global = true, value_name = "FILE", env = "HIGHBAR_LIBRARY", hide_env_values = true)]
    #[arg(value_parser = clap::builder::OsStringValueParser::new().map(PathBuf::from))]
    pub library: Option<PathBuf>,

    /// Print JSON instead of text; errors too, as {"error": {"code", "message", "details"}}
    #[arg(long, global = true)]
    pub json: bool,

    /// When to use colours; NO_COLOR is honoured
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,

    #[command(subcommand)]
    pub command: Command,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    pub fn write_global(self) {
        let choice = match self {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
    }
}

#[derive(Subcommand)]
pub enum Command {
    /// Judge guides: what meets the bar, what is open, and where
    #[command(after_help = EXIT_CODES, after_long_help = concat!(
        "With --json:\n",
        "  {\"met\": bool, \"guides\": [{\"file\", \"title\", \"slug\", \"words\", \"readMinutes\", \"met\",\n",
        "    \"score\": {\"required\", \"passed\", \"open\", \"confirm\", \"waived\", \"advice\"},\n",
        "    \"checks\": [{\"rule\", \"name\", \"group\", \"severity\", \"state\", \"measured\", \"threshold\",\n",
        "      \"evidence\": [PLACE], \"findings\": [{PLACE…, \"message\", \"why\", \"fixes\", \"question\",\n",
        "        \"textHash\"}], \"textHash\", \"waivers\"}]}],\n",
        "   \"notes\": [{\"file\", \"skipped\", \"message\"}]}\n",
        "  PLACE: \"field\" (or null), \"line\", \"column\", \"endLine\", \"endColumn\" (from 1; columns count\n",
        "  characters; null where a field has no place in a file), \"exact\", \"label\".\n",
        "  severity: required, recommended, info. state: pass, fail, advise, confirm, waived,\n",
        "  not-applicable.\n\n",
        "Exit codes:\n  0  every guide meets the bar\n  1  a guide does not meet the bar\n",
        "  2  the command was not understood\n  3  it could not be done (a file, a disk, a library)"
    ))]
    Check(Check),
    /// Write guides as a bundle that a site generator builds
    #[command(after_help = EXIT_CODES, after_long_help = concat!(
        "Case studies and stack pages that the guides link to come along. A folder is replaced as a\n",
        "whole, and only if an earlier export made it; a crash leaves the old one or the new one.\n\n",
        "With --json:\n",
        "  {\"path\", \"files\", \"changed\", \"unchanged\", \"removed\", \"manifest\", \"rows\": [ROW]}\n",
        "  ROW: \"weight\" (stops, loss, changed, kept), \"title\", \"detail\", \"guides\".\n",
        "  With --dry-run: {\"files\", \"kib\", \"rows\": [ROW], \"open\": [{\"id\", \"title\", \"checks\"}]}.\n\n",
        "Exit codes:\n  0  written\n  1  refused: a guide does not meet the bar\n",
        "  2  the command was not understood\n  3  it could not be done (a file, a disk, a library)"
    ))]
    Export(Export),
    /// Read a folder of Markdown into the library
    #[command(after_help = EXIT_CODES, after_long_help = concat!(
        "Reading the same folder again changes nothing. The library is created where there is none.\n\n",
        "With --json: {\"added\", \"updated\", \"unchanged\", \"assets\",\n",
        "  \"notes\": [{\"file\", \"skipped\", \"message\"}]}.\n\n",
        "Exit codes:\n  0  done\n  2  the command was not understood\n  3  it could not be done"
    ))]
    Import(Import),
    /// List what is in the library
    #[command(after_help = EXIT_CODES, after_long_help = concat!(
        "With --json: {\"total\", \"met\", \"words\", \"cards\": [{\"id\", \"kind\", \"status\", \"title\", \"summary\",\n",
        "  \"slug\", \"date\", \"tags\", \"stack\", \"words\", \"readMinutes\", \"score\", \"savedAt\", \"snippet\"}]}.\n\n",
        "Exit codes:\n  0  done\n  2  the command was not understood\n  3  it could not be done"
    ))]
    List(List),
    /// Begin a guide (or a page) in the library from the template of its kind
    #[command(after_help = EXIT_CODES, after_long_help = concat!(
        "The library is created where there is none.\n\nWith --json: {\"id\", \"slug\", \"title\", \"kind\"}.\n\n",
        "Exit codes:\n  0  done\n  2  the command was not understood\n  3  it could not be done"
    ))]
    New(New),
    /// What the bar asks, why, and what a publication may set in bar.toml
    #[command(subcommand, after_long_help = concat!(
        "A publication sets its own bar in bar.toml at the root of its folder, or in its library.\n",
        "list, explain: the bar of --bar FILE, else of bar.toml here, else the default one.\n",
        "set: the profile --bar FILE, else the library's.\n\n",
        "Exit codes:\n  0  done\n  1  an example of the profile does not hold\n",
        "  2  the command was not understood\n  3  it could not be done (a wrong profile, a file, a library)"
    ))]
    Bar(Bar),
    /// Print a completion script for a shell
    Completions { shell: clap_complete::Shell },
}

#[derive(Subcommand)]
pub enum Bar {
    /// Name every rule, its weight, and what can be set
    List {
        /// The profile whose values are shown
        #[arg(long, value_name = "FILE")]
        bar: Option<PathBuf>,
    },
    /// Say what a rule asks, why, and who may set it aside
    Explain {
        /// For example length.words
        #[arg(value_name = "RULE")]
        rule: String,
        /// The profile whose values are shown
        #[arg(long, value_name = "FILE")]
        bar: Option<PathBuf>,
    },
    /// Judge a profile's own examples by it
    Test {
        /// The profile; without it: bar.toml
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
    },
    /// Print the default bar as a profile in which everything is a comment
    Template,
    /// Say what one rule weighs: a line of the profile changes, everything else of it stays
    Set {
        /// For example structure.headings
        #[arg(value_name = "RULE")]
        rule: String,
        #[arg(value_name = "WEIGHT")]
        weight: Weight,
        /// The profile to change (begun where there is none); without it: the library's
        #[arg(long, value_name = "FILE")]
        bar: Option<PathBuf>,
    },
    /// Print the library's profile
    Show,
    /// Judge the library by this profile from now on; an empty file goes back to the default bar
    Use {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Count how people fare with each rule in the library
    Health,
}

/// What a rule weighs.
#[derive(Clone, Copy, clap::ValueEnum)]
pub enum Weight {
    /// It holds a guide back
    Required,
    /// It advises
    Recommended,
    /// It shows a number
    Info,
    /// It is not asked
    Off,
}

#[derive(clap::Args)]
pub struct Check {
    /// Files, folders, or slugs of guides in the library; `-` reads one guide from standard input.
    /// Without any: every guide
    #[arg(value_name = "PATH")]
    pub paths: Vec<OsString>,

    /// Judge guides of this folder, without a library; PATHs are then slugs or files below it
    #[arg(long, value_name = "FOLDER")]
    pub from: Option<PathBuf>,

    /// Judge by this profile (bar.toml), whatever the folder or the library has
    #[arg(long, value_name = "FILE")]
    pub bar: Option<PathBuf>,

    /// How the verdicts are written; --json is short for --format json
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,

    /// What makes the exit code 1
    #[arg(long, value_name = "WHAT", default_value = "required")]
    pub fail_on: FailOn,

    /// Hold only what is not in this file against the guides
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,

    /// Write everything that is open now to the baseline (highbar-baseline.json unless --baseline names one)
    #[arg(long)]
    pub write_baseline: bool,

    /// Apply exact fixes that change no meaning to the files; what is left is reported
    #[arg(long, conflicts_with = "write_baseline")]
    pub fix: bool,

    /// With --fix: show what would change, write nothing
    #[arg(long, requires = "fix")]
    pub dry_run: bool,

    /// Print only one line for each guide
    #[arg(long, short)]
    pub quiet: bool,

    /// Leave out advice that the bar does not require
    #[arg(long)]
    pub required: bool,
}

/// How verdicts are written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: each place with its line
    Text,
    /// Everything, evidence too
    Json,
    /// SARIF 2.1.0
    Sarif,
    /// JUnit XML: a suite per guide, a case per rule
    Junit,
    /// Commands that GitHub shows beside the lines
    Github,
    /// GitLab's code quality report
    Gitlab,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// An open required check
    Required,
    /// An open required or recommended check
    Recommended,
    /// Nothing
    None,
}

#[derive(clap::Args)]
pub struct Export {
    /// Slugs or ids of guides; with --from, slugs or files. Without any: every guide
    #[arg(value_name = "GUIDE")]
    pub guides: Vec<String>,

    /// What the bundle is written for
    #[arg(long, value_name = "TARGET", default_value = "plain")]
    pub target: Target,

    /// The folder to write, or with --zip the file
    #[arg(long, value_name = "DIR", required_unless_present = "dry_run")]
    pub out: Option<PathBuf>,

    /// Write one zip file instead of a folder
    #[arg(long)]
    pub zip: bool,

    /// Export although checks are open; everything is marked as a draft
    #[arg(long)]
    pub draft: bool,

    /// Export guides of this folder, without a library
    #[arg(long, value_name = "FOLDER")]
    pub from: Option<PathBuf>,

    /// Only say what would be written, lost and refused
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Target {
    /// Markdown in folders that any viewer can follow, with an index
    Plain,
    /// Leaf bundles below content/ for Hugo
    Hugo,
}

impl From<Target> for view::Target {
    fn from(target: Target) -> Self {
        match target {
            Target::Plain => view::Target::Plain,
            Target::Hugo => view::Target::Hugo,
        }
    }
}

#[derive(clap::Args)]
pub struct Import {
    /// The folder to read
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
}

#[derive(clap::Args)]
pub struct List {
    /// What to list
    #[arg(long, value_name = "SECTION", default_value = "guides")]
    pub section: Section,

    /// Only guides in this state; may be given more than once
    #[arg(long, value_name = "STATUS")]
    pub status: Vec<StatusArg>,

    /// Only guides with all of these words in title, summary or text
    #[arg(long, value_name = "WORDS", default_value = "")]
    pub search: String,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Section {
    Guides,
    CaseStudies,
    Stack,
    Archive,
    Trash,
}

impl From<Section> for view::Section {
    fn from(section: Section) -> Self {
        match section {
            Section::Guides => view::Section::Guides,
            Section::CaseStudies => view::Section::CaseStudies,
            Section::Stack => view::Section::Stack,
            Section::Archive => view::Section::Archive,
            Section::Trash => view::Section::Trash,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub enum StatusArg {
    Draft,
    InReview,
    Returned,
    Approved,
}

impl From<StatusArg> for Status {
    fn from(status: StatusArg) -> Self {
        match status {
            StatusArg::Draft => Status::Draft,
            StatusArg::InReview => Status::InReview,
            StatusArg::Returned => Status::Returned,
            StatusArg::Approved => Status::Approved,
        }
    }
}

#[derive(clap::Args)]
pub struct New {
    /// The title
    #[arg(value_name = "TITLE", allow_hyphen_values = false)]
    pub title: String,

    /// What it is
    #[arg(long, value_name = "KIND", default_value = "deep-dive")]
    pub kind: KindArg,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum KindArg {
    DeepDive,
    Comparison,
    CaseStudy,
    StackItem,
}

impl From<KindArg> for Kind {
    fn from(kind: KindArg) -> Self {
        match kind {
            KindArg::DeepDive => Kind::DeepDive,
            KindArg::Comparison => Kind::Comparison,
            KindArg::CaseStudy => Kind::CaseStudy,
            KindArg::StackItem => Kind::StackItem,
        }
    }
}
