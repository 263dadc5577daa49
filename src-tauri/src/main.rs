//! The desktop binary. Everything is in the library crate, so that tests can drive it.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    highbar_desktop::start::run()
}
