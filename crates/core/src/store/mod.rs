//! The library on disk: one SQLite file, one source file per table, plain SQL.
//!
//! The only room that knows `rusqlite`. Knows nothing of Markdown or the bar.
