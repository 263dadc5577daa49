//! The window: builds it, hands each command to one `Library` method, and guards what a page may do.
//!
//! Deliberately absent: any rule, any SQL, any HTML. Paths come from native dialogs and the command
//! line, never from the page.

pub mod assets;
pub mod bindings;
pub mod commands;
pub mod desk;
pub mod dialogs;
pub mod events;
pub mod language;
pub mod links;
pub mod menu;
pub mod start;
pub mod watch;
pub mod window;
