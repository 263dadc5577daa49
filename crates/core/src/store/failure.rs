//! What SQLite and the file system say → what a person can act on.

use rusqlite::ErrorCode as Sqlite;
use rusqlite::ffi;

use crate::{Error, ErrorCode};

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match &error {
            rusqlite::Error::SqliteFailure(failure, _) => sqlite(failure.code, failure.extended_code, &error),
            rusqlite::Error::QueryReturnedNoRows => {
                Error::new(ErrorCode::NotFound, "That is not in the library any more.")
            }
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::Utf8Error(..) => damaged(&error),
            _ => Error::new(ErrorCode::Failed, format!("The library answered with an error: {error}.")),
        }
    }
}

fn sqlite(code: Sqlite, extended: i32, error: &rusqlite::Error) -> Error {
    match code {
        Sqlite::DatabaseBusy | Sqlite::DatabaseLocked => Error::new(
            ErrorCode::Locked,
            "Another program is writing to the library and did not finish in five seconds. \
             Nothing was changed; try again, or close the other program.",
        ),
        Sqlite::ReadOnly | Sqlite::PermissionDenied => Error::new(
            ErrorCode::Locked,
            "The library cannot be written: the file or its folder is read-only. \
             Nothing was changed; allow writing there, or open a copy.",
        ),
        Sqlite::DiskFull => disk_full(),
        Sqlite::SystemIoFailure if is_full(extended) => disk_full(),
        Sqlite::NotADatabase => no_library(),
        Sqlite::DatabaseCorrupt => damaged(error),
        Sqlite::CannotOpen => Error::new(
            ErrorCode::Unreachable,
            "The library file cannot be opened. Check that its folder exists and that you may read and write it.",
        ),
        Sqlite::SystemIoFailure => Error::new(
            ErrorCode::Unreachable,
            format!("The disk did not answer as it should ({error}). What was saved before is safe; try again."),
        ),
        Sqlite::TooBig => {
            Error::new(ErrorCode::Invalid, "That text is too large for the library. Nothing was changed.")
        }
        _ => Error::new(ErrorCode::Failed, format!("The library answered with an error: {error}.")),
    }
}

/// SQLite reports a write that failed on a full disk as an I/O error on some systems.
fn is_full(extended: i32) -> bool {
    matches!(extended, ffi::SQLITE_IOERR_WRITE | ffi::SQLITE_IOERR_SHMSIZE | ffi::SQLITE_IOERR_FSYNC)
        && std::io::Error::last_os_error().kind() == std::io::ErrorKind::StorageFull
}

pub(super) fn no_library() -> Error {
    Error::new(ErrorCode::Damaged, "This file is no Highbar library, or its beginning was damaged.")
}

pub(super) fn disk_full() -> Error {
    Error::new(
        ErrorCode::DiskFull,
        "The disk is full. What was saved before is safe, and nothing was half written; \
         free some space and it will be saved.",
    )
}

fn damaged(error: &rusqlite::Error) -> Error {
    Error::new(ErrorCode::Damaged, format!("The library file is damaged ({error})."))
}

/// A file-system error at `path`, with what was being done ("read", "write", "create").
pub(crate) fn io(error: &std::io::Error, doing: &str, path: &std::path::Path) -> Error {
    use std::io::ErrorKind as Kind;
    let place = path.display();
    match error.kind() {
        Kind::StorageFull | Kind::QuotaExceeded => disk_full(),
        Kind::NotFound => Error::new(ErrorCode::Unreachable, format!("There is nothing at {place}.")),
        Kind::PermissionDenied => Error::new(
            ErrorCode::Unreachable,
            format!("You are not allowed to {doing} {place}. Check its permissions."),
        ),
        Kind::ReadOnlyFilesystem => {
            Error::new(ErrorCode::Unreachable, format!("{place} is on a read-only disk. Choose another place."))
        }
        _ => Error::new(ErrorCode::Unreachable, format!("Could not {doing} {place}: {error}.")),
    }
}
