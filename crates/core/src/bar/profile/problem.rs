//! What is wrong with a profile, where, and what to do about it.

use super::Profile;
use crate::text::{LineIndex, Span};
use crate::{Error, ErrorCode};

/// One thing that is wrong. Whoever has the text can show the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// In the profile's text.
    pub span: Span,
    /// What is wrong, a sentence.
    pub message: String,
    /// What to do, a sentence; may be empty.
    pub help: String,
}

impl Problem {
    pub(super) fn new(span: impl Into<Span>, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { span: span.into(), message: message.into(), help: help.into() }
    }

    /// Line and column in `text`, from 1, columns in characters; and the line itself.
    pub fn place<'t>(&self, text: &'t str) -> (usize, usize, &'t str) {
        let lines = LineIndex::new(text);
        let (line, column) = lines.position(self.span.start);
        (line, column, lines.text(line - 1))
    }
}

/// A profile that is not used because of its problems.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// What the file is called.
    pub name: String,
    pub text: String,
    /// In the order of their places.
    pub problems: Vec<Problem>,
}

impl Refused {
    /// A file that cannot even be read.
    pub fn unread(name: &str, why: &str) -> Self {
        let problem = Problem::new(0..0, format!("It cannot be read. {why}"), "");
        Self { name: name.to_owned(), text: String::new(), problems: vec![problem] }
    }

    /// What happened and what is safe, without the places.
    pub fn summary(&self) -> String {
        let many = self.problems.len();
        let problems = if many == 1 { "a problem".to_owned() } else { format!("{many} problems") };
        format!("{} has {problems}, so it was not used and nothing was judged.", self.name)
    }

    /// `bar.toml:3:1: There is no rule “length.wordz”. Is it [length.words]?`
    fn line(&self, problem: &Problem) -> String {
        let (line, column, source) = problem.place(&self.text);
        let said = [problem.message.as_str(), &problem.help].join(" ");
        let shown = source.trim();
        let shown = if shown.is_empty() { String::new() } else { format!(" — {shown}") };
        format!("{}:{line}:{column}: {}{shown}", self.name, said.trim_end())
    }
}

impl Profile {
    /// As `read`, with the name of the file for whoever has to mend it.
    pub fn read_named(name: &str, text: &str) -> Result<Self, Refused> {
        Self::read(text).map_err(|problems| Refused { name: name.to_owned(), text: text.to_owned(), problems })
    }
}

impl From<&Refused> for Error {
    fn from(refused: &Refused) -> Self {
        let details = refused.problems.iter().map(|problem| refused.line(problem)).collect();
        Error { details, ..Error::new(ErrorCode::Invalid, refused.summary()) }
    }
}
