//! Bundles on their way to a folder or a zip file: whole or not at all.

use std::path::Path;

use super::Bundle;
use crate::view::Exported;
use crate::{Error, ErrorCode, Result};

/// Where a bundle goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Container {
    Folder,
    Zip,
}

/// Writes the bundle to `out`, replacing the bundle of an earlier export. Refuses to replace
/// anything that is not a Highbar bundle.
pub fn write(_bundle: &Bundle, _out: &Path, _container: Container) -> Result<Exported> {
    Err(Error::new(ErrorCode::Failed, "not built"))
}
