//! Bundles: planned from real pages and hostile ones, written to real folders and zips, built by the
//! real Hugo, every link of the built site followed.

mod atomic;
mod golden;
mod hostile;
mod names;
mod shelf;
mod site;
mod targets;
