//! The core's door: texts, folders and library files in; values, files and messages out. No window.

mod bar;
pub mod crash;
mod damage;
mod data;
mod dom;
mod export;
mod grid;
mod import;
mod laws;
pub mod library;
mod outcomes;
mod passages;
mod pathological;
mod profile;
mod render;
mod sample;
mod specification;
mod vectors;
mod waivers;
