//! The command line's door: arguments and folders in; text, JSON, files and exit codes out.

mod check;
mod desk;
mod export;
mod hostile;
mod library;
mod usage;
