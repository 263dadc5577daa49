//! The app's door: commands called through Tauri's mock runtime, without a window.
#![allow(clippy::unwrap_used)]

mod bindings;
mod commands;
mod desk;
#[cfg(feature = "grammar")]
mod language;
