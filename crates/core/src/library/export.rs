//! Bundles: what an export would do, and doing it.

use std::path::Path;

use super::Library;
use crate::view::{ExportRequest, Exported, Preflight};
use crate::{Error, ErrorCode, Result};

impl Library {
    /// What an export would write, lose and refuse. Writes nothing.
    pub fn preflight(&self, _request: &ExportRequest) -> Result<Preflight> {
        Err(Error::new(ErrorCode::Failed, "not built"))
    }

    /// Writes the bundle to `out` (a folder, or a zip file), whole or not at all.
    pub fn export(&self, _request: &ExportRequest, _out: &Path) -> Result<Exported> {
        Err(Error::new(ErrorCode::Failed, "not built"))
    }
}
