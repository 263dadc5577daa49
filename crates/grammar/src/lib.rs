//! Spelling and grammar of prose, beside the bar: Harper, told what is prose and what this library's words are.
//!
//! A crate of its own, so that neither the core nor the command line carries a dictionary. Works on a thread of its
//! own (`lane`), made at the first question. Judges nothing: no check, no score and no export knows of it.

mod known;
mod lane;
mod passage;
mod reader;
mod rules;
mod spelling;

pub use lane::Lane;
