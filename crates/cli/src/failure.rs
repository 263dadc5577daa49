//! What went wrong, for a person or for a program.

use highbar_core::{Error, ErrorCode};

use crate::output::{Exit, Report};
use crate::safe;

/// A command that could not be done.
#[derive(Debug)]
pub struct Failure(pub Error);

impl Failure {
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self(Error::new(code, message))
    }

    fn exit(&self) -> Exit {
        if self.0.code == ErrorCode::BarNotMet { Exit::NotMet } else { Exit::Failed }
    }

    pub fn report(&self, json: bool) -> Report {
        if json {
            return Report::json(&serde_json::json!({ "error": self.0 }), self.exit());
        }
        let mut remarks = safe::line(&self.0.message) + "\n";
        for detail in &self.0.details {
            remarks.push_str(&format!("  {}\n", safe::line(detail)));
        }
        Report { text: String::new(), remarks, exit: self.exit() }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self(error)
    }
}
