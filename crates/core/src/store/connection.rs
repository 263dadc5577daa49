//! How a library file is connected to: what is trusted, what is promised, and whether the file is whole.
//!
//! Knows no table. What happens around an opening (upgrade, copies, notices) is `open`'s.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::{PATIENCE, files};
use crate::{Error, ErrorCode, Result};

/// Looks through a copy that nobody else has open, and leaves nothing beside it.
pub(super) fn check_copy(copy: &Path) -> Result<()> {
    let connection = Connection::open_with_flags(fixed_address(copy), FIXED)?;
    trust_nothing(&connection)?;
    check(&connection)
}

pub(super) const FIXED: OpenFlags = OpenFlags::SQLITE_OPEN_READ_ONLY.union(OpenFlags::SQLITE_OPEN_URI);

/// `immutable` lets SQLite read a file beside which it may not put its own; only safe when nobody
/// writes, so not while a log lies there.
pub(super) fn fixed_address(path: &Path) -> String {
    let mut address = String::from("file:");
    for byte in path.to_string_lossy().bytes() {
        match byte {
            b'?' | b'#' | b'%' => address.push_str(&format!("%{byte:02X}")),
            byte => address.push(byte as char),
        }
    }
    if files::beside(path, "-wal").exists() { address } else { address + "?immutable=1" }
}

/// Nothing in the file's schema may do more than hold rows.
pub(super) fn trust_nothing(connection: &Connection) -> Result<()> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.pragma_update(None, "mmap_size", 256 * 1024 * 1024)?;
    connection.pragma_update(None, "cache_size", -65_536)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// Acknowledged means on the disk: `FULL`, not `NORMAL`. The log is put into the file when idle.
pub(super) fn set(connection: &Connection) -> Result<()> {
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "wal_autocheckpoint", 4_000)?;
    Ok(())
}

pub(super) fn check(connection: &Connection) -> Result<()> {
    let verdict: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" {
        return Ok(());
    }
    Err(Error::new(ErrorCode::Damaged, format!("The library file is damaged ({}).", verdict.trim())))
}
