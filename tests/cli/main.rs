//! The command line's door: arguments and folders in; text, JSON, files and exit codes out.

mod bar;
mod baseline;
mod check;
mod desk;
mod export;
mod formats;
mod hostile;
mod library;
mod usage;
