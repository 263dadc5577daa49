//! What went wrong, for a person or for a program.

use highbar_core::{Error, ErrorCode};

use crate::output::{Exit, Report};
use crate::safe;

/// A command that could not be done.
#[derive(Debug)]
pub struct Failure {
    error: Error,
    /// The whole message as it is shown to a person; empty: made of the error.
    drawn: String,
}

impl Failure {
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self::from(Error::new(code, message))
    }

    /// A message that is drawn already, fit to be printed.
    pub fn drawn(error: Error, drawn: String) -> Self {
        Self { error, drawn }
    }

    fn exit(&self) -> Exit {
        if self.error.code == ErrorCode::BarNotMet { Exit::NotMet } else { Exit::Failed }
    }

    pub fn report(&self, json: bool) -> Report {
        if json {
            return Report::json(&serde_json::json!({ "error": self.error }), self.exit());
        }
        if !self.drawn.is_empty() {
            return Report { text: String::new(), remarks: self.drawn.clone(), exit: self.exit() };
        }
        let mut remarks = safe::line(&self.error.message) + "\n";
        for detail in &self.error.details {
            remarks.push_str(&format!("  {}\n", safe::line(detail)));
        }
        Report { text: String::new(), remarks, exit: self.exit() }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self { error, drawn: String::new() }
    }
}
