//! The core's door: texts, folders and library files in; values, files and messages out. No window.

mod any_bytes;
mod bar;
pub mod crash;
mod damage;
mod data;
mod dom;
mod export;
mod figures;
mod import;
mod laws;
pub mod library;
mod outcomes;
mod passages;
mod pathological;
mod profile;
#[path = "../fuzz/promises.rs"]
mod promises;
mod render;
mod roundtrip;
mod safe;
mod sample;
mod specification;
mod vectors;
mod waivers;
mod words;
